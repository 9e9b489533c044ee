package bitlemma.symbolic.enclosure;

import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;

/**
 * A closed interval that certainly contains a real number. Every operation gives an interval that contains the results
 * for all numbers of its operands, rounded outward to about {@code bits} bits (Moore, Kearfott and Cloud, "Introduction
 * to
 * Interval Analysis", 2009, chapters 2 to 5). {@link #UNKNOWN} says that nothing is known, not even whether the number
 * exists; it is what comes of a division by an interval around zero, and of every operation on it.
 */
public final class Enclosure {
    /** Nothing is known: the number may be undefined. */
    public static final Enclosure UNKNOWN = new Enclosure(null, null);

    public static final Enclosure ZERO = new Enclosure(Dyadic.ZERO, Dyadic.ZERO);
    public static final Enclosure ONE = new Enclosure(Dyadic.ONE, Dyadic.ONE);

    /** Numbers beyond two to this power are not computed with. */
    private static final int GREATEST_EXPONENT = 1 << 27;

    private final Dyadic low;
    private final Dyadic high;

    private Enclosure(Dyadic low, Dyadic high) {
        this.low = low;
        this.high = high;
    }

    /** The numbers from {@code low} to {@code high}; throws IllegalArgumentException where there are none. */
    public static Enclosure of(Dyadic low, Dyadic high) {
        if (low != high && low.compareTo(high) > 0) {
            throw new IllegalArgumentException("no number is from " + low + " to " + high);
        }
        return between(low, high);
    }

    /** An interval whose ends are known to be in order; ends beyond the range of exponents are moved outward. */
    static Enclosure between(Dyadic low, Dyadic high) {
        int lowSize = low.size();
        int highSize = high.size();
        if (lowSize > GREATEST_EXPONENT && low.signum() != 0 || highSize > GREATEST_EXPONENT && high.signum() != 0) {
            return UNKNOWN;
        }
        if (lowSize < -GREATEST_EXPONENT && low.signum() != 0) {
            low = low.signum() > 0 ? Dyadic.ZERO : Dyadic.powerOfTwo(-GREATEST_EXPONENT).negate();
        }
        if (highSize < -GREATEST_EXPONENT && high.signum() != 0) {
            high = high.signum() < 0 ? Dyadic.ZERO : Dyadic.powerOfTwo(-GREATEST_EXPONENT);
        }
        return new Enclosure(low, high);
    }

    /** A number itself. */
    public static Enclosure of(Dyadic value) {
        return between(value, value);
    }

    /** A whole number itself. */
    public static Enclosure of(long value) {
        return of(Dyadic.of(value));
    }

    /** A rational number to {@code bits} bits; exactly where it is a dyadic number of that length. */
    public static Enclosure of(Rational value, int bits) {
        return between(Dyadic.of(value, bits, false), Dyadic.of(value, bits, true));
    }

    /** All numbers between two rational numbers. */
    public static Enclosure of(Rational low, Rational high, int bits) {
        return of(Dyadic.of(low, bits, false), Dyadic.of(high, bits, true));
    }

    /** Whether it says anything: it is not the whole line. */
    public boolean isKnown() {
        return low != null;
    }

    /** The lower end; throws IllegalStateException where nothing is known. */
    public Dyadic low() {
        return checked(low);
    }

    /** The upper end; throws IllegalStateException where nothing is known. */
    public Dyadic high() {
        return checked(high);
    }

    private static Dyadic checked(Dyadic end) {
        if (end == null) {
            throw new IllegalStateException("nothing is known about this number");
        }
        return end;
    }

    /** Whether the interval is one number. */
    public boolean isExact() {
        return isKnown() && (low == high || low.compareTo(high) == 0);
    }

    /** Upper end minus lower end, exactly. */
    public Dyadic width() {
        return high().minus(low());
    }

    /** The middle of the interval, exactly. */
    public Dyadic middle() {
        return low().plus(high()).scaled(-1);
    }

    /** The greatest magnitude of a number in here. */
    public Dyadic greatestMagnitude() {
        return Dyadic.max(low().abs(), high().abs());
    }

    /** The least magnitude of a number in here. */
    public Dyadic leastMagnitude() {
        return containsZero() ? Dyadic.ZERO : Dyadic.min(low().abs(), high().abs());
    }

    /** Whether zero may be meant. */
    public boolean containsZero() {
        return !isKnown() || low.signum() <= 0 && high.signum() >= 0;
    }

    /** Whether the number is certainly above zero. */
    public boolean isPositive() {
        return isKnown() && low.signum() > 0;
    }

    /** Whether the number is certainly below zero. */
    public boolean isNegative() {
        return isKnown() && high.signum() < 0;
    }

    /** Whether the number is certainly zero or above. */
    public boolean isNotNegative() {
        return isKnown() && low.signum() >= 0;
    }

