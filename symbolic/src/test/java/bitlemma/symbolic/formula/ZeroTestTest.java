package bitlemma.symbolic.formula;

import static bitlemma.symbolic.formula.RandomFormulas.ASSUMPTIONS;
import static bitlemma.symbolic.formula.Written.formula;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In all formulas c is positive, p between 0 and 1, m a positive integer. */
class ZeroTestTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2^(2*m + 1)                         | 2*(2^m)^2
            6^m                                 | 2^m*3^m
            (1 - 2^-m)^2                        | 1 - 2^(1 - m) + 4^-m
            exp(m*log(c))                       | c^m
            exp(x - y + 1)                      | exp(1)*exp(x)/exp(y)
            sqrt(x + 1)^2                       | x + 1
            sqrt((x - y)^2)                     | abs(x - y)
            sqrt(4*c/9)                         | 2*sqrt(c)/3
            sqrt(x^2 - 2*x*y + y^2)             | abs(y - x)
            log(x^2*c)                          | 2*log(abs(x)) + log(c)
            1/(1 + sqrt(2))                     | sqrt(2) - 1
            log(12*c)                           | 2*log(2) + log(3) + log(c)
            log((1 - p)/p)                      | log(1 - p) - log(p)
            log(1 - p^2)                        | log(1 - p) + log(1 + p)
            log(2^-m)                           | -m*log(2)
            log(8)/log(2)                       | 3
            erfc(c/sqrt(2))                     | 1 - erf(c/2^(1/2))
            erf(x - y)                          | -erf(y - x)
            dilog(1/2)                          | pi^2/12 - log(2)^2/2
            dilog(2/3)                          | pi^2/6 - log(2/3)*log(1/3) - dilog(1/3)
            dilog(-1/2)                         | -dilog(1/3) - log(3/2)^2/2
            dilog(1/3) - dilog(1/9)/6           | pi^2/18 - log(3)^2/6
            dilog(-1/3) - dilog(1/9)/3          | log(3)^2/6 - pi^2/18
            dilog(-1/8) + dilog(1/9)            | -log(9/8)^2/2
            dilog(-2)                           | -pi^2/6 - log(2)^2/2 - dilog(-1/2)
            dilog(p) + dilog(1 - p)             | pi^2/6 - log(p)*log(1 - p)
            dilog(-c)                           | -dilog(c/(1 + c)) - log(1 + c)^2/2
            sin(x)^2 + cos(x)^2                 | 1
            1/sin(x)^2 - cos(x)^2/sin(x)^2      | 1
            tanh(x)                             | (exp(x) - exp(-x))/(exp(x) + exp(-x))
            gamma(c + 3)                        | (c + 2)*(c + 1)*c*gamma(c)
            gamma(7/2)                          | 15*sqrt(pi)/8
            harmonic(c + 1) - harmonic(c)       | 1/(c + 1)
            harmonic(1/2)                       | 2 - 2*log(2)
            zeta(4)                             | pi^4/90
            zeta(6)                             | pi^6/945
            exp(lambert_w(c))*lambert_w(c)      | c
            exp(-2*lambert_w(c))                | lambert_w(c)^2/c^2
            min(x, y) + max(x, y)               | x + y
            max(2^-m, 2)                        | 2
            abs(2*c*x)                          | 2*c*abs(x)
            abs(x)^2                            | x^2
            floor(x + m + 3)                    | floor(x) + m + 3
            ceil(-x)                            | -floor(x)
            floor(p)                            | 0
            1/(x - 1) + 1/(x + 1)               | 2*x/(x^2 - 1)
            atan(1)                             | pi/4
            c^(p + 1)/c                         | c^p
            x^(m + 1)/x                         | x^m
            x^(2*m)                             | (x^m)^2
            c^(p/2)*c^(p/2)                     | c^p
            exp(x/(x + 1))                      | exp(1)*exp(-1/(x + 1))
            c*sqrt(2)/2                         | c/sqrt(2)
            """)
    void proves(String left, String right) {
        assertTrue(ZeroTest.areEqual(formula(left), formula(right), ASSUMPTIONS));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sqrt(x^2)               | x
            log(x^2)                | 2*log(x)
            log(x*y)                | log(x) + log(y)
            2^m                     | 2*m
            (x*y)^(1/2)             | x^(1/2)*y^(1/2) + 2^-60
            exp(1)                  | 2718281828459045/1000000000000000
            dilog(x) + dilog(1 - x) | pi^2/6 - log(x)*log(1 - x)
            abs(x)                  | x
            floor(x + 1/2)          | floor(x)
            1/(x - x)               | 0
            zeta(3)                 | pi^3/26
            erf(x)                  | erf(y)
            (x^m)^(1/2)             | x^(m/2)
            (x^(y/2))^(1/2)         | x^(y/4)
            (x^(y + 1/2))^(1/2)     | x^(y/2 + 1/4)
            """)
    void doesNotProve(String left, String right) {
        assertFalse(ZeroTest.areEqual(formula(left), formula(right), ASSUMPTIONS));
    }

    @Test
    void readsSumsIntegralsAndCases() {
        Formula grid = Formulas.total("k", Formulas.ZERO, formula("2^m - 1"), formula("(k*2^-m)^2*x"));
        assertTrue(ZeroTest.areEqual(grid, formula("x*(2^m - 1)*(2*2^m - 1)/(6*2^m)"), ASSUMPTIONS));
        Formula one = Formulas.integral("s", Formulas.ZERO, formula("x"), formula("exp(s^2)*(s + 1)^2"));
        Formula other = Formulas.integral("t", Formulas.ZERO, formula("x"), formula("exp(t^2)*(t^2 + 2*t + 1)"));
        assertTrue(ZeroTest.areEqual(one, other, ASSUMPTIONS));
        Condition less = Conditions.compare(Condition.Relation.LESS, formula("x"), formula("y"));
        Formula choice = Formulas.choose(less, formula("x"), formula("y"));
        Formula turned = Formulas.choose(Conditions.not(less), formula("y"), formula("x"));
        assertTrue(ZeroTest.areEqual(choice, turned, ASSUMPTIONS));
        assertFalse(ZeroTest.areEqual(choice, formula("x"), ASSUMPTIONS));
    }

    @Test
    void isQuickOnLongSums() {
        Formula long1 = formula(
                "(x + y + 2^-m + c + log(c))^8 - (x + y + 2^-m + c + log(c))^4*(x + y + 2^-m + c + log(c) + 0)^4");
        assertTrue(ZeroTest.isZero(long1, ASSUMPTIONS));
        // Far too many terms: given up, not believed.
        assertFalse(ZeroTest.isZero(formula("(x + y + 2^-m + c + log(c) + p)^150 - (x + y)^150"), ASSUMPTIONS));
    }

    /** The normal form has the value of the formula, wherever both can be told. */
    @Test
    void keepsValues() {
        Random random = new Random(5);
        RandomFormulas formulas = new RandomFormulas(random, false);
        int compared = 0;
        for (int i = 0; i < 1200; i++) {
            Formula formula = formulas.next(1 + random.nextInt(3));
            Normalizer normalizer = new Normalizer(ASSUMPTIONS);
            Formula normal;
            try {
                normal = normalizer.field().formula(normalizer.of(formula));
            } catch (Undecided e) {
                continue;
            }
            for (int j = 0; j < 4; j++) {
                Map<String, Double> point = formulas.point();
                double value = DoubleValue.of(formula, point);
                double other = DoubleValue.of(normal, point);
                if (Double.isFinite(other) && Math.abs(value) < 1e4) {
                    assertEquals(
                            value, other, 1e-5 * (1 + Math.abs(value)), () -> TextForm.of(formula) + " at " + point);
                    compared++;
                }
            }
        }
        assertTrue(compared > 2000, "points: " + compared);
    }

    /** Of small formulas many pairs are equal; a pair that is said to be equal is. */
    @Test
    void provesOnlyWhatIsZero() {
        Random random = new Random(3);
        RandomFormulas formulas = new RandomFormulas(random, false);
        int proved = 0;
        for (int i = 0; i < 3000; i++) {
            Formula left = formulas.next(1);
            Formula right = formulas.next(random.nextInt(3));
            if (!left.equals(right) && ZeroTest.areEqual(left, right, ASSUMPTIONS)) {
                proved++;
                for (int j = 0; j < 5; j++) {
                    Map<String, Double> point = formulas.point();
                    double a = DoubleValue.of(left, point);
                    double b = DoubleValue.of(right, point);
                    if (Double.isFinite(a) && Double.isFinite(b)) {
                        assertEquals(a, b, 1e-7 * (1 + Math.abs(a)), TextForm.of(left) + " and " + TextForm.of(right));
                    }
                }
            }
        }
        assertTrue(proved > 3, "proved: " + proved);
    }
}
