package bitlemma.numbers;

import java.math.BigInteger;

/**
 * A magnitude between two neighbours: {@code floor + rest / divisor}.
 *
 * @param floor the lower neighbour
 * @param rest at least 0 and below {@code divisor}; 0 where the magnitude is the lower neighbour
 * @param divisor positive
 */
record Cut(BigInteger floor, BigInteger rest, BigInteger divisor) {
    /** {@code numerator / denominator * 2^shift}, for a numerator of at least 0 and a positive denominator. */
    static Cut of(BigInteger numerator, BigInteger denominator, int shift) {
        BigInteger n = shift > 0 ? numerator.shiftLeft(shift) : numerator;
        BigInteger d = shift < 0 ? denominator.shiftLeft(-shift) : denominator;
        int power = d.getLowestSetBit();
        if (power == d.bitLength() - 1) {
            BigInteger floor = n.shiftRight(power);
            return new Cut(floor, n.subtract(floor.shiftLeft(power)), d);
        }
        BigInteger[] parts = n.divideAndRemainder(d);
        return new Cut(parts[0], parts[1], d);
    }

    boolean isExact() {
        return rest.signum() == 0;
    }

    /** Negative, zero or positive: nearer to the lower neighbour, half way, nearer to the upper one. */
    int side() {
        return rest.shiftLeft(1).compareTo(divisor);
    }
}
