package bitlemma.symbolic.derive;

import bitlemma.grammar.core.Compare;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Conditions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.FormulaParts;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.formula.ZeroTest;
import bitlemma.symbolic.reading.Reading;
import bitlemma.symbolic.region.Constraint;
import bitlemma.symbolic.region.Signs;
import java.util.List;
import java.util.Optional;

/**
 * Whether two closed forms stand in a relation for all values of the parameters; choices are gone through case by case.
 */
final class Identities {
    private static final int MOST_CASES = 64;

    private int cases;

    private Identities() {}

    /** True only where it is shown. */
    static boolean hold(Formula left, Compare.Relation relation, Formula right, Assumptions assumptions) {
        return new Identities().holds(Formulas.minus(left, right), relation, assumptions);
    }

    private boolean holds(Formula difference, Compare.Relation relation, Assumptions assumptions) {
        Optional<Formula.Piecewise> choice = choice(difference);
        if (choice.isEmpty()) {
            return smooth(difference, relation, assumptions);
        }
        if (++cases > MOST_CASES) {
            return false;
        }
        Formula.Case first = choice.get().cases().getFirst();
        Optional<Boolean> decided = assumptions.holds(first.condition());
        boolean then = decided.isPresent() && !decided.get()
                || under(replace(difference, choice.get(), first.value()), relation, assumptions, first.condition());
        if (!then) {
            return false;
        }
        List<Formula.Case> others =
                choice.get().cases().subList(1, choice.get().cases().size());
        Formula rest = others.isEmpty()
                ? choice.get().otherwise()
                : new Formula.Piecewise(others, choice.get().otherwise());
        return decided.isPresent() && decided.get()
                || under(
                        replace(difference, choice.get(), rest),
                        relation,
                        assumptions,
                        Conditions.not(first.condition()));
    }

    /** Where a condition holds; one that fixes a symbol is put in. */
    private boolean under(Formula difference, Compare.Relation relation, Assumptions assumptions, Condition condition) {
        if (condition
                        instanceof
                        Condition.Compare(Condition.Relation r, Formula.Symbol symbol, Formula.Number value)
                && r == Condition.Relation.EQUAL) {
            return holds(Substitute.apply(difference, symbol.name(), value), relation, assumptions);
        }
        return holds(difference, relation, assumptions.withFact(condition));
    }

    private static Optional<Formula.Piecewise> choice(Formula formula) {
        if (formula instanceof Formula.Piecewise piecewise) {
            return Optional.of(piecewise);
        }
        return FormulaParts.children(formula).stream()
                .map(Identities::choice)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Formula replace(Formula formula, Formula target, Formula instead) {
        return formula.equals(target) ? instead : FormulaParts.map(formula, p -> replace(p, target, instead));
    }

    private static boolean smooth(Formula difference, Compare.Relation relation, Assumptions assumptions) {
        if (relation == Compare.Relation.EQUAL) {
            return ZeroTest.isZero(difference, assumptions);
        }
        Signs signs = new Signs(assumptions);
        Condition wanted = new Condition.Compare(Reading.relation(relation), difference, Formulas.ZERO);
        return Constraint.alternatives(wanted, true).stream()
                .anyMatch(a -> a.stream().allMatch(c -> signs.decide(c) == Signs.Decision.HOLDS));
    }
}
