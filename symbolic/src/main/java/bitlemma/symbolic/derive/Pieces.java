package bitlemma.symbolic.derive;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.enclosure.Enclosure;
import bitlemma.symbolic.enclosure.Goal;
import bitlemma.symbolic.enclosure.Quadrature;
import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Conditions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.FormulaParts;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Operator;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.formula.Symbols;
import bitlemma.symbolic.region.Coefficients;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An integral over one variable, cut where choices between formulas change at rational numbers. On each piece the
 * choices are replaced by what they are inside it; all else is left to the quadrature.
 */
final class Pieces {
    private static final Rational WIDTH = Rational.ONE.dividedBy(Rational.of(10).power(18));
    private static final int BUDGET = 1600;
    /** Steps further from zero are left to the quadrature. */
    private static final int MOST_STEPS = 300;

    private Pieces() {}

    /** Empty where the integral could not be bounded. */
    static Optional<Enclosure> integral(Formula body, String variable, Formula low, Formula high, int instances) {
        SortedSet<Rational> cuts = new TreeSet<>();
        collect(body, variable, cuts);
        steps(body, variable, low, high, cuts);
        cuts.removeIf(c -> low instanceof Formula.Number l && c.compareTo(l.value()) <= 0
                || high instanceof Formula.Number h && c.compareTo(h.value()) >= 0);
        List<Rational> borders = List.copyOf(cuts);
        Goal goal = new Goal(
                WIDTH.dividedBy(Rational.of(borders.size() + 1)),
                Math.max(120, BUDGET / instances / (borders.size() + 1)));
        Enclosure sum = Enclosure.ZERO;
        for (int i = 0; i <= borders.size(); i++) {
            Rational from = i == 0 ? null : borders.get(i - 1);
            Rational to = i == borders.size() ? null : borders.get(i);
            Formula start = from == null ? low : Formulas.number(from);
            Formula end = to == null ? high : Formulas.number(to);
            Formula piece =
                    borders.isEmpty() ? body : resolved(body, variable, inside(start, end), from != null && to != null);
            if (piece instanceof Formula.Number n && n.value().signum() == 0) {
                continue;
            }
            Optional<Enclosure> part = Quadrature.integrate(piece, variable, start, end, Map.of(), goal)
                    .map(Quadrature.Result::value);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(part.get(), Direct.BITS);
        }
        return Optional.of(sum);
    }

    /**
     * Roundings of linear operands are cut at their first steps around zero, or at all of them where the range is
     * short.
     */
    private static void steps(
            Formula formula, String variable, Formula low, Formula high, SortedSet<Rational> cuts) {
        if (formula instanceof Formula.RoundTo r && isStep(r, variable)) {
            List<Formula> linear = Coefficients.of(r.operand(), variable).orElseThrow();
            Rational offset = ((Formula.Number) linear.get(0)).value();
            Rational slope = ((Formula.Number) linear.get(1)).value();
            for (int n = -MOST_STEPS; n <= MOST_STEPS; n++) {
                for (Rational place : List.of(Rational.of(n), Rational.of(n).plus(Rational.HALF))) {
                    Rational cut = place.minus(offset).dividedBy(slope);
                    boolean inside = !(low instanceof Formula.Number l && cut.compareTo(l.value()) < 0)
                            && !(high instanceof Formula.Number h && cut.compareTo(h.value()) > 0);
                    if (inside && isNearest(r) == !place.isInteger()) {
                        cuts.add(cut);
                    }
                }
            }
        }
        FormulaParts.children(formula).forEach(c -> steps(c, variable, low, high, cuts));
    }

    private static boolean isNearest(Formula.RoundTo rounding) {
        return switch (rounding.rule()) {
            case UP, AWAY, EVEN -> true;
            case FLOOR, CEILING, TRUNCATE, ODD -> false;
        };
    }

    /** A rounding of a linear operand with numbers, all steps of which are cut where they are near zero. */
    private static boolean isStep(Formula.RoundTo rounding, String variable) {
        return Coefficients.of(rounding.operand(), variable)
                .filter(c -> c.size() == 2 && c.get(0) instanceof Formula.Number && c.get(1) instanceof Formula.Number)
                .isPresent();
    }

    private static Rational inside(Formula start, Formula end) {
        if (start instanceof Formula.Number s && end instanceof Formula.Number e) {
            return s.value().plus(e.value()).times(Rational.HALF);
        }
        if (start instanceof Formula.Number s) {
            return s.value().plus(Rational.ONE);
        }
        if (end instanceof Formula.Number e) {
            return e.value().minus(Rational.ONE);
        }
        return Rational.ZERO;
    }

