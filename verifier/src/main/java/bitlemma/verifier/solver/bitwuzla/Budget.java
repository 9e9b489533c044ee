package bitlemma.verifier.solver.bitwuzla;

import java.util.function.BooleanSupplier;
import org.sosy_lab.java_smt.solvers.bitwuzla.api.Terminator;

/**
 * Ends a check after so many questions whether to end it. Bitwuzla has no limit of its own but the clock and memory;
 * yet it asks at fixed points of its preprocessing and of its SAT solver's search, so the number of questions is a
 * measure of work that no clock and no other thread touches.
 */
final class Budget extends Terminator {
    private final long limit;
    private final BooleanSupplier stopped;
    private long questions;

    Budget(long limit, BooleanSupplier stopped) {
        this.limit = limit;
        this.stopped = stopped;
    }

    @Override
    public boolean terminate() {
        return ++questions > limit || stopped.getAsBoolean();
    }

    /** Whether the limit is what ended the check. */
    boolean spent() {
        return questions > limit;
    }
}
