package bitlemma.kernels.compiled;

import java.math.BigInteger;

/** Checks that compiled code makes of obligations. */
final class Checks {
    private Checks() {}

    /** A value between two bounds; throws where it is not. */
    static int fits(int value, int low, int high, int site) {
        if (value < low || value > high) {
            throw new ObligationBroken(site, BigInteger.valueOf(value));
        }
        return value;
    }

    static long fits(long value, long low, long high, int site) {
        if (value < low || value > high) {
            throw new ObligationBroken(site, BigInteger.valueOf(value));
        }
        return value;
    }

    static BigInteger fits(BigInteger value, boolean signed, int width, int site) {
        boolean fits = signed ? value.bitLength() < width : value.signum() >= 0 && value.bitLength() <= width;
        if (!fits) {
            throw new ObligationBroken(site, value);
        }
        return value;
    }

    /** A condition does not hold. */
    static ObligationBroken broken(int site) {
        return new ObligationBroken(site, null);
    }
}
