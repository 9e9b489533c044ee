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
            case Law.Continuous c -> between(assumptions.real(variable), variable, c.low(), c.high());
            case Law.Lattice l -> between(assumptions.integer(variable), variable, l.low(), l.high());
            case Law.Finite f -> assumptions.real(variable);
        };
    }

    private static Assumptions between(Assumptions assumptions, String variable, Formula low, Formula high) {
        Formula x = Formulas.symbol(variable);
        Assumptions with = assumptions;
        if (!(low instanceof Formula.Infinity)) {
            with = with.with(Constraint.above(x, low, false).condition());
        }
        if (!(high instanceof Formula.Infinity)) {
            with = with.with(Constraint.above(high, x, false).condition());
        }
        return with;
    }
}
