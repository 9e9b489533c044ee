package bitlemma.lowering;

import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.numbers.FloatFormat;
import bitlemma.numbers.Rounding;

/**
 * The sum of two floating-point numbers of one format. The greater magnitude, which the codes show, keeps its place;
 * the other one is shifted to it. Three more bits below, the last of them sticky, are enough to round the sum once:
 * where the shift loses bits, it is at least 2, and then at most one leading bit cancels.
 */
final class FloatSum {
    private static final int GUARD = 3;

    private FloatSum() {}

    /**
     * The exact sum of finite numbers, a sticky bit included; a zero sum has the sign that the rounding rule gives it.
     */
    static Unpacked of(Block block, FloatFormat format, FloatCode a, FloatCode b, Rounding rounding) {
        Term first = block.name("first", Terms.atLeast(a.magnitude(), b.magnitude()));
        Term sign = Terms.choose(first, a.sign(), b.sign());
        Term high = block.name("high", Terms.maximum(a.magnitude(), b.magnitude()));
        Term low = block.name("low", Terms.minimum(a.magnitude(), b.magnitude()));
        Unpacked greater = FloatCode.unpacked(block, format, sign, high).widened(GUARD);
        Unpacked smaller = FloatCode.unpacked(block, format, Terms.ZERO, low).widened(GUARD);
        int width = greater.width();
        int most = Math.min(width, greater.greatest() - greater.least());
        Term distance = Terms.clamp(
                Terms.minus(greater.exponent(), smaller.exponent()), 0, most, -1, greater.greatest() - greater.least());
        Term aligned = block.name(
                "aligned",
                most == 0 ? smaller.significand() : Shifts.sticky(block, smaller.significand(), width, distance, most));
        Term same = a.sign().equals(b.sign()) ? Truth.TRUE : block.name("same", Terms.equal(a.sign(), b.sign()));
        Term sum = block.name(
                "sum",
                Terms.bounded(
                        Terms.choose(
                                same,
                                Terms.plus(greater.significand(), aligned),
                                Terms.minus(greater.significand(), aligned)),
                        width + 1));
        // Opposite numbers have one magnitude, unless their codes say more than their values.
        Term zero = format.subnormals() == FloatFormat.Subnormals.FLUSHED ? Terms.isZero(sum) : Terms.equal(high, low);
        Term cancels = Terms.both(Terms.not(same), zero);
        Term zeroSign = rounding == Rounding.FLOOR ? Terms.ONE : Terms.ZERO;
        Term resultSign = block.name("sign", Terms.choose(cancels, zeroSign, sign));
        return new Unpacked(
                resultSign, sum, width + 1, greater.exponent(), greater.offset(), greater.least(), greater.greatest());
    }
}
