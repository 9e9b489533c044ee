package bitlemma.grammar.core;

/**
 * The expansion of a body in powers of {@code parameter - point}, or of 1/parameter where the point is infinite,
 * {@code series(parameter -> point, order) body}; powers above the order are left out.
 */
public record SeriesOf(Variable parameter, Term point, int order, Term body) implements RealTerm {}
