package bitlemma.grammar.core;

import bitlemma.numbers.CodedFormat;

/**
 * A comparison of two values of a format as IEEE 754 section 5.11 has it: -0 equals 0; what is not a number is unequal
 * to everything and in no other relation to anything.
 */
public record CompareCoded(Compare.Relation relation, CodedFormat format, Term left, Term right) implements CodedTerm {}
