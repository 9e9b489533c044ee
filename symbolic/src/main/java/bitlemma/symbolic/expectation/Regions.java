package bitlemma.symbolic.expectation;

import static bitlemma.symbolic.formula.Formulas.number;
import static bitlemma.symbolic.formula.Formulas.product;
import static bitlemma.symbolic.formula.Formulas.sum;

import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.FormulaParts;
import bitlemma.symbolic.formula.Operator;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.random.Law;
import bitlemma.symbolic.region.Branch;
import bitlemma.symbolic.region.Branches;
import bitlemma.symbolic.region.Constraint;
import bitlemma.symbolic.region.Cylinder;
import bitlemma.symbolic.region.Cylinders;
import bitlemma.symbolic.region.Range;
import bitlemma.symbolic.region.Signs;
import bitlemma.symbolic.region.Unsplit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The expected value of a formula with borders: its regions, each integrated or summed variable by variable. */
final class Regions {
    /** More products of finitely many values than these are not written out. */
    private static final int MOST_ATOMS = 1 << 12;
    /** Integrals of exponentials over more regions than these do not collect into a formula that says anything. */
    private static final int MOST_TERMS = 64;

    private final Map<String, Law> laws;
    private final Signs signs;
    private final Strokes strokes;
    private final Journal journal;

    Regions(Map<String, Law> laws, Signs signs, Strokes strokes, Journal journal) {
        this.laws = laws;
        this.signs = signs;
        this.strokes = strokes;
        this.journal = journal;
    }

    /** The same with other variables, of which {@code signs} knows. */
    Regions with(Map<String, Law> others, Signs otherSigns) {
        return new Regions(others, otherSigns, strokes.with(otherSigns), journal);
    }

    Map<String, Law> laws() {
        return laws;
    }

    Signs signs() {
        return signs;
    }

    /**
     * @param variables those of the formula, all in {@code laws}
     * @throws Underived where a region has no closed form
     * @throws Unsplit where there are no explicit regions
     */
    Found expected(Formula formula, Set<String> variables) {
        List<String> finite =
                variables.stream().filter(v -> laws.get(v) instanceof Law.Finite).toList();
        List<Formula> instances = List.of(formula);
        for (String variable : finite) {
            Law.Finite law = (Law.Finite) laws.get(variable);
            List<Formula> next = new ArrayList<>();
            for (Formula instance : instances) {
                for (Law.Atom atom : law.atoms()) {
                    next.add(product(atom.probability(), Substitute.apply(instance, variable, atom.value())));
                }
            }
            if (next.size() > MOST_ATOMS) {
                throw new Unsplit("finitely many values have more than " + MOST_ATOMS + " combinations");
            }
            instances = next;
        }
        List<String> others = variables.stream().filter(v -> !finite.contains(v)).toList();
        if (others.isEmpty()) {
            return new Found(signs.simple(sum(instances)), true, List.of("a finite sum"));
        }
        Unsplit unsplit = null;
        Underived underived = null;
        for (List<String> order : orders(others)) {
            try {
                return inOrder(instances, order);
            } catch (Unsplit e) {
                unsplit = e;
            } catch (Underived e) {
                underived = e;
            }
        }
        if (underived != null) {
            throw underived;
        }
        throw unsplit;
    }

