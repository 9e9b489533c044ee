package bitlemma.symbolic.formula;

import static bitlemma.symbolic.formula.RandomFormulas.ASSUMPTIONS;
import static bitlemma.symbolic.formula.Written.formula;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimplifyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1/12 - 2^-m/8 + pi^2/12         | 1/12 - 2^-m/8 + pi^2/12
            1/2 - 2^-m/2                    | (1 - 2^-m)/2
            1/4 + 2^(-2*m)/4 - 2^-m/2       | (1 - 2^-m)^2/4
            (2^m - 1)/(3*4^m) + 2^(-2*m)/3  | 2^-m/3
            (x^2 - 1)/(x - 1)               | x + 1
            x^2 + 2*x*y + y^2               | (x + y)^2
            log(4)/2 - 1/2                  | log(2) - 1/2
            y - x + log(c*exp(x))           | y + log(c)
            exp(-c^2/2)*2^(-1/2)*pi^(-1/2)  | exp(-c^2/2)/sqrt(2*pi)
            abs(c + 1)                      | c + 1
            sin(x)^2 + cos(x)^2 + y         | y + 1
            x/2 + x/3                       | 5*x/6
            """)
    void shortens(String written, String expected) {
        assertEquals(expected, TextForm.of(Simplify.of(formula(written), ASSUMPTIONS)));
    }

    @Test
    void goesIntoSumsAndCases() {
        Formula x = formula("x");
        Condition less = Conditions.compare(Condition.Relation.LESS, x, Formulas.ZERO);
        Formula choice = Formulas.choose(less, formula("x + x*(1 - 1)"), formula("(x^2 - x)/x"));
        assertEquals("if x < 0 then x else x - 1", TextForm.of(Simplify.of(choice, ASSUMPTIONS)));
        Formula total = Formulas.total("k", Formulas.ONE, formula("m"), formula("k"));
        assertEquals("m*(m + 1)/2", TextForm.of(Simplify.of(total, ASSUMPTIONS)));
        Formula open = Formulas.total("k", Formulas.ONE, formula("m"), formula("(k^2 - k)/k/(k - 1)/(k + 1)"));
        assertEquals("sum(k in 1..m) 1/(k + 1)", TextForm.of(Simplify.of(open, ASSUMPTIONS)));
    }

    @Test
    void keepsValuesAndIsProved() {
        Random random = new Random(13);
        RandomFormulas formulas = new RandomFormulas(random, false);
        int compared = 0;
        for (int i = 0; i < 120; i++) {
            Formula formula = formulas.next(1 + random.nextInt(2));
            Formula simple = Simplify.of(formula, ASSUMPTIONS);
            assertTrue(ZeroTest.areEqual(formula, simple, ASSUMPTIONS), TextForm.of(formula));
            Map<String, Double> point = formulas.point();
            double value = DoubleValue.of(formula, point);
            double other = DoubleValue.of(simple, point);
            if (Double.isFinite(value) && Double.isFinite(other) && Math.abs(value) < 1e4) {
                assertEquals(value, other, 1e-6 * (1 + Math.abs(value)), () -> TextForm.of(formula) + " at " + point);
                compared++;
            }
        }
        assertTrue(compared > 40, "points: " + compared);
    }
}
