package bitlemma.numbers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.numbers.BlockFormat.Block;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks against the rules of the MX specification and of NVFP4, computed in double. */
class BlockFormatTest {
    private static final BigInteger NAN_SCALE = BigInteger.valueOf(0xff);

    private static BigInteger big(long code) {
        return BigInteger.valueOf(code);
    }

    private static BlockFormat format(String name) {
        return BlockFormat.named(name).orElseThrow();
    }

    private static List<Datum> data(double... values) {
        List<Datum> data = new ArrayList<>();
        for (double value : values) {
            data.add(Walked.datum(value));
        }
        return data;
    }

    /**
     * The names, and what the MX specification's tables say of each: block size, and exponent of the largest power of
     * two.
     */
    @ParameterizedTest
    @CsvSource({
        "mxfp8_e4m3, 32, 8, 448",
        "mxfp8_e5m2, 32, 15, 57344",
        "mxfp6_e3m2, 32, 4, 28",
        "mxfp6_e2m3, 32, 2, 7.5",
        "mxfp4, 32, 2, 6",
        "mxint8, 32, 0, 1.984375"
    })
    void microscaling(String name, int size, int largestExponent, double greatest) {
        BlockFormat format = format(name);
        assertEquals(size, format.size());
        assertEquals(greatest, Walked.toDouble(format.element().decode(format.element().greatest())));
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            double[] values = new double[size];
            double largest = 0;
            for (int i = 0; i < size; i++) {
                values[i] = (float) Math.scalb(random.nextGaussian(), random.nextInt(8) + round % 100 - 50);
                largest = Math.max(largest, Math.abs(values[i]));
            }
            int exponent = Math.getExponent(largest) - largestExponent;
            Block block = format.quantize(data(values));
            assertEquals(big(127 + exponent), block.scale());
            for (int i = 0; i < size; i++) {
                double scaled = Math.scalb(values[i], -exponent);
                Optional<BigInteger> nearest =
                        format.element().encode(Walked.datum(scaled), Rounding.EVEN, Overflow.SATURATE);
                assertEquals(nearest, Optional.of(block.elements().get(i)));
                double decoded = Walked.toDouble(format.decode(block).get(i));
                double element = Walked.toDouble(format.element().decode(block.elements().get(i)));
                assertEquals(Math.scalb(element, exponent), decoded);
                boolean near = Math.abs(element - scaled) <= Math.scalb(1, largestExponent - 1);
                assertTrue(near || Math.abs(scaled) > greatest);
            }
        }
    }

    @Test
    void clipping() {
        // 7.9 has the exponent 2 of FP4's 4, so the scale is 1 and 7.9 is clipped to 6.
        Block block = format("mxfp4").quantize(data(7.9, -7.9, 1.25, -0.0));
        assertEquals(big(127), block.scale());
        assertEquals(List.of(big(7), big(15), big(2), big(8)), block.elements());
        // NVFP4 divides by 7.9 / 6, rounded to E4M3: 1.375, by which 7.9 is 5.745.
        Block ratio = format("nvfp4").quantize(data(7.9, -7.9, 1.25));
        assertEquals(Datum.of(Rational.of(11, 8)), format("nvfp4").scale().decode(ratio.scale()));
        assertEquals(List.of(big(7), big(15), big(2)), ratio.elements());
        // The scale saturates at 448, and with it the elements.
        Block large = format("nvfp4").quantize(data(1e6, 448));
        assertEquals(big(0x7e), large.scale());
        assertEquals(List.of(big(7), big(2)), large.elements());
        assertEquals(data(2688, 448), format("nvfp4").decode(large));
    }

    @Test
    void integersUseTheirLeastValue() {
        Block block = format("mxint8").quantize(data(1.999, -1.999, 1, 0.0078125, 0.0234375));
        assertEquals(big(127), block.scale());
        // Ties go to even: half a step to 0, one and a half to 2.
        assertEquals(List.of(big(127), big(0x80), big(64), big(0), big(2)), block.elements());
    }

    @Test
    void allZero() {
        for (BlockFormat format : BlockFormat.builtIn()) {
            Block block = format.quantize(data(0, 0, -0.0));
            assertEquals(BigInteger.ZERO, block.scale());
            for (Datum value : format.decode(block)) {
                assertEquals(0, Math.abs(Walked.toDouble(value)));
            }
        }
    }

    @Test
    void scaleAtItsEnds() {
        Block tiny = format("mxfp4").quantize(data(0x1p-130, 0x1p-127, 0x1p-126));
        assertEquals(BigInteger.ZERO, tiny.scale());
        assertEquals(data(0, 0x1p-127, 0x1p-126), format("mxfp4").decode(tiny));
        Block huge = format("mxfp8_e5m2").quantize(data(0x1p200));
        assertEquals(big(254), huge.scale());
        assertEquals(data(57344 * 0x1p127), format("mxfp8_e5m2").decode(huge));
        // Below half of the least scale of NVFP4 the scale is zero, and so is the block.
        Block none = format("nvfp4").quantize(data(6 * 0x1p-10, -0x1p-12));
        assertEquals(BigInteger.ZERO, none.scale());
        assertEquals(data(0, 0), format("nvfp4").decode(none));
    }

    @Test
    void whatIsNoNumber() {
        Block own = format("mxfp8_e5m2").quantize(data(Double.NaN, Double.NEGATIVE_INFINITY, 57344));
        assertEquals(big(127), own.scale());
        assertEquals(data(Double.NaN, Double.NEGATIVE_INFINITY, 57344), format("mxfp8_e5m2").decode(own));
        Block nan = format("mxfp8_e4m3").quantize(data(Double.NaN, 448));
        assertEquals(data(Double.NaN, 448), format("mxfp8_e4m3").decode(nan));
        for (String name : List.of("mxfp4", "mxfp6_e3m2", "mxint8", "mxfp8_e4m3")) {
            Block infinite = format(name).quantize(data(Double.POSITIVE_INFINITY, 1));
            assertEquals(NAN_SCALE, infinite.scale());
            assertEquals(Collections.nCopies(2, Datum.NAN), format(name).decode(infinite));
        }
        Block ratio = format("nvfp4").quantize(data(Double.NaN, 1));
        assertEquals(Collections.nCopies(2, Datum.NAN), format("nvfp4").decode(ratio));
    }

    /** The elements are integers of b bits, and the shared exponent is the largest one less b - 2. */
    @Test
    void dynamicFixedPoint() {
        BlockFormat format = BlockFormat.dynamicFixedPoint(16, 1000);
        Block block = format.quantize(data(100, -3, 0.001, 127.999));
        int exponent = 6 - 14;
        assertEquals(big(127 + 6), block.scale());
        // 127.999 * 2^8 is 32767.7, above the greatest integer: clipped.
        assertEquals(
                List.of(big(100 << -exponent), big(65536 - (3 << -exponent)), big(0), big(32767)), block.elements());
        assertEquals(Datum.of(Rational.of(100)), format.decode(block).getFirst());
    }

    @Test
    void otherScalesAndRules() {
        BlockFormat format = format("mxfp4");
        assertEquals(List.of(big(3)), format.elements(big(128), data(3.9), Rounding.TRUNCATE));
        assertEquals(List.of(big(4)), format.elements(big(128), data(3.9), Rounding.EVEN));
        assertThrows(IllegalArgumentException.class, () -> format.quantize(List.of()));
        assertThrows(
                IllegalArgumentException.class, () -> format.quantize(Collections.nCopies(33, Datum.of(Rational.ONE))));
        assertThrows(
                IllegalArgumentException.class, () -> format.elements(big(127), data(Double.NaN), Rounding.EVEN));
        assertEquals(Optional.empty(), BlockFormat.named("mxfp5"));
    }
}
