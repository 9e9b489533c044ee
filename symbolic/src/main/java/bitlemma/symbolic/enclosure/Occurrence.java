package bitlemma.symbolic.enclosure;

import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Formula;

/** Whether a formula speaks of a symbol; names are unique, so that bound variables need no care. */
final class Occurrence {
    private Occurrence() {}

    static boolean of(String name, Formula formula) {
        return switch (formula) {
            case Formula.Number _, Formula.Infinity _, Formula.Named _ -> false;
            case Formula.Symbol symbol -> symbol.name().equals(name);
            case Formula.Sum sum -> sum.terms().stream().anyMatch(term -> of(name, term));
            case Formula.Product product -> product.factors().stream().anyMatch(factor -> of(name, factor));
            case Formula.Power power -> of(name, power.base()) || of(name, power.exponent());
            case Formula.Apply apply -> apply.arguments().stream().anyMatch(argument -> of(name, argument));
            case Formula.RoundTo round -> of(name, round.operand());
            case Formula.Piecewise piecewise ->
                of(name, piecewise.otherwise())
                        || piecewise.cases().stream()
                                .anyMatch(branch -> of(name, branch.condition()) || of(name, branch.value()));
            case Formula.Total total -> of(name, total.low()) || of(name, total.high()) || of(name, total.term());
            case Formula.Integral integral ->
                of(name, integral.low()) || of(name, integral.high()) || of(name, integral.body());
        };
    }

    static boolean of(String name, Condition condition) {
        return switch (condition) {
            case Condition.Compare compare -> of(name, compare.left()) || of(name, compare.right());
            case Condition.And and -> and.parts().stream().anyMatch(part -> of(name, part));
            case Condition.Or or -> or.parts().stream().anyMatch(part -> of(name, part));
            case Condition.Not not -> of(name, not.operand());
        };
    }
}
