package bitlemma.lowering;

import bitlemma.grammar.core.Term;

/** The square root of a number, digit by digit, with a sticky bit. */
final class SquareRoot {
    private SquareRoot() {}

    /** The root of the magnitude; zero, with the sign of the operand, where that is zero. */
    static Unpacked of(Block block, Unpacked a) {
        Unpacked x = a.normalized(block);
        int p = x.width();
        // An even exponent, and a radicand whose root has p + 1 bits.
        Term odd = block.name("odd", parity(x));
        int digits = p + 1;
        int more = p + 1;
        Term radicand = block.name("radicand", Terms.shiftLeft(Terms.shiftLeft(x.significand(), odd), more));
        Term[] root = root(block, radicand, digits);
        Term sticky = Terms.choose(Terms.isZero(root[1]), Terms.ZERO, Terms.ONE);
        // significand * 2^(exponent + offset) is radicand * 2^(exponent + offset - odd - more), of which both are even.
        int offset = x.offset() - more;
        int even = Math.floorMod(offset, 2);
        Term exponent = block.name("exponent", Terms.shiftRight(Terms.plus(Terms.minus(x.exponent(), odd), even), 1));
        return new Unpacked(
                x.sign(),
                block.name("root", Terms.plus(Terms.shiftLeft(root[0], 1), sticky)),
                digits + 1,
                exponent,
                (offset - even) / 2 - 1,
                Math.floorDiv(x.least() - 1 + even, 2),
                Math.floorDiv(x.greatest() + even, 2),
                0);
    }

    /** Whether the exponent has to be made one less to leave an even one, as 0 or 1. */
    private static Term parity(Unpacked x) {
        int more = x.width() + 1;
        // An even number added makes the sum nonnegative, so that its lowest bit is the parity.
        int lift = (x.least() < 0 ? (-x.least() + 1) / 2 * 2 : 0) + Math.floorMod(x.offset() - more, 2);
        int width = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, x.greatest() + lift));
        return Terms.lowBits(Terms.plus(x.exponent(), lift), 1, Math.max(2, width));
    }

    /** The root of a number below 2^(2 digits), and what is left over. */
    static Term[] root(Block block, Term radicand, int digits) {
        Term root = Terms.ZERO;
        Term rest = Terms.ZERO;
        for (int i = digits - 1; i >= 0; i--) {
            Term next = Terms.lowBits(Terms.shiftRight(radicand, 2 * i), 2, 2 * digits - 2 * i);
            Term here = block.name("rest", Terms.plus(Terms.shiftLeft(rest, 2), next));
            Term trial = block.name("trial", Terms.plus(Terms.shiftLeft(root, 2), 1));
            Term fits = block.name("fits", Terms.atLeast(here, trial));
            // The rest is at most twice the root, of which digits - i bits are known.
            int bits = digits - i + 1;
            rest = block.name("rest", Terms.bounded(Terms.choose(fits, Terms.minus(here, trial), here), bits));
            root = block.name("root", Terms.plus(Terms.shiftLeft(root, 1), Terms.oneWhere(fits)));
        }
        return new Term[] {root, rest};
    }
}
