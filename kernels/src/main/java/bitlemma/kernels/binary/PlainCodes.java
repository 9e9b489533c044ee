package bitlemma.kernels.binary;

import bitlemma.grammar.core.Value;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Datum;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Coded values that say more to people than others: numbers of few digits, near 1, and not negative. */
final class PlainCodes {
    private static final List<Rational> PLAINEST = List.of(
            Rational.ZERO, Rational.ONE, Rational.ONE.negate(), Rational.of(BigInteger.TWO), Rational.HALF);

    private PlainCodes() {}

    /** Values to try in the place of one, each plainer than it, the plainest first. */
    static List<Value> simplerThan(Value.Coded value) {
        CodedFormat format = value.format();
        Map<BigInteger, Value.Coded> found = new LinkedHashMap<>();
        PLAINEST.forEach(number -> add(found, format, Datum.of(number)));
        if (value.datum() instanceof Datum.Finite finite && finite.value().signum() != 0) {
            Rational number = finite.value();
            Rational magnitude = number.abs();
            int exponent = exponent(magnitude);
            Rational significand = number.times(Rational.powerOfTwo(-exponent));
            add(found, format, Datum.of(number.negate()));
            for (int nearer = exponent / 2; ; nearer = nearer / 2) {
                add(found, format, Datum.of(significand.times(Rational.powerOfTwo(nearer))));
                add(found, format, Datum.of(significand.times(Rational.powerOfTwo(exponent - nearer))));
                if (nearer == 0) {
                    break;
                }
            }
            for (int step = exponent; step > exponent - format.width(); step--) {
                Rational grid = Rational.powerOfTwo(step);
                Rational cut = Rational.of(Rounding.TRUNCATE.round(number.dividedBy(grid)))
                        .times(grid);
                add(found, format, Datum.of(cut));
                Rational one = Rational.powerOfTwo(step);
                add(found, format, Datum.of(number.signum() < 0 ? number.plus(one) : number.minus(one)));
            }
        } else if (!(value.datum() instanceof Datum.Finite)) {
            add(found, format, new Datum.Infinite(false));
            add(found, format, Datum.NAN);
        }
        long own = plainness(value);
        return found.values().stream()
                .filter(v -> plainness(v) < own)
                .sorted(Comparator.comparingLong(PlainCodes::plainness))
                .map(Value.class::cast)
                .toList();
    }

    private static void add(Map<BigInteger, Value.Coded> found, CodedFormat format, Datum datum) {
        format.encode(datum, Rounding.TRUNCATE, Overflow.FORBID)
                .ifPresent(code -> found.put(code, new Value.Coded(format, code)));
    }

    /** The exponent of the power of two at or below a positive number, or the next one below that. */
    private static int exponent(Rational magnitude) {
        return magnitude.numerator().bitLength() - magnitude.denominator().bitLength();
    }

    /** Less for what is plainer. */
    private static long plainness(Value.Coded value) {
        return switch (value.datum()) {
            case Datum.Finite(Rational number, boolean negative) ->
                2L * number.numerator().bitLength() + 2L * number.denominator().bitLength() + (negative ? 1 : 0);
            case Datum.Infinite(boolean negative) -> Integer.MAX_VALUE + (negative ? 1L : 0L);
            // All patterns of NaN stand for the same; the usual one is preferred.
            case Datum.NotANumber nan -> 2L * Integer.MAX_VALUE + (isCanonical(value) ? 0 : 1);
        };
    }

    private static boolean isCanonical(Value.Coded nan) {
        return nan.format()
                .encode(Datum.NAN, Rounding.EVEN, Overflow.FORBID)
                .filter(nan.code()::equals)
                .isPresent();
    }
}
