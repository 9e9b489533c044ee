package bitlemma.symbolic.summation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Formulas;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolynomialTest {
    private static final Polynomial X = Polynomial.symbol("x");
    private static final Polynomial Y = Polynomial.symbol("y");

    @Test
    void arithmetic() {
        Polynomial sum = X.plus(Y);
        Polynomial difference = X.minus(Y);
        assertEquals(X.power(2).minus(Y.power(2)), sum.times(difference));
        assertEquals(Polynomial.ZERO, sum.minus(sum));
        assertEquals(Optional.of(Rational.of(3)), sum.minus(sum).plus(Polynomial.of(3)).constant());
        assertEquals(2, sum.power(2).degree("x"));
        assertEquals(Polynomial.of(2).times(X), sum.power(2).coefficients("y").get(1));
        Map<String, Rational> at = Map.of("x", Rational.of(1, 2), "y", Rational.of(3));
        assertEquals(Rational.of(49, 4), sum.power(2).at(at));
    }

    @Test
    void negativePowers() {
        Polynomial inverse = Polynomial.ONE.dividedBy(X.times(Rational.of(2))).orElseThrow();
        assertEquals(Polynomial.of(Rational.HALF), inverse.times(X));
        assertEquals(-1, inverse.least("x"));
        assertTrue(Polynomial.ONE.dividedBy(X.plus(Y)).isEmpty());
        assertTrue(inverse.substitute("x", X.plus(Y)).isEmpty());
        assertEquals(
                Optional.of(Polynomial.power("y", -2).times(Rational.of(1, 6))),
                inverse.substitute("x", Y.power(2).times(Rational.of(3))));
    }

    @Test
    void formulas() {
        Polynomial p = X.power(3).times(Y).minus(Polynomial.power("y", -2)).plus(Polynomial.of(5));
        assertEquals(Optional.of(p), Polynomial.from(p.toFormula()));
        assertTrue(Polynomial.from(Formulas.exp(Formulas.symbol("x"))).isEmpty());
    }
}
