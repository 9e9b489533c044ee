package bitlemma.symbolic.derive;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.enclosure.Enclosure;
import bitlemma.symbolic.enclosure.Goal;
import bitlemma.symbolic.enclosure.Quadrature;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.random.Law;
import bitlemma.symbolic.region.Branch;
import bitlemma.symbolic.region.Branches;
import bitlemma.symbolic.region.Cylinder;
import bitlemma.symbolic.region.Cylinders;
import bitlemma.symbolic.region.NotWhole;
import bitlemma.symbolic.region.Signs;
import bitlemma.symbolic.region.Unsplit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An integral over several variables without symbols, as a sum of enclosures on regions where the integrand is smooth.
 */
final class SplitIntegral {
    private static final int MOST_REGIONS = 64;
    private static final Rational WIDTH = Rational.ONE.dividedBy(Rational.of(10).power(20));
    private static final int PIECES = 2000;
    /** Infinite ranges take longer for each. */
    private static final int FEW_PIECES = 200;


    private SplitIntegral() {}

    /** Empty where the regions have no explicit bounds, or an integral on one could not be bounded. */
    static Optional<Enclosure> of(Formula body, List<Map.Entry<String, Law.Continuous>> variables) {
        Assumptions assumptions = Assumptions.NONE;
        Map<String, Law> laws = new HashMap<>();
        for (Map.Entry<String, Law.Continuous> variable : variables) {
            assumptions = Supports.assume(assumptions, variable.getKey(), variable.getValue());
            laws.put(variable.getKey(), variable.getValue());
        }
        Signs signs = new Signs(assumptions);
        List<String> order = variables.stream().map(Map.Entry::getKey).toList();
        for (List<String> attempt : List.of(order, order.reversed())) {
            try {
                List<Cylinder> cylinders = new ArrayList<>();
                Cylinders cut = new Cylinders(laws, signs);
                for (Branch branch : new Branches(new LinkedHashSet<>(order), signs).of(body, List.of())) {
                    cylinders.addAll(cut.of(branch, attempt));
                }
                if (cylinders.size() > MOST_REGIONS
                        || cylinders.stream().anyMatch(c -> !c.guard().isEmpty())) {
                    continue;
                }
                return integrate(cylinders);
            } catch (Unsplit | NotWhole | ArithmeticException refused) {
                // the other order
            }
        }
        return Optional.empty();
    }

    private static Optional<Enclosure> integrate(List<Cylinder> cylinders) {
        Enclosure sum = Enclosure.ZERO;
        boolean infinite = cylinders.stream()
                .flatMap(c -> c.ranges().stream())
                .anyMatch(r -> r.low() instanceof Formula.Infinity || r.high() instanceof Formula.Infinity);
        int pieces = infinite ? FEW_PIECES : PIECES;
        Goal goal = new Goal(WIDTH, Math.max(60, pieces / Math.max(1, cylinders.size())));
        for (Cylinder cylinder : cylinders) {
            List<Quadrature.Range> ranges = cylinder.ranges().stream()
                    .map(r -> new Quadrature.Range(r.variable(), r.low(), r.high()))
                    .toList();
            Optional<Enclosure> part =
                    Quadrature.integrate(cylinder.value(), ranges, Map.of(), goal).map(Quadrature.Result::value);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(part.get(), Direct.BITS);
        }
        return Optional.of(sum);
    }
}
