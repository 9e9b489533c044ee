package bitlemma.symbolic.enclosure;

import java.math.BigInteger;

/** The Riemann zeta function of an integer above 1. */
final class Zeta {
    private Zeta() {}

    /**
     * Algorithm 2 of Borwein, "An efficient algorithm for the Riemann zeta function", 2000: with n terms the error is
     * below
     * 3 / ((3 + sqrt 8)^n (1 - 2^(1-s))), and 3 + sqrt 8 is above 2^2.5.
     */
    static Enclosure zeta(int s, int bits) {
        if (s > bits + 4) {
            // 1 < zeta(s) < 1 + 3 * 2^-s
            return Enclosure.of(Dyadic.ONE, Dyadic.ONE.plus(Dyadic.of(3).scaled(-s))).round(bits);
        }
        int working = bits + 16;
        int n = working * 2 / 5 + 4;
        BigInteger[] d = new BigInteger[n + 1];
        // d_k = n * sum over i <= k of (n+i-1)! 4^i / ((n-i)! (2i)!), whose term for i = 0 is 1
        BigInteger term = BigInteger.ONE;
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i <= n; i++) {
            sum = sum.add(term);
            d[i] = sum;
            term = term.multiply(BigInteger.valueOf(4L * (n + i)).multiply(BigInteger.valueOf(n - i)))
                    .divide(BigInteger.valueOf((2L * i + 1) * (2L * i + 2)));
        }
        BigInteger total = BigInteger.ZERO;
        for (int k = 0; k < n; k++) {
            BigInteger part = d[n].subtract(d[k])
                    .shiftLeft(working)
                    .divide(BigInteger.valueOf(k + 1L).pow(s));
            total = (k & 1) == 0 ? total.add(part) : total.subtract(part);
        }
        BigInteger slack = BigInteger.valueOf(n);
        Enclosure eta = Enclosure.of(
                        new Dyadic(total.subtract(slack), -working), new Dyadic(total.add(slack), -working))
                .dividedBy(Enclosure.of(new Dyadic(d[n], 0)), working);
        Dyadic error = Dyadic.of(3).scaled(-(5 * n / 2));
        Enclosure scale = Enclosure.ONE.minus(Enclosure.of(Dyadic.powerOfTwo(1 - s)), working + s);
        return eta.plus(Enclosure.of(error.negate(), error), working).dividedBy(scale, bits);
    }
}
