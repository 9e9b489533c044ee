package bitlemma.grammar.core;

/** An exact number with the other sign. */
public record Negate(Term operand) implements Term {}
