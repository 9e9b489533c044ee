package bitlemma.symbolic.enclosure;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Formula;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An iterated integral as one over the unit box. A variable from a to b is a + t (b - a); one from a to infinity is a -
 * 1 +
 * 1/t, so that t = 0 is infinity; one from minus infinity to b is b + 1 - 1/t. Boxes in the upper half of t are written
 * with
 * s = 1 - t, so that distances from that end are exact.
 */
record UnitBox(Formula body, List<Quadrature.Range> ranges, Map<String, Enclosure> values) implements Integrand {
    /** Vanishing to a higher degree than this is not looked for. */
    private static final int HIGHEST_DEGREE = 4;

    private static final Dyadic HALF = Dyadic.powerOfTwo(-1);
    private static final Series ONE = Series.constant(Enclosure.ONE);

    @Override
    public int dimensions() {
        return ranges.size();
    }

    private static boolean isUpper(Enclosure t) {
        return t.low().compareTo(HALF) >= 0;
    }

    /** Exactly 1 - t. */
    private static Enclosure reflect(Enclosure t) {
        return Enclosure.of(Dyadic.ONE.minus(t.high()), Dyadic.ONE.minus(t.low()));
    }

    @Override
    public Series series(SeriesArithmetic arithmetic, Enclosure[] centers) {
        Map<String, Series> variables = new HashMap<>();
        Series scale = substitute(arithmetic, centers, variables);
        return arithmetic.times(new SeriesEvaluation(arithmetic, variables, values, true).series(body), scale);
    }

    /** The series of the formula alone. */
    Series bodySeries(SeriesArithmetic arithmetic, Enclosure[] centers) {
        return series(arithmetic, body, centers);
    }

    /** What the variables and the other symbols are in a box. */
    Map<String, Enclosure> known(Enclosure[] box, int bits) {
        Map<String, Series> variables = new HashMap<>();
        substitute(new SeriesArithmetic(new Monomials(box.length), 0, bits), box, variables);
        Map<String, Enclosure> known = new HashMap<>(values);
        variables.forEach((name, series) -> known.put(name, series.value()));
        return known;
    }

    /**
     * An upper bound of the formula in a box, near ends where it has no value as far as its growth gives one; null
     * where
     * none is known.
     */
    Dyadic upper(Enclosure[] box, int bits) {
        Enclosure range = Evaluation.with(bits).value(body, known(box, bits));
        if (range.isKnown()) {
            return range.high();
        }
        Ends ends = ends(box);
        return ends == null ? null : ends.evaluation.upper(ends.evaluation.growth(body));
    }

    /** Puts the variables' series into {@code variables}, and gives the factor that the substitution brings. */
    private Series substitute(SeriesArithmetic arithmetic, Enclosure[] centers, Map<String, Series> variables) {
        Series scale = ONE;
        for (int v = 0; v < centers.length; v++) {
            Quadrature.Range range = ranges.get(v);
            boolean upper = isUpper(centers[v]);
            Series end = arithmetic.variable(v, upper ? reflect(centers[v]) : centers[v], upper ? -1 : 1);
            SeriesEvaluation bounds = new SeriesEvaluation(arithmetic, variables, values);
            Series value;
            if (range.high() instanceof Formula.Infinity || range.low() instanceof Formula.Infinity) {
                // From the finite end: (1 - t)/t = 1/t - 1, or s/(1 - s).
                Series t = upper ? arithmetic.minus(ONE, end) : end;
                Series inverse = arithmetic.dividedBy(ONE, t);
                Series distance = upper ? arithmetic.times(end, inverse) : arithmetic.minus(inverse, ONE);
                value = isRising(range)
                        ? arithmetic.plus(bounds.series(range.low()), distance)
                        : arithmetic.minus(bounds.series(range.high()), distance);
                scale = arithmetic.times(scale, arithmetic.square(inverse));
            } else {
                Series low = bounds.series(range.low());
                Series high = bounds.series(range.high());
                Series length = arithmetic.minus(high, low);
                Series along = arithmetic.times(end, length);
                value = upper ? arithmetic.minus(high, along) : arithmetic.plus(low, along);
                scale = arithmetic.times(scale, length);
            }
            variables.put(range.variable(), value);
        }
        return scale;
    }

    /** Of a range with one infinite end: whether it is plus infinity at the upper end; other ends have no value. */
    private static boolean isRising(Quadrature.Range range) {
        return range.high() instanceof Formula.Infinity(boolean positive) && positive;
    }

    @Override
    public Enclosure range(Enclosure[] box, int bits) {
        SeriesArithmetic plain = new SeriesArithmetic(new Monomials(box.length), 0, bits);
        Series scale = substitute(plain, box, new HashMap<>());
        return Evaluation.with(bits).value(body, known(box, bits)).times(scale.value(), bits);
    }

    @Override
    public Enclosure singular(Enclosure[] box) {
        Ends ends = ends(box);
        if (ends == null) {
            return Enclosure.UNKNOWN;
        }
        Growth growth = ends.evaluation.growth(body).times(ends.scale);
        return ends.evaluation.integral(growth).times(Enclosure.of(ends.volume), GrowthEvaluation.BITS);
    }

    /** A box that touches ends: the growth of the variables there and the volume of its other sides. */
    private record Ends(GrowthEvaluation evaluation, Growth scale, Dyadic volume) {}

