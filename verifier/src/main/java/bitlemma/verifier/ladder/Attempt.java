package bitlemma.verifier.ladder;

import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.verifier.verdict.Evidence;
import java.util.Map;

/** What comes of one rung's work on one goal. */
public sealed interface Attempt {
    record Proved(Evidence evidence) implements Attempt {}

    /** The judge confirmed that the whole proposition fails on this input. */
    record Refuted(Map<Variable, Value> input, String method) implements Attempt {}

    /** The rung does not decide this goal. */
    record Open(String reason) implements Attempt {}

    /** The rung and the exact evaluator contradict each other. */
    record Disagreement(String detail) implements Attempt {}
}
