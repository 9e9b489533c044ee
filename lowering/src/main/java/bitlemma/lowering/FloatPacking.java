package bitlemma.lowering;

import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.numbers.FloatFormat;
import bitlemma.numbers.FloatFormat.Subnormals;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;

/**
 * From exact results to codes of a floating-point format: normalization, rounding once, and what lies beyond the range.
 * Consecutive magnitudes have consecutive codes, also from one binade to the next, so a rounding carry runs into the
 * exponent field by itself.
 */
final class FloatPacking {
    private final FloatFormat format;
    private final Encode.Mode mode;
    private final Overflow overflow;
    private final int bits;
    private final Term greatest;

    FloatPacking(FloatFormat format, Encode.Mode mode, Overflow overflow) {
        this.format = format;
        this.mode = mode;
        this.overflow = format.overflows().contains(overflow) ? overflow : Overflow.FORBID;
        bits = FloatCode.magnitudeBits(format);
        greatest = Terms.of(format.greatest());
    }

    /** The code of NaN. */
    Coded nan() {
        return format.nan().map(code -> Coded.of(Terms.of(code))).orElseGet(Coded::none);
    }

    /** What stands for a number beyond the range, or an infinity, of a sign. */
    Coded beyond(Term sign) {
        return switch (overflow) {
            case INFINITY -> {
                Term infinity = Terms.of(format.greatest().add(BigInteger.ONE));
                yield !format.infinities()
                        ? Coded.none()
                        : format.signed() ? Coded.of(signed(sign, infinity)) : new Coded(infinity, Terms.isZero(sign));
            }
            case NAN -> nan();
            case SATURATE ->
                Coded.of(Terms.choose(Terms.isOne(sign), Terms.of(format.least()), Terms.of(format.greatest())));
            case FORBID -> Coded.none();
        };
    }

    /** What stands for a number of a sign in place of which the format has none: for zero, or for a negative one. */
    private Coded below(Term sign) {
        return switch (overflow) {
            case INFINITY, FORBID -> Coded.none();
            case NAN -> nan();
            case SATURATE -> Coded.of(format.signed() ? signed(sign, Terms.ZERO) : Terms.ZERO);
        };
    }

    private Term signed(Term sign, Term magnitude) {
        return Terms.plus(magnitude, Terms.shiftLeft(sign, bits));
    }

    /** The code of a result with special cases: {@code nan} before {@code infinite}, each a name or a constant. */
    Coded pack(Block block, Term nan, Term infinite, Term infinitySign, Unpacked finite) {
        Coded rounded = pack(block, finite);
        return Coded.choose(nan, nan(), Coded.choose(infinite, beyond(infinitySign), rounded));
    }

    /** The code of a sign and a magnitude of this format; of NaN where {@code nan}, a name or a constant, holds. */
    Coded exact(Block block, Term nan, Term sign, Term magnitude) {
        Term infinite = format.infinities() ? block.name("infinite", Terms.greater(magnitude, greatest)) : Truth.FALSE;
        Coded finite = withSign(block, sign, magnitude, Coded.of(magnitude));
        return Coded.choose(nan, nan(), Coded.choose(infinite, beyond(sign), finite));
    }

    /** The code of the number that a result rounds to. */
    Coded pack(Block block, Unpacked exact) {
        int p = format.mantissaBits() + 1;
        int dropped = Math.max(RoundingBias.leastDropped(mode), exact.width() - p);
        Unpacked x = exact.widened(p + dropped - exact.width());
        int n = x.width();
        Term significand = block.name("significand", x.significand());

        // How far the highest place of the significand is above the smallest normal number, in binades.
        int more = x.offset() + n - 1 - format.smallestExponent();
        int least = x.least() + more;
        int most = x.greatest() + more;
        Term room = block.name("room", Terms.plus(x.exponent(), more));
        Term above = most <= 0 ? Terms.ZERO : block.name("above", Terms.clamp(room, 0, Integer.MAX_VALUE, least, most));
        Term shifted = significand;
        if (least < 0) {
            int limit = Math.min(n, -least);
            Term down = Terms.clamp(Terms.negate(room), 0, limit, -(long) most, -(long) least);
            shifted = block.name("denormal", Shifts.sticky(block, significand, n, down, limit));
        }
        Term zeros = most <= 0 ? Terms.ZERO : block.name("zeros", x.leadingZeros(shifted));
        Term up = zeros.equals(Terms.ZERO) ? zeros : block.name("up", Terms.minimum(zeros, above));
        Term normal =
                up.equals(Terms.ZERO) ? shifted : block.name("normal", Terms.bounded(Terms.shiftLeft(shifted, up), n));

        // As far above the smallest normal number as the highest bit is, or 0.
        Term binades = zeros.equals(Terms.ZERO) ? above : Terms.maximum(Terms.minus(above, zeros), Terms.ZERO);
        Term base = block.name("base", Terms.plus(binades, format.subnormals() == Subnormals.NONE ? -1 : 0));
        Term rounded = Terms.shiftRight(
                Terms.plus(normal, RoundingBias.of(mode, exact.sign(), lowest(normal, dropped), dropped)),
                dropped);
        Term magnitude = Terms.plus(Terms.shiftLeft(base, format.mantissaBits()), rounded);
        Term isNormal = Terms.atLeast(normal, Terms.powerOfTwo(n - 1));
        return switch (format.subnormals()) {
            case GRADUAL -> {
                // Zero has any number of leading zeros: it may look like a number far above.
                boolean natural = most <= (x.zeros() > 1 ? n : x.zeros());
                Term all = natural ? magnitude : Terms.choose(Terms.isZero(significand), Terms.ZERO, magnitude);
                yield limited(block, exact.sign(), block.name("rounded", all));
            }
            case FLUSHED ->
                limited(block, exact.sign(), block.name("rounded", Terms.choose(isNormal, magnitude, Terms.ZERO)));
            case NONE -> withoutZero(block, exact.sign(), significand, isNormal, Terms.maximum(magnitude, Terms.ZERO));
        };
    }

