package bitlemma.symbolic.formula;

import java.util.Optional;

/** Signs of formulas, from their ranges and from facts. */
final class Signs {
    private Signs() {}

    static Sign of(Formula formula, Assumptions assumptions) {
        RangeOf ranges = new RangeOf(assumptions);
        Sign sign = ranges.of(formula).sign();
        for (Condition fact : assumptions.facts()) {
            if (isDecided(sign)) {
                return sign;
            }
            if (fact instanceof Condition.Compare(Condition.Relation relation, Formula left, Formula right)) {
                sign = both(sign, byFact(formula, relation, left, right, ranges));
            }
        }
        return sign;
    }

    private static boolean isDecided(Sign sign) {
        return sign == Sign.POSITIVE || sign == Sign.NEGATIVE || sign == Sign.ZERO;
    }

    /** formula = (left - right) + rest, or its opposite: the sign of a sum of two numbers whose signs are known. */
    private static Sign byFact(
            Formula formula, Condition.Relation relation, Formula left, Formula right, RangeOf ranges) {
        Formula difference = Formulas.minus(left, right);
        Sign known = switch (relation) {
            case EQUAL -> Sign.ZERO;
            case LESS -> Sign.NEGATIVE;
            case AT_MOST -> Sign.NOT_POSITIVE;
            case GREATER -> Sign.POSITIVE;
            case AT_LEAST -> Sign.NOT_NEGATIVE;
            case DIFFERENT -> Sign.UNKNOWN;
        };
        Sign direct = sum(known, ranges.of(Formulas.minus(formula, difference)).sign());
        return direct != Sign.UNKNOWN
                ? direct
                : sum(
                        opposite(known),
                        ranges.of(Formulas.sum(formula, difference)).sign());
    }

    private static Sign opposite(Sign sign) {
        return switch (sign) {
            case NEGATIVE -> Sign.POSITIVE;
            case ZERO -> Sign.ZERO;
            case POSITIVE -> Sign.NEGATIVE;
            case NOT_NEGATIVE -> Sign.NOT_POSITIVE;
            case NOT_POSITIVE -> Sign.NOT_NEGATIVE;
            case UNKNOWN -> Sign.UNKNOWN;
        };
    }

    private static Sign sum(Sign left, Sign right) {
        if (left == Sign.ZERO || right == Sign.ZERO) {
            return left == Sign.ZERO ? right : left;
        }
        if (left.isNotNegative() && right.isNotNegative()) {
            return left == Sign.POSITIVE || right == Sign.POSITIVE ? Sign.POSITIVE : Sign.NOT_NEGATIVE;
        }
        if (left.isNotPositive() && right.isNotPositive()) {
            return left == Sign.NEGATIVE || right == Sign.NEGATIVE ? Sign.NEGATIVE : Sign.NOT_POSITIVE;
        }
        return Sign.UNKNOWN;
    }

    /** What two sources know together; they never contradict each other where the assumptions can be met. */
    private static Sign both(Sign left, Sign right) {
        if (left == Sign.UNKNOWN || right == Sign.UNKNOWN) {
            return left == Sign.UNKNOWN ? right : left;
        }
        if (left.isNotNegative() && right.isNotPositive() || left.isNotPositive() && right.isNotNegative()) {
            return isDecided(left) ? left : isDecided(right) ? right : Sign.ZERO;
        }
        return isDecided(right) ? right : left;
    }

    /** What the sign of left - right says of a comparison. */
    static Optional<Boolean> decide(Condition.Relation relation, Sign sign) {
        return switch (sign) {
            case NEGATIVE -> Optional.of(Conditions.holds(relation, -1));
            case ZERO -> Optional.of(Conditions.holds(relation, 0));
            case POSITIVE -> Optional.of(Conditions.holds(relation, 1));
            case NOT_NEGATIVE -> whereSame(relation, 0, 1);
            case NOT_POSITIVE -> whereSame(relation, 0, -1);
            case UNKNOWN -> Optional.empty();
        };
    }

    private static Optional<Boolean> whereSame(Condition.Relation relation, int one, int other) {
        boolean first = Conditions.holds(relation, one);
        return first == Conditions.holds(relation, other) ? Optional.of(first) : Optional.empty();
    }
}
