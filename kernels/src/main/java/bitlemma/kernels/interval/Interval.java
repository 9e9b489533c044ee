package bitlemma.kernels.interval;

import bitlemma.grammar.core.BitCount;
import bitlemma.grammar.core.Bitwise;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Remainder;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;

/**
 * All numbers between two integers. Truth values count as 0 and 1. Each operation gives an interval that has every
 * result on operands from its intervals; numbers need not be integers where nothing else is said.
 *
 * @param low the least number; null where there is none
 * @param high the greatest number; null where there is none
 */
public record Interval(BigInteger low, BigInteger high) {
    public static final Interval ALL = new Interval(null, null);
    /** Nothing: the interval of what is never computed. */
    public static final Interval EMPTY = new Interval(BigInteger.ONE, BigInteger.ZERO);

    public static final Interval ZERO = of(0);
    public static final Interval FALSE = ZERO;
    public static final Interval TRUE = of(1);
    public static final Interval EITHER = of(0, 1);

    /** Exponents beyond this give no bounds, since the numbers would be too large to write down. */
    private static final int GREATEST_EXPONENT = 4096;

    /** Bounds with more bits are given up: repeated products would make them grow without end. */
    private static final int MOST_BITS = 1 << 17;

    public Interval {
        low = low != null && low.bitLength() > MOST_BITS ? null : low;
        high = high != null && high.bitLength() > MOST_BITS ? null : high;
    }

    /** Whether a power has few enough bits to be written down. */
    private static boolean isShort(BigInteger base, int exponent) {
        return base == null || (long) base.bitLength() * Math.abs((long) exponent) <= MOST_BITS;
    }

    public static Interval of(long value) {
        return of(value, value);
    }

    public static Interval of(long low, long high) {
        return of(BigInteger.valueOf(low), BigInteger.valueOf(high));
    }

    /** The interval between two bounds, null where there is none; {@link #EMPTY} where they are in the wrong order. */
    public static Interval of(BigInteger low, BigInteger high) {
        return low != null && high != null && low.compareTo(high) > 0 ? EMPTY : new Interval(low, high);
    }

    public static Interval of(IntegerFormat format) {
        return new Interval(format.min(), format.max());
    }

    public static Interval of(boolean truth) {
        return truth ? TRUE : FALSE;
    }

    // ---- questions ----

    public boolean isEmpty() {
        return this.equals(EMPTY);
    }

    public boolean isBounded() {
        return low != null && high != null;
    }

    /** Whether it is one number, an integer. */
    public boolean isSingle() {
        return isBounded() && low.equals(high);
    }

    public boolean contains(BigInteger value) {
        return (low == null || low.compareTo(value) <= 0) && (high == null || value.compareTo(high) <= 0);
    }

    /** Whether each number of this interval is one of the other. */
    public boolean within(Interval that) {
        return isEmpty()
                || (that.low == null || low != null && that.low.compareTo(low) <= 0)
                        && (that.high == null || high != null && high.compareTo(that.high) <= 0);
    }

    public boolean within(IntegerFormat format) {
        return within(of(format));
    }

    /** Whether every integer of it is a Java int. */
    public boolean isInt() {
        return isEmpty() || isBounded() && low.bitLength() < Integer.SIZE && high.bitLength() < Integer.SIZE;
    }

    /** Whether every integer of it is a Java long. */
    public boolean isLong() {
        return isEmpty() || isBounded() && low.bitLength() < Long.SIZE && high.bitLength() < Long.SIZE;
    }

    public boolean isNonNegative() {
        return isEmpty() || low != null && low.signum() >= 0;
    }

    public boolean isPositive() {
        return isEmpty() || low != null && low.signum() > 0;
    }

    public boolean isNonPositive() {
        return isEmpty() || high != null && high.signum() <= 0;
    }

    public boolean isTrue() {
        return this.equals(TRUE);
    }

    public boolean isFalse() {
        return this.equals(FALSE);
    }

    // ---- sets ----

