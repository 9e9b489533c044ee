package bitlemma.symbolic.enclosure;

import bitlemma.numbers.Rational;
import java.math.BigInteger;

/**
 * The number {@code mantissa * 2^exponent}. Not normalized: {@code equals} tells records apart, {@link #compareTo}
 * tells
 * numbers apart.
 */
public record Dyadic(BigInteger mantissa, int exponent) implements Comparable<Dyadic> {
    public static final Dyadic ZERO = new Dyadic(BigInteger.ZERO, 0);
    public static final Dyadic ONE = new Dyadic(BigInteger.ONE, 0);

    /** A whole number. */
    public static Dyadic of(long value) {
        return new Dyadic(BigInteger.valueOf(value), 0);
    }

    /** Two to a power. */
    public static Dyadic powerOfTwo(int exponent) {
        return new Dyadic(BigInteger.ONE, exponent);
    }

    /** The greatest number with {@code bits} bits that is not above a quotient, or the least that is not below it. */
    static Dyadic quotient(BigInteger numerator, BigInteger denominator, int bits, boolean up) {
        if (numerator.signum() == 0) {
            return ZERO;
        }
        int shift = Math.max(0, bits + 1 - numerator.bitLength() + denominator.bitLength());
        BigInteger[] parts = numerator.shiftLeft(shift).divideAndRemainder(denominator);
        BigInteger quotient = parts[0];
        boolean negative = numerator.signum() * denominator.signum() < 0;
        if (parts[1].signum() != 0 && up != negative) {
            quotient = negative ? quotient.subtract(BigInteger.ONE) : quotient.add(BigInteger.ONE);
        }
        return new Dyadic(quotient, -shift).round(bits, up);
    }

    static Dyadic of(Rational value, int bits, boolean up) {
        return quotient(value.numerator(), value.denominator(), bits, up);
    }

    /** 1, 0 or -1. */
    public int signum() {
        return mantissa.signum();
    }

    /** The exponent of the least power of two above the magnitude; of zero, the least integer. */
    public int magnitude() {
        return signum() == 0 ? Integer.MIN_VALUE : mantissa.abs().bitLength() + exponent;
    }

    /** {@link #magnitude} or one less, for a negative power of two; of zero, the exponent. */
    int size() {
        return mantissa.bitLength() + exponent;
    }

    /** The number with the other sign. */
    public Dyadic negate() {
        return new Dyadic(mantissa.negate(), exponent);
    }

    /** The magnitude. */
    public Dyadic abs() {
        return signum() < 0 ? negate() : this;
    }

    /** Exactly. */
    public Dyadic plus(Dyadic that) {
        if (exponent >= that.exponent) {
            return new Dyadic(mantissa.shiftLeft(exponent - that.exponent).add(that.mantissa), that.exponent);
        }
        return that.plus(this);
    }

    /** Exactly. */
    public Dyadic minus(Dyadic that) {
        return plus(that.negate());
    }

    /** Exactly. */
    public Dyadic times(Dyadic that) {
        return new Dyadic(mantissa.multiply(that.mantissa), exponent + that.exponent);
    }

    /** This number times a power of two, exactly. */
    public Dyadic scaled(int power) {
        return signum() == 0 ? this : new Dyadic(mantissa, exponent + power);
    }

    /** A number of about {@code bits} bits next to this one, not below it if {@code up}, else not above it. */
    Dyadic round(int bits, boolean up) {
        int excess = mantissa.bitLength() - bits;
        if (excess <= 0) {
            return this;
        }
        BigInteger floor = mantissa.shiftRight(excess);
        if (up && mantissa.getLowestSetBit() < excess) {
            floor = floor.add(BigInteger.ONE);
        }
        return new Dyadic(floor, exponent + excess);
    }

    /** The sum rounded; numbers of very different size do not cost the bits between them. */
    Dyadic plus(Dyadic that, int bits, boolean up) {
        if (that.signum() == 0) {
            return round(bits, up);
        }
        if (signum() == 0) {
            return that.round(bits, up);
        }
        Dyadic great = size() >= that.size() ? this : that;
        Dyadic small = great == this ? that : this;
        int unit = Math.min(great.exponent, great.size() - bits - 2);
        if (small.size() < unit && small.exponent < unit) {
            // Less than one unit: zero or a whole unit stands for it, whichever is on the safe side.
            small = small.signum() > 0 == up ? new Dyadic(BigInteger.valueOf(small.signum()), unit) : ZERO;
            if (small.signum() == 0) {
                return great.round(bits, up);
            }
        }
        return great.plus(small).round(bits, up);
    }

    Dyadic times(Dyadic that, int bits, boolean up) {
        return times(that).round(bits, up);
    }

    Dyadic dividedBy(Dyadic that, int bits, boolean up) {
        return quotient(mantissa, that.mantissa, bits, up).scaled(exponent - that.exponent);
    }

    /** The square root of a number that is not negative, rounded. */
    Dyadic squareRoot(int bits, boolean up) {
        if (signum() == 0) {
            return ZERO;
        }
        int shift = Math.max(0, 2 * bits + 2 - mantissa.bitLength());
        if ((exponent - shift & 1) != 0) {
            shift++;
        }
        BigInteger[] root = mantissa.shiftLeft(shift).sqrtAndRemainder();
        BigInteger rounded = up && root[1].signum() != 0 ? root[0].add(BigInteger.ONE) : root[0];
        return new Dyadic(rounded, exponent - shift >> 1).round(bits, up);
    }

    /** The greatest integer not above this number. */
    public BigInteger floor() {
        return exponent >= 0 ? mantissa.shiftLeft(exponent) : mantissa.shiftRight(-exponent);
    }

    /** This number times {@code 2^bits} and rounded to an integer. */
    BigInteger fixed(int bits, boolean up) {
        int shift = exponent + bits;
        if (shift >= 0) {
            return mantissa.shiftLeft(shift);
        }
        return up ? mantissa.negate().shiftRight(-shift).negate() : mantissa.shiftRight(-shift);
    }

    /** The same number as a fraction. */
    public Rational toRational() {
        return exponent >= 0
                ? Rational.of(mantissa.shiftLeft(exponent))
                : Rational.of(mantissa, BigInteger.ONE.shiftLeft(-exponent));
    }

    static Dyadic min(Dyadic a, Dyadic b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    static Dyadic max(Dyadic a, Dyadic b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    @Override
    public int compareTo(Dyadic that) {
        int sign = signum();
        if (sign != that.signum() || sign == 0) {
            return Integer.compare(sign, that.signum());
        }
        int size = Integer.compare(magnitude(), that.magnitude());
        if (size != 0) {
            return sign * size;
        }
        int shift = exponent - that.exponent;
        return shift >= 0
                ? mantissa.shiftLeft(shift).compareTo(that.mantissa)
                : mantissa.compareTo(that.mantissa.shiftLeft(-shift));
    }

    @Override
    public String toString() {
        return toRational().brief();
    }
}
