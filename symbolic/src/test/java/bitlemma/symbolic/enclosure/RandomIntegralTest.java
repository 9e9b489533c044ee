package bitlemma.symbolic.enclosure;

import static bitlemma.symbolic.enclosure.Written.n;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Formula;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Integrals of random formulas against sums of ranges, which use no series, and against integrals over two parts. */
class RandomIntegralTest {
    private static final Map<String, Enclosure> VALUES = Map.of("y", Enclosure.of(Rational.of(3, 8), 30));

    @Test
    void oneVariable() {
        RandomFormulas formulas = new RandomFormulas(31, false);
        Random random = new Random(32);
        int found = 0;
        for (int i = 0; i < 100; i++) {
            Formula formula = formulas.next(1 + random.nextInt(3));
            Rational cut = Rational.of(1 + random.nextInt(9), 10);
            Optional<Enclosure> whole = integral(formula, n(0), n(1));
            Optional<Enclosure> left = integral(formula, n(0), new Formula.Number(cut));
            Optional<Enclosure> right = integral(formula, new Formula.Number(cut), n(1));
            Enclosure sum = rangeSum(formula);
            if (whole.isEmpty()) {
                continue;
            }
            found++;
            assertTrue(whole.get().overlaps(sum), () -> formula + ": " + whole + " and " + sum);
            if (left.isPresent() && right.isPresent()) {
                Enclosure both = left.get().plus(right.get(), 80);
                assertTrue(whole.get().overlaps(both), () -> formula + " at " + cut + ": " + whole + " and " + both);
            }
        }
        assertTrue(found > 40, "only " + found);
    }

    private static Optional<Enclosure> integral(Formula formula, Formula low, Formula high) {
        return Quadrature.integrate(formula, "x", low, high, VALUES, Goal.digits(9).withPieces(80))
                .map(Quadrature.Result::value);
    }

    private static Enclosure rangeSum(Formula formula) {
        Enclosure sum = Enclosure.ZERO;
        int parts = 32;
        for (int k = 0; k < parts; k++) {
            Enclosure part = Enclosure.of(Dyadic.of(k).scaled(-5), Dyadic.of(k + 1).scaled(-5));
            Map<String, Enclosure> values = Map.of("x", part, "y", VALUES.get("y"));
            sum = sum.plus(Evaluation.of(formula, values, 60).orElse(Enclosure.UNKNOWN).scaled(-5), 60);
        }
        return sum;
    }

    /** The order of integration does not matter on a square. */
    @Test
    void twoVariables() {
        RandomFormulas formulas = new RandomFormulas(41, false);
        Random random = new Random(42);
        Quadrature.Range x = new Quadrature.Range("x", n(0), n(1));
        Quadrature.Range y = new Quadrature.Range("y", n(0), n(2));
        int found = 0;
        for (int i = 0; i < 40; i++) {
            Formula formula = formulas.next(1 + random.nextInt(2));
            Goal goal = Goal.digits(4).withPieces(60);
            Optional<Quadrature.Result> one = Quadrature.integrate(formula, List.of(x, y), Map.of(), goal);
            Optional<Quadrature.Result> other = Quadrature.integrate(formula, List.of(y, x), Map.of(), goal);
            if (one.isPresent() && other.isPresent()) {
                found++;
                assertTrue(one.get().value().overlaps(other.get().value()), () -> formula + ": " + one + other);
            }
        }
        assertTrue(found > 15, "only " + found);
    }
}
