package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.math.BigInteger;

/**
 * An interval of real numbers with rational bounds. A closed bound need not be reached.
 *
 * @param low null where there is none
 * @param lowOpen whether the low bound itself is excluded
 * @param high null where there is none
 * @param highOpen whether the high bound itself is excluded
 */
record Range(Rational low, boolean lowOpen, Rational high, boolean highOpen) {
    static final Range ALL = new Range(null, true, null, true);
    static final Range POSITIVE = above(Rational.ZERO);
    static final Range NOT_NEGATIVE = new Range(Rational.ZERO, false, null, true);

    static Range point(Rational value) {
        return new Range(value, false, value, false);
    }

    static Range closed(Rational low, Rational high) {
        return new Range(low, false, high, false);
    }

    static Range open(long low, long high) {
        return new Range(Rational.of(low), true, Rational.of(high), true);
    }

    /** All numbers greater than this one. */
    static Range above(Rational low) {
        return new Range(low, true, null, true);
    }

    Sign sign() {
        int below = low == null ? -1 : low.signum();
        int above = high == null ? 1 : high.signum();
        if (below > 0 || below == 0 && lowOpen && low != null) {
            return Sign.POSITIVE;
        }
        if (above < 0 || above == 0 && highOpen && high != null) {
            return Sign.NEGATIVE;
        }
        if (below == 0) {
            return above == 0 ? Sign.ZERO : Sign.NOT_NEGATIVE;
        }
        return above == 0 ? Sign.NOT_POSITIVE : Sign.UNKNOWN;
    }

    Range negate() {
        return new Range(high == null ? null : high.negate(), highOpen, low == null ? null : low.negate(), lowOpen);
    }

    Range plus(Range that) {
        return new Range(
                low == null || that.low == null ? null : low.plus(that.low),
                lowOpen || that.lowOpen,
                high == null || that.high == null ? null : high.plus(that.high),
                highOpen || that.highOpen);
    }

    /** The smallest range around both. */
    Range hull(Range that) {
        Range lows = that.lowIsBelow(this) ? that : this;
        Range highs = that.negate().lowIsBelow(negate()) ? that : this;
        return new Range(lows.low, lows.lowOpen, highs.high, highs.highOpen);
    }

    /** Whether this range reaches further down; of equal bounds the closed one does. */
    private boolean lowIsBelow(Range that) {
        if (low == null || that.low == null) {
            return low == null;
        }
        int order = low.compareTo(that.low);
        return order < 0 || order == 0 && !lowOpen;
    }

    /** The range of the lesser of two numbers. */
    Range min(Range that) {
        Range highs = negate().lowIsBelow(that.negate()) ? that : this;
        Range lows = that.lowIsBelow(this) ? that : this;
        return new Range(lows.low, lows.lowOpen, highs.high, highs.highOpen);
    }

    /** What both contain; where bounds are equal, the open one counts. */
    Range meet(Range that) {
        Range lows = tighterLow(that);
        Range highs = negate().tighterLow(that.negate()).negate();
        return new Range(lows.low, lows.lowOpen, highs.high, highs.highOpen);
    }

    private Range tighterLow(Range that) {
        if (low == null || that.low == null) {
            return low == null ? that : this;
        }
        int order = low.compareTo(that.low);
        return order > 0 || order == 0 && lowOpen ? this : that;
    }

    Range times(Range that) {
        Sign left = sign();
        Sign right = that.sign();
        if (left == Sign.ZERO || right == Sign.ZERO) {
            return point(Rational.ZERO);
        }
        if (left.isNotPositive()) {
            return negate().times(that).negate();
        }
        if (low != null && low.equals(high)) {
            return new Range(
                    that.low == null ? null : low.times(that.low),
                    that.lowOpen,
                    that.high == null ? null : low.times(that.high),
                    that.highOpen);
        }
        if (right.isNotPositive()) {
            return times(that.negate()).negate();
        }
        if (left.isNotNegative() && right.isNotNegative()) {
            boolean reachesZero = !(left == Sign.POSITIVE && right == Sign.POSITIVE);
            Rational least = low.times(that.low);
            boolean open = least.signum() == 0 ? !reachesZero : lowOpen || that.lowOpen;
            Rational greatest = high == null || that.high == null ? null : high.times(that.high);
            return new Range(least, open, greatest, highOpen || that.highOpen);
        }
        if (low == null || high == null || that.low == null || that.high == null) {
            return ALL;
        }
        // One contains zero inside: the extreme products of the bounds, taken as closed.
        Rational a = low.times(that.low);
        Rational b = low.times(that.high);
        Rational c = high.times(that.low);
        Rational d = high.times(that.high);
        return closed(a.min(b).min(c).min(d), a.max(b).max(c).max(d));
    }

    /** Of a range whose sign is known; {@link #ALL} otherwise. */
    Range reciprocal() {
        return switch (sign()) {
            case POSITIVE, NOT_NEGATIVE ->
                new Range(
                        high == null ? Rational.ZERO : Rational.ONE.dividedBy(high),
                        high == null || highOpen,
                        low.signum() == 0 ? null : Rational.ONE.dividedBy(low),
                        lowOpen || low.signum() == 0);
            case NEGATIVE, NOT_POSITIVE -> negate().reciprocal().negate();
            case ZERO, UNKNOWN -> ALL;
        };
    }

    Range power(int exponent) {
        if (exponent < 0) {
            return power(-exponent).reciprocal();
        }
        if (exponent % 2 == 0 && !sign().isNotNegative()) {
            return abs().power(exponent);
        }
        return new Range(
                low == null ? null : low.power(exponent),
                lowOpen,
                high == null ? null : high.power(exponent),
                highOpen);
    }

    Range abs() {
        Sign sign = sign();
        if (sign.isNotNegative()) {
            return this;
        }
        if (sign.isNotPositive()) {
            return negate();
        }
        if (low == null || high == null) {
            return NOT_NEGATIVE;
        }
        return closed(Rational.ZERO, low.negate().max(high));
    }

    /** The integers of this range lie in the result. */
    Range integers() {
        return new Range(
                low == null ? null : leastInteger(low, lowOpen),
                low == null,
                high == null ? null : leastInteger(high.negate(), highOpen).negate(),
                high == null);
    }

    private static Rational leastInteger(Rational low, boolean open) {
        BigInteger ceiling = low.ceiling();
        return Rational.of(open && low.isInteger() ? ceiling.add(BigInteger.ONE) : ceiling);
    }
}
