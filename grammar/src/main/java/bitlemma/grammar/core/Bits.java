package bitlemma.grammar.core;

import bitlemma.numbers.CodedFormat;

/** The bit pattern of a value of a format, as an unsigned number. */
public record Bits(CodedFormat format, Term operand) implements CodedTerm {}
