package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values of a polynomial modulo a prime, at one point: a factor that vanishes where the polynomial does not is none. A
 * quick sieve before dividing; what passes may still not divide.
 */
final class ModularValues {
    private static final long PRIME = Integer.MAX_VALUE;

    private final Polynomial polynomial;
    /** Of each atom, a power of which all its powers are whole powers. */
    private final Map<Integer, Rational> steps = new TreeMap<>();

    private final Map<Integer, Long> point = new TreeMap<>();

    ModularValues(Polynomial polynomial) {
        this.polynomial = polynomial;
        for (int atom : polynomial.atoms()) {
            Rational step = Rational.ZERO;
            for (Monomial monomial : polynomial.terms().keySet()) {
                step = gcd(step, monomial.exponentOf(atom));
            }
            steps.put(atom, step.isInteger() ? Rational.ONE : step);
            // Any point will do; neighbours with no small ratio.
            point.put(atom, (7919L * 7919 * (atom + 3) + 104729) % PRIME);
        }
    }

    private static Rational gcd(Rational a, Rational b) {
        return Rational.of(
                a.numerator().multiply(b.denominator()).gcd(b.numerator().multiply(a.denominator())),
                a.denominator().multiply(b.denominator()));
    }

    /** A positive power of the atom of which all that occur are whole powers, one where they are integers. */
    Rational step(int atom) {
        return steps.get(atom);
    }

    /** Whether the value is zero where the atom's step is q/p, times another atom's where other is not negative. */
    boolean isZeroAt(int atom, int q, int p, int other) {
        long value = times(modulo(q), inverse(p));
        if (other >= 0) {
            value = times(value, point.get(other));
        }
        long sum = 0;
        for (Map.Entry<Monomial, Rational> term : polynomial.terms().entrySet()) {
            Rational coefficient = term.getValue();
            long product = times(residue(coefficient.numerator()), inverse(residue(coefficient.denominator())));
            Monomial monomial = term.getKey();
            for (int i = 0; i < monomial.size(); i++) {
                long base = monomial.atom(i) == atom ? value : point.get(monomial.atom(i));
                Rational times = monomial.exponent(i).dividedBy(steps.get(monomial.atom(i)));
                product = times(product, power(base, times.numerator().intValueExact()));
            }
            sum = (sum + product) % PRIME;
        }
        return sum == 0;
    }

    private static long residue(BigInteger value) {
        return value.mod(BigInteger.valueOf(PRIME)).longValueExact();
    }

    private static long modulo(long value) {
        return Math.floorMod(value, PRIME);
    }

    private static long times(long left, long right) {
        return left * right % PRIME;
    }

    private static long inverse(long value) {
        return power(modulo(value), PRIME - 2);
    }

    private static long power(long base, long exponent) {
        long result = 1;
        long square = base;
        for (long rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) != 0) {
                result = times(result, square);
            }
            square = times(square, square);
        }
        return result;
    }
}
