package bitlemma.lowering;

import bitlemma.numbers.Codebook;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Operation;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Codebooks against the formats' own operations. */
class CodebookTest {
    private static Codebook of(String name, int width, long... tenths) {
        List<Rational> values =
                LongStream.of(tenths).mapToObj(v -> Rational.of(v, 10)).toList();
        return new Codebook(name, width, values);
    }

    static final List<CodedFormat> FORMATS = List.of(
            Agreement.format("nf4"),
            Agreement.format("ternary"),
            Agreement.format("binary"),
            Agreement.format("bitmod_fp3_m6"),
            Agreement.format("dint3"),
            of("unsorted", 3, 7, -30, 0, 25, 7, -5),
            of("positive", 2, 20, 5, 90),
            of("negative", 2, -20, -10, -90),
            of("single", 1, 15));

    /** All operands, by all rules. */
    @ParameterizedTest
    @EnumSource(Operation.class)
    void operations(Operation operation) {
        for (CodedFormat format : FORMATS) {
            if (operation.arity() < 3 || format.width() < 4) {
                long[][] operands = Agreement.tuples(Agreement.codes(format), operation.arity());
                for (Overflow overflow : format.overflows()) {
                    for (Rounding rounding : Rounding.values()) {
                        if (format.name().equals("nf4")) {
                            // Products over a common denominator have more than 64 bits.
                            Agreement.sweepExact(operation, format, rounding, overflow, operands);
                        } else {
                            Agreement.sweep(operation, format, rounding, overflow, operands);
                        }
                    }
                }
            }
        }
    }
}
