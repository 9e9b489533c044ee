package bitlemma.kernels.compiled;

import java.math.BigInteger;

/** Counts the rounds of reductions, and ends compiled code that takes too many of them. */
final class Meter {
    /** Ends compiled code that takes too long. */
    static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1;

        Spent() {
            super(null, null, false, false);
        }
    }

    private long left;

    Meter(long rounds) {
        left = rounds;
    }

    /** Takes the rounds of one reduction off; throws {@link Spent} where that is too many. */
    void spend(long low, long high) {
        if (high > low) {
            // The difference of two longs can be too large for one; then it is negative.
            left -= high - low > 0 ? Math.min(high - low, left + 1) : left + 1;
            if (left < 0) {
                throw new Spent();
            }
        }
    }

    void spend(BigInteger low, BigInteger high) {
        BigInteger rounds = high.subtract(low);
        spend(0, rounds.bitLength() < Long.SIZE ? rounds.longValue() : rounds.signum() * Long.MAX_VALUE);
    }
}
