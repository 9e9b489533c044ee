package bitlemma.symbolic.enclosure;

import static bitlemma.symbolic.enclosure.Written.INFINITY;
import static bitlemma.symbolic.enclosure.Written.X;
import static bitlemma.symbolic.enclosure.Written.Y;
import static bitlemma.symbolic.enclosure.Written.exp;
import static bitlemma.symbolic.enclosure.Written.log;
import static bitlemma.symbolic.enclosure.Written.minus;
import static bitlemma.symbolic.enclosure.Written.n;
import static bitlemma.symbolic.enclosure.Written.negate;
import static bitlemma.symbolic.enclosure.Written.over;
import static bitlemma.symbolic.enclosure.Written.power;
import static bitlemma.symbolic.enclosure.Written.product;
import static bitlemma.symbolic.enclosure.Written.sum;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.numbers.Rounding;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Operator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OptimizationTest {
    private static final Quadrature.Range UNIT_X = new Quadrature.Range("x", n(0), n(1));
    private static final Quadrature.Range UNIT_Y = new Quadrature.Range("y", n(0), n(1));

    private static void assertSupremum(Formula expected, int digits, Formula formula, Quadrature.Range... ranges) {
        check(expected, digits, Optimization.supremum(formula, List.of(ranges), Map.of(), Goal.digits(digits)));
    }

    private static void assertInfimum(Formula expected, int digits, Formula formula, Quadrature.Range... ranges) {
        check(expected, digits, Optimization.infimum(formula, List.of(ranges), Map.of(), Goal.digits(digits)));
    }

    private static void check(Formula expected, int digits, Optional<Optimization.Result> result) {
        Enclosure known = Evaluation.of(expected, Map.of(), 300).orElseThrow();
        Optimization.Result there = result.orElseThrow();
        assertTrue(there.value().contains(known), () -> there.value().interval(digits + 5) + ", not " + known);
        assertTrue(there.reached(), () -> "only " + there.value());
    }

    @Test
    void oneVariable() {
        assertSupremum(n(1, 4), 30, product(X, minus(n(1), X)), UNIT_X);
        assertSupremum(exp(n(-1)), 30, product(X, exp(negate(X))), new Quadrature.Range("x", n(0), INFINITY));
        assertInfimum(negate(exp(n(-1))), 30, product(X, log(X)), UNIT_X);
        assertSupremum(n(0), 30, product(X, log(X)), UNIT_X);
        assertInfimum(n(1), 30, power(X, -1), UNIT_X);
        assertTrue(Optimization.supremum(power(X, -1), List.of(UNIT_X), Map.of(), Goal.digits(10).withPieces(500))
                .isEmpty());
        // Mitchell's logarithm: log2(1 + x) - x is greatest at x = 1/log 2 - 1.
        Formula bits = minus(over(log(sum(n(1), X)), log(n(2))), X);
        Formula inverse = power(log(n(2)), -1);
        Formula expected = minus(sum(over(log(inverse), log(n(2))), n(1)), inverse);
        assertSupremum(expected, 30, bits, UNIT_X);
    }

    @Test
    void kinksAndSteps() {
        assertSupremum(n(2, 3), 30, Written.apply(Operator.ABS, minus(X, n(1, 3))), UNIT_X);
        assertInfimum(n(0), 30, Written.apply(Operator.ABS, minus(X, n(1, 3))), UNIT_X);
        // The fraction tends to 1 and never gets there.
        Formula fraction = minus(X, Written.round(Rounding.FLOOR, X));
        assertSupremum(n(1), 15, fraction, new Quadrature.Range("x", n(0), n(3)));
        assertSupremum(n(1, 2), 15, Written.when(Written.less(X, n(1, 2)), X, n(0)), UNIT_X);
    }

    @Test
    void twoVariables() {
        // Mitchell's product on the triangle of no carry: the relative error is greatest, 1/9, at (1/2, 1/2).
        Formula relative = minus(n(1), over(sum(n(1), X, Y), product(sum(n(1), X), sum(n(1), Y))));
        assertSupremum(n(1, 9), 20, relative, UNIT_X, new Quadrature.Range("y", n(0), minus(n(1), X)));
        Formula a = minus(X, n(1, 3));
        Formula b = minus(Y, n(2, 7));
        assertInfimum(n(0), 15, sum(power(a, 2), product(a, b), power(b, 2)), UNIT_X, UNIT_Y);
        assertSupremum(n(2), 15, sum(X, Y), UNIT_X, UNIT_Y);
    }

    /** No random point has a value outside of the two bounds. */
    @Test
    void randomPointsAreWithinTheBounds() {
        RandomFormulas formulas = new RandomFormulas(51, false);
        Random random = new Random(52);
        Map<String, Enclosure> y = Map.of("y", Enclosure.of(Dyadic.of(3).scaled(-3)));
        int found = 0;
        for (int i = 0; i < 80; i++) {
            Formula formula = formulas.next(1 + random.nextInt(3));
            Goal goal = Goal.digits(6).withPieces(80);
            Optional<Optimization.Result> greatest = Optimization.supremum(formula, List.of(UNIT_X), y, goal);
            Optional<Optimization.Result> least = Optimization.infimum(formula, List.of(UNIT_X), y, goal);
            for (int k = 0; k < 10; k++) {
                Enclosure x = Enclosure.of(Dyadic.of(1 + random.nextInt(4095)).scaled(-12));
                Optional<Enclosure> value = Evaluation.of(formula, Map.of("x", x, "y", y.get("y")), 80);
                if (value.isEmpty()) {
                    continue;
                }
                greatest.ifPresent(g -> assertTrue(
                        !g.value().isCertainlyLess(value.get()), () -> formula + " at " + x + " is above " + g));
                least.ifPresent(l -> assertTrue(
                        !value.get().isCertainlyLess(l.value()), () -> formula + " at " + x + " is below " + l));
                found += greatest.isPresent() ? 1 : 0;
            }
        }
        assertTrue(found > 200, "only " + found);
    }
}
