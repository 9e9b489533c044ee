package bitlemma.cli.derivation;

import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Formula;

/** Formulas with the names that the source gives to their symbols, without what only makes a name unique. */
final class Displayed {
    private Displayed() {}

    static Formula of(Formula formula) {
        return switch (formula) {
            case Formula.Symbol(String name) -> new Formula.Symbol(label(name));
            case Formula.Total t -> new Formula.Total(label(t.index()), of(t.low()), of(t.high()), of(t.term()));
            case Formula.Integral i ->
                new Formula.Integral(label(i.variable()), of(i.low()), of(i.high()), of(i.body()));
            case Formula.Number n -> n;
            case Formula.Infinity i -> i;
            case Formula.Named n -> n;
            case Formula.Sum sum -> new Formula.Sum(sum.terms().stream().map(Displayed::of).toList());
            case Formula.Product product ->
                new Formula.Product(product.factors().stream().map(Displayed::of).toList());
            case Formula.Power power -> new Formula.Power(of(power.base()), of(power.exponent()));
            case Formula.Apply apply ->
                new Formula.Apply(
                        apply.operator(), apply.arguments().stream().map(Displayed::of).toList());
            case Formula.RoundTo round -> new Formula.RoundTo(round.rule(), of(round.operand()));
            case Formula.Piecewise p ->
                new Formula.Piecewise(
                        p.cases().stream()
                                .map(c -> new Formula.Case(of(c.condition()), of(c.value())))
                                .toList(),
                        of(p.otherwise()));
        };
    }

    static Condition of(Condition condition) {
        return switch (condition) {
            case Condition.Compare c -> new Condition.Compare(c.relation(), of(c.left()), of(c.right()));
            case Condition.And and -> new Condition.And(and.parts().stream().map(Displayed::of).toList());
            case Condition.Or or -> new Condition.Or(or.parts().stream().map(Displayed::of).toList());
            case Condition.Not not -> new Condition.Not(of(not.operand()));
        };
    }

    /** Words that quote formulas, with the names of the source. */
    static String words(String text) {
        return text.replaceAll("#\\d+", "");
    }

    private static String label(String name) {
        int mark = name.indexOf('#');
        return mark < 0 ? name : name.substring(0, mark);
    }
}
