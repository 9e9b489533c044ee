package bitlemma.symbolic.derive;

import bitlemma.grammar.core.Extremum;
import bitlemma.symbolic.answer.Sample;
import bitlemma.symbolic.enclosure.Enclosure;
import bitlemma.symbolic.enclosure.Evaluation;
import bitlemma.symbolic.expectation.Defined;
import bitlemma.symbolic.expectation.Found;
import bitlemma.symbolic.expectation.Underived;
import bitlemma.symbolic.formula.Derivative;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Operator;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.formula.Symbols;
import bitlemma.symbolic.random.Law;
import bitlemma.symbolic.random.Standard;
import bitlemma.symbolic.reading.Reading;
import bitlemma.symbolic.region.Branch;
import bitlemma.symbolic.region.Branches;
import bitlemma.symbolic.region.Coefficients;
import bitlemma.symbolic.region.Constraint;
import bitlemma.symbolic.region.Signs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The supremum or infimum of an expression in closed form: the best of the candidates at corners of its regions, on
 * their borders, and where its gradient vanishes. That no other point is better is left to the numbers that are
 * compared with it.
 */
final class Extremes {
    private static final int MOST_CANDIDATES = 4000;
    /** An answer is the greatest of at most so many formulas. */
    private static final int MOST_BEST = 3;

    private final ClosedForms forms;
    private final List<Sample> samples;

    Extremes(ClosedForms forms, List<Sample> samples) {
        this.forms = forms;
        this.samples = samples;
    }

    /** @throws Underived where no candidate is best at all samples */
    Found of(Extremum extremum) {
        Reading reading = new Reading(t -> {
            throw new Underived("an extreme of an expected value");
        });
        Formula value = reading.formula(extremum.value());
        ClosedForms.Variables variables = forms.variables(reading);
        Signs signs = new Signs(variables.assumptions());
        Map<String, Formula> standard = new HashMap<>();
        variables.standard().forEach((name, s) -> standard.put(name, s.value()));
        Formula body = Substitute.apply(value, standard);
        Set<Formula> candidates = new LinkedHashSet<>();
        for (Formula instance : instances(body, variables.standard())) {
            Set<String> free = new LinkedHashSet<>(Symbols.free(instance));
            free.retainAll(variables.standard().keySet());
            for (Branch branch : new Branches(free, signs).of(instance, List.of())) {
                candidates(branch, List.copyOf(free), variables.standard(), signs, candidates);
            }
        }
        return new Found(best(candidates, extremum.max(), signs), false, List.of("corners and critical points"));
    }

    private static List<Formula> instances(Formula body, Map<String, Standard> variables) {
        List<Formula> instances = List.of(body);
        for (Map.Entry<String, Standard> variable : variables.entrySet()) {
            if (variable.getValue().law() instanceof Law.Finite finite
                    && Symbols.free(body).contains(variable.getKey())) {
                instances = instances.stream()
                        .flatMap(f -> finite.atoms().stream()
                                .map(a -> Substitute.apply(f, variable.getKey(), a.value())))
                        .distinct()
                        .toList();
                if (instances.size() > MOST_CANDIDATES) {
                    throw new Underived("too many combinations of values");
                }
            }
        }
        return instances;
    }

    /** The values at all points where as many equations hold as there are variables. */
    private void candidates(
            Branch branch, List<String> free, Map<String, Standard> variables, Signs signs, Set<Formula> candidates) {
        List<Formula> borders = new ArrayList<>();
        List<Constraint> all = new ArrayList<>(branch.constraints());
        branch.constraints().forEach(c -> borders.add(c.expression()));
        boolean lattice = false;
        for (String name : free) {
            Formula x = Formulas.symbol(name);
            switch (variables.get(name).law()) {
                case Law.Continuous c -> {
                    if (!(c.low() instanceof Formula.Infinity)) {
                        borders.add(Formulas.minus(x, c.low()));
                        all.add(Constraint.above(x, c.low(), false));
                    }
                    if (!(c.high() instanceof Formula.Infinity)) {
                        borders.add(Formulas.minus(x, c.high()));
                        all.add(Constraint.above(c.high(), x, false));
                    }
                }
                case Law.Lattice l -> {
                    lattice = true;
                    borders.add(Formulas.minus(x, l.low()));
                    borders.add(Formulas.minus(x, l.high()));
                    all.add(Constraint.above(x, l.low(), false));
                    all.add(Constraint.above(l.high(), x, false));
                }
                case Law.Finite f -> throw new IllegalStateException("written out before");
            }
        }
        if (lattice && !branch.constraints().isEmpty()) {
            throw new Underived("an extreme over a grid with borders");
        }
        for (String name : free) {
            Derivative.of(branch.value(), name).map(signs::simple).ifPresent(d -> {
                if (Symbols.free(d).stream().anyMatch(free::contains)) {
                    borders.add(d);
                }
            });
        }
        points(borders, 0, free, new Branch(all, branch.value()), Map.of(), signs, candidates);
    }

