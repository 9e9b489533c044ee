package bitlemma.symbolic.exact;

import bitlemma.numbers.Rational;
import java.math.BigInteger;

/**
 * An exact rational number that is quick where it is small: a numerator and a positive denominator in 64 bits each, not
 * necessarily in lowest terms, or a {@link Rational} where they do not fit.
 */
final class Fraction {
    static final Fraction ZERO = new Fraction(0, 1, null);
    static final Fraction ONE = new Fraction(1, 1, null);

    private final long numerator;
    private final long denominator;
    /** Null where the number is small. */
    private final Rational large;

    private Fraction(long numerator, long denominator, Rational large) {
        this.numerator = numerator;
        this.denominator = denominator;
        this.large = large;
    }

    static Fraction of(Rational value) {
        return value.numerator().bitLength() < 64 && value.denominator().bitLength() < 64
                ? new Fraction(value.numerator().longValue(), value.denominator().longValue(), null)
                : new Fraction(0, 1, value);
    }

    static Fraction of(long value) {
        return new Fraction(value, 1, null);
    }

    Rational exact() {
        return large != null
                ? large
                : Rational.of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    boolean isSmall() {
        return large == null;
    }

    /** Of a small number. */
    long numerator() {
        return numerator;
    }

    /** Of a small number. */
    long denominator() {
        return denominator;
    }

    int signum() {
        return large != null ? large.signum() : Long.signum(numerator);
    }

    boolean isZero() {
        return large == null && numerator == 0;
    }

    /** Whether a product does not fit 64 bits. */
    private static boolean overflows(long a, long b) {
        return Math.multiplyHigh(a, b) != (a * b) >> 63;
    }

    private static boolean sumOverflows(long a, long b) {
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0;
    }

    Fraction plus(Fraction that) {
        if (large == null && that.large == null) {
            if (denominator == that.denominator) {
                if (!sumOverflows(numerator, that.numerator)) {
                    return new Fraction(numerator + that.numerator, denominator, null);
                }
            } else if (denominator == 1) {
                return that.plusWhole(numerator, this);
            } else if (that.denominator == 1) {
                return plusWhole(that.numerator, that);
            } else {
                Fraction sum = sum(that);
                if (sum != null) {
                    return sum;
                }
            }
        }
        return of(exact().plus(that.exact()));
    }

    private Fraction plusWhole(long whole, Fraction that) {
        if (!overflows(whole, denominator) && !sumOverflows(numerator, whole * denominator)) {
            return new Fraction(numerator + whole * denominator, denominator, null);
        }
        return of(exact().plus(that.exact()));
    }

    /** The sum over the least common denominator; null where that does not fit. */
    private Fraction sum(Fraction that) {
        long common = gcd(denominator, that.denominator);
        long left = that.denominator / common;
        long right = denominator / common;
        if (overflows(numerator, left) || overflows(that.numerator, right) || overflows(denominator, left)) {
            return null;
        }
        long a = numerator * left;
        long b = that.numerator * right;
        return sumOverflows(a, b) ? null : new Fraction(a + b, denominator * left, null);
    }

    Fraction negate() {
        return large == null && numerator != Long.MIN_VALUE
                ? new Fraction(-numerator, denominator, null)
                : of(exact().negate());
    }

    Fraction minus(Fraction that) {
        return plus(that.negate());
    }

    Fraction times(Fraction that) {
        if (large == null && that.large == null) {
            if (!overflows(numerator, that.numerator) && !overflows(denominator, that.denominator)) {
                return new Fraction(numerator * that.numerator, denominator * that.denominator, null);
            }
        }
        return of(exact().times(that.exact()));
    }

    /** Throws ArithmeticException where {@code that} is zero. */
    Fraction dividedBy(Fraction that) {
        if (large == null
                && that.large == null
                && that.numerator != 0
                && that.numerator != Long.MIN_VALUE
                && !overflows(numerator, that.denominator)
                && !overflows(denominator, that.numerator)) {
            long n = numerator * that.denominator;
            long d = denominator * that.numerator;
            if (d > 0) {
                return new Fraction(n, d, null);
            }
            if (n != Long.MIN_VALUE && d != Long.MIN_VALUE) {
                return new Fraction(-n, -d, null);
            }
        }
        return of(exact().dividedBy(that.exact()));
    }

    Fraction abs() {
        return signum() < 0 ? negate() : this;
    }

    int compareTo(Fraction that) {
        if (large == null && that.large == null) {
            if (denominator == that.denominator) {
                return Long.compare(numerator, that.numerator);
            }
            if (!overflows(numerator, that.denominator) && !overflows(that.numerator, denominator)) {
                return Long.compare(numerator * that.denominator, that.numerator * denominator);
            }
        }
        return exact().compareTo(that.exact());
    }

    Fraction floor() {
        return large == null ? of(Math.floorDiv(numerator, denominator)) : of(Rational.of(large.floor()));
    }

    /** In lowest terms. */
    Fraction reduced() {
        if (large != null || denominator == 1) {
            return this;
        }
        long common = gcd(numerator, denominator);
        return common == 1 ? this : new Fraction(numerator / common, denominator / common, null);
    }

    /** Of a number and a positive one; positive. */
    private static long gcd(long a, long positive) {
        long x = positive;
        long y = a % positive;
        while (y != 0) {
            long rest = x % y;
            x = y;
            y = rest;
        }
        return Math.abs(x);
    }
}
