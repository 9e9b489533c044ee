package bitlemma.proofs;

import bitlemma.grammar.core.Statement;
import bitlemma.numbers.Rational;
import bitlemma.verifier.verdict.Evidence;
import java.util.List;
import java.util.Optional;

/**
 * What was decided of one statement.
 *
 * @param statement the statement
 * @param status whether it is as the source states
 * @param verdict what was decided, as one word: proved, refuted, unknown, vacuous, found, fault
 * @param message what a reader should know beside the verdict; empty where there is nothing
 * @param evidence why it holds, for each goal
 * @param counterexample the input that refutes it; for a refuted claim the input that the source asks for; for a find
 *     the input that fails one step beyond
 * @param witness for the extreme of an expression, the input at which it is reached
 * @param value for a find, its answer
 * @param rechecked which other solvers confirmed the proof; empty where that was not asked for
 * @param seconds how long it took
 */
public record Result(
        Statement statement,
        Status status,
        String verdict,
        String message,
        List<Evidence> evidence,
        Optional<Counterexample> counterexample,
        Optional<Counterexample> witness,
        Optional<Rational> value,
        Optional<String> rechecked,
        double seconds) {

    /** Whether a statement is as the source states; the worst of a run decides its exit code. */
    public enum Status {
        HOLDS(0),
        REFUTED(1),
        UNKNOWN(2),
        INPUT_ERROR(3),
        FAULT(4);

        private final int exitCode;

        Status(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    public Result {
        evidence = List.copyOf(evidence);
    }

    /** The same, known to be unknown because its time was over. */
    Result timedOut(double limit) {
        String all = "its time of " + limit + " s was over\n" + message;
        return new Result(
                statement, status, verdict, all, evidence, counterexample, witness, value, rechecked, seconds);
    }
}
