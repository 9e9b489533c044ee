package bitlemma.symbolic.expectation;

import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.region.Constraint;

/** What is known of a variable that lies strictly between two bounds. */
final class Between {
    private Between() {}

    static Assumptions assume(Assumptions assumptions, String variable, Formula low, Formula high) {
        Formula x = bitlemma.symbolic.formula.Formulas.symbol(variable);
        Assumptions with = assumptions;
        if (!(low instanceof Formula.Infinity)) {
            with = with.withFact(Constraint.above(x, low, true).condition());
        }
        if (!(high instanceof Formula.Infinity)) {
            with = with.withFact(Constraint.above(high, x, true).condition());
        }
        return with;
    }
}
