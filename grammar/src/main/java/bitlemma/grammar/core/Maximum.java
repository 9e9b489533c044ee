package bitlemma.grammar.core;

/** The greater of two numbers. */
public record Maximum(Term left, Term right) implements Term {}
