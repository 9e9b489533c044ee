package bitlemma.symbolic.expectation;

import static bitlemma.symbolic.formula.Formulas.ONE;
import static bitlemma.symbolic.formula.Formulas.minus;
import static bitlemma.symbolic.formula.Formulas.symbol;

import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.formula.ZeroTest;
import bitlemma.symbolic.region.Constraint;
import bitlemma.symbolic.region.Signs;
import java.util.Optional;

/** Sums in closed form, shown by induction over the last index, whoever found them. */
final class Sums {
    private final Primitives primitives;
    private final Signs signs;

    Sums(Primitives primitives, Signs signs) {
        this.primitives = primitives;
        this.signs = signs;
    }

    /** @param proved whether induction shows it, and for a sum without an end its limit */
    record Sum(Formula formula, boolean proved) {}

    /** The sum over the integers from low to high; empty where no closed form is found. */
    Optional<Sum> of(Formula term, String index, Formula low, Formula high) {
        return primitives
                .sum(term, index, low, high, signs.assumptions())
                .map(total -> new Sum(total, isShown(total, term, index, low, high)));
    }

    /** The sum to any end is zero where nothing is added, and grows by each term that is. */
    private boolean isShown(Formula total, Formula term, String index, Formula low, Formula high) {
        String name = "end of " + index;
        Formula end = symbol(name);
        Formula none = minus(low, ONE);
        Assumptions any = signs.assumptions()
                .withInteger(name, null, null)
                .withFact(Constraint.above(end, none, false).condition());
        Assumptions next = any.withFact(Constraint.above(end, low, false).condition());
        return primitives
                .sum(term, index, low, end, any)
                .filter(sum -> ZeroTest.isZero(Substitute.apply(sum, name, none), signs.assumptions()))
                .filter(sum -> ZeroTest.areEqual(
                        minus(sum, Substitute.apply(sum, name, minus(end, ONE))),
                        Substitute.apply(term, index, end),
                        next))
                .filter(sum -> reaches(sum, name, high, total, next))
                .isPresent();
    }

    /** Whether the sum to any end is the total at the end that is meant; one at infinity is a limit, term by term. */
    private boolean reaches(Formula sum, String end, Formula high, Formula total, Assumptions known) {
        if (!(high instanceof Formula.Infinity)) {
            return ZeroTest.areEqual(Substitute.apply(sum, end, high), total, signs.assumptions());
        }
        return new Edges(primitives, new Signs(known))
                .at(sum, end, high, false)
                .filter(Edges.Edge::exact)
                .filter(e -> ZeroTest.areEqual(e.value(), total, signs.assumptions()))
                .isPresent();
    }
}
