package bitlemma.symbolic.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Builds conditions; what numbers decide becomes {@link Condition#TRUE} or {@link Condition#FALSE}. */
public final class Conditions {
    private Conditions() {}

    /** A comparison; equal sides and two numbers decide it. */
    public static Condition compare(Condition.Relation relation, Formula left, Formula right) {
        if (left instanceof Formula.Number a && right instanceof Formula.Number b) {
            return truth(holds(relation, a.value().compareTo(b.value())));
        }
        if (left.equals(right)) {
            return truth(holds(relation, 0));
        }
        return new Condition.Compare(relation, left, right);
    }

    /** Whether the relation holds of two numbers that compare so, as {@link Comparable} does. */
    public static boolean holds(Condition.Relation relation, int comparison) {
        return switch (relation) {
            case EQUAL -> comparison == 0;
            case DIFFERENT -> comparison != 0;
            case LESS -> comparison < 0;
            case AT_MOST -> comparison <= 0;
            case GREATER -> comparison > 0;
            case AT_LEAST -> comparison >= 0;
        };
    }

    /** All of them. */
    public static Condition and(List<Condition> parts) {
        List<Condition> flat = new ArrayList<>();
        for (Condition part : parts) {
            if (part.equals(Condition.FALSE)) {
                return Condition.FALSE;
            }
            if (part instanceof Condition.And and) {
                flat.addAll(and.parts());
            } else {
                flat.add(part);
            }
        }
        return flat.size() == 1 ? flat.getFirst() : new Condition.And(flat);
    }

    /** At least one of them. */
    public static Condition or(List<Condition> parts) {
        List<Condition> flat = new ArrayList<>();
        for (Condition part : parts) {
            if (part.equals(Condition.TRUE)) {
                return Condition.TRUE;
            }
            if (part instanceof Condition.Or or) {
                flat.addAll(or.parts());
            } else {
                flat.add(part);
            }
        }
        return flat.size() == 1 ? flat.getFirst() : new Condition.Or(flat);
    }

    /**
     * The opposite, pushed down to the comparisons. Where a side is undefined neither it nor its opposite means
     * anything.
     */
    public static Condition not(Condition operand) {
        return switch (operand) {
            case Condition.Compare(Condition.Relation relation, Formula left, Formula right) ->
                compare(opposite(relation), left, right);
            case Condition.And and ->
                or(and.parts().stream().map(Conditions::not).toList());
            case Condition.Or or -> and(or.parts().stream().map(Conditions::not).toList());
            case Condition.Not not -> not.operand();
        };
    }

    /** The relation that holds exactly where this one does not. */
    public static Condition.Relation opposite(Condition.Relation relation) {
        return switch (relation) {
            case EQUAL -> Condition.Relation.DIFFERENT;
            case DIFFERENT -> Condition.Relation.EQUAL;
            case LESS -> Condition.Relation.AT_LEAST;
            case AT_MOST -> Condition.Relation.GREATER;
            case GREATER -> Condition.Relation.AT_MOST;
            case AT_LEAST -> Condition.Relation.LESS;
        };
    }

    /** The condition with each side of each comparison replaced. */
    public static Condition map(Condition condition, UnaryOperator<Formula> change) {
        return switch (condition) {
            case Condition.Compare(Condition.Relation relation, Formula left, Formula right) ->
                compare(relation, change.apply(left), change.apply(right));
            case Condition.And and ->
                and(and.parts().stream().map(part -> map(part, change)).toList());
            case Condition.Or or ->
                or(or.parts().stream().map(part -> map(part, change)).toList());
            case Condition.Not not -> not(map(not.operand(), change));
        };
    }

    private static Condition truth(boolean value) {
        return value ? Condition.TRUE : Condition.FALSE;
    }
}
