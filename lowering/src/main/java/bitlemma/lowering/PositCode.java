package bitlemma.lowering;

import bitlemma.grammar.core.Term;
import bitlemma.numbers.PositFormat;

/**
 * A code of a posit format, taken apart: a sign, and the pattern of the magnitude, of which the run of equal bits at
 * the top is the regime.
 *
 * @param code the bit pattern
 * @param sign its sign bit, 0 or 1
 */
record PositCode(PositFormat format, Term code, Term sign) {
    static PositCode of(Block block, PositFormat format, Term operand) {
        Term code = block.name("code", operand);
        return new PositCode(format, code, block.name("sign", Terms.shiftRight(code, format.width() - 1)));
    }

    /** Whether it is NaR, which stands for no real number. */
    Term isNaR() {
        return Terms.equal(code, Terms.of(format.nar()));
    }

    Term isZero() {
        return Terms.isZero(code);
    }

    /** The code as a signed integer: in the order of the numbers. */
    Term signed() {
        return Terms.minus(code, Terms.shiftLeft(sign, format.width()));
    }

    /** Bits of a significand, the hidden one included. */
    static int precision(PositFormat format) {
        return Math.max(0, format.width() - 3 - format.es()) + 1;
    }

    /** The number, where it is one. */
    Unpacked unpacked(Block block) {
        int digits = format.width() - 1;
        int es = format.es();
        Term opposite = Terms.minus(Terms.powerOfTwo(format.width()), code);
        Term magnitude = block.name(
                "magnitude",
                Terms.lowBits(Terms.choose(Terms.isOne(sign), opposite, code), digits, format.width() + 1));
        Term ones = block.name("ones", Terms.bit(magnitude, digits - 1, digits));
        Term zeros = Terms.choose(Terms.isOne(ones), Terms.minus(Terms.ones(digits), magnitude), magnitude);
        Term run =
                block.name("run", Terms.maximum(Terms.leadingZeros(Terms.bounded(zeros, digits), digits), Terms.ONE));
        Term regime = Terms.choose(Terms.isOne(ones), Terms.plus(run, -1), Terms.negate(run));

        // What follows the run and the bit that ends it, moved to the top; bits beyond the last one are zeros.
        int wide = 2 * digits + 1;
        Term moved = Terms.lowBits(Terms.shiftLeft(magnitude, Terms.plus(run, 1)), digits, wide);
        Term rest = block.name("rest", Terms.shiftLeft(moved, Math.max(0, es - digits)));
        int restBits = Math.max(digits, es);
        Term exponent = Terms.plus(Terms.shiftLeft(regime, es), Terms.shiftRight(rest, restBits - es));
        int p = precision(format);
        Term fraction = Terms.shiftRight(Terms.lowBits(rest, restBits - es, restBits), restBits - es - (p - 1));
        Term significand = Terms.choose(isZero(), Terms.ZERO, Terms.plus(fraction, Terms.powerOfTwo(p - 1)));
        int least = -digits << es;
        int greatest = (digits << es) - 1;
        return new Unpacked(
                sign,
                block.name("significand", significand),
                p,
                block.name("exponent", exponent),
                1 - p,
                least,
                greatest,
                0);
    }
}
