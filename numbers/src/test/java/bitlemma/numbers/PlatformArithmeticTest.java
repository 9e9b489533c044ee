package bitlemma.numbers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The formats that Java has, against what the machine computes. */
class PlatformArithmeticTest {
    private static final FloatFormat FLOAT16 = format("float16");
    private static final FloatFormat FLOAT32 = format("float32");
    private static final FloatFormat FLOAT64 = format("float64");
    private static final int ROUNDS = 60_000;

    private static FloatFormat format(String name) {
        return (FloatFormat) Formats.named(name).orElseThrow();
    }

    private static BigInteger code(float x) {
        return BigInteger.valueOf(Integer.toUnsignedLong(Float.floatToIntBits(x)));
    }

    private static BigInteger code(double x) {
        return new BigInteger(Long.toUnsignedString(Double.doubleToLongBits(x)));
    }

    private static BigInteger half(float x) {
        return BigInteger.valueOf(Float.isNaN(x) ? 0x7e00 : Float.floatToFloat16(x) & 0xffff);
    }

    /** Special operands, random ones, and random ones whose exponents are close: those whose sums cancel. */
    private static BigInteger operand(FloatFormat format, Random random, BigInteger other) {
        List<BigInteger> specials = format.specials();
        return switch (random.nextInt(4)) {
            case 0 -> specials.get(random.nextInt(specials.size()));
            case 1, 2 -> new BigInteger(format.width(), random);
            default -> {
                BigInteger low = new BigInteger(format.mantissaBits() + 2, random);
                yield other.xor(low).xor(BigInteger.valueOf(random.nextInt(2)).shiftLeft(format.width() - 1));
            }
        };
    }

    private static void check(FloatFormat format, BigInteger expected, Operation operation, BigInteger... operands) {
        BigInteger found = format.apply(operation, List.of(operands), Rounding.EVEN, Overflow.INFINITY).orElseThrow();
        assertEquals(expected, found, () -> format + " " + operation + List.of(operands));
    }

    @Test
    void singles() {
        Random random = new Random(1);
        for (int i = 0; i < ROUNDS; i++) {
            BigInteger a = operand(FLOAT32, random, BigInteger.ZERO);
            BigInteger b = operand(FLOAT32, random, a);
            BigInteger c = operand(FLOAT32, random, b);
            float x = Float.intBitsToFloat(a.intValue());
            float y = Float.intBitsToFloat(b.intValue());
            float z = Float.intBitsToFloat(c.intValue());
            check(FLOAT32, code(x + y), Operation.ADD, a, b);
            check(FLOAT32, code(x - y), Operation.SUBTRACT, a, b);
            check(FLOAT32, code(x * y), Operation.MULTIPLY, a, b);
            check(FLOAT32, code(x / y), Operation.DIVIDE, a, b);
            check(FLOAT32, code(Math.fma(x, y, z)), Operation.FUSED_MULTIPLY_ADD, a, b, c);
            check(FLOAT32, code(Math.fma(x, y, -(x * y))), Operation.FUSED_MULTIPLY_ADD, a, b, code(-(x * y)));
            // A double has more than twice the bits, and two to spare: rounding the root twice is innocuous.
            check(FLOAT32, code((float) Math.sqrt(x)), Operation.SQUARE_ROOT, a);
            check(FLOAT32, code(Math.min(x, y)), Operation.MINIMUM, a, b);
            check(FLOAT32, code(Math.max(x, y)), Operation.MAXIMUM, a, b);
            check(FLOAT32, code(-x), Operation.NEGATE, a);
            check(FLOAT32, code(Math.abs(x)), Operation.ABSOLUTE, a);
        }
    }

