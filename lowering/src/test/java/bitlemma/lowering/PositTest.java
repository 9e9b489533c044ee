package bitlemma.lowering;

import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Operation;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.PositFormat;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Posits against the formats' own operations. */
class PositTest {
    /** All pairs of small posits, by all rules. */
    @ParameterizedTest
    @EnumSource(Operation.class)
    void small(Operation operation) {
        for (int width = 2; width <= (operation.arity() > 2 ? 4 : 6); width++) {
            for (int es = 0; es <= 3; es++) {
                CodedFormat format = new PositFormat(width, es);
                long[][] operands = Agreement.tuples(Agreement.codes(format), operation.arity());
                for (Overflow overflow : format.overflows()) {
                    for (Rounding rounding : Rounding.values()) {
                        Agreement.sweep(operation, format, rounding, overflow, operands);
                    }
                }
            }
        }
    }

    /** All codes with special ones; all pairs in the full run. */
    @ParameterizedTest
    @ValueSource(strings = {"posit<8,0>", "posit<8,1>", "posit<8,2>"})
    void eightBits(String name) {
        CodedFormat format = Agreement.format(name);
        long[] codes = Agreement.codes(format);
        long[][] some = IntStream.range(0, codes.length * 8)
                .mapToObj(i -> new long[] {i % codes.length, (i % codes.length * 7L + i * 37L) % codes.length})
                .toArray(long[][]::new);
        long[][] pairs = Agreement.FULL ? Agreement.tuples(codes, 2) : some;
        for (Operation operation : Operation.values()) {
            if (operation.arity() <= 2) {
                long[][] operands = operation.arity() == 1 ? Agreement.tuples(codes, 1) : pairs;
                for (Overflow overflow : format.overflows()) {
                    for (Rounding rounding : Rounding.values()) {
                        Agreement.sweep(operation, format, rounding, overflow, operands);
                    }
                }
            }
        }
    }

    /** Samples, by the exact evaluator. */
    @ParameterizedTest
    @EnumSource(Operation.class)
    void wide(Operation operation) {
        Random random = new Random(operation.ordinal());
        for (String name :
                List.of("posit<8,4>", "posit<16,1>", "posit<16,2>", "posit<32,2>", "posit<64,3>", "posit<128,5>")) {
            CodedFormat format = Agreement.format(name);
            List<BigInteger> samples = Agreement.samples(format, 30, random);
            for (Rounding rounding : Rounding.values()) {
                List<Overflow> overflows = List.copyOf(format.overflows());
                Overflow overflow = overflows.get(random.nextInt(overflows.size()));
                List<List<BigInteger>> operands = Stream.generate(
                                () -> Stream.generate(() -> samples.get(random.nextInt(samples.size())))
                                        .limit(operation.arity())
                                        .toList())
                        .limit(60)
                        .toList();
                Agreement.evaluate(operation, format, rounding, overflow, operands);
            }
        }
    }
}
