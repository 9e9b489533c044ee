package bitlemma.lowering;

import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.numbers.FloatFormat;
import bitlemma.numbers.Operation;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.Rounding;
import java.util.List;

/**
 * The operations of a floating-point format on codes: exact results from significands and exponents, rounded once, and
 * the special cases of IEEE 754-2019, 6.1 to 6.3, 7.2, 7.3 and 9.6.
 */
final class FloatOperations {
    private final Block block;
    private final FloatFormat format;
    private final Rounding rounding;
    private final FloatPacking packing;

    private FloatOperations(Block block, FloatFormat format, Rounding rounding, Overflow overflow) {
        this.block = block;
        this.format = format;
        this.rounding = rounding;
        this.packing = new FloatPacking(format, new Encode.Mode.Fixed(rounding), overflow);
    }

    /**
     * The code of a result.
     *
     * @param codes names of the operands' codes
     */
    static Coded apply(
            Block block,
            Operation operation,
            FloatFormat format,
            Rounding rounding,
            Overflow overflow,
            List<Term> codes) {
        FloatOperations operations = new FloatOperations(block, format, rounding, overflow);
        List<FloatCode> operands =
                codes.stream().map(code -> FloatCode.of(block, format, code)).toList();
        FloatCode a = operands.getFirst();
        FloatCode b = operands.size() > 1 ? operands.get(1) : a;
        return switch (operation) {
            case ADD -> operations.sum(a, b);
            case SUBTRACT -> operations.sum(a, operations.negated(b));
            case MULTIPLY -> operations.product(a, b);
            case DIVIDE -> operations.quotient(a, b);
            case FUSED_MULTIPLY_ADD -> operations.fused(a, b, operands.get(2));
            case SQUARE_ROOT -> operations.root(a);
            case MINIMUM -> operations.extreme(a, b, false);
            case MAXIMUM -> operations.extreme(a, b, true);
            case NEGATE -> operations.withSign(a, Terms.minus(Terms.ONE, a.sign()));
            case ABSOLUTE -> operations.withSign(a, Terms.ZERO);
        };
    }

    private Term named(String label, Term value) {
        return block.name(label, value);
    }

    /** The same code with the other sign; the code itself is used no more for anything but NaN. */
    private FloatCode negated(FloatCode a) {
        return new FloatCode(format, a.code(), named("sign", Terms.minus(Terms.ONE, a.sign())), a.magnitude());
    }

    private Coded sum(FloatCode a, FloatCode b) {
        Term aInfinite = named("infinite", a.isInfinite());
        Term bInfinite = named("infinite", b.isInfinite());
        Term opposite = Terms.both(
                aInfinite,
                Terms.both(bInfinite, a.sign().equals(b.sign()) ? Truth.FALSE : Terms.unequal(a.sign(), b.sign())));
        Term nan = named("nan", Terms.either(Terms.either(a.isNaN(), b.isNaN()), opposite));
        Term infinite = named("infinite", Terms.either(aInfinite, bInfinite));
        Term sign = named("sign", Terms.choose(aInfinite, a.sign(), b.sign()));
        return packing.pack(block, nan, infinite, sign, FloatSum.of(block, format, a, b, rounding));
    }

    private Coded product(FloatCode a, FloatCode b) {
        Term aInfinite = named("infinite", a.isInfinite());
        Term bInfinite = named("infinite", b.isInfinite());
        Term invalid = Terms.either(Terms.both(aInfinite, b.isZero()), Terms.both(bInfinite, a.isZero()));
        Term nan = named("nan", Terms.either(Terms.either(a.isNaN(), b.isNaN()), invalid));
        Term infinite = named("infinite", Terms.either(aInfinite, bInfinite));
        Unpacked product = multiplied(a.unpacked(block), b.unpacked(block));
        return packing.pack(block, nan, infinite, product.sign(), product);
    }

