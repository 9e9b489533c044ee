package bitlemma.symbolic.engine;

import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Formula;

/** Whether a symbol occurs free in a formula. */
final class Mentions {
    private Mentions() {}

    static boolean symbol(Formula formula, String name) {
        return switch (formula) {
            case Formula.Symbol symbol -> symbol.name().equals(name);
            case Formula.Number number -> false;
            case Formula.Named named -> false;
            case Formula.Infinity infinity -> false;
            case Formula.Sum sum -> any(sum.terms(), name);
            case Formula.Product product -> any(product.factors(), name);
            case Formula.Power power -> symbol(power.base(), name) || symbol(power.exponent(), name);
            case Formula.Apply apply -> any(apply.arguments(), name);
            case Formula.RoundTo rounded -> symbol(rounded.operand(), name);
            case Formula.Piecewise piecewise -> symbol(piecewise.otherwise(), name)
                    || piecewise.cases().stream()
                            .anyMatch(one -> symbol(one.value(), name) || condition(one.condition(), name));
            case Formula.Total total -> symbol(total.low(), name)
                    || symbol(total.high(), name)
                    || !total.index().equals(name) && symbol(total.term(), name);
            case Formula.Integral integral -> symbol(integral.low(), name)
                    || symbol(integral.high(), name)
                    || !integral.variable().equals(name) && symbol(integral.body(), name);
        };
    }

    private static boolean any(Iterable<Formula> formulas, String name) {
        for (Formula formula : formulas) {
            if (symbol(formula, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean condition(Condition condition, String name) {
        return switch (condition) {
            case Condition.Compare compare -> symbol(compare.left(), name) || symbol(compare.right(), name);
            case Condition.And and -> and.parts().stream().anyMatch(part -> condition(part, name));
            case Condition.Or or -> or.parts().stream().anyMatch(part -> condition(part, name));
            case Condition.Not not -> condition(not.operand(), name);
        };
    }
}
