package bitlemma.verifier.extreme;

import bitlemma.grammar.core.Proposition;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import bitlemma.verifier.verdict.Evidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a search for an extreme value comes to. */
public sealed interface Found {
    /** A proposition and an input on which it fails. */
    record Failing(Proposition proposition, Map<Variable, Value> input) {}

    /**
     * The exact answer.
     *
     * @param value the answer
     * @param evidence that nothing beyond it is possible (for an expression), or that the condition holds up to it
     * @param attained an input at which an expression has this value; empty for a threshold
     * @param beyond an input that fails one step beyond a threshold; empty where the domain ends there
     */
    record Exact(
            Rational value,
            List<Evidence> evidence,
            Optional<Map<Variable, Value>> attained,
            Optional<Failing> beyond)
            implements Found {
        public Exact {
            evidence = List.copyOf(evidence);
        }
    }

    /** The condition holds at every value of a domain without end: there is no last one. */
    record Endless(List<Evidence> evidence) implements Found {
        public Endless {
            evidence = List.copyOf(evidence);
        }
    }

    /** The condition fails at the first value already. */
    record Nowhere(Failing failing) implements Found {}

    /** No exact answer; the bounds between which it lies, as far as they are known. */
    record Open(Optional<Rational> atLeast, Optional<Rational> atMost, String reason) implements Found {}

    /** No input satisfies the given. */
    record Vacuous() implements Found {}

    /** Two engines contradict each other. */
    record Disagreement(String detail) implements Found {}
}
