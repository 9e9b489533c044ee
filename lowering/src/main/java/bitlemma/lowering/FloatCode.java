package bitlemma.lowering;

import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.numbers.FloatFormat;
import bitlemma.numbers.FloatFormat.NaNs;
import bitlemma.numbers.FloatFormat.Subnormals;
import java.math.BigInteger;

/**
 * A code of a floating-point format, taken apart.
 *
 * @param code the bit pattern
 * @param sign its sign bit, 0 or 1; 0 in a format without signs
 * @param magnitude the bits below the sign: in the order of the magnitudes that they stand for
 */
record FloatCode(FloatFormat format, Term code, Term sign, Term magnitude) {
    static FloatCode of(Block block, FloatFormat format, Term operand) {
        int bits = magnitudeBits(format);
        Term code = block.name("code", operand);
        if (!format.signed()) {
            return new FloatCode(format, code, Terms.ZERO, code);
        }
        return new FloatCode(
                format,
                code,
                block.name("sign", Terms.shiftRight(code, bits)),
                block.name("magnitude", Terms.lowBits(code, bits, bits + 1)));
    }

    /** Bits of a code without its sign. */
    static int magnitudeBits(FloatFormat format) {
        return format.exponentBits() + format.mantissaBits();
    }

    /** Whether it is NaN. */
    Term isNaN() {
        BigInteger last = format.greatest().add(format.infinities() ? BigInteger.ONE : BigInteger.ZERO);
        return switch (format.nans()) {
            case IEEE, ALL_ONES -> Terms.greater(magnitude, Terms.of(last));
            case NEGATIVE_ZERO -> Terms.equal(code, Terms.powerOfTwo(magnitudeBits(format)));
            case NONE -> Truth.FALSE;
        };
    }

    Term isInfinite() {
        return format.infinities()
                ? Terms.equal(magnitude, Terms.of(format.greatest().add(BigInteger.ONE)))
                : Truth.FALSE;
    }

    Term isFinite() {
        boolean all = format.greatest().bitLength() == magnitudeBits(format)
                && format.greatest().bitCount() == magnitudeBits(format);
        Term inside = all ? Truth.TRUE : Terms.atMost(magnitude, Terms.of(format.greatest()));
        return format.nans() == NaNs.NEGATIVE_ZERO ? Terms.both(inside, Terms.not(isNaN())) : inside;
    }

    /** Whether it is 0 or -0, where it is finite. */
    Term isZero() {
        return switch (format.subnormals()) {
            case GRADUAL -> Terms.isZero(magnitude);
            case FLUSHED -> isBelowNormal();
            case NONE -> Truth.FALSE;
        };
    }

    /** Whether the exponent field is 0. */
    Term isBelowNormal() {
        return Terms.less(magnitude, Terms.powerOfTwo(format.mantissaBits()));
    }

    /** The magnitude of the same number without a second code for zero. */
    Term canonicalMagnitude() {
        return format.subnormals() == Subnormals.FLUSHED
                ? Terms.choose(isBelowNormal(), Terms.ZERO, magnitude)
                : magnitude;
    }

    /** The number, where it is finite. */
    Unpacked unpacked(Block block) {
        return unpacked(block, format, sign, magnitude);
    }

    /** The number of a sign and a magnitude, where it is finite. */
    static Unpacked unpacked(Block block, FloatFormat format, Term sign, Term magnitude) {
        int m = format.mantissaBits();
        int last = (1 << format.exponentBits()) - 1;
        int offset = -format.bias() - m;
        Term field = block.name("field", Terms.shiftRight(magnitude, m));
        Term fraction = Terms.lowBits(magnitude, m, magnitudeBits(format));
        Term hidden = Terms.powerOfTwo(m);
        return switch (format.subnormals()) {
            case GRADUAL -> {
                Term bit = Terms.choose(Terms.isZero(field), Terms.ZERO, hidden);
                Term significand = block.name("significand", Terms.plus(bit, fraction));
                Term exponent = block.name("exponent", Terms.maximum(field, Terms.ONE));
                yield new Unpacked(sign, significand, m + 1, exponent, offset, 1, last);
            }
            case FLUSHED -> {
                Term normal = Terms.plus(fraction, hidden);
                Term significand = block.name("significand", Terms.choose(Terms.isZero(field), Terms.ZERO, normal));
                Term exponent = block.name("exponent", Terms.maximum(field, Terms.ONE));
                yield new Unpacked(sign, significand, m + 1, exponent, offset, 1, last, 0);
            }
            case NONE ->
                new Unpacked(
                        sign,
                        block.name("significand", Terms.plus(fraction, hidden)),
                        m + 1,
                        field,
                        offset,
                        0,
                        last,
                        0);
        };
    }
}
