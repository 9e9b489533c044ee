package bitlemma.grammar.core;

/**
 * What only derivations hold: real functions, and what is asked of random variables. No engine but theirs reads these.
 */
public sealed interface RealTerm extends Term
        permits Elementary, Expected, Extremum, Density, Optimum, LimitOf, SeriesOf {}
