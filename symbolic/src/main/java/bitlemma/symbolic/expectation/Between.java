package bitlemma.symbolic.expectation;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.region.Constraint;

/** What is known of a variable between two bounds. */
public final class Between {
    private Between() {}

    /**
     * With a variable between two bounds, one of which may be infinite; numbers that the bounds never pass are kept as
     * well, since interval arithmetic reads only those.
     *
     * @param strict whether the bounds themselves are left out
     */
    public static Assumptions assume(
            Assumptions assumptions, String variable, Formula low, Formula high, boolean strict) {
        Formula x = Formulas.symbol(variable);
        Assumptions with = assumptions;
        Rational least = low instanceof Formula.Infinity ? null : assumptions.low(low).orElse(null);
        Rational greatest = high instanceof Formula.Infinity ? null : assumptions.high(high).orElse(null);
        if (least != null || greatest != null) {
            with = strict ? with.withOpen(variable, least, greatest) : with.withReal(variable, least, greatest);
        }
        if (!(low instanceof Formula.Infinity || low instanceof Formula.Number)) {
            with = with.withFact(Constraint.above(x, low, strict).condition());
        }
        if (!(high instanceof Formula.Infinity || high instanceof Formula.Number)) {
            with = with.withFact(Constraint.above(high, x, strict).condition());
        }
        return with;
    }
}
