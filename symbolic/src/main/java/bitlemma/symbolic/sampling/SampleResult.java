package bitlemma.symbolic.sampling;

import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import java.util.Map;

/** What sampling finds. */
public sealed interface SampleResult permits Estimate, SampleResult.Undefined, SampleResult.Unsupported {
    /**
     * No estimate: at these values of the random variables something has no value, or no sample satisfies the
     * condition, or a distribution is none.
     *
     * @param at empty where it is no single sample
     */
    record Undefined(String reason, Map<Variable, Double> at) implements SampleResult {
        public Undefined {
            at = Map.copyOf(at);
        }
    }

    /** Samples say nothing about this part: a density, a limit, an extreme. */
    record Unsupported(Term part) implements SampleResult {}
}
