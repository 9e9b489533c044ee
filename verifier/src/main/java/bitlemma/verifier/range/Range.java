package bitlemma.verifier.range;

import bitlemma.grammar.core.Compare.Relation;
import bitlemma.grammar.core.Sort;
import bitlemma.numbers.Codebook;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A set of numbers that contains every value of a term: an interval, and for integers a residue class.
 *
 * @param low the least number; null where there is none
 * @param high the greatest number; null where there is none
 * @param step for integers, what all values are congruent modulo; zero where there is one value; null where the values need
 *     not be integers
 * @param residue the common remainder modulo {@code step}, from 0 to step - 1 (or the value itself where step is zero)
 */
public record Range(Rational low, Rational high, BigInteger step, BigInteger residue) {
    public static final Range INTEGERS = new Range(null, null, BigInteger.ONE, BigInteger.ZERO);
    public static final Range NUMBERS = new Range(null, null, null, BigInteger.ZERO);

    /** The range of one number. */
    public static Range of(Rational value) {
        return value.isInteger()
                ? new Range(value, value, BigInteger.ZERO, value.numerator())
                : new Range(value, value, null, BigInteger.ZERO);
    }

    public static Range of(long value) {
        return of(Rational.of(value));
    }

    /** All integers from {@code low} to {@code high}; null for no bound. */
    public static Range integers(BigInteger low, BigInteger high) {
        return new Range(
                        low == null ? null : Rational.of(low),
                        high == null ? null : Rational.of(high),
                        BigInteger.ONE,
                        BigInteger.ZERO)
                .tight();
    }

    public static Range of(IntegerFormat format) {
        return integers(format.min(), format.max());
    }

    /** Every value of a sort of numbers. */
    public static Range of(Sort sort) {
        return switch (sort) {
            // A codebook's codes are numbered from 0 on; patterns beyond them stand for nothing.
            case Sort.Machine machine when machine.coding() instanceof Codebook book ->
                integers(BigInteger.ZERO, BigInteger.valueOf(book.values().size() - 1));
            case Sort.Machine machine -> of(machine.format());
            case Sort.Coded coded -> throw new IllegalStateException("not lowered: " + coded);
            case Sort.ExactInteger integer -> INTEGERS;
            case Sort.ExactRational rational -> NUMBERS;
            case Sort.Bool bool -> integers(BigInteger.ZERO, BigInteger.ONE);
            case Sort.Array array -> of(array.element());
        };
    }

    public boolean isInteger() {
        return step != null;
    }

    public boolean isBounded() {
        return low != null && high != null;
    }

    public boolean isEmpty() {
        return low != null && high != null && low.compareTo(high) > 0;
    }

    /** The only value, where there is just one. */
    public Optional<Rational> single() {
        return isBounded() && low.equals(high) ? Optional.of(low) : Optional.empty();
    }

    public boolean contains(Rational value) {
        boolean inside = (low == null || low.compareTo(value) <= 0) && (high == null || value.compareTo(high) <= 0);
        if (!inside || !isInteger()) {
            return inside;
        }
        return value.isInteger()
                && (step.signum() == 0
                        ? value.numerator().equals(residue)
                        : value.numerator().mod(step).equals(residue));
    }

    /** Whether every value of this range is one of {@code that} interval; residues are not looked at. */
    public boolean within(Range that) {
        return isEmpty()
                || (that.low == null || low != null && low.compareTo(that.low) >= 0)
                        && (that.high == null || high != null && high.compareTo(that.high) <= 0)
                        && (isInteger() || !that.isInteger());
    }

    /** How many integers the range has; empty where it has no bound or non-integers. */
    public Optional<BigInteger> size() {
        if (!isBounded() || !isInteger()) {
            return Optional.empty();
        }
        if (isEmpty()) {
            return Optional.of(BigInteger.ZERO);
        }
        BigInteger span = high.numerator().subtract(low.numerator());
        return Optional.of(step.signum() == 0 ? BigInteger.ONE : span.divide(step).add(BigInteger.ONE));
    }

    /** The same set with bounds that are members, and with one value recognised as such. */
    private Range tight() {
        if (!isInteger() || isEmpty()) {
            return this;
        }
        Rational l = low;
        Rational h = high;
        if (step.signum() == 0) {
            Rational only = Rational.of(residue);
            boolean outside = l != null && only.compareTo(l) < 0 || h != null && only.compareTo(h) > 0;
            return outside ? new Range(Rational.ONE, Rational.ZERO, step, residue) : new Range(only, only, step, residue);
        }
        if (l != null) {
            BigInteger c = l.ceiling();
            l = Rational.of(c.add(residue.subtract(c).mod(step)));
        }
        if (h != null) {
            BigInteger f = h.floor();
            h = Rational.of(f.subtract(f.subtract(residue).mod(step)));
        }
        return l != null && l.equals(h)
                ? new Range(l, h, BigInteger.ZERO, l.numerator())
                : new Range(l, h, step, residue);
    }

