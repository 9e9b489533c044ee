package bitlemma.symbolic.enclosure;

import java.math.BigInteger;

/** The error function and its complement at one number. */
final class ErrorFunction {
    /** From here on erfc is below 2^(-1.44 * 2^25). */
    private static final int GREATEST_MAGNITUDE = 13;

    private ErrorFunction() {}

    static Enclosure erf(Dyadic x, int bits) {
        if (x.signum() < 0) {
            return erf(x.negate(), bits).negate();
        }
        if (x.signum() == 0) {
            return Enclosure.ZERO;
        }
        if (isLarge(x, bits)) {
            return Enclosure.ONE.minus(asymptotic(x, 16), bits + 4);
        }
        return series(x, bits);
    }

    static Enclosure erfc(Dyadic x, int bits) {
        if (x.signum() <= 0) {
            return Enclosure.ONE.plus(erf(x.negate(), bits + 2), bits);
        }
        if (isLarge(x, bits)) {
            return asymptotic(x, bits);
        }
        // exp(-x^2) is about the size of erfc: its leading zeros are no digits. x^2 / log 2 <= bits + 16 here.
        int lost = Math.max(0, Math.min(bits + 20, squareBits(x)));
        return Enclosure.ONE.minus(series(x, bits + lost + 8), bits + lost + 8).round(bits);
    }

    /** Whether x^2 / log 2, the bits that the asymptotic series gives, is above {@code bits + 16}. */
    private static boolean isLarge(Dyadic x, int bits) {
        return x.magnitude() > GREATEST_MAGNITUDE || squareBits(x) > bits + 16;
    }

    /** x^2 / log 2 rounded to an integer, or one or two more. */
    private static int squareBits(Dyadic x) {
        if (x.magnitude() > GREATEST_MAGNITUDE) {
            return Integer.MAX_VALUE;
        }
        Dyadic brief = x.round(16, true);
        return brief.times(brief).times(Dyadic.of(93)).scaled(-6).floor().intValueExact() + 1;
    }

    /**
     * erf(x) = 2/sqrt(pi) exp(-x^2) (x + 2 x^3/3 + 4 x^5/15 + ...), for x > 0 (Abramowitz and Stegun 7.1.6): all terms
     * are
     * positive, and shrink by half at least from where 2 x^2 / (2n + 1) <= 1/2.
     */
    private static Enclosure series(Dyadic x, int bits) {
        int working = bits + 16;
        Dyadic square = x.times(x);
        int size = Math.max(0, squareBits(x));
        FixedPoint f = new FixedPoint(working + size + 16);
        // The sum divided by x: 1 + 2x^2/3 + ..., below exp(x^2).
        BigInteger s = square.fixed(f.bits(), false);
        BigInteger term = f.one();
        BigInteger sum = term;
        long n = 1;
        BigInteger fourSquares = square.scaled(2).floor().add(BigInteger.TWO);
        for (; term.signum() != 0 || fourSquares.compareTo(BigInteger.valueOf(2 * n + 1)) > 0; n++) {
            term = f.times(term, s).shiftLeft(1).divide(BigInteger.valueOf(2 * n + 1));
            sum = sum.add(term);
        }
        // In units: the error of a term is at most (error before) * 2x^2/(2n+1) + 4 (that of s included: term <=
        // exp(x^2), which
        // the next line covers), so that of all together at most n * (4 + n) * exp(x^2) <= 4 n^2 2^size.
        BigInteger error = BigInteger.valueOf(n).multiply(BigInteger.valueOf(n)).shiftLeft(size + 3);
        Enclosure total = Enclosure.of(new Dyadic(sum, -f.bits()), new Dyadic(sum.add(error), -f.bits()));
        Enclosure scale = Exponential.exp(square.negate(), working).times(Enclosure.of(x).scaled(1), working);
        return total.times(scale, working).dividedBy(Constants.pi(working).sqrt(working), working);
    }

    /**
     * erfc(x) = exp(-x^2)/(x sqrt(pi)) (1 - 1/(2x^2) + 3/(2x^2)^2 - ...), for x > 0; the error is below the first term
     * left out,
     * and has its sign (NIST Digital Library 7.12.1 and 7.12(i)).
     */
    private static Enclosure asymptotic(Dyadic x, int bits) {
        if (x.magnitude() > GREATEST_MAGNITUDE) {
            // erfc(x) < exp(-x^2) for x > 0.
            return Enclosure.of(Dyadic.ZERO, Dyadic.powerOfTwo(-(1 << 2 * GREATEST_MAGNITUDE - 1)));
        }
        int working = bits + 16;
        Enclosure step = Enclosure.ONE.dividedBy(Enclosure.of(x).square(working).scaled(1), working);
        Enclosure term = Enclosure.ONE;
        Enclosure sum = term;
        for (int n = 1; ; n++) {
            Enclosure next = term.times(step, working).times(Enclosure.of(1L - 2 * n), working);
            if (next.greatestMagnitude().magnitude() < -working
                    || next.greatestMagnitude().compareTo(term.leastMagnitude()) >= 0) {
                sum = sum.plus(next.hull(Enclosure.ZERO), working);
                break;
            }
            term = next;
            sum = sum.plus(term, working);
        }
        Enclosure exponent = Enclosure.of(x.times(x).negate());
        return exponent.exp(working)
                .times(sum, working)
                .dividedBy(Constants.pi(working).sqrt(working).times(Enclosure.of(x), working), bits);
    }
}
