package bitlemma.kernels;

import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Value;

/** How an evaluation ends. */
public sealed interface Outcome {
    /** Every obligation was kept, and this is the value. */
    record Returned(Value value) implements Outcome {}

    /**
     * An obligation was broken.
     *
     * @param site where
     * @param detail what happened, with the numbers: "130 does not fit int8"
     */
    record Broken(Site site, String detail) implements Outcome {}

    /** The evaluation was given up after as many steps as it was allowed. */
    record TooLong(long steps) implements Outcome {}
}
