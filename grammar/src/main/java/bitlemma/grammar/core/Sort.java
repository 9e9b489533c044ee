package bitlemma.grammar.core;

import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.IntegerFormat;

/** What a term can stand for. */
public sealed interface Sort {
    Sort INTEGER = new ExactInteger();
    Sort RATIONAL = new ExactRational();
    Sort BOOLEAN = new Bool();

    /**
     * A value of a machine integer format.
     *
     * @param coding the format of which the integer is the bit pattern; null where it is a number of its own. Only
     *     lowered inputs have one: it tells which values are worth trying
     */
    record Machine(IntegerFormat format, CodedFormat coding) implements Sort {
        public Machine(IntegerFormat format) {
            this(format, null);
        }

        @Override
        public String toString() {
            return format.toString();
        }
    }

    /** A value of a floating-point, posit, linear or codebook format. */
    record Coded(CodedFormat format) implements Sort {
        @Override
        public String toString() {
            return format.name();
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

    /** Whether its values, or its elements, are bit patterns of a coded format. */
    static boolean isCode(Sort sort) {
        return switch (sort) {
            case Machine machine -> machine.coding() != null;
            case Array array -> isCode(array.element());
            default -> false;
        };
    }

    default boolean isInteger() {
        return this instanceof Machine || this instanceof ExactInteger;
    }

    default boolean isNumber() {
        return isInteger() || this instanceof ExactRational;
    }
}
