package bitlemma.grammar.core;

import bitlemma.numbers.IntegerFormat;

/** A checked operation: the operand, which must be a value of {@code format}. That it is, is an obligation. */
public record Fits(IntegerFormat format, Term operand, Site site) implements Term {}
