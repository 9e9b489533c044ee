package bitlemma.symbolic.enclosure;

import java.math.BigInteger;

/** Intervals whose ends are whole multiples of {@code 2^-bits}: for the inner loops of series. */
record FixedPoint(int bits) {
    /** The numbers from {@code low} to {@code high} units. */
    final class Interval {
        private final BigInteger low;
        private final BigInteger high;

        Interval(BigInteger low, BigInteger high) {
            this.low = low;
            this.high = high;
        }

        Interval plus(Interval that) {
            return new Interval(low.add(that.low), high.add(that.high));
        }

        Interval times(long factor) {
            BigInteger f = BigInteger.valueOf(factor);
            BigInteger a = low.multiply(f);
            BigInteger b = high.multiply(f);
            return factor >= 0 ? new Interval(a, b) : new Interval(b, a);
        }

        /** The square of numbers that are not negative. */
        Interval squared() {
            return new Interval(
                    low.multiply(low).shiftRight(bits), high.multiply(high).shiftRight(bits).add(BigInteger.ONE));
        }

        Enclosure enclosure() {
            return Enclosure.between(new Dyadic(low, -bits), new Dyadic(high, -bits));
        }
    }

    BigInteger one() {
        return BigInteger.ONE.shiftLeft(bits);
    }

    /** {@code floor(a * b / 2^bits)}. */
    BigInteger times(BigInteger a, BigInteger b) {
        return a.multiply(b).shiftRight(bits);
    }

    /** {@code [sum - error, sum + error]}. */
    Interval around(BigInteger sum, long error) {
        BigInteger slack = BigInteger.valueOf(error);
        return new Interval(sum.subtract(slack), sum.add(slack));
    }

    /** atan(1/n), or artanh(1/n) if {@code hyperbolic}, of an n above 1 by its Taylor series. */
    Interval inverseTangent(int n, boolean hyperbolic) {
        BigInteger square = BigInteger.valueOf((long) n * n);
        BigInteger power = one().divide(BigInteger.valueOf(n));
        BigInteger sum = power;
        int terms = 1;
        for (int k = 3; power.signum() != 0; k += 2, terms++) {
            power = power.divide(square);
            BigInteger term = power.divide(BigInteger.valueOf(k));
            sum = hyperbolic || (k & 2) == 0 ? sum.add(term) : sum.subtract(term);
        }
        // A power is at most 2 too small, a term at most 3; the rest, shrinking by a quarter at least, is below 4.
        return around(sum, 3L * terms + 4);
    }

    /** exp(r) for a number r of {@code units} units, 0 <= r < 1. */
    Interval exp(BigInteger units) {
        // exp(r) = exp(r / 2^s)^(2^s).
        int halvings = (int) Math.sqrt(bits / 2.0) + 1;
        FixedPoint finer = new FixedPoint(bits + 2 * halvings + 8);
        BigInteger r = units.shiftLeft(halvings + 8);
        BigInteger term = finer.one();
        BigInteger sum = term;
        int k = 1;
        for (; term.signum() != 0; k++) {
            term = finer.times(term, r).divide(BigInteger.valueOf(k));
            sum = sum.add(term);
        }
        // A term is at most 2 + (the error before)/k <= 4 too small, and so is the rest, which shrinks by half each
        // time.
        Interval power = finer.new Interval(sum, sum.add(BigInteger.valueOf(4L * k + 8)));
        for (int i = 0; i < halvings; i++) {
            power = power.squared();
        }
        int drop = 2 * halvings + 8;
        return new Interval(power.low.shiftRight(drop), power.high.shiftRight(drop).add(BigInteger.ONE));
    }

    /** artanh(z) / z ... the series z + z^3/3 + z^5/5 ..., for z of {@code units} units, |z| <= 1/2. */
    Interval artanh(BigInteger units) {
        return oddSeries(units, false);
    }

    /** atan(z) for z of {@code units} units, |z| <= 1/2. */
    Interval atan(BigInteger units) {
        return oddSeries(units, true);
    }

    private Interval oddSeries(BigInteger units, boolean alternating) {
        boolean negative = units.signum() < 0;
        BigInteger power = units.abs();
        BigInteger square = times(power, power);
        BigInteger sum = power;
        int terms = 1;
        for (int k = 3; power.signum() != 0; k += 2, terms++) {
            power = times(power, square);
            BigInteger term = power.divide(BigInteger.valueOf(k));
            sum = alternating && (k & 2) != 0 ? sum.subtract(term) : sum.add(term);
        }
        // square is at most 1 too small, a power at most 1 + 1/2 + (error before)/4 <= 2, a term 3, the rest below 4.
        return around(negative ? sum.negate() : sum, 3L * terms + 4);
    }

    /** sin(r) for a number of {@code units} units, |r| <= 1. */
    Interval sin(BigInteger units) {
        BigInteger square = times(units, units);
        BigInteger term = units.abs();
        BigInteger sum = term;
        int n = 1;
        for (int k = 2; term.signum() != 0; k += 2, n++) {
            term = times(term, square).divide(BigInteger.valueOf((long) k * (k + 1)));
            sum = (n & 1) != 0 ? sum.subtract(term) : sum.add(term);
        }
        // A term is at most (1 + 1 + error before)/6 + 1 <= 2 too small, and the alternating rest below 2.
        return around(units.signum() < 0 ? sum.negate() : sum, 2L * n + 2);
    }

    /** cos(r) for a number of {@code units} units, |r| <= 1. */
    Interval cos(BigInteger units) {
        BigInteger square = times(units, units);
        BigInteger term = one();
        BigInteger sum = term;
        int n = 1;
        for (int k = 1; term.signum() != 0; k += 2, n++) {
            term = times(term, square).divide(BigInteger.valueOf((long) k * (k + 1)));
            sum = (n & 1) != 0 ? sum.subtract(term) : sum.add(term);
        }
        // A term is at most (1 + 1 + error before)/2 + 1 <= 4 too small, and the alternating rest below 4.
        return around(sum, 4L * n + 4);
    }
}
