package bitlemma.symbolic.derive;

import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.random.Law;
import bitlemma.symbolic.region.Constraint;

/** What a law says of its variable. */
final class Supports {
    private Supports() {}

    static Assumptions assume(Assumptions assumptions, String variable, Law law) {
        return switch (law) {
            // The ends of an interval have no probability.
            case Law.Continuous c ->
                between(assumptions.withReal(variable, null, null), variable, c.low(), c.high(), true);
            case Law.Lattice l ->
                between(assumptions.withInteger(variable, null, null), variable, l.low(), l.high(), false);
            case Law.Finite f -> assumptions.withReal(variable, null, null);
        };
    }

    /** With a variable between two bounds, one of which may be infinite. */
    static Assumptions between(Assumptions assumptions, String variable, Formula low, Formula high, boolean strict) {
        Formula x = Formulas.symbol(variable);
        Assumptions with = assumptions;
        if (!(low instanceof Formula.Infinity)) {
            with = with.withFact(Constraint.above(x, low, strict).condition());
        }
        if (!(high instanceof Formula.Infinity)) {
            with = with.withFact(Constraint.above(high, x, strict).condition());
        }
        return with;
    }
}
