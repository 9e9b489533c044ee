package bitlemma.symbolic.enclosure;

import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The gamma function and harmonic numbers. */
final class GammaFunction {
    /**
     * The gamma function falls up to 1.46163..., where it is 0.88560319441..., and grows from there (OEIS A030169,
     * A030171).
     */
    private static final Rational FALLS_TO = Rational.of(14616, 10000);

    private static final Rational GROWS_FROM = Rational.of(14617, 10000);
    private static final Rational BELOW_LEAST = Rational.of(8856031944L, 10000000000L);

    /** The Bernoulli numbers B(2), B(4), ... that were needed so far. */
    private static final List<Rational> BERNOULLI = new ArrayList<>();

    private GammaFunction() {}

    /** Of a positive interval. */
    static Enclosure gamma(Enclosure x, int bits) {
        Enclosure least = gamma(x.low(), bits);
        Enclosure greatest = x.isExact() ? least : gamma(x.high(), bits);
        Enclosure ends = least.hull(greatest);
        if (x.isExact() || !ends.isKnown()) {
            return ends.round(bits);
        }
        if (x.high().toRational().compareTo(FALLS_TO) > 0 && x.low().toRational().compareTo(GROWS_FROM) < 0) {
            ends = ends.hull(Enclosure.of(BELOW_LEAST, 64));
        }
        return ends.round(bits);
    }

    /**
     * Gamma(x) = Gamma(x + N) / (x (x+1) ... (x+N-1)), and log Gamma(z) = (z - 1/2) log z - z + log(2 pi)/2 + sum of
     * B(2k) /
     * (2k (2k-1) z^(2k-1)), with an error below the first term left out (NIST Digital Library 5.11.1 and 5.11(ii)).
     */
    private static Enclosure gamma(Dyadic x, int bits) {
        if (x.magnitude() > 26) {
            return Enclosure.UNKNOWN;
        }
        if (x.magnitude() < -bits - 8) {
            // 1/x - 1 < Gamma(x) < 1/x for 0 < x < 1.
            Enclosure inverse = Enclosure.ONE.dividedBy(Enclosure.of(x), bits + 4);
            return inverse.minus(Enclosure.of(Dyadic.ZERO, Dyadic.ONE), bits + 4);
        }
        int working = bits + 24 + Math.max(0, x.magnitude()) + Integer.SIZE - Integer.numberOfLeadingZeros(bits);
        int shift = shift(x, working);
        Enclosure point = Enclosure.of(x);
        Enclosure product = Enclosure.ONE;
        for (int i = 0; i < shift; i++) {
            product = product.times(point.plus(Enclosure.of(i), working), working);
        }
        Enclosure z = point.plus(Enclosure.of(shift), working);
        Enclosure square = Enclosure.ONE.dividedBy(z.square(working), working);
        Enclosure power = Enclosure.ONE.dividedBy(z, working);
        Enclosure sum = Enclosure.ZERO;
        for (int k = 1; ; k++) {
            Enclosure term = power.times(Enclosure.of(bernoulli(k), working), working)
                    .dividedBy(Enclosure.of(2L * k * (2L * k - 1)), working);
            if (isLast(term, working, k)) {
                sum = sum.plus(term.hull(Enclosure.ZERO), working);
                break;
            }
            sum = sum.plus(term, working);
            power = power.times(square, working);
        }
        Enclosure half = Enclosure.of(Dyadic.powerOfTwo(-1));
        return z.minus(half, working)
                .times(z.log(working), working)
                .minus(z, working)
                .plus(Constants.pi(working).scaled(1).log(working).scaled(-1), working)
                .plus(sum, working)
                .exp(working)
                .dividedBy(product, bits + 4);
    }

    /**
     * H(x) = psi(x + 1) + gamma, psi(z) = psi(z + N) - 1/z - ... - 1/(z+N-1), and psi(z) = log z - 1/(2z) - sum of
     * B(2k) /
     * (2k z^(2k)), with an error below the first term left out (NIST Digital Library 5.11.2 and 5.11(ii)).
     */
    static Enclosure harmonic(Dyadic x, int bits) {
        if (x.signum() == 0) {
            return Enclosure.ZERO;
        }
        // H(x) is about 1.64 x near 0; below 2^-bits only the size of the result counts.
        int working = bits + 16 + Math.clamp(-(long) x.magnitude(), 0, 4 * bits);
        Enclosure first = Enclosure.of(x).plus(Enclosure.ONE, working + Math.max(0, x.magnitude()) + 8);
        if (!first.isPositive()) {
            first = Enclosure.of(x.plus(Dyadic.ONE));
        }
        int shift = shift(x, working);
        Enclosure sum = Enclosure.ZERO;
        for (int i = 0; i < shift; i++) {
            sum = sum.minus(Enclosure.ONE.dividedBy(first.plus(Enclosure.of(i), working), working), working);
        }
        Enclosure z = first.plus(Enclosure.of(shift), working);
        Enclosure square = Enclosure.ONE.dividedBy(z.square(working), working);
        Enclosure power = square;
        sum = sum.plus(z.log(working), working).minus(Enclosure.ONE.dividedBy(z.scaled(1), working), working);
        for (int k = 1; ; k++) {
            Enclosure term = power.times(Enclosure.of(bernoulli(k), working), working)
                    .dividedBy(Enclosure.of(-2L * k), working);
            if (isLast(term, working, k)) {
                sum = sum.plus(term.hull(Enclosure.ZERO), working);
                break;
            }
            sum = sum.plus(term, working);
            power = power.times(square, working);
        }
        return sum.plus(Constants.eulerGamma(working), working);
    }

    /** How far to move the argument so that the asymptotic series reaches the precision. */
    private static int shift(Dyadic x, int working) {
        int wanted = working / 5 + 4;
        return x.magnitude() > 28 ? 0 : Math.max(0, wanted - x.floor().intValueExact());
    }

    /** Whether a term is too small to matter, or the series should not be followed further. */
    private static boolean isLast(Enclosure term, int working, int k) {
        return term.greatestMagnitude().magnitude() < -working || k > working;
    }

    /** B(2k) for k >= 1 by the recurrence that their generating function x/(exp(x) - 1) gives. */
    private static Rational bernoulli(int k) {
        synchronized (BERNOULLI) {
            while (BERNOULLI.size() < k) {
                int n = 2 * (BERNOULLI.size() + 1);
                // sum over j < n of binomial(n + 1, j) B(j) = -(n + 1) B(n)
                Rational sum = Rational.ONE.minus(Rational.of(n + 1L, 2));
                BigInteger binomial = BigInteger.ONE;
                for (int j = 1; j < n; j++) {
                    binomial = binomial.multiply(BigInteger.valueOf(n + 2L - j)).divide(BigInteger.valueOf(j));
                    if ((j & 1) == 0) {
                        sum = sum.plus(BERNOULLI.get(j / 2 - 1).times(Rational.of(binomial)));
                    }
                }
                BERNOULLI.add(sum.dividedBy(Rational.of(-(n + 1L))));
            }
            return BERNOULLI.get(k - 1);
        }
    }
}
