package bitlemma.lowering;

import bitlemma.grammar.core.Classify;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.numbers.FloatFormat;

/** Of which kind the value of a floating-point code is. */
final class FloatKind {
    private FloatKind() {}

    static Term is(Classify.Kind kind, FloatCode code) {
        return switch (kind) {
            case NAN -> code.isNaN();
            case INFINITE -> code.isInfinite();
            case FINITE -> code.isFinite();
            case ZERO -> Terms.both(code.isFinite(), code.isZero());
            case SUBNORMAL ->
                code.format().subnormals() == FloatFormat.Subnormals.GRADUAL
                        ? Terms.both(code.isFinite(), Terms.both(code.isBelowNormal(), Terms.not(code.isZero())))
                        : Truth.FALSE;
            case NORMAL ->
                switch (code.format().subnormals()) {
                    case GRADUAL, FLUSHED -> Terms.both(code.isFinite(), Terms.not(code.isBelowNormal()));
                    case NONE -> code.isFinite();
                };
            case NEGATIVE -> Terms.isOne(code.sign());
        };
    }
}
