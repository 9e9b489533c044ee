package bitlemma.proofs;

import bitlemma.grammar.core.Proposition;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.kernels.Evaluator;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An input that fails, and what the exact evaluator does on it.
 *
 * @param input the value of each input by its name, in the order of declaration
 * @param broken the operation whose obligation it breaks; empty where the statement itself is false
 * @param detail what happened, in words
 * @param trace every intermediate value up to there
 */
public record Counterexample(
        Map<Variable, Value> input, Optional<Site> broken, String detail, List<Trace.Entry> trace) {

    /** Replays an input on a proposition. */
    static Counterexample of(Proposition proposition, Map<Variable, Value> input) {
        return of(proposition.inputs(), proposition.body(), input);
    }

    /** Replays an input on a term. */
    static Counterexample of(List<Variable> inputs, Term term, Map<Variable, Value> input) {
        Map<Variable, Value> ordered = new LinkedHashMap<>();
        inputs.forEach(v -> ordered.put(v, input.get(v)));
        Trace trace = Trace.recording();
        Outcome outcome = Evaluator.evaluate(term, input, trace, Evaluator.ORDINARY);
        return switch (outcome) {
            case Outcome.Broken broken ->
                new Counterexample(ordered, Optional.of(broken.site()), broken.detail(), trace.entries());
            case Outcome.Returned returned -> {
                String detail = returned.value() instanceof Value.Truth truth
                        ? truth.value() ? "the statement is true" : falsehood(term, input)
                        : "the value is " + returned.value();
                yield new Counterexample(ordered, Optional.empty(), detail, trace.entries());
            }
            case Outcome.TooLong tooLong ->
                new Counterexample(ordered, Optional.empty(), "the evaluation takes too long", trace.entries());
        };
    }

    private static String falsehood(Term term, Map<Variable, Value> input) {
        return Falsehood.of(term, input)
                .map(comparison -> comparison + " is false")
                .orElse("the statement is false");
    }
}
