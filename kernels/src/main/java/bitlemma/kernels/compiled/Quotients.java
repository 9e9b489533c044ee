package bitlemma.kernels.compiled;

import java.math.BigInteger;

/**
 * Rounded quotients and remainders, for compiled code to call. Divisors are not 0. None of the methods for primitive
 * types overflows where the quotient itself is of the type.
 */
final class Quotients {
    private Quotients() {}

    // ---- quotients: the floor, or one more ----

    static int floor(int a, int b) {
        return Math.floorDiv(a, b);
    }

    static long floor(long a, long b) {
        return Math.floorDiv(a, b);
    }

    static BigInteger floor(BigInteger a, BigInteger b) {
        BigInteger[] parts = a.divideAndRemainder(b);
        return parts[1].signum() != 0 && parts[1].signum() != b.signum() ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    static int ceiling(int a, int b) {
        return Math.ceilDiv(a, b);
    }

    static long ceiling(long a, long b) {
        return Math.ceilDiv(a, b);
    }

    static BigInteger ceiling(BigInteger a, BigInteger b) {
        return floor(a.negate(), b).negate();
    }

    static int truncate(int a, int b) {
        return a / b;
    }

    static long truncate(long a, long b) {
        return a / b;
    }

    static BigInteger truncate(BigInteger a, BigInteger b) {
        return a.divide(b);
    }

    /** How twice the part of a quotient above its floor compares with 1: negative, 0 or positive. */
    private static int half(long a, long b) {
        long rest = Math.floorMod(a, b);
        // Both have the divisor's sign, so the difference does not overflow.
        int side = Long.compare(rest, b - rest);
        return b < 0 ? -side : side;
    }

    private static int half(BigInteger a, BigInteger b) {
        BigInteger rest = a.subtract(floor(a, b).multiply(b));
        return rest.shiftLeft(1).abs().compareTo(b.abs());
    }

    static int up(int a, int b) {
        return (int) up((long) a, (long) b);
    }

    static long up(long a, long b) {
        return Math.floorDiv(a, b) + (half(a, b) >= 0 ? 1 : 0);
    }

    static BigInteger up(BigInteger a, BigInteger b) {
        BigInteger floor = floor(a, b);
        return half(a, b) >= 0 ? floor.add(BigInteger.ONE) : floor;
    }

    static int away(int a, int b) {
        return (int) away((long) a, (long) b);
    }

    static long away(long a, long b) {
        int half = half(a, b);
        boolean positive = a < 0 == b < 0;
        return Math.floorDiv(a, b) + (half > 0 || half == 0 && positive ? 1 : 0);
    }

    static BigInteger away(BigInteger a, BigInteger b) {
        BigInteger floor = floor(a, b);
        int half = half(a, b);
        return half > 0 || half == 0 && a.signum() == b.signum() ? floor.add(BigInteger.ONE) : floor;
    }

    static int even(int a, int b) {
        return (int) even((long) a, (long) b);
    }

    static long even(long a, long b) {
        long floor = Math.floorDiv(a, b);
        int half = half(a, b);
        return floor + (half > 0 || half == 0 && (floor & 1) != 0 ? 1 : 0);
    }

    static BigInteger even(BigInteger a, BigInteger b) {
        BigInteger floor = floor(a, b);
        int half = half(a, b);
        return half > 0 || half == 0 && floor.testBit(0) ? floor.add(BigInteger.ONE) : floor;
    }

    static int odd(int a, int b) {
        return (int) odd((long) a, (long) b);
    }

    static long odd(long a, long b) {
        long floor = Math.floorDiv(a, b);
        return Math.floorMod(a, b) == 0 ? floor : floor | 1;
    }

    static BigInteger odd(BigInteger a, BigInteger b) {
        BigInteger floor = floor(a, b);
        return floor.multiply(b).equals(a) ? floor : floor.setBit(0);
    }

    // ---- remainders ----

    static int truncateRemainder(int a, int b) {
        return a % b;
    }

    static long truncateRemainder(long a, long b) {
        return a % b;
    }

    static BigInteger truncateRemainder(BigInteger a, BigInteger b) {
        return a.remainder(b);
    }

    static int floorRemainder(int a, int b) {
        return Math.floorMod(a, b);
    }

    static long floorRemainder(long a, long b) {
        return Math.floorMod(a, b);
    }

    static BigInteger floorRemainder(BigInteger a, BigInteger b) {
        return a.subtract(floor(a, b).multiply(b));
    }

    static int euclidRemainder(int a, int b) {
        return (int) euclidRemainder((long) a, (long) b);
    }

    static long euclidRemainder(long a, long b) {
        long rest = a % b;
        return rest >= 0 ? rest : b < 0 ? rest - b : rest + b;
    }

    static BigInteger euclidRemainder(BigInteger a, BigInteger b) {
        BigInteger rest = a.remainder(b);
        return rest.signum() >= 0 ? rest : rest.add(b.abs());
    }
}
