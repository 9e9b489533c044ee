package bitlemma.symbolic.enclosure;

import java.math.BigInteger;

/**
 * The dilogarithm of one number that is at most 1; the relations are (25.12.3) to (25.12.6) of the NIST Digital
 * Library.
 */
final class Dilogarithm {
    private Dilogarithm() {}

    static Enclosure dilog(Dyadic x, int bits) {
        if (x.signum() == 0) {
            return Enclosure.ZERO;
        }
        int working = bits + 10;
        Enclosure point = Enclosure.of(x);
        if (x.compareTo(Dyadic.ONE) == 0) {
            return sixthOfPiSquared(bits);
        }
        if (x.compareTo(Dyadic.powerOfTwo(-1)) > 0) {
            // Li2(x) = pi^2/6 - log(x) log(1 - x) - Li2(1 - x)
            Enclosure rest = Enclosure.of(Dyadic.ONE.minus(x));
            return sixthOfPiSquared(working)
                    .minus(point.log(working).times(rest.log(working), working), working)
                    .minus(dilog(rest.low(), working), working);
        }
        if (x.compareTo(Dyadic.powerOfTwo(-1).negate()) >= 0) {
            return series(x, bits);
        }
        if (x.compareTo(Dyadic.ONE.negate()) >= 0) {
            // Li2(x) = -Li2(x/(x - 1)) - log(1 - x)^2 / 2, with x/(x - 1) from 1/3 to 1/2
            Enclosure rest = Enclosure.ONE.minus(point, working + 8);
            Enclosure square = rest.log(working).square(working).scaled(-1);
            return point.dividedBy(rest, working).negate().dilog(working).negate().minus(square, working);
        }
        // Li2(x) = -pi^2/6 - log(-x)^2 / 2 - Li2(1/x)
        return sixthOfPiSquared(working)
                .plus(point.negate().log(working).square(working).scaled(-1), working)
                .plus(Enclosure.ONE.dividedBy(point, working).dilog(working), working)
                .negate();
    }

    private static Enclosure sixthOfPiSquared(int bits) {
        return Constants.pi(bits + 6).square(bits + 6).dividedBy(Enclosure.of(6), bits);
    }

    /** The sum of x^k/k^2 for |x| <= 1/2. */
    private static Enclosure series(Dyadic x, int bits) {
        if (x.magnitude() < -bits - 4) {
            // |Li2(x) - x| <= x^2 for |x| <= 1/2.
            Dyadic square = x.times(x);
            return Enclosure.of(x.minus(square), x.plus(square));
        }
        FixedPoint f = new FixedPoint(bits + 16 - x.magnitude());
        BigInteger units = x.abs().fixed(f.bits(), false);
        BigInteger power = units;
        BigInteger sum = BigInteger.ZERO;
        long k = 1;
        for (; power.signum() != 0; k++) {
            BigInteger term = power.divide(BigInteger.valueOf(k * k));
            sum = x.signum() < 0 && (k & 1) != 0 ? sum.subtract(term) : sum.add(term);
            power = f.times(power, units);
        }
        // units is at most 1 too small, a power at most 1/2 + 1 + (error before)/2 <= 3, a term 4, the rest below 6.
        return f.around(sum, 4L * k + 6).enclosure();
    }
}
