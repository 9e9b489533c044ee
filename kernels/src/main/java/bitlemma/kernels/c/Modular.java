package bitlemma.kernels.c;

import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Fits;
import bitlemma.grammar.core.Multiply;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Power;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.core.Wrap;
import bitlemma.kernels.interval.Interval;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Numbers of which only the lowest bits matter, in unsigned types: there C's sums, differences and products are those
 * of mathematics modulo 2^width, and however large the exact number is, its lowest bits come out right.
 */
final class Modular {
    private final Emitter emitter;
    private final Facts facts;

    Modular(Emitter emitter, Facts facts) {
        this.emitter = emitter;
        this.facts = facts;
    }

    /**
     * The lowest bits of a number, those above being zero; in {@code type}, or in a narrower one of just that width.
     */
    Code low(Term term, int width, CType type, Block out) {
        Interval all = Interval.of(IntegerFormat.unsigned(width));
        Code code = operand(term, width, type, out);
        if (code.range().within(all) || width == type.bits()) {
            return in(type, code);
        }
        if (width == 8 || width == 16) {
            CType narrow = width == 8 ? CType.UINT8 : CType.UINT16;
            return new Code(
                    "(" + narrow.spelling() + ")" + code.operand(Code.Rank.UNARY), Code.Rank.UNARY, narrow, all);
        }
        BigInteger mask = IntegerFormat.unsigned(width).max();
        CType own = code.promoted();
        if (own.isSigned() && own.bits() > width && own.bits() <= type.bits()) {
            // Signed integers are two's complement in C as well.
            return new Code(
                    code.operand(Code.Rank.UNARY) + " & "
                            + Literal.of(mask, own).text(),
                    Code.Rank.BIT_AND,
                    own,
                    all);
        }
        return new Code(
                in(type, code).operand(Code.Rank.UNARY) + " & "
                        + Literal.of(mask, type).operand(Code.Rank.UNARY),
                Code.Rank.BIT_AND,
                type,
                all);
    }

    private static Code in(CType type, Code code) {
        if (code.type() == type) {
            return code;
        }
        Interval range = code.range().isNonNegative() ? code.range() : Interval.of(type.format());
        return new Code("(" + type.spelling() + ")" + code.operand(Code.Rank.UNARY), Code.Rank.UNARY, type, range);
    }

    /** An expression of {@code type} that is congruent to a term modulo 2^width, and modulo no more than that. */
    Code of(Term term, int width, CType type, Block out) {
        return in(type, operand(term, width, type, out));
    }

    /** An operand of an unsigned operation: of its type, or exact in another one. */
    private Code operand(Term term, int width, CType type, Block out) {
        Optional<CType> exact = Types.computing(withOperands(term));
        boolean cheap = exact.isPresent() && exact.get().bits() <= type.bits();
        if (cheap && type != CType.SIZE) {
            return emitter.emit(term, out);
        }
        return switch (term) {
            case Add t -> binary("+", Code.Rank.SUM, t.left(), t.right(), width, type, out);
            case Subtract t -> binary("-", Code.Rank.SUM, t.left(), t.right(), width, type, out);
            case Multiply t
            when shift(t.right()) instanceof Term amount && below(t.right(), type) -> {
                Code left = of(t.left(), width, type, out);
                Code right = emitter.emit(amount, out);
                yield ring(
                        left.operand(Code.Rank.UNARY) + " << " + right.operand(Code.Rank.UNARY), Code.Rank.SHIFT, type);
            }
            case Multiply t
            when t.right() instanceof Constant c && log(c.value()) > 0 -> {
                Code left = of(t.left(), width, type, out);
                yield log(c.value()) < type.bits()
                        ? ring(left.operand(Code.Rank.UNARY) + " << " + log(c.value()), Code.Rank.SHIFT, type)
                        : Literal.of(BigInteger.ZERO, type);
            }
            case Multiply t -> binary("*", Code.Rank.PRODUCT, t.left(), t.right(), width, type, out);
            case Negate t -> binary("-", Code.Rank.SUM, Constant.of(0), t.operand(), width, type, out);
            case Wrap t when t.format().width() >= width -> operand(t.operand(), width, type, out);
            case Fits t when facts.isKept(t) -> facts.at(t.site(), () -> operand(t.operand(), width, type, out));
            case Require t -> {
                emitter.statements().require(t, out);
                yield operand(t.body(), width, type, out);
            }
            case Constant t -> {
                BigInteger value = t.value().numerator();
                yield cheap
                        ? Literal.of(value, exact.get())
                        : Literal.of(value.mod(type.format().modulus()), type);
            }
            case Variable t -> emitter.emit(t, out);
            default -> emitter.emit(term, out);
        };
    }

    /** The exponent of a power of two, which 2^8 is the least of that stands for a shift; 0 for another number. */
    private static int log(Rational value) {
        boolean power =
                value.isInteger() && value.signum() > 0 && value.numerator().bitCount() == 1;
        return power && value.numerator().bitLength() > 8 ? value.numerator().getLowestSetBit() : 0;
    }

    /** All that an exact computation of a term has to hold. */
    private Interval withOperands(Term term) {
        boolean ring =
                term instanceof Add || term instanceof Subtract || term instanceof Multiply || term instanceof Negate;
        Interval all = facts.at(term);
        for (Term part : ring ? Children.of(term) : List.<Term>of()) {
            all = all.join(facts.at(part));
        }
        return all;
    }

    private static Term shift(Term term) {
        return term instanceof Power power && power.base().equals(Constant.of(2)) ? power.exponent() : null;
    }

    private boolean below(Term power, CType type) {
        return facts.at(power).within(Interval.of(BigInteger.ONE, BigInteger.ONE.shiftLeft(type.bits() - 1)));
    }

    private static Code ring(String text, Code.Rank rank, CType type) {
        return new Code(text, rank, type, Interval.of(type.format()));
    }

    private Code binary(String operator, Code.Rank rank, Term left, Term right, int width, CType type, Block out) {
        Code l = operand(left, width, type, out);
        Code r = operand(right, width, type, out);
        boolean leftIs = l.type() == type;
        boolean rightIs = r.type() == type;
        if (!rightIs && (Literal.is(l) && !leftIs || !converts(r, type))) {
            r = in(type, r);
            rightIs = true;
        }
        if (!leftIs && (!rightIs || !converts(l, type))) {
            l = in(type, l);
        }
        Code.Rank tighter = Code.Rank.values()[rank.ordinal() + 1];
        return ring(l.operand(rank) + " " + operator + " " + r.operand(tighter), rank, type);
    }

    /** Whether C converts an operand to an unsigned type without a warning. */
    private static boolean converts(Code code, CType type) {
        return Types.widens(code.type(), type)
                || Literal.is(code) && code.range().isNonNegative();
    }
}
