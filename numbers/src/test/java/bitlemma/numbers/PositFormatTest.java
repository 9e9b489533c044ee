package bitlemma.numbers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Posits against a walk over the characters of their patterns, and the standard's rounding by posits of one bit more.
 */
class PositFormatTest {
    private static BigInteger big(long code) {
        return BigInteger.valueOf(code);
    }

    /** The value of a positive posit: regime, exponent and fraction, read from the left. */
    private static double walked(int code, int width, int es) {
        String bits = Integer.toBinaryString(1 << width - 1 | code).substring(1);
        char first = bits.charAt(0);
        int run = 0;
        while (run < bits.length() && bits.charAt(run) == first) {
            run++;
        }
        int regime = first == '1' ? run - 1 : -run;
        String rest = bits.substring(Math.min(run + 1, bits.length())) + "0".repeat(es);
        int exponent = es == 0 ? 0 : Integer.parseInt(rest.substring(0, es), 2);
        double fraction = 1;
        double weight = 0.5;
        for (char bit : rest.substring(es).toCharArray()) {
            fraction += bit == '1' ? weight : 0;
            weight /= 2;
        }
        return Math.scalb(fraction, regime * (1 << es) + exponent);
    }

    @Test
    void knownValues() {
        PositFormat standard = new PositFormat(8, 2);
        assertEquals(0x1p-24, Walked.toDouble(standard.decode(big(1))));
        assertEquals(0x1p24, Walked.toDouble(standard.decode(big(0x7f))));
        assertEquals(1, Walked.toDouble(standard.decode(big(0x40))));
        assertEquals(1.5, Walked.toDouble(standard.decode(big(0x44))));
        assertEquals(16, Walked.toDouble(standard.decode(big(0x60))));
        assertEquals(-1, Walked.toDouble(standard.decode(big(0xc0))));
        assertEquals(Datum.NAN, standard.decode(big(0x80)));
        PositFormat linear = new PositFormat(8, 0);
        assertEquals(0x1p-6, Walked.toDouble(linear.decode(big(1))));
        assertEquals(64, Walked.toDouble(linear.decode(big(0x7f))));
        assertEquals(1.5, Walked.toDouble(linear.decode(big(0x50))));
        // The standard's example: posit16, 3.55393 * 10^-6 has the pattern 0000110111011101 with es = 3.
        assertEquals(477.0 / 134217728, Walked.toDouble(new PositFormat(16, 3).decode(big(0b0000110111011101))));
    }

    @ParameterizedTest
    @CsvSource({"2, 0", "3, 0", "3, 1", "4, 0", "5, 1", "6, 2", "8, 0", "8, 1", "8, 2", "8, 3", "10, 2", "12, 1"})
    void everyCodeAndBorder(int width, int es) {
        PositFormat format = new PositFormat(width, es);
        int nar = 1 << width - 1;
        assertEquals(Optional.of(big(nar)), format.encode(Datum.NAN, Rounding.EVEN, Overflow.SATURATE));
        Datum zero = Datum.of(Rational.ZERO);
        assertEquals(Optional.of(BigInteger.ZERO), format.encode(zero, Rounding.EVEN, Overflow.SATURATE));
        assertEquals(new Datum.Finite(Rational.ZERO, false), format.decode(BigInteger.ZERO));
        double[] values = new double[nar];
        double[] borders = new double[nar];
        List<Double> places = new ArrayList<>();
        double last = 0;
        for (int code = 1; code < nar; code++) {
            double value = walked(code, width, es);
            values[code] = value;
            assertTrue(value > last);
            assertEquals(value, Walked.toDouble(format.decode(big(code))));
            assertEquals(Optional.of(big(code)), format.encode(Walked.datum(value), Rounding.EVEN, Overflow.FORBID));
            assertEquals(-value, Walked.toDouble(format.decode(big(2 * nar - code))));
            double border = walked(2 * code - 1, width + 1, es);
            borders[code - 1] = border;
            double middle = (last + value) / 2;
            for (double place : new double[] {value, border, middle, (last + border) / 2, (border + value) / 2}) {
                places.addAll(List.of(Math.nextDown(place), place, Math.nextUp(place)));
            }
            last = value;
        }
        places.addAll(List.of(last * 1.5, last * 2, last * 100, 1e-300, 1e300));
        for (double x : places) {
            for (Rounding rule : Rounding.values()) {
                for (boolean negative : new boolean[] {false, true}) {
                    int magnitude = rounded(x, negative, rule, values, borders);
                    BigInteger code = big(negative && magnitude > 0 ? 2 * nar - magnitude : magnitude);
                    Datum exact = Walked.datum(negative ? -x : x);
                    assertEquals(
                            Optional.of(code),
                            format.encode(exact, rule, Overflow.SATURATE),
                            () -> format + " " + rule + " of " + exact);
                }
            }
        }
    }

