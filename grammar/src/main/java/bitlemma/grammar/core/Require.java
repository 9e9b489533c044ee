package bitlemma.grammar.core;

/** {@code body}, before which {@code condition} must hold. That it does, is an obligation. */
public record Require(Term condition, Term body, Site site) implements Term {}
