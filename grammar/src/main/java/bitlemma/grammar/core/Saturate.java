package bitlemma.grammar.core;

import bitlemma.numbers.IntegerFormat;

/** The value of {@code format} that is nearest to the operand, an integer. */
public record Saturate(IntegerFormat format, Term operand, Site site) implements Term {}
