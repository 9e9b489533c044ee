package bitlemma.numbers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.onnxruntime.OrtException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fixed point and affine quantization, against the rounding of integers and ONNX Runtime. */
class LinearFormatTest {
    private static BigInteger big(long code) {
        return BigInteger.valueOf(code);
    }

    private static List<LinearFormat> formats() {
        return List.of(
                LinearFormat.fixed(true, 4, 2),
                LinearFormat.fixed(true, 4, 6),
                LinearFormat.fixed(false, 4, -1),
                LinearFormat.fixed(false, 3, 3),
                new LinearFormat("affine", IntegerFormat.signed(4), Rational.of(3, 7), big(-3)),
                new LinearFormat("affine", IntegerFormat.unsigned(4), Rational.of(1, 10), big(5)));
    }

    private static long integer(LinearFormat format, long code) {
        return format.codes().signed() && code >= 1L << format.width() - 1 ? code - (1L << format.width()) : code;
    }

    @Test
    void everyCode() {
        for (LinearFormat format : formats()) {
            for (int code = 0; code < 1 << format.width(); code++) {
                Rational steps = Rational.of(integer(format, code)).minus(Rational.of(format.zeroPoint()));
                Datum datum = format.decode(big(code));
                assertEquals(Datum.of(steps.times(format.scale())), datum);
                for (Rounding rule : Rounding.values()) {
                    assertEquals(Optional.of(big(code)), format.encode(datum, rule, Overflow.FORBID));
                }
            }
        }
    }

    @Test
    void everyBorder() {
        for (LinearFormat format : formats()) {
            for (int twelfth = -12 * 40; twelfth <= 12 * 40; twelfth++) {
                Rational steps = Rational.of(twelfth, 12);
                Datum exact = Datum.of(steps.times(format.scale()));
                for (Rounding rule : Rounding.values()) {
                    BigInteger q = rule.round(steps).add(format.zeroPoint());
                    assertEquals(
                            format.codes().contains(q) ? Optional.of(format.codes().bits(q)) : Optional.empty(),
                            format.encode(exact, rule, Overflow.FORBID),
                            () -> format + " " + rule + " " + exact);
                    assertEquals(
                            Optional.of(format.codes().bits(format.codes().saturate(q))),
                            format.encode(exact, rule, Overflow.SATURATE));
                }
                for (int random = 0; random < 12; random++) {
                    Rational magnitude = steps.abs();
                    Rational fraction = magnitude.minus(Rational.of(magnitude.floor()));
                    boolean away = fraction.plus(Rational.of(random, 16)).compareTo(Rational.ONE) >= 0;
                    BigInteger multiple = magnitude.floor().add(big(away ? 1 : 0));
                    BigInteger q = (twelfth < 0 ? multiple.negate() : multiple).add(format.zeroPoint());
                    assertEquals(
                            Optional.of(format.codes().bits(format.codes().saturate(q))),
                            format.encodeStochastic(exact, big(random), 4, Overflow.SATURATE));
                }
            }
        }
    }

    /** All pairs: in multiples of the scale it is arithmetic of small fractions. */
    @Test
    void allPairs() {
        LinearFormat format = LinearFormat.fixed(true, 4, 2);
        for (int a = 0; a < 16; a++) {
            for (int b = 0; b < 16; b++) {
                for (Rounding rule : Rounding.values()) {
                    long x = integer(format, a);
                    long y = integer(format, b);
                    check(format, Operation.ADD, a, b, rule, Rational.of(x + y));
                    check(format, Operation.SUBTRACT, a, b, rule, Rational.of(x - y));
                    check(format, Operation.MULTIPLY, a, b, rule, Rational.of(x * y, 4));
                    check(format, Operation.DIVIDE, a, b, rule, y == 0 ? null : Rational.of(4 * x, y));
                    check(format, Operation.MINIMUM, a, b, rule, Rational.of(Math.min(x, y)));
                    check(format, Operation.MAXIMUM, a, b, rule, Rational.of(Math.max(x, y)));
                }
            }
        }
    }

