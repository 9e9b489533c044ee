package bitlemma.grammar.core;

/** The smaller of two numbers. */
public record Minimum(Term left, Term right) implements Term {}
