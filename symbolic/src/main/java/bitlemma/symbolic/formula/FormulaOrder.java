package bitlemma.symbolic.formula;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The one order in which sums and products hold their parts: numbers, constants, symbols, functions, all else. A power
 * stands where its base does.
 */
final class FormulaOrder implements Comparator<Formula> {
    static final FormulaOrder INSTANCE = new FormulaOrder();

    private FormulaOrder() {}

    @Override
    public int compare(Formula left, Formula right) {
        if (left == right) {
            return 0;
        }
        if (left instanceof Formula.Product || right instanceof Formula.Product) {
            return lists(factors(left), factors(right));
        }
        if (left instanceof Formula.Power || right instanceof Formula.Power) {
            int bases = compare(base(left), base(right));
            return bases != 0 ? bases : compare(exponent(left), exponent(right));
        }
        int ranks = Integer.compare(rank(left), rank(right));
        return ranks != 0 ? ranks : sameRank(left, right);
    }

    private int sameRank(Formula left, Formula right) {
        return switch (left) {
            case Formula.Number a -> a.value().compareTo(((Formula.Number) right).value());
            case Formula.Named a -> a.constant().compareTo(((Formula.Named) right).constant());
            case Formula.Symbol a -> a.name().compareTo(((Formula.Symbol) right).name());
            case Formula.Infinity a -> Boolean.compare(a.positive(), ((Formula.Infinity) right).positive());
            case Formula.Apply a -> {
                Formula.Apply b = (Formula.Apply) right;
                int operators = a.operator().compareTo(b.operator());
                yield operators != 0 ? operators : lists(a.arguments(), b.arguments());
            }
            case Formula.RoundTo a -> {
                Formula.RoundTo b = (Formula.RoundTo) right;
                int rules = a.rule().compareTo(b.rule());
                yield rules != 0 ? rules : compare(a.operand(), b.operand());
            }
            case Formula.Sum a -> lists(a.terms(), ((Formula.Sum) right).terms());
            case Formula.Total a -> {
                int names = a.index().compareTo(((Formula.Total) right).index());
                yield names != 0 ? names : lists(FormulaParts.children(a), FormulaParts.children(right));
            }
            case Formula.Integral a -> {
                int names = a.variable().compareTo(((Formula.Integral) right).variable());
                yield names != 0 ? names : lists(FormulaParts.children(a), FormulaParts.children(right));
            }
            case Formula.Piecewise a -> {
                Formula.Piecewise b = (Formula.Piecewise) right;
                int children = lists(FormulaParts.children(a), FormulaParts.children(b));
                // Conditions that differ in their relations only: their text tells them apart.
                yield children != 0 ? children : a.toString().compareTo(b.toString());
            }
            case Formula.Product a -> lists(a.factors(), ((Formula.Product) right).factors());
            case Formula.Power a -> compare(a.base(), ((Formula.Power) right).base());
        };
    }

    private int lists(List<Formula> left, List<Formula> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    /** The factors without a leading number, which does not decide where a term stands; it comes last. */
    private static List<Formula> factors(Formula formula) {
        if (!(formula instanceof Formula.Product product)) {
            return List.of(formula);
        }
        List<Formula> factors = product.factors();
        if (!(factors.getFirst() instanceof Formula.Number number)) {
            return factors;
        }
        List<Formula> rotated = new ArrayList<>(factors.subList(1, factors.size()));
        rotated.add(number);
        return rotated;
    }

    private static Formula base(Formula formula) {
        return formula instanceof Formula.Power power ? power.base() : formula;
    }

    private static Formula exponent(Formula formula) {
        return formula instanceof Formula.Power power ? power.exponent() : Formulas.ONE;
    }

    private static int rank(Formula formula) {
        return switch (formula) {
            case Formula.Number n -> 0;
            case Formula.Named n -> 1;
            case Formula.Symbol s -> 2;
            case Formula.Apply a -> 3;
            case Formula.RoundTo r -> 4;
            case Formula.Sum s -> 5;
            case Formula.Product p -> 6;
            case Formula.Power p -> 7;
            case Formula.Total t -> 8;
            case Formula.Integral i -> 9;
            case Formula.Piecewise p -> 10;
            case Formula.Infinity i -> 11;
        };
    }
}
