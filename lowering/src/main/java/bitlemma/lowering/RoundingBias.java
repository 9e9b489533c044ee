package bitlemma.lowering;

import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.numbers.Rounding;

/**
 * Rounding a magnitude to a multiple of 2^d by an addition: the floor of {@code (magnitude + bias) / 2^d} is the
 * rounded magnitude, where the bias depends on the rule, the sign and the lowest bit that is kept.
 */
final class RoundingBias {
    private RoundingBias() {}

    /** How many bits at least must be dropped for the bias to be right, sticky bit included. */
    static int leastDropped(Encode.Mode mode) {
        return switch (mode) {
            case Encode.Mode.Fixed fixed -> 2;
            case Encode.Mode.Stochastic chance -> Math.max(2, chance.bits() + 1);
        };
    }

    /**
     * The bias.
     *
     * @param sign 0 or 1
     * @param lowest the lowest bit that is kept, 0 or 1
     * @param dropped d, at least {@link #leastDropped}
     */
    static Term of(Encode.Mode mode, Term sign, Term lowest, int dropped) {
        Term below = Terms.ones(dropped);
        Term half = Terms.powerOfTwo(dropped - 1);
        return switch (mode) {
            case Encode.Mode.Fixed(Rounding rule) ->
                switch (rule) {
                    case FLOOR -> Terms.choose(Terms.isOne(sign), below, Terms.ZERO);
                    case CEILING -> Terms.choose(Terms.isOne(sign), Terms.ZERO, below);
                    case TRUNCATE -> Terms.ZERO;
                    case UP -> Terms.minus(half, sign);
                    case AWAY -> half;
                    case EVEN -> Terms.plus(lowest, Terms.ones(dropped - 1));
                    case ODD -> Terms.choose(Terms.isOne(lowest), Terms.ZERO, below);
                };
            case Encode.Mode.Stochastic(Term random, int bits) -> Terms.shiftLeft(random, dropped - bits);
        };
    }

    /** Whether a number of a sign that rounds beyond the greatest magnitude stays there (IEEE 754-2019, 7.4). */
    static Term staysInside(Encode.Mode mode, Term sign) {
        return switch (mode) {
            case Encode.Mode.Fixed(Rounding rule) ->
                switch (rule) {
                    case TRUNCATE, ODD -> Truth.TRUE;
                    case FLOOR -> Terms.isZero(sign);
                    case CEILING -> Terms.isOne(sign);
                    case UP, AWAY, EVEN -> Truth.FALSE;
                };
            case Encode.Mode.Stochastic chance -> Truth.FALSE;
        };
    }
}
