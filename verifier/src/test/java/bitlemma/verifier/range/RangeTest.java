package bitlemma.verifier.range;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.core.Compare.Relation;
import bitlemma.grammar.core.Remainder.Division;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Every operation on ranges against its members: what the operation gives for members must be in the range that it gives for
 * the ranges. Numbers are quarters in machine integers here, computed by code that shares nothing with the ranges.
 */
class RangeTest {
    private static final int FAR = 13;
    private static final int ROUNDS = 200;

    /** A range and some of its members, in quarters. */
    private record Sample(Range range, List<Long> quarters) {}

    private Random random;

    private static Rational quarters(long n) {
        return Rational.of(BigInteger.valueOf(n), BigInteger.valueOf(4));
    }

    private static Rational ratio(long n, long d) {
        return Rational.of(BigInteger.valueOf(n), BigInteger.valueOf(d));
    }

    private Sample sample(boolean integers) {
        while (true) {
            boolean whole = integers || random.nextInt(3) > 0;
            Long low = random.nextInt(5) == 0 ? null : (long) (random.nextInt(2 * FAR) - FAR) * (whole ? 4 : 1);
            Long high = random.nextInt(5) == 0 ? null : (low == null ? -20 : low) + random.nextInt(60) * (whole ? 4 : 1);
            long step = whole ? 1 + random.nextInt(6) : 1;
            long residue = random.nextInt((int) step);
            if (random.nextInt(6) == 0) {
                high = low;
            }
            Range range = whole
                    ? Range.integers(low == null ? null : BigInteger.valueOf(low / 4), high == null ? null : BigInteger.valueOf(Math.floorDiv(high, 4)))
                    : new Range(low == null ? null : quarters(low), high == null ? null : quarters(high), null, BigInteger.ZERO);
            if (whole && step > 1) {
                // Multiples of the step, moved by the residue.
                range = Range.INTEGERS
                        .times(Range.of(step))
                        .plus(Range.of(residue))
                        .intersect(range);
            }
            List<Long> members = new ArrayList<>();
            for (long q = -4 * 40; q <= 4 * 40; q++) {
                boolean inside = (low == null || q >= low) && (high == null || q <= high);
                boolean class0 = !whole || q % 4 == 0 && Math.floorMod(q / 4, step) == residue;
                if (inside && class0) {
                    members.add(q);
                    assertTrue(range.contains(quarters(q)), () -> "member");
                }
            }
            if (!members.isEmpty()) {
                return new Sample(range, members);
            }
        }
    }

    private long member(Sample sample) {
        int edge = random.nextInt(4);
        List<Long> q = sample.quarters();
        return edge == 0 ? q.getFirst() : edge == 1 ? q.getLast() : q.get(random.nextInt(q.size()));
    }

    private static void in(Range range, Rational value, Object... what) {
        assertTrue(range.contains(value), () -> value + " is not in " + range + " of " + List.of(what));
    }

