package bitlemma.grammar.core;

/** {@code then} where the condition holds, else {@code otherwise}; only the side that is chosen is evaluated. */
public record If(Term condition, Term then, Term otherwise) implements Term {}
