package bitlemma.grammar.core;

/** Logical negation. */
public record Not(Term operand) implements Term {}
