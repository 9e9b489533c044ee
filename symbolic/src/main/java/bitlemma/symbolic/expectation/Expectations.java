package bitlemma.symbolic.expectation;

import static bitlemma.symbolic.formula.Formulas.number;
import static bitlemma.symbolic.formula.Formulas.product;
import static bitlemma.symbolic.formula.Formulas.quotient;
import static bitlemma.symbolic.formula.Formulas.sum;

import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Expand;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.formula.Symbols;
import bitlemma.symbolic.random.Law;
import bitlemma.symbolic.random.Standard;
import bitlemma.symbolic.region.Signs;
import bitlemma.symbolic.region.Unsplit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Expected values in closed form: random variables are replaced by standard ones, terms are taken apart, factors that
 * share no variable are independent, and what remains is integrated or summed region by region.
 */
public final class Expectations {
    private final Map<String, Standard> variables;
    private final Signs signs;
    private final Journal journal;
    private final Regions regions;
    private final ArraySums arrays;

    /**
     * @param variables the random variables by their symbols
     * @param arrays those whose symbol stands for an element of an array
     * @param signs of parameters and random variables
     */
    public Expectations(
            Map<String, Standard> variables, Set<String> arrays, Signs signs, Primitives primitives, Journal journal) {
        this.variables = Map.copyOf(variables);
        this.signs = signs;
        this.journal = journal;
        Map<String, Law> laws = new HashMap<>();
        variables.forEach((name, standard) -> laws.put(name, standard.law()));
        this.regions = new Regions(laws, signs, new Strokes(primitives, signs, journal), journal);
        this.arrays = new ArraySums(this, arrays, primitives, signs);
    }

    /**
     * The expected value where a condition holds.
     *
     * @throws Underived where no closed form is found
     * @throws bitlemma.symbolic.region.Unsplit where there are no explicit regions
     */
    public Found expected(Formula value, Condition given) {
        if (given.equals(Condition.TRUE)) {
            return expected(value);
        }
        Found above = expected(new Formula.Piecewise(List.of(new Formula.Case(given, value)), number(0)));
        Found below = expected(new Formula.Piecewise(List.of(new Formula.Case(given, number(1))), number(0)));
        Set<String> methods = new TreeSet<>(above.methods());
        methods.addAll(below.methods());
        journal.add("divided by the probability of the condition", null, below.formula(), "");
        return new Found(
                signs.simple(quotient(above.formula(), below.formula())),
                above.proved() && below.proved(),
                List.copyOf(methods));
    }

    private Found expected(Formula value) {
        Map<String, Formula> standard = new HashMap<>();
        variables.forEach((name, s) -> standard.put(name, s.value()));
        return expectedStandard(Substitute.apply(value, standard));
    }

    /** The expected value of a formula in standard variables. */
    Found expectedStandard(Formula value) {
        if (random(value).isEmpty()) {
            return Found.plain(value);
        }
        if (arrays.concerns(value)) {
            return arrays.expected(value);
        }
        List<Formula> values = new ArrayList<>();
        Set<String> methods = new LinkedHashSet<>();
        boolean proved = true;
        List<Formula> terms = value instanceof Formula.Sum || value instanceof Formula.Product || isSmooth(value)
                ? Expand.terms(value)
                : List.of(value);
        for (Formula term : terms) {
            Found found = term(term);
            values.add(found.formula());
            methods.addAll(found.methods());
            proved &= found.proved();
        }
        return new Found(signs.simple(sum(values)), proved, List.copyOf(methods));
    }

    private static boolean isSmooth(Formula value) {
        return value instanceof Formula.Power;
    }

    /** Groups of factors without a common variable are independent. */
    private Found term(Formula term) {
        List<Formula> results = new ArrayList<>();
        Set<String> methods = new LinkedHashSet<>();
        boolean proved = true;
        List<Group> groups = groups(term);
        int random = 0;
        for (Group group : groups) {
            if (group.variables.isEmpty()) {
                results.add(product(group.factors));
                continue;
            }
            random++;
            Found found = joint(product(group.factors), group.variables);
            results.add(found.formula());
            methods.addAll(found.methods());
            proved &= found.proved();
        }
        if (random > 1) {
            methods.add("independence");
        }
        return new Found(product(results), proved, List.copyOf(methods));
    }

    /** Region by region; where a rounding has too many steps for that, step by step. */
    private Found joint(Formula body, Set<String> variables) {
        try {
            return regions.expected(body, variables);
        } catch (Unsplit unsplit) {
            return new Cells(regions, journal).expected(body, variables).orElseThrow(() -> unsplit);
        }
    }

    private record Group(List<Formula> factors, Set<String> variables) {}

    private List<Group> groups(Formula term) {
        List<Group> groups = new ArrayList<>();
        for (Formula factor : term instanceof Formula.Product p ? p.factors() : List.of(term)) {
            Group joined = new Group(new ArrayList<>(List.of(factor)), random(factor));
            List<Group> apart = new ArrayList<>();
            for (Group group : groups) {
                boolean shares = group.variables.stream().anyMatch(joined.variables::contains)
                        || group.variables.isEmpty() && joined.variables.isEmpty();
                if (shares) {
                    joined.factors.addAll(group.factors);
                    joined.variables.addAll(group.variables);
                } else {
                    apart.add(group);
                }
            }
            apart.add(joined);
            groups = apart;
        }
        return groups;
    }

    Set<String> random(Formula formula) {
        Set<String> used = new LinkedHashSet<>(Symbols.free(formula));
        used.retainAll(variables.keySet());
        return used;
    }
}
