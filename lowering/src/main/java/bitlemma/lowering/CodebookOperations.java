package bitlemma.lowering;

import bitlemma.grammar.core.Compare.Relation;
import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.numbers.Codebook;
import bitlemma.numbers.Operation;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.List;

/** The operations of a codebook: exact arithmetic on its values, and a decision tree for the result. */
final class CodebookOperations {
    private CodebookOperations() {}

    /**
     * The code of a result.
     *
     * @param codes names of the operands' codes
     */
    static Coded apply(
            Block block, Operation operation, Codebook format, Rounding rounding, Overflow overflow, List<Term> codes) {
        CodebookPacking packing = new CodebookPacking(format, new Encode.Mode.Fixed(rounding), overflow);
        BigInteger d = CodebookTable.denominator(format);
        Term one = Terms.of(d);
        Term two = Terms.of(d.multiply(d));
        // The sign of a zero sum matters where zero lies beyond all values.
        Term zero = rounding == Rounding.FLOOR ? Terms.ONE : Terms.ZERO;
        List<Term> values = codes.stream()
                .map(code -> block.name("value", CodebookTable.integer(format, code)))
                .toList();
        Term a = values.getFirst();
        Term b = values.size() > 1 ? values.get(1) : a;
        return switch (operation) {
            case ADD ->
                packing.pack(block, Ratio.of(Terms.plus(a, b), one, zero).named(block));
            case SUBTRACT ->
                packing.pack(block, Ratio.of(Terms.minus(a, b), one, zero).named(block));
            case MULTIPLY ->
                packing.pack(block, Ratio.of(Terms.times(a, b), two, Terms.ZERO).named(block));
            case FUSED_MULTIPLY_ADD -> {
                Term sum = Terms.plus(Terms.times(a, b), Terms.times(values.get(2), one));
                yield packing.pack(block, Ratio.of(sum, two, zero).named(block));
            }
            case DIVIDE -> {
                Term numerator = Terms.choose(Terms.less(b, Terms.ZERO), Terms.negate(a), a);
                Term denominator = Terms.maximum(Terms.absolute(b), Terms.ONE);
                Coded quotient = packing.pack(
                        block, Ratio.of(numerator, denominator, Terms.ZERO).named(block));
                Coded infinite = packing.infinite(Terms.oneWhere(Terms.less(a, Terms.ZERO)));
                Coded byZero = Coded.choose(Terms.isZero(a), Coded.none(), infinite);
                yield Coded.choose(block.name("zero", Terms.isZero(b)), byZero, quotient);
            }
            case SQUARE_ROOT -> {
                Coded root = packing.pack(Terms.ZERO, (relation, bound) -> root(a, d, relation, bound), rounding);
                yield Coded.choose(block.name("negative", Terms.less(a, Terms.ZERO)), Coded.none(), root);
            }
            case MINIMUM ->
                packing.pack(
                        block, Ratio.of(Terms.minimum(a, b), one, Terms.ZERO).named(block));
            case MAXIMUM ->
                packing.pack(
                        block, Ratio.of(Terms.maximum(a, b), one, Terms.ZERO).named(block));
            case NEGATE ->
                packing.pack(block, Ratio.of(Terms.negate(a), one, Terms.ZERO).named(block));
            case ABSOLUTE ->
                packing.pack(block, Ratio.of(Terms.absolute(a), one, Terms.ZERO).named(block));
        };
    }

    /** The relation of the root of {@code a / d}, where that is not negative, to a constant. */
    private static Term root(Term a, BigInteger d, Relation relation, Rational bound) {
        if (bound.signum() < 0) {
            return Truth.of(relation.holds(1));
        }
        return Ratio.of(a, Terms.of(d), Terms.ZERO).compare(relation, bound.times(bound));
    }
}
