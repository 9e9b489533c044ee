package bitlemma.lowering;

import bitlemma.grammar.core.Classify;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.numbers.FloatFormat;
import bitlemma.numbers.Rational;

/** The number that a floating-point code stands for, and its kind. */
final class FloatReading {
    private FloatReading() {}

    /**
     * The exact number, as a constant power of two times a signed integer times a power of two with a variable exponent of
     * at least 0: a proof can split on the exponent.
     */
    static Term number(Block block, FloatCode code) {
        Unpacked x = code.unpacked(block);
        Term significand = Terms.choose(
                Terms.isOne(code.sign()), Terms.negate(x.significand()), x.significand());
        Term scaled = Terms.shiftLeft(significand, Terms.plus(x.exponent(), -x.least()));
        return Terms.times(new Constant(Rational.powerOfTwo(x.offset() + x.least())), scaled);
    }

    static Term is(Classify.Kind kind, FloatCode code) {
        return switch (kind) {
            case NAN -> code.isNaN();
            case INFINITE -> code.isInfinite();
            case FINITE -> code.isFinite();
            case ZERO -> Terms.both(code.isFinite(), code.isZero());
            case SUBNORMAL ->
                code.format().subnormals() == FloatFormat.Subnormals.GRADUAL
                        ? Terms.both(
                                code.isFinite(), Terms.both(code.isBelowNormal(), Terms.not(code.isZero())))
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