    /** Whether the number may be this one. */
    public boolean contains(Rational value) {
        return !isKnown() || low.toRational().compareTo(value) <= 0 && value.compareTo(high.toRational()) <= 0;
    }

    /** Whether every number of {@code that} is in here. */
    public boolean contains(Enclosure that) {
        return !isKnown() || that.isKnown() && low.compareTo(that.low) <= 0 && that.high.compareTo(high) <= 0;
    }

    /** Whether every number in here is below every number of {@code that}. */
    public boolean isCertainlyLess(Enclosure that) {
        return isKnown() && that.isKnown() && high.compareTo(that.low) < 0;
    }

    /** Whether no number in here is above a number of {@code that}. */
    public boolean isCertainlyAtMost(Enclosure that) {
        return isKnown() && that.isKnown() && high.compareTo(that.low) <= 0;
    }

    /** Whether the two intervals have no number in common, so that the numbers differ. */
    public boolean isDisjoint(Enclosure that) {
        return isCertainlyLess(that) || that.isCertainlyLess(this);
    }

    /** Whether both may be the same number. */
    public boolean overlaps(Enclosure that) {
        return !isDisjoint(that);
    }

    /** The least interval that contains both. */
    public Enclosure hull(Enclosure that) {
        if (!isKnown() || !that.isKnown()) {
            return UNKNOWN;
        }
        return new Enclosure(Dyadic.min(low, that.low), Dyadic.max(high, that.high));
    }

    /** What both contain, for two enclosures of one number; throws IllegalArgumentException where that is nothing. */
    public Enclosure intersect(Enclosure that) {
        if (!isKnown()) {
            return that;
        }
        return that.isKnown() ? of(Dyadic.max(low, that.low), Dyadic.min(high, that.high)) : this;
    }

    /** The same interval with ends of at most {@code bits} bits. */
    public Enclosure round(int bits) {
        return isKnown() ? between(low.round(bits, false), high.round(bits, true)) : this;
    }

    /** The number with the other sign. */
    public Enclosure negate() {
        return isKnown() ? new Enclosure(high.negate(), low.negate()) : this;
    }

    /** The sum, its ends rounded outward to so many bits. */
    public Enclosure plus(Enclosure that, int bits) {
        if (!isKnown() || !that.isKnown()) {
            return UNKNOWN;
        }
        return between(low.plus(that.low, bits, false), high.plus(that.high, bits, true));
    }

    /** The difference, its ends rounded outward to so many bits. */
    public Enclosure minus(Enclosure that, int bits) {
        if (!isKnown() || !that.isKnown()) {
            return UNKNOWN;
        }
        return between(low.plus(that.high.negate(), bits, false), high.plus(that.low.negate(), bits, true));
    }

    /** The product, its ends rounded outward to so many bits. */
    public Enclosure times(Enclosure that, int bits) {
        if (!isKnown() || !that.isKnown()) {
            return UNKNOWN;
        }
        if (low.signum() >= 0) {
            return that.timesNotNegative(this, bits);
        }
        if (high.signum() <= 0) {
            return that.timesNotNegative(negate(), bits).negate();
        }
        if (that.low.signum() >= 0) {
            return timesNotNegative(that, bits);
        }
        if (that.high.signum() <= 0) {
            return timesNotNegative(that.negate(), bits).negate();
        }
        Dyadic least = Dyadic.min(low.times(that.high), high.times(that.low));
        Dyadic greatest = Dyadic.max(low.times(that.low), high.times(that.high));
        return between(least.round(bits, false), greatest.round(bits, true));
    }

    private Enclosure timesNotNegative(Enclosure factor, int bits) {
        return between(
                low.times(low.signum() >= 0 ? factor.low : factor.high, bits, false),
                high.times(high.signum() >= 0 ? factor.high : factor.low, bits, true));
    }

    /** This number times a power of two, exactly. */
    public Enclosure scaled(int power) {
        return isKnown() ? between(low.scaled(power), high.scaled(power)) : this;
    }

    /** The quotient; unknown where the divisor may be zero. */
    public Enclosure dividedBy(Enclosure that, int bits) {
        if (!isKnown() || that.containsZero()) {
            return UNKNOWN;
        }
        if (that.high.signum() < 0) {
            return negate().dividedBy(that.negate(), bits);
        }
        return between(
                low.dividedBy(low.signum() >= 0 ? that.high : that.low, bits, false),
                high.dividedBy(high.signum() >= 0 ? that.low : that.high, bits, true));
    }

    /** The square, which is never below zero. */
    public Enclosure square(int bits) {
        if (!isKnown()) {
            return this;
        }
        Dyadic least = leastMagnitude();
        Dyadic greatest = greatestMagnitude();
        return between(least.times(least, bits, false), greatest.times(greatest, bits, true));
    }

