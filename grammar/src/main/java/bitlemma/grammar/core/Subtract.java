package bitlemma.grammar.core;

/** An exact difference. */
public record Subtract(Term left, Term right) implements Term {}
