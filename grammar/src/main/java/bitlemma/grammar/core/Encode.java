package bitlemma.grammar.core;

import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.Rounding;

/**
 * The value of a format that a number, or a value of another format, is rounded to. Where no code stands for it, an
 * obligation is broken.
 *
 * @param operand an exact number, or a value of the format {@code from}
 * @param from the format of the operand; null where it is an exact number
 * @param mode how it is rounded
 */
public record Encode(CodedFormat format, CodedFormat from, Mode mode, Overflow overflow, Term operand, Site site)
        implements CodedTerm {

    /** How a number is taken to a value of a format. */
    public sealed interface Mode {
        /** By a rule. */
        record Fixed(Rounding rule) implements Mode {}

        /**
         * Away from zero where the discarded fraction of a unit in the last place and {@code random / 2^bits} make one
         * or more together, else toward zero.
         *
         * @param random an integer from 0 to 2^bits - 1
         */
        record Stochastic(Term random, int bits) implements Mode {}
    }
}
