package bitlemma.kernels.compiled;

import java.math.BigInteger;

/** What compiled code does with bit patterns and powers where it is more than an instruction or two. */
final class Patterns {
    /** Larger exponents than this are given up, as the exact evaluator does. */
    private static final int GREATEST_EXPONENT_BITS = 20;

    private Patterns() {}

    /** The value of a format of {@code width} bits that is congruent to a number. */
    static BigInteger wrap(BigInteger value, boolean signed, int width) {
        BigInteger bits = value.and(BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE));
        return signed && bits.testBit(width - 1) ? bits.subtract(BigInteger.ONE.shiftLeft(width)) : bits;
    }

    static int ones(BigInteger value, int width) {
        return wrap(value, false, width).bitCount();
    }

    static int leadingZeros(BigInteger value, int width) {
        return width - wrap(value, false, width).bitLength();
    }

    static int trailingZeros(BigInteger value, int width) {
        return Math.min(width, value.signum() == 0 ? width : value.getLowestSetBit());
    }

    static int ones(long value, int width) {
        return Long.bitCount(value & mask(width));
    }

    static int leadingZeros(long value, int width) {
        return Long.numberOfLeadingZeros(value & mask(width)) - (Long.SIZE - width);
    }

    static int trailingZeros(long value, int width) {
        return Math.min(width, Long.numberOfTrailingZeros(value));
    }

    private static long mask(int width) {
        return -1L >>> (Long.SIZE - width);
    }

    /** A power of which the result is an int; the exponent is not negative. */
    static int power(int base, int exponent) {
        return (int) power((long) base, (long) exponent);
    }

    /** A power of which the result is a long; the exponent is not negative. */
    static long power(long base, long exponent) {
        if (base == 2) {
            return 1L << exponent;
        }
        long result = 1;
        long square = base;
        // Squares that overflow are not used any more, but for those of -1, 0 and 1, which do not.
        for (long n = exponent; n > 0; n >>= 1) {
            if ((n & 1) != 0) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }

    static BigInteger power(BigInteger base, BigInteger exponent) {
        if (exponent.bitLength() > GREATEST_EXPONENT_BITS) {
            throw new Meter.Spent();
        }
        return base.pow(exponent.intValueExact());
    }
}
