package bitlemma.symbolic.enclosure;

import bitlemma.numbers.Rational;
import java.util.Arrays;

/**
 * How a function grows where some variables u tend to zero, on all of a box 0 < u_i <= h_i <= 1: its magnitude is at
 * most
 * {@code most} and, if {@code least} is there, at least that and of one sign.
 *
 * @param most null where no bound is known
 * @param least null where the function may be zero; has no powers of L
 * @param sign of the function where {@code least} is there
 */
record Growth(Bound most, Bound least, int sign) {
    static final Growth UNKNOWN = new Growth(null, null, 0);

    /** {@code factor} times the product of {@code u_i^power_i L_i^logs_i} with {@code L = 1 + |log u|}. */
    record Bound(Dyadic factor, Rational[] powers, int[] logs) {
        static Bound constant(Dyadic factor, int dimensions) {
            Rational[] powers = new Rational[dimensions];
            Arrays.fill(powers, Rational.ZERO);
            return new Bound(factor, powers, new int[dimensions]);
        }

        boolean hasLogs() {
            for (int k : logs) {
                if (k != 0) {
                    return true;
                }
            }
            return false;
        }

        /** Whether it stays bounded where u tends to zero. */
        boolean isBounded() {
            for (int v = 0; v < logs.length; v++) {
                if (powers[v].signum() < 0 || powers[v].signum() == 0 && logs[v] != 0) {
                    return false;
                }
            }
            return true;
        }

        Bound withFactor(Dyadic changed) {
            return new Bound(changed, powers, logs);
        }

        Bound times(Bound that, boolean up) {
            Rational[] p = new Rational[powers.length];
            int[] k = new int[p.length];
            for (int v = 0; v < p.length; v++) {
                p[v] = powers[v].plus(that.powers[v]);
                k[v] = logs[v] + that.logs[v];
            }
            return new Bound(factor.times(that.factor, GrowthEvaluation.BITS, up), p, k);
        }

        /** The sum of the powers: how fast it falls in all. */
        Rational total() {
            return Arrays.stream(powers).reduce(Rational.ZERO, Rational::plus);
        }

        /** A positive power; logs are rounded up, which suits upper bounds. */
        Bound power(Rational exponent, boolean up) {
            Rational[] p = new Rational[powers.length];
            int[] k = new int[p.length];
            for (int v = 0; v < p.length; v++) {
                p[v] = powers[v].times(exponent);
                k[v] = Rational.of(logs[v]).times(exponent).ceiling().intValueExact();
            }
            Enclosure result = Evaluation.rationalPower(Enclosure.of(factor), exponent, GrowthEvaluation.BITS);
            return result.isKnown() && result.isPositive() ? new Bound(up ? result.high() : result.low(), p, k) : null;
        }
    }

    /** Of a function with these values. */
    static Growth of(Enclosure range, int dimensions) {
        if (!range.isKnown()) {
            return UNKNOWN;
        }
        Dyadic greatest = range.greatestMagnitude();
        Bound most = Bound.constant(greatest, dimensions);
        return range.containsZero()
                ? new Growth(most, null, 0)
                : new Growth(most, Bound.constant(range.leastMagnitude(), dimensions), range.isPositive() ? 1 : -1);
    }

    /** The variable u of this index itself. */
    static Growth variable(int index, int dimensions) {
        Bound bound = Bound.constant(Dyadic.ONE, dimensions);
        bound.powers()[index] = Rational.ONE;
        return new Growth(bound, bound, 1);
    }

    boolean isZero() {
        return most != null && most.factor.signum() == 0;
    }

    Growth upperOnly() {
        return new Growth(most, null, 0);
    }

    Growth negate() {
        return new Growth(most, least, -sign);
    }

    Growth times(Growth that) {
        return new Growth(
                most == null || that.most == null ? null : most.times(that.most, true),
                least == null || that.least == null ? null : least.times(that.least, false),
                sign * that.sign);
    }
}
