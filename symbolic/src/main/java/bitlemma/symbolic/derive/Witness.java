package bitlemma.symbolic.derive;

import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Derivation.RandomVariable;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import bitlemma.symbolic.answer.Measured;
import bitlemma.symbolic.answer.Sample;
import bitlemma.symbolic.enclosure.Enclosure;
import bitlemma.symbolic.enclosure.Evaluation;
import bitlemma.symbolic.enclosure.Goal;
import bitlemma.symbolic.enclosure.Optimization;
import bitlemma.symbolic.enclosure.Quadrature;
import bitlemma.symbolic.expectation.Underived;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Expand;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.formula.Symbols;
import bitlemma.symbolic.random.Law;
import bitlemma.symbolic.random.Standard;
import bitlemma.symbolic.reading.Reading;
import bitlemma.symbolic.reading.Unreadable;
import bitlemma.symbolic.region.NotWhole;
import bitlemma.symbolic.region.Signs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Expected values at numbers for all parameters, by quadrature of the integrand as it stands. Regions are not split.
 */
final class Witness {
    /** More combinations of finitely many values than these are not integrated one by one. */
    private static final int MOST_ATOMS = 1 << 11;

    private static final int MOST_DIMENSIONS = 3;
    /** Integrals with so many digits are not sharpened. */
    private static final int ENOUGH = 12;

    private static final int MOST_SPLIT = 16;
    private static final int MOST_TERMS = 200;

    private final List<RandomVariable> variables;

    Witness(List<RandomVariable> variables) {
        this.variables = variables;
    }

    /** The expected value of a term where a condition holds, without functionals inside. */
    Measured expected(Term value, Term condition, Sample sample) {
        try {
            Map<Variable, Term> numbers = numbers(sample);
            Reading reading = plain();
            Condition given = reading.condition(Substitution.apply(condition, numbers));
            Formula formula = reading.formula(Substitution.apply(value, numbers), given);
            Map<String, Standard> standard = standard(reading, numbers);
            if (!isDefined(reading, standard)) {
                return new Measured.Missing("it may be undefined");
            }
            if (given.equals(Condition.TRUE)) {
                return mean(formula, standard);
            }
            Measured above = mean(Formulas.choose(given, formula, Formulas.ZERO), standard);
            Measured below = mean(Formulas.choose(given, Formulas.ONE, Formulas.ZERO), standard);
            if (above instanceof Measured.Enclosed a
                    && below instanceof Measured.Enclosed b
                    && !b.value().containsZero()) {
                return new Measured.Enclosed(a.value().dividedBy(b.value(), Direct.BITS));
            }
            return above instanceof Measured.Missing ? above : below instanceof Measured.Missing
                    ? below
                    : new Measured.Missing("the condition may be impossible");
        } catch (Unreadable unreadable) {
            return new Measured.Missing(unreadable.getMessage());
        }
    }

    private static boolean isDefined(Reading reading, Map<String, Standard> standard) {
        if (reading.undefined().isEmpty()) {
            return true;
        }
        Assumptions assumptions = Assumptions.NONE;
        for (Map.Entry<String, Standard> variable : standard.entrySet()) {
            assumptions = Supports.assume(assumptions, variable.getKey(), variable.getValue().law());
        }
        try {
            return new Definedness(standard, new Signs(assumptions)).isSure(reading.undefined());
        } catch (Underived | NotWhole undefined) {
            return false;
        }
    }

    private Map<String, Standard> standard(Reading reading, Map<Variable, Term> numbers) {
        Map<String, Standard> standard = new LinkedHashMap<>();
        for (RandomVariable variable : variables) {
            if (variable.variable().sort() instanceof Sort.Array) {
                reading.elements().forEach((name, array) -> {
                    if (array.equals(variable.variable())) {
                        standard.put(name, one(variable, name, numbers));
                    }
                });
            } else {
                standard.put(variable.variable().name(), one(variable, variable.variable().name(), numbers));
            }
        }
        return standard;
    }

    private static Standard one(RandomVariable variable, String name, Map<Variable, Term> numbers) {
        Reading reading = new Reading(t -> {
            throw new Unreadable("a distribution that depends on an expected value");
        });
        return Standard.of(
                variable.distribution(), name, t -> reading.formula(Substitution.apply(t, numbers)));
    }

