package bitlemma.grammar.core;

/** An exact sum. */
public record Add(Term left, Term right) implements Term {}
