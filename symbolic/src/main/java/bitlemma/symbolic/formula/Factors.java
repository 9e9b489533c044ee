package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fraction as a product: a positive number, powers of what is nowhere negative, and the rest. Roots, logarithms and
 * absolute values may be taken of each factor alone.
 *
 * @param content positive
 * @param atoms atoms that are nowhere negative, with their exponents
 * @param polynomials polynomials that are nowhere negative, with their exponents
 * @param rest what may have any sign; one where there is nothing
 */
record Factors(Rational content, Monomial atoms, List<Part> polynomials, Fraction rest) {
    /** One polynomial factor. */
    record Part(Polynomial base, int exponent) {}

    /** Of a fraction other than zero. */
    static Factors of(Fraction fraction, Normalizer normalizer) {
        Polynomial.Primitive parts = fraction.numerator().primitive();
        Monomial atoms = Monomial.ONE;
        Monomial others = Monomial.ONE;
        for (int i = 0; i < parts.monomial().size(); i++) {
            int atom = parts.monomial().atom(i);
            Monomial power = Monomial.of(atom, parts.monomial().exponent(i));
            if (normalizer.isNotNegative(atom)) {
                atoms = atoms.times(power);
            } else {
                others = others.times(power);
            }
        }
        List<Part> polynomials = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            Rational exponent = others.exponent(i);
            if (exponent.isInteger() && !exponent.numerator().testBit(0)) {
                Polynomial base = Polynomial.of(Monomial.of(others.atom(i), Rational.ONE), Rational.ONE);
                polynomials.add(absolute(base, exponent.numerator().intValueExact(), normalizer));
                others = others.without(others.atom(i));
                i--;
            }
        }
        Fraction rest =
                Fraction.of(Polynomial.of(others, Rational.of(parts.content().signum())));
        for (Map.Entry<Polynomial, Integer> factor : fraction.denominators().entrySet()) {
            rest = place(factor.getKey(), -factor.getValue(), polynomials, rest, normalizer);
        }
        if (parts.rest().size() > 1) {
            Map<Polynomial, Integer> factors = new LinkedHashMap<>();
            PolynomialFactors.of(parts.rest()).forEach(factor -> factors.merge(factor, 1, Integer::sum));
            for (Map.Entry<Polynomial, Integer> factor : factors.entrySet()) {
                rest = place(factor.getKey(), factor.getValue(), polynomials, rest, normalizer);
            }
        }
        return new Factors(parts.content().abs(), atoms, List.copyOf(polynomials), rest);
    }

    private static Fraction place(
            Polynomial base, int exponent, List<Part> polynomials, Fraction rest, Normalizer normalizer) {
        Field field = normalizer.field();
        Sign sign = normalizer.sign(field.formula(base));
        if (sign.isNotNegative()) {
            polynomials.add(new Part(base, exponent));
            return rest;
        }
        if (sign.isNotPositive()) {
            polynomials.add(new Part(base.times(Rational.of(-1)), exponent));
            return exponent % 2 == 0 ? rest : rest.negate();
        }
        if (exponent % 2 == 0) {
            polynomials.add(absolute(base, exponent, normalizer));
            return rest;
        }
        return field.times(rest, field.power(Fraction.of(base), exponent));
    }

    /** An even power is one of the absolute value. */
    private static Part absolute(Polynomial base, int exponent, Normalizer normalizer) {
        return new Part(normalizer.functions().absPolynomial(base).numerator(), exponent);
    }
}
