package bitlemma.symbolic.formula;

import static bitlemma.symbolic.formula.RandomFormulas.ASSUMPTIONS;
import static bitlemma.symbolic.formula.Written.formula;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.numbers.Rational;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssumptionsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 - 2^-m            | POSITIVE
            2^x                 | POSITIVE
            2^-m - 1/2          | NOT_POSITIVE
            exp(c) - 1          | POSITIVE
            1 - log(2)          | POSITIVE
            pi^2/6 - 8/5        | POSITIVE
            x^2 + y^4           | NOT_NEGATIVE
            x^2 + 1             | POSITIVE
            x                   | UNKNOWN
            p - 1               | NEGATIVE
            c*(1 - p)           | POSITIVE
            -abs(x)             | NOT_POSITIVE
            erf(c)              | POSITIVE
            1 - erf(x)          | POSITIVE
            log(p)              | NEGATIVE
            log(1 + c)          | POSITIVE
            sqrt(1 + c) - 1     | POSITIVE
            sqrt(2) - 14143/10000 | NEGATIVE
            min(c, x)           | UNKNOWN
            max(c, x)           | POSITIVE
            m - 1               | NOT_NEGATIVE
            floor(p)            | NOT_NEGATIVE
            dilog(-c)           | NEGATIVE
            x^2 - 2*x*y + y^2   | NOT_NEGATIVE
            (1 + c)^2 - 1       | POSITIVE
            p - p^2             | POSITIVE
            2^(2*m) - 2^m       | POSITIVE
            4^-m - 2^-m         | NEGATIVE
            m^2 - m             | NOT_NEGATIVE
            c*m + c - p*c       | POSITIVE
            c^2 - c             | UNKNOWN
            x^max(c, m)         | UNKNOWN
            """)
    void tellsSigns(String written, Sign expected) {
        assertEquals(expected, ASSUMPTIONS.sign(formula(written)));
    }

    @Test
    void usesFacts() {
        Condition fact = Conditions.compare(Condition.Relation.LESS, formula("x"), formula("y"));
        Assumptions assumptions = ASSUMPTIONS.withFact(fact);
        assertEquals(Sign.POSITIVE, assumptions.sign(formula("y - x")));
        assertEquals(Sign.NEGATIVE, assumptions.sign(formula("x - y - c")));
        assertEquals(Optional.of(true), assumptions.holds(fact));
        assertEquals(Optional.of(false), assumptions.holds(Conditions.not(fact)));
        assertEquals(Sign.UNKNOWN, assumptions.without("x").sign(formula("y - x")));
        Assumptions bounded =
                ASSUMPTIONS.withFact(Conditions.compare(Condition.Relation.GREATER, formula("m"), formula("5/2")));
        assertEquals(Rational.of(3), bounded.bounds("m").orElseThrow().low());
    }

    @Test
    void knowsIntegers() {
        assertTrue(ASSUMPTIONS.isInteger(formula("2^m - 3*m")));
        assertTrue(ASSUMPTIONS.isInteger(formula("floor(x)*m")));
        assertFalse(ASSUMPTIONS.isInteger(formula("2^-m")));
        assertFalse(ASSUMPTIONS.isInteger(formula("x")));
    }

    @Test
    void signsAreThoseOfValues() {
        Random random = new Random(17);
        RandomFormulas formulas = new RandomFormulas(random, false);
        int decided = 0;
        for (int i = 0; i < 2000; i++) {
            Formula formula = formulas.next(1 + random.nextInt(3));
            Sign sign = ASSUMPTIONS.sign(formula);
            if (sign == Sign.UNKNOWN) {
                continue;
            }
            decided++;
            for (int j = 0; j < 3; j++) {
                Map<String, Double> point = formulas.point();
                double value = DoubleValue.of(formula, point);
                boolean agrees = Double.isNaN(value)
                        || (value < 1e-9 || !sign.isNotPositive()) && (value > -1e-9 || !sign.isNotNegative());
                assertTrue(agrees, () -> TextForm.of(formula) + " is " + value + ", said " + sign + " at " + point);
            }
        }
        assertTrue(decided > 500, "decided: " + decided);
    }
}
