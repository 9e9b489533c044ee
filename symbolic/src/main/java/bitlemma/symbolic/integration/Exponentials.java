package bitlemma.symbolic.integration;

import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Operator;
import java.util.ArrayList;
import java.util.List;

/** Exponentials of polynomials, written with the bases that their exponents hold: exp(x*log(2)) as 2^x. */
public final class Exponentials {
    private Exponentials() {}

    /** {@code exp(rate * x)}. */
    public static Formula of(Formula rate, Formula x) {
        return of(new Polynomial(List.of(Formulas.ZERO, rate)), x);
    }

    static Formula of(Polynomial exponent, Formula x) {
        List<Formula> factors = new ArrayList<>();
        List<Formula> natural = new ArrayList<>();
        for (int k = 0; k <= exponent.degree(); k++) {
            Formula power = Formulas.power(x, k);
            Formula coefficient = exponent.coefficient(k);
            for (Formula term : coefficient instanceof Formula.Sum sum ? sum.terms() : List.of(coefficient)) {
                Formula.Apply log = logarithm(term);
                if (log == null) {
                    natural.add(Formulas.product(term, power));
                } else {
                    Formula times = Formulas.product(Formulas.quotient(term, log), power);
                    factors.add(Formulas.power(log.arguments().getFirst(), times));
                }
            }
        }
        factors.add(Formulas.exp(Formulas.sum(natural)));
        return Formulas.product(factors);
    }

    /** The logarithm that is a factor of the term; null where there is none, or not just one. */
    private static Formula.Apply logarithm(Formula term) {
        Formula.Apply found = null;
        for (Formula factor : term instanceof Formula.Product product ? product.factors() : List.of(term)) {
            if (factor instanceof Formula.Apply apply && apply.operator() == Operator.LOG) {
                if (found != null) {
                    return null;
                }
                found = apply;
            }
        }
        return found;
    }
}
