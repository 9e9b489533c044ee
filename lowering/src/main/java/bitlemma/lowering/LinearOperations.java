package bitlemma.lowering;

import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.numbers.LinearFormat;
import bitlemma.numbers.Operation;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.List;

/** The operations of a linear format: integer arithmetic on numbers of steps. */
final class LinearOperations {
    private final Block block;
    private final LinearFormat format;
    private final Rounding rounding;
    private final LinearPacking packing;
    private final Term up;
    private final Term down;

    private LinearOperations(Block block, LinearFormat format, Rounding rounding, Overflow overflow) {
        this.block = block;
        this.format = format;
        this.rounding = rounding;
        packing = new LinearPacking(format, overflow);
        up = Terms.of(format.scale().numerator());
        down = Terms.of(format.scale().denominator());
    }

    /**
     * The code of a result.
     *
     * @param codes names of the operands' codes
     */
    static Coded apply(
            Block block,
            Operation operation,
            LinearFormat format,
            Rounding rounding,
            Overflow overflow,
            List<Term> codes) {
        LinearOperations operations = new LinearOperations(block, format, rounding, overflow);
        List<Term> steps = codes.stream()
                .map(code -> block.name("steps", LinearCode.steps(format, code)))
                .toList();
        Term a = steps.getFirst();
        Term b = steps.size() > 1 ? steps.get(1) : a;
        return switch (operation) {
            case ADD -> operations.packing.pack(block, Terms.plus(a, b));
            case SUBTRACT -> operations.packing.pack(block, Terms.minus(a, b));
            case MULTIPLY -> operations.product(a, b, Terms.ZERO);
            case FUSED_MULTIPLY_ADD -> operations.product(a, b, steps.get(2));
            case DIVIDE -> operations.quotient(a, b);
            case SQUARE_ROOT -> operations.root(a);
            case MINIMUM -> operations.packing.pack(block, Terms.minimum(a, b));
            case MAXIMUM -> operations.packing.pack(block, Terms.maximum(a, b));
            case NEGATE -> operations.packing.pack(block, Terms.negate(a));
            case ABSOLUTE -> operations.packing.pack(block, Terms.absolute(a));
        };
    }

    private Coded rounded(Ratio steps) {
        return packing.pack(block, steps.rounded(block, new Encode.Mode.Fixed(rounding)));
    }

    private Coded product(Term a, Term b, Term c) {
        Term scaled = Terms.times(Terms.times(a, b), up);
        return rounded(Ratio.of(Terms.plus(scaled, Terms.times(c, down)), down, Terms.ZERO)
                .named(block));
    }

    private Coded quotient(Term a, Term b) {
        Term zero = block.name("zero", Terms.isZero(b));
        Term positive = Terms.times(a, down);
        Term numerator = Terms.choose(Terms.less(b, Terms.ZERO), Terms.negate(positive), positive);
        Term denominator = Terms.times(Terms.maximum(Terms.absolute(b), Terms.ONE), up);
        Coded quotient = rounded(Ratio.of(numerator, denominator, Terms.ZERO).named(block));
        Coded infinite = packing.infinite(Terms.oneWhere(Terms.less(a, Terms.ZERO)));
        Coded byZero = Coded.choose(Terms.isZero(a), Coded.none(), infinite);
        return Coded.choose(zero, byZero, quotient);
    }

    /** The root of {@code a * scale} is so many steps of the scale as the root of {@code a / scale} says. */
    private Coded root(Term a) {
        BigInteger most = LinearCode.most(format)
                .multiply(format.scale().denominator())
                .divide(format.scale().numerator());
        int digits = Math.max(1, (most.bitLength() + 1) / 2);
        Term scaled = block.name("scaled", Terms.times(Terms.maximum(a, Terms.ZERO), down));
        Term radicand = block.name("radicand", Terms.quotient(scaled, up));
        Term root = SquareRoot.root(block, radicand, digits)[0];
        Term inexact = block.name("inexact", Terms.less(Terms.times(Terms.times(root, root), up), scaled));
        Term middle = Terms.plus(Terms.shiftLeft(root, 1), 1);
        Term square = block.name("square", Terms.times(Terms.times(middle, middle), up));
        Term fourfold = block.name("fourfold", Terms.shiftLeft(scaled, 2));
        Term above = Terms.less(square, fourfold);
        Term tie = Terms.equal(square, fourfold);
        Term goesUp = Ratio.up(rounding, Truth.FALSE, root, inexact, above, tie);
        Coded code = packing.pack(block, Terms.plus(root, Terms.oneWhere(goesUp)));
        return Coded.choose(block.name("negative", Terms.less(a, Terms.ZERO)), Coded.none(), code);
    }
}
