package bitlemma.symbolic.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The direct parts of a formula, so that walks over formulas need not name every kind. */
public final class FormulaParts {
    private FormulaParts() {}

    /** The parts in order, those of conditions included. Bounds of sums and integrals come before what they bind. */
    public static List<Formula> children(Formula formula) {
        return switch (formula) {
            case Formula.Number n -> List.of();
            case Formula.Symbol s -> List.of();
            case Formula.Infinity i -> List.of();
            case Formula.Named n -> List.of();
            case Formula.Sum(List<Formula> terms) -> terms;
            case Formula.Product(List<Formula> factors) -> factors;
            case Formula.Power(Formula base, Formula exponent) -> List.of(base, exponent);
            case Formula.Apply apply -> apply.arguments();
            case Formula.RoundTo round -> List.of(round.operand());
            case Formula.Piecewise(List<Formula.Case> cases, Formula otherwise) -> {
                List<Formula> children = new ArrayList<>();
                for (Formula.Case part : cases) {
                    addChildren(part.condition(), children);
                    children.add(part.value());
                }
                children.add(otherwise);
                yield children;
            }
            case Formula.Total total -> List.of(total.low(), total.high(), total.term());
            case Formula.Integral integral -> List.of(integral.low(), integral.high(), integral.body());
        };
    }

    /** The sides of a condition's comparisons, in order. */
    public static List<Formula> children(Condition condition) {
        List<Formula> children = new ArrayList<>();
        addChildren(condition, children);
        return children;
    }

    private static void addChildren(Condition condition, List<Formula> children) {
        switch (condition) {
            case Condition.Compare compare -> {
                children.add(compare.left());
                children.add(compare.right());
            }
            case Condition.And and -> and.parts().forEach(part -> addChildren(part, children));
            case Condition.Or or -> or.parts().forEach(part -> addChildren(part, children));
            case Condition.Not not -> addChildren(not.operand(), children);
        }
    }

    /**
     * The formula with each direct part replaced, built by {@link Formulas}. What a sum or an integral binds is a part
     * as any other: the caller sees to it that bound names stay bound to the same.
     */
    public static Formula map(Formula formula, UnaryOperator<Formula> change) {
        return switch (formula) {
            case Formula.Number n -> n;
            case Formula.Symbol s -> s;
            case Formula.Infinity i -> i;
            case Formula.Named n -> n;
            case Formula.Sum sum -> Formulas.sum(each(sum.terms(), change));
            case Formula.Product product -> Formulas.product(each(product.factors(), change));
            case Formula.Power(Formula base, Formula exponent) ->
                Formulas.power(change.apply(base), change.apply(exponent));
            case Formula.Apply apply -> Formulas.apply(apply.operator(), each(apply.arguments(), change));
            case Formula.RoundTo round -> Formulas.roundTo(round.rule(), change.apply(round.operand()));
            case Formula.Piecewise piecewise ->
                Formulas.piecewise(
                        piecewise.cases().stream()
                                .map(part -> new Formula.Case(
                                        Conditions.map(part.condition(), change), change.apply(part.value())))
                                .toList(),
                        change.apply(piecewise.otherwise()));
            case Formula.Total total ->
                Formulas.total(
                        total.index(),
                        change.apply(total.low()),
                        change.apply(total.high()),
                        change.apply(total.term()));
            case Formula.Integral integral ->
                Formulas.integral(
                        integral.variable(),
                        change.apply(integral.low()),
                        change.apply(integral.high()),
                        change.apply(integral.body()));
        };
    }

    private static List<Formula> each(List<Formula> parts, UnaryOperator<Formula> change) {
        return parts.stream().map(change).toList();
    }
}