    private static Range of(Rational low, Rational high, BigInteger step, BigInteger residue) {
        BigInteger r = step == null || step.signum() == 0 ? residue : residue.mod(step);
        return new Range(low, high, step, step == null ? BigInteger.ZERO : r).tight();
    }

    private static Rational min(Rational a, Rational b) {
        return a == null || b == null ? null : a.min(b);
    }

    private static Rational max(Rational a, Rational b) {
        return a == null || b == null ? null : a.max(b);
    }

    public Range union(Range that) {
        if (isEmpty()) {
            return that;
        }
        if (that.isEmpty()) {
            return this;
        }
        BigInteger s = isInteger() && that.isInteger()
                ? step.gcd(that.step).gcd(residue.subtract(that.residue))
                : null;
        return of(min(low, that.low), max(high, that.high), s, residue);
    }

    public Range intersect(Range that) {
        Rational l = low == null ? that.low : that.low == null ? low : low.max(that.low);
        Rational h = high == null ? that.high : that.high == null ? high : high.min(that.high);
        // Of two residue classes the finer one is kept; their exact intersection is not needed.
        boolean keep = that.step == null || isInteger() && finer(step, that.step);
        return keep ? of(l, h, step, residue) : of(l, h, that.step, that.residue);
    }

    private static boolean finer(BigInteger a, BigInteger b) {
        return a.signum() == 0 || b.signum() != 0 && a.compareTo(b) >= 0;
    }

    /** The numbers of this range on one side of a bound: those that stand in {@code relation} to some number of it. */
    public Range restrict(Relation relation, Range bound) {
        return switch (relation) {
            case EQUAL -> intersect(bound);
            case UNEQUAL -> bound.single().map(this::without).orElse(this);
            case LESS -> bound.high == null ? this : below(bound.high, isInteger() && bound.isInteger());
            case AT_MOST -> bound.high == null ? this : below(bound.high, false);
            case GREATER -> bound.low == null ? this : negate().below(bound.low.negate(), isInteger() && bound.isInteger()).negate();
            case AT_LEAST -> bound.low == null ? this : negate().below(bound.low.negate(), false).negate();
        };
    }

    private Range below(Rational bound, boolean strict) {
        Rational limit = strict ? bound.minus(Rational.ONE) : bound;
        return of(low, high == null ? limit : high.min(limit), step, residue);
    }

    private Range without(Rational value) {
        if (!isInteger()) {
            return this;
        }
        BigInteger by = step.signum() == 0 ? BigInteger.ONE : step;
        if (low != null && low.equals(value)) {
            return of(low.plus(Rational.of(by)), high, step.signum() == 0 ? BigInteger.ONE : step, residue);
        }
        if (high != null && high.equals(value)) {
            return of(low, high.minus(Rational.of(by)), step, residue);
        }
        return this;
    }

    /** Whether the relation holds between every, between no, or between some pair of numbers of the two ranges. */
    public static Optional<Boolean> compare(Relation relation, Range a, Range b) {
        if (a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        }
        return switch (relation) {
            case LESS -> a.high != null && b.low != null && a.high.compareTo(b.low) < 0
                    ? Optional.of(true)
                    : a.low != null && b.high != null && a.low.compareTo(b.high) >= 0 ? Optional.of(false) : Optional.empty();
            case AT_MOST -> compare(Relation.LESS, b, a).map(x -> !x);
            case GREATER -> compare(Relation.LESS, b, a);
            case AT_LEAST -> compare(Relation.LESS, a, b).map(x -> !x);
            case EQUAL -> equal(a, b);
            case UNEQUAL -> equal(a, b).map(x -> !x);
        };
    }

    private static Optional<Boolean> equal(Range a, Range b) {
        if (a.single().isPresent() && a.single().equals(b.single())) {
            return Optional.of(true);
        }
        if (a.intersectsNot(b)) {
            return Optional.of(false);
        }
        return Optional.empty();
    }

    private boolean intersectsNot(Range that) {
        boolean apart = high != null && that.low != null && high.compareTo(that.low) < 0
                || low != null && that.high != null && low.compareTo(that.high) > 0;
        if (apart || !isInteger() || !that.isInteger()) {
            return apart;
        }
        BigInteger common = step.gcd(that.step);
        BigInteger difference = residue.subtract(that.residue);
        return common.signum() == 0 ? difference.signum() != 0 : difference.mod(common).signum() != 0;
    }

