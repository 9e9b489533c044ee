package bitlemma.lowering;

import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Term;
import bitlemma.numbers.Rational;
import java.util.List;

/**
 * Floating numbers over one constant denominator, exact as far as finitely many places can tell: a number beyond all of
 * them stays beyond, and one between zero and the first of them stays there.
 */
final class FixedPoint {
    private FixedPoint() {}

    /**
     * The number, or another one that is in the same relation to all places.
     *
     * @param x its significand has its highest bit set wherever the exponent is not the least
     * @param places numbers, in any order
     */
    static Ratio of(Block block, Unpacked x, List<Rational> places, Site site) {
        int first = Integer.MAX_VALUE;
        int last = Integer.MIN_VALUE;
        for (Rational place : places) {
            if (place.signum() != 0) {
                int exponent = floorLog2(place.abs());
                first = Math.min(first, exponent);
                last = Math.max(last, exponent);
            }
        }
        if (first > last) {
            first = 0;
            last = 0;
        }
        int smallest = x.least() + x.offset();
        int greatest = x.greatest() + x.offset();
        // Below, significands shifted to the right are less than the first place; above, more than the last one.
        int low = Math.max(smallest, Math.min(first - x.width() - 1, greatest));
        int high = Math.max(Math.max(low, smallest), Math.min(greatest, last + 2 - x.width()));
        if (x.width() + high - low > Grid.WIDEST) {
            throw new Refusal(site, "a number of " + (x.width() + high - low) + " bits is too wide to be rounded");
        }
        Term exponent = block.name("place", Terms.plus(x.exponent(), x.offset() - low));
        Term significand = x.significand();
        if (smallest < low) {
            int most = Math.min(x.width(), low - smallest);
            Term down = Terms.clamp(Terms.negate(exponent), 0, most);
            significand = block.name("shifted", Shifts.sticky(block, significand, x.width(), down, most));
        }
        Term up = Terms.clamp(exponent, 0, high - low, smallest - (long) low, greatest - (long) low);
        Term magnitude = block.name("magnitude", Terms.shiftLeft(significand, up));
        Term number = Terms.choose(Terms.isOne(x.sign()), Terms.negate(magnitude), magnitude);
        Ratio ratio = Ratio.of(block.name("number", number), Terms.ONE, x.sign());
        return ratio.times(Rational.powerOfTwo(low)).named(block);
    }

    /** floor(log2(value)) for a positive value. */
    private static int floorLog2(Rational value) {
        int bits = value.numerator().bitLength() - value.denominator().bitLength();
        return Rational.powerOfTwo(bits).compareTo(value) <= 0 ? bits : bits - 1;
    }
}