    /** The integer power; 0^0 is 1, zero to a negative power is unknown. */
    public Enclosure power(BigInteger exponent, int bits) {
        if (!isKnown()) {
            return this;
        }
        if (exponent.signum() == 0) {
            return ONE;
        }
        if (exponent.signum() < 0) {
            return ONE.dividedBy(power(exponent.negate(), bits + 4), bits);
        }
        if (!exponent.testBit(0)) {
            Enclosure magnitude = abs();
            Enclosure least = pointPower(magnitude.low, exponent, bits);
            Enclosure greatest = pointPower(magnitude.high, exponent, bits);
            return least.isKnown() && greatest.isKnown() ? between(least.low, greatest.high) : UNKNOWN;
        }
        Enclosure least = pointPower(low, exponent, bits);
        Enclosure greatest = low == high ? least : pointPower(high, exponent, bits);
        return least.isKnown() && greatest.isKnown() ? between(least.low, greatest.high) : UNKNOWN;
    }

    /** A number to a positive power by squaring. */
    private static Enclosure pointPower(Dyadic base, BigInteger exponent, int bits) {
        int working = bits + exponent.bitLength() + 4;
        Enclosure result = of(base);
        Enclosure factor = result;
        for (int bit = exponent.bitLength() - 2; bit >= 0 && result.isKnown(); bit--) {
            result = result.square(working);
            if (exponent.testBit(bit)) {
                result = result.times(factor, working);
            }
        }
        return result.round(bits);
    }

    /** The square root; unknown where the number may be negative. */
    public Enclosure sqrt(int bits) {
        if (!isNotNegative()) {
            return UNKNOWN;
        }
        return between(low.squareRoot(bits, false), high.squareRoot(bits, true));
    }

