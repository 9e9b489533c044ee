package bitlemma.numbers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Floating-point formats up to eight bits: every code, every rounding border, all pairs of operands. */
class SmallFloatFormatTest {
    private static List<Walked> floats() {
        return Walked.floats();
    }

    private static BigInteger big(long code) {
        return BigInteger.valueOf(code);
    }

    @ParameterizedTest
    @MethodSource("floats")
    void everyCode(Walked walked) {
        FloatFormat format = (FloatFormat) walked.format();
        int sign = 1 << format.width() - 1;
        for (int code = 0; code < 1 << format.width(); code++) {
            boolean negative = walked.isSigned() && code >= sign;
            int magnitude = negative ? code - sign : code;
            Datum datum = format.decode(big(code));
            boolean notZero = negative && magnitude == 0 && format.nans() == FloatFormat.NaNs.NEGATIVE_ZERO;
            if (magnitude < walked.count() && !notZero) {
                double value = negative ? -walked.magnitude(magnitude) : walked.magnitude(magnitude);
                assertEquals(value, Walked.toDouble(datum), () -> format + " " + datum);
                for (Rounding rule : Rounding.values()) {
                    assertEquals(Optional.of(big(code)), format.encode(datum, rule, format.overflow()));
                }
                assertEquals(
                        Optional.of(big(code)), format.encodeStochastic(datum, big(255), 8, format.overflow()));
            } else if (format.infinities() && magnitude == walked.count()) {
                assertEquals(new Datum.Infinite(negative), datum);
                assertEquals(Optional.of(big(code)), format.encode(datum, Rounding.EVEN, Overflow.INFINITY));
            } else {
                assertEquals(Datum.NAN, datum);
                BigInteger nan = format.encode(datum, Rounding.EVEN, format.overflow()).orElseThrow();
                assertEquals(Datum.NAN, format.decode(nan));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("floats")
    void everyRoundingBorder(Walked walked) {
        CodedFormat format = walked.format();
        for (double place : walked.places()) {
            Datum datum = Walked.datum(place);
            for (Rounding rule : Rounding.values()) {
                for (Overflow overflow : Overflow.values()) {
                    String what = format + " " + rule + " " + overflow + " of " + place;
                    assertEquals(expected(walked, place, rule, overflow), format.encode(datum, rule, overflow), what);
                }
            }
        }
    }

    /** The code of a number other than 0, by search. */
    private static Optional<BigInteger> expected(Walked walked, double x, Rounding rule, Overflow overflow) {
        FloatFormat format = (FloatFormat) walked.format();
        boolean negative = x < 0;
        int sign = 1 << format.width() - 1;
        if (!walked.isSigned()) {
            boolean down = rule == Rounding.TRUNCATE || rule == Rounding.FLOOR;
            if (negative || x < walked.magnitude(0) && down) {
                return switch (overflow) {
                    case SATURATE -> Optional.of(BigInteger.ZERO);
                    case NAN -> format.nan();
                    case INFINITY, FORBID -> Optional.empty();
                };
            }
            if (x < walked.magnitude(0)) {
                return Optional.of(BigInteger.ZERO);
            }
        }
        int magnitude = walked.rounded(x, rule);
        if (magnitude < walked.count()) {
            boolean minus = negative && (magnitude > 0 || format.nans() != FloatFormat.NaNs.NEGATIVE_ZERO);
            return Optional.of(big(minus ? magnitude + sign : magnitude));
        }
        return switch (overflow) {
            case SATURATE -> Optional.of(big(walked.count() - 1 + (negative ? sign : 0)));
            case NAN -> format.nan();
            case INFINITY ->
                format.infinities() ? Optional.of(big(walked.count() + (negative ? sign : 0))) : Optional.empty();
            case FORBID -> Optional.empty();
        };
    }

    @ParameterizedTest
    @MethodSource("floats")
    void roundingIsMonotonic(Walked walked) {
        CodedFormat format = walked.format();
        List<Double> ascending = walked.places().stream().sorted().toList();
        for (Rounding rule : Rounding.values()) {
            Rational last = null;
            for (double place : ascending) {
                BigInteger code = format.encode(Walked.datum(place), rule, Overflow.SATURATE).orElseThrow();
                Rational value = ((Datum.Finite) format.decode(code)).value();
                assertTrue(last == null || last.compareTo(value) <= 0, () -> format + " " + rule + " at " + place);
                last = value;
            }
        }
    }

    /** Between neighbours k sixteenths apart, k of the sixteen random numbers go further from zero. */
    @ParameterizedTest
    @MethodSource("floats")
    void chanceIsAsLargeAsTheFraction(Walked walked) {
        CodedFormat format = walked.format();
        int sign = 1 << format.width() - 1;
        for (int code = 0; code + 1 < walked.count(); code++) {
            double low = walked.magnitude(code);
            double high = walked.magnitude(code + 1);
            for (int k = 1; k < 16; k++) {
                for (boolean negative : walked.isSigned() ? new boolean[] {false, true} : new boolean[] {false}) {
                    double x = low + (high - low) * k / 16;
                    Datum datum = Walked.datum(negative ? -x : x);
                    for (int random = 0; random < 16; random++) {
                        int magnitude = k + random >= 16 ? code + 1 : code;
                        boolean zero = magnitude == 0 && walked.isSigned();
                        BigInteger found =
                                format.encodeStochastic(datum, big(random), 4, format.overflow()).orElseThrow();
                        if (zero) {
                            assertEquals(0.0, Math.abs(Walked.toDouble(format.decode(found))));
                        } else {
                            assertEquals(big(negative ? magnitude + sign : magnitude), found);
                        }
                    }
                }
            }
        }
    }

    private static List<Walked> eightBits() {
        // Sums of E8M0 need 255 bits, more than a double has.
        return floats().stream()
                .filter(w -> w.format().width() <= 8 && !w.name().equals("float8_e8m0fnu"))
                .toList();
    }

    /**
     * All pairs, against arithmetic in double. Products of two significands of at most 5 bits are exact there, and
     * sums as well where the exponents differ by at most 40 (only E6M1 has others). A quotient or a root of p-bit
     * significands is a number of p + 1 bits, or differs from all of those by more than one part in 2^(2p + 2):
     * rounding it to 53 bits before is innocuous under every rule.
     */
    @ParameterizedTest
    @MethodSource("eightBits")
    void allPairs(Walked walked) {
        CodedFormat format = walked.format();
        int size = 1 << format.width();
        double[] values = new double[size];
        for (int code = 0; code < size; code++) {
            values[code] = Walked.toDouble(format.decode(big(code)));
        }
        Rounding[] rules = Rounding.values();
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                double x = values[a];
                double y = values[b];
                List<BigInteger> operands = List.of(big(a), big(b));
                for (Rounding rule : List.of(Rounding.EVEN, rules[(5 * a + b) % rules.length])) {
                    check(walked, Operation.MULTIPLY, operands, x * y, rule);
                    check(walked, Operation.DIVIDE, operands, x / y, rule);
                    if (isExact(x, y)) {
                        check(walked, Operation.ADD, operands, sum(x, y, rule), rule);
                        check(walked, Operation.SUBTRACT, operands, sum(x, -y, rule), rule);
                    }
                }
                check(walked, Operation.MINIMUM, operands, Math.min(x, y), Rounding.EVEN);
                check(walked, Operation.MAXIMUM, operands, Math.max(x, y), Rounding.EVEN);
            }
            List<BigInteger> operand = List.of(big(a));
            for (Rounding rule : rules) {
                check(walked, Operation.SQUARE_ROOT, operand, Math.sqrt(values[a]), rule);
                check(walked, Operation.NEGATE, operand, -values[a], rule);
                check(walked, Operation.ABSOLUTE, operand, Math.abs(values[a]), rule);
            }
        }
    }

    private static List<Walked> sixBits() {
        return floats().stream().filter(w -> w.format().width() <= 6).toList();
    }

    /** All triples: a product plus a number is exact in double for formats this small. */
    @ParameterizedTest
    @MethodSource("sixBits")
    void allTriples(Walked walked) {
        CodedFormat format = walked.format();
        int size = 1 << format.width();
        double[] values = new double[size];
        for (int code = 0; code < size; code++) {
            values[code] = Walked.toDouble(format.decode(big(code)));
        }
        Rounding[] rules = Rounding.values();
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                for (int c = 0; c < size; c++) {
                    Rounding rule = rules[(a + 3 * b + 5 * c) % rules.length];
                    List<BigInteger> operands = List.of(big(a), big(b), big(c));
                    double exact = sum(values[a] * values[b], values[c], rule);
                    check(walked, Operation.FUSED_MULTIPLY_ADD, operands, exact, rule);
                }
            }
        }
    }

    private static boolean isExact(double x, double y) {
        return !Double.isFinite(x)
                || !Double.isFinite(y)
                || x == 0
                || y == 0
                || Math.abs(Math.getExponent(x) - Math.getExponent(y)) <= 40;
    }

    /** Opposite numbers cancel to +0, but to -0 where the rule is to round down. */
    private static double sum(double x, double y, Rounding rule) {
        return x == -y && x != 0 && Double.isFinite(x) || x == 0 && y == 0 && 1 / x != 1 / y
                ? (rule == Rounding.FLOOR ? -0.0 : 0.0)
                : x + y;
    }

    private static void check(
            Walked walked, Operation operation, List<BigInteger> operands, double exact, Rounding rule) {
        FloatFormat format = (FloatFormat) walked.format();
        Overflow overflow = format.overflow();
        Optional<BigInteger> expected;
        if (Double.isNaN(exact)) {
            expected = format.nan();
        } else if (Double.isInfinite(exact)) {
            expected = switch (overflow) {
                case INFINITY -> format.infinity(exact < 0);
                case NAN -> format.nan();
                case SATURATE -> Optional.of(exact < 0 ? format.least() : format.greatest());
                case FORBID -> Optional.empty();
            };
        } else if (exact == 0) {
            boolean minus = 1 / exact < 0 && format.hasNegativeZero();
            expected = Optional.of(big(minus ? 1L << format.width() - 1 : 0));
        } else {
            expected = expected(walked, exact, rule, overflow);
        }
        Optional<BigInteger> found = format.apply(operation, operands, rule, overflow);
        assertEquals(expected, found, () -> format + " " + operation + operands + " " + rule + " of " + exact);
    }
}
