package bitlemma.lowering;

import bitlemma.grammar.core.Term;

/** The exact product of two numbers. */
final class Product {
    private Product() {}

    static Unpacked of(Block block, Unpacked a, Unpacked b) {
        Term sign = block.name("sign", Terms.xor(a.sign(), b.sign(), 1));
        Term significand = block.name("product", Terms.times(a.significand(), b.significand()));
        return new Unpacked(
                sign,
                significand,
                a.width() + b.width(),
                block.name("exponent", Terms.plus(a.exponent(), b.exponent())),
                a.offset() + b.offset(),
                a.least() + b.least(),
                a.greatest() + b.greatest(),
                a.zeros() + b.zeros() + 1);
    }
}