    /**
     * The real power as {@code exp(exponent * log(base))}; a base that may be zero or negative needs an exponent that
     * is
     * one integer, a base that may be zero a positive exponent.
     */
    public Enclosure power(Enclosure exponent, int bits) {
        if (!isKnown() || !exponent.isKnown()) {
            return UNKNOWN;
        }
        if (exponent.isExact()) {
            Rational value = exponent.low.toRational();
            if (value.isInteger()) {
                return power(value.numerator(), bits);
            }
            if (value.denominator().equals(BigInteger.TWO) && value.numerator().bitLength() < 16) {
                return sqrt(bits + 8).power(value.numerator(), bits);
            }
        }
        if (low.signum() < 0 || low.signum() == 0 && !exponent.isPositive()) {
            return UNKNOWN;
        }
        if (low.signum() == 0) {
            if (high.signum() == 0) {
                return ZERO;
            }
            // 0^y = 0 for y > 0, and x^y grows with x.
            Enclosure greatest = of(high).power(exponent, bits);
            return greatest.isKnown() ? between(Dyadic.ZERO, greatest.high) : UNKNOWN;
        }
        int size = Math.max(0, exponent.greatestMagnitude().magnitude())
                + Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(greatestMagnitude().magnitude()));
        if (size > GREATEST_EXPONENT) {
            return UNKNOWN;
        }
        int working = bits + 8 + Math.min(size, 64);
        return log(working).times(exponent, working).exp(bits);
    }

    /** The magnitude. */
    public Enclosure abs() {
        if (!isKnown() || low.signum() >= 0) {
            return this;
        }
        return high.signum() <= 0 ? negate() : new Enclosure(Dyadic.ZERO, greatestMagnitude());
    }

    public Enclosure min(Enclosure that) {
        if (!isKnown() || !that.isKnown()) {
            return UNKNOWN;
        }
        return new Enclosure(Dyadic.min(low, that.low), Dyadic.min(high, that.high));
    }

    /** The greater one of two numbers. */
    public Enclosure max(Enclosure that) {
        if (!isKnown() || !that.isKnown()) {
            return UNKNOWN;
        }
        return new Enclosure(Dyadic.max(low, that.low), Dyadic.max(high, that.high));
    }

    /** The integer that a rounding rule takes the number to; all rules are monotone. */
    public Enclosure roundTo(Rounding rule) {
        if (!isKnown() || Math.max(low.magnitude(), high.magnitude()) > 1 << 16) {
            return UNKNOWN;
        }
        return of(
                new Dyadic(rule.round(clip(low).toRational()), 0), new Dyadic(rule.round(clip(high).toRational()), 0));
    }

    /**
     * The integer that all numbers strictly inside go to, or more than one; the steps of all rules are multiples of
     * 1/2.
     */
    Enclosure roundInside(Rounding rule) {
        Enclosure all = roundTo(rule);
        if (!all.isKnown() || isExact() || Math.min(low.exponent(), high.exponent()) < -(1 << 16)) {
            return all;
        }
        Rational least = low.toRational();
        Rational greatest = high.toRational();
        Rational next = Rational.of(least.times(Rational.of(2)).floor().add(BigInteger.ONE), BigInteger.TWO);
        Rational last = Rational.of(greatest.times(Rational.of(2)).ceiling().subtract(BigInteger.ONE), BigInteger.TWO);
        Rational first = least.plus(next).times(Rational.HALF);
        Rational second = greatest.plus(last).times(Rational.HALF);
        return of(
                new Dyadic(rule.round(first).min(rule.round(second)), 0),
                new Dyadic(rule.round(first).max(rule.round(second)), 0));
    }

    /** A number that all rules round as they do this one, without a long denominator. */
    private static Dyadic clip(Dyadic value) {
        return value.magnitude() < -8 ? Dyadic.powerOfTwo(-8).times(Dyadic.of(value.signum())) : value;
    }

    /** The exponential, its ends rounded outward to about so many bits. */
    public Enclosure exp(int bits) {
        return increasing(bits, Exponential::exp);
    }

    /** The natural logarithm; unknown where the number may be zero or negative. */
    public Enclosure log(int bits) {
        return isPositive() ? increasing(bits, Logarithm::log) : UNKNOWN;
    }

    /** The sine, its ends rounded outward to about so many bits. */
    public Enclosure sin(int bits) {
        return Trigonometry.sin(this, bits);
    }

    /** The cosine, its ends rounded outward to about so many bits. */
    public Enclosure cos(int bits) {
        return Trigonometry.cos(this, bits);
    }

    /** The arc tangent, its ends rounded outward to about so many bits. */
    public Enclosure atan(int bits) {
        return increasing(bits, Trigonometry::atan);
    }

    /** The hyperbolic tangent, its ends rounded outward to about so many bits. */
    public Enclosure tanh(int bits) {
        return increasing(bits, Exponential::tanh);
    }

    /** The error function, its ends rounded outward to about so many bits. */
    public Enclosure erf(int bits) {
        return increasing(bits, ErrorFunction::erf);
    }

    /** One less the error function, its ends rounded outward to about so many bits. */
    public Enclosure erfc(int bits) {
        return negate().increasing(bits, (x, n) -> ErrorFunction.erfc(x.negate(), n));
    }

    /** The dilogarithm; unknown where the number may be above 1. */
    public Enclosure dilog(int bits) {
        return isCertainlyAtMost(ONE) ? increasing(bits, Dilogarithm::dilog) : UNKNOWN;
    }

    /** The Riemann zeta function of one integer above 1; unknown of anything else. */
    public Enclosure zeta(int bits) {
        if (!isExact() || !low.toRational().isInteger() || low.compareTo(Dyadic.ONE) <= 0 || low.magnitude() > 30) {
            return UNKNOWN;
        }
        return Zeta.zeta(low.floor().intValueExact(), bits);
    }

    /** The gamma function; unknown where the number may be zero or negative. */
    public Enclosure gamma(int bits) {
        return isPositive() ? GammaFunction.gamma(this, bits) : UNKNOWN;
    }

    /** The harmonic number {@code digamma(x + 1) + gamma}; unknown where x may be -1 or less. */
    public Enclosure harmonic(int bits) {
        return of(-1).isCertainlyLess(this) ? increasing(bits, GammaFunction::harmonic) : UNKNOWN;
    }

    /** The principal branch of Lambert's function; unknown where the number may be below -1/e. */
    public Enclosure lambertW(int bits) {
        return increasing(bits, LambertW::lambertW);
    }

    /** An enclosure of an increasing function at one number, with about the wanted relative precision. */
    interface AtPoint {
        Enclosure at(Dyadic x, int bits);
    }

    private Enclosure increasing(int bits, AtPoint function) {
        if (!isKnown()) {
            return this;
        }
        Enclosure least = function.at(low, bits);
        Enclosure greatest = low == high ? least : function.at(high, bits);
        return least.isKnown() && greatest.isKnown()
                ? between(least.low.round(bits, false), greatest.high.round(bits, true))
                : UNKNOWN;
    }

    /** How many significant decimal digits are certain; see {@link Decimals#digits}. */
    public int digits() {
        return Decimals.digits(this);
    }

    /** The certain digits followed by {@code ...}, or an exact decimal number; see {@link Decimals#text}. */
    @Override
    public String toString() {
        return Decimals.text(this);
    }

    /** The interval as {@code [a, b]} with ends of {@code digits} significant digits rounded outward. */
    public String interval(int digits) {
        return Decimals.interval(this, digits);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Enclosure that
                && isKnown() == that.isKnown()
                && (!isKnown() || low.compareTo(that.low) == 0 && high.compareTo(that.high) == 0);
    }

    @Override
    public int hashCode() {
        return isKnown() ? 31 * low.toRational().hashCode() + high.toRational().hashCode() : 0;
    }
}
