package bitlemma.grammar.core;

import bitlemma.numbers.Rational;

/** A number that is written in the program, or follows from such. */
public record Constant(Rational value) implements Term {
    public static Constant of(long value) {
        return new Constant(Rational.of(value));
    }
}
