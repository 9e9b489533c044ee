package bitlemma.symbolic.formula;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Puts formulas in the place of symbols. */
public final class Substitute {
    private Substitute() {}

    /** The formula with its free symbols replaced, all at once; a bound variable that would capture one is renamed. */
    public static Formula apply(Formula formula, Map<String, Formula> values) {
        if (values.isEmpty()) {
            return formula;
        }
        return switch (formula) {
            case Formula.Symbol symbol -> values.getOrDefault(symbol.name(), symbol);
            case Formula.Total total -> {
                Bound bound = bind(total.index(), total.term(), values);
                yield Formulas.total(bound.name, apply(total.low(), values), apply(total.high(), values), bound.body);
            }
            case Formula.Integral integral -> {
                Bound bound = bind(integral.variable(), integral.body(), values);
                yield Formulas.integral(
                        bound.name, apply(integral.low(), values), apply(integral.high(), values), bound.body);
            }
            case Formula.Number number -> number;
            case Formula.Infinity infinity -> infinity;
            case Formula.Named named -> named;
            case Formula.Sum sum -> FormulaParts.map(sum, part -> apply(part, values));
            case Formula.Product product -> FormulaParts.map(product, part -> apply(part, values));
            case Formula.Power power -> FormulaParts.map(power, part -> apply(part, values));
            case Formula.Apply apply -> FormulaParts.map(apply, part -> apply(part, values));
            case Formula.RoundTo round -> FormulaParts.map(round, part -> apply(part, values));
            case Formula.Piecewise piecewise -> FormulaParts.map(piecewise, part -> apply(part, values));
        };
    }

    /** The formula with one symbol replaced. */
    public static Formula apply(Formula formula, String symbol, Formula value) {
        return apply(formula, Map.of(symbol, value));
    }

    /** The condition with its free symbols replaced, all at once. */
    public static Condition apply(Condition condition, Map<String, Formula> values) {
        return Conditions.map(condition, side -> apply(side, values));
    }

    private record Bound(String name, Formula body) {}

    private static Bound bind(String name, Formula body, Map<String, Formula> values) {
        Map<String, Formula> inner = new HashMap<>(values);
        inner.remove(name);
        Set<String> used = new TreeSet<>(Symbols.free(body));
        inner.keySet().retainAll(used);
        Set<String> entering = new TreeSet<>();
        inner.values().forEach(value -> entering.addAll(Symbols.free(value)));
        String fresh = name;
        if (entering.contains(name)) {
            used.addAll(entering);
            for (int i = 1; used.contains(fresh); i++) {
                fresh = name + "_" + i;
            }
            inner.put(name, Formulas.symbol(fresh));
        }
        return new Bound(fresh, apply(body, inner));
    }
}
