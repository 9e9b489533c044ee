package bitlemma.symbolic.region;

import bitlemma.symbolic.formula.Formula;

/**
 * Where one variable of a region goes.
 *
 * @param low depends on parameters and on the variables of the ranges before this one; the least integer for a lattice
 * @param high likewise; the greatest integer, included, for a lattice
 * @param lattice whether the variable takes integers only
 */
public record Range(String variable, Formula low, Formula high, boolean lattice) {}
