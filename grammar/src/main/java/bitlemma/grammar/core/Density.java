package bitlemma.grammar.core;

/** The probability density of a random value at a point, {@code density[value, at]}. */
public record Density(Term value, Term at) implements RealTerm {}
