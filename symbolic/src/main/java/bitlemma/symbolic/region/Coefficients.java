package bitlemma.symbolic.region;

import static bitlemma.symbolic.formula.Formulas.number;
import static bitlemma.symbolic.formula.Formulas.product;
import static bitlemma.symbolic.formula.Formulas.sum;

import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Symbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A formula as a polynomial in one variable. */
public final class Coefficients {
    private static final int MOST = 24;

    private Coefficients() {}

    /** The coefficients, of power zero first; empty where the formula is no polynomial in the variable. */
    public static Optional<List<Formula>> of(Formula formula, String variable) {
        if (!Symbols.free(formula).contains(variable)) {
            return Optional.of(List.of(formula));
        }
        return switch (formula) {
            case Formula.Symbol s -> Optional.of(List.of(number(0), number(1)));
            case Formula.Sum s -> {
                List<Formula> all = new ArrayList<>();
                for (Formula term : s.terms()) {
                    Optional<List<Formula>> part = of(term, variable);
                    if (part.isEmpty()) {
                        yield Optional.empty();
                    }
                    for (int i = 0; i < part.get().size(); i++) {
                        if (i < all.size()) {
                            all.set(i, sum(all.get(i), part.get().get(i)));
                        } else {
                            all.add(part.get().get(i));
                        }
                    }
                }
                yield Optional.of(trimmed(all));
            }
            case Formula.Product p -> {
                List<Formula> all = List.of(number(1));
                for (Formula factor : p.factors()) {
                    Optional<List<Formula>> part = of(factor, variable);
                    if (part.isEmpty()) {
                        yield Optional.empty();
                    }
                    all = times(all, part.get());
                }
                yield all.size() > MOST ? Optional.empty() : Optional.of(trimmed(all));
            }
            case Formula.Power p -> {
                if (!(p.exponent() instanceof Formula.Number n)
                        || !n.value().isInteger()
                        || n.value().signum() < 0
                        || n.value().numerator().bitLength() > 4) {
                    yield Optional.empty();
                }
                Optional<List<Formula>> base = of(p.base(), variable);
                if (base.isEmpty()) {
                    yield Optional.empty();
                }
                List<Formula> all = List.of(number(1));
                for (int i = 0; i < n.value().numerator().intValue(); i++) {
                    all = times(all, base.get());
                }
                yield all.size() > MOST ? Optional.empty() : Optional.of(trimmed(all));
            }
            default -> Optional.empty();
        };
    }

    private static List<Formula> times(List<Formula> left, List<Formula> right) {
        List<Formula> all = new ArrayList<>();
        for (int k = 0; k < left.size() + right.size() - 1; k++) {
            List<Formula> parts = new ArrayList<>();
            for (int i = Math.max(0, k - right.size() + 1); i <= Math.min(k, left.size() - 1); i++) {
                parts.add(product(left.get(i), right.get(k - i)));
            }
            all.add(sum(parts));
        }
        return all;
    }

    private static List<Formula> trimmed(List<Formula> all) {
        List<Formula> rest = new ArrayList<>(all);
        while (rest.size() > 1 && rest.getLast() instanceof Formula.Number n && n.value().signum() == 0) {
            rest.removeLast();
        }
        return rest;
    }
}
