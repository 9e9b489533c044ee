package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.math.BigInteger;

/** Rational bounds of a few functions, some 60 bits wide: what telling signs needs. */
final class RationalBounds {
    private static final int BITS = 64;
    private static final int LARGEST_EXPONENT = 200;
    private static final int TERMS = 40;

    static final Range PI = Range.closed(
            Rational.of(31415926535897932L, 10000000000000000L), Rational.of(31415926535897933L, 10000000000000000L));
    static final Range EULER_GAMMA =
            Range.closed(Rational.of(577215664, 1000000000), Rational.of(577215665, 1000000000));
    static final Range CATALAN = Range.closed(Rational.of(915965594, 1000000000), Rational.of(915965595, 1000000000));

    private RationalBounds() {}

    /**
     * Bounds of e^x: the Taylor series of x / 2^k, whose remainder is below twice its first term left out, squared k
     * times.
     */
    static Range exp(Rational x) {
        if (x.signum() < 0) {
            return exp(x.negate()).reciprocal();
        }
        if (x.compareTo(Rational.of(LARGEST_EXPONENT)) > 0) {
            return Range.above(Rational.ONE);
        }
        int halvings = x.floor().bitLength() + 1;
        Rational small = x.times(Rational.powerOfTwo(-halvings));
        Range argument = Range.closed(down(small), up(small));
        Range sum = Range.point(Rational.ONE);
        Range term = Range.point(Rational.ONE);
        for (int i = 1; i <= TERMS; i++) {
            term = outward(term.times(argument).times(Range.point(Rational.of(1, i))));
            sum = outward(sum.plus(term));
        }
        sum = sum.plus(Range.closed(Rational.ZERO, term.high()));
        for (int i = 0; i < halvings; i++) {
            sum = outward(sum.times(sum));
        }
        return sum;
    }

    /** Bounds of log(x) of a positive x: log(y) + k log(2) with y in [1, 2). */
    static Range log(Rational x) {
        int shift = x.numerator().bitLength() - x.denominator().bitLength();
        Rational scaled = x.times(Rational.powerOfTwo(-shift));
        return outward(logNearOne(scaled).plus(logNearOne(Rational.of(2)).times(Range.point(Rational.of(shift)))));
    }

    /** 2 atanh(z) with z = (y - 1) / (y + 1), for y in [1/2, 2], where |z| is at most 1/3. */
    private static Range logNearOne(Rational y) {
        Rational z = y.minus(Rational.ONE).dividedBy(y.plus(Rational.ONE));
        Range argument = Range.closed(down(z), up(z));
        Range square = outward(argument.times(argument));
        Range power = argument;
        Range sum = argument;
        for (int i = 1; i <= TERMS; i++) {
            power = outward(power.times(square));
            sum = outward(sum.plus(power.times(Range.point(Rational.of(1, 2L * i + 1)))));
        }
        // The terms left out shrink by a factor of nine at least.
        Rational rest = power.abs().high();
        return sum.plus(Range.closed(rest.negate(), rest)).times(Range.point(Rational.of(2)));
    }

    /** Bounds of the root of degree n of x, which is not negative: from the root of an integer. */
    static Range root(Rational x, int degree) {
        Rational scaled = x.times(Rational.powerOfTwo(BITS * degree));
        BigInteger low = integerRoot(scaled.floor(), degree);
        Rational unit = Rational.powerOfTwo(-BITS);
        if (Rational.of(low.pow(degree)).equals(scaled)) {
            return Range.point(Rational.of(low).times(unit));
        }
        return Range.closed(
                Rational.of(low).times(unit),
                Rational.of(low.add(BigInteger.ONE)).times(unit));
    }

    private static BigInteger integerRoot(BigInteger value, int degree) {
        BigInteger low = BigInteger.ZERO;
        BigInteger high = BigInteger.ONE.shiftLeft(value.bitLength() / degree + 1);
        while (high.subtract(low).compareTo(BigInteger.ONE) > 0) {
            BigInteger middle = low.add(high).shiftRight(1);
            if (middle.pow(degree).compareTo(value) <= 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static Range outward(Range range) {
        return Range.closed(down(range.low()), up(range.high()));
    }

    private static Rational down(Rational value) {
        return Rational.of(value.times(Rational.powerOfTwo(BITS)).floor()).times(Rational.powerOfTwo(-BITS));
    }

    private static Rational up(Rational value) {
        return down(value.negate()).negate();
    }
}
