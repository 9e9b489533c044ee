package bitlemma.symbolic.derive;

import bitlemma.symbolic.expectation.Underived;
import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.formula.Symbols;
import bitlemma.symbolic.random.Law;
import bitlemma.symbolic.random.Standard;
import bitlemma.symbolic.region.Branch;
import bitlemma.symbolic.region.Branches;
import bitlemma.symbolic.region.Constraint;
import bitlemma.symbolic.region.Cylinders;
import bitlemma.symbolic.region.Signs;
import bitlemma.symbolic.region.Unsplit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether an expression of random variables has a value with probability one. */
final class Definedness {
    private static final int MOST_ATOMS = 1 << 12;

    private final Map<String, Standard> variables;
    private final Map<String, Law> laws = new HashMap<>();
    private final Signs signs;

    /**
     * @param variables the random variables by their symbols
     * @param signs of parameters and random variables
     */
    Definedness(Map<String, Standard> variables, Signs signs) {
        this.variables = variables;
        this.signs = signs;
        variables.forEach((name, standard) -> laws.put(name, standard.law()));
    }

    /**
     * False where that is not decided, for borders that are not solved.
     *
     * @param undefined where it has no value
     * @throws Underived where it has none with positive probability
     * @throws bitlemma.symbolic.region.NotWhole where a parameter has to be greater to tell
     */
    boolean isSure(List<Condition> undefined) {
        boolean sure = true;
        for (Condition condition : undefined) {
            sure &= isImpossible(condition);
        }
        return sure;
    }

    private boolean isImpossible(Condition condition) {
        Map<String, Formula> values = new HashMap<>();
        variables.forEach((name, s) -> values.put(name, s.value()));
        List<Condition> instances = List.of(Substitute.apply(condition, values));
        Set<String> used = random(condition);
        if (used.isEmpty()) {
            // What depends on parameters alone shows in the formula.
            return true;
        }
        for (String name : used) {
            if (laws.get(name) instanceof Law.Finite finite) {
                instances = instances.stream()
                        .flatMap(c -> finite.atoms().stream().map(a -> Substitute.apply(c, Map.of(name, a.value()))))
                        .distinct()
                        .toList();
                if (instances.size() > MOST_ATOMS) {
                    return false;
                }
            }
        }
        try {
            return instances.stream().allMatch(this::isNever);
        } catch (Unsplit unsplit) {
            return false;
        }
    }

    private boolean isNever(Condition condition) {
        for (List<Constraint> part : Constraint.alternatives(condition, true)) {
            if (part.stream().noneMatch(c -> signs.decide(c) == Signs.Decision.FAILS)) {
                requireNever(part);
            }
        }
        return true;
    }

    /**
     * An equation between continuous variables holds nowhere but on a border; all else is run through as regions are.
     */
    private void requireNever(List<Constraint> constraints) {
        List<Condition> all = new ArrayList<>();
        constraints.forEach(c -> all.add(c.condition()));
        Set<String> used = random(new Condition.And(all));
        Formula indicator = Formulas.choose(new Condition.And(all), Formulas.ONE, Formulas.ZERO);
        Cylinders cylinders = new Cylinders(laws, signs);
        for (Branch branch : new Branches(used, signs).of(indicator, List.of())) {
            boolean counted = !branch.value().equals(Formulas.ZERO) && !hasEquation(branch.constraints());
            if (counted && !cylinders.of(branch, List.copyOf(used)).isEmpty()) {
                throw new Underived("it may be undefined: " + branch.constraints().stream()
                        .map(c -> signs.show(c.expression()) + (c.strict() ? " > 0" : " >= 0"))
                        .reduce((a, b) -> a + " and " + b)
                        .orElse("everywhere"));
            }
        }
    }

    /**
     * Whether an analytic function of continuous variables alone, which is not zero everywhere, would have to be zero.
     */
    private boolean hasEquation(List<Constraint> constraints) {
        return constraints.stream().anyMatch(c -> {
            Set<String> used = random(c.condition());
            return !used.isEmpty()
                    && used.stream().allMatch(v -> laws.get(v) instanceof Law.Continuous)
                    && !(signs.simple(c.expression()) instanceof Formula.Number)
                    && constraints.contains(new Constraint(Formulas.negate(c.expression()), c.strict()));
        });
    }

    private Set<String> random(Condition condition) {
        Set<String> used = new TreeSet<>(Symbols.free(condition));
        used.retainAll(variables.keySet());
        return used;
    }
}
