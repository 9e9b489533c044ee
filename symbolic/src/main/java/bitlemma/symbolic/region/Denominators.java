package bitlemma.symbolic.region;

import static bitlemma.symbolic.formula.Formulas.negate;
import static bitlemma.symbolic.formula.Formulas.power;

import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Symbols;
import java.util.List;
import java.util.stream.Stream;

/** What a formula divides by. */
final class Denominators {
    private Denominators() {}

    /** The powers of formulas in the variable that its terms are divided by. */
    static List<Formula> of(Formula formula, String variable) {
        List<Formula> terms = formula instanceof Formula.Sum s ? s.terms() : List.of(formula);
        return terms.stream()
                .flatMap(t -> t instanceof Formula.Product p ? p.factors().stream() : Stream.of(t))
                .filter(f -> f instanceof Formula.Power p
                        && p.exponent() instanceof Formula.Number n
                        && n.value().signum() < 0
                        && Symbols.free(p.base()).contains(variable))
                .map(f -> (Formula.Power) f)
                .map(p -> power(p.base(), negate(p.exponent())))
                .distinct()
                .toList();
    }
}
