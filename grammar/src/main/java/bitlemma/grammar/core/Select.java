package bitlemma.grammar.core;

/**
 * An element of an array. That the index is in range is an obligation of its own, which stands before as a {@link
 * Require}.
 */
public record Select(Term array, Term index) implements Term {}
