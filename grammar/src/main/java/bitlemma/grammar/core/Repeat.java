package bitlemma.grammar.core;

/** An array of {@code count} times the same element. */
public record Repeat(Term element, Term count) implements Term {}
