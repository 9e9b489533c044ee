package bitlemma.verifier.ladder;

/**
 * How much work a decision may take. All of it is counted, none of it timed: the same limits give the same verdicts on every
 * machine.
 *
 * @param quick solver units for a first attempt, before dearer methods are tried
 * @param full solver units for the last attempt
 * @param fewInputs domains up to this size are enumerated before a solver is asked
 * @param manyInputs domains up to this size are enumerated where solvers do not decide
 */
public record Limits(long quick, long full, long fewInputs, long manyInputs) {
    /** Some seconds for the hardest goal on an ordinary machine. */
    public static final long ORDINARY = 20_000_000;

    /** The limits for a budget of solver units. */
    public static Limits of(long budget) {
        return new Limits(Math.max(1, budget / 20), Math.max(1, budget), 1 << 10, 1 << 18);
    }
}
