package bitlemma.symbolic.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.engine.Doubles;
import bitlemma.symbolic.engine.Written;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Formula;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummationTest {
    private static final Assumptions KNOWN = Assumptions.NONE
            .withPositive("c")
            .withInteger("n", Rational.ONE, null)
            .withInteger("m", Rational.ONE, null);

    private static Optional<Formula> sum(String term, String low, String high) {
        return Summation.byRules(
                Written.formula(term), "i", Written.formula(low), Written.formula(high), KNOWN);
    }

    private static double at(String text, Map<String, Double> point) {
        return Doubles.value(Written.formula(text), point);
    }

    @ParameterizedTest
    @CsvSource({
        "i, 0, 2^m-1",
        "(1+i/2^m)^3, 0, 2^m-1",
        "i^7-c*i^2, n, 3*n",
        "2^i, 1, n",
        "i^3*2^(-i), 2, n",
        "(i+c)^2*c^(2*i-1), 0, n",
        "exp(-c*i)+i, 0, n",
        "1/(2^m+i), 0, 2^m-1",
        "i^2/(n+i), 0, n-1",
        "1/((i+1)*(i+2)), 0, n",
        "1/(2*i+1), 0, n",
        "1/(2*n-i), 0, n",
        "log(2*i+1), 0, n",
        "c, 1, n",
    })
    void closedFormsAgreeWithAdding(String term, String low, String high) {
        Optional<Formula> closed = sum(term, low, high);
        assertTrue(closed.isPresent());
        for (double n = 1; n <= 4; n++) {
            Map<String, Double> point = new TreeMap<>(Map.of("n", n, "m", n, "c", 0.73));
            double expected = 0;
            for (double i = at(low, point); i <= at(high, point); i++) {
                point.put("i", i);
                expected += at(term, point);
            }
            point.remove("i");
            assertEquals(expected, Doubles.value(closed.get(), point), 1e-9 * Math.max(1, Math.abs(expected)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "i^2*2^(-i), 0",
        "(n+i)^2*4^(-i), 1",
        "i*exp(-c*i), 2",
        "2^(-i)/i, 1",
        "(1+i)^2*3^(1-i)/i^2, 1",
        "1/(i^2*(i+1)), 1",
    })
    void sumsToInfinityAgreeWithAdding(String term, String low) {
        Map<String, Double> point = new TreeMap<>(Map.of("n", 3.0, "c", 0.73));
        double closed = Doubles.value(sum(term, low, "inf").orElseThrow(), point);
        double expected = 0;
        for (double i = at(low, point); i < 20_000; i++) {
            point.put("i", i);
            expected += at(term, point);
        }
        assertEquals(expected, closed, 2e-8);
    }

    @Test
    void powersOfIntegersToInfinityAreZetaValues() {
        assertEquals(Optional.of(Written.formula("zeta(3)-9/8")), sum("1/i^3", "3", "inf"));
    }

    @ParameterizedTest
    @CsvSource({
        "1/i, 1, inf", "i, 0, inf", "2^i, 0, inf", "1/(i-3), 0, n", "1/i^2, 1, n", "c^i, 0, inf", "sin(i), 0, n"
    })
    void whatDivergesOrHasNoRuleIsLeft(String term, String low, String high) {
        assertEquals(Optional.empty(), sum(term, low, high));
    }
}
