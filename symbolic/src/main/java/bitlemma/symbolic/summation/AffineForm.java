package bitlemma.symbolic.summation;

import java.math.BigInteger;
import java.util.List;

/**
 * {@code sum of coefficients[k] * i_k + slope * N + offset}, for integers i_k and N. The coefficients, the slope and
 * the offset are integers of at most 31 bits, so that values for i and N below 2^24 fit 64 bits.
 */
record AffineForm(List<Integer> coefficients, int slope, int offset) {
    AffineForm {
        coefficients = List.copyOf(coefficients);
    }

    long at(int[] indices, int n) {
        long sum = (long) slope * n + offset;
        for (int k = 0; k < indices.length; k++) {
            sum += (long) coefficients.get(k) * indices[k];
        }
        return sum;
    }

    AffineForm negate() {
        return new AffineForm(
                coefficients.stream().map(Math::negateExact).toList(),
                Math.negateExact(slope),
                Math.negateExact(offset));
    }

    AffineForm plus(int more) {
        return new AffineForm(coefficients, slope, Math.addExact(offset, more));
    }

    /** Whether no index occurs. */
    boolean isFree() {
        return coefficients.stream().allMatch(c -> c == 0);
    }

    /** The number as 32 bits; throws ArithmeticException where it has more than 30, so that sums of a few still fit. */
    static int small(BigInteger value) {
        if (value.bitLength() > 30) {
            throw new ArithmeticException(value + " is too large");
        }
        return value.intValue();
    }
}
