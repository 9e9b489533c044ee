package bitlemma.symbolic.exact;

import bitlemma.grammar.core.Value;
import bitlemma.numbers.Rational;

/**
 * A value that a random variable can take.
 *
 * @param probability positive
 */
public record Atom(Value value, Rational probability) {}
