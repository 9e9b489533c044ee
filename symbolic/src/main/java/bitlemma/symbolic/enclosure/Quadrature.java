package bitlemma.symbolic.enclosure;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Formula;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Integrals that are certainly in the enclosure given. */
public final class Quadrature {
    private static final Formula ZERO = new Formula.Number(Rational.ZERO);

    private Quadrature() {}

    /**
     * What came of an integration.
     *
     * @param value contains the integral
     * @param pieces how many pieces the domain was cut into on the way
     * @param reached whether the width that was wanted is reached
     */
    public record Result(Enclosure value, int pieces, boolean reached) {}

    /**
     * The variable of one integral of several.
     *
     * @param low may speak of the variables before this one
     * @param high may speak of the variables before this one
     */
    public record Range(String variable, Formula low, Formula high) {}

    /**
     * The integral of {@code body} for {@code variable} from {@code low} to {@code high}; empty where it could not be
     * bounded, as
     * across a pole. An infinite end is minus infinity below or plus infinity above.
     *
     * @param values of the other symbols
     * @throws CancellationException where the thread is interrupted
     */
    public static Optional<Result> integrate(
            Formula body, String variable, Formula low, Formula high, Map<String, Enclosure> values, Goal goal) {
        return integrate(body, List.of(new Range(variable, low, high)), values, goal);
    }

    /** The iterated integral, the first range outermost; otherwise as for one variable. */
    public static Optional<Result> integrate(
            Formula body, List<Range> ranges, Map<String, Enclosure> values, Goal goal) {
        return integrate(body, List.of(), ranges, values, goal);
    }

    /** A line is cut at zero into two half lines. */
    private static Optional<Result> integrate(
            Formula body, List<Range> before, List<Range> ranges, Map<String, Enclosure> values, Goal goal) {
        if (!ranges.isEmpty()) {
            Range first = ranges.getFirst();
            List<Range> rest = ranges.subList(1, ranges.size());
            if (first.low() instanceof Formula.Infinity(boolean plus) && plus
                    || first.high() instanceof Formula.Infinity(boolean up) && !up) {
                return Optional.empty();
            }
            if (!(first.low() instanceof Formula.Infinity && first.high() instanceof Formula.Infinity)) {
                return integrate(body, with(before, first), rest, values, goal);
            }
            Goal half = new Goal(goal.width().times(Rational.HALF), Math.max(1, goal.pieces() / 2));
            Range left = new Range(first.variable(), first.low(), ZERO);
            Range right = new Range(first.variable(), ZERO, first.high());
            Optional<Result> one = integrate(body, with(before, left), rest, values, half);
            if (one.isEmpty()) {
                return one;
            }
            return integrate(body, with(before, right), rest, values, half)
                    .map(other -> new Result(
                            one.get().value().plus(other.value(), goal.bits() + 32),
                            one.get().pieces() + other.pieces(),
                            one.get().reached() && other.reached()));
        }
        Enclosure[] box = new Enclosure[before.size()];
        Arrays.fill(box, Enclosure.of(Dyadic.ZERO, Dyadic.ONE));
        Result result = new BoxQuadrature(new UnitBox(body, before, values), goal).integrate(box);
        return result.value().isKnown() ? Optional.of(result) : Optional.empty();
    }

    private static List<Range> with(List<Range> before, Range next) {
        List<Range> all = new ArrayList<>(before);
        all.add(next);
        return all;
    }
}
