package bitlemma.lowering;

import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.LinearFormat;
import bitlemma.numbers.Operation;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fixed point and affine integers against the formats' own operations. */
class LinearTest {
    static final List<LinearFormat> FORMATS = List.of(
            LinearFormat.fixed(true, 5, 2),
            LinearFormat.fixed(false, 5, 3),
            LinearFormat.fixed(true, 4, 6),
            LinearFormat.fixed(true, 4, -2),
            LinearFormat.fixed(false, 3, 1),
            new LinearFormat("affine", IntegerFormat.unsigned(5), Rational.of(3, 10), BigInteger.valueOf(7)),
            new LinearFormat("beside", IntegerFormat.signed(4), Rational.of(7, 3), BigInteger.valueOf(-11)),
            new LinearFormat("one", IntegerFormat.signed(1), Rational.ONE, BigInteger.ZERO));

    /** All operands, by all rules. */
    @ParameterizedTest
    @EnumSource(Operation.class)
    void operations(Operation operation) {
        for (LinearFormat format : FORMATS) {
            if (operation.arity() == 3 && format.width() > 4 && !Agreement.FULL) {
                continue;
            }
            long[][] operands = Agreement.tuples(Agreement.codes(format), operation.arity());
            for (Overflow overflow : format.overflows()) {
                for (Rounding rounding : Rounding.values()) {
                    Agreement.sweep(operation, format, rounding, overflow, operands);
                }
            }
        }
    }
}
