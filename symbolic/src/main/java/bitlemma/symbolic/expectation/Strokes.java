package bitlemma.symbolic.expectation;

import static bitlemma.symbolic.formula.Formulas.minus;
import static bitlemma.symbolic.formula.Formulas.product;
import static bitlemma.symbolic.formula.Formulas.sum;

import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Derivative;
import bitlemma.symbolic.formula.Expand;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Symbols;
import bitlemma.symbolic.formula.ZeroTest;
import bitlemma.symbolic.region.Cylinder;
import bitlemma.symbolic.region.Range;
import bitlemma.symbolic.region.Signs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One integral or sum over one variable. An antiderivative is accepted for what its derivative is, by our own algebra,
 * and not for who found it.
 */
final class Strokes {
    private final Primitives primitives;
    private final Signs signs;
    private final Journal journal;
    private final Map<Key, Optional<Primitive>> known = new HashMap<>();

    Strokes(Primitives primitives, Signs signs, Journal journal) {
        this.primitives = primitives;
        this.signs = signs;
        this.journal = journal;
    }

    /** The same under other assumptions. */
    Strokes with(Signs others) {
        return new Strokes(primitives, others, journal);
    }

    private record Key(Formula body, String variable) {}

    /**
     * @param differentiated whether its derivative was shown to be the body on the region it was asked for
     * @param everywhere whether that was shown for all values of the variables, so that it serves other regions
     */
    private record Primitive(Formula formula, boolean differentiated, boolean everywhere) {}

    /** @throws Underived where no antiderivative or end value is found */
    Found integrated(Formula body, Range range, Cylinder cylinder) {
        Assumptions inside = inside(cylinder);
        Optional<Found> whole = integrate(body, range, inside);
        if (whole.isPresent()) {
            return whole.get();
        }
        List<Formula> terms = Expand.terms(body);
        List<Formula> values = new ArrayList<>();
        boolean proved = true;
        for (Formula term : terms) {
            Found found = integrate(term, range, inside)
                    .orElseThrow(() -> new Underived("no antiderivative in `" + signs.label(range.variable()) + "` of "
                            + signs.show(term)));
            values.add(found.formula());
            proved &= found.proved();
        }
        return new Found(signs.simple(sum(values)), proved, List.of("integration"));
    }

    /** Every variable of the region between its bounds. */
    private Assumptions inside(Cylinder cylinder) {
        Assumptions inside = signs.assumptions();
        for (Range range : cylinder.ranges()) {
            if (!range.lattice()) {
                inside = Between.assume(inside, range.variable(), range.low(), range.high(), true);
            }
        }
        return inside;
    }

    private Optional<Found> integrate(Formula body, Range range, Assumptions inside) {
        String x = range.variable();
        List<Formula> constant = new ArrayList<>();
        List<Formula> varying = new ArrayList<>();
        for (Formula factor : body instanceof Formula.Product p ? p.factors() : List.of(body)) {
            (Symbols.free(factor).contains(x) ? varying : constant).add(factor);
        }
        Formula factor = product(constant);
        Formula rest = product(varying);
        Signs here = new Signs(inside);
        Optional<Primitive> primitive = primitive(rest, x, here);
        if (primitive.isEmpty()) {
            return Optional.empty();
        }
        Formula whole = primitive.get().formula();
        Edges edges = new Edges(primitives, here);
        Optional<Edges.Edge> high = edges.at(whole, x, range.high(), false);
        Optional<Edges.Edge> low = edges.at(whole, x, range.low(), true);
        if (high.isEmpty() || low.isEmpty()) {
            return Optional.empty();
        }
        Formula value = product(factor, minus(high.get().value(), low.get().value()));
        Formula result = signs.simple(value);
        boolean proved = primitive.get().differentiated()
                && Defined.is(whole, here)
                && high.get().exact()
                && low.get().exact();
        journal.add(
                "integral over " + signs.label(x) + " from " + bound(range.low()) + " to " + bound(range.high()),
                body,
                result,
                primitive.get().differentiated() ? "antiderivative differentiated" : "");
        return Optional.of(new Found(result, proved, List.of("integration")));
    }

    private String bound(Formula bound) {
        return bound instanceof Formula.Infinity infinity ? infinity.positive() ? "inf" : "-inf" : signs.show(bound);
    }

    private Optional<Primitive> primitive(Formula body, String x, Signs here) {
        Key key = new Key(body, x);
        Optional<Primitive> before = known.get(key);
        if (before != null
                && before.map(p -> p.everywhere() && Defined.is(p.formula(), here)).orElse(true)) {
            return before;
        }
        Optional<Primitive> found = primitives.antiderivative(body, x, here.assumptions()).map(area -> {
            boolean everywhere = isDerivative(area, x, body, signs.assumptions());
            return new Primitive(
                    area, everywhere || isDerivative(area, x, body, here.assumptions()), everywhere);
        });
        known.put(key, found);
        return found;
    }

    private static boolean isDerivative(Formula area, String x, Formula body, Assumptions assumptions) {
        return Derivative.of(area, x)
                .filter(slope -> ZeroTest.isZero(minus(slope, body), assumptions))
                .isPresent();
    }

    /** @throws Underived where no closed form is found */
    Found summed(Formula body, Range range) {
        Sums.Sum total = new Sums(primitives, signs)
                .of(body, range.variable(), range.low(), range.high())
                .orElseThrow(() -> new Underived("no closed form of the sum over `" + signs.label(range.variable())
                        + "` of " + signs.show(body)));
        Formula result = signs.simple(total.formula());
        journal.add(
                "sum over " + signs.label(range.variable()) + " from " + bound(range.low()) + " to "
                        + bound(range.high()),
                body,
                result,
                total.proved() ? "shown by induction" : "");
        return new Found(result, total.proved(), List.of("summation"));
    }
}
