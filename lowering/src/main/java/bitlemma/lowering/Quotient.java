package bitlemma.lowering;

import bitlemma.grammar.core.Term;

/** The quotient of two numbers with a sticky bit. */
final class Quotient {
    private Quotient() {}

    /** The quotient; any number where the divisor is zero, zero where the dividend is. */
    static Unpacked of(Block block, Unpacked a, Unpacked b) {
        Term sign = block.name("sign", Terms.xor(a.sign(), b.sign(), 1));
        Unpacked dividend = a.normalized(block);
        Unpacked divisor = b.normalized(block);
        // Two significands with their highest bits set: the quotient has at least two bits more than either.
        int more = divisor.width() + 2;
        Term by = block.name("divisor", Terms.maximum(divisor.significand(), Terms.powerOfTwo(divisor.width() - 1)));
        Term shifted = block.name("dividend", Terms.shiftLeft(dividend.significand(), more));
        Term quotient = block.name("quotient", Terms.quotient(shifted, by));
        Term exact = Terms.equal(Terms.times(quotient, by), shifted);
        int width = dividend.width() + more - divisor.width() + 1;
        return new Unpacked(
                sign,
                block.name("quotient", Terms.or(quotient, Terms.choose(exact, Terms.ZERO, Terms.ONE), width)),
                width,
                block.name("exponent", Terms.minus(dividend.exponent(), divisor.exponent())),
                dividend.offset() - divisor.offset() - more,
                dividend.least() - divisor.greatest(),
                dividend.greatest() - divisor.least(),
                1);
    }
}
