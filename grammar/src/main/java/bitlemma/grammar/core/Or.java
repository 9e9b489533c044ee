package bitlemma.grammar.core;

/** One of the two holds, or both; the right side is evaluated only where the left does not hold. */
public record Or(Term left, Term right) implements Term {}
