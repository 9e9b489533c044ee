package bitlemma.lowering;

import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.Term;
import bitlemma.numbers.LinearFormat;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.List;

/** What a code of a linear format stands for: so many steps of its scale. */
final class LinearCode {
    private LinearCode() {}

    /** The machine integer less the zero point. */
    static Term steps(LinearFormat format, Term code) {
        return Terms.plus(integer(format, code), Terms.of(format.zeroPoint().negate()));
    }

    /** The machine integer of which the code is the bit pattern. */
    static Term integer(LinearFormat format, Term code) {
        if (!format.codes().signed()) {
            return code;
        }
        int width = format.width();
        return Terms.choose(
                Terms.less(code, Terms.powerOfTwo(width - 1)), code, Terms.minus(code, Terms.powerOfTwo(width)));
    }

    static Term number(LinearFormat format, Term code) {
        return Terms.times(steps(format, code), new Constant(format.scale()));
    }

    /** The greatest magnitude that {@link #steps} can have. */
    static BigInteger most(LinearFormat format) {
        BigInteger low = format.codes().min().subtract(format.zeroPoint()).abs();
        return low.max(format.codes().max().subtract(format.zeroPoint()).abs());
    }

    /** Places between which rounding to the format does not change its result: the first and the last of them. */
    static List<Rational> places(LinearFormat format, Encode.Mode mode) {
        int parts = RoundingBias.leastDropped(mode);
        Rational most = Rational.of(most(format).add(BigInteger.TWO));
        return List.of(
                format.scale().times(Rational.powerOfTwo(-parts)),
                format.scale().times(most));
    }
}
