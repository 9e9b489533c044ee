package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A product of rational powers of positive numbers, as a rational number times roots of integers without equal factors.
 */
final class NumberRoots {
    private final Map<BigInteger, Rational> exponents = new TreeMap<>();

    /** Whether this is a power of a positive number with a fraction as its exponent. */
    static boolean isRoot(Formula base, Formula exponent) {
        return base instanceof Formula.Number(Rational b)
                && b.signum() > 0
                && exponent instanceof Formula.Number(Rational e)
                && !e.isInteger();
    }

    /** Multiplies by base^exponent, of a positive base. */
    void add(Rational base, Rational exponent) {
        addFactors(base.numerator(), exponent);
        addFactors(base.denominator(), exponent.negate());
    }

    private void addFactors(BigInteger positive, Rational exponent) {
        PrimeFactors.of(positive)
                .forEach((prime, times) -> exponents.merge(prime, exponent.times(Rational.of(times)), Rational::plus));
    }

    /** Takes the whole parts of all exponents out and returns their product. */
    Rational takeRational() {
        Rational product = Rational.ONE;
        for (Map.Entry<BigInteger, Rational> entry : exponents.entrySet()) {
            BigInteger whole = entry.getValue().floor();
            product = product.times(Rational.of(entry.getKey()).power(whole.intValueExact()));
            entry.setValue(entry.getValue().minus(Rational.of(whole)));
        }
        return product;
    }

    /** The roots that are left, bases of one exponent multiplied, in order of their exponents. */
    List<Formula> factors() {
        Map<Rational, BigInteger> bases = new TreeMap<>();
        exponents.forEach((prime, exponent) -> {
            if (exponent.signum() != 0) {
                bases.merge(exponent, prime, BigInteger::multiply);
            }
        });
        List<Formula> factors = new ArrayList<>();
        bases.forEach(
                (exponent, base) -> factors.add(new Formula.Power(Formulas.number(base), Formulas.number(exponent))));
        return factors;
    }
}