    public Range negate() {
        return of(
                high == null ? null : high.negate(), low == null ? null : low.negate(), step, residue.negate());
    }

    public Range plus(Range that) {
        BigInteger s = isInteger() && that.isInteger() ? step.gcd(that.step) : null;
        return of(
                low == null || that.low == null ? null : low.plus(that.low),
                high == null || that.high == null ? null : high.plus(that.high),
                s,
                residue.add(that.residue));
    }

    public Range minus(Range that) {
        return plus(that.negate());
    }

    public Range times(Range that) {
        BigInteger s = null;
        if (isInteger() && that.isInteger()) {
            s = step.multiply(that.step).gcd(step.multiply(that.residue)).gcd(that.step.multiply(residue));
        }
        BigInteger r = residue.multiply(that.residue);
        if (isZero() || that.isZero()) {
            return of(0);
        }
        Rational l = Bounds.product(low, -1, that.low, -1)
                .min(Bounds.product(low, -1, that.high, 1))
                .min(Bounds.product(high, 1, that.low, -1))
                .min(Bounds.product(high, 1, that.high, 1))
                .finite();
        Rational h = Bounds.product(low, -1, that.low, -1)
                .max(Bounds.product(low, -1, that.high, 1))
                .max(Bounds.product(high, 1, that.low, -1))
                .max(Bounds.product(high, 1, that.high, 1))
                .finite();
        return of(l, h, s, s == null ? BigInteger.ZERO : r);
    }

    private boolean isZero() {
        return single().isPresent() && low.signum() == 0;
    }

    /** The quotients; every number where the divisor may be zero. */
    public Range dividedBy(Range that) {
        if (that.isEmpty()) {
            return NUMBERS;
        }
        if (that.single().isPresent() && that.low.signum() != 0) {
            return times(of(Rational.ONE.dividedBy(that.low))).asNumbers(this, that);
        }
        boolean positive = that.low != null && that.low.signum() > 0;
        boolean negative = that.high != null && that.high.signum() < 0;
        if (!positive && !negative) {
            return NUMBERS;
        }
        Range inverse = new Range(
                that.high == null ? (positive ? Rational.ZERO : null) : Rational.ONE.dividedBy(that.high),
                that.low == null ? (negative ? Rational.ZERO : null) : Rational.ONE.dividedBy(that.low),
                null,
                BigInteger.ZERO);
        if (positive && that.high == null) {
            inverse = new Range(Rational.ZERO, Rational.ONE.dividedBy(that.low), null, BigInteger.ZERO);
        }
        if (negative && that.low == null) {
            inverse = new Range(Rational.ONE.dividedBy(that.high), Rational.ZERO, null, BigInteger.ZERO);
        }
        return new Range(low, high, null, BigInteger.ZERO).times(inverse);
    }

    /** A quotient by a constant is an integer only where the dividends are multiples of it. */
    private Range asNumbers(Range dividend, Range divisor) {
        BigInteger d = divisor.low.isInteger() ? divisor.low.numerator().abs() : null;
        boolean divides = d != null
                && dividend.isInteger()
                && dividend.step.mod(d).signum() == 0
                && dividend.residue.mod(d).signum() == 0;
        if (divides) {
            BigInteger sign = BigInteger.valueOf(divisor.low.signum());
            return of(low, high, dividend.step.divide(d), dividend.residue.divide(d).multiply(sign));
        }
        if (dividend.single().isPresent()) {
            return of(dividend.low.dividedBy(divisor.low));
        }
        return new Range(low, high, null, BigInteger.ZERO);
    }

    public Range absolute() {
        if (low != null && low.signum() >= 0) {
            return this;
        }
        if (high != null && high.signum() <= 0) {
            return negate();
        }
        Rational h = low == null || high == null ? null : high.max(low.negate());
        BigInteger s = isInteger() ? step.gcd(residue.shiftLeft(1)) : null;
        return of(Rational.ZERO, h, s, residue);
    }

    public Range minimum(Range that) {
        Range either = union(that);
        Rational h = high == null ? that.high : that.high == null ? high : high.min(that.high);
        return of(min(low, that.low), h, either.step, either.residue);
    }

    public Range maximum(Range that) {
        return negate().minimum(that.negate()).negate();
    }

    public Range round(Rounding rule) {
        if (isInteger()) {
            return this;
        }
        return integers(low == null ? null : rule.round(low), high == null ? null : rule.round(high));
    }

