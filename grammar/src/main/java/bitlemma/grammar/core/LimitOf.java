package bitlemma.grammar.core;

/** {@code limit(parameter -> point) body}; a finite point is approached from above. */
public record LimitOf(Variable parameter, Term point, Term body) implements RealTerm {}
