package bitlemma.symbolic.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulasTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1/12 - 2^-m/8 + pi^2/12     | 1/12 - 2^-m/8 + pi^2/12
            x*x                         | x^2
            x/x                         | 1
            x - x                       | 0
            2*x + 3*x                   | 5*x
            x - (y + 1)                 | x - 1 - y
            2*2^m                       | 2^(m + 1)
            2^(m + 1) + 2^m             | 3*2^m
            2^-m/8                      | 2^-m/8
            4^m                         | 2^(2*m)
            (1/2)^m                     | 2^-m
            6^m                         | 6^m
            8^(1/2)                     | 2*sqrt(2)
            sqrt(2)*sqrt(3)             | sqrt(6)
            1/sqrt(2)                   | 1/sqrt(2)
            exp(-c^2/2)/sqrt(2*pi)      | exp(-c^2/2)/sqrt(2*pi)
            sqrt(4*x)                   | 2*sqrt(x)
            (x^2)^(1/2)                 | sqrt(x^2)
            (2^m)^(1/2)                 | 2^(m/2)
            (x*y)^3                     | x^3*y^3
            exp(x)*exp(-x)              | 1
            exp(3*log(x))               | x^3
            log(exp(x))                 | x
            log(1/2)                    | -log(2)
            -(x + 1)                    | -(x + 1)
            erf(-x)                     | -erf(x)
            cos(-x)                     | cos(x)
            dilog(-1)                   | -pi^2/12
            zeta(2)                     | pi^2/6
            gamma(5)                    | 24
            gamma(1/2)                  | sqrt(pi)
            harmonic(3)                 | 11/6
            max(3, x, 5, max(x, y))     | max(5, x, y)
            abs(-2*x)                   | abs(2*x)
            floor(7/2)                  | 3
            x^2/2                       | x^2/2
            -x*y/2                      | -x*y/2
            (x - 1)*(x + 1)/2           | (x - 1)*(x + 1)/2
            1/(x*(x + 1))               | 1/(x*(x + 1))
            x^-2                        | 1/x^2
            (-x)^m                      | (-x)^m
            2^-(2*m)                    | 2^(-2*m)
            x^(y^2)                     | x^(y^2)
            (x^y)^z                     | (x^y)^z
            0*x                         | 0
            0^x*y                       | 0^x*y
            """)
    void builds(String written, String expected) {
        assertEquals(expected, TextForm.of(Written.formula(written)));
    }

    @Test
    void areEqualWhateverTheOrder() {
        assertEquals(Written.formula("x*y + 2^m*log(2) + pi"), Written.formula("pi + log(2)*2^m + y*x"));
    }

    @Test
    void casesThatCannotHoldGo() {
        Formula x = Formulas.symbol("x");
        Condition never = Conditions.compare(Condition.Relation.LESS, Formulas.TWO, Formulas.ONE);
        Condition open = Conditions.compare(Condition.Relation.LESS, x, Formulas.ONE);
        assertEquals(
                Formulas.choose(open, Formulas.ZERO, x),
                Formulas.piecewise(
                        List.of(new Formula.Case(never, Formulas.PI), new Formula.Case(open, Formulas.ZERO)), x));
        assertEquals(x, Formulas.choose(never, Formulas.PI, x));
    }

    @Test
    void boundVariablesAreNotFree() {
        Formula total = Formulas.total("k", Formulas.ZERO, Formulas.symbol("n"), Written.formula("k*x"));
        assertEquals(Set.of("n", "x"), Symbols.free(total));
        assertEquals(Set.of("k", "n", "x"), Symbols.free(Formulas.sum(total, Formulas.symbol("k"))));
    }

    @Test
    void substitutionDoesNotCapture() {
        Formula total = Formulas.total("k", Formulas.ZERO, Formulas.symbol("n"), Written.formula("k*x"));
        Formula moved = Substitute.apply(total, Map.of("x", Formulas.symbol("k"), "n", Formulas.number(3)));
        assertEquals("sum(k_1 in 0..3) k*k_1", TextForm.of(moved));
        assertEquals(total, Substitute.apply(total, "k", Formulas.PI));
        assertEquals(
                Written.formula("y^2 + x"),
                Substitute.apply(
                        Written.formula("x^2 + y"), Map.of("x", Formulas.symbol("y"), "y", Formulas.symbol("x"))));
    }
}
