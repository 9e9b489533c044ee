package bitlemma.grammar.core;

/**
 * Where an objective is greatest or least over a parameter, {@code argmin(c in 0..1) objective}.
 *
 * @param max whether the greatest or the least value is sought
 * @param low the least value of the parameter; may be {@link RealFunction#INFINITY} negated
 * @param high the greatest
 */
public record Optimum(boolean max, Variable parameter, Term low, Term high, Term objective) implements RealTerm {}
