package bitlemma.symbolic.enclosure;

import java.math.BigInteger;

/** Sine, cosine and arc tangent. */
final class Trigonometry {
    private static final int GREATEST_MAGNITUDE = 1 << 16;

    private Trigonometry() {}

    static Enclosure sin(Enclosure x, int bits) {
        return wave(x, bits, 0);
    }

    static Enclosure cos(Enclosure x, int bits) {
        return wave(x, bits, 1);
    }

    /**
     * sin(x + quarter pi/2): the hull of the values at the ends, with 1 and -1 where a multiple of pi/2 with them is
     * inside.
     */
    private static Enclosure wave(Enclosure x, int bits, int quarter) {
        Enclosure all = Enclosure.of(Dyadic.ONE.negate(), Dyadic.ONE);
        if (!x.isKnown()) {
            return x;
        }
        if (x.low().magnitude() > GREATEST_MAGNITUDE || x.high().magnitude() > GREATEST_MAGNITUDE) {
            return all;
        }
        if (x.low() == x.high()) {
            return point(x.low(), bits, quarter).intersect(all).round(bits);
        }
        if (x.width().compareTo(Dyadic.of(7)) > 0) {
            return all;
        }
        int working = bits + 32 + Math.max(0, Math.max(x.low().magnitude(), x.high().magnitude()));
        // Extrema are where x + quarter pi/2 is an odd multiple of pi/2; count in a slightly wider interval.
        Enclosure turns = x.dividedBy(Constants.pi(working).scaled(-1), working).plus(Enclosure.of(quarter), working);
        Enclosure ends = point(x.low(), bits, quarter).hull(point(x.high(), bits, quarter)).intersect(all);
        BigInteger first = turns.low().negate().floor().negate();
        BigInteger last = turns.high().floor();
        for (BigInteger n = first; n.compareTo(last) <= 0; n = n.add(BigInteger.ONE)) {
            if (n.testBit(0)) {
                ends = ends.hull(n.testBit(1) ? Enclosure.of(-1) : Enclosure.ONE);
            }
        }
        return ends.round(bits);
    }

    /** The rest r of x modulo pi/2, |r| <= pi/4, gives one of +-sin(r), +-cos(r), by its Taylor series. */
    private static Enclosure point(Dyadic x, int bits, int quarter) {
        if (x.signum() == 0) {
            return quarter == 0 ? Enclosure.ZERO : Enclosure.ONE;
        }
        if (quarter == 0 && x.magnitude() < -bits / 2 - 4) {
            // |sin(x) - x| <= |x|^3.
            Dyadic cube = x.times(x).times(x).abs();
            return Enclosure.of(x.minus(cube), x.plus(cube)).round(bits);
        }
        int working = bits + 16 + (quarter == 0 ? Math.max(0, -x.magnitude()) : 0);
        Enclosure result = UNRELIABLE;
        // Near a zero of the function the result is short: once more with as many bits as it lacks.
        for (int attempt = 0; attempt < 3; attempt++) {
            result = reduced(x, working, quarter);
            int size = result.greatestMagnitude().magnitude();
            if (result.width().magnitude() <= size - bits || size < -4 * bits) {
                break;
            }
            working += Math.min(2 * bits, Math.max(16, -size + 16));
        }
        return result;
    }

    private static final Enclosure UNRELIABLE = Enclosure.UNKNOWN;

    private static Enclosure reduced(Dyadic x, int working, int quarter) {
        int longer = working + Math.max(0, x.magnitude()) + 8;
        Enclosure half = Constants.pi(longer).scaled(-1);
        BigInteger turns = Dyadic.quotient(x.fixed(longer, false), half.low().fixed(longer, false), longer, false)
                .plus(Dyadic.powerOfTwo(-1))
                .floor();
        Dyadic rest = x.minus(new Dyadic(turns, 0).times(half.low()));
        FixedPoint f = new FixedPoint(working);
        BigInteger units = rest.fixed(working, false);
        if (units.abs().compareTo(f.one()) > 0) {
            return Enclosure.of(Dyadic.ONE.negate(), Dyadic.ONE);
        }
        int place = turns.add(BigInteger.valueOf(quarter)).and(BigInteger.valueOf(3)).intValueExact();
        // units is at most 2 off, and so is the result.
        FixedPoint.Interval value = (place & 1) == 0 ? f.sin(units) : f.cos(units);
        Enclosure result = value.plus(f.around(BigInteger.ZERO, 3)).enclosure();
        return (place & 2) == 0 ? result : result.negate();
    }

    /** atan(x) = 2 atan(x / (1 + sqrt(1 + x^2))), twice, then its Taylor series; pi/2 - atan(1/x) for x > 1. */
    static Enclosure atan(Dyadic x, int bits) {
        if (x.signum() == 0) {
            return Enclosure.ZERO;
        }
        if (x.signum() < 0) {
            return atan(x.negate(), bits).negate();
        }
        if (x.magnitude() < -bits / 2 - 4) {
            // x - x^3/3 <= atan(x) <= x for x >= 0.
            return Enclosure.of(x.minus(x.times(x).times(x)), x).round(bits);
        }
        int working = bits + 16 + Math.max(0, -x.magnitude());
        if (x.compareTo(Dyadic.ONE) > 0) {
            if (x.magnitude() > working + 4) {
                // pi/2 - 1/x <= atan(x) <= pi/2.
                Enclosure half = Constants.pi(working).scaled(-1);
                return half.minus(Enclosure.of(Dyadic.ZERO, Dyadic.powerOfTwo(1 - x.magnitude())), working);
            }
            Enclosure inverse = Enclosure.ONE.dividedBy(Enclosure.of(x), working);
            Enclosure small = inverse.atan(working);
            return Constants.pi(working).scaled(-1).minus(small, working);
        }
        Enclosure tangent = Enclosure.of(x);
        for (int i = 0; i < 2; i++) {
            Enclosure root = tangent.square(working).plus(Enclosure.ONE, working).sqrt(working);
            tangent = tangent.dividedBy(root.plus(Enclosure.ONE, working), working);
        }
        FixedPoint f = new FixedPoint(working);
        BigInteger units = tangent.low().fixed(working, false);
        BigInteger spread = tangent.high().fixed(working, true).subtract(units);
        // The derivative is at most 1.
        FixedPoint.Interval series = f.atan(units);
        return series.plus(f.around(BigInteger.ZERO, spread.longValueExact() + 1)).times(4).enclosure();
    }
}