    private Found inOrder(List<Formula> instances, List<String> order) {
        Formula weight = number(1);
        for (String variable : order) {
            weight = product(
                    weight,
                    switch (laws.get(variable)) {
                        case Law.Continuous c -> c.density();
                        case Law.Lattice l -> l.weight();
                        case Law.Finite f -> throw new IllegalStateException("written out before");
                    });
        }
        Map<List<Constraint>, List<Formula>> parts = new LinkedHashMap<>();
        Set<String> methods = new LinkedHashSet<>();
        boolean proved = true;
        int regions = 0;
        List<Cylinder> all = new ArrayList<>();
        for (Formula instance : instances) {
            List<Branch> branches = new Branches(Set.copyOf(order), signs).of(product(instance, weight), List.of());
            Cylinders cylinders = new Cylinders(laws, signs);
            for (Branch branch : branches) {
                if (isZero(branch.value())) {
                    continue;
                }
                List<Cylinder> own = cylinders.of(branch, order);
                if (!own.isEmpty() && isUndefined(branch.value())) {
                    throw new Underived("it is undefined on a region of positive probability");
                }
                all.addAll(own);
            }
        }
        if (all.size() > MOST_TERMS && hasExponential(weight)) {
            throw new Underived("its closed form is a sum over " + all.size() + " cells, too long to be read");
        }
        if (all.size() > 1) {
            journal.add("split into " + all.size() + " regions on which the formula is smooth", null, null, "");
        }
        for (Cylinder cylinder : all) {
            Found found = cylinder(cylinder);
            proved &= found.proved();
            methods.addAll(found.methods());
            parts.computeIfAbsent(cylinder.guard(), g -> new ArrayList<>()).add(found.formula());
            regions++;
        }
        if (regions > 1) {
            methods.add("regions");
        }
        return new Found(combine(parts), proved, List.copyOf(methods));
    }

    private static boolean isZero(Formula formula) {
        return formula instanceof Formula.Number n && n.value().signum() == 0;
    }

    private static boolean hasExponential(Formula formula) {
        return formula instanceof Formula.Apply a && a.operator() == Operator.EXP
                || FormulaParts.children(formula).stream().anyMatch(Regions::hasExponential);
    }

    /** Whether a logarithm of zero stands in it, which is how readings write what has no value. */
    private static boolean isUndefined(Formula formula) {
        return formula instanceof Formula.Apply a
                        && a.operator() == Operator.LOG
                        && isZero(a.arguments().getFirst())
                || FormulaParts.children(formula).stream().anyMatch(Regions::isUndefined);
    }

    private Found cylinder(Cylinder cylinder) {
        Formula body = cylinder.value();
        boolean proved = Absolutely.integrable(cylinder, signs.assumptions());
        Set<String> methods = new LinkedHashSet<>();
        for (int i = cylinder.ranges().size() - 1; i >= 0; i--) {
            Range range = cylinder.ranges().get(i);
            if (isZero(body)) {
                break;
            }
            Found found = range.lattice() ? strokes.summed(body, range) : strokes.integrated(body, range, cylinder);
            proved &= found.proved();
            methods.addAll(found.methods());
            body = found.formula();
        }
        return new Found(body, proved, List.copyOf(methods));
    }

    /** The sum of the parts whose guards hold. */
    private Formula combine(Map<List<Constraint>, List<Formula>> parts) {
        List<Formula> always = new ArrayList<>();
        List<Formula> sometimes = new ArrayList<>();
        parts.forEach((guard, values) -> {
            Formula value = signs.simple(sum(values));
            if (guard.isEmpty()) {
                always.add(value);
            } else {
                sometimes.add(new Formula.Piecewise(
                        List.of(new Formula.Case(
                                new Condition.And(guard.stream().map(Constraint::condition).toList()), value)),
                        number(0)));
            }
        });
        if (sometimes.isEmpty()) {
            return signs.simple(sum(always));
        }
        always.addAll(sometimes);
        return ParameterCases.merge(sum(always), signs);
    }

    /** All orders of up to three variables; the given one and its reverse of more. */
    private static List<List<String>> orders(List<String> variables) {
        if (variables.size() > 3) {
            return List.of(variables, variables.reversed());
        }
        List<List<String>> orders = new ArrayList<>();
        permute(new ArrayList<>(), variables, orders);
        return orders;
    }

    private static void permute(List<String> begun, List<String> left, List<List<String>> orders) {
        if (left.isEmpty()) {
            orders.add(List.copyOf(begun));
        }
        for (String next : left) {
            begun.add(next);
            permute(begun, left.stream().filter(v -> !v.equals(next)).toList(), orders);
            begun.removeLast();
        }
    }
}
