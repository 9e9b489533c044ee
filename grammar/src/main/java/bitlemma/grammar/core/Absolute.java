package bitlemma.grammar.core;

/** The magnitude of a number. */
public record Absolute(Term operand) implements Term {}
