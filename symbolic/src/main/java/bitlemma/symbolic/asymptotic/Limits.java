package bitlemma.symbolic.asymptotic;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.asymptotic.Expansion.Growth;
import bitlemma.symbolic.asymptotic.Expansion.NotExpanded;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Sign;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Limits and expansions by series in a great t: the variable itself, an exponential of it, or the reciprocal of its
 * distance from a point. Steps that need a sign take it from the assumptions, and there is no answer where it is not
 * known.
 */
public final class Limits {
    /** How many powers of t are followed: little first, more where the greatest terms cancel. */
    private static final List<Rational> BOUNDS = List.of(Rational.ONE, Rational.of(3), Rational.of(6), Rational.of(10));

    private Limits() {}

    /** The limit on one side of a point; at infinity the side means nothing. It may be {@link Formula.Infinity}. */
    public static Optional<Formula> limit(
            Formula body, String variable, Formula point, boolean fromAbove, Assumptions assumptions) {
        Optional<GreatVariable> great = GreatVariable.of(body, variable, point, fromAbove, assumptions);
        if (great.isEmpty()) {
            return Optional.empty();
        }
        for (Rational bound : BOUNDS) {
            try {
                Expansion expansion = great.get().expand(bound, assumptions);
                if (expansion.order() == null || expansion.order().signum() > 0 || !expansion.terms().isEmpty()) {
                    return limit(expansion);
                }
            } catch (NotExpanded none) {
                // More powers may reach past what cancels.
            }
        }
        return Optional.empty();
    }

    private static Optional<Formula> limit(Expansion expansion) throws NotExpanded {
        if (expansion.decays()) {
            return Optional.of(Formulas.ZERO);
        }
        Map.Entry<Growth, Formula> leading = expansion.leading();
        if (leading.getKey().equals(Growth.NONE)) {
            return Optional.of(leading.getValue());
        }
        Sign sign = expansion.sign(leading.getValue());
        return sign == Sign.POSITIVE
                ? Optional.of(Formulas.INFINITY)
                : sign == Sign.NEGATIVE ? Optional.of(Formulas.MINUS_INFINITY) : Optional.empty();
    }

    /**
     * The expansion about a point from above, with all powers of the distance up to the order and without the
     * remainder; at infinity in powers of the reciprocal, or of an exponential where the variable stands in exponents.
     */
    public static Optional<Formula> series(
            Formula body, String variable, Formula point, int order, Assumptions assumptions) {
        Optional<GreatVariable> great = GreatVariable.of(body, variable, point, true, assumptions);
        if (great.isEmpty()) {
            return Optional.empty();
        }
        for (Rational bound : BOUNDS) {
            try {
                Expansion expansion = great.get().expand(bound.plus(Rational.of(order)), assumptions);
                if (expansion.order() == null || expansion.order().compareTo(Rational.of(order)) > 0) {
                    Expansion asked = new Expansion(
                            expansion.terms().headMap(new Growth(Rational.of(order), -1)), null, assumptions);
                    return Optional.of(asked.formula(great.get().t(), great.get().log()));
                }
            } catch (NotExpanded none) {
                // More powers may reach past what cancels.
            }
        }
        return Optional.empty();
    }
}