    /** What remains after wrapping to a format. */
    public Range wrap(IntegerFormat format) {
        if (within(of(format))) {
            return this;
        }
        BigInteger modulus = format.modulus();
        if (isBounded()
                && high.floor().subtract(format.min()).shiftRight(format.width()).equals(
                        low.floor().subtract(format.min()).shiftRight(format.width()))) {
            // All values lie in one period: they move by the same multiple of 2^width.
            BigInteger shift = format.wrap(low.floor()).subtract(low.floor());
            return plus(of(Rational.of(shift)));
        }
        BigInteger s = isInteger() ? step.gcd(modulus) : BigInteger.ONE;
        return of(Rational.of(format.min()), Rational.of(format.max()), s, residue);
    }

    public Range saturate(IntegerFormat format) {
        return maximum(of(Rational.of(format.min()))).minimum(of(Rational.of(format.max())));
    }

    /** The remainders of a division whose divisor is not zero. */
    public Range remainder(bitlemma.grammar.core.Remainder.Division division, Range divisor) {
        Rational most = divisor.isBounded() ? divisor.low.abs().max(divisor.high.abs()).minus(Rational.ONE) : null;
        Rational least = most == null ? null : most.negate();
        Range range =
                switch (division) {
                    case EUCLID -> new Range(Rational.ZERO, most, BigInteger.ONE, BigInteger.ZERO);
                    case TRUNCATE ->
                        new Range(
                                low != null && low.signum() >= 0 ? Rational.ZERO : least,
                                high != null && high.signum() <= 0 ? Rational.ZERO : most,
                                BigInteger.ONE,
                                BigInteger.ZERO);
                    case FLOOR ->
                        new Range(
                                divisor.low != null && divisor.low.signum() > 0 ? Rational.ZERO : least,
                                divisor.high != null && divisor.high.signum() < 0 ? Rational.ZERO : most,
                                BigInteger.ONE,
                                BigInteger.ZERO);
                };
        Range result = range;
        if (isInteger() && divisor.isInteger()) {
            // The remainder differs from the dividend by a multiple of the divisor.
            BigInteger s = step.gcd(divisor.step).gcd(divisor.residue);
            result = of(range.low, range.high, s.signum() == 0 ? BigInteger.ONE : s, s.signum() == 0 ? BigInteger.ZERO : residue);
        }
        boolean small = division != bitlemma.grammar.core.Remainder.Division.TRUNCATE
                ? low != null && low.signum() >= 0 && high != null && divisor.low != null && high.compareTo(divisor.low) < 0
                : isBounded() && divisor.low != null && low.abs().max(high.abs()).compareTo(divisor.low) < 0;
        if (small) {
            return this;
        }
        // A nonnegative dividend is never below its truncated or Euclidean remainder.
        return low != null && low.signum() >= 0 && high != null
                ? result.restrict(Relation.AT_MOST, of(high.max(Rational.ZERO)))
                : result;
    }

    /** A bound that may be infinite, for products. */
    private record Bounds(Rational value, int infinite) {
        static Bounds product(Rational a, int aSign, Rational b, int bSign) {
            if (a != null && b != null) {
                return new Bounds(a.times(b), 0);
            }
            if (a != null && a.signum() == 0 || b != null && b.signum() == 0) {
                return new Bounds(Rational.ZERO, 0);
            }
            int left = a == null ? aSign : a.signum();
            int right = b == null ? bSign : b.signum();
            return new Bounds(null, left * right);
        }

        Bounds min(Bounds that) {
            if (infinite != 0 || that.infinite != 0) {
                return infinite < 0 || that.infinite < 0
                        ? new Bounds(null, -1)
                        : infinite > 0 ? that : this;
            }
            return value.compareTo(that.value) <= 0 ? this : that;
        }

        Bounds max(Bounds that) {
            if (infinite != 0 || that.infinite != 0) {
                return infinite > 0 || that.infinite > 0 ? new Bounds(null, 1) : infinite < 0 ? that : this;
            }
            return value.compareTo(that.value) >= 0 ? this : that;
        }

        Rational finite() {
            return value;
        }
    }

    /** {@code [-128, 127]}, {@code [0, 60] = 0 mod 4}. */
    @Override
    public String toString() {
        String interval = "[" + (low == null ? "-inf" : low) + ", " + (high == null ? "inf" : high) + "]";
        boolean plain = step == null || step.signum() == 0 || step.equals(BigInteger.ONE);
        return plain ? interval : interval + " = " + residue + " mod " + step;
    }
}
