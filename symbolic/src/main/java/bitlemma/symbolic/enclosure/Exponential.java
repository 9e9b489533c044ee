package bitlemma.symbolic.enclosure;

import java.math.BigInteger;

/** The exponential function and what is made of it, at one number. */
final class Exponential {
    /** Beyond 2^26 the result is beyond the range of exponents, or below it. */
    private static final int GREATEST_MAGNITUDE = 26;

    private Exponential() {}

    /** exp(x) = 2^k exp(x - k log 2), the rest by its Taylor series; see {@link FixedPoint#exp}. */
    static Enclosure exp(Dyadic x, int bits) {
        if (x.signum() == 0) {
            return Enclosure.ONE;
        }
        if (x.magnitude() > GREATEST_MAGNITUDE) {
            return x.signum() > 0
                    ? Enclosure.UNKNOWN
                    : Enclosure.of(Dyadic.ZERO, Dyadic.powerOfTwo(-(1 << GREATEST_MAGNITUDE)));
        }
        if (x.magnitude() < -bits - 4) {
            // |exp(x) - 1| <= 2|x| for |x| < 1.
            Dyadic slack = Dyadic.powerOfTwo(-bits - 3);
            return x.signum() > 0
                    ? Enclosure.of(Dyadic.ONE, Dyadic.ONE.plus(slack))
                    : Enclosure.of(Dyadic.ONE.minus(slack), Dyadic.ONE);
        }
        FixedPoint f = new FixedPoint(bits + 10);
        int longer = f.bits() + Math.max(0, x.magnitude()) + 4;
        Enclosure logTwo = Constants.logTwo(longer);
        BigInteger k = Dyadic.quotient(
                        x.fixed(longer, false), logTwo.high().fixed(longer, false), longer, false)
                .floor();
        // The rest is x - k log 2 up to 2 units either way; where that leaves [0, 1) k is moved by one.
        BigInteger rest = rest(x, k, logTwo, longer, f.bits());
        while (rest.signum() < 0) {
            k = k.subtract(BigInteger.ONE);
            rest = rest(x, k, logTwo, longer, f.bits());
        }
        FixedPoint.Interval least = f.exp(rest);
        // exp(r + 3 units) <= exp(r) (1 + 4 units).
        Enclosure power = least.enclosure();
        Dyadic units = Dyadic.of(4).scaled(-f.bits());
        Enclosure slack = Enclosure.of(Dyadic.ONE.minus(units), Dyadic.ONE.plus(units));
        return power.times(slack, bits + 6).scaled(k.intValueExact());
    }

    /** A multiple of {@code 2^-bits} that differs from x - k log 2 by at most 3 units. */
    private static BigInteger rest(Dyadic x, BigInteger k, Enclosure logTwo, int longer, int bits) {
        Dyadic exact = x.minus(new Dyadic(k, 0).times(logTwo.low()));
        return exact.fixed(bits, false);
    }

    /** tanh(x) = (1 - exp(-2x)) / (1 + exp(-2x)) for x >= 0. */
    static Enclosure tanh(Dyadic x, int bits) {
        if (x.signum() == 0) {
            return Enclosure.ZERO;
        }
        if (x.signum() < 0) {
            return tanh(x.negate(), bits).negate();
        }
        if (x.magnitude() < -bits / 2 - 4) {
            // x - x^3/3 < tanh(x) < x for x > 0.
            return Enclosure.of(x.minus(x.times(x).times(x)), x).round(bits);
        }
        int working = bits + 8 + Math.max(0, -x.magnitude());
        Enclosure e = exp(x.scaled(1).negate(), working);
        return Enclosure.ONE.minus(e, working).dividedBy(Enclosure.ONE.plus(e, working), bits);
    }
}
