package bitlemma.kernels.compiled;

import java.math.BigInteger;

/** Arrays of equal elements, for compiled code to call. */
final class Arrays {
    /** Longer arrays than this are given up. */
    static final int LONGEST = 1 << 24;

    private Arrays() {}

    static int length(long length) {
        if (length > LONGEST) {
            throw new Meter.Spent();
        }
        return Math.toIntExact(length);
    }

    static int[] filled(int[] array, int element) {
        java.util.Arrays.fill(array, element);
        return array;
    }

    static long[] filled(long[] array, long element) {
        java.util.Arrays.fill(array, element);
        return array;
    }

    static BigInteger[] filled(BigInteger[] array, BigInteger element) {
        java.util.Arrays.fill(array, element);
        return array;
    }
}
