package bitlemma.kernels.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.core.BitCount;
import bitlemma.grammar.core.Bitwise;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Remainder;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation on all small intervals, those without a bound included, against all pairs of numbers in them. */
class IntervalTest {
    private static final int LEAST = -6;
    private static final int GREATEST = 5;

    /** How far numbers are tried where an interval has no bound. */
    private static final int BEYOND = 6;

    private interface Function {
        /** The result; null where there is none. */
        BigInteger of(int a, int b);
    }

    private static List<Interval> intervals() {
        List<Interval> all = new ArrayList<>();
        for (int low = LEAST; low <= GREATEST; low++) {
            for (int high = low; high <= GREATEST; high++) {
                all.add(Interval.of(low, high));
            }
            all.add(new Interval(BigInteger.valueOf(low), null));
            all.add(new Interval(null, BigInteger.valueOf(low)));
        }
        all.add(Interval.ALL);
        all.add(Interval.EMPTY);
        return all;
    }

    private static int least(Interval interval) {
        return interval.low() == null ? LEAST - BEYOND : interval.low().intValueExact();
    }

    private static int greatest(Interval interval) {
        return interval.high() == null ? GREATEST + BEYOND : interval.high().intValueExact();
    }

    /** That results are inside; returns how many bounded pairs had bounds that no result reaches. */
    private static int check(BinaryOperator<Interval> operation, Function function) {
        int loose = 0;
        for (Interval left : intervals()) {
            for (Interval right : intervals()) {
                Interval result = operation.apply(left, right);
                Interval hull = Interval.EMPTY;
                for (int a = least(left); a <= greatest(left); a++) {
                    for (int b = least(right); b <= greatest(right); b++) {
                        BigInteger value = function.of(a, b);
                        if (value != null) {
                            hull = hull.join(Interval.of(value, value));
                        }
                    }
                }
                assertTrue(hull.within(result), () -> left + ", " + right + " gives " + result);
                if (left.isBounded() && right.isBounded() && !hull.equals(result)) {
                    loose++;
                }
            }
        }
        return loose;
    }

    private static int check(UnaryOperator<Interval> operation, UnaryOperator<BigInteger> function) {
        return check((a, b) -> b.equals(Interval.ZERO) ? operation.apply(a) : Interval.ALL, (a, b) -> b == 0
                ? function.apply(BigInteger.valueOf(a))
                : null);
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    @Test
    void arithmetic() {
        assertEquals(0, check(Interval::plus, (a, b) -> big(a + b)));
        assertEquals(0, check(Interval::minus, (a, b) -> big(a - b)));
        assertEquals(0, check(Interval::times, (a, b) -> big((long) a * b)));
        assertEquals(0, check(Interval::min, (a, b) -> big(Math.min(a, b))));
        assertEquals(0, check(Interval::max, (a, b) -> big(Math.max(a, b))));
        check(Interval::negate, BigInteger::negate);
        check(Interval::abs, BigInteger::abs);
        check(Interval::power, (a, b) -> b < 0 ? null : big(a).pow(b));
        check(Interval::power, (a, b) -> b >= 0 || a == 0
                ? null
                : Rational.of(a).power(b).floor());
        check(Interval::power, (a, b) -> b >= 0 || a == 0
                ? null
                : Rational.of(a).power(b).ceiling());
    }

    @Test
    void sets() {
        check(Interval::join, (a, b) -> big(a));
        check(Interval::join, (a, b) -> big(b));
        assertEquals(0, check(Interval::intersect, (a, b) -> a == b ? big(a) : null));
    }

    @ParameterizedTest
    @EnumSource
    void quotients(Rounding rule) {
        int loose = check(
                (a, b) -> a.quotient(rule, b),
                (a, b) -> b == 0 ? null : rule.round(Rational.of(a, b)));
        assertEquals(0, loose);
    }

    @Test
    void exactQuotients() {
        assertEquals(0, check(
                (a, b) -> Interval.of(a.dividedBy(b).low(), a.quotient(Rounding.FLOOR, b).high()),
                (a, b) -> b == 0 ? null : Rational.of(a, b).floor()));
        check(Interval::dividedBy, (a, b) -> b == 0 ? null : Rational.of(a, b).ceiling());
    }

    @ParameterizedTest
    @EnumSource
    void remainders(Remainder.Division division) {
        check((a, b) -> a.remainder(division, b), (a, b) -> b == 0 ? null : big(rest(division, a, b)));
    }

    /** The remainder that is of the wanted sign, found by looking. */
    private static int rest(Remainder.Division division, int a, int b) {
        for (int r = -Math.abs(b) + 1; r < Math.abs(b); r++) {
            boolean sign = switch (division) {
                case TRUNCATE -> r == 0 || r > 0 == a > 0;
                case FLOOR -> r == 0 || r > 0 == b > 0;
                case EUCLID -> r >= 0;
            };
            if (sign && (a - r) % b == 0) {
                return r;
            }
        }
        throw new AssertionError(a + " by " + b);
    }

    @ParameterizedTest
    @EnumSource
    void bits(Bitwise.Operator operator) {
        int loose = check((a, b) -> a.bitwise(operator, b), (a, b) -> big(
                switch (operator) {
                    case AND -> a & b;
                    case OR -> a | b;
                    case XOR -> a ^ b;
                }));
        assertEquals(0, loose, "bounds of bitwise operations are the best that there are");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void machineIntegers(int width) {
        for (boolean signed : new boolean[] {true, false}) {
            IntegerFormat format = new IntegerFormat(signed, width);
            check(a -> a.wrap(format), format::wrap);
            check(a -> a.saturate(format), format::saturate);
            for (BitCount.Count count : BitCount.Count.values()) {
                check(a -> a.intersect(Interval.of(format)).count(count, format), a -> !format.contains(a)
                        ? null
                        : big(count(count, format, a)));
            }
        }
    }

    private static int count(BitCount.Count count, IntegerFormat format, BigInteger value) {
        String bits = "0".repeat(format.width()) + format.bits(value).toString(2);
        bits = bits.substring(bits.length() - format.width());
        return switch (count) {
            case ONES -> bits.replace("0", "").length();
            case LEADING_ZEROS -> (bits + "1").indexOf('1');
            case TRAILING_ZEROS -> format.width() - 1 - bits.lastIndexOf('1');
        };
    }

    @ParameterizedTest
    @EnumSource
    void comparisons(Compare.Relation relation) {
        int loose = check((a, b) -> a.compare(relation, b), (a, b) -> relation.holds(Integer.compare(a, b))
                ? BigInteger.ONE
                : BigInteger.ZERO);
        assertEquals(0, loose);
    }
}
