package bitlemma.lowering;

import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.numbers.FloatFormat;
import bitlemma.numbers.Rational;
import java.math.BigInteger;

/** Numbers, and values of other formats, as values of a format. */
final class Conversion {
    private Conversion() {}

    /** A value of the format {@code term.from()}, given by a name for its code. */
    static Coded ofCode(Block block, Encode term, Encode.Mode mode, Term code) {
        return switch (term.from()) {
            case FloatFormat from -> {
                FloatCode source = FloatCode.of(block, from, code);
                Term nan = block.name("nan", source.isNaN());
                Term infinite = block.name("infinite", source.isInfinite());
                yield rounded(block, term, mode, nan, infinite, source.unpacked(block));
            }
            default -> throw new UnsupportedOperationException();
        };
    }

    /** A number, given by a name, of which a grid may be known. */
    static Coded ofNumber(Block block, Encode term, Encode.Mode mode, Term number, Grid grid) {
        if (number instanceof Constant constant) {
            return rounded(block, term, mode, Truth.FALSE, Truth.FALSE, unpacked(constant.value(), precision(term, mode)));
        }
        if (grid != null && grid.isNarrow()) {
            return rounded(block, term, mode, Truth.FALSE, Truth.FALSE, unpacked(block, number, grid));
        }
        throw new Refusal(term.site(), "an exact number without bounds cannot be rounded to " + term.format().name());
    }

    private static Coded rounded(
            Block block, Encode term, Encode.Mode mode, Term nan, Term infinite, Unpacked finite) {
        return switch (term.format()) {
            case FloatFormat to ->
                new FloatPacking(to, mode, term.overflow()).pack(block, nan, infinite, finite.sign(), finite);
            default -> throw new UnsupportedOperationException();
        };
    }

    /** Bits of a significand that are enough to round it to a format. */
    private static int precision(Encode term, Encode.Mode mode) {
        return term.format().width() + 2 + RoundingBias.leastDropped(mode);
    }

    /** A number of a grid as sign and magnitude. */
    private static Unpacked unpacked(Block block, Term number, Grid grid) {
        Term integer = block.name("integer", Terms.times(number, new Constant(Rational.powerOfTwo(-grid.exponent()))));
        Term sign = block.name("sign", Terms.oneWhere(Terms.less(integer, Terms.ZERO)));
        Term magnitude = block.name("magnitude", Terms.absolute(integer));
        int width = Math.max(1, grid.most().bitLength());
        return new Unpacked(sign, magnitude, width, Terms.ZERO, grid.exponent(), 0, 0);
    }

    /** A constant, with a sticky bit below {@code bits} bits. */
    private static Unpacked unpacked(Rational value, int bits) {
        BigInteger n = value.numerator().abs();
        BigInteger d = value.denominator();
        int shift = Math.max(0, bits - n.bitLength() + d.bitLength());
        BigInteger[] parts = n.shiftLeft(shift).divideAndRemainder(d);
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
}
