package bitlemma.symbolic.integration;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Sign;
import bitlemma.symbolic.formula.Symbols;
import java.util.ArrayList;
import java.util.List;

/** The variable of integration, and what is known of the symbols. */
record Setting(String x, Assumptions assumptions) {
    Formula variable() {
        return Formulas.symbol(x);
    }

    boolean depends(Formula formula) {
        return Symbols.free(formula).contains(x);
    }

    /** An antiderivative of u'/u: log|u|, without the bars where the sign of u is known. */
    Formula logarithm(Formula u) {
        return switch (assumptions.sign(u)) {
            case POSITIVE, NOT_NEGATIVE -> Formulas.log(u);
            case NEGATIVE, NOT_POSITIVE -> Formulas.log(opposite(u));
            case ZERO, UNKNOWN -> Formulas.log(Formulas.abs(u));
        };
    }

    private static Formula opposite(Formula u) {
        return u instanceof Formula.Sum sum
                ? Formulas.sum(sum.terms().stream().map(Formulas::negate).toList())
                : Formulas.negate(u);
    }

    /** The root of what is positive, with positive factors before it: sqrt(s^2 * 2) is s * sqrt(2) for s > 0. */
    Formula sqrt(Formula u) {
        List<Formula> roots = new ArrayList<>();
        List<Formula> rest = new ArrayList<>();
        List<Formula> factors = u instanceof Formula.Product product ? product.factors() : List.of(u);
        for (Formula factor : factors) {
            if (factor instanceof Formula.Power(Formula base, Formula.Number(Rational exponent))
                    && assumptions.sign(base) == Sign.POSITIVE) {
                roots.add(Formulas.power(base, Formulas.number(exponent.times(Rational.HALF))));
            } else {
                rest.add(factor);
            }
        }
        roots.add(Formulas.sqrt(Formulas.product(rest)));
        return Formulas.product(roots);
    }
}
