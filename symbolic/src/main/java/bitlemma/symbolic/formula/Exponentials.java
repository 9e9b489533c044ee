package bitlemma.symbolic.formula;

import java.util.ArrayList;
import java.util.List;

/** Exponentials written with the bases that their rates hold: exp(x*log(2)) as 2^x. */
public final class Exponentials {
    private Exponentials() {}

    /** {@code exp(rate * x)}. */
    public static Formula of(Formula rate, Formula x) {
        List<Formula> factors = new ArrayList<>();
        List<Formula> natural = new ArrayList<>();
        for (Formula term : rate instanceof Formula.Sum sum ? sum.terms() : List.of(rate)) {
            Formula.Apply log = logarithm(term);
            if (log == null) {
                natural.add(Formulas.product(term, x));
            } else {
                Formula times = Formulas.product(Formulas.quotient(term, log), x);
                factors.add(Formulas.power(log.arguments().getFirst(), times));
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
