package bitlemma.lowering;

import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.numbers.Datum;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.PositFormat;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * From exact results to codes of a posit format. A number has a pattern without end: the regime, the exponent, the
 * fraction. It is cut, and rounded, where a code ends.
 */
final class PositPacking {
    private final PositFormat format;
    private final Encode.Mode mode;
    private final Overflow overflow;
    private final int digits;
    /** The exponent of the greatest posit. */
    private final int largest;

    PositPacking(PositFormat format, Encode.Mode mode, Overflow overflow) {
        this.format = format;
        this.mode = mode;
        this.overflow = overflow;
        digits = format.width() - 1;
        largest = (format.width() - 2) << format.es();
    }

    Coded notReal() {
        return Coded.of(Terms.of(format.nar()));
    }

    /** What stands for an infinity. */
    Coded infinite() {
        return switch (overflow) {
            case NAN, SATURATE -> notReal();
            case INFINITY, FORBID -> Coded.none();
        };
    }

    /** The code of a result with special cases: {@code nan} before {@code infinite}, each a name or a constant. */
    Coded pack(Block block, Term nan, Term infinite, Unpacked finite) {
        Coded rounded = pack(block, finite);
        return Coded.choose(nan, notReal(), Coded.choose(infinite, infinite(), rounded));
    }

    /** The code that a magnitude from 0 to that of the greatest posit has with a sign. */
    Term signed(Term sign, Term magnitude) {
        Term opposite = Terms.minus(Terms.powerOfTwo(format.width()), magnitude);
        Term negative = Terms.both(Terms.isOne(sign), Terms.not(Terms.isZero(magnitude)));
        return Terms.choose(negative, opposite, magnitude);
    }

    /** The code of the number that a result rounds to. */
    Coded pack(Block block, Unpacked exact) {
        int es = format.es();
        // So wide that at least as many bits are cut as rounding needs.
        int least = digits - 2 - es + 1 + RoundingBias.leastDropped(mode);
        int n = Math.max(exact.width(), Math.max(least, 2));
        Unpacked x = exact.widened(n - exact.width()).normalized(block);
        Term significand = x.significand();
        int offset = x.offset() + n - 1;
        Term scale = block.name("scale", Terms.plus(x.exponent(), offset));
        Term inside = block.name(
                "inside",
                Terms.clamp(
                        scale, -largest, Math.max(-largest, largest - 1), x.least() + offset, x.greatest() + offset));
        Term regime = block.name("regime", Terms.shiftRight(inside, es));
        Term exponent = es == 0
                ? Terms.ZERO
                : block.name("low", Terms.bounded(Terms.minus(inside, Terms.shiftLeft(regime, es)), es));

        Term positive = block.name("positive", Terms.atLeast(regime, Terms.ZERO));
        Term more = block.name(
                "more", Terms.clamp(Terms.choose(positive, regime, Terms.minus(Terms.of(-1), regime)), 0, digits - 1));
        // The bits 10 or 01, exponent and fraction; shifted down, the first two become the run and the bit that ends
        // it.
        int width = 2 + es + n - 1;
        Term head = Terms.choose(positive, Terms.powerOfTwo(width - 1), Terms.powerOfTwo(width - 2));
        Term body = Terms.plus(Terms.shiftLeft(exponent, n - 1), Terms.lowBits(significand, n - 1, n));
        Term pattern = block.name("pattern", Terms.plus(head, body));
        Term shifted = Shifts.sticky(block, pattern, width, more, digits - 1);
        Term ones =
                Terms.minus(Terms.powerOfTwo(width), Terms.shiftLeft(Terms.ONE, Terms.minus(Terms.of(width), more)));
        Term run = Terms.choose(positive, ones, Terms.ZERO);
        Term cut = block.name("cut", Terms.bounded(Terms.plus(shifted, run), width));
        int dropped = width - digits;
        Term lowest = Terms.bit(cut, dropped, width);
        Term rounded = Terms.shiftRight(Terms.plus(cut, RoundingBias.of(mode, x.sign(), lowest, dropped)), dropped);
        if (mode instanceof Encode.Mode.Stochastic(Term random, int bits)) {
            Term floor = block.name("floor", Terms.shiftRight(cut, dropped));
            Term byValue = byValue(block, random, bits, significand, n, exponent, more);
            Term cutsExponent = Terms.greater(more, Terms.of(digits - 2 - es));
            rounded = Terms.choose(cutsExponent, Terms.plus(floor, Terms.oneWhere(byValue)), rounded);
        }
        Term tiny = Terms.less(scale, Terms.of(-largest));
        Term huge = block.name("huge", Terms.atLeast(scale, Terms.of(largest)));
        Term below = block.name("rounded", Terms.choose(tiny, ofTiny(block, x.sign(), significand, n, scale), rounded));
        Term small = Terms.choose(huge, Terms.of(format.greatest()), Terms.minimum(below, Terms.of(format.greatest())));
        Term magnitude = block.name("magnitude", Terms.choose(Terms.isZero(significand), Terms.ZERO, small));
        Term isLargest =
                Terms.both(Terms.equal(scale, Terms.of(largest)), Terms.equal(significand, Terms.powerOfTwo(n - 1)));
        Term inRange = Terms.either(Terms.isZero(significand), Terms.either(Terms.not(huge), isLargest));
        return limited(block, x.sign(), magnitude, inRange);
    }