    /**
     * The product. To normalize it takes a shift to twice its width: where that is more than 64 bits, the factors are
     * normalized instead.
     */
    private Unpacked multiplied(Unpacked a, Unpacked b) {
        boolean wide = 2 * (a.width() + b.width()) >= Long.SIZE;
        return wide ? Product.of(block, a.normalized(block), b.normalized(block)) : Product.of(block, a, b);
    }

    private Coded quotient(FloatCode a, FloatCode b) {
        Term aInfinite = named("infinite", a.isInfinite());
        Term bInfinite = named("infinite", b.isInfinite());
        Term aZero = named("zero", a.isZero());
        Term bZero = named("zero", b.isZero());
        Term invalid = Terms.either(Terms.both(aInfinite, bInfinite), Terms.both(aZero, bZero));
        Term nan = named("nan", Terms.either(Terms.either(a.isNaN(), b.isNaN()), invalid));
        Term infinite = named("infinite", Terms.either(aInfinite, bZero));
        Unpacked quotient = Quotient.of(block, a.unpacked(block), b.unpacked(block));
        // A finite number over an infinity is zero.
        Unpacked finite = bInfinite.equals(Truth.FALSE)
                ? quotient
                : quotient.withSignificand(
                        named("quotient", Terms.choose(bInfinite, Terms.ZERO, quotient.significand())));
        return packing.pack(block, nan, infinite, finite.sign(), finite);
    }

    private Coded fused(FloatCode a, FloatCode b, FloatCode c) {
        Term aInfinite = named("infinite", a.isInfinite());
        Term bInfinite = named("infinite", b.isInfinite());
        Term cInfinite = named("infinite", c.isInfinite());
        Unpacked product = multiplied(a.unpacked(block), b.unpacked(block));
        Term productInfinite = named("infinite", Terms.either(aInfinite, bInfinite));
        Term invalid = Terms.either(Terms.both(aInfinite, b.isZero()), Terms.both(bInfinite, a.isZero()));
        Term opposite = Terms.both(productInfinite, Terms.both(cInfinite, Terms.unequal(product.sign(), c.sign())));
        Term anyNaN = Terms.either(Terms.either(a.isNaN(), b.isNaN()), c.isNaN());
        Term nan = named("nan", Terms.either(anyNaN, Terms.either(invalid, opposite)));
        Term infinite = named("infinite", Terms.either(productInfinite, cInfinite));
        Term sign = named("sign", Terms.choose(productInfinite, product.sign(), c.sign()));
        return packing.pack(block, nan, infinite, sign, Sum.of(block, product, c.unpacked(block), rounding));
    }

    private Coded root(FloatCode a) {
        Term zero = named("zero", a.isZero());
        Term negative = Terms.both(Terms.isOne(a.sign()), Terms.not(zero));
        Term nan = named("nan", Terms.either(a.isNaN(), negative));
        Term infinite = named("infinite", a.isInfinite());
        return packing.pack(block, nan, infinite, Terms.ZERO, SquareRoot.of(block, a.unpacked(block)));
    }

    /** The lesser or the greater of two numbers; -0 is below 0. */
    private Coded extreme(FloatCode a, FloatCode b, boolean greatest) {
        Term x = named("order", FloatOrder.total(a));
        Term y = named("order", FloatOrder.total(b));
        Term second = named("second", greatest ? Terms.less(x, y) : Terms.less(y, x));
        Term sign = named("sign", Terms.choose(second, b.sign(), a.sign()));
        Term magnitude = named("magnitude", Terms.choose(second, b.canonicalMagnitude(), a.canonicalMagnitude()));
        return exact(Terms.either(a.isNaN(), b.isNaN()), sign, magnitude);
    }

    private Coded withSign(FloatCode a, Term sign) {
        return exact(a.isNaN(), named("sign", sign), named("magnitude", a.canonicalMagnitude()));
    }

    private Coded exact(Term isNaN, Term sign, Term magnitude) {
        return packing.exact(block, named("nan", isNaN), sign, magnitude);
    }
}
