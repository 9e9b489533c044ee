package bitlemma.lowering;

import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Multiply;
import bitlemma.grammar.core.Term;
import bitlemma.numbers.Rational;
import java.math.BigInteger;

/**
 * A finite number {@code (-1)^sign * significand * 2^(exponent + offset)}. Where the significand comes from a
 * computation that dropped bits, its lowest bit is one, and it stands for anything strictly between its two even
 * neighbours: enough to round it once, as long as at least two bits are dropped then (the sticky bit of hardware).
 *
 * @param sign 0 or 1
 * @param significand at least 0, below 2^width
 * @param width bits of the significand
 * @param exponent an integer from {@code least} to {@code greatest}
 * @param offset what is to be added to the exponent
 * @param zeros how many zeros at most a significand other than 0 has above its highest bit
 */
record Unpacked(Term sign, Term significand, int width, Term exponent, int offset, int least, int greatest, int zeros) {
    /** A number whose significand may have any zeros above its highest bit. */
    Unpacked(Term sign, Term significand, int width, Term exponent, int offset, int least, int greatest) {
        this(sign, significand, width, exponent, offset, least, greatest, width - 1);
    }

    /** An integer of at most {@code most} in magnitude, given by a name or constant, times a power of two. */
    static Unpacked ofInteger(Block block, Term integer, BigInteger most, int exponent) {
        Term sign = block.name("sign", Terms.oneWhere(Terms.less(integer, Terms.ZERO)));
        Term magnitude = block.name("magnitude", Terms.absolute(integer));
        return new Unpacked(sign, magnitude, Math.max(1, most.bitLength()), Terms.ZERO, exponent, 0, 0);
    }

    /** The same times a constant; where a sticky bit is needed, it stands below {@code bits} bits. */
    static Unpacked ofMultiple(Block block, Term integer, BigInteger most, Rational unit, int bits) {
        BigInteger n = unit.numerator();
        BigInteger d = unit.denominator();
        if (d.bitCount() == 1) {
            Term product = block.name("integer", Terms.times(integer, Terms.of(n)));
            return ofInteger(block, product, most.multiply(n), 1 - d.bitLength());
        }
        int more = bits + d.bitLength();
        Unpacked whole = ofInteger(block, integer, most, 0);
        Term dividend = block.name("dividend", Terms.times(whole.significand, Terms.of(n.shiftLeft(more))));
        Term quotient = block.name("quotient", Terms.quotient(dividend, Terms.of(d)));
        Term inexact = Terms.less(Terms.times(quotient, Terms.of(d)), dividend);
        Term sticky = Terms.plus(Terms.shiftLeft(quotient, 1), Terms.oneWhere(inexact));
        int width = Math.max(1, most.multiply(n).shiftLeft(more).divide(d).bitLength()) + 1;
        return new Unpacked(whole.sign, block.name("quotient", sticky), width, Terms.ZERO, -more - 1, 0, 0);
    }

    /** A constant; where a sticky bit is needed, it stands below {@code bits} bits. */
    static Unpacked ofConstant(Rational value, int bits) {
        BigInteger n = value.numerator().abs();
        BigInteger d = value.denominator();
        int shift = n.signum() == 0 ? 0 : bits - n.bitLength() + d.bitLength();
        BigInteger[] parts = n.shiftLeft(Math.max(0, shift)).divideAndRemainder(d.shiftLeft(Math.max(0, -shift)));
        BigInteger significand = parts[0].shiftLeft(1).add(BigInteger.valueOf(parts[1].signum()));
        return new Unpacked(
                Terms.of(value.signum() < 0 ? 1 : 0),
                Terms.of(significand),
                Math.max(1, significand.bitLength()),
                Terms.ZERO,
                -shift - 1,
                0,
                0);
    }

    /**
     * The exact number, as a constant power of two times a signed integer times a power of two with a variable exponent
     * of at least 0: a proof can split on the exponent.
     */
    Term number() {
        Term signed = Terms.choose(Terms.isOne(sign), Terms.negate(significand), significand);
        Term scaled = Terms.shiftLeft(signed, Terms.plus(exponent, -least));
        return new Multiply(new Constant(Rational.powerOfTwo(offset + least)), scaled);
    }

    /** Another number with the same sign and exponent. */
    Unpacked withSignificand(Term other) {
        return new Unpacked(sign, other, width, exponent, offset, least, greatest, zeros);
    }

    /** The number of the same magnitude with another sign. */
    Unpacked withSign(Term other) {
        return new Unpacked(other, significand, width, exponent, offset, least, greatest, zeros);
    }

    /** The same, of which more is known: see {@link #zeros}. */
    Unpacked withZeros(int most) {
        return new Unpacked(sign, significand, width, exponent, offset, least, greatest, Math.min(zeros, most));
    }

    /** The same number with {@code n} zeros below the significand. */
    Unpacked widened(int n) {
        return new Unpacked(
                sign, Terms.shiftLeft(significand, n), width + n, exponent, offset - n, least, greatest, zeros);
    }

    /**
     * How many zeros the significand has above its highest bit, at most as many as it is known to have; of 0 any number
     * of them.
     */
    Term leadingZeros(Term name) {
        return switch (zeros) {
            case 0 -> Terms.ZERO;
            case 1 -> Terms.minus(Terms.ONE, Terms.shiftRight(name, width - 1));
            default -> Terms.leadingZeros(name, width);
        };
    }

    /** The significand, shifted so that its highest bit has weight 2^(width-1); zero stays zero, with any exponent. */
    Unpacked normalized(Block block) {
        if (zeros == 0) {
            return this;
        }
        Term name = block.name("significand", significand);
        // Zero may be shifted by less than its width, and then 32 bits stay within 63.
        Term count = leadingZeros(name);
        boolean close = 2 * width == Long.SIZE && zeros > 1;
        Term shift = block.name("zeros", close ? Terms.minimum(count, Terms.of(width - 1L)) : count);
        Term shifted = block.name("normal", Terms.bounded(Terms.shiftLeft(name, shift), width));
        Term less = block.name("exponent", Terms.minus(exponent, shift));
        int most = zeros == 1 ? 1 : width;
        return new Unpacked(sign, shifted, width, less, offset, least - most, greatest, 0);
    }
}