    private void points(
            List<Formula> equations,
            int from,
            List<String> free,
            Branch branch,
            Map<String, Formula> solved,
            Signs signs,
            Set<Formula> candidates) {
        if (free.isEmpty()) {
            if (branch.constraints().stream().allMatch(c -> possible(c, solved, signs))) {
                Formula value = Substitute.apply(branch.value(), solved);
                if (Defined.is(value, signs)) {
                    candidates.add(signs.simple(value));
                }
            }
            if (candidates.size() > MOST_CANDIDATES) {
                throw new Underived("too many candidates for an extreme");
            }
            return;
        }
        List<Formula> here = new ArrayList<>(equations.subList(from, equations.size()));
        here.addAll(alongBorders(branch, free, solved));
        for (int i = 0; i < here.size(); i++) {
            Formula equation;
            try {
                equation = signs.simple(Substitute.apply(here.get(i), solved));
            } catch (ArithmeticException undefined) {
                continue;
            }
            for (String name : free) {
                for (Formula root : roots(equation, name, signs)) {
                    Map<String, Formula> more = new HashMap<>();
                    solved.forEach((n, f) -> more.put(n, Substitute.apply(f, name, root)));
                    more.put(name, root);
                    List<String> rest = free.stream().filter(n -> !n.equals(name)).toList();
                    points(equations, Math.min(from + i + 1, equations.size()), rest, branch, more, signs, candidates);
                }
                if (Symbols.free(equation).contains(name)) {
                    break;
                }
            }
        }
    }

    /** Where the value on a border does not change along it. */
    private static List<Formula> alongBorders(Branch branch, List<String> free, Map<String, Formula> solved) {
        if (solved.isEmpty()) {
            return List.of();
        }
        try {
            Formula value = Substitute.apply(branch.value(), solved);
            return free.stream()
                    .map(name -> Derivative.of(value, name))
                    .flatMap(Optional::stream)
                    .toList();
        } catch (ArithmeticException undefined) {
            return List.of();
        }
    }

    private static List<Formula> roots(Formula equation, String name, Signs signs) {
        if (!Symbols.free(equation).contains(name)) {
            return List.of();
        }
        if (equation instanceof Formula.Product product) {
            return product.factors().stream()
                    .filter(f -> !(f instanceof Formula.Power p
                            && p.exponent() instanceof Formula.Number n
                            && n.value().signum() < 0))
                    .flatMap(f -> roots(f, name, signs).stream())
                    .toList();
        }
        if (equation instanceof Formula.Power p && p.exponent() instanceof Formula.Number) {
            return roots(p.base(), name, signs);
        }
        Optional<List<Formula>> c = Coefficients.of(equation, name);
        if (c.isPresent() && c.get().size() == 2) {
            return List.of(signs.simple(Formulas.negate(Formulas.quotient(c.get().get(0), c.get().get(1)))));
        }
        if (c.isPresent() && c.get().size() == 3) {
            Formula root = Formulas.sqrt(signs.simple(Formulas.minus(
                    Formulas.square(c.get().get(1)),
                    Formulas.product(Formulas.number(4), c.get().get(0), c.get().get(2)))));
            Formula twice = Formulas.product(Formulas.TWO, c.get().get(2));
            return List.of(
                    signs.simple(Formulas.quotient(Formulas.minus(root, c.get().get(1)), twice)),
                    signs.simple(Formulas.quotient(Formulas.negate(Formulas.sum(root, c.get().get(1))), twice)));
        }
        return List.of();
    }

    private boolean possible(Constraint constraint, Map<String, Formula> point, Signs signs) {
        try {
            Formula value = Substitute.apply(constraint.expression(), point);
            return signs.decide(new Constraint(value, false)) != Signs.Decision.FAILS
                    && samples.stream().allMatch(s -> at(value, s)
                            .map(e -> !e.isNegative())
                            .orElse(true));
        } catch (ArithmeticException undefined) {
            return false;
        }
    }

    private static Optional<Enclosure> at(Formula formula, Sample sample) {
        Map<String, Formula> numbers = new HashMap<>();
        sample.values().forEach((v, r) -> numbers.put(v.name(), Formulas.number(r)));
        return Evaluation.of(Substitute.apply(formula, numbers), Map.of(), Direct.BITS);
    }

    /** The candidate that is greatest, or least, at every sample; the greatest or least of a few where none is. */
    private Formula best(Set<Formula> candidates, boolean max, Signs signs) {
        List<Formula> order = candidates.stream()
                .sorted(Comparator.comparingInt((Formula f) -> signs.show(f).length()).thenComparing(signs::show))
                .toList();
        List<Set<Formula>> bests = new ArrayList<>();
        for (Sample sample : samples) {
            Map<Formula, Enclosure> values = new LinkedHashMap<>();
            order.forEach(c -> at(c, sample).ifPresent(v -> values.put(c, v)));
            Enclosure top = values.values().stream()
                    .reduce((a, b) -> max ? a.max(b) : a.min(b))
                    .orElseThrow(() -> new Underived("no candidate for an extreme has a value"));
            Set<Formula> here = new LinkedHashSet<>(values.keySet());
            here.removeIf(c -> values.get(c).isDisjoint(top));
            bests.add(here);
        }
        List<Formula> chosen = new ArrayList<>();
        while (!bests.isEmpty()) {
            Formula next = order.stream()
                    .max(Comparator.comparingLong(
                            c -> bests.stream().filter(b -> b.contains(c)).count()))
                    .orElseThrow();
            chosen.add(next);
            bests.removeIf(b -> b.contains(next));
            if (chosen.size() > MOST_BEST) {
                throw new Underived("the extreme is reached at too many different points for different parameters");
            }
        }
        return chosen.size() == 1 ? chosen.getFirst() : Formulas.apply(max ? Operator.MAX : Operator.MIN, chosen);
    }
}
