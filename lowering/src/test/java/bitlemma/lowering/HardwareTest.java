package bitlemma.lowering;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.Operate;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Operation;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Single precision against the machine's own arithmetic, on many random operands. */
class HardwareTest {
    private static final CodedFormat SINGLE = Agreement.format("float32");
    private static final CodedFormat HALF = Agreement.format("float16");
    private static final int COUNT = Agreement.FULL ? 5_000_000 : 50_000;

    private interface Machine {
        float apply(float x, float y);
    }

    /** A random code; often near another one in magnitude, where sums cancel, and often special. */
    private static int code(Random random, int near, List<BigInteger> specials) {
        return switch (random.nextInt(4)) {
            case 0 -> specials.get(random.nextInt(specials.size())).intValue();
            case 1 -> near ^ (random.nextInt() >>> random.nextInt(32)) ^ (random.nextInt() & 1 << 31);
            case 2 -> near + (random.nextInt(64) << 23);
            default -> random.nextInt();
        };
    }

    private static void compare(Operation operation, Machine machine) {
        Operate term = Agreement.operate(operation, SINGLE, Rounding.EVEN, Overflow.INFINITY);
        StrictProgram program = new StrictProgram(Agreement.lowered(term), Agreement.inputs(term));
        List<BigInteger> specials = SINGLE.specials();
        Random random = new Random(operation.ordinal());
        for (int i = 0; i < COUNT; i++) {
            int x = random.nextInt(8) == 0 ? code(random, 0, specials) : random.nextInt();
            int y = code(random, x, specials);
            float expected = machine.apply(Float.intBitsToFloat(x), Float.intBitsToFloat(y));
            long[] operands = {Integer.toUnsignedLong(x), Integer.toUnsignedLong(y)};
            OptionalLong actual = operation.arity() == 1 ? program.run(operands[0]) : program.run(operands);
            // The canonical NaN of Java is that of the format.
            if (actual.getAsLong() != Integer.toUnsignedLong(Float.floatToIntBits(expected))) {
                throw new AssertionError(operation + " " + Float.intBitsToFloat(x) + " " + Float.intBitsToFloat(y)
                        + " gives " + Long.toHexString(actual.getAsLong()) + ", not " + expected);
            }
        }
    }

    @Test
    void arithmetic() {
        compare(Operation.ADD, (x, y) -> x + y);
        compare(Operation.SUBTRACT, (x, y) -> x - y);
        compare(Operation.MULTIPLY, (x, y) -> x * y);
        compare(Operation.DIVIDE, (x, y) -> x / y);
        compare(Operation.SQUARE_ROOT, (x, y) -> (float) Math.sqrt(x));
        compare(Operation.MINIMUM, Math::min);
        compare(Operation.MAXIMUM, Math::max);
        compare(Operation.ABSOLUTE, (x, y) -> Math.abs(x));
    }

    @Test
    void conversions() {
        Variable x = Agreement.variable("x", SINGLE);
        Variable y = Agreement.variable("y", HALF);
        Encode.Mode even = new Encode.Mode.Fixed(Rounding.EVEN);
        Term narrowed = Agreement.lowered(Agreement.encode(HALF, SINGLE, even, Overflow.INFINITY, x));
        Term widened = Agreement.lowered(Agreement.encode(SINGLE, HALF, even, Overflow.INFINITY, y));
        StrictProgram narrow = new StrictProgram(narrowed, List.of(Lowering.lower(x)));
        StrictProgram widen = new StrictProgram(widened, List.of(Lowering.lower(y)));
        Random random = new Random(1);
        for (int i = 0; i < COUNT; i++) {
            // Mostly within the range of half precision.
            int bits = random.nextInt(3) == 0
                    ? random.nextInt()
                    : Float.floatToRawIntBits(
                            random.nextFloat() * (1 << random.nextInt(20)) / (1 << random.nextInt(30)));
            float value = Float.intBitsToFloat(bits);
            long expected = Float.isNaN(value) ? 0x7e00 : Short.toUnsignedLong(Float.floatToFloat16(value));
            assertEquals(expected, narrow.run(Integer.toUnsignedLong(bits)).getAsLong());
        }
        for (int code = 0; code < 1 << 16; code++) {
            float value = Float.float16ToFloat((short) code);
            assertEquals(
                    Integer.toUnsignedLong(Float.floatToIntBits(value)),
                    widen.run(code).getAsLong());
        }
    }
}
