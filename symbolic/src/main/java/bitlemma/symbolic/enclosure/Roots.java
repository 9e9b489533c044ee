package bitlemma.symbolic.enclosure;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Formula;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * All roots of a function of one variable in an interval, by interval Newton steps: for X with midpoint m and 0 not in
 * f'(X), all roots in X are in N = m - f(m)/f'(X); there is exactly one if N is inside X, none if they are disjoint
 * (Moore, Kearfott and Cloud, 2009, section 8.1).
 */
public final class Roots {
    private final Formula formula;
    private final String variable;
    private final Map<String, Enclosure> values;
    private final Enclosure domain;
    private final int bits;
    private final Dyadic wanted;
    private final int budget;
    private final List<Enclosure> certified = new ArrayList<>();
    private final List<Enclosure> places = new ArrayList<>();
    private final List<Enclosure> undecided = new ArrayList<>();

    private Roots(Formula formula, String variable, Map<String, Enclosure> values, Enclosure domain, Goal goal) {
        this.formula = formula;
        this.variable = variable;
        this.values = values;
        this.domain = domain;
        this.bits = goal.bits() + 24 + Math.max(0, domain.greatestMagnitude().magnitude());
        this.wanted = Dyadic.of(goal.width(), 32, false);
        this.budget = goal.pieces();
    }

    /**
     * What was found.
     *
     * @param roots each contains exactly one root, in ascending order
     * @param undecided parts of the interval that may have roots besides; where there are none, {@code roots} is all
     */
    public record Result(List<Enclosure> roots, List<Enclosure> undecided) {
        public Result {
            roots = List.copyOf(roots);
            undecided = List.copyOf(undecided);
        }

        /** Whether there is no root but those found. */
        public boolean isComplete() {
            return undecided.isEmpty();
        }
    }

    /**
     * The roots of {@code formula} for {@code variable} from {@code low} to {@code high}, both included, each to the
     * width of the
     * goal. A root where the derivative is zero as well, one where the formula is undefined near by, and one that
     * cannot be
     * told from an end stay undecided. All of it is undecided where an end has no value.
     *
     * @throws CancellationException where the thread is interrupted
     */
    public static Result isolate(
            Formula formula, String variable, Rational low, Rational high, Map<String, Enclosure> values, Goal goal) {
        Enclosure domain = Enclosure.of(low, high, goal.bits() + 64);
        Roots roots = new Roots(formula, variable, values, domain, goal);
        roots.run(low, high);
        return new Result(roots.places.stream().sorted(Comparator.comparing(Enclosure::low)).toList(), roots.undecided);
    }

    private void run(Rational low, Rational high) {
        Deque<Enclosure> open = new ArrayDeque<>();
        open.push(domain);
        int pieces = 0;
        while (!open.isEmpty()) {
            Evaluation.checkInterrupt();
            Enclosure x = open.pop();
            if (certified.stream().anyMatch(known -> known.contains(x))) {
                continue;
            }
            Enclosure value = Evaluation.with(bits).value(formula, at(x));
            if (!value.containsZero()) {
                continue;
            }
            if (++pieces > budget || x.width().compareTo(wanted) <= 0) {
                if (!certify(inflated(x), low, high)) {
                    addUndecided(x);
                }
                continue;
            }
            if (certify(inflated(x), low, high)) {
                // The root may be in the part that was added; then x has none.
                continue;
            }
            Enclosure slope = slope(x);
            if (!slope.containsZero()) {
                Enclosure newton = newton(x, slope);
                if (newton.isDisjoint(x)) {
                    continue;
                }
                Enclosure smaller = newton.intersect(x);
                if (smaller.width().scaled(1).compareTo(x.width()) < 0) {
                    open.push(smaller);
                    continue;
                }
            }
            // Not in the middle, where roots like to be.
            Dyadic cut = x.low().plus(x.width().times(Dyadic.of(493)).scaled(-10)).round(bits, false);
            if (cut.compareTo(x.low()) <= 0 || cut.compareTo(x.high()) >= 0) {
                addUndecided(x);
                continue;
            }
            open.push(Enclosure.of(cut, x.high()));
            open.push(Enclosure.of(x.low(), cut));
        }
    }

