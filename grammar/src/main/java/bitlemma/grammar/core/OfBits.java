package bitlemma.grammar.core;

import bitlemma.numbers.CodedFormat;

/**
 * The value of a format whose bit pattern is an unsigned number; that it is a code stands before as a {@link Require}.
 */
public record OfBits(CodedFormat format, Term pattern) implements CodedTerm {}
