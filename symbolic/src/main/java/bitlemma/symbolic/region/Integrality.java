package bitlemma.symbolic.region;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether formulas are integers: sums of products of integer symbols, whole numbers, and powers of two that are whole.
 */
final class Integrality {
    private Integrality() {}

    static Optional<Signs.Whole> of(Formula formula, Assumptions assumptions) {
        List<Formula> terms = formula instanceof Formula.Sum s ? s.terms() : List.of(formula);
        List<Formula> whole = new ArrayList<>();
        Rational constant = Rational.ZERO;
        for (Formula term : terms) {
            if (term instanceof Formula.Number n) {
                constant = constant.plus(n.value());
            } else if (isInteger(term, assumptions)) {
                whole.add(term);
            } else {
                return Optional.empty();
            }
        }
        Rational floor = Rational.of(constant.floor());
        whole.add(Formulas.number(floor));
        return Optional.of(new Signs.Whole(Formulas.sum(whole), constant.minus(floor)));
    }

    private static boolean isInteger(Formula formula, Assumptions assumptions) {
        return switch (formula) {
            case Formula.Number n -> n.value().isInteger();
            case Formula.Symbol s -> assumptions.isInteger(s);
            case Formula.Sum s -> s.terms().stream().allMatch(t -> isInteger(t, assumptions));
            case Formula.Product p -> isInteger(p, assumptions);
            case Formula.Power p ->
                isInteger(p.base(), assumptions)
                        && isInteger(p.exponent(), assumptions)
                        && assumptions.low(p.exponent()).filter(l -> l.signum() >= 0).isPresent();
            case Formula.RoundTo r -> true;
            case Formula.Infinity i -> false;
            case Formula.Named n -> false;
            case Formula.Apply a -> false;
            case Formula.Piecewise p -> false;
            case Formula.Total t -> false;
            case Formula.Integral i -> false;
        };
    }

    /** A fraction whose denominator is a power of two may be made whole by one power of two among the factors. */
    private static boolean isInteger(Formula.Product product, Assumptions assumptions) {
        Rational coefficient = Rational.ONE;
        List<Formula> others = new ArrayList<>();
        for (Formula factor : product.factors()) {
            if (factor instanceof Formula.Number n) {
                coefficient = coefficient.times(n.value());
            } else {
                others.add(factor);
            }
        }
        if (coefficient.denominator().bitCount() != 1) {
            return false;
        }
        int halves = coefficient.denominator().bitLength() - 1;
        for (Formula factor : others) {
            if (halves > 0
                    && factor instanceof Formula.Power p
                    && p.base() instanceof Formula.Number two
                    && two.value().equals(Rational.of(2))
                    && isInteger(p.exponent(), assumptions)
                    && assumptions.low(p.exponent()).orElse(Rational.ZERO).compareTo(Rational.of(halves)) >= 0) {
                halves = 0;
            } else if (!isInteger(factor, assumptions)) {
                return false;
            }
        }
        return halves == 0;
    }
}
