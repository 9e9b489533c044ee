package bitlemma.lowering;

import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.FloatFormat;
import bitlemma.numbers.Operation;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations of floating-point formats against the formats' own: on all operands where they are few. */
class FloatOperationsTest {
    private static final List<Operation> UP_TO_TWO = List.of(
            Operation.ADD,
            Operation.SUBTRACT,
            Operation.MULTIPLY,
            Operation.DIVIDE,
            Operation.SQUARE_ROOT,
            Operation.MINIMUM,
            Operation.MAXIMUM,
            Operation.NEGATE,
            Operation.ABSOLUTE);

    private interface Check {
        void with(Rounding rounding, Overflow overflow);
    }

    private static void inEveryWay(CodedFormat format, Check check) {
        for (Overflow overflow : format.overflows()) {
            for (Rounding rounding : Rounding.values()) {
                check.with(rounding, overflow);
            }
        }
    }

    /** Every combination of signs, subnormals, infinities and NaNs, every rule, every pair. */
    @Test
    void allOfTinyFormats() {
        for (FloatFormat format : SmallFormats.all(Agreement.FULL)) {
            for (Operation operation : UP_TO_TWO) {
                long[][] operands = Agreement.tuples(Agreement.codes(format), operation.arity());
                inEveryWay(format, (r, o) -> Agreement.sweep(operation, format, r, o, operands));
            }
        }
    }

    @Test
    void allTriplesOfTinyFormats() {
        for (FloatFormat format : SmallFormats.all(Agreement.FULL)) {
            if (format.width() <= (Agreement.FULL ? 5 : 3)) {
                long[][] operands = Agreement.tuples(Agreement.codes(format), 3);
                inEveryWay(format, (r, o) -> Agreement.sweep(Operation.FUSED_MULTIPLY_ADD, format, r, o, operands));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"float4_e2m1fn", "float6_e3m2fn", "float6_e2m3fn"})
    void allOfOcpFormats(String name) {
        CodedFormat format = Agreement.format(name);
        for (Operation operation : UP_TO_TWO) {
            long[][] operands = Agreement.tuples(Agreement.codes(format), operation.arity());
            inEveryWay(format, (r, o) -> Agreement.sweep(operation, format, r, o, operands));
        }
    }

    /** Every pair by the formats' own rules in the full run; else specials, and every code with some others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "float8_e4m3",
                "float8_e5m2",
                "float8_e3m4",
                "float8_e4m3fn",
                "float8_e4m3fnuz",
                "float8_e4m3b11fnuz",
                "float8_e5m2fnuz",
                "float8_e8m0fnu"
            })
    void eightBits(String name) {
        CodedFormat format = Agreement.format(name);
        long[] codes = Agreement.codes(format);
        long[] specials =
                format.specials().stream().mapToLong(BigInteger::longValueExact).toArray();
        long[][] all = Agreement.tuples(codes, 2);
        long[][] some = IntStream.range(0, codes.length * 8)
                .mapToObj(i -> new long[] {i % codes.length, (i % codes.length * 7L + i * 37L) % codes.length})
                .toArray(long[][]::new);
        for (Operation operation : UP_TO_TWO) {
            boolean pairs = operation.arity() == 2;
            inEveryWay(format, (r, o) -> {
                boolean own = r == Rounding.EVEN && o == format.overflow();
                if (!pairs) {
                    Agreement.sweep(operation, format, r, o, Agreement.tuples(codes, 1));
                } else if (Agreement.FULL || own) {
                    Agreement.sweep(operation, format, r, o, all);
                } else {
                    Agreement.sweep(operation, format, r, o, Agreement.tuples(specials, 2));
                    Agreement.sweep(operation, format, r, o, some);
                }
            });
        }
    }

    /** Products and sums together: as a product, as a sum, and with borders. */
    @ParameterizedTest
    @ValueSource(strings = {"float8_e5m2", "float8_e4m3fn", "float8_e4m3fnuz", "float6_e2m3fn", "float8_e8m0fnu"})
    void fused(String name) {
        CodedFormat format = Agreement.format(name);
        Random random = new Random(17);
        long[] specials =
                format.specials().stream().mapToLong(BigInteger::longValueExact).toArray();
        int n = 1 << format.width();
        long[][] operands = IntStream.range(0, Agreement.FULL ? 1_000_000 : 6_000)
                .mapToObj(i -> random.ints(3, 0, n)
                        .mapToLong(c -> random.nextInt(3) == 0 ? specials[c % specials.length] : c)
                        .toArray())
                .toArray(long[][]::new);
        inEveryWay(format, (r, o) -> Agreement.sweep(Operation.FUSED_MULTIPLY_ADD, format, r, o, operands));
    }

    /** By the exact evaluator, under the rule of one overflow each. */
    @ParameterizedTest
    @EnumSource(Operation.class)
    void wideFormats(Operation operation) {
        Random random = new Random(operation.ordinal());
        for (String name : List.of("float16", "bfloat16", "tensorfloat32", "float32", "float64", "floatE15M112")) {
            CodedFormat format = Agreement.format(name);
            List<BigInteger> samples = Agreement.samples(format, 40, random);
            for (Rounding rounding : Rounding.values()) {
                List<Overflow> overflows = List.copyOf(format.overflows());
                Overflow overflow = overflows.get(random.nextInt(overflows.size()));
                List<List<BigInteger>> operands = new ArrayList<>();
                for (int i = 0; i < 60; i++) {
                    operands.add(near(samples, operation.arity(), format, random));
                }
                Agreement.evaluate(operation, format, rounding, overflow, operands);
            }
        }
    }

    /** Operands from a list; half of them close to the first one, where sums cancel. */
    private static List<BigInteger> near(List<BigInteger> samples, int arity, CodedFormat format, Random random) {
        List<BigInteger> operands = new ArrayList<>();
        BigInteger first = samples.get(random.nextInt(samples.size()));
        operands.add(first);
        while (operands.size() < arity) {
            BigInteger other = random.nextBoolean()
                    ? samples.get(random.nextInt(samples.size()))
                    : first.xor(new BigInteger(4, random)).flipBit(random.nextInt(format.width()));
            operands.add(other);
        }
        return operands;
    }
}
