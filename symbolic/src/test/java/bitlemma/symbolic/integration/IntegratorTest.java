package bitlemma.symbolic.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.engine.Answer;
import bitlemma.symbolic.engine.Doubles;
import bitlemma.symbolic.engine.SymjaEngine;
import bitlemma.symbolic.engine.Written;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Derivative;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntegratorTest {
    private static final Map<String, Double> POINT = Map.of("a", 0.37, "b", 1.7, "c", 0.73, "s", 0.61, "n", 2.3);

    private static double at(Formula formula, double x) {
        Map<String, Double> point = new TreeMap<>(POINT);
        point.put("x", x);
        return Doubles.value(formula, point);
    }

    private static Assumptions known() {
        Assumptions known = Assumptions.NONE.withOpen("x", Rational.ZERO, Rational.ONE);
        for (String name : POINT.keySet()) {
            known = known.withPositive(name);
        }
        return known;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Rational functions.
                "x*(1-x)*(x^2+c)",
                "(1+a+x+c)/((1+a)*(1+x))",
                "(x*c)^2/((1+x)*(1+c))",
                "((1+x)*(1+c)-(1+x+c))^2/((1+x)^2*(1+c)^2)",
                "1/((x+c)*(1+x))",
                "1/(x*(1+x)^3*(2-x)^2)",
                "1/(x^2-3)",
                "x^3/(x^2+2*x+5)",
                "(x+1)/((x-2)^2*(x^2+c)*(x^2+x+1))",
                "1/(x^3+6*x^2+11*x+6)",
                "1/(4*x^3-x+3)",
                // Exponentials.
                "(x-c)^3*exp(-x/b)",
                "x^2*2^(-x)",
                "(x-c)^4*exp(-x^2/(2*s^2))",
                "x*exp(-(x-c)^2/2+x)",
                // Logarithms and powers of one linear function.
                "x^2*log(1-x)^3",
                "log(2-x)/(1+x)",
                "log(1+x)/(2-x)",
                "log(1+x)/x^3",
                "(x^3+1)*log(c+x)/((2*x+2*c)*(x+c))",
                "x^n*log(x)^2",
                "log(x)/(x*(1+x)^2*(3-x))",
                "x*sqrt(c+2*x)",
                "sqrt(1-x)*log(1-x)",
                "1/sqrt(1+x)",
                // By parts.
                "x*log(1+x^2)",
                "log((1+x)/(1-x))",
                "x^2*erf(c*x)",
                "x*erf(x)*exp(-x^2)",
                "erf(x/sqrt(2))*exp(-x^2/2)",
                "x^2*erf(x)*exp(-x^2)",
                "erfc(x)",
                "x*atan(x)",
                "dilog(x)",
                "log(x)*log(1+x)",
                // Functions of exponentials.
                "1/(1+exp(-c*x))^2",
                "1/(1+2^x)",
                "tanh(x)^2",
                "log(1+exp(x))"
            })
    void derivativesAreTheBody(String body) {
        Formula integrand = Written.formula(body);
        Optional<Formula> area = Integrator.byRules(integrand, "x", known());
        assertTrue(area.isPresent());
        Formula slope = Derivative.of(area.get(), "x").orElseThrow();
        for (double x = 0.125; x < 1; x += 0.25) {
            double expected = at(integrand, x);
            assertEquals(expected, at(slope, x), 1e-9 * Math.max(1, Math.abs(expected)));
        }
        assertEquals(
                Doubles.integral(x -> at(integrand, x), 0.125, 0.875),
                at(area.get(), 0.875) - at(area.get(), 0.125),
                1e-8);
    }

    @ParameterizedTest
    @CsvSource({
        "(1+x+a+c)/((1+x)*(1+a)), 0, 1-a",
        "(x-c)^2*exp(-x/b)/(2*b), c, inf",
        "(x-c)^2*exp(-x^2/(2*s^2)), c, inf",
        "exp(-x^2), -inf, inf",
        "log(x)/(1+x), 0, 1",
        "log(1-x)/x, 0, 1",
        "x*log(x)^2, 0, 1",
        "1/(1+x^2), 0, inf",
        "log(1+exp(-x)), 0, inf",
        "erf(x/sqrt(2))*exp(-x^2/2), 0, inf"
    })
    void integralsAgreeWithQuadrature(String body, String low, String high) {
        Formula integrand = Written.formula(body);
        Formula from = low.equals("-inf") ? Formulas.MINUS_INFINITY : Written.formula(low);
        Formula to = Written.formula(high);
        // The rules suffice, so that the engine is not started.
        Answer<Formula> answer =
                new Integrator(new SymjaEngine()).integral(integrand, "x", from, to, known().without("x"));
        assertEquals(Answer.Found.class, answer.getClass());
        Formula value = ((Answer.Found<Formula>) answer).value();
        double expected = Doubles.integral(x -> at(integrand, x), at(from, 0), at(to, 0));
        assertEquals(expected, at(value, Double.NaN), 1e-8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp(-x)/x", "log(1+x)^2/x", "abs(x)", "1/log(x)", "log(x+c)/(x+s)", "exp(x^2)", "sin(x)"})
    void otherBodiesAreLeft(String body) {
        assertEquals(Optional.empty(), Integrator.byRules(Written.formula(body), "x", known()));
    }
}
