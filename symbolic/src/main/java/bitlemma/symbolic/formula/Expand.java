package bitlemma.symbolic.formula;

import static bitlemma.symbolic.formula.Formulas.number;
import static bitlemma.symbolic.formula.Formulas.product;
import static bitlemma.symbolic.formula.Formulas.sum;

import java.util.ArrayList;
import java.util.List;

/** Products of sums as sums of products. */
public final class Expand {
    private static final int MOST = 4000;

    private Expand() {}

    /**
     * The terms of a formula, with products and small integer powers of sums multiplied out; one term where they are
     * too many.
     */
    public static List<Formula> terms(Formula formula) {
        List<Formula> terms = expanded(formula);
        return terms == null ? List.of(formula) : terms;
    }

    /** Null where there are too many. */
    private static List<Formula> expanded(Formula formula) {
        return switch (formula) {
            case Formula.Sum s -> {
                List<Formula> all = new ArrayList<>();
                for (Formula term : s.terms()) {
                    List<Formula> part = expanded(term);
                    if (part == null || all.size() + part.size() > MOST) {
                        yield null;
                    }
                    all.addAll(part);
                }
                Formula collected = sum(all);
                yield collected instanceof Formula.Sum c ? c.terms() : List.of(collected);
            }
            case Formula.Product p -> {
                List<Formula> all = List.of(number(1));
                for (Formula factor : p.factors()) {
                    all = times(all, expanded(factor));
                    if (all == null) {
                        yield null;
                    }
                }
                yield all;
            }
            case Formula.Power p
            when p.base() instanceof Formula.Sum
                    && p.exponent() instanceof Formula.Number n
                    && n.value().isInteger()
                    && n.value().signum() > 0
                    && n.value().numerator().bitLength() <= 4 -> {
                List<Formula> base = expanded(p.base());
                List<Formula> all = List.of(number(1));
                for (int i = 0; i < n.value().numerator().intValue() && all != null; i++) {
                    all = times(all, base);
                }
                yield all;
            }
            default -> List.of(formula);
        };
    }

    private static List<Formula> times(List<Formula> left, List<Formula> right) {
        if (left == null || right == null || left.size() * right.size() > MOST) {
            return null;
        }
        List<Formula> all = new ArrayList<>();
        for (Formula l : left) {
            for (Formula r : right) {
                all.add(product(l, r));
            }
        }
        Formula collected = sum(all);
        return collected instanceof Formula.Sum c ? c.terms() : List.of(collected);
    }
}