    /** The least interval that has both inside. */
    public Interval join(Interval that) {
        if (isEmpty()) {
            return that;
        }
        if (that.isEmpty()) {
            return this;
        }
        return new Interval(
                low == null || that.low == null ? null : low.min(that.low),
                high == null || that.high == null ? null : high.max(that.high));
    }

    public Interval intersect(Interval that) {
        return of(
                low == null ? that.low : that.low == null ? low : low.max(that.low),
                high == null ? that.high : that.high == null ? high : high.min(that.high));
    }

    // ---- exact arithmetic ----

    public Interval negate() {
        return isEmpty() ? this : new Interval(high == null ? null : high.negate(), low == null ? null : low.negate());
    }

    public Interval plus(Interval that) {
        if (isEmpty() || that.isEmpty()) {
            return EMPTY;
        }
        return new Interval(
                low == null || that.low == null ? null : low.add(that.low),
                high == null || that.high == null ? null : high.add(that.high));
    }

    public Interval minus(Interval that) {
        return plus(that.negate());
    }

    public Interval times(Interval that) {
        if (isEmpty() || that.isEmpty()) {
            return EMPTY;
        }
        if (this.equals(ZERO) || that.equals(ZERO)) {
            return ZERO;
        }
        if (isBounded() && that.isBounded()) {
            BigInteger a = low.multiply(that.low);
            BigInteger b = low.multiply(that.high);
            BigInteger c = high.multiply(that.low);
            BigInteger d = high.multiply(that.high);
            return new Interval(a.min(b).min(c).min(d), a.max(b).max(c).max(d));
        }
        if (isNonPositive()) {
            return negate().times(that).negate();
        }
        if (that.isNonPositive()) {
            return times(that.negate()).negate();
        }
        if (isNonNegative() && that.isNonNegative()) {
            return new Interval(
                    low.multiply(that.low), high == null || that.high == null ? null : high.multiply(that.high));
        }
        return ALL;
    }

    public Interval abs() {
        if (isEmpty() || isNonNegative()) {
            return this;
        }
        if (isNonPositive()) {
            return negate();
        }
        return new Interval(BigInteger.ZERO, isBounded() ? high.max(low.negate()) : null);
    }

    public Interval min(Interval that) {
        if (isEmpty() || that.isEmpty()) {
            return EMPTY;
        }
        return new Interval(
                low == null || that.low == null ? null : low.min(that.low),
                high == null ? that.high : that.high == null ? high : high.min(that.high));
    }

    public Interval max(Interval that) {
        return negate().min(that.negate()).negate();
    }

    /** Integer powers; exponents are integers, and a negative power of zero has no value. */
    public Interval power(Interval exponent) {
        if (isEmpty() || exponent.isEmpty()) {
            return EMPTY;
        }
        boolean known = exponent.isBounded()
                && exponent.low.bitLength() < 31
                && exponent.high.bitLength() < 31
                && exponent.high.intValue() <= GREATEST_EXPONENT
                && isShort(low, Math.max(0, exponent.high.intValue()))
                && isShort(high, Math.max(0, exponent.high.intValue()));
        if (low != null && low.signum() > 0) {
            // From 1 on, powers grow with base and exponent; those with a negative exponent are between 0 and 1.
            BigInteger least = known && exponent.low.signum() >= 0 ? low.pow(exponent.low.intValue()) : BigInteger.ZERO;
            BigInteger greatest = !known || high == null
                    ? null
                    : high.pow(Math.max(0, exponent.high.intValue()));
            return new Interval(least, greatest);
        }
        if (!known || !exponent.isSingle() || exponent.low.signum() < 0 || !isBounded()) {
            return ALL;
        }
        int n = exponent.low.intValue();
        if (n == 0) {
            return TRUE;
        }
        BigInteger a = low.pow(n);
        BigInteger b = high.pow(n);
        boolean turns = n % 2 == 0 && low.signum() < 0 && high.signum() > 0;
        return new Interval(turns ? BigInteger.ZERO : a.min(b), a.max(b));
    }

    // ---- division ----

    /** A quotient, not rounded: between the integers around it. The divisor is an integer other than 0. */
    public Interval dividedBy(Interval divisor) {
        return of(quotient(Rounding.FLOOR, divisor).low, quotient(Rounding.CEILING, divisor).high);
    }

