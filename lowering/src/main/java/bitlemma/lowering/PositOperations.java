package bitlemma.lowering;

import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.numbers.Operation;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.PositFormat;
import bitlemma.numbers.Rounding;
import java.util.List;

/** The operations of a posit format on codes. NaR goes through all of them; there is one zero and no infinity. */
final class PositOperations {
    private PositOperations() {}

    /**
     * The code of a result.
     *
     * @param codes names of the operands' codes
     */
    static Coded apply(
            Block block,
            Operation operation,
            PositFormat format,
            Rounding rounding,
            Overflow overflow,
            List<Term> codes) {
        PositPacking packing = new PositPacking(format, new Encode.Mode.Fixed(rounding), overflow);
        List<PositCode> operands =
                codes.stream().map(code -> PositCode.of(block, format, code)).toList();
        PositCode a = operands.getFirst();
        PositCode b = operands.size() > 1 ? operands.get(1) : a;
        Term anyNaR =
                operands.stream().map(PositCode::isNaR).reduce(Terms::either).orElseThrow();
        return switch (operation) {
            case ADD -> {
                Term nan = block.name("nan", anyNaR);
                yield packing.pack(
                        block, nan, Truth.FALSE, Sum.of(block, a.unpacked(block), b.unpacked(block), rounding));
            }
            case SUBTRACT -> {
                Term nan = block.name("nan", anyNaR);
                Unpacked y = b.unpacked(block);
                Unpacked minus = y.withSign(block.name("sign", Terms.minus(Terms.ONE, y.sign())));
                yield packing.pack(block, nan, Truth.FALSE, Sum.of(block, a.unpacked(block), minus, rounding));
            }
            case MULTIPLY -> {
                Term nan = block.name("nan", anyNaR);
                yield packing.pack(block, nan, Truth.FALSE, Product.of(block, a.unpacked(block), b.unpacked(block)));
            }
            case DIVIDE -> {
                Term nan = block.name("nan", Terms.either(anyNaR, Terms.both(a.isZero(), b.isZero())));
                Term infinite = block.name("infinite", b.isZero());
                yield packing.pack(block, nan, infinite, Quotient.of(block, a.unpacked(block), b.unpacked(block)));
            }
            case FUSED_MULTIPLY_ADD -> {
                Term nan = block.name("nan", anyNaR);
                Unpacked product = Product.of(block, a.unpacked(block), b.unpacked(block));
                Unpacked c = operands.get(2).unpacked(block);
                yield packing.pack(block, nan, Truth.FALSE, Sum.of(block, product, c, rounding));
            }
            case SQUARE_ROOT -> {
                Term nan = block.name("nan", Terms.isOne(a.sign()));
                yield packing.pack(block, nan, Truth.FALSE, SquareRoot.of(block, a.unpacked(block)));
            }
            case MINIMUM ->
                Coded.of(Terms.choose(
                        block.name("nan", anyNaR),
                        Terms.of(format.nar()),
                        Terms.choose(Terms.less(b.signed(), a.signed()), b.code(), a.code())));
            case MAXIMUM ->
                Coded.of(Terms.choose(
                        block.name("nan", anyNaR),
                        Terms.of(format.nar()),
                        Terms.choose(Terms.less(a.signed(), b.signed()), b.code(), a.code())));
            case NEGATE -> Coded.of(opposite(a));
            case ABSOLUTE -> Coded.of(Terms.choose(Terms.isOne(a.sign()), opposite(a), a.code()));
        };
    }

    /** The two's complement: zero and NaR are their own. */
    private static Term opposite(PositCode a) {
        int width = a.format().width();
        return Terms.lowBits(Terms.minus(Terms.powerOfTwo(width), a.code()), width, width + 1);
    }
}
