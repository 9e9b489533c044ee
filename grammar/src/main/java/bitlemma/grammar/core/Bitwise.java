package bitlemma.grammar.core;

import bitlemma.numbers.IntegerFormat;

/** An operation on the bit patterns of two integers of one format, whose result is a value of that format again. */
public record Bitwise(Operator operator, IntegerFormat format, Term left, Term right) implements Term {
    public enum Operator {
        AND,
        OR,
        XOR
    }
}
