package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A polynomial over a product of powers of polynomials.
 *
 * @param denominators each primitive, of at least two terms, with its exponent, which is positive
 */
record Fraction(Polynomial numerator, Map<Polynomial, Integer> denominators) {
    static final Fraction ZERO = of(Polynomial.ZERO);
    static final Fraction ONE = of(Polynomial.ONE);

    Fraction {
        denominators = numerator.isZero() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(denominators));
    }

    static Fraction of(Polynomial numerator) {
        return new Fraction(numerator, Map.of());
    }

    static Fraction of(Rational number) {
        return of(Polynomial.constant(number));
    }

    boolean isZero() {
        return numerator.isZero();
    }

    boolean isPolynomial() {
        return denominators.isEmpty();
    }

    /** The number that this is; empty where it is none. */
    Optional<Rational> number() {
        return isPolynomial() ? numerator.number() : Optional.empty();
    }

    Fraction times(Rational factor) {
        return new Fraction(numerator.times(factor), denominators);
    }

    Fraction negate() {
        return times(Rational.of(-1));
    }

    /** Whether the leading coefficient is negative: the one choice between a fraction and its opposite. */
    boolean isNegative() {
        return !isZero() && numerator.coefficient(numerator.leading()).signum() < 0;
    }
}
