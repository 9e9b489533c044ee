package bitlemma.verifier.verdict;

import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import java.util.List;
import java.util.Map;

/** What is decided of a proposition. */
public sealed interface Verdict {
    /**
     * It holds for every input.
     *
     * @param evidence why, for each of its goals
     */
    record Proved(List<Evidence> evidence) implements Verdict {
        public Proved {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * It fails on an input, as the exact evaluator confirmed.
     *
     * @param input a value for each input; the simplest that was found
     * @param method what found it
     */
    record Refuted(Map<Variable, Value> input, String method) implements Verdict {
        public Refuted {
            input = Map.copyOf(input);
        }
    }

    /**
     * It is neither proved nor refuted.
     *
     * @param reasons what was tried and why it did not decide, for each goal that is open
     * @param proved the goals that do hold
     */
    record Unknown(List<String> reasons, List<Evidence> proved) implements Verdict {
        public Unknown {
            reasons = List.copyOf(reasons);
            proved = List.copyOf(proved);
        }
    }

    /** No input satisfies its given, so that it says nothing. */
    record Vacuous() implements Verdict {}

    /** Two engines contradict each other: one of them, and so this program, is wrong. */
    record Disagreement(String detail) implements Verdict {}
}
