package bitlemma.grammar.core;

import bitlemma.numbers.IntegerFormat;

/** What a term can stand for. */
public sealed interface Sort {
    Sort INTEGER = new ExactInteger();
    Sort RATIONAL = new ExactRational();
    Sort BOOLEAN = new Bool();

    /** A value of a machine integer format. */
    record Machine(IntegerFormat format) implements Sort {
        @Override
        public String toString() {
            return format.toString();
        }
    }

    /** An integer of mathematics, without bounds. */
    record ExactInteger() implements Sort {
        @Override
        public String toString() {
            return "int";
        }
    }

    /** A rational number. */
    record ExactRational() implements Sort {
        @Override
        public String toString() {
            return "rational";
        }
    }

    /** True or false. */
    record Bool() implements Sort {
        @Override
        public String toString() {
            return "bool";
        }
    }

    /**
     * A sequence of elements.
     *
     * @param element the sort of each; never an array
     * @param length how many there are: a constant, or an exact integer that depends on lengths alone
     */
    record Array(Sort element, Term length) implements Sort {
        @Override
        public String toString() {
            return element + "[]";
        }
    }

    default boolean isInteger() {
        return this instanceof Machine || this instanceof ExactInteger;
    }

    default boolean isNumber() {
        return isInteger() || this instanceof ExactRational;
    }
}
