package bitlemma.symbolic.answer;

import bitlemma.symbolic.formula.Formula;
import java.util.Map;

/** What became of a request. */
public sealed interface Outcome {
    /**
     * A closed form.
     *
     * @param at for a maximum or minimum, values of the random variables where it is reached or approached; else empty
     */
    record Closed(Formula formula, Map<String, Formula> at, Standing standing) implements Outcome {
        public Closed {
            at = Map.copyOf(at);
        }
    }

    /** No closed form; the rows hold what is known. */
    record Numbers(String reason) implements Outcome {}

    /** What was expected holds. */
    record Holds(Standing standing) implements Outcome {}

    /**
     * What was expected is false.
     *
     * @param at parameters where it fails
     * @param side the step's side, from one, that differs from the side before it; one for an expectation
     */
    record Fails(Sample at, int side, Measured left, Measured right) implements Outcome {}

    /** What was expected is neither shown nor refuted. */
    record Open(String reason) implements Outcome {}

    /** A closed form that its check contradicts: a fault of the algebra, never an answer. */
    record Fault(Formula formula, Row contradiction) implements Outcome {}
}
