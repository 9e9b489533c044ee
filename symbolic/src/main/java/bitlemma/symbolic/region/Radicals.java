package bitlemma.symbolic.region;

import static bitlemma.symbolic.formula.Formulas.minus;
import static bitlemma.symbolic.formula.Formulas.negate;
import static bitlemma.symbolic.formula.Formulas.product;
import static bitlemma.symbolic.formula.Formulas.square;
import static bitlemma.symbolic.formula.Formulas.sum;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Expand;
import bitlemma.symbolic.formula.Formula;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sign of p + q * sqrt(v), from the signs of p, of q and of p^2 - q^2 * v. */
final class Radicals {
    private Radicals() {}

    /** The parts of a formula with a square root; other roots are in the parts. */
    private record Parts(Formula plain, Formula factor, Formula radicand) {}

    /** 1 or -1 where the formula certainly has this sign, else 0. */
    static int sign(Formula formula, Signs signs) {
        Optional<Parts> found = parts(formula);
        if (found.isEmpty()) {
            return 0;
        }
        Parts parts = found.get();
        int plain = strict(parts.plain(), signs);
        int factor = strict(parts.factor(), signs);
        if (plain == 0 || factor == 0) {
            return 0;
        }
        if (plain == factor) {
            return plain;
        }
        Formula difference = minus(square(parts.plain()), product(square(parts.factor()), parts.radicand()));
        int greater = strict(signs.simple(difference), signs);
        return greater == 0 ? 0 : greater > 0 ? plain : factor;
    }

    private static int strict(Formula formula, Signs signs) {
        return signs.isPositive(formula) ? 1 : signs.isPositive(negate(formula)) ? -1 : 0;
    }

    private static Optional<Parts> parts(Formula formula) {
        List<Formula> plain = new ArrayList<>();
        List<Formula> factors = new ArrayList<>();
        Formula radicand = null;
        for (Formula term : Expand.terms(formula)) {
            List<Formula> rest = new ArrayList<>();
            Formula root = null;
            for (Formula factor : term instanceof Formula.Product p ? p.factors() : List.of(term)) {
                if (root == null
                        && isRoot(factor)
                        && (radicand == null || radicand.equals(((Formula.Power) factor).base()))) {
                    root = ((Formula.Power) factor).base();
                } else {
                    rest.add(factor);
                }
            }
            if (root == null) {
                plain.add(term);
            } else {
                radicand = root;
                factors.add(product(rest));
            }
        }
        return radicand == null || plain.isEmpty()
                ? Optional.empty()
                : Optional.of(new Parts(sum(plain), sum(factors), radicand));
    }

    private static boolean isRoot(Formula factor) {
        return factor instanceof Formula.Power p
                && p.exponent() instanceof Formula.Number n
                && n.value().equals(Rational.HALF)
                && !(p.base() instanceof Formula.Number);
    }
}
