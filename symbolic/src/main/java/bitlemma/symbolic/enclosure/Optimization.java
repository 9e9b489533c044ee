package bitlemma.symbolic.enclosure;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Formula;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CancellationException;

/**
 * Global extrema over boxes by branch and bound: the box with the greatest upper bound is bisected until that bound is
 * near
 * the greatest value found (Hansen and Walster, "Global Optimization Using Interval Analysis", 2004, chapter 12). A box
 * on
 * which a derivative has one sign shrinks to a face; elsewhere Taylor's theorem of degree 2 bounds the function.
 */
public final class Optimization {
    private static final int DEEPEST = 400;

    private final UnitBox unit;
    private final Monomials monomials;
    private final int bits;
    private final Goal goal;

    private Dyadic found;
    private Enclosure[] place;

    private Optimization(UnitBox unit, Goal goal) {
        this.unit = unit;
        this.monomials = new Monomials(unit.dimensions());
        this.bits = goal.bits() + 24;
        this.goal = goal;
    }

    /**
     * A least upper or greatest lower bound.
     *
     * @param value contains it
     * @param place values of the variables at which the function comes that near to it; on an open end perhaps the end
     * @param boxes how many boxes were looked at
     * @param reached whether the wanted width is reached
     */
    public record Result(Enclosure value, Map<String, Enclosure> place, int boxes, boolean reached) {}

    /**
     * The least upper bound of a formula on the inside of the given ranges, whose ends may be infinite or speak of the
     * variables
     * before them. Whether the ends belong to the domain makes no difference where the formula is continuous there;
     * values
     * that it has only at an end do not count unless the formula says so in a neighbourhood. Empty where no finite
     * bound was
     * found.
     *
     * @throws CancellationException where the thread is interrupted
     */
    public static Optional<Result> supremum(
            Formula formula, List<Quadrature.Range> ranges, Map<String, Enclosure> values, Goal goal) {
        return new Optimization(new UnitBox(formula, ranges, values), goal).run();
    }

    /** The greatest lower bound; otherwise as {@link #supremum}. */
    public static Optional<Result> infimum(
            Formula formula, List<Quadrature.Range> ranges, Map<String, Enclosure> values, Goal goal) {
        Formula negated = new Formula.Product(List.of(new Formula.Number(Rational.of(-1)), formula));
        return supremum(negated, ranges, values, goal)
                .map(r -> new Result(r.value.negate(), r.place, r.boxes, r.reached));
    }

    /** A box and an upper bound there; null where none is known. */
    private record Box(Enclosure[] sides, Dyadic upper, int axis, int depth) {}

    private Optional<Result> run() {
        Comparator<Box> byUpper = (a, b) -> a.upper == null || b.upper == null
                ? Boolean.compare(b.upper == null, a.upper == null)
                : b.upper.compareTo(a.upper);
        PriorityQueue<Box> open = new PriorityQueue<>(byUpper);
        Dyadic closed = null;
        Enclosure[] all = new Enclosure[unit.dimensions()];
        Arrays.fill(all, Enclosure.of(Dyadic.ZERO, Dyadic.ONE));
        open.add(box(all, 0));
        int boxes = 1;
        Dyadic width = Dyadic.of(goal.width(), 32, false);
        while (boxes < goal.pieces() && !open.isEmpty()) {
            Evaluation.checkInterrupt();
            Box top = open.peek();
            if (top.upper != null && found != null && top.upper.minus(found).compareTo(width) <= 0) {
                break;
            }
            if (top.axis < 0 || top.depth > DEEPEST) {
                if (top.upper == null) {
                    break;
                }
                // A point, or as good as one: its bound stands.
                open.poll();
                closed = closed == null ? top.upper : Dyadic.max(closed, top.upper);
                continue;
            }
            open.poll();
            for (Enclosure half : halves(top.sides[top.axis])) {
                Enclosure[] sides = top.sides.clone();
                sides[top.axis] = half;
                Box next = box(sides, top.depth + 1);
                boxes++;
                if (next.upper == null || found == null || next.upper.compareTo(found) >= 0) {
                    open.add(next);
                }
            }
        }
        return result(open, closed, boxes, width);
    }

    private Optional<Result> result(PriorityQueue<Box> open, Dyadic closed, int boxes, Dyadic width) {
        Dyadic upper = closed;
        if (!open.isEmpty()) {
            Dyadic top = open.peek().upper;
            if (top == null) {
                return Optional.empty();
            }
            upper = upper == null ? top : Dyadic.max(upper, top);
        }
        if (found == null) {
            return Optional.empty();
        }
        // Every box below the greatest value found was dropped.
        Enclosure value = Enclosure.of(found, upper == null ? found : Dyadic.max(upper, found));
        Map<String, Enclosure> known = unit.known(place, bits);
        Map<String, Enclosure> there = new HashMap<>();
        unit.ranges().forEach(range -> there.put(range.variable(), known.get(range.variable())));
        return Optional.of(new Result(value, there, boxes, value.width().compareTo(width) <= 0));
    }

