package bitlemma.grammar.core;

/** A number to an integer power; a negative power of zero has no value. */
public record Power(Term base, Term exponent) implements Term {}
