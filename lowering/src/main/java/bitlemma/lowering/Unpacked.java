package bitlemma.lowering;

import bitlemma.grammar.core.Term;

/**
 * A finite number {@code (-1)^sign * significand * 2^(exponent + offset)}. Where the significand comes from a computation
 * that dropped bits, its lowest bit is one, and it stands for anything strictly between its two even neighbours: enough
 * to round it once, as long as at least two bits are dropped then (the sticky bit of hardware).
 *
 * @param sign 0 or 1
 * @param significand at least 0, below 2^width
 * @param width bits of the significand
 * @param exponent an integer from {@code least} to {@code greatest}
 * @param offset what is to be added to the exponent
 */
record Unpacked(Term sign, Term significand, int width, Term exponent, int offset, int least, int greatest) {
    /** Another number with the same sign and exponent. */
    Unpacked withSignificand(Term other) {
        return new Unpacked(sign, other, width, exponent, offset, least, greatest);
    }

    /** The same number with {@code n} zeros below the significand. */
    Unpacked widened(int n) {
        return new Unpacked(
                sign, Terms.shiftLeft(significand, n), width + n, exponent, offset - n, least, greatest);
    }

    /** The significand, shifted so that its highest bit has weight 2^(width-1); zero stays zero, with any exponent. */
    Unpacked normalized(Block block) {
        Term zeros = block.name("zeros", Terms.leadingZeros(significand, width));
        Term shifted = block.name("normal", Terms.bounded(Terms.shiftLeft(significand, zeros), width));
        return new Unpacked(
                sign,
                shifted,
                width,
                block.name("exponent", Terms.minus(exponent, zeros)),
                offset,
                least - width,
                greatest);
    }
}
