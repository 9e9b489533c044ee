package bitlemma.verifier.bitvector;

import java.math.BigInteger;

/**
 * A number as bits: the two's complement integer that {@code text} spells, over a constant denominator.
 *
 * @param text an SMT-LIB term
 * @param width its width; always enough for every value that the term can have where it is evaluated
 * @param denominator positive; one for integers
 */
record Bits(String text, int width, BigInteger denominator) {}
