package bitlemma.lowering;

import bitlemma.grammar.core.Term;
import bitlemma.numbers.Rounding;

/**
 * The sum of two numbers of any widths and exponents. Both are normalized first, so that the one with the higher
 * exponent has the greater magnitude or one as great; three more bits, the last of them sticky, are enough then.
 */
final class Sum {
    private static final int GUARD = 3;

    private Sum() {}

    /** The exact sum, a sticky bit included; a zero sum has the sign that the rounding rule gives it. */
    static Unpacked of(Block block, Unpacked a, Unpacked b, Rounding rounding) {
        int width = Math.max(a.width(), b.width());
        Unpacked x = a.widened(width - a.width()).normalized(block);
        Unpacked y = b.widened(width - b.width()).normalized(block);
        // One offset for both, and an exponent below all others for zero.
        int offset = Math.min(x.offset(), y.offset());
        int least = Math.min(x.least() + x.offset(), y.least() + y.offset()) - offset - 1;
        int greatest = Math.max(x.greatest() + x.offset(), y.greatest() + y.offset()) - offset;
        Term xExponent = exponent(block, x, offset, least);
        Term yExponent = exponent(block, y, offset, least);
        Term first = block.name("first", Terms.atLeast(xExponent, yExponent));
        Term high = block.name("high", Terms.shiftLeft(Terms.choose(first, x.significand(), y.significand()), GUARD));
        Term low = block.name("low", Terms.shiftLeft(Terms.choose(first, y.significand(), x.significand()), GUARD));
        int wide = width + GUARD;
        int most = Math.min(wide, greatest - least);
        Term distance = Terms.minimum(Terms.absolute(Terms.minus(xExponent, yExponent)), Terms.of(most));
        Term aligned = block.name("aligned", Shifts.sticky(block, low, wide, distance, most));
        Term highSign = Terms.choose(first, x.sign(), y.sign());
        Term same = block.name("same", Terms.equal(x.sign(), y.sign()));
        Term signed = block.name("sum", Terms.choose(same, Terms.plus(high, aligned), Terms.minus(high, aligned)));
        Term opposite = Terms.less(signed, Terms.ZERO);
        Term zeroSign = Terms.choose(same, x.sign(), rounding == Rounding.FLOOR ? Terms.ONE : Terms.ZERO);
        Term nonzeroSign = Terms.choose(opposite, Terms.minus(Terms.ONE, highSign), highSign);
        return new Unpacked(
                block.name("sign", Terms.choose(Terms.isZero(signed), zeroSign, nonzeroSign)),
                block.name("magnitude", Terms.absolute(signed)),
                wide + 1,
                block.name("exponent", Terms.maximum(xExponent, yExponent)),
                offset - GUARD,
                least,
                greatest);
    }

    private static Term exponent(Block block, Unpacked x, int offset, int zero) {
        Term exponent = Terms.plus(x.exponent(), x.offset() - offset);
        return block.name("exponent", Terms.choose(Terms.isZero(x.significand()), Terms.of(zero), exponent));
    }
}
