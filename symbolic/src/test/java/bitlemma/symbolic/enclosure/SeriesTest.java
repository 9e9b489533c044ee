package bitlemma.symbolic.enclosure;

import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Formula;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Taylor's theorem: the polynomial at the middle plus the remainder contains the value at every point of the box. */
class SeriesTest {
    @Test
    void seriesContainValues() {
        RandomFormulas formulas = new RandomFormulas(21, true);
        Random random = new Random(22);
        int compared = 0;
        for (int i = 0; i < 2500; i++) {
            Formula formula = formulas.next(1 + random.nextInt(4));
            int degree = 1 + random.nextInt(6);
            compared += check(formula, degree, random) ? 1 : 0;
        }
        assertTrue(compared > 700, "only " + compared);
    }

    private static boolean check(Formula formula, int degree, Random random) {
        int bits = 80;
        Rational[] center = {number(random), number(random)};
        Rational radius = Rational.of(1, 4L << random.nextInt(6));
        Monomials monomials = new Monomials(2);
        Enclosure[] middle = new Enclosure[2];
        Enclosure[] box = new Enclosure[2];
        Enclosure[] offset = new Enclosure[2];
        Enclosure[] point = new Enclosure[2];
        for (int v = 0; v < 2; v++) {
            Rational t = Rational.of(random.nextInt(65) - 32, 32).times(radius);
            middle[v] = Enclosure.of(center[v], bits);
            box[v] = Enclosure.of(center[v].minus(radius), center[v].plus(radius), bits);
            offset[v] = Enclosure.of(t, bits);
            point[v] = Enclosure.of(center[v].plus(t), bits);
        }
        Series at = series(formula, new SeriesArithmetic(monomials, degree - 1, bits), middle);
        Series everywhere = series(formula, new SeriesArithmetic(monomials, degree, bits), box);
        Optional<Enclosure> value = Evaluation.of(formula, Map.of("x", point[0], "y", point[1]), bits);
        if (!at.isKnown() || !everywhere.isKnown()) {
            return false;
        }
        // A series on the whole box says that the formula has a value everywhere in it.
        assertTrue(value.isPresent(), () -> formula + " has no value");
        Enclosure sum = Enclosure.ZERO;
        for (int k = 0; k <= degree; k++) {
            Enclosure[] part = k < degree ? at.part(k) : everywhere.part(k);
            for (int p = 0; part != null && p < part.length; p++) {
                Enclosure term = part[p];
                for (int v = 0; v < 2; v++) {
                    term = term.times(
                            offset[v].power(BigInteger.valueOf(monomials.of(k)[p][v]), bits), bits);
                }
                sum = sum.plus(term, bits);
            }
        }
        Enclosure total = sum;
        assertTrue(total.overlaps(value.get()), () -> formula + ": " + total + " is not " + value.get());
        return true;
    }

    private static Series series(Formula formula, SeriesArithmetic arithmetic, Enclosure[] at) {
        Map<String, Series> variables =
                Map.of("x", arithmetic.variable(0, at[0], 1), "y", arithmetic.variable(1, at[1], 1));
        return new SeriesEvaluation(arithmetic, variables, Map.of()).series(formula);
    }

    private static Rational number(Random random) {
        return Rational.of(random.nextInt(65) - 16, 16);
    }
}
