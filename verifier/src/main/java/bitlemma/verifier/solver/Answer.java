package bitlemma.verifier.solver;

import bitlemma.numbers.Rational;
import java.util.Map;

/** What a solver says to a {@link Script}. */
public sealed interface Answer {
    /** No assignment satisfies the script. */
    record Unsat() implements Answer {}

    /**
     * An assignment that satisfies the script.
     *
     * @param model the value of each wanted constant; a Bool as 0 or 1, a bit-vector as the unsigned number that it spells
     */
    record Sat(Map<String, Rational> model) implements Answer {
        public Sat {
            model = Map.copyOf(model);
        }
    }

    /** The solver gave up: its budget is spent, it was stopped, or it cannot treat the question. */
    record Unknown(String reason) implements Answer {}
}
