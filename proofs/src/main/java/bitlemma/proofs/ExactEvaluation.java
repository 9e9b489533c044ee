package bitlemma.proofs;

import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.kernels.Evaluator;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.Trace;
import bitlemma.numbers.Rational;
import bitlemma.symbolic.exact.Evaluation;
import java.util.Map;
import java.util.Optional;

/** The exact evaluator as the judge of closed forms. */
public final class ExactEvaluation implements Evaluation {
    private static final long STEPS = 5_000_000;

    @Override
    public Optional<Rational> value(Term term, Map<Variable, Value> inputs) {
        return evaluate(term, inputs) instanceof Value.Number number ? Optional.of(number.value()) : Optional.empty();
    }

    @Override
    public Optional<Boolean> truth(Term term, Map<Variable, Value> inputs) {
        return evaluate(term, inputs) instanceof Value.Truth truth ? Optional.of(truth.value()) : Optional.empty();
    }

    /** Null where an obligation is broken or it takes too long. */
    private static Value evaluate(Term term, Map<Variable, Value> inputs) {
        return Evaluator.evaluate(term, inputs, Trace.none(), STEPS) instanceof Outcome.Returned returned
                ? returned.value()
                : null;
    }
}