    @Test
    void doubles() {
        Random random = new Random(2);
        for (int i = 0; i < ROUNDS / 4; i++) {
            BigInteger a = operand(FLOAT64, random, BigInteger.ZERO);
            BigInteger b = operand(FLOAT64, random, a);
            BigInteger c = operand(FLOAT64, random, b);
            double x = Double.longBitsToDouble(a.longValue());
            double y = Double.longBitsToDouble(b.longValue());
            double z = Double.longBitsToDouble(c.longValue());
            check(FLOAT64, code(x + y), Operation.ADD, a, b);
            check(FLOAT64, code(x - y), Operation.SUBTRACT, a, b);
            check(FLOAT64, code(x * y), Operation.MULTIPLY, a, b);
            check(FLOAT64, code(x / y), Operation.DIVIDE, a, b);
            check(FLOAT64, code(Math.fma(x, y, z)), Operation.FUSED_MULTIPLY_ADD, a, b, c);
            check(FLOAT64, code(Math.fma(x, y, -(x * y))), Operation.FUSED_MULTIPLY_ADD, a, b, code(-(x * y)));
            check(FLOAT64, code(Math.sqrt(x)), Operation.SQUARE_ROOT, a);
        }
    }

    /** A float has two bits more than twice those of a half: rounding twice is innocuous. */
    @Test
    void halves() {
        Random random = new Random(3);
        for (int i = 0; i < ROUNDS; i++) {
            BigInteger a = operand(FLOAT16, random, BigInteger.ZERO);
            BigInteger b = operand(FLOAT16, random, a);
            float x = Float.float16ToFloat(a.shortValue());
            float y = Float.float16ToFloat(b.shortValue());
            check(FLOAT16, half(x + y), Operation.ADD, a, b);
            check(FLOAT16, half(x - y), Operation.SUBTRACT, a, b);
            check(FLOAT16, half(x * y), Operation.MULTIPLY, a, b);
            check(FLOAT16, half(x / y), Operation.DIVIDE, a, b);
            check(FLOAT16, half((float) Math.sqrt(x)), Operation.SQUARE_ROOT, a);
        }
    }

    /** At and beside every place where a half turns to the next one. */
    @Test
    void everySingleToHalf() {
        for (int code = 0; code < 0x7c00; code++) {
            float low = Float.float16ToFloat((short) code);
            float high = code == 0x7bff ? 65536 : Float.float16ToFloat((short) (code + 1));
            float middle = (low + high) / 2;
            for (float place : new float[] {low, middle}) {
                float above = Math.nextUp(place);
                for (float x : new float[] {place, Math.nextDown(place), above, -place, -above}) {
                    BigInteger found = FLOAT16.encode(Walked.datum(x), Rounding.EVEN, Overflow.INFINITY).orElseThrow();
                    assertEquals(half(x), found, () -> "" + x);
                    assertTrue(found.bitLength() <= 16);
                }
            }
        }
    }

    @Test
    void doubleToSingle() {
        Random random = new Random(4);
        List<BigInteger> specials = FLOAT32.specials();
        for (int i = 0; i < 2 * ROUNDS + specials.size(); i++) {
            int bits = i < specials.size() ? specials.get(i).intValue() : random.nextInt();
            float low = Float.intBitsToFloat(bits);
            float high = Math.nextUp(low);
            double last = Math.nextDown((float) 0x1p127) * 2.0 + 0x1p104;
            double middle = low == Float.MAX_VALUE ? last : low / 2.0 + high / 2.0;
            for (double x : new double[] {low, middle, Math.nextDown(middle), Math.nextUp(middle), -middle}) {
                BigInteger found = FLOAT32.encode(Walked.datum(x), Rounding.EVEN, Overflow.INFINITY).orElseThrow();
                assertEquals(code((float) x), found, () -> "" + x);
            }
        }
    }

    @Test
    void codesAndValues() {
        Random random = new Random(5);
        for (int i = 0; i < ROUNDS; i++) {
            BigInteger a = operand(FLOAT32, random, BigInteger.ONE);
            assertEquals(code(Float.intBitsToFloat(a.intValue())), code((float) Walked.toDouble(FLOAT32.decode(a))));
            BigInteger b = operand(FLOAT64, random, BigInteger.ONE);
            assertEquals(Walked.datum(Double.longBitsToDouble(b.longValue())), FLOAT64.decode(b));
        }
    }
}
