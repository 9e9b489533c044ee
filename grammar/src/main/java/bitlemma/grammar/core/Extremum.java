package bitlemma.grammar.core;

/** The supremum or infimum over all values that the random variables can take, {@code max[value]}. */
public record Extremum(boolean max, Term value) implements RealTerm {}
