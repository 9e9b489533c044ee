package bitlemma.verifier.arithmetic;

import bitlemma.verifier.range.Range;
import java.util.Set;

/**
 * A constant of the script.
 *
 * @param name its name in the script
 * @param integer whether it is an integer rather than a real
 * @param range what it can be, wherever the facts hold
 * @param bound the reductions on whose index it depends, by depth; such a constant stands for all its values at once
 */
record Unknown(String name, boolean integer, Range range, Set<Integer> bound) {}