    /** The code of any exact number, by a decision tree: for formats of few bits. */
    Coded pack(Block block, Ratio number) {
        Term sign = block.name("sign", number.sign());
        Ratio magnitude = number.magnitude(block);
        MagnitudeSteps steps = FloatMagnitudes.of(format);
        Term smallest = block.name(
                "normal",
                magnitude.compare(Compare.Relation.AT_LEAST, steps.values().getFirst()));
        Term code = block.name("rounded", steps.code(block, mode, sign, magnitude));
        return switch (format.subnormals()) {
            case GRADUAL -> limited(block, sign, code);
            case FLUSHED -> limited(block, sign, block.name("flushed", Terms.choose(smallest, code, Terms.ZERO)));
            case NONE -> withoutZero(block, sign, magnitude.numerator(), smallest, code);
        };
    }

    /** The lowest bit that is kept: of a normal number without mantissa bits, the hidden one. */
    private Term lowest(Term normal, int dropped) {
        boolean matters = mode instanceof Encode.Mode.Fixed(Rounding rule)
                && (rule == Rounding.EVEN || rule == Rounding.ODD);
        return matters ? Terms.bit(normal, dropped, format.mantissaBits() + 1 + dropped) : Terms.ZERO;
    }

    /** Where a format has no zero, what is below its smallest number goes up to it, or nothing stands for it. */
    private Coded withoutZero(Block block, Term sign, Term significand, Term isNormal, Term magnitude) {
        Term goesDown = mode instanceof Encode.Mode.Fixed(Rounding rule)
                ? switch (rule) {
                    case TRUNCATE -> Truth.TRUE;
                    case FLOOR -> Terms.isZero(sign);
                    case CEILING -> Terms.isOne(sign);
                    case UP, AWAY, EVEN, ODD -> Truth.FALSE;
                }
                : Truth.FALSE;
        Term below = block.name("below", Terms.not(isNormal));
        Term none = Terms.both(below, Terms.either(Terms.isZero(significand), goesDown));
        Term rounded = block.name("rounded", Terms.choose(below, Terms.ZERO, magnitude));
        return Coded.choose(block.name("none", none), below(sign), limited(block, sign, rounded));
    }

    /** The code of a sign and a rounded magnitude, which may lie beyond the greatest. */
    private Coded limited(Block block, Term sign, Term magnitude) {
        Term stays = RoundingBias.staysInside(mode, sign);
        Term inside = Terms.either(Terms.atMost(magnitude, greatest), stays);
        Coded unsigned = switch (overflow) {
            case SATURATE -> Coded.of(Terms.minimum(magnitude, greatest));
            case INFINITY ->
                Coded.of(Terms.minimum(
                        magnitude,
                        Terms.choose(stays, greatest, Terms.of(format.greatest().add(BigInteger.ONE)))));
            case NAN, FORBID -> Coded.of(Terms.minimum(magnitude, greatest));
        };
        Coded finite = withSign(block, sign, magnitude, unsigned);
        return switch (overflow) {
            case SATURATE, INFINITY -> finite;
            case NAN, FORBID -> Coded.choose(block.name("inside", inside), finite, beyond(sign));
        };
    }

    private Coded withSign(Block block, Term sign, Term rounded, Coded magnitude) {
        if (sign.equals(Terms.ZERO)) {
            return magnitude;
        }
        if (!format.signed()) {
            Term negative = format.subnormals() == Subnormals.NONE
                    ? Terms.isOne(sign)
                    : Terms.both(Terms.isOne(sign), Terms.not(Terms.isZero(rounded)));
            return Coded.choose(block.name("negative", negative), below(Terms.ONE), magnitude);
        }
        boolean anyZero = format.hasNegativeZero() || format.subnormals() == Subnormals.NONE;
        Term top = anyZero ? sign : Terms.choose(Terms.isZero(rounded), Terms.ZERO, sign);
        return Coded.of(signed(top, magnitude.code()));
    }
}
