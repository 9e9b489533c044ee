package bitlemma.kernels.interval;

import bitlemma.grammar.core.Bitwise;
import java.math.BigInteger;

/**
 * The least and the greatest result of a bitwise operation on two bounded intervals of integers. Goes from the top bit
 * down and keeps every way to have the best bits so far: for each operand, whether its bits are still those of its
 * lower and of its upper bound.
 */
final class BitBounds {
    private final Bitwise.Operator operator;
    private final Interval left;
    private final Interval right;
    private final int width;

    private BitBounds(Bitwise.Operator operator, Interval left, Interval right) {
        this.operator = operator;
        this.left = left;
        this.right = right;
        this.width = 1
                + Math.max(
                        Math.max(left.low().bitLength(), left.high().bitLength()),
                        Math.max(right.low().bitLength(), right.high().bitLength()));
    }

    /** The bounds for two intervals that are bounded and not empty. */
    static Interval of(Bitwise.Operator operator, Interval left, Interval right) {
        BitBounds bounds = new BitBounds(operator, left, right);
        return new Interval(bounds.best(false), bounds.best(true));
    }

    /** One operand's state: bit 0 says that it still equals its lower bound, bit 1 its upper bound. */
    private static final int BOTH = 3;

    private BigInteger best(boolean greatest) {
        int states = 1 << (BOTH * 4 + BOTH);
        BigInteger result = BigInteger.ZERO;
        for (int i = width - 1; i >= 0; i--) {
            // The sign bit weighs less than nothing.
            int wanted = greatest == (i < width - 1) ? 1 : 0;
            int reached = next(states, i, wanted);
            int bit = wanted;
            if (reached == 0) {
                bit = 1 - wanted;
                reached = next(states, i, bit);
            }
            states = reached;
            if (bit == 1) {
                BigInteger weight = BigInteger.ONE.shiftLeft(i);
                result = i == width - 1 ? result.subtract(weight) : result.add(weight);
            }
        }
        return result;
    }

    /** The states after bit {@code i}, where that bit of the result is as wanted. */
    private int next(int states, int i, int wanted) {
        int reached = 0;
        for (int state = 0; state < 16; state++) {
            if ((states >> state & 1) == 0) {
                continue;
            }
            for (int a = 0; a < 2; a++) {
                int first = follow(state >> 2, left, i, a);
                for (int b = 0; b < 2; b++) {
                    int second = follow(state & 3, right, i, b);
                    if (first >= 0 && second >= 0 && apply(a, b) == wanted) {
                        reached |= 1 << (first * 4 + second);
                    }
                }
            }
        }
        return reached;
    }

    /** An operand's state after taking a bit; -1 where that leaves its interval. */
    private int follow(int state, Interval interval, int i, int bit) {
        // With the sign bit turned over, bits are in the order of numbers.
        int turn = i == width - 1 ? 1 : 0;
        int rank = bit ^ turn;
        int next = 0;
        if ((state & 1) != 0) {
            int least = (interval.low().testBit(i) ? 1 : 0) ^ turn;
            if (rank < least) {
                return -1;
            }
            next |= rank == least ? 1 : 0;
        }
        if ((state & 2) != 0) {
            int most = (interval.high().testBit(i) ? 1 : 0) ^ turn;
            if (rank > most) {
                return -1;
            }
            next |= rank == most ? 2 : 0;
        }
        return next;
    }

    private int apply(int a, int b) {
        return switch (operator) {
            case AND -> a & b;
            case OR -> a | b;
            case XOR -> a ^ b;
        };
    }
}