    /** A quotient, rounded to an integer. The divisor is an integer other than 0. */
    public Interval quotient(Rounding rule, Interval divisor) {
        if (isEmpty()) {
            return EMPTY;
        }
        Interval above = divisor.intersect(new Interval(BigInteger.ONE, null));
        Interval below = divisor.intersect(new Interval(null, BigInteger.ONE.negate())).negate();
        return positiveQuotient(rule, above).join(negate().positiveQuotient(rule, below));
    }

    private Interval positiveQuotient(Rounding rule, Interval divisor) {
        if (divisor.isEmpty()) {
            return EMPTY;
        }
        return new Interval(
                low == null ? null : corner(rule, low, low.signum() >= 0 ? divisor.high : divisor.low),
                high == null ? null : corner(rule, high, high.signum() >= 0 ? divisor.low : divisor.high));
    }

    /** A quotient with a positive divisor, or the limit for one that grows without end. */
    private static BigInteger corner(Rounding rule, BigInteger dividend, BigInteger divisor) {
        return divisor == null ? BigInteger.ZERO : round(rule, dividend, divisor);
    }

    /** A quotient of integers with a positive divisor, rounded. */
    static BigInteger round(Rounding rule, BigInteger n, BigInteger d) {
        return switch (rule) {
            case FLOOR -> floor(n, d);
            case CEILING -> floor(n.negate(), d).negate();
            case TRUNCATE -> n.divide(d);
            case UP -> floor(n.shiftLeft(1).add(d), d.shiftLeft(1));
            case AWAY -> {
                BigInteger magnitude = floor(n.abs().shiftLeft(1).add(d), d.shiftLeft(1));
                yield n.signum() < 0 ? magnitude.negate() : magnitude;
            }
            case EVEN -> {
                BigInteger q = floor(n, d);
                int side = n.subtract(q.multiply(d)).shiftLeft(1).compareTo(d);
                yield side < 0 || side == 0 && !q.testBit(0) ? q : q.add(BigInteger.ONE);
            }
            case ODD -> {
                BigInteger q = floor(n, d);
                yield q.multiply(d).equals(n) ? q : q.setBit(0);
            }
        };
    }

