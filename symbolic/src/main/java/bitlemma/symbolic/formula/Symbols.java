package bitlemma.symbolic.formula;

import java.util.SortedSet;
import java.util.TreeSet;

/** The symbols of formulas. */
public final class Symbols {
    private Symbols() {}

    /** The names of the symbols that no sum and no integral binds. */
    public static SortedSet<String> free(Formula formula) {
        SortedSet<String> names = new TreeSet<>();
        addFree(formula, names);
        return names;
    }

    /** The names of the symbols of a condition that no sum and no integral binds. */
    public static SortedSet<String> free(Condition condition) {
        SortedSet<String> names = new TreeSet<>();
        FormulaParts.children(condition).forEach(part -> addFree(part, names));
        return names;
    }

    private static void addFree(Formula formula, SortedSet<String> names) {
        switch (formula) {
            case Formula.Symbol(String name) -> names.add(name);
            case Formula.Total total -> addBinding(total, total.index(), total.term(), names);
            case Formula.Integral integral -> addBinding(integral, integral.variable(), integral.body(), names);
            case Formula.Number n -> {}
            case Formula.Infinity i -> {}
            case Formula.Named n -> {}
            case Formula.Sum sum -> addChildren(sum, names);
            case Formula.Product product -> addChildren(product, names);
            case Formula.Power power -> addChildren(power, names);
            case Formula.Apply apply -> addChildren(apply, names);
            case Formula.RoundTo round -> addChildren(round, names);
            case Formula.Piecewise piecewise -> addChildren(piecewise, names);
        }
    }

    private static void addChildren(Formula formula, SortedSet<String> names) {
        FormulaParts.children(formula).forEach(part -> addFree(part, names));
    }

    private static void addBinding(Formula binding, String bound, Formula body, SortedSet<String> names) {
        FormulaParts.children(binding).subList(0, 2).forEach(part -> addFree(part, names));
        SortedSet<String> inner = free(body);
        inner.remove(bound);
        names.addAll(inner);
    }
}
