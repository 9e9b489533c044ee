package bitlemma.symbolic.exact;

import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.Map;

/** What an enumeration finds. */
public sealed interface ExactResult {
    /** The value. */
    record Exact(Rational value) implements ExactResult {}

    /** The greatest or least value, and the first values of the random variables at which it is reached. */
    record Extreme(Rational value, Map<Variable, Value> at) implements ExactResult {
        public Extreme {
            at = Map.copyOf(at);
        }
    }

    /**
     * There are more combinations than the budget allows.
     *
     * @param count how many there are, or a lower bound of that
     */
    record TooMany(BigInteger count) implements ExactResult {}

    /** At these values of the random variables something has no value; at none in particular where the map is empty. */
    record Undefined(String reason, Map<Variable, Value> at) implements ExactResult {
        public Undefined {
            at = Map.copyOf(at);
        }
    }

    /** The variable has a continuous distribution. */
    record NotFinite(Variable variable) implements ExactResult {}

    /** This part is not found by exact arithmetic: a real function, a density, a limit. */
    record NotRational(Term part) implements ExactResult {}
}
