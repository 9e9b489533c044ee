package bitlemma.grammar.core;

import bitlemma.numbers.CodedFormat;

/**
 * The exact number that a value of a format stands for. That it is finite is an obligation of its own, which stands
 * before as a {@link Require}.
 */
public record Decode(CodedFormat format, Term operand) implements CodedTerm {}
