package bitlemma.symbolic.formula;

import static bitlemma.symbolic.formula.Written.formula;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerivativeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x^3             | 3*x^2
            x^y             | y*x^(y - 1)
            2^x             | 2^x*log(2)
            x^x             | x^x*(log(x) + 1)
            log(c*x)        | 1/x
            erf(x)          | 2*exp(-x^2)/sqrt(pi)
            erfc(2*x)       | -4*exp(-4*x^2)/sqrt(pi)
            dilog(x)        | -log(1 - x)/x
            lambert_w(x)    | lambert_w(x)/(x*(1 + lambert_w(x)))
            tanh(x)         | 1 - tanh(x)^2
            atan(x)         | 1/(1 + x^2)
            abs(x)          | abs(x)/x
            sin(x)*cos(x)   | cos(x)^2 - sin(x)^2
            gamma(x)        | gamma(x)*(harmonic(x - 1) - euler_gamma)
            floor(c)        | 0
            """)
    void differentiates(String written, String expected) {
        Formula derivative = Derivative.of(formula(written), "x").orElseThrow();
        assertTrue(
                ZeroTest.areEqual(derivative, formula(expected), Assumptions.NONE.withPositive("x")),
                TextForm.of(derivative));
    }

    @Test
    void hasNone() {
        assertEquals(Optional.empty(), Derivative.of(formula("x + floor(x)"), "x"));
        assertEquals(Optional.empty(), Derivative.of(formula("harmonic(2*x)"), "x"));
        Formula total = Formulas.total("k", Formulas.ZERO, Formulas.symbol("x"), formula("k*y"));
        assertEquals(Optional.empty(), Derivative.of(total, "x"));
    }

    @Test
    void followsBounds() {
        Formula integral = Formulas.integral("t", Formulas.MINUS_INFINITY, formula("x^2"), formula("exp(-t^2)"));
        assertEquals("2*x*exp(-x^4)", TextForm.of(Derivative.of(integral, "x").orElseThrow()));
        Formula total = Formulas.total("k", Formulas.ZERO, Formulas.symbol("n"), formula("k*x^2"));
        assertEquals(
                "sum(k in 0..n) 2*k*x", TextForm.of(Derivative.of(total, "x").orElseThrow()));
        assertEquals(
                "if x <= y then 1 else 0",
                TextForm.of(Derivative.of(formula("min(x, y)"), "x").orElseThrow()));
    }

    @Test
    void agreesWithDifferences() {
        Random random = new Random(11);
        RandomFormulas formulas = new RandomFormulas(random, true);
        int compared = 0;
        for (int i = 0; i < 3000; i++) {
            Formula formula = formulas.next(1 + random.nextInt(3));
            Formula derivative = Derivative.of(formula, "c").orElseThrow();
            Map<String, Double> point = formulas.point();
            double exact = DoubleValue.of(derivative, point);
            double coarse = slope(formula, point, 1e-4);
            double fine = slope(formula, point, 5e-5);
            // Where two differences agree, the derivative agrees with them.
            if (Double.isFinite(exact)
                    && Math.abs(DoubleValue.of(formula, point)) < 1e4
                    && Math.abs(coarse) < 1e5
                    && Math.abs(coarse - fine) < 1e-6 * (1 + Math.abs(fine))) {
                assertEquals(fine, exact, 1e-4 * (1 + Math.abs(exact)), () -> TextForm.of(formula) + " at " + point);
                compared++;
            }
        }
        assertTrue(compared > 1000, "points: " + compared);
    }

    private static double slope(Formula formula, Map<String, Double> point, double step) {
        Map<String, Double> left = new HashMap<>(point);
        Map<String, Double> right = new HashMap<>(point);
        left.merge("c", -step, Double::sum);
        right.merge("c", step, Double::sum);
        return (DoubleValue.of(formula, right) - DoubleValue.of(formula, left)) / (2 * step);
    }
}
