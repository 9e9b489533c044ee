package bitlemma.kernels.c;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.BitCount;
import bitlemma.grammar.core.Bitwise;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Maximum;
import bitlemma.grammar.core.Minimum;
import bitlemma.grammar.core.Multiply;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Power;
import bitlemma.grammar.core.Saturate;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.core.Wrap;
import bitlemma.kernels.interval.Interval;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Operations on numbers, each computed in a type that holds its operands and its exact result. So nothing overflows,
 * and no number changes by a conversion.
 */
final class Arithmetic {
    /** Operands as one operation takes them: C converts both to the same type, which changes neither. */
    record Operands(Code left, Code right) {}

    private final Emitter emitter;
    private final FileText file;
    private final Facts facts;
    private final Modular modular;

    Arithmetic(Emitter emitter, FileText file, Facts facts) {
        this.emitter = emitter;
        this.file = file;
        this.facts = facts;
        this.modular = new Modular(emitter, facts);
    }

    /** Operands with the casts that make C compute in a type. */
    Operands operands(Code left, Code right, CType type) {
        Code l = Literal.is(left) ? Literal.of(left.range().low(), type) : left;
        Code r = Literal.is(right) ? Literal.of(right.range().low(), type) : right;
        boolean leftIs = l.promoted() == type;
        boolean rightIs = r.promoted() == type;
        if (!leftIs && !rightIs) {
            if (Literal.is(l)) {
                r = r.cast(type);
                rightIs = true;
            } else {
                l = l.cast(type);
                leftIs = true;
            }
        }
        if (!leftIs && !converts(l, type)) {
            l = l.cast(type);
        }
        if (!rightIs && !converts(r, type)) {
            r = r.cast(type);
        }
        return new Operands(l, r);
    }

    /** Whether C itself converts an operand beside another one of a type. */
    private static boolean converts(Code code, CType type) {
        return Types.widens(code.promoted(), type)
                || Literal.is(code) && code.range().isNonNegative();
    }

    Code binary(String operator, Code.Rank rank, Code left, Code right, Interval result) {
        CType type = facts.common(left, right, result);
        Operands operands = operands(left, right, type);
        Code.Rank tighter = Code.Rank.values()[rank.ordinal() + 1];
        return new Code(
                operands.left().operand(rank) + " " + operator + " "
                        + operands.right().operand(tighter),
                rank,
                type,
                result);
    }

    Interval result(Term term, Interval within) {
        Interval result = facts.at(term).intersect(within);
        return result.isEmpty() ? facts.at(term) : result;
    }

    Code sum(Add term, Interval within, Block out) {
        Code left = emitter.emit(term.left(), out);
        Code right = emitter.emit(term.right(), out);
        Interval result = result(term, within);
        if (Literal.is(right) && right.range().high().signum() < 0) {
            BigInteger magnitude = right.range().low().negate();
            return binary(
                    "-",
                    Code.Rank.SUM,
                    left,
                    Literal.of(magnitude, facts.computing(Interval.of(magnitude, magnitude))),
                    result);
        }
        return binary("+", Code.Rank.SUM, left, right, result);
    }

    Code difference(Subtract term, Interval within, Block out) {
        Code right = emitter.emit(term.right(), out);
        if (term.left() instanceof Constant c && inverts(c.value(), right)) {
            return new Code(
                    "~" + right.operand(Code.Rank.UNARY), Code.Rank.UNARY, right.promoted(), result(term, within));
        }
        return binary("-", Code.Rank.SUM, emitter.emit(term.left(), out), right, result(term, within));
    }

    /** Whether taking a number from this one inverts the bits of its type. */
    private static boolean inverts(Rational from, Code code) {
        CType type = code.promoted();
        return type.isSigned()
                ? from.equals(Rational.of(-1))
                : type != CType.SIZE && from.equals(Rational.of(type.format().max()));
    }

    Code negative(Negate term, Interval within, Block out) {
        Code operand = emitter.emit(term.operand(), out);
        Interval result = result(term, within);
        CType type = facts.common(operand, Literal.of(BigInteger.ZERO, CType.INT32), result);
        Code same = operand.promoted() == type ? operand : operand.cast(type);
        String text = same.operand(Code.Rank.UNARY);
        return new Code("-" + (text.startsWith("-") ? "(" + text + ")" : text), Code.Rank.UNARY, type, result);
    }

