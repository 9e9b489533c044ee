package bitlemma.cli.report;

import bitlemma.grammar.core.Statement;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.proofs.Counterexample;
import bitlemma.proofs.Result;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The input behind a result that is as stated, on one line. */
public final class Witness {
    private Witness() {}

    /** For a refuted claim the failing input, for a find the input that reaches the value or fails one step beyond. */
    public static Optional<String> of(Result result) {
        if (result.witness().isPresent()) {
            return Optional.of("reached at " + Shown.input(result.witness().get().input()));
        }
        if (result.counterexample().isEmpty()) {
            return Optional.empty();
        }
        Counterexample example = result.counterexample().get();
        Map<Variable, Value> input = new LinkedHashMap<>(example.input());
        String beyond = Wording.beyond(result);
        if (result.statement() instanceof Statement.Threshold threshold) {
            // The step beyond names it already.
            input.keySet().removeIf(v -> v.label().equals(threshold.parameter().label()));
        }
        String at = beyond.isEmpty()
                ? "fails at "
                : "fails at " + beyond + (input.isEmpty() ? "" : " with ");
        String where = at + Shown.input(input);
        return Optional.of(where.stripTrailing() + ": " + example.detail());
    }
}
