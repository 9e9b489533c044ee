package bitlemma.proofs;

import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.source.Place;
import bitlemma.grammar.source.SourceFile;
import bitlemma.kernels.Evaluator;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.Trace;
import bitlemma.kernels.compiled.CompiledKernel;
import bitlemma.lowering.Codes;
import bitlemma.lowering.Lowered;
import bitlemma.lowering.Lowering;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A second evaluation of what is shown to a person, beside that of the exact evaluator: an input that fails, or that
 * reaches an extreme value, has to do so in both.
 */
interface Replay {
    /** Rounds of reductions for one evaluation: some tens of milliseconds. */
    long ROUNDS = 1L << 24;

    /** What a term does on an input; empty where this evaluator cannot tell. */
    Optional<Outcome> evaluate(List<Variable> inputs, Term term, Map<Variable, Value> input);

    /**
     * Compiled kernels, which see coded values lowered to bit patterns. They share no arithmetic with the evaluator.
     */
    static Replay compiled() {
        return (inputs, term, input) -> {
            if (!(Lowering.lower(term) instanceof Lowered.Done<Term>(Term lowered))) {
                return Optional.empty();
            }
            Kernel kernel = new Kernel(
                    "replay",
                    inputs.stream().map(Lowering::lower).toList(),
                    List.of(),
                    Truth.TRUE,
                    Truth.isOne(lowered) ? Sort.BOOLEAN : Sort.RATIONAL,
                    lowered,
                    false,
                    false,
                    new Place(new SourceFile("", ""), 0, 0),
                    "");
            return CompiledKernel.compile(kernel)
                    .map(compiled -> compiled.run(Codes.toCodes(input), ROUNDS))
                    .filter(outcome -> !(outcome instanceof Outcome.TooLong));
        };
    }

    /** How the two evaluations of a term differ, in words; empty where they agree or one of them cannot tell. */
    default Optional<String> contradiction(List<Variable> inputs, Term term, Map<Variable, Value> input) {
        Outcome exact = Evaluator.evaluate(term, input, Trace.none(), Evaluator.ORDINARY);
        if (exact instanceof Outcome.TooLong) {
            return Optional.empty();
        }
        return evaluate(inputs, term, input)
                .filter(second -> !same(exact, second))
                .map(second -> "on " + words(input) + " the exact evaluator says " + words(exact)
                        + ", the compiled kernel " + words(second));
    }

    private static boolean same(Outcome exact, Outcome second) {
        return switch (exact) {
            case Outcome.Returned(Value value) ->
                second instanceof Outcome.Returned(Value other) && value.equals(other);
            case Outcome.Broken broken ->
                second instanceof Outcome.Broken other && broken.site().equals(other.site());
            case Outcome.TooLong tooLong -> true;
        };
    }

    private static String words(Map<Variable, Value> input) {
        return input.entrySet().stream()
                .map(e -> e.getKey().label() + " = " + e.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Returned(Value value) -> value.toString();
            case Outcome.Broken broken -> "`" + broken.site().text() + "` fails";
            case Outcome.TooLong tooLong -> "nothing";
        };
    }
}