    @RepeatedTest(20)
    void operationsContainWhatTheyGiveForMembers(RepetitionInfo repetition) {
        random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < ROUNDS; i++) {
            Sample x = sample(false);
            Sample y = sample(false);
            Range a = x.range();
            Range b = y.range();
            for (int j = 0; j < 8; j++) {
                long p = member(x);
                long q = member(y);
                in(a.negate(), quarters(-p), "-", a);
                in(a.plus(b), quarters(p + q), a, "+", b);
                in(a.minus(b), quarters(p - q), a, "-", b);
                in(a.times(b), ratio(p * q, 16), a, "*", b);
                if (q != 0) {
                    in(a.dividedBy(b), ratio(p, q), a, "/", b);
                }
                in(a.absolute(), quarters(Math.abs(p)), "abs", a);
                in(a.minimum(b), quarters(Math.min(p, q)), "min", a, b);
                in(a.maximum(b), quarters(Math.max(p, q)), "max", a, b);
                in(a.union(b), quarters(p), "union", a, b);
                in(a.union(b), quarters(q), "union", a, b);
                if (b.contains(quarters(p))) {
                    in(a.intersect(b), quarters(p), "intersect", a, b);
                }
                for (Relation relation : Relation.values()) {
                    boolean holds = holds(relation, p, q);
                    if (holds) {
                        in(a.restrict(relation, b), quarters(p), "restrict", relation, a, b);
                    }
                    Range.compare(relation, a, b)
                            .ifPresent(c -> assertEquals(c, holds, () -> relation + " of " + a + " and " + b));
                }
                for (Rounding rule : Rounding.values()) {
                    in(a.round(rule), Rational.of(rounded(rule, p)), rule, a);
                }
                if (a.within(b)) {
                    assertTrue(
                            (b.low() == null || b.low().compareTo(quarters(p)) <= 0)
                                    && (b.high() == null || b.high().compareTo(quarters(p)) >= 0),
                            () -> a + " within " + b);
                }
                a.single().ifPresent(single -> assertEquals(quarters(p), single));
            }
        }
    }

    @RepeatedTest(20)
    void operationsOnIntegersContainWhatTheyGiveForMembers(RepetitionInfo repetition) {
        random = new Random(1000 + repetition.getCurrentRepetition());
        for (int i = 0; i < ROUNDS; i++) {
            Sample x = sample(true);
            Sample y = sample(true);
            Range a = x.range();
            Range b = y.range();
            boolean signed = random.nextBoolean();
            int width = 1 + random.nextInt(5);
            IntegerFormat format = signed ? IntegerFormat.signed(width) : IntegerFormat.unsigned(width);
            // Members beyond 40 were not looked for.
            if (a.size().isPresent() && a.high().compareTo(Rational.of(40)) <= 0) {
                assertEquals(BigInteger.valueOf(x.quarters().size()), a.size().get(), () -> "size of " + a);
            }
            for (int j = 0; j < 8; j++) {
                long p = member(x) / 4;
                long q = member(y) / 4;
                in(a.wrap(format), Rational.of(wrapped(p, signed, width)), "wrap", format, a);
                in(a.saturate(format), Rational.of(saturated(p, signed, width)), "saturate", format, a);
                if (q != 0) {
                    for (Division division : Division.values()) {
                        in(a.remainder(division, b), Rational.of(remainder(division, p, q)), division, a, b);
                    }
                }
            }
        }
    }

    // ---- the same in machine integers ----

    private static boolean holds(Relation relation, long p, long q) {
        return switch (relation) {
            case EQUAL -> p == q;
            case UNEQUAL -> p != q;
            case LESS -> p < q;
            case AT_MOST -> p <= q;
            case GREATER -> p > q;
            case AT_LEAST -> p >= q;
        };
    }

    /** The integer next to a number of quarters. */
    private static long rounded(Rounding rule, long p) {
        long below = p;
        while (below % 4 != 0) {
            below--;
        }
        long floor = below / 4;
        long rest = p - below;
        return switch (rule) {
            case FLOOR -> floor;
            case CEILING -> rest == 0 ? floor : floor + 1;
            case TRUNCATE -> p / 4;
            case UP -> rest >= 2 ? floor + 1 : floor;
            case AWAY -> rest > 2 || rest == 2 && p > 0 ? floor + 1 : floor;
            case EVEN -> rest > 2 || rest == 2 && floor % 2 != 0 ? floor + 1 : floor;
            case ODD -> rest > 0 && floor % 2 == 0 ? floor + 1 : floor;
        };
    }

    private static long wrapped(long p, boolean signed, int width) {
        long most = signed ? (1L << (width - 1)) - 1 : (1L << width) - 1;
        long least = signed ? -(1L << (width - 1)) : 0;
        long value = p;
        while (value > most) {
            value -= 1L << width;
        }
        while (value < least) {
            value += 1L << width;
        }
        return value;
    }

    private static long saturated(long p, boolean signed, int width) {
        long most = signed ? (1L << (width - 1)) - 1 : (1L << width) - 1;
        long least = signed ? -(1L << (width - 1)) : 0;
        return p > most ? most : p < least ? least : p;
    }

    private static long remainder(Division division, long p, long q) {
        long rest = p % q;
        return switch (division) {
            case TRUNCATE -> rest;
            case FLOOR -> rest != 0 && rest < 0 != q < 0 ? rest + q : rest;
            case EUCLID -> rest < 0 ? rest + Math.abs(q) : rest;
        };
    }
}
