package bitlemma.proofs;

import bitlemma.grammar.core.And;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.kernels.Evaluator;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.Trace;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which comparison makes a statement false, with its two numbers. */
public final class Falsehood {
    private static final int LONGEST = 24;

    private Falsehood() {}

    /**
     * {@code 5 <= 4}: the first comparison of a conjunction that does not hold; empty where it is none of comparisons.
     */
    public static Optional<String> of(Term statement, Map<Variable, Value> input) {
        return switch (statement) {
            case And and -> isFalse(and.left(), input) ? of(and.left(), input) : of(and.right(), input);
            case Let let -> value(let.value(), input).flatMap(value -> {
                Map<Variable, Value> inner = new HashMap<>(input);
                inner.put(let.variable(), value);
                return of(let.body(), inner);
            });
            case Require require -> of(require.body(), input);
            case Compare compare -> value(compare.left(), input)
                    .flatMap(left -> value(compare.right(), input)
                            .map(right -> shown(left) + " " + compare.relation().spelling() + " " + shown(right)));
            default -> Optional.empty();
        };
    }

    /** A number in full where that is short; numbers of very different size, as floating point has them, in brief. */
    private static String shown(Value value) {
        String text = value.toString();
        return text.length() > LONGEST && value instanceof Value.Number number ? number.value().brief() : text;
    }

    private static boolean isFalse(Term term, Map<Variable, Value> input) {
        return value(term, input).orElse(null) instanceof Value.Truth truth && !truth.value();
    }

    private static Optional<Value> value(Term term, Map<Variable, Value> input) {
        return Evaluator.evaluate(term, input, Trace.none(), Evaluator.ORDINARY) instanceof Outcome.Returned returned
                ? Optional.of(returned.value())
                : Optional.empty();
    }
}