    /** Null where the box touches no end, or both ends of one side. */
    private Ends ends(Enclosure[] box) {
        List<Integer> touching = new ArrayList<>();
        List<Dyadic> heights = new ArrayList<>();
        Dyadic volume = Dyadic.ONE;
        for (int v = 0; v < box.length; v++) {
            boolean low = box[v].low().signum() == 0;
            boolean high = box[v].high().compareTo(Dyadic.ONE) == 0;
            if (low && high || (low || high) && box[v].isExact()) {
                return null;
            }
            if (low || high) {
                touching.add(v);
                heights.add(box[v].width());
            } else {
                volume = volume.times(box[v].width());
            }
        }
        if (touching.isEmpty()) {
            return null;
        }
        Map<String, Growth> variables = new HashMap<>();
        GrowthEvaluation evaluation = new GrowthEvaluation(
                heights.toArray(new Dyadic[0]),
                variables,
                known(box, GrowthEvaluation.BITS - 2 * depth(box)),
                formula -> vanishing(formula, box));
        return new Ends(evaluation, substitute(evaluation, box, touching, variables), volume);
    }

    /** The least exponent of a side, which is negative. */
    private static int depth(Enclosure[] box) {
        int depth = 0;
        for (Enclosure side : box) {
            depth = side.isExact() ? depth : Math.min(depth, side.width().magnitude());
        }
        return depth;
    }

    private Growth substitute(
            GrowthEvaluation evaluation, Enclosure[] box, List<Integer> touching, Map<String, Growth> variables) {
        int n = touching.size();
        Growth one = Growth.of(Enclosure.ONE, n);
        Growth scale = one;
        for (int v = 0; v < box.length; v++) {
            Quadrature.Range range = ranges.get(v);
            boolean upper = isUpper(box[v]);
            int place = touching.indexOf(v);
            Enclosure side = upper ? reflect(box[v]) : box[v];
            Growth end = place < 0 ? Growth.of(side, n) : Growth.variable(place, n);
            Growth value;
            if (range.high() instanceof Formula.Infinity || range.low() instanceof Formula.Infinity) {
                Growth inverse = evaluation.inverse(upper ? Growth.of(box[v], n) : end);
                Growth distance = upper ? end.times(inverse) : evaluation.sum(List.of(inverse, one.negate()));
                Growth from = evaluation.growth(isRising(range) ? range.low() : range.high());
                value = evaluation.sum(List.of(from, isRising(range) ? distance : distance.negate()));
                scale = scale.times(inverse).times(inverse);
            } else {
                Formula minus = new Formula.Product(List.of(new Formula.Number(Rational.of(-1)), range.low()));
                Growth length = evaluation.growth(new Formula.Sum(List.of(range.high(), minus)));
                Growth along = end.times(length);
                Growth from = evaluation.growth(upper ? range.high() : range.low());
                value = evaluation.sum(List.of(from, upper ? along.negate() : along));
                scale = scale.times(length);
            }
            variables.put(range.variable(), value);
        }
        return scale;
    }

    /**
     * In one variable: a formula whose first derivatives at the end are exactly zero is u^k times its k-th Taylor
     * coefficient somewhere between. Null where that tells nothing.
     */
    private Growth vanishing(Formula formula, Enclosure[] box) {
        if (box.length != 1) {
            return null;
        }
        boolean upper = isUpper(box[0]);
        Enclosure end = upper ? Enclosure.ONE : Enclosure.ZERO;
        Monomials monomials = new Monomials(1);
        SeriesArithmetic arithmetic =
                new SeriesArithmetic(monomials, HIGHEST_DEGREE, GrowthEvaluation.BITS - 2 * depth(box));
        Series at = series(arithmetic, formula, new Enclosure[] {end});
        if (!at.isKnown()) {
            return null;
        }
        int degree = 0;
        while (degree <= HIGHEST_DEGREE && isZero(at.part(degree))) {
            degree++;
        }
        if (degree == 0 && at.value().containsZero() && vanishesExactly(formula, upper)) {
            degree = 1;
        }
        if (degree == 0 || degree > HIGHEST_DEGREE) {
            return null;
        }
        Series along = series(arithmetic, formula, box);
        if (!along.isKnown() || along.part(degree) == null) {
            return null;
        }
        Enclosure coefficient = along.part(degree)[0];
        Growth growth = Growth.of(upper && degree % 2 == 1 ? coefficient.negate() : coefficient, 1);
        for (int k = 0; k < degree; k++) {
            growth = growth.times(Growth.variable(0, 1));
        }
        return growth;
    }

    private Series series(SeriesArithmetic arithmetic, Formula formula, Enclosure[] centers) {
        Map<String, Series> variables = new HashMap<>();
        substitute(arithmetic, centers, variables);
        return new SeriesEvaluation(arithmetic, variables, values).series(formula);
    }

    private static boolean isZero(Enclosure[] part) {
        return part == null || part[0].isExact() && part[0].low().signum() == 0;
    }

    private boolean vanishesExactly(Formula formula, boolean upper) {
        Quadrature.Range range = ranges.getFirst();
        Map<String, Rational> exact = new HashMap<>();
        values.forEach((name, value) -> {
            if (value.isExact()) {
                exact.put(name, value.low().toRational());
            }
        });
        boolean infinite = range.low() instanceof Formula.Infinity || range.high() instanceof Formula.Infinity;
        Rational end = ExactValue.of(upper != (infinite && isRising(range)) ? range.high() : range.low(), exact);
        if (end == null) {
            return false;
        }
        exact.put(range.variable(), end);
        Rational value = ExactValue.of(formula, exact);
        return value != null && value.signum() == 0;
    }
}