    private static List<Enclosure> halves(Enclosure side) {
        Dyadic middle = side.middle();
        return List.of(Enclosure.of(side.low(), middle), Enclosure.of(middle, side.high()));
    }

    /** Bounds a box, after it is shrunk, and tries its middle. */
    private Box box(Enclosure[] given, int depth) {
        Enclosure[] sides = given.clone();
        int extra = depth / sides.length;
        SeriesArithmetic second = new SeriesArithmetic(monomials, 2, bits + extra);
        Series series = unit.bodySeries(second, sides);
        boolean smooth = series.isKnown();
        for (boolean shrunk = smooth; shrunk; ) {
            shrunk = false;
            for (int v = 0; v < sides.length; v++) {
                Enclosure slope = series.part(1) == null ? Enclosure.ZERO : series.part(1)[v];
                if (!sides[v].isExact() && (!slope.containsZero() || slope.isExact())) {
                    sides[v] = Enclosure.of(slope.isPositive() ? sides[v].high() : sides[v].low());
                    shrunk = true;
                }
            }
            if (shrunk) {
                series = unit.bodySeries(second, sides);
                shrunk = series.isKnown();
            }
        }
        Enclosure[] middle = Arrays.stream(sides).map(side -> Enclosure.of(side.middle())).toArray(Enclosure[]::new);
        Dyadic range = unit.upper(sides, bits + extra);
        if (smooth && series.isKnown()) {
            Series at = unit.bodySeries(new SeriesArithmetic(monomials, 1, bits + extra), middle);
            if (at.isKnown()) {
                tryPoint(at.value(), middle);
                Dyadic upper = upper(at, series, sides);
                Dyadic least = range == null ? upper : Dyadic.min(range, upper);
                return new Box(sides, least, axis(series, sides), depth);
            }
        }
        tryPoint(Evaluation.with(bits + extra).value(unit.body(), unit.known(middle, bits + extra)), middle);
        return new Box(sides, range, axis(null, sides), depth);
    }

    private void tryPoint(Enclosure value, Enclosure[] point) {
        if (value.isKnown() && (found == null || value.low().compareTo(found) > 0)) {
            found = value.low();
            place = point;
        }
    }

    /** An upper bound of c + sum of b_i u_i + a_ii u_i^2 + cross terms for |u_i| <= r_i, with b at the middle. */
    private Dyadic upper(Series middle, Series everywhere, Enclosure[] sides) {
        Enclosure bound = Enclosure.of(middle.value().high());
        int n = sides.length;
        Enclosure[] second = everywhere.part(2);
        Enclosure[] radius = new Enclosure[n];
        for (int v = 0; v < n; v++) {
            radius[v] = Enclosure.of(sides[v].width().scaled(-1));
        }
        int[][] exponents = monomials.of(2);
        Enclosure[] diagonal = new Enclosure[n];
        Arrays.fill(diagonal, Enclosure.ZERO);
        for (int i = 0; second != null && i < second.length; i++) {
            int square = -1;
            Enclosure product = Enclosure.ONE;
            for (int v = 0; v < n; v++) {
                square = exponents[i][v] == 2 ? v : square;
                product = product.times(radius[v].power(BigInteger.valueOf(exponents[i][v]), bits), bits);
            }
            if (square >= 0) {
                diagonal[square] = second[i];
            } else {
                bound = bound.plus(second[i].abs().times(product, bits), bits);
            }
        }
        for (int v = 0; v < n; v++) {
            Enclosure b = middle.part(1) == null ? Enclosure.ZERO : Enclosure.of(middle.part(1)[v].greatestMagnitude());
            Enclosure a = Enclosure.of(diagonal[v].high());
            Enclosure ends = b.times(radius[v], bits).plus(a.times(radius[v].square(bits), bits), bits);
            if (a.isNegative()) {
                // The top of b u + a u^2 is b^2 / (-4a), at u = b/(-2a); at the ends where that is outside.
                Enclosure vertex = b.square(bits).dividedBy(a.scaled(2).negate(), bits);
                boolean outside = radius[v].times(a.scaled(1).negate(), bits).isCertainlyAtMost(b);
                bound = bound.plus(outside ? ends : vertex, bits);
            } else {
                bound = bound.plus(ends, bits);
            }
        }
        return bound.high();
    }

    /** Where to bisect: the side along which the function varies most, or the longest; -1 for a point. */
    private static int axis(Series series, Enclosure[] sides) {
        int axis = -1;
        Dyadic most = null;
        for (int v = 0; v < sides.length; v++) {
            if (sides[v].isExact()) {
                continue;
            }
            Dyadic weight = sides[v].width();
            if (series != null && series.part(1) != null && series.part(1)[v].isKnown()) {
                Dyadic slope = series.part(1)[v].greatestMagnitude().plus(Dyadic.powerOfTwo(-20));
                weight = weight.times(slope.round(16, true));
            }
            if (most == null || weight.compareTo(most) > 0) {
                axis = v;
                most = weight;
            }
        }
        return axis;
    }
}
