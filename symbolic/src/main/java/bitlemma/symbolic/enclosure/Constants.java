package bitlemma.symbolic.enclosure;

import bitlemma.symbolic.formula.NamedConstant;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;

/** Constants to any precision; the longest enclosure computed so far is kept. */
final class Constants {
    private static final Map<Name, Kept> KEPT = new EnumMap<>(Name.class);

    private enum Name {
        PI,
        LOG_2,
        EULER_GAMMA,
        CATALAN
    }

    private record Kept(int bits, Enclosure value) {}

    private Constants() {}

    static Enclosure of(NamedConstant constant, int bits) {
        return switch (constant) {
            case PI -> pi(bits);
            case EULER_GAMMA -> eulerGamma(bits);
            case CATALAN -> catalan(bits);
        };
    }

    static Enclosure pi(int bits) {
        return constant(Name.PI, bits);
    }

    static Enclosure logTwo(int bits) {
        return constant(Name.LOG_2, bits);
    }

    static Enclosure eulerGamma(int bits) {
        return constant(Name.EULER_GAMMA, bits);
    }

    static Enclosure catalan(int bits) {
        return constant(Name.CATALAN, bits);
    }

    private static Enclosure constant(Name name, int bits) {
        Kept kept;
        synchronized (KEPT) {
            kept = KEPT.get(name);
        }
        if (kept == null || kept.bits < bits) {
            int longer = bits + bits / 4 + 64;
            kept = new Kept(longer, compute(name, longer));
            synchronized (KEPT) {
                KEPT.put(name, kept);
            }
        }
        return kept.value.round(bits);
    }

    private static Enclosure compute(Name name, int bits) {
        return switch (name) {
            // Machin 1706: pi = 16 atan(1/5) - 4 atan(1/239).
            case PI -> {
                FixedPoint f = new FixedPoint(bits + 10);
                yield f.inverseTangent(5, false).times(16).plus(f.inverseTangent(239, false).times(-4)).enclosure();
            }
            // log 2 = 18 artanh(1/26) - 2 artanh(1/4801) + 8 artanh(1/8749); sequence A002162 of the OEIS.
            case LOG_2 -> {
                FixedPoint f = new FixedPoint(bits + 10);
                yield f.inverseTangent(26, true).times(18)
                        .plus(f.inverseTangent(4801, true).times(-2))
                        .plus(f.inverseTangent(8749, true).times(8))
                        .enclosure();
            }
            case EULER_GAMMA -> brentMcMillan(bits);
            case CATALAN -> ramanujan(bits);
        };
    }

    /**
     * gamma = A/B - log(n) - K0(2n)/I0(2n) with B = sum of (n^k/k!)^2, A = sum of (n^k/k!)^2 H(k), and 0 <
     * K0(2n)/I0(2n) <
     * pi exp(-4n): Brent and McMillan, "Some new algorithms for high-precision computation of Euler's constant", 1980.
     */
    private static Enclosure brentMcMillan(int bits) {
        int n = bits * 7 / 40 + 4; // exp(-4n) pi < 2^-bits
        int working = bits + 3 * n + 40; // B is about exp(2n) / sqrt(4 pi n) < 2^(3n)
        BigInteger square = BigInteger.valueOf((long) n * n);
        BigInteger unit = BigInteger.ONE.shiftLeft(working);
        BigInteger power = unit;
        BigInteger weighted = BigInteger.ZERO;
        BigInteger sumOfPowers = unit;
        BigInteger sumOfWeighted = BigInteger.ZERO;
        int k = 1;
        // Brent and McMillan's recurrence; beyond k = 4n each term is below 1/16 of the one before, H(k) grows slower.
        for (; k <= 4 * n || power.signum() != 0; k++) {
            BigInteger index = BigInteger.valueOf(k);
            power = power.multiply(square).divide(index).divide(index);
            weighted = weighted.multiply(square).divide(index).add(power).divide(index);
            sumOfPowers = sumOfPowers.add(power);
            sumOfWeighted = sumOfWeighted.add(weighted);
        }
        // A term's error, in units of 2^-working, is at most 3 plus the one before it times n^2/k^2 (in the weighted
        // sum also
        // that of the power), hence below 4 k^2 e^(2n) < 4 k^2 2^(3n): the sums' below 8 k^3 2^(3n), the rest included.
        Dyadic error = new Dyadic(BigInteger.valueOf(k).pow(3).shiftLeft(3 * n + 3), -working);
        int precision = working + 16;
        Enclosure slack = Enclosure.of(error.negate(), error);
        // The errors are relative to sums of about 2^(2.88 n), so that the quotient has bits + 40 - small ones.
        Enclosure a = Enclosure.of(new Dyadic(sumOfWeighted, -working)).plus(slack, precision);
        Enclosure b = Enclosure.of(new Dyadic(sumOfPowers, -working)).plus(slack, precision);
        Enclosure rest = Enclosure.of(-4L * n).exp(32).times(pi(32), 32);
        return a.dividedBy(b, precision)
                .minus(Enclosure.of(n).log(precision), precision)
                .minus(Enclosure.of(Dyadic.ZERO, rest.high()), precision);
    }

    /**
     * Ramanujan's G = pi/8 log(2 + sqrt 3) + 3/8 sum of 1/((2k+1)^2 binomial(2k, k)); Berndt, "Ramanujan's Notebooks"
     * I, 1985,
     * p. 289. A term is below a quarter of the one before... from k = 0 on at most half of it.
     */
    private static Enclosure ramanujan(int bits) {
        int working = bits + 20;
        BigInteger unit = BigInteger.ONE.shiftLeft(working);
        BigInteger inverse = unit; // 1/binomial(2k, k), rounded down
        BigInteger sum = unit;
        int k = 0;
        while (inverse.signum() != 0) {
            k++;
            // binomial(2k, k) = binomial(2k-2, k-1) * 2 (2k-1) / k
            inverse = inverse.multiply(BigInteger.valueOf(k)).divide(BigInteger.valueOf(2L * (2L * k - 1)));
            long odd = 2L * k + 1;
            sum = sum.add(inverse.divide(BigInteger.valueOf(odd * odd)));
        }
        // inverse is at most 2 too small (its error shrinks by k/(4k-2) <= 1/2), a term at most 3, and the rest, whose
        // terms
        // shrink by half at least, is below 6.
        Enclosure series = Enclosure.of(
                new Dyadic(sum, -working), new Dyadic(sum.add(BigInteger.valueOf(3L * k + 6)), -working));
        Enclosure root = Enclosure.of(3).sqrt(working).plus(Enclosure.of(2), working);
        return pi(working).times(root.log(working), working)
                .plus(series.times(Enclosure.of(3), working), working)
                .scaled(-3);
    }
}