    private static void collect(Formula formula, String variable, SortedSet<Rational> cuts) {
        if (formula instanceof Formula.Piecewise piecewise) {
            piecewise.cases().forEach(c -> collect(c.condition(), variable, cuts));
        }
        if (formula instanceof Formula.Apply a) {
            switch (a.operator()) {
                case ABS -> zero(a.arguments().getFirst(), variable).ifPresent(cuts::add);
                case MIN, MAX -> {
                    for (int i = 0; i + 1 < a.arguments().size(); i++) {
                        for (int j = i + 1; j < a.arguments().size(); j++) {
                            zero(Formulas.minus(a.arguments().get(i), a.arguments().get(j)), variable)
                                    .ifPresent(cuts::add);
                        }
                    }
                }
                default -> {}
            }
        }
        FormulaParts.children(formula).forEach(c -> collect(c, variable, cuts));
    }

    private static void collect(Condition condition, String variable, SortedSet<Rational> cuts) {
        switch (condition) {
            case Condition.Compare c -> zero(Formulas.minus(c.left(), c.right()), variable).ifPresent(cuts::add);
            case Condition.And and -> and.parts().forEach(p -> collect(p, variable, cuts));
            case Condition.Or or -> or.parts().forEach(p -> collect(p, variable, cuts));
            case Condition.Not not -> collect(not.operand(), variable, cuts);
        }
    }

    /** Where a linear formula is zero. */
    private static Optional<Rational> zero(Formula formula, String variable) {
        return Coefficients.of(formula, variable)
                .filter(c -> c.size() == 2)
                .flatMap(c -> Formulas.negate(Formulas.quotient(c.get(0), c.get(1))) instanceof Formula.Number n
                        ? Optional.of(n.value())
                        : Optional.empty());
    }

    /** The formula with the choices that cuts decide, as they are at a point between two cuts. */
    private static Formula resolved(Formula formula, String variable, Rational point, boolean bounded) {
        if (bounded
                && formula instanceof Formula.RoundTo r
                && isStep(r, variable)
                && Substitute.apply(r.operand(), variable, Formulas.number(point)) instanceof Formula.Number n
                && n.value().abs().compareTo(Rational.of(MOST_STEPS - 1)) < 0) {
            // All steps as near to zero as this are cuts, so that there is none on the piece.
            return Formulas.number(r.rule().round(n.value()));
        }
        if (formula instanceof Formula.Piecewise piecewise && isCut(piecewise, variable)) {
            for (Formula.Case part : piecewise.cases()) {
                if (holds(part.condition(), variable, point)) {
                    return resolved(part.value(), variable, point, bounded);
                }
            }
            return resolved(piecewise.otherwise(), variable, point, bounded);
        }
        if (formula instanceof Formula.Apply a) {
            boolean max = a.operator() == Operator.MAX;
            if (a.operator() == Operator.ABS && zero(a.arguments().getFirst(), variable).isPresent()) {
                Formula inner = a.arguments().getFirst();
                return sign(inner, variable, point) < 0 ? Formulas.negate(inner) : inner;
            }
            if ((max || a.operator() == Operator.MIN)
                    && a.arguments().size() == 2
                    && zero(Formulas.minus(a.arguments().get(0), a.arguments().get(1)), variable).isPresent()) {
                boolean first =
                        sign(Formulas.minus(a.arguments().get(0), a.arguments().get(1)), variable, point) > 0 == max;
                return resolved(a.arguments().get(first ? 0 : 1), variable, point, bounded);
            }
        }
        return FormulaParts.map(formula, part -> resolved(part, variable, point, bounded));
    }

    private static int sign(Formula linear, String variable, Rational point) {
        Formula value = Substitute.apply(linear, variable, Formulas.number(point));
        return value instanceof Formula.Number n ? n.value().signum() : 0;
    }

    private static boolean isCut(Formula.Piecewise piecewise, String variable) {
        return piecewise.cases().stream().allMatch(c -> isCut(c.condition(), variable));
    }

    private static boolean isCut(Condition condition, String variable) {
        return FormulaParts.children(condition).stream().allMatch(f -> Symbols.free(f).isEmpty()
                        || Coefficients.of(f, variable).filter(c -> c.size() <= 2).isPresent())
                && comparesLinearly(condition, variable);
    }

    private static boolean comparesLinearly(Condition condition, String variable) {
        return switch (condition) {
            case Condition.Compare c -> {
                Formula difference = Formulas.minus(c.left(), c.right());
                yield difference instanceof Formula.Number || zero(difference, variable).isPresent();
            }
            case Condition.And and -> and.parts().stream().allMatch(p -> comparesLinearly(p, variable));
            case Condition.Or or -> or.parts().stream().allMatch(p -> comparesLinearly(p, variable));
            case Condition.Not not -> comparesLinearly(not.operand(), variable);
        };
    }

    private static boolean holds(Condition condition, String variable, Rational point) {
        return switch (condition) {
            case Condition.Compare(Condition.Relation relation, Formula left, Formula right) ->
                Conditions.holds(relation, difference(left, right, variable, point));
            case Condition.And and -> and.parts().stream().allMatch(p -> holds(p, variable, point));
            case Condition.Or or -> or.parts().stream().anyMatch(p -> holds(p, variable, point));
            case Condition.Not not -> !holds(not.operand(), variable, point);
        };
    }

    private static int difference(Formula left, Formula right, String variable, Rational point) {
        return sign(Formulas.minus(left, right), variable, point);
    }
}