    private static BigInteger floor(BigInteger n, BigInteger d) {
        BigInteger[] parts = n.divideAndRemainder(d);
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    /** What a division of integers leaves; the divisor is not 0. */
    public Interval remainder(Remainder.Division division, Interval divisor) {
        if (isEmpty() || divisor.isEmpty() || divisor.equals(ZERO)) {
            return EMPTY;
        }
        BigInteger least = divisor.isPositive() ? divisor.low : divisor.isNonPositive() ? divisor.high.negate() : null;
        Interval size = divisor.abs();
        BigInteger most = size.high == null ? null : size.high.subtract(BigInteger.ONE);
        if (least != null && isBounded() && abs().high.compareTo(least) < 0 && (division == Remainder.Division.TRUNCATE
                || isNonNegative() && (division == Remainder.Division.EUCLID || divisor.isPositive()))) {
            return this;
        }
        Interval upper = of(BigInteger.ZERO, most);
        return switch (division) {
            case TRUNCATE -> {
                if (isNonNegative() && divisor.isSingle()) {
                    yield period(size.low);
                }
                // The dividend's sign, and no larger than it.
                Interval limit = abs();
                Interval magnitude = upper.intersect(of(BigInteger.ZERO, limit.high));
                yield isNonNegative()
                        ? magnitude
                        : isNonPositive() ? magnitude.negate() : magnitude.join(magnitude.negate());
            }
            case EUCLID -> divisor.isSingle() ? period(size.low) : bounded(upper);
            case FLOOR -> {
                if (divisor.isSingle() && divisor.isPositive()) {
                    yield period(divisor.low);
                }
                if (divisor.isPositive()) {
                    yield bounded(upper);
                }
                yield divisor.isNonPositive() ? upper.negate() : upper.join(upper.negate());
            }
        };
    }

    /** A remainder that is not negative; it is no larger than a dividend that is not negative either. */
    private Interval bounded(Interval remainder) {
        return isNonNegative() ? remainder.intersect(of(BigInteger.ZERO, high)) : remainder;
    }

    /** The integers of this interval modulo a positive number. */
    private Interval period(BigInteger modulus) {
        if (isBounded()) {
            BigInteger turns = floor(low, modulus);
            if (turns.equals(floor(high, modulus))) {
                BigInteger off = turns.multiply(modulus);
                return new Interval(low.subtract(off), high.subtract(off));
            }
        }
        return new Interval(BigInteger.ZERO, modulus.subtract(BigInteger.ONE));
    }

    // ---- machine integers ----

    /** The integers of this interval, wrapped to a format. */
    public Interval wrap(IntegerFormat format) {
        if (isEmpty() || within(format)) {
            return this;
        }
        return minus(of(format.min(), format.min())).period(format.modulus()).plus(of(format.min(), format.min()));
    }

    public Interval saturate(IntegerFormat format) {
        return max(of(format.min(), format.min())).min(of(format.max(), format.max()));
    }

    /** A bitwise operation on integers; the bounds are the best that there are. */
    public Interval bitwise(Bitwise.Operator operator, Interval that) {
        if (isEmpty() || that.isEmpty()) {
            return EMPTY;
        }
        if (isBounded() && that.isBounded()) {
            return BitBounds.of(operator, this, that);
        }
        boolean bounded = operator == Bitwise.Operator.AND
                ? isNonNegative() || that.isNonNegative()
                : isNonNegative() && that.isNonNegative();
        if (!bounded) {
            return ALL;
        }
        if (operator != Bitwise.Operator.AND) {
            return new Interval(BigInteger.ZERO, null);
        }
        BigInteger first = isNonNegative() ? high : null;
        BigInteger second = that.isNonNegative() ? that.high : null;
        return new Interval(BigInteger.ZERO, first == null ? second : second == null ? first : first.min(second));
    }

    /** A count of bits of integers of a format. */
    public Interval count(BitCount.Count count, IntegerFormat format) {
        if (isEmpty()) {
            return EMPTY;
        }
        int width = format.width();
        Interval all = of(0, width);
        Interval bits = wrap(IntegerFormat.unsigned(width));
        return switch (count) {
            case ONES -> of(bits.isPositive() ? 1 : 0, bits.high.bitLength());
            case LEADING_ZEROS -> of(width - bits.high.bitLength(), width - bits.low.bitLength());
            case TRAILING_ZEROS ->
                bits.isPositive() ? of(0, bits.high.bitLength() - 1) : bits.high.signum() == 0 ? of(width) : all;
        };
    }

    // ---- comparison ----

    /** Whether a relation holds between numbers of two intervals: TRUE, FALSE or EITHER. */
    public Interval compare(Compare.Relation relation, Interval that) {
        if (isEmpty() || that.isEmpty()) {
            return EMPTY;
        }
        return switch (relation) {
            case LESS -> high != null && that.low != null && high.compareTo(that.low) < 0
                    ? TRUE
                    : low != null && that.high != null && low.compareTo(that.high) >= 0 ? FALSE : EITHER;
            case AT_MOST -> high != null && that.low != null && high.compareTo(that.low) <= 0
                    ? TRUE
                    : low != null && that.high != null && low.compareTo(that.high) > 0 ? FALSE : EITHER;
            case GREATER -> that.compare(Compare.Relation.LESS, this);
            case AT_LEAST -> that.compare(Compare.Relation.AT_MOST, this);
            case EQUAL -> isSingle() && this.equals(that) ? TRUE : intersect(that).isEmpty() ? FALSE : EITHER;
            case UNEQUAL -> not(compare(Compare.Relation.EQUAL, that));
        };
    }

    /** The negation of truth values. */
    public static Interval not(Interval truth) {
        return truth.isEmpty() ? EMPTY : TRUE.minus(truth);
    }

    /** {@code [-128, 127]}, {@code [0, ...]}. */
    @Override
    public String toString() {
        return isEmpty() ? "[]" : "[" + (low == null ? "..." : low) + ", " + (high == null ? "..." : high) + "]";
    }
}
