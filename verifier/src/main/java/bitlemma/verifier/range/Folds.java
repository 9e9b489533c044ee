package bitlemma.verifier.range;

import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Fits;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Term;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** A range that holds of an accumulator before and after every round, found by going round until nothing is new. */
final class Folds {
    /** Reductions with at most this many rounds, known in advance, are gone through round by round. */
    static final int UNROLLED = 64;

    private static final int ROUNDS_BEFORE_WIDENING = 6;
    private static final int MOST_THRESHOLDS = 48;

    private final Fold fold;
    private final Range initial;
    private final BiFunction<Range, Range, Ranges> round;

    /** @param round what is known inside a round, from the index's and the accumulator's range */
    Folds(Fold fold, Range initial, BiFunction<Range, Range, Ranges> round) {
        this.fold = fold;
        this.initial = initial;
        this.round = round;
    }

    Range hull(Range index) {
        Range all = Range.of(fold.accumulator().sort());
        Range current = initial;
        NavigableSet<Rational> thresholds = thresholds();
        for (int i = 0; i < ROUNDS_BEFORE_WIDENING + MOST_THRESHOLDS; i++) {
            Range next = current.union(step(index, current));
            if (next.equals(current)) {
                return current;
            }
            current = i < ROUNDS_BEFORE_WIDENING ? next : widen(current, next, all, thresholds);
        }
        current = all;
        // From a range that surely holds, rounds can only sharpen it.
        for (int i = 0; i < 2; i++) {
            current = current.intersect(initial.union(step(index, current)));
        }
        return current;
    }

    private Range step(Range index, Range accumulator) {
        return round.apply(index, accumulator).of(fold.step());
    }

    /** The numbers with which a round compares: where a bound that grows is likely to stop. */
    private NavigableSet<Rational> thresholds() {
        NavigableSet<Rational> thresholds = new TreeSet<>();
        Children.all(fold.step())
                .filter(t -> t instanceof Constant)
                .map(t -> ((Constant) t).value())
                .distinct()
                .limit(MOST_THRESHOLDS / 6)
                .forEach(c -> {
                    thresholds.add(c);
                    thresholds.add(c.plus(Rational.ONE));
                    thresholds.add(c.minus(Rational.ONE));
                });
        return thresholds;
    }

    private static Range widen(Range before, Range after, Range all, NavigableSet<Rational> thresholds) {
        boolean lower = before.low() != null && !before.low().equals(after.low());
        boolean higher = before.high() != null && !before.high().equals(after.high());
        Rational low = lower && after.low() != null ? thresholds.floor(after.low()) : null;
        Rational high = higher && after.high() != null ? thresholds.ceiling(after.high()) : null;
        return new Range(
                        lower ? low == null ? all.low() : low : after.low(),
                        higher ? high == null ? all.high() : high : after.high(),
                        after.step() == null ? null : BigInteger.ONE,
                        BigInteger.ZERO)
                .union(after);
    }

    /** Whether every round adds a number that does not depend on the accumulator. */
    static boolean isSum(Fold fold) {
        Term step = fold.step();
        while (step instanceof Let || step instanceof Fits) {
            if (step instanceof Let let && Children.mentions(let.value(), fold.accumulator())) {
                return false;
            }
            step = step instanceof Let let ? let.body() : ((Fits) step).operand();
        }
        return step instanceof Add add
                && add.left().equals(fold.accumulator())
                && !Children.mentions(add.right(), fold.accumulator());
    }

    /** Where an accumulator is after so many rounds that each add something in {@code drift}. */
    static Range after(Range rounds, Range initial, Range drift) {
        // Only the interval: the residue is that of any number of additions.
        Range sum = initial.plus(rounds.times(new Range(drift.low(), drift.high(), null, BigInteger.ZERO)));
        if (!initial.isInteger() || !drift.isInteger()) {
            return new Range(sum.low(), sum.high(), null, BigInteger.ZERO);
        }
        BigInteger step = initial.step().gcd(drift.step()).gcd(drift.residue());
        BigInteger residue = step.signum() == 0 ? initial.residue() : initial.residue().mod(step);
        return new Range(sum.low(), sum.high(), step, residue);
    }

    /** The invariant of a sum, in words: a bound that is not there is left out, and what is zero is not written. */
    static String linear(Fold fold, Range initial, Range drift) {
        String name = fold.accumulator().label();
        String low = drift.low() == null || initial.low() == null ? "" : bound(initial.low(), drift.low()) + " <= ";
        String high = drift.high() == null || initial.high() == null ? "" : " <= " + bound(initial.high(), drift.high());
        return low.isEmpty() && high.isEmpty() ? name + " is any number" : low + name + high + " after n rounds";
    }

    private static String bound(Rational start, Rational each) {
        String growth = each.equals(Rational.ONE) ? "n" : each.equals(Rational.of(-1)) ? "-n" : each + " * n";
        if (each.signum() == 0) {
            return String.valueOf(start);
        }
        return start.signum() == 0 ? growth : start + " + " + growth;
    }
}