    Code product(Multiply term, Interval within, Block out) {
        Code left = emitter.emit(term.left(), out);
        Interval result = result(term, within);
        Optional<Term> exponent = exponentOfTwo(term.right());
        if (exponent.isPresent() && left.range().isNonNegative()) {
            return shifted(left, amount(term.right(), exponent.get(), out), result);
        }
        return binary("*", Code.Rank.PRODUCT, left, emitter.emit(term.right(), out), result);
    }

    /** The exponent of a power of two; one that is a constant stays the number that it is. */
    static Optional<Term> exponentOfTwo(Term term) {
        return term instanceof Power power && power.base().equals(Constant.of(2))
                ? Optional.of(power.exponent())
                : Optional.empty();
    }

    private Code shifted(Code left, Code amount, Interval result) {
        CType type = wide(left.range().join(result), amount.range(), left);
        Code from = Literal.is(left) ? Literal.of(left.range().low(), type) : left;
        from = from.promoted() == type ? from : from.cast(type);
        return new Code(from.operand(Code.Rank.UNARY) + " << " + amount(amount), Code.Rank.SHIFT, type, result);
    }

    /** A type that holds numbers and is wider than a shift amount. */
    CType wide(Interval range, Interval amount, Code preferred) {
        CType type = !Literal.is(preferred) && range.within(preferred.promoted().format())
                ? preferred.promoted()
                : facts.computing(range);
        if (amount.high() == null) {
            throw facts.tooWide();
        }
        if (amount.high().compareTo(BigInteger.valueOf(type.bits())) < 0) {
            return type;
        }
        // A type with more bits, as for a number that takes more.
        BigInteger most = BigInteger.ONE.shiftLeft(Math.min(
                1000, amount.high().bitLength() > 10 ? 1000 : amount.high().intValue()));
        return facts.computing(range.join(Interval.of(BigInteger.ZERO, most)));
    }

    static String amount(Code amount) {
        return amount.operand(Code.Rank.UNARY);
    }

    /** A shift amount; the power of two that it gives tells how large it can be where it is used. */
    Code amount(Term power, Term exponent, Block out) {
        Code code = emitter.emit(exponent, out);
        Interval scale = facts.at(power);
        if (!facts.isKernel()
                && (code.range().low() == null || code.range().low().signum() < 0)) {
            throw facts.inexpressible("has a power that may be a fraction", "");
        }
        Interval possible = new Interval(
                BigInteger.ZERO,
                scale.high() == null
                        ? null
                        : BigInteger.valueOf(Math.max(0, scale.high().bitLength() - 1)));
        Interval range = code.range().intersect(possible);
        return new Code(code.text(), code.rank(), code.type(), range.isEmpty() ? Interval.ZERO : range);
    }

    Code power(Power term, Interval within, Block out) {
        Interval result = result(term, within);
        Code exponent = amount(term, term.exponent(), out);
        if (term.base().equals(Constant.of(2))) {
            return shifted(Literal.of(BigInteger.ONE, CType.INT32), exponent, result);
        }
        Code base = emitter.emit(term.base(), out);
        CType type = facts.computing(base.range().join(result));
        return Code.atom(
                file.helpers().power(type) + "(" + emitter.statements().converted(base, type) + ", "
                        + helperAmount(exponent) + ")",
                type,
                result);
    }

    String helperAmount(Code amount) {
        return emitter.statements().converted(amount, CType.INT32);
    }

    Code magnitude(Absolute term, Interval within, Block out) {
        Code operand = emitter.emit(term.operand(), out);
        if (operand.range().isNonNegative()) {
            return operand;
        }
        Interval result = result(term, within);
        CType type = facts.common(operand, operand, result.join(result.negate()).join(operand.range()));
        return Code.atom(
                file.helpers().absolute(type) + "(" + emitter.statements().converted(operand, type) + ")",
                type,
                result);
    }

    Code minimum(Minimum term, Interval within, Block out) {
        Code left = emitter.emit(term.left(), out);
        Code right = emitter.emit(term.right(), out);
        CType type = fixed(facts.common(left, right, Interval.EMPTY));
        return pair(file.helpers().minimum(type), left, right, type, result(term, within));
    }

