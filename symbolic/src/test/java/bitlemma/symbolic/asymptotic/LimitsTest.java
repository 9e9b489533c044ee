package bitlemma.symbolic.asymptotic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bitlemma.symbolic.engine.Doubles;
import bitlemma.symbolic.engine.Written;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
    private static final Assumptions KNOWN =
            Assumptions.NONE.withPositive("c").withPositive("s");

    private static Formula point(String text) {
        return text.equals("-inf") ? Formulas.MINUS_INFINITY : Written.formula(text);
    }

    @ParameterizedTest
    @CsvSource({
        "(exp(x)-1)/x, 0, 1",
        "x*log(x), 0, 0",
        "x^x, 0, 1",
        "(x^2-1)/(x-1), 1, 2",
        "(x^c-1)/(x-1), 1, c",
        "exp(-c/x), 0, 0",
        "-1/x^2, 0, -inf",
        "(log(1+x)-x+x^2/2)/x^3, 0, 1/3",
        "log(1+x)*log(x), 0, 0",
        "sqrt(x^2+x)-x, inf, 1/2",
        "(1+c/x)^x, inf, exp(c)",
        "x*(log(c+1/x)-log(c)), inf, 1/c",
        "atan(x)*x-pi*x/2, inf, -1",
        "erf(c*x)+x^2*exp(-x), inf, 1",
        "erfc(x), -inf, 2",
        "x^3*exp(-x), inf, 0",
        "s^2*(1-exp(-x/s)), inf, s^2",
        "dilog(-x)+log(x)^2/2, inf, -pi^2/6",
        "(2^x-1)*(2*2^x-1)/(6*4^x), inf, 1/3",
        "x^2*2^(-x)*(1+x), inf, 0",
        "log(1+exp(x))-x, inf, 0",
        "harmonic(2*x)-harmonic(x), inf, log(2)",
        "harmonic(2^x)-x*log(2), inf, euler_gamma",
        "2^x*(harmonic(2*2^x-1)-harmonic(2^x-1)-log(2)), inf, 1/4",
        "1/(1+exp(x)), -inf, 1",
        "gamma(x+1), 0, 1"
    })
    void limits(String body, String at, String expected) {
        assertEquals(
                Optional.of(point(expected)),
                Limits.limit(Written.formula(body), "x", point(at), true, KNOWN));
    }

    @ParameterizedTest
    @CsvSource({"dilog(x), 1, pi^2/6", "1/x, 0, -inf", "abs(x)/x, 0, -1", "exp(1/x), 0, 0"})
    void limitsFromBelow(String body, String at, String expected) {
        assertEquals(
                Optional.of(point(expected)),
                Limits.limit(Written.formula(body), "x", point(at), false, KNOWN));
    }

    @ParameterizedTest
    @CsvSource({"sin(x), inf", "log(x-2), 0", "a*x, inf", "exp(-c*x)*2^x, inf", "dilog(x), 1", "'min(x,c)', 0"})
    void whatHasNoLimitOrIsNotKnownHasNone(String body, String at) {
        assertEquals(Optional.empty(), Limits.limit(Written.formula(body), "x", point(at), true, KNOWN));
    }

    /** At a distance of 1/64 from the point what is left out is at most 1000 times its next power. */
    @ParameterizedTest
    @CsvSource({
        "exp(x), 0, 4",
        "1/(1+x), 1, 3",
        "1/x, 0, 2",
        "exp(x)/x^2+x*log(x), 0, 1",
        "sqrt(c+x)*erf(x), 0, 4",
        "log(1+x)/x, inf, 2",
        "harmonic(x), inf, 5",
        "lambert_w(x), 0, 3",
        "(1+c*x)^s, 0, 3",
        "dilog(1-x), 0, 2"
    })
    void seriesApproach(String body, String at, int order) {
        Formula function = Written.formula(body);
        Formula series =
                Limits.series(function, "x", point(at), order, KNOWN).orElseThrow();
        double distance = 1.0 / 64;
        double x = at.equals("inf") ? 1 / distance : Doubles.value(point(at), Map.of()) + distance;
        Map<String, Double> values = Map.of("x", x, "c", 0.73, "s", 0.61);
        double allowed = 1000 * Math.pow(distance, order + 1);
        assertEquals(Doubles.value(function, values), Doubles.value(series, values), allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "(2^x-1)*(2*2^x-1)/(6*4^x), 1/3-2^(-x)/2+2^(-2*x)/6",
        "1/(1-2^(-x)), 1+2^(-x)+2^(-2*x)",
        "x*(1+1/x)^2, x+2+1/x"
    })
    void seriesAtInfinity(String body, String expected) {
        assertEquals(
                Optional.of(Written.formula(expected)),
                Limits.series(Written.formula(body), "x", Formulas.INFINITY, 2, KNOWN));
    }
}
