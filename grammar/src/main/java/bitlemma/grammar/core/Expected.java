package bitlemma.grammar.core;

/**
 * The expected value over all random variables, {@code E[value given condition]}. A probability is the expected value
 * of a choice between one and zero, a variance a difference of two expected values.
 */
public record Expected(Term value, Term condition) implements RealTerm {}