    /** Term by term, and factor by factor where they share no variable. */
    private Measured mean(Formula formula, Map<String, Standard> standard) {
        Map<String, Formula> values = new HashMap<>();
        standard.forEach((name, s) -> values.put(name, s.value()));
        Formula body = Substitute.apply(formula, values);
        List<Formula> terms = Expand.terms(body);
        if (terms.size() > MOST_TERMS) {
            terms = List.of(body);
        }
        Map<Formula, Measured> known = new HashMap<>();
        Enclosure sum = Enclosure.ZERO;
        for (Formula term : terms) {
            Enclosure product = Enclosure.ONE;
            for (Formula group : groups(term, standard.keySet())) {
                Measured one = known.get(group);
                if (one == null) {
                    one = joint(group, standard);
                    known.put(group, one);
                }
                if (!(one instanceof Measured.Enclosed enclosed)) {
                    return one;
                }
                product = product.times(enclosed.value(), Direct.BITS);
            }
            sum = sum.plus(product, Direct.BITS);
        }
        return new Measured.Enclosed(sum);
    }

    private static List<Formula> groups(Formula term, Set<String> variables) {
        List<Formula> groups = new ArrayList<>();
        List<Set<String>> used = new ArrayList<>();
        for (Formula factor : term instanceof Formula.Product p ? p.factors() : List.of(term)) {
            Set<String> own = new HashSet<>(Symbols.free(factor));
            own.retainAll(variables);
            Formula joined = factor;
            for (int i = groups.size() - 1; i >= 0; i--) {
                if (used.get(i).stream().anyMatch(own::contains) || used.get(i).isEmpty() && own.isEmpty()) {
                    joined = Formulas.product(groups.remove(i), joined);
                    own.addAll(used.remove(i));
                }
            }
            groups.add(joined);
            used.add(own);
        }
        return groups;
    }

    private Measured joint(Formula body, Map<String, Standard> standard) {
        Set<String> used = Symbols.free(body);
        if (standard.keySet().stream().noneMatch(used::contains)) {
            return Evaluation.of(body, Map.of(), Direct.BITS)
                    .<Measured>map(Measured.Enclosed::new)
                    .orElse(new Measured.Missing("a factor has no value"));
        }
        List<Map.Entry<String, Law.Continuous>> continuous = new ArrayList<>();
        List<Formula> instances = List.of(body);
        if (standard.entrySet().stream()
                .noneMatch(e -> used.contains(e.getKey()) && e.getValue().law() instanceof Law.Continuous)) {
            return new Measured.Missing("too many combinations of values");
        }
        for (Map.Entry<String, Standard> entry : standard.entrySet()) {
            if (!used.contains(entry.getKey())) {
                continue;
            }
            switch (entry.getValue().law()) {
                case Law.Continuous c -> continuous.add(Map.entry(entry.getKey(), c));
                case Law.Finite f -> instances = instances(instances, entry.getKey(), f.atoms());
                case Law.Lattice l -> instances = instances(instances, entry.getKey(), atoms(l));
            }
            if (instances.size() > MOST_ATOMS) {
                return new Measured.Missing("too many combinations of values to integrate each");
            }
        }
        if (continuous.size() > MOST_DIMENSIONS) {
            return new Measured.Missing("an integral in " + continuous.size() + " dimensions");
        }
        Formula weight = Formulas.product(
                continuous.stream().map(c -> c.getValue().density()).toList());
        Enclosure sum = Enclosure.ZERO;
        List<Formula> bodies = new ArrayList<>();
        for (Formula instance : instances) {
            Optional<Enclosure> part = integral(Formulas.product(instance, weight), continuous, instances.size());
            if (part.isEmpty()) {
                return new Measured.Missing("the integral could not be bounded");
            }
            bodies.add(Formulas.product(instance, weight));
            sum = sum.plus(part.get(), Direct.BITS);
        }
        return new Measured.Enclosed(continuous.size() > 1 ? sharper(sum, bodies, continuous) : sum);
    }

    /**
     * With more digits, by quadrature on regions. The digits beyond those of the whole integral rest on the splitting.
     *
     * @throws IllegalStateException where the regions do not add up to the whole
     */
    private static Enclosure sharper(
            Enclosure whole, List<Formula> bodies, List<Map.Entry<String, Law.Continuous>> variables) {
        if (whole.digits() >= ENOUGH || bodies.size() > MOST_SPLIT) {
            return whole;
        }
        Enclosure sum = Enclosure.ZERO;
        for (Formula body : bodies) {
            Optional<Enclosure> part = SplitIntegral.of(body, variables);
            if (part.isEmpty()) {
                return whole;
            }
            sum = sum.plus(part.get(), Direct.BITS);
        }
        if (sum.isDisjoint(whole)) {
            throw new IllegalStateException("regions add up to " + sum + ", the whole integral is " + whole);
        }
        return sum.intersect(whole);
    }

    private static List<Law.Atom> atoms(Law.Lattice lattice) {
        if (lattice.low() instanceof Formula.Number low && lattice.high() instanceof Formula.Number high) {
            Rational count = high.value().minus(low.value()).plus(Rational.ONE);
            if (count.signum() > 0 && count.compareTo(Rational.of(MOST_ATOMS)) <= 0) {
                List<Law.Atom> atoms = new ArrayList<>();
                Formula each = Formulas.number(Rational.ONE.dividedBy(count));
                for (Rational v = low.value(); v.compareTo(high.value()) <= 0; v = v.plus(Rational.ONE)) {
                    atoms.add(new Law.Atom(Formulas.number(v), each));
                }
                return atoms;
            }
        }
        throw new Unreadable("a grid of too many points");
    }