    /** The code of a rounded magnitude, of a number that is in range or beyond the greatest posit. */
    private Coded limited(Block block, Term sign, Term magnitude, Term inRange) {
        Coded code = Coded.of(signed(sign, magnitude));
        Term stays = Terms.either(inRange, RoundingBias.staysInside(mode, sign));
        return switch (overflow) {
            case SATURATE -> code;
            case NAN -> Coded.choose(block.name("stays", stays), code, notReal());
            case INFINITY, FORBID -> Coded.choose(block.name("stays", stays), code, Coded.none());
        };
    }

    /** The code of any exact number, by a decision tree: for formats of few bits. */
    Coded pack(Block block, Ratio number) {
        List<Rational> values = new ArrayList<>();
        List<Rational> ties = new ArrayList<>();
        // Half way between two patterns is the pattern of one more bit.
        PositFormat finer = new PositFormat(format.width() + 1, format.es());
        for (BigInteger code = BigInteger.ZERO;
                code.compareTo(format.greatest()) <= 0;
                code = code.add(BigInteger.ONE)) {
            values.add(value(format, code));
            if (code.compareTo(format.greatest()) < 0) {
                boolean tiny = code.signum() == 0;
                ties.add(tiny ? Rational.ZERO : value(finer, code.shiftLeft(1).setBit(0)));
            }
        }
        Term sign = block.name("sign", number.sign());
        Ratio magnitude = number.magnitude(block);
        Term code = new MagnitudeSteps(values, ties, BigInteger.ZERO, pattern -> pattern.testBit(0)).code(block, mode, sign, magnitude);
        // To nearest, nothing but zero becomes zero.
        Term rounded = Terms.choose(Terms.isZero(magnitude.numerator()), Terms.ZERO, code);
        Term inRange = magnitude.compare(Compare.Relation.AT_MOST, values.getLast());
        return limited(block, sign, block.name("rounded", rounded), inRange);
    }

    private static Rational value(PositFormat format, BigInteger code) {
        return ((Datum.Finite) format.decode(code)).value();
    }

    /** What a magnitude between zero and the smallest posit goes to: 0 or 1. */
    private Term ofTiny(Block block, Term sign, Term significand, int n, Term scale) {
        return switch (mode) {
            case Encode.Mode.Fixed(Rounding rule) ->
                switch (rule) {
                    case FLOOR -> sign;
                    case CEILING -> Terms.minus(Terms.ONE, sign);
                    case TRUNCATE -> Terms.ZERO;
                    case UP, AWAY, EVEN, ODD -> Terms.ONE;
                };
            case Encode.Mode.Stochastic(Term random, int bits) -> {
                // The magnitude is significand / 2^(n - 1 + distance) times the smallest posit.
                Term distance =
                        block.name("distance", Terms.clamp(Terms.minus(Terms.of(-largest), scale), 0, bits + 2));
                Term missing = Terms.minus(Terms.powerOfTwo(bits), random);
                Term needed = Terms.shiftLeft(Terms.shiftLeft(missing, n - 1), distance);
                yield Terms.oneWhere(Terms.atLeast(Terms.shiftLeft(significand, bits), needed));
            }
        };
    }

    /**
     * Where exponent bits are cut, neighbours are 2^(2^t) apart as factors, for t bits that are cut. The way between
     * them is measured by value, so that the expected value is the number itself.
     */
    private Term byValue(Block block, Term random, int bits, Term significand, int n, Term exponent, Term more) {
        int es = format.es();
        if (es == 0) {
            return Truth.FALSE;
        }
        Term cut = block.name("cut", Terms.clamp(Terms.plus(more, 2 + es - digits), 0, es));
        Term factor = block.name("factor", Terms.shiftLeft(Terms.ONE, cut));
        Term low = Terms.and(exponent, Terms.plus(factor, -1), es + 1);
        // significand * 2^low / 2^(n - 1) is from 1 up to 2^factor.
        Term value = Terms.shiftLeft(Terms.shiftLeft(significand, low), bits);
        Term missing = Terms.minus(Terms.powerOfTwo(bits), random);
        Term needed = Terms.plus(Terms.shiftLeft(missing, factor), random);
        return Terms.atLeast(value, Terms.shiftLeft(needed, n - 1));
    }
}
