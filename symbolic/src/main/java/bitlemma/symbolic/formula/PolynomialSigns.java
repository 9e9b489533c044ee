package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.util.Collection;
import java.util.Map;

/**
 * Signs of formulas from their normal forms: the signs of the factors, each a polynomial in its atoms. A polynomial
 * whose coefficients are all positive when its atoms are counted from their bounds, c = 1 + t, is positive there.
 */
final class PolynomialSigns {
    private static final int LARGEST_DEGREE = 12;
    private static final int LARGEST = 60;
    private static final int LARGEST_SHIFTED = 400;

    private final Normalizer normalizer;
    private final RangeOf ranges;

    private PolynomialSigns(Normalizer normalizer) {
        this.normalizer = normalizer;
        this.ranges = new RangeOf(normalizer.assumptions());
    }

    static Sign of(Formula formula, Assumptions assumptions) {
        try {
            Normalizer normalizer = Normalizer.small(assumptions);
            Fraction normal = normalizer.of(formula);
            return normal.isZero() ? Sign.ZERO : new PolynomialSigns(normalizer).of(normal);
        } catch (Undecided | ArithmeticException e) {
            // Exponents that no int holds end it too.
            return Sign.UNKNOWN;
        }
    }

    private Sign of(Fraction fraction) {
        Factors factors = Factors.of(fraction, normalizer);
        Range product = Range.point(Rational.ONE);
        for (int i = 0; i < factors.atoms().size(); i++) {
            int atom = factors.atoms().atom(i);
            boolean positive = factors.atoms().exponent(i).signum() < 0
                    || normalizer.sign(normalizer.field().formula(atom)) == Sign.POSITIVE;
            product = product.times(positive ? Range.POSITIVE : Range.NOT_NEGATIVE);
        }
        for (Factors.Part part : factors.polynomials()) {
            boolean positive =
                    part.exponent() < 0 || normalizer.sign(normalizer.field().formula(part.base())) == Sign.POSITIVE;
            product = product.times(positive ? Range.POSITIVE : Range.NOT_NEGATIVE);
        }
        return product.times(range(factors.rest())).sign();
    }

    private Range range(Fraction rest) {
        Polynomial.Primitive parts = rest.numerator().primitive();
        Range product = Range.point(parts.content());
        for (int i = 0; i < parts.monomial().size(); i++) {
            // Of what may have any sign, only roots and even powers are known not to be negative.
            if (parts.monomial().exponent(i).isInteger()) {
                return Range.ALL;
            }
            product = product.times(Range.NOT_NEGATIVE);
        }
        for (Polynomial factor : PolynomialFactors.of(parts.rest())) {
            product = product.times(range(factor));
        }
        for (Map.Entry<Polynomial, Integer> factor : rest.denominators().entrySet()) {
            Range range = range(factor.getKey());
            product = product.times(range.power(factor.getValue()).reciprocal());
        }
        return product;
    }

    private Range range(Polynomial polynomial) {
        if (polynomial.number().isPresent()) {
            return Range.point(polynomial.number().get());
        }
        Sign known = normalizer.sign(normalizer.field().formula(polynomial));
        for (boolean fromLow : new boolean[] {true, false}) {
            if (known != Sign.UNKNOWN) {
                break;
            }
            known = shifted(polynomial, fromLow);
        }
        return switch (known) {
            case POSITIVE -> Range.POSITIVE;
            case NEGATIVE -> Range.POSITIVE.negate();
            case NOT_NEGATIVE -> Range.NOT_NEGATIVE;
            case NOT_POSITIVE -> Range.NOT_NEGATIVE.negate();
            case ZERO -> Range.point(Rational.ZERO);
            case UNKNOWN -> Range.ALL;
        };
    }

    /** Each atom as its low bound plus t, or its high bound minus t, with t not negative. */
    private Sign shifted(Polynomial polynomial, boolean fromLow) {
        if (polynomial.size() > LARGEST) {
            return Sign.UNKNOWN;
        }
        Polynomial moved = polynomial;
        for (int atom : polynomial.atoms()) {
            Range range = ranges.of(normalizer.field().formula(atom));
            boolean low = range.high() == null || fromLow && range.low() != null;
            Rational bound = low ? range.low() : range.high();
            if (bound == null) {
                return Sign.UNKNOWN;
            }
            Polynomial step = Polynomial.of(Monomial.of(atom, Rational.ONE), Rational.of(low ? 1 : -1))
                    .plus(Polynomial.constant(bound));
            Polynomial sum = Polynomial.ZERO;
            for (Map.Entry<Rational, Polynomial> part :
                    PolynomialFactors.coefficients(moved, atom).entrySet()) {
                Rational exponent = part.getKey();
                if (!exponent.isInteger()
                        || exponent.signum() < 0
                        || exponent.compareTo(Rational.of(LARGEST_DEGREE)) > 0) {
                    return Sign.UNKNOWN;
                }
                Polynomial power = part.getValue();
                for (int i = 0; i < exponent.numerator().intValueExact(); i++) {
                    power = power.times(step);
                }
                sum = sum.plus(power);
                if (sum.size() > LARGEST_SHIFTED) {
                    return Sign.UNKNOWN;
                }
            }
            moved = sum;
        }
        return sign(moved);
    }

    /** Of a polynomial in numbers that are not negative. */
    private static Sign sign(Polynomial polynomial) {
        Collection<Rational> coefficients = polynomial.terms().values();
        boolean positive = coefficients.stream().allMatch(coefficient -> coefficient.signum() > 0);
        boolean negative = coefficients.stream().allMatch(coefficient -> coefficient.signum() < 0);
        boolean constant = polynomial.coefficient(Monomial.ONE).signum() != 0;
        if (positive && negative) {
            return Sign.ZERO;
        }
        if (positive) {
            return constant ? Sign.POSITIVE : Sign.NOT_NEGATIVE;
        }
        return negative ? constant ? Sign.NEGATIVE : Sign.NOT_POSITIVE : Sign.UNKNOWN;
    }
}
