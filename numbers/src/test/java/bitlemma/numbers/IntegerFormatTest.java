package bitlemma.numbers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every value of every format up to seven bits, against the weights of its bits. */
class IntegerFormatTest {
    /** The values of a format in the order of their bit patterns, from the weights of the bits. */
    private static List<Long> values(IntegerFormat format) {
        List<Long> values = new ArrayList<>();
        for (int pattern = 0; pattern < 1 << format.width(); pattern++) {
            long value = 0;
            for (int bit = 0; bit < format.width(); bit++) {
                if ((pattern >> bit & 1) == 1) {
                    value += format.signed() && bit == format.width() - 1 ? -(1L << bit) : 1L << bit;
                }
            }
            values.add(value);
        }
        return values;
    }

    private static List<IntegerFormat> small() {
        List<IntegerFormat> formats = new ArrayList<>();
        for (int width = 1; width <= 7; width++) {
            formats.add(IntegerFormat.signed(width));
            formats.add(IntegerFormat.unsigned(width));
        }
        return formats;
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    @Test
    void valuesAndPatterns() {
        for (IntegerFormat format : small()) {
            List<Long> values = values(format);
            assertEquals(big(values.stream().min(Long::compare).orElseThrow()), format.min());
            assertEquals(big(values.stream().max(Long::compare).orElseThrow()), format.max());
            assertEquals(big(values.size()), format.modulus());
            for (int pattern = 0; pattern < values.size(); pattern++) {
                BigInteger value = big(values.get(pattern));
                assertEquals(big(pattern), format.bits(value));
                assertEquals(value, format.wrap(big(pattern)));
                assertEquals(pattern, Integer.decode(format.hex(value)));
                assertEquals(2 + (format.width() + 3) / 4, format.hex(value).length());
            }
        }
    }

    @Test
    void everyIntegerAround() {
        for (IntegerFormat format : small()) {
            List<Long> values = values(format);
            long size = values.size();
            for (long x = -3 * size - 1; x <= 3 * size + 1; x++) {
                long integer = x;
                assertEquals(values.contains(x), format.contains(big(x)));
                long congruent = values.stream().filter(v -> (v - integer) % size == 0).findFirst().orElseThrow();
                assertEquals(big(congruent), format.wrap(big(x)));
                long nearest = values.stream()
                        .min((v, w) -> Long.compare(Math.abs(v - integer), Math.abs(w - integer)))
                        .orElseThrow();
                assertEquals(big(nearest), format.saturate(big(x)));
            }
        }
    }

    @Test
    void wideFormats() {
        for (int width : new int[] {8, 16, 32, 63, 64, 65, 128, 511, 512}) {
            for (boolean signed : new boolean[] {true, false}) {
                IntegerFormat format = new IntegerFormat(signed, width);
                BigInteger size = BigInteger.TWO.pow(width);
                assertEquals(size, format.max().subtract(format.min()).add(BigInteger.ONE));
                assertEquals(signed ? size.divide(BigInteger.TWO).negate() : BigInteger.ZERO, format.min());
                assertTrue(format.contains(format.min()) && format.contains(format.max()));
                assertTrue(!format.contains(format.min().subtract(BigInteger.ONE)));
                assertTrue(!format.contains(format.max().add(BigInteger.ONE)));
                assertEquals(format.min(), format.wrap(format.max().add(BigInteger.ONE)));
                assertEquals(format.max(), format.wrap(format.min().subtract(BigInteger.ONE)));
                assertEquals(format.max(), format.saturate(size.pow(2)));
                assertEquals(format.min(), format.saturate(size.pow(2).negate()));
            }
        }
    }

    @Test
    void namesAndWidths() {
        for (int width = 1; width <= 512; width++) {
            assertEquals(Optional.of(IntegerFormat.signed(width)), IntegerFormat.named("int" + width));
            assertEquals(Optional.of(IntegerFormat.unsigned(width)), IntegerFormat.named("uint" + width));
            assertEquals("int" + width, IntegerFormat.signed(width).toString());
            assertEquals("uint" + width, IntegerFormat.unsigned(width).toString());
        }
        for (String name : List.of("", "int", "uint", "int0", "int513", "int08", "int-8", "int+8", "Int8", "int8 ", "xint8",
                "uuint8", "int99999999999999", "int\u0661")) {
            assertEquals(Optional.empty(), IntegerFormat.named(name), name);
        }
        for (int width : new int[] {0, -1, 513, Integer.MAX_VALUE}) {
            assertThrows(IllegalArgumentException.class, () -> new IntegerFormat(true, width));
        }
    }
}
