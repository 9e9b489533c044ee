package bitlemma.grammar.core;

import bitlemma.numbers.Rounding;

/** The integer that a rounding rule takes a number to. */
public record RoundTo(Rounding rule, Term operand) implements Term {}
