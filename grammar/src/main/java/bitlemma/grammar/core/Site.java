package bitlemma.grammar.core;

import bitlemma.grammar.source.Place;

/**
 * Where in the source an operation stands, and what has to be shown of it.
 *
 * @param kind what kind of operation it is
 * @param place where it stands
 */
public record Site(Kind kind, Place place) {
    /** What can stand at a site. */
    public enum Kind {
        OVERFLOW("fits"),
        CONVERSION("conversion fits"),
        SHIFT("shift amount in range"),
        DIVISOR("divisor is not zero"),
        INDEX("index in range"),
        LENGTH("lengths agree"),
        BOUNDS("bounds in order"),
        PRECONDITION("given of the call holds"),
        ASSERTION("assertion holds"),
        FINITE("value is finite"),
        WHOLE("value is an integer"),
        CODE("bit pattern is a code"),
        ROUNDING("result has a value"),
        /** A name is bound here; nothing is to be shown. */
        BINDING("binding"),
        /** A wrapping or saturating operation; nothing is to be shown. */
        OPERATION("operation"),
        /** A call; nothing is to be shown of the call itself. */
        CALL("call"),
        /** A reduction; nothing is to be shown of the reduction itself. */
        REDUCTION("reduction");

        private final String meaning;

        Kind(String meaning) {
            this.meaning = meaning;
        }

        /** What is to be shown, in few words. */
        public String meaning() {
            return meaning;
        }
    }

    /** The operation as the source has it, on one line. */
    public String text() {
        return place.text();
    }
}
