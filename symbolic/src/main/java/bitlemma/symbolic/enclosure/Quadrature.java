package bitlemma.symbolic.enclosure;

import bitlemma.symbolic.formula.Formula;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Integrals that are certainly in the enclosure given. */
public final class Quadrature {
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
     * The integral of {@code body} for {@code variable} from {@code low} to {@code high}; empty where it could not be bounded, as
     * across a pole.
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
        Integrand integrand = new UnitBox(body, ranges, values);
        Enclosure unit = Enclosure.of(Dyadic.ZERO, Dyadic.ONE);
        Enclosure[] box = new Enclosure[ranges.size()];
        Arrays.fill(box, unit);
        Result result = new BoxQuadrature(integrand, goal).integrate(box);
        return result.value().isKnown() ? Optional.of(result) : Optional.empty();
    }
}
