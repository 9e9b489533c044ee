package bitlemma.symbolic.derive;

import static bitlemma.symbolic.formula.Formulas.apply;
import static bitlemma.symbolic.formula.Formulas.exp;
import static bitlemma.symbolic.formula.Formulas.negate;
import static bitlemma.symbolic.formula.Formulas.product;
import static bitlemma.symbolic.formula.Formulas.quotient;

import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Expand;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Operator;
import bitlemma.symbolic.formula.Simplify;
import bitlemma.symbolic.formula.Symbols;
import bitlemma.symbolic.region.Coefficients;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The root of {@code a * x + b * exp(m * x + k)}: with q = -m * x it reads q * exp(q) = m * b * exp(k) / a, whose
 * solution on the principal branch is Lambert's function (Corless et al., 1996).
 */
final class LambertRoot {
    private LambertRoot() {}

    /** Empty where the formula is of another kind. */
    static Optional<Formula> of(Formula formula, String variable, Assumptions assumptions) {
        List<Formula> terms = Expand.terms(formula);
        if (terms.size() != 2) {
            return Optional.empty();
        }
        for (int i = 0; i < 2; i++) {
            Optional<List<Formula>> linear = Coefficients.of(terms.get(i), variable);
            if (linear.isPresent()
                    && linear.get().size() == 2
                    && linear.get().get(0) instanceof Formula.Number zero
                    && zero.value().signum() == 0) {
                return exponential(terms.get(1 - i), variable, linear.get().get(1), assumptions);
            }
        }
        return Optional.empty();
    }

    private static Optional<Formula> exponential(
            Formula term, String variable, Formula slope, Assumptions assumptions) {
        List<Formula> rest = new ArrayList<>();
        Formula exponent = null;
        for (Formula factor : term instanceof Formula.Product p ? p.factors() : List.of(term)) {
            if (!Symbols.free(factor).contains(variable)) {
                rest.add(factor);
            } else if (exponent == null && factor instanceof Formula.Apply a && a.operator() == Operator.EXP) {
                exponent = a.arguments().getFirst();
            } else {
                return Optional.empty();
            }
        }
        Optional<List<Formula>> inside =
                exponent == null ? Optional.empty() : Coefficients.of(exponent, variable);
        if (inside.isEmpty() || inside.get().size() != 2) {
            return Optional.empty();
        }
        Formula rate = inside.get().get(1);
        Formula argument = quotient(product(rate, product(rest), exp(inside.get().get(0))), slope);
        Formula lambert = apply(Operator.LAMBERT_W, Simplify.of(argument, assumptions));
        return Optional.of(Simplify.of(negate(quotient(lambert, rate)), assumptions));
    }
}
