package bitlemma.grammar.core;

import bitlemma.numbers.IntegerFormat;

/** The value of {@code format} that is congruent to the operand, an integer, modulo 2^width. */
public record Wrap(IntegerFormat format, Term operand, Site site) implements Term {}
