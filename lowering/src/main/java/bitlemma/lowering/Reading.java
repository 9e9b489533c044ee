package bitlemma.lowering;

import bitlemma.grammar.core.Classify;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.numbers.Codebook;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.FloatFormat;
import bitlemma.numbers.LinearFormat;
import bitlemma.numbers.PositFormat;

/** What codes stand for: the number, its kind, and the order of two of them. Codes are names or constants. */
final class Reading {
    private Reading() {}

    /** The exact number; any number where the code stands for none. */
    static Term number(Block block, CodedFormat format, Term code) {
        return switch (format) {
            case FloatFormat f -> FloatCode.of(block, f, code).unpacked(block).number();
            case PositFormat f -> PositCode.of(block, f, code).unpacked(block).number();
            case LinearFormat f -> LinearCode.number(f, code);
            case Codebook f -> CodebookTable.number(f, code);
        };
    }

    static Term is(Block block, Classify.Kind kind, CodedFormat format, Term code) {
        return switch (format) {
            case FloatFormat f -> FloatKind.is(kind, FloatCode.of(block, f, code));
            case PositFormat f -> PositOrder.is(kind, PositCode.of(block, f, code));
            case LinearFormat f -> isNumber(kind, LinearCode.steps(f, code));
            case Codebook f -> isNumber(kind, CodebookTable.integer(f, code));
        };
    }

    /** Of formats in which every code is a number, and zero has one sign; by a positive multiple of the number. */
    private static Term isNumber(Classify.Kind kind, Term number) {
        return switch (kind) {
            case NAN, INFINITE, SUBNORMAL -> Truth.FALSE;
            case FINITE -> Truth.TRUE;
            case ZERO -> Terms.isZero(number);
            case NORMAL -> Terms.unequal(number, Terms.ZERO);
            case NEGATIVE -> Terms.less(number, Terms.ZERO);
        };
    }

    /** A relation as IEEE 754-2019, 5.11 has it. */
    static Term compare(Block block, Compare.Relation relation, CodedFormat format, Term left, Term right) {
        return switch (format) {
            case FloatFormat f ->
                FloatOrder.compare(relation, FloatCode.of(block, f, left), FloatCode.of(block, f, right));
            case PositFormat f ->
                PositOrder.compare(relation, PositCode.of(block, f, left), PositCode.of(block, f, right));
            case LinearFormat f -> Terms.compare(relation, LinearCode.integer(f, left), LinearCode.integer(f, right));
            case Codebook f -> Terms.compare(relation, CodebookTable.integer(f, left), CodebookTable.integer(f, right));
        };
    }
}