    Code maximum(Maximum term, Interval within, Block out) {
        Code left = emitter.emit(term.left(), out);
        Code right = emitter.emit(term.right(), out);
        CType type = fixed(facts.common(left, right, Interval.EMPTY));
        return pair(file.helpers().maximum(type), left, right, type, result(term, within));
    }

    static CType fixed(CType type) {
        return type == CType.SIZE ? CType.UINT64 : type;
    }

    Code pair(String helper, Code left, Code right, CType type, Interval result) {
        String l = emitter.statements().converted(left, type);
        String r = emitter.statements().converted(right, type);
        return Code.atom(helper + "(" + l + ", " + r + ")", type, result);
    }

    // ---- bits ----

    Code bitwise(Bitwise term, Block out) {
        Code left = emitter.emit(term.left(), out);
        Code right = emitter.emit(term.right(), out);
        CType type = facts.common(left, right, facts.at(term));
        Operands operands = operands(left, right, type);
        Code.Rank rank = switch (term.operator()) {
            case AND -> Code.Rank.BIT_AND;
            case OR -> Code.Rank.BIT_OR;
            case XOR -> Code.Rank.BIT_XOR;
        };
        String operator = switch (term.operator()) {
            case AND -> " & ";
            case OR -> " | ";
            case XOR -> " ^ ";
        };
        return new Code(
                operands.left().operand(Code.Rank.UNARY)
                        + operator
                        + operands.right().operand(Code.Rank.UNARY),
                rank,
                type,
                facts.at(term));
    }

    Code count(BitCount term, Block out) {
        int width = term.format().width();
        CType type = unsigned(width);
        Code pattern = modular.low(term.operand(), width, type, out);
        String bits = pattern.text();
        Interval result = facts.at(term);
        return switch (term.count()) {
            case ONES -> Code.atom(file.helpers().ones(type) + "(" + bits + ")", CType.INT32, result);
            case LEADING_ZEROS ->
                new Code(
                        width + " - " + file.helpers().length(type) + "(" + bits + ")",
                        Code.Rank.SUM,
                        CType.INT32,
                        result);
            case TRAILING_ZEROS ->
                Code.atom(file.helpers().trailingZeros(type) + "(" + bits + ", " + width + ")", CType.INT32, result);
        };
    }

    private CType unsigned(int width) {
        if (width > 128) {
            throw facts.tooWide();
        }
        return Types.unsigned(width);
    }

    Code wrap(Wrap term, Block out) {
        return facts.at(term.site(), () -> {
            IntegerFormat format = term.format();
            CType type = unsigned(format.width());
            Interval range = facts.at(term);
            if (format.signed()) {
                Code bits = modular.of(term.operand(), format.width(), type, out);
                return Code.atom(
                        file.helpers().wrap(format, type) + "(" + bits.text() + ")",
                        CType.of(format).orElseThrow(),
                        range);
            }
            Code low = modular.low(term.operand(), format.width(), type, out);
            return new Code(low.text(), low.rank(), low.type(), range);
        });
    }

    Code saturate(Saturate term, Block out) {
        return facts.at(term.site(), () -> {
            Code operand = emitter.emit(term.operand(), out);
            CType from = fixed(operand.promoted());
            CType result = CType.of(term.format()).orElseThrow(facts::tooWide);
            return Code.atom(
                    file.helpers().saturate(term.format(), from) + "("
                            + emitter.statements().converted(operand, from) + ")",
                    result,
                    facts.at(term));
        });
    }

    /** Whether a size_t is among the terms and factors of a number. */
    private boolean usesSizes(Term term) {
        return switch (term) {
            case Variable v -> emitter.isSize(v);
            case Add t -> usesSizes(t.left()) || usesSizes(t.right());
            case Subtract t -> usesSizes(t.left()) || usesSizes(t.right());
            case Multiply t -> usesSizes(t.left()) || usesSizes(t.right());
            default -> false;
        };
    }

    /** The index of an element, which lies inside the array. */
    String index(Term place, Block out) {
        Term index = place instanceof Variable v ? emitter.statements().definition(v) : place;
        boolean plain = index instanceof Variable || index instanceof Constant;
        boolean sizes = !plain && usesSizes(index);
        boolean wide =
                Types.computing(facts.at(index)).filter(t -> t.bits() <= 64).isEmpty();
        return sizes || wide
                ? modular.of(index, 64, CType.SIZE, out).text()
                : emitter.emit(index, out).text();
    }
}
