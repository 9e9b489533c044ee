package bitlemma.grammar.core;

import bitlemma.numbers.IntegerFormat;

/** A number that is counted off the bit pattern of an integer of {@code format}: from 0 to its width. */
public record BitCount(Count count, IntegerFormat format, Term operand) implements Term {
    public enum Count {
        /** How many bits are one. */
        ONES,
        /** How many bits are zero above the highest one. */
        LEADING_ZEROS,
        /** How many bits are zero below the lowest one. */
        TRAILING_ZEROS
    }
}