    /** The magnitude that x is rounded to, given those of all posits and the first that lies on each one's far side. */
    private static int rounded(double x, boolean negative, Rounding rule, double[] values, double[] borders) {
        int at = Arrays.binarySearch(values, x);
        int low = at < 0 ? -at - 2 : at;
        if (at >= 0 || low == values.length - 1) {
            return low;
        }
        double border = borders[low];
        int nearest = low == 0 ? 1 : x < border ? low : low + 1;
        boolean tie = low > 0 && x == border;
        return switch (rule) {
            case FLOOR -> negative ? low + 1 : low;
            case CEILING -> negative ? low : low + 1;
            case TRUNCATE -> low;
            case UP -> tie && negative ? low : nearest;
            case AWAY -> nearest;
            case EVEN -> tie && low % 2 == 0 ? low : nearest;
            case ODD -> low % 2 == 1 ? low : low + 1;
        };
    }

    /**
     * Sums and products of small posits are exact in double, and its quotients are close enough; see the test of
     * floats.
     */
    @ParameterizedTest
    @CsvSource({"8, 0", "8, 1", "8, 2"})
    void allPairs(int width, int es) {
        PositFormat format = new PositFormat(width, es);
        int size = 1 << width;
        int nar = size / 2;
        double[] borders = new double[nar];
        double[] values = new double[size];
        values[nar] = Double.NaN;
        for (int code = 1; code < nar; code++) {
            values[code] = walked(code, width, es);
            values[size - code] = -values[code];
        }
        for (int low = 0; low < nar; low++) {
            borders[low] = low == 0 ? 0 : walked(2 * low + 1, width + 1, es);
        }
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                double x = values[a];
                double y = values[b];
                check(format, borders, Operation.ADD, x + y, a, b);
                check(format, borders, Operation.SUBTRACT, x - y, a, b);
                check(format, borders, Operation.MULTIPLY, x * y, a, b);
                check(format, borders, Operation.DIVIDE, x / y, a, b);
            }
            check(format, borders, Operation.SQUARE_ROOT, Math.sqrt(values[a]), a);
        }
    }

    private static void check(
            PositFormat format, double[] borders, Operation operation, double exact, int... operands) {
        List<BigInteger> codes = Arrays.stream(operands).mapToObj(PositFormatTest::big).toList();
        BigInteger found = format.apply(operation, codes, Rounding.EVEN, Overflow.SATURATE).orElseThrow();
        int nar = borders.length;
        int expected;
        if (!Double.isFinite(exact)) {
            expected = nar;
        } else {
            double x = Math.abs(exact);
            int magnitude = 0;
            if (x != 0) {
                int at = Arrays.binarySearch(borders, x);
                // On a border the even one of the two sides, between borders the one that lies there.
                magnitude = at < 0 ? -at - 1 : at % 2 == 0 ? at : at + 1;
                magnitude = Math.clamp(magnitude, 1, nar - 1);
            }
            expected = exact < 0 && magnitude > 0 ? 2 * nar - magnitude : magnitude;
        }
        assertEquals(big(expected), found, () -> format + " " + operation + codes + " of " + exact);
    }

    @Test
    void otherOverflows() {
        PositFormat format = new PositFormat(8, 2);
        Datum large = Datum.of(Rational.powerOfTwo(25));
        assertEquals(Optional.of(format.nar()), format.encode(large, Rounding.EVEN, Overflow.NAN));
        assertEquals(Optional.empty(), format.encode(large, Rounding.EVEN, Overflow.FORBID));
        assertEquals(Optional.empty(), format.encode(large, Rounding.EVEN, Overflow.INFINITY));
        assertEquals(Optional.of(format.greatest()), format.encode(large, Rounding.TRUNCATE, Overflow.NAN));
        Datum infinite = new Datum.Infinite(true);
        assertEquals(Optional.of(format.nar()), format.encode(infinite, Rounding.EVEN, Overflow.SATURATE));
        assertEquals(Overflow.SATURATE, format.overflow());
    }

    /** Chance goes by value, also where codes are far apart: of 16 random numbers k, k sixteenths above. */
    @Test
    void chanceIsAsLargeAsTheFraction() {
        PositFormat format = new PositFormat(6, 2);
        for (int code = 0; code < 31; code++) {
            double low = code == 0 ? 0 : walked(code, 6, 2);
            double high = code == 30 ? walked(31, 6, 2) : walked(code + 1, 6, 2);
            for (int k = 1; k < 16; k++) {
                for (int random = 0; random < 16; random++) {
                    Datum between = Walked.datum(low + (high - low) * k / 16);
                    assertEquals(
                            Optional.of(big(k + random >= 16 ? code + 1 : code)),
                            format.encodeStochastic(between, big(random), 4, Overflow.SATURATE));
                }
            }
        }
    }

    @Test
    void bounds() {
        for (int[] parts : new int[][] {{1, 0}, {129, 2}, {8, -1}, {8, 6}}) {
            assertThrows(IllegalArgumentException.class, () -> new PositFormat(parts[0], parts[1]));
        }
        PositFormat widest = new PositFormat(128, 5);
        assertEquals(Datum.of(Rational.powerOfTwo(126 * 32)), widest.decode(widest.greatest()));
        assertEquals(Datum.of(Rational.powerOfTwo(-126 * 32)), widest.decode(BigInteger.ONE));
    }
}
