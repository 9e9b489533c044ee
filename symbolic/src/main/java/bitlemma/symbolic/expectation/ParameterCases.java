package bitlemma.symbolic.expectation;

import static bitlemma.symbolic.formula.Formulas.negate;
import static bitlemma.symbolic.formula.Formulas.quotient;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Conditions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.FormulaParts;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.formula.Symbols;
import bitlemma.symbolic.formula.ZeroTest;
import bitlemma.symbolic.region.Coefficients;
import bitlemma.symbolic.region.Constraint;
import bitlemma.symbolic.region.NotWhole;
import bitlemma.symbolic.region.Signs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A sum of choices over one parameter as one choice: the parameter's range is cut where a condition changes, and each
 * piece gets the sum of what holds there.
 */
final class ParameterCases {
    private ParameterCases() {}

    /** The formula itself where its conditions are not about one parameter against numbers. */
    static Formula merge(Formula formula, Signs signs) {
        List<Condition.Compare> compares = new ArrayList<>();
        collect(formula, compares);
        SortedSet<String> parameters = new TreeSet<>();
        SortedSet<Rational> cuts = new TreeSet<>();
        for (Condition.Compare compare : compares) {
            parameters.addAll(Symbols.free(compare));
        }
        if (parameters.size() != 1) {
            return formula;
        }
        if (signs.assumptions().isInteger(Formulas.symbol(parameters.first()))) {
            throw new NotWhole("for small values of the parameter there are fewer regions");
        }
        String parameter = parameters.first();
        for (Condition.Compare compare : compares) {
            Optional<List<Formula>> c =
                    Coefficients.of(Formulas.minus(compare.left(), compare.right()), parameter);
            if (c.isEmpty()
                    || c.get().size() != 2
                    || !(signs.simple(negate(quotient(c.get().get(0), c.get().get(1))))
                            instanceof Formula.Number cut)) {
                return formula;
            }
            cuts.add(cut.value());
        }
        return pieces(formula, parameter, new ArrayList<>(cuts), signs);
    }

    private static Formula pieces(Formula formula, String parameter, List<Rational> cuts, Signs signs) {
        List<Optional<Formula>> values = new ArrayList<>();
        for (int i = 0; i <= cuts.size(); i++) {
            Rational low = i == 0 ? null : cuts.get(i - 1);
            Rational high = i == cuts.size() ? null : cuts.get(i);
            Rational inside = low == null
                    ? high.minus(Rational.ONE)
                    : high == null ? low.plus(Rational.ONE) : low.plus(high).times(Rational.HALF);
            boolean none = high != null && fails(parameter, high, true, signs)
                    || low != null && fails(parameter, low, false, signs);
            values.add(none ? Optional.empty() : Optional.of(signs.simple(chosen(formula, parameter, inside))));
        }
        Optional<Formula> last = values.stream().flatMap(Optional::stream).reduce((first, second) -> second);
        if (last.isEmpty()) {
            return formula;
        }
        List<Formula.Case> cases = new ArrayList<>();
        for (int i = 0; i < cuts.size(); i++) {
            Optional<Formula> before = values.get(i);
            Optional<Formula> after = values.get(i + 1);
            if (before.isEmpty() && after.isEmpty()) {
                continue;
            }
            // The value at a cut may be that of neither side, also at the end of the parameter's range.
            point(formula, parameter, cuts.get(i), after.orElseGet(before::get), signs).ifPresent(cases::add);
            if (before.isPresent()
                    && after.isPresent()
                    && !ZeroTest.isZero(Formulas.minus(before.get(), after.get()), signs.assumptions())) {
                Condition below = new Condition.Compare(
                        Condition.Relation.LESS, Formulas.symbol(parameter), Formulas.number(cuts.get(i)));
                cases.add(new Formula.Case(below, before.get()));
            }
        }
        return cases.isEmpty() ? last.get() : new Formula.Piecewise(cases, last.get());
    }

    /** A case for the cut itself, where the parameter can be there and the formula beside it is another. */
    private static Optional<Formula.Case> point(
            Formula formula, String parameter, Rational cut, Formula beside, Signs signs) {
        Formula p = Formulas.symbol(parameter);
        Formula number = Formulas.number(cut);
        if (signs.decide(Constraint.above(p, number, false)) == Signs.Decision.FAILS
                || signs.decide(Constraint.above(number, p, false)) == Signs.Decision.FAILS) {
            return Optional.empty();
        }
        Formula at = Substitute.apply(chosen(formula, parameter, cut), parameter, number);
        try {
            Formula there = Substitute.apply(beside, parameter, number);
            if (ZeroTest.isZero(Formulas.minus(at, there), signs.assumptions())) {
                return Optional.empty();
            }
        } catch (ArithmeticException undefined) {
            // then the formula beside it has no value there
        }
        return Optional.of(new Formula.Case(new Condition.Compare(Condition.Relation.EQUAL, p, number), at));
    }

    /** Whether the parameter is never below (or never above) a cut. */
    private static boolean fails(String parameter, Rational cut, boolean below, Signs signs) {
        Formula p = Formulas.symbol(parameter);
        Formula at = Formulas.number(cut);
        Constraint possible = below ? Constraint.above(at, p, true) : Constraint.above(p, at, true);
        return signs.decide(possible) == Signs.Decision.FAILS;
    }

    /** The formula with each choice resolved as it is at one value of the parameter. */
    private static Formula chosen(Formula formula, String parameter, Rational value) {
        if (formula instanceof Formula.Piecewise piecewise) {
            for (Formula.Case part : piecewise.cases()) {
                Condition here = Substitute.apply(
                        part.condition(), Map.of(parameter, Formulas.number(value)));
                if (holds(here)) {
                    return chosen(part.value(), parameter, value);
                }
            }
            return chosen(piecewise.otherwise(), parameter, value);
        }
        return FormulaParts.map(formula, part -> chosen(part, parameter, value));
    }

    private static boolean holds(Condition condition) {
        return switch (condition) {
            case Condition.And and -> and.parts().stream().allMatch(ParameterCases::holds);
            case Condition.Or or -> or.parts().stream().anyMatch(ParameterCases::holds);
            case Condition.Not not -> !holds(not.operand());
            case Condition.Compare(Condition.Relation relation, Formula left, Formula right) ->
                Formulas.minus(left, right) instanceof Formula.Number n
                        && Conditions.holds(relation, n.value().signum());
        };
    }

    private static void collect(Formula formula, List<Condition.Compare> compares) {
        if (formula instanceof Formula.Piecewise piecewise) {
            piecewise.cases().forEach(c -> collect(c.condition(), compares));
        }
        FormulaParts.children(formula).forEach(c -> collect(c, compares));
    }

    private static void collect(Condition condition, List<Condition.Compare> compares) {
        switch (condition) {
            case Condition.Compare c -> compares.add(c);
            case Condition.And and -> and.parts().forEach(p -> collect(p, compares));
            case Condition.Or or -> or.parts().forEach(p -> collect(p, compares));
            case Condition.Not not -> collect(not.operand(), compares);
        }
    }
}
