package bitlemma.kernels.c;

import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Divide;
import bitlemma.grammar.core.Remainder;
import bitlemma.grammar.core.RoundTo;
import bitlemma.grammar.core.Term;
import bitlemma.kernels.interval.Interval;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.Optional;

/** Quotients, shifts to the right and remainders: C's own where they round as the kernel does, else helpers. */
final class Division {
    private final Arithmetic arithmetic;
    private final Emitter emitter;
    private final FileText file;
    private final Facts facts;

    Division(Arithmetic arithmetic, Emitter emitter, FileText file, Facts facts) {
        this.arithmetic = arithmetic;
        this.emitter = emitter;
        this.file = file;
        this.facts = facts;
    }

    Code quotient(RoundTo term, Divide division, Interval within, Block out) {
        Code left = emitter.emit(division.dividend(), out);
        Interval result = arithmetic.result(term, within);
        Optional<Term> exponent = Arithmetic.exponentOfTwo(division.divisor());
        boolean power = division.divisor() instanceof Constant c && isPowerOfTwo(c.value());
        if (exponent.isPresent() || power && term.rule() != Rounding.TRUNCATE) {
            Code amount = exponent.isPresent()
                    ? arithmetic.amount(division.divisor(), exponent.get(), out)
                    : Literal.of(
                            BigInteger.valueOf(((Constant) division.divisor())
                                    .value()
                                    .numerator()
                                    .getLowestSetBit()),
                            CType.INT32);
            return shiftedRight(term.rule(), left, amount, result);
        }
        Code right = emitter.emit(division.divisor(), out);
        if (right.range().equals(Interval.ZERO)) {
            return unreachable();
        }
        // A divisor that the checker named counts as a fraction there, and here is an integer.
        Interval exact = left.range().quotient(term.rule(), right.range()).intersect(result);
        result = exact.isEmpty() ? result : exact;
        boolean plain = term.rule() == Rounding.TRUNCATE
                || term.rule() == Rounding.FLOOR
                        && left.range().isNonNegative()
                        && right.range().isNonNegative();
        if (plain) {
            return arithmetic.binary("/", Code.Rank.PRODUCT, left, right, result);
        }
        if (term.rule() != Rounding.FLOOR && term.rule() != Rounding.CEILING) {
            throw facts.inexpressible("rounds a quotient to nearest", "C text rounds shifts so: `round_shift`");
        }
        CType type = Arithmetic.fixed(facts.common(left, right, result));
        return arithmetic.pair(file.helpers().quotient(term.rule(), type), left, right, type, result);
    }

    /** What stands behind an assertion that always fails. */
    private static Code unreachable() {
        return Literal.of(BigInteger.ZERO, CType.INT32);
    }

    private static boolean isPowerOfTwo(Rational value) {
        return value.isInteger() && value.signum() > 0 && value.numerator().bitCount() == 1;
    }

    private Code shiftedRight(Rounding rule, Code left, Code amount, Interval result) {
        CType type = Arithmetic.fixed(arithmetic.wide(left.range(), amount.range(), left));
        boolean plain = left.range().isNonNegative() && (rule == Rounding.FLOOR || rule == Rounding.TRUNCATE);
        if (plain) {
            Code from = left.promoted() == type ? left : left.cast(type);
            return new Code(
                    from.operand(Code.Rank.UNARY) + " >> " + Arithmetic.amount(amount), Code.Rank.SHIFT, type, result);
        }
        String helper = rule == Rounding.FLOOR
                ? file.helpers().floorShift(type)
                : file.helpers().roundShift(rule, type);
        String operand = emitter.statements().converted(left, type);
        return Code.atom(helper + "(" + operand + ", " + arithmetic.helperAmount(amount) + ")", type, result);
    }

    Code remainder(Remainder term, Block out) {
        Code left = emitter.emit(term.dividend(), out);
        Code right = emitter.emit(term.divisor(), out);
        if (right.range().equals(Interval.ZERO)) {
            return unreachable();
        }
        Interval result = facts.at(term);
        // C's remainder is undefined where the quotient does not fit.
        Interval quotient = left.range().quotient(Rounding.TRUNCATE, right.range());
        boolean plain = term.division() == Remainder.Division.TRUNCATE
                || left.range().isNonNegative() && right.range().isNonNegative();
        if (plain) {
            Code code = arithmetic.binary("%", Code.Rank.PRODUCT, left, right, result.join(quotient));
            return new Code(code.text(), code.rank(), code.type(), result);
        }
        CType type = Arithmetic.fixed(facts.common(left, right, result.join(quotient)));
        if (!type.isSigned()) {
            throw new IllegalStateException("a negative number in " + type);
        }
        String helper = term.division() == Remainder.Division.FLOOR
                ? file.helpers().floorRemainder(type)
                : file.helpers().euclidRemainder(type);
        return arithmetic.pair(helper, left, right, type, result);
    }
}
