package bitlemma.verifier.ladder;

import java.math.BigInteger;

/**
 * How much work a decision may take. All of it is counted, none of it timed: the same limits give the same verdicts on every
 * machine.
 *
 * @param quick solver units for a first attempt, before dearer methods are tried
 * @param full solver units for the last attempt
 * @param fewInputs domains up to this size are enumerated before a solver is asked
 * @param manyInputs domains up to this size are enumerated where solvers do not decide
 * @param sweptInputs domains up to this size are run by compiled kernels
 * @param sweepSeconds what such a run may take, estimated by its number of operations: not by the clock
 */
public record Limits(long quick, long full, long fewInputs, long manyInputs, BigInteger sweptInputs, double sweepSeconds) {
    /** Some seconds for the hardest goal on an ordinary machine. */
    public static final long ORDINARY = 20_000_000;

    /** About what the last attempt of solvers takes. */
    private static final double SWEEP_SECONDS = 30;

    /** The limits for a budget of solver units. */
    public static Limits of(long budget) {
        return new Limits(
                Math.max(1, budget / 20), Math.max(1, budget), 1 << 10, 1 << 18, BigInteger.TWO.pow(34), SWEEP_SECONDS);
    }

    /** Limits for one of several questions to which another one is reduced: solvers are asked for longer at once. */
    Limits single() {
        return new Limits(2 * full, 2 * full, fewInputs, 0, BigInteger.ZERO, 0);
    }

    /** The same limits, but for domains up to 2^bits, however long they take. */
    public Limits enumerating(int bits) {
        return new Limits(quick, full, fewInputs, manyInputs, BigInteger.TWO.pow(bits), Double.POSITIVE_INFINITY);
    }
}
