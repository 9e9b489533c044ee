package bitlemma.symbolic.integration;

import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import java.util.ArrayList;
import java.util.List;

/** Antidifferences of polynomials. */
final class Bernoulli {
    private Bernoulli() {}

    /**
     * The polynomial F without constant term with F(i + 1) - F(i) = P(i), from the top: {@code (k + 1)*f(k + 1) = p(k)
     * - sum over j > k + 1 of binomial(j, k)*f(j)}. For P = i^n its coefficients hold Bernoulli's numbers.
     */
    static Polynomial antidifference(Polynomial given) {
        Formula[] solved = new Formula[given.degree() + 2];
        solved[0] = Formulas.ZERO;
        for (int k = given.degree(); k >= 0; k--) {
            List<Formula> terms = new ArrayList<>();
            terms.add(given.coefficient(k));
            long binomial = k + 1;
            for (int j = k + 2; j <= given.degree() + 1; j++) {
                binomial = Math.multiplyExact(binomial, j) / (j - k);
                terms.add(Formulas.product(Formulas.number(-binomial), solved[j]));
            }
            solved[k + 1] = Formulas.product(Formulas.number(1, k + 1), Formulas.sum(terms));
        }
        return new Polynomial(List.of(solved));
    }
}
