package bitlemma.proofs;

import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Derivation.Request;
import bitlemma.proofs.Result.Status;
import bitlemma.symbolic.answer.Measured;
import bitlemma.symbolic.answer.Outcome;
import bitlemma.symbolic.answer.Result;
import bitlemma.symbolic.answer.Standing;

/**
 * One request of a derivation, with its answer.
 *
 * @param seconds how long it took
 */
public record Answered(Derivation derivation, Result result, double seconds) {
    /** Whether it is as the source states; a request that states nothing is so where a number or formula is known. */
    public Status status() {
        return switch (result.outcome()) {
            case Outcome.Closed closed -> known(closed.standing());
            case Outcome.Numbers numbers ->
                result.rows().stream().anyMatch(r -> !(r.measured() instanceof Measured.Missing))
                        ? Status.HOLDS
                        : Status.UNKNOWN;
            case Outcome.Holds holds -> statedFalse() ? Status.REFUTED : known(holds.standing());
            case Outcome.Fails fails ->
                statedFalse() ? Status.HOLDS : Status.REFUTED;
            case Outcome.Open open -> Status.UNKNOWN;
            case Outcome.Fault fault -> Status.FAULT;
        };
    }

    /** An answer that nothing was compared with is not known. */
    private static Status known(Standing standing) {
        boolean compared =
                switch (standing) {
                    case Standing.Proved proved -> true;
                    case Standing.Enclosed enclosed -> enclosed.digits() > 0;
                    case Standing.Sampled sampled -> sampled.samples() > 0;
                };
        return compared ? Status.HOLDS : Status.UNKNOWN;
    }

    /** Whether the source states that it is false. */
    public boolean statedFalse() {
        return switch (result.request()) {
            case Request.Find find -> false;
            case Request.Expect expect -> expect.refuted();
            case Request.Step step -> step.refuted();
        };
    }
}
