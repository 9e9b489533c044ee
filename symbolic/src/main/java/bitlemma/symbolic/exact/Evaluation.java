package bitlemma.symbolic.exact;

import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import java.util.Map;
import java.util.Optional;

/** The exact evaluator, as far as derivations need it; the judge of every faster reading of a term. */
public interface Evaluation {
    /**
     * The number that a term without {@link bitlemma.grammar.core.RealTerm} stands for; empty where it breaks an
     * obligation or takes too long.
     *
     * @param inputs a value for each free variable
     */
    Optional<Rational> value(Term term, Map<Variable, Value> inputs);

    /** The truth value of such a term; empty as above. */
    Optional<Boolean> truth(Term term, Map<Variable, Value> inputs);
}
