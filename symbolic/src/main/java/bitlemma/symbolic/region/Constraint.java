package bitlemma.symbolic.region;

import static bitlemma.symbolic.formula.Formulas.minus;
import static bitlemma.symbolic.formula.Formulas.negate;
import static bitlemma.symbolic.formula.Formulas.number;

import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Conditions;
import bitlemma.symbolic.formula.Formula;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code expression > 0} where it is strict, else {@code expression >= 0}.
 */
public record Constraint(Formula expression, boolean strict) {
    /** The constraint that holds exactly where this one does not. */
    public Constraint negated() {
        return new Constraint(negate(expression), !strict);
    }

    /** {@code left >= right}, or {@code left > right}. */
    public static Constraint above(Formula left, Formula right, boolean strict) {
        return new Constraint(minus(left, right), strict);
    }

    /** As a condition of a formula. */
    public Condition condition() {
        return new Condition.Compare(
                strict ? Condition.Relation.GREATER : Condition.Relation.AT_LEAST,
                expression,
                number(0));
    }

    /**
     * A condition as alternatives that exclude each other, each a conjunction.
     *
     * @param holds whether the condition is to hold or to fail
     */
    public static List<List<Constraint>> alternatives(Condition condition, boolean holds) {
        return switch (condition) {
            case Condition.Not not -> alternatives(not.operand(), !holds);
            case Condition.And and -> holds ? all(and.parts(), true) : any(and.parts(), false);
            case Condition.Or or -> holds ? any(or.parts(), true) : all(or.parts(), false);
            case Condition.Compare compare -> comparison(compare, holds);
        };
    }

    private static List<List<Constraint>> all(List<Condition> parts, boolean holds) {
        List<List<Constraint>> product = List.of(List.of());
        for (Condition part : parts) {
            product = join(product, alternatives(part, holds));
        }
        return product;
    }

    /** The first part is so; or it is not and the second is; and so on. */
    private static List<List<Constraint>> any(List<Condition> parts, boolean holds) {
        List<List<Constraint>> sum = new ArrayList<>();
        List<List<Constraint>> before = List.of(List.of());
        for (Condition part : parts) {
            sum.addAll(join(before, alternatives(part, holds)));
            before = join(before, alternatives(part, !holds));
        }
        return sum;
    }

    private static List<List<Constraint>> join(List<List<Constraint>> left, List<List<Constraint>> right) {
        List<List<Constraint>> joined = new ArrayList<>();
        for (List<Constraint> l : left) {
            for (List<Constraint> r : right) {
                List<Constraint> both = new ArrayList<>(l);
                both.addAll(r);
                joined.add(both);
            }
        }
        return joined;
    }

    private static List<List<Constraint>> comparison(Condition.Compare c, boolean holds) {
        Formula difference = minus(c.left(), c.right());
        Formula opposite = minus(c.right(), c.left());
        return switch (holds ? c.relation() : Conditions.opposite(c.relation())) {
            case GREATER -> List.of(List.of(new Constraint(difference, true)));
            case AT_LEAST -> List.of(List.of(new Constraint(difference, false)));
            case LESS -> List.of(List.of(new Constraint(opposite, true)));
            case AT_MOST -> List.of(List.of(new Constraint(opposite, false)));
            case EQUAL -> List.of(List.of(new Constraint(difference, false), new Constraint(opposite, false)));
            case DIFFERENT ->
                List.of(List.of(new Constraint(difference, true)), List.of(new Constraint(opposite, true)));
        };
    }
}
