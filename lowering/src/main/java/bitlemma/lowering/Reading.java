package bitlemma.lowering;

import bitlemma.grammar.core.Classify;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Term;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.FloatFormat;

/** What codes stand for: the number, its kind, and the order of two of them. Codes are names or constants. */
final class Reading {
    private Reading() {}

    /** The exact number; any number where the code stands for none. */
    static Term number(Block block, CodedFormat format, Term code) {
        return switch (format) {
            case FloatFormat f -> FloatReading.number(block, FloatCode.of(block, f, code));
            default -> throw new UnsupportedOperationException();
        };
    }

    static Term is(Block block, Classify.Kind kind, CodedFormat format, Term code) {
        return switch (format) {
            case FloatFormat f -> FloatReading.is(kind, FloatCode.of(block, f, code));
            default -> throw new UnsupportedOperationException();
        };
    }

    /** A relation as IEEE 754-2019, 5.11 has it. */
    static Term compare(Block block, Compare.Relation relation, CodedFormat format, Term left, Term right) {
        return switch (format) {
            case FloatFormat f ->
                FloatOrder.compare(relation, FloatCode.of(block, f, left), FloatCode.of(block, f, right));
            default -> throw new UnsupportedOperationException();
        };
    }
}