    private static void check(LinearFormat format, Operation operation, int a, int b, Rounding rule, Rational steps) {
        Optional<BigInteger> expected = Optional.ofNullable(steps)
                .map(rule::round)
                .filter(format.codes()::contains)
                .map(format.codes()::bits);
        assertEquals(
                expected,
                format.apply(operation, List.of(big(a), big(b)), rule, Overflow.FORBID),
                () -> operation + " " + a + " " + b + " " + rule);
    }

    /** The root of q / 16, counted in sixteenths, is the root of 16 q. */
    @Test
    void roots() {
        LinearFormat format = LinearFormat.fixed(false, 10, 4);
        for (int q = 0; q < 1024; q++) {
            int floor = 0;
            while ((floor + 1) * (floor + 1) <= 16 * q) {
                floor++;
            }
            boolean exact = floor * floor == 16 * q;
            // (floor + 1/2)^2 is floor^2 + floor + 1/4: never an integer, so there are no ties.
            int nearest = 16 * q > floor * floor + floor ? floor + 1 : floor;
            int odd = exact || floor % 2 == 1 ? floor : floor + 1;
            assertEquals(Optional.of(big(floor)), root(format, q, Rounding.FLOOR));
            assertEquals(Optional.of(big(exact ? floor : floor + 1)), root(format, q, Rounding.CEILING));
            assertEquals(Optional.of(big(nearest)), root(format, q, Rounding.EVEN));
            assertEquals(Optional.of(big(odd)), root(format, q, Rounding.ODD));
        }
    }

    private static Optional<BigInteger> root(LinearFormat format, int q, Rounding rule) {
        return format.apply(Operation.SQUARE_ROOT, List.of(big(q)), rule, Overflow.FORBID);
    }

    /** With a power of two as scale, ONNX Runtime's division in float32 is exact. */
    @ParameterizedTest
    @CsvSource({
        "0.25, 0, true",
        "0.25, -7, true",
        "8, 100, true",
        "0.0625, 0, false",
        "0.5, 128, false",
        "1, 255, false"
    })
    void quantizesLikeOnnxRuntime(float scale, int zeroPoint, boolean signed) throws OrtException {
        LinearFormat format =
                new LinearFormat("affine", new IntegerFormat(signed, 8), Walked.exact(scale), big(zeroPoint));
        List<Float> places = new ArrayList<>();
        for (int quarter = -4 * 600; quarter <= 4 * 600; quarter++) {
            float place = quarter * scale / 4;
            places.addAll(List.of(place, Math.nextUp(place), Math.nextDown(place)));
        }
        places.addAll(List.of(1e9f, -1e9f, Float.MIN_VALUE, -Float.MIN_VALUE));
        float[] values = new float[places.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = places.get(i);
        }
        int[] expected = OnnxOperators.quantized(scale, zeroPoint, signed, values);
        for (int i = 0; i < values.length; i++) {
            BigInteger code =
                    format.encode(Walked.datum(values[i]), Rounding.EVEN, Overflow.SATURATE).orElseThrow();
            assertEquals(expected[i], integer(format, code.longValue()), "" + values[i]);
        }
    }

    @Test
    void whatIsNoNumber() {
        LinearFormat format = LinearFormat.fixed(true, 4, 2);
        assertEquals(Optional.empty(), format.encode(Datum.NAN, Rounding.EVEN, Overflow.SATURATE));
        assertEquals(Optional.of(big(8)), format.encode(new Datum.Infinite(true), Rounding.EVEN, Overflow.SATURATE));
        assertEquals(Optional.empty(), format.encode(new Datum.Infinite(true), Rounding.EVEN, Overflow.FORBID));
        assertEquals(Overflow.FORBID, format.overflow());
        assertThrows(IllegalArgumentException.class, () -> format.decode(big(16)));
        assertThrows(IllegalArgumentException.class, () -> format.decode(big(-1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new LinearFormat("bad", IntegerFormat.signed(8), Rational.ZERO, BigInteger.ZERO));
    }
}