    private static List<Formula> instances(List<Formula> begun, String name, List<Law.Atom> atoms) {
        List<Formula> all = new ArrayList<>();
        for (Formula formula : begun) {
            for (Law.Atom atom : atoms) {
                all.add(Formulas.product(atom.probability(), Substitute.apply(formula, name, atom.value())));
            }
        }
        return all;
    }

    private static Optional<Enclosure> integral(
            Formula body, List<Map.Entry<String, Law.Continuous>> variables, int instances) {
        if (variables.isEmpty()) {
            return Evaluation.of(body, Map.of(), Direct.BITS);
        }
        if (variables.size() == 1) {
            Map.Entry<String, Law.Continuous> only = variables.getFirst();
            return Pieces.integral(body, only.getKey(), only.getValue().low(), only.getValue().high(), instances);
        }
        List<Quadrature.Range> ranges = variables.stream()
                .map(v -> new Quadrature.Range(v.getKey(), v.getValue().low(), v.getValue().high()))
                .toList();
        boolean infinite = variables.stream()
                .anyMatch(v -> v.getValue().low() instanceof Formula.Infinity
                        || v.getValue().high() instanceof Formula.Infinity);
        int pieces = infinite ? 100 : 2000;
        Goal goal = switch (variables.size()) {
            case 2 -> new Goal(Rational.ONE.dividedBy(Rational.of(10).power(12)), Math.max(60, pieces / instances));
            default -> new Goal(Rational.ONE.dividedBy(Rational.of(10).power(6)), Math.max(60, pieces / instances));
        };
        return Quadrature.integrate(body, ranges, Map.of(), goal).map(Quadrature.Result::value);
    }

    /** The supremum or infimum of a term over all values of the random variables. */
    Measured extreme(boolean max, Term value, Sample sample) {
        try {
            Map<Variable, Term> numbers = numbers(sample);
            Reading reading = plain();
            Formula formula = reading.formula(Substitution.apply(value, numbers));
            Map<String, Standard> standard = standard(reading, numbers);
            Map<String, Formula> values = new HashMap<>();
            standard.forEach((name, s) -> values.put(name, s.value()));
            Formula body = Substitute.apply(formula, values);
            Set<String> used = Symbols.free(body);
            List<Formula> instances = List.of(body);
            List<Quadrature.Range> ranges = new ArrayList<>();
            for (Map.Entry<String, Standard> entry : standard.entrySet()) {
                if (used.contains(entry.getKey())) {
                    switch (entry.getValue().law()) {
                        case Law.Continuous c -> ranges.add(new Quadrature.Range(entry.getKey(), c.low(), c.high()));
                        case Law.Finite f -> instances = instances(instances, entry.getKey(), sure(f.atoms()));
                        case Law.Lattice l -> instances = instances(instances, entry.getKey(), sure(atoms(l)));
                    }
                }
                if (instances.size() > MOST_ATOMS) {
                    return new Measured.Missing("too many combinations of values to look at each");
                }
            }
            Enclosure best = null;
            Goal goal = new Goal(
                    Rational.ONE.dividedBy(Rational.of(10).power(14)), Math.max(500, 40_000 / instances.size()));
            for (Formula instance : instances) {
                Optional<Enclosure> one = ranges.isEmpty()
                        ? Evaluation.of(instance, Map.of(), Direct.BITS)
                        : (max
                                        ? Optimization.supremum(instance, ranges, Map.of(), goal)
                                        : Optimization.infimum(instance, ranges, Map.of(), goal))
                                .map(Optimization.Result::value);
                if (one.isEmpty()) {
                    return new Measured.Missing("the extreme could not be bounded");
                }
                best = best == null ? one.get() : max ? best.max(one.get()) : best.min(one.get());
            }
            return new Measured.Enclosed(best);
        } catch (Unreadable unreadable) {
            return new Measured.Missing(unreadable.getMessage());
        }
    }

    /** The same values, each with probability one. */
    private static List<Law.Atom> sure(List<Law.Atom> atoms) {
        return atoms.stream().map(a -> new Law.Atom(a.value(), Formulas.ONE)).toList();
    }

    private static Map<Variable, Term> numbers(Sample sample) {
        Map<Variable, Term> numbers = new HashMap<>();
        sample.values().forEach((v, r) -> numbers.put(v, new Constant(r)));
        return numbers;
    }

    private static Reading plain() {
        return new Reading(t -> {
            throw new Unreadable("an expected value of an expected value");
        });
    }
}
