package bitlemma.kernels.compiled;

import java.util.List;

/**
 * One value of a sweep's inner loop: an int or a long that an operation of Java makes of earlier ones. None of the
 * operations can fail, so all of them are carried out for all inputs, and what a branch would leave out is masked away.
 *
 * @param operation what is done
 * @param wide whether the result is a long
 * @param operands what it is done to; the amount of a shift is an int
 * @param constant the value of {@code CONSTANT}, the number of an {@code OUTER} input
 * @param table the table of {@code LOOKUP}
 * @param low no result is less, on any inputs
 * @param high no result is greater
 * @param varies whether it depends on the innermost input
 * @param number tells lanes apart: no two are the same operation on the same operands
 */
record Lane(
        Operation operation,
        boolean wide,
        List<Lane> operands,
        long constant,
        Table table,
        long low,
        long high,
        boolean varies,
        int number) {
    /** The operations: those of Java on int and long, with its overflow. A hardware operation would be one more. */
    enum Operation {
        CONSTANT,
        /** The innermost input. */
        INNER,
        /** An outer input, by its number. */
        OUTER,
        ADD,
        SUBTRACT,
        MULTIPLY,
        AND,
        OR,
        XOR,
        SHIFT_LEFT,
        SHIFT_RIGHT,
        /** Shifts zeros in. */
        SHIFT_RIGHT_UNSIGNED,
        MINIMUM,
        MAXIMUM,
        ABSOLUTE,
        /** An int as a long. */
        WIDEN,
        /** The low 32 bits of a long. */
        NARROW,
        ONES,
        LEADING_ZEROS,
        TRAILING_ZEROS,
        /** Rounded toward zero; the divisor is never 0. */
        QUOTIENT,
        /** An element of a table; the index is always one of it. */
        LOOKUP
    }

    boolean isConstant() {
        return operation == Operation.CONSTANT;
    }

    boolean isConstant(long value) {
        return isConstant() && constant == value;
    }

    Lane first() {
        return operands.getFirst();
    }

    Lane second() {
        return operands.getLast();
    }

    @Override
    public boolean equals(Object that) {
        return this == that;
    }

    @Override
    public int hashCode() {
        return number;
    }
}