    /** Neighbouring undecided parts are one. */
    private void addUndecided(Enclosure x) {
        if (!undecided.isEmpty() && undecided.getLast().overlaps(x)) {
            undecided.set(undecided.size() - 1, undecided.getLast().hull(x));
        } else {
            undecided.add(x);
        }
    }

    /** A bit more on both sides, so that a root at an end of x is inside. */
    private static Enclosure inflated(Enclosure x) {
        Dyadic more = x.width().signum() == 0 ? Dyadic.powerOfTwo(-64) : x.width().scaled(-3);
        return Enclosure.of(x.low().minus(more), x.high().plus(more));
    }

    /** Whether there is exactly one root in x and it is known whether that is in the domain; then it is recorded. */
    private boolean certify(Enclosure x, Rational low, Rational high) {
        Enclosure slope = slope(x);
        if (slope.containsZero()) {
            return false;
        }
        Enclosure newton = newton(x, slope);
        if (!newton.isKnown()
                || newton.low().compareTo(x.low()) <= 0
                || newton.high().compareTo(x.high()) >= 0) {
            return false;
        }
        Enclosure place = newton;
        for (int step = 0; step < 64 && place.width().compareTo(wanted) > 0; step++) {
            Enclosure next = newton(place, slope(place)).intersect(place);
            if (next.width().compareTo(place.width()) >= 0) {
                break;
            }
            place = next;
        }
        if (place.isDisjoint(domain)) {
            certified.add(x);
            return true;
        }
        if (!isInside(place, low, high)) {
            Rational end = place.contains(low) ? low : high;
            if (!isRoot(end)) {
                return false;
            }
            place = Enclosure.of(end, bits);
        }
        for (Enclosure known : certified) {
            // One region inside another, or two whose roots are apart: the root is new only if it is in no other
            // region.
            if (known.contains(place)) {
                certified.add(x);
                return true;
            }
        }
        Enclosure root = place;
        if (places.stream().anyMatch(other -> other.overlaps(root))) {
            return false;
        }
        certified.add(x);
        places.add(place);
        return true;
    }

    private static boolean isInside(Enclosure place, Rational low, Rational high) {
        return low.compareTo(place.low().toRational()) <= 0 && place.high().toRational().compareTo(high) <= 0;
    }

    /** Whether the formula is exactly zero at a rational number. */
    private boolean isRoot(Rational x) {
        Map<String, Rational> exact = new HashMap<>();
        values.forEach((name, value) -> {
            if (value.isExact()) {
                exact.put(name, value.low().toRational());
            }
        });
        exact.put(variable, x);
        Rational value = ExactValue.of(formula, exact);
        return value != null && value.signum() == 0;
    }

    private Enclosure newton(Enclosure x, Enclosure slope) {
        Enclosure middle = Enclosure.of(x.middle().round(bits, false));
        Enclosure value = Evaluation.with(bits).value(formula, at(middle));
        return middle.minus(value.dividedBy(slope, bits), bits);
    }

    /** The derivative on x. */
    private Enclosure slope(Enclosure x) {
        SeriesArithmetic arithmetic = new SeriesArithmetic(new Monomials(1), 1, bits);
        Series series = new SeriesEvaluation(arithmetic, Map.of(variable, arithmetic.variable(0, x, 1)), values)
                .series(formula);
        if (!series.isKnown()) {
            return Enclosure.UNKNOWN;
        }
        return series.part(1) == null ? Enclosure.ZERO : series.part(1)[0];
    }

    private Map<String, Enclosure> at(Enclosure x) {
        Map<String, Enclosure> all = new HashMap<>(values);
        all.put(variable, x);
        return all;
    }
}
