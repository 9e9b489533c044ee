package bitlemma.grammar.core;

/** An exact product. */
public record Multiply(Term left, Term right) implements Term {}
