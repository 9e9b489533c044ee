package bitlemma.lowering;

import bitlemma.numbers.FloatFormat;
import bitlemma.numbers.FloatFormat.Subnormals;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The magnitudes of a small floating-point format, as the parameters of the format have them. */
final class FloatMagnitudes {
    private FloatMagnitudes() {}

    /** The finite magnitudes, and the next one that the same fields would have if there were no end. */
    static MagnitudeSteps of(FloatFormat format) {
        int m = format.mantissaBits();
        BigInteger first = format.subnormals() == Subnormals.FLUSHED ? BigInteger.ONE.shiftLeft(m) : BigInteger.ZERO;
        List<Rational> values = new ArrayList<>();
        for (BigInteger code = first; code.compareTo(format.greatest()) <= 0; code = code.add(BigInteger.ONE)) {
            values.add(value(format, code));
        }
        values.add(value(format, format.greatest().add(BigInteger.ONE)));
        List<Rational> ties = new ArrayList<>();
        for (int i = 0; i + 1 < values.size(); i++) {
            ties.add(values.get(i).plus(values.get(i + 1)).times(Rational.HALF));
        }
        // Without mantissa bits the significand is the hidden bit, which all but zero have.
        boolean hasZero = format.subnormals() == Subnormals.GRADUAL;
        Predicate<BigInteger> isOdd = m > 0 ? code -> code.testBit(0) : code -> !hasZero || code.signum() > 0;
        return new MagnitudeSteps(values, ties, first, isOdd);
    }

    private static Rational value(FloatFormat format, BigInteger magnitude) {
        int m = format.mantissaBits();
        int field = magnitude.shiftRight(m).intValueExact();
        BigInteger fraction = magnitude.subtract(BigInteger.valueOf(field).shiftLeft(m));
        boolean subnormal = field == 0 && format.subnormals() == Subnormals.GRADUAL;
        BigInteger significand = subnormal ? fraction : fraction.setBit(m);
        int exponent = (subnormal ? 1 : field) - format.bias() - m;
        return Rational.of(significand).times(Rational.powerOfTwo(exponent));
    }
}
