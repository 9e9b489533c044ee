package bitlemma.symbolic.enclosure;

import java.math.BigInteger;

/** The natural logarithm of one positive number. */
final class Logarithm {
    private Logarithm() {}

    /**
     * log(x) = k log 2 + 2 artanh((m - 1)/(m + 1)) for x = m 2^k with m from about 0.7 to 1.4; Muller, "Elementary
     * Functions", 2016, section 4.3.
     */
    static Enclosure log(Dyadic x, int bits) {
        if (x.compareTo(Dyadic.ONE) == 0) {
            return Enclosure.ZERO;
        }
        int k = x.magnitude();
        Dyadic m = x.scaled(-k);
        if (m.round(16, false).compareTo(Dyadic.of(181).scaled(-8)) < 0) {
            k--;
            m = m.scaled(1);
        }
        Dyadic difference = m.minus(Dyadic.ONE);
        if (k == 0 && difference.magnitude() < -bits - 4) {
            // d - d^2 <= log(1 + d) <= d for |d| <= 1/2.
            return Enclosure.of(difference.minus(difference.times(difference)), difference).round(bits);
        }
        // Near 1 the result is small, and its leading zeros are no digits.
        int working = bits + 12 + (k == 0 ? Math.max(0, -difference.magnitude()) : 0);
        FixedPoint f = new FixedPoint(working);
        if (difference.signum() == 0) {
            return Constants.logTwo(working).times(Enclosure.of(k), bits + 4);
        }
        Dyadic z = difference.dividedBy(m.plus(Dyadic.ONE), working, false);
        // z is at most 2 units off, and the derivative of artanh is below 2 for |z| <= 1/2.
        BigInteger units = z.fixed(working, false);
        FixedPoint.Interval artanh = f.artanh(units);
        Enclosure series = artanh.plus(f.around(BigInteger.ZERO, 4)).times(2).enclosure();
        return k == 0 ? series : Constants.logTwo(working).times(Enclosure.of(k), working).plus(series, working);
    }
}
