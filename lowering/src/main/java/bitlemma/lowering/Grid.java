package bitlemma.lowering;

import java.math.BigInteger;

/**
 * Numbers that are integer multiples of a power of two, and bounded: {@code i * 2^exponent} for an integer i of at most
 * {@code most} in magnitude.
 */
record Grid(BigInteger most, int exponent) {
    /** More bits than this are too many to compute with: the widest integers have to hold what is added to them. */
    static final int WIDEST = 320;

    /** Whether its integers are few enough bits to compute with. */
    boolean isNarrow() {
        return most.bitLength() <= WIDEST;
    }

    private BigInteger at(int finer) {
        return most.shiftLeft(exponent - finer);
    }

    private static boolean apart(Grid a, Grid b) {
        return Math.abs((long) a.exponent - b.exponent) > 4L * WIDEST;
    }

    /** Where all sums and differences lie; null where that is too wide. */
    static Grid sum(Grid a, Grid b) {
        if (a == null || b == null || apart(a, b)) {
            return null;
        }
        int finer = Math.min(a.exponent, b.exponent);
        return new Grid(a.at(finer).add(b.at(finer)), finer).narrow();
    }

    /** Where both lie; null where that is too wide. */
    static Grid union(Grid a, Grid b) {
        if (a == null || b == null || apart(a, b)) {
            return null;
        }
        int finer = Math.min(a.exponent, b.exponent);
        return new Grid(a.at(finer).max(b.at(finer)), finer).narrow();
    }

    /** Where all products lie; null where that is too wide. */
    static Grid product(Grid a, Grid b) {
        return a == null || b == null ? null : new Grid(a.most.multiply(b.most), a.exponent + b.exponent).narrow();
    }

    /** The integers nearest to the numbers of a grid. */
    Grid rounded() {
        return exponent >= 0 ? this : new Grid(most.shiftRight(-exponent).add(BigInteger.ONE), 0);
    }

    /** All integers that are not greater in magnitude; null where that is too wide. */
    Grid integers() {
        return exponent <= 0 ? new Grid(most.shiftRight(-exponent), 0) : new Grid(most.shiftLeft(exponent), 0).narrow();
    }

    private Grid narrow() {
        return most.bitLength() <= 4 * WIDEST ? this : null;
    }
}
