package bitlemma.grammar.core;

import bitlemma.numbers.CodedFormat;

/** Whether a value of a format is of a kind. */
public record Classify(Kind kind, CodedFormat format, Term operand) implements CodedTerm {
    /** The kinds of values that IEEE 754 section 5.7.2 tells apart. */
    public enum Kind {
        NAN("is_nan"),
        INFINITE("is_inf"),
        FINITE("is_finite"),
        ZERO("is_zero"),
        SUBNORMAL("is_subnormal"),
        NORMAL("is_normal"),
        /** The sign is minus: of numbers below zero, of minus infinity and of -0; of NaN the sign bit. */
        NEGATIVE("is_negative");

        private final String spelling;

        Kind(String spelling) {
            this.spelling = spelling;
        }

        /** How the language spells the question. */
        public String spelling() {
            return spelling;
        }
    }
}
