package bitlemma.symbolic.expectation;

import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Expand;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Operator;
import bitlemma.symbolic.formula.Symbols;
import bitlemma.symbolic.region.Coefficients;
import bitlemma.symbolic.region.Constraint;
import bitlemma.symbolic.region.Cylinder;
import bitlemma.symbolic.region.Range;
import bitlemma.symbolic.region.Signs;
import java.util.List;

/**
 * Whether an integrand is absolutely integrable over a region, so that integrals over one variable after another are the
 * integral (Fubini and Tonelli): it keeps its sign, or it is bounded on a bounded region, or it is polynomials times
 * exponentials that decay.
 */
final class Absolutely {
    private Absolutely() {}

    /** True only where one of the three is shown; one variable alone needs none. */
    static boolean integrable(Cylinder cylinder, Assumptions assumptions) {
        if (cylinder.ranges().size() < 2) {
            return true;
        }
        Assumptions inside = assumptions;
        Assumptions closed = assumptions;
        boolean bounded = true;
        for (Range range : cylinder.ranges()) {
            inside = Between.assume(inside, range.variable(), range.low(), range.high(), !range.lattice());
            closed = Between.assume(closed, range.variable(), range.low(), range.high(), false);
            bounded &= !(range.low() instanceof Formula.Infinity) && !(range.high() instanceof Formula.Infinity);
        }
        Formula value = cylinder.value();
        return keepsSign(value, new Signs(inside))
                || bounded && Defined.is(value, new Signs(closed))
                || Expand.terms(value).stream().allMatch(t -> decays(t, cylinder.ranges()));
    }

    private static boolean keepsSign(Formula value, Signs signs) {
        return signs.decide(new Constraint(value, false)) == Signs.Decision.HOLDS
                || signs.decide(new Constraint(Formulas.negate(value), false)) == Signs.Decision.HOLDS;
    }

    /** Polynomials times an exponential for each variable without an end. */
    private static boolean decays(Formula term, List<Range> ranges) {
        List<Formula> factors = term instanceof Formula.Product p ? p.factors() : List.of(term);
        for (Range range : ranges) {
            boolean unbounded =
                    range.low() instanceof Formula.Infinity || range.high() instanceof Formula.Infinity;
            boolean exponential = false;
            for (Formula factor : factors) {
                if (!Symbols.free(factor).contains(range.variable())) {
                    continue;
                }
                if (factor instanceof Formula.Apply a && a.operator() == Operator.EXP) {
                    exponential = true;
                } else if (Coefficients.of(factor, range.variable()).isEmpty()) {
                    return false;
                }
            }
            if (unbounded && !exponential) {
                return false;
            }
        }
        return true;
    }
}
