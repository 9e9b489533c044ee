package bitlemma.symbolic.expectation;

import static bitlemma.symbolic.formula.Formulas.minus;
import static bitlemma.symbolic.formula.Formulas.number;
import static bitlemma.symbolic.formula.Formulas.product;
import static bitlemma.symbolic.formula.Formulas.sum;
import static bitlemma.symbolic.formula.Formulas.symbol;

import bitlemma.symbolic.formula.Expand;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.FormulaParts;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Symbols;
import bitlemma.symbolic.region.Constraint;
import bitlemma.symbolic.region.Signs;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Expected values of products of sums over independent elements. The indices of the sums are equal or different: for
 * each way to put the sums into groups of equal index, the groups are independent.
 */
final class ArraySums {
    private static final int MOST_FACTORS = 6;

    private final Expectations expectations;
    private final Set<String> arrays;
    private final Primitives primitives;
    private final Signs signs;
    private Signs inside;

    ArraySums(Expectations expectations, Set<String> arrays, Primitives primitives, Signs signs) {
        this.expectations = expectations;
        this.arrays = Set.copyOf(arrays);
        this.primitives = primitives;
        this.signs = signs;
        this.inside = signs;
    }

    /** Whether a sum over elements of arrays stands in it. */
    boolean concerns(Formula formula) {
        return formula instanceof Formula.Total total && !expectations.random(total).isEmpty()
                || FormulaParts.children(formula).stream().anyMatch(this::concerns);
    }

    /** @throws Underived where the formula is no polynomial in such sums */
    Found expected(Formula formula) {
        List<Formula> values = new ArrayList<>();
        Set<String> methods = new LinkedHashSet<>();
        boolean proved = true;
        for (Formula term : Expand.terms(formula)) {
            Found found = concerns(term) ? term(term) : expectations.expectedStandard(term);
            values.add(found.formula());
            methods.addAll(found.methods());
            proved &= found.proved();
        }
        return new Found(signs.simple(sum(values)), proved, List.copyOf(methods));
    }

    private Found term(Formula term) {
        List<Formula.Total> totals = new ArrayList<>();
        List<Formula> others = new ArrayList<>();
        for (Formula factor : term instanceof Formula.Product p ? p.factors() : List.of(term)) {
            if (factor instanceof Formula.Total total && concerns(total)) {
                totals.add(total);
            } else if (factor instanceof Formula.Power p
                    && p.base() instanceof Formula.Total total
                    && p.exponent() instanceof Formula.Number n
                    && n.value().isInteger()
                    && n.value().signum() > 0
                    && n.value().compareTo(bitlemma.numbers.Rational.of(MOST_FACTORS)) <= 0) {
                for (int i = 0; i < n.value().numerator().intValue(); i++) {
                    totals.add(total);
                }
            } else if (concerns(factor)) {
                throw new Underived("a sum over an array stands inside " + signs.show(factor));
            } else {
                others.add(factor);
            }
        }
        Formula rest = product(others);
        Set<String> shared = expectations.random(rest);
        if (totals.size() > MOST_FACTORS || totals.stream().anyMatch(t -> mentionsAny(t, shared))) {
            throw new Underived("a product of sums over arrays with what is not independent of them");
        }
        Found outside = expectations.expectedStandard(rest);
        Found inside = totals.size() == 1 ? one(totals.getFirst()) : several(totals);
        Set<String> methods = new LinkedHashSet<>(outside.methods());
        methods.addAll(inside.methods());
        methods.add("independence");
        return new Found(
                product(outside.formula(), inside.formula()),
                outside.proved() && inside.proved(),
                List.copyOf(methods));
    }

    private boolean mentionsAny(Formula.Total total, Set<String> variables) {
        return expectations.random(total).stream().anyMatch(variables::contains);
    }

    private Found one(Formula.Total total) {
        requireElements(total);
        Found body = expectedWithin(total, total.term());
        Sums.Sum sum = total(total, body.formula());
        return new Found(unlessEmpty(total, sum.formula()), body.proved() && sum.proved(), body.methods());
    }

    /** The expected value of what stands in a sum's terms. */
    private Found expectedWithin(Formula.Total total, Formula value) {
        Signs outside = inside;
        inside = within(total);
        try {
            return expectations.expectedStandard(value);
        } finally {
            inside = outside;
        }
    }

    /** Between its bounds the index of a sum is an integer. */
    private Signs within(Formula.Total total) {
        Formula index = symbol(total.index());
        return new Signs(inside.assumptions()
                .without(total.index())
                .withInteger(total.index(), null, null)
                .withFact(Constraint.above(index, total.low(), false).condition())
                .withFact(Constraint.above(total.high(), index, false).condition()));
    }

    /**
     * Zero where the bounds are out of order, for which counts of terms would be negative.
     *
     * @throws Underived where a bound may be no integer
     */
    private Formula unlessEmpty(Formula.Total total, Formula value) {
        if (!isInteger(total.low()) || !isInteger(total.high())) {
            throw new Underived("a sum whose bounds may be no integers");
        }
        Constraint some = Constraint.above(sum(total.high(), number(1)), total.low(), false);
        return switch (inside.decide(some)) {
            case HOLDS -> value;
            case FAILS -> number(0);
            case OPEN -> Formulas.choose(some.condition(), value, number(0));
        };
    }

    private boolean isInteger(Formula formula) {
        return inside.whole(formula).filter(w -> w.fraction().signum() == 0).isPresent();
    }

    /** A random variable that is no element would be the same in every term. */
    private void requireElements(Formula.Total total) {
        if (!arrays.containsAll(expectations.random(total.term()))) {
            throw new Underived("a sum whose terms share a random variable");
        }
    }

    private Sums.Sum total(Formula.Total total, Formula body) {
        if (!Symbols.free(body).contains(total.index())) {
            return new Sums.Sum(product(body, count(total)), true);
        }
        return new Sums(primitives, signs)
                .of(body, total.index(), total.low(), total.high())
                .orElseGet(() -> new Sums.Sum(
                        new Formula.Total(total.index(), total.low(), total.high(), body), true));
    }

    private static Formula count(Formula.Total total) {
        return sum(minus(total.high(), total.low()), number(1));
    }

    /** Sums over the same range, whose terms do not depend on the index but by the elements. */
    private Found several(List<Formula.Total> totals) {
        Formula.Total first = totals.getFirst();
        for (Formula.Total total : totals) {
            if (!total.low().equals(first.low()) || !total.high().equals(first.high())) {
                throw new Underived("a product of sums over different ranges");
            }
        }
        if (totals.stream().anyMatch(t -> Symbols.free(t.term()).contains(t.index()))) {
            return square(totals);
        }
        totals.forEach(this::requireElements);
        if (totals.stream().anyMatch(t -> concerns(t.term()))) {
            throw new Underived("a product of sums whose terms share another sum");
        }
        List<Formula> values = new ArrayList<>();
        Set<String> methods = new LinkedHashSet<>();
        boolean proved = true;
        for (List<List<Formula>> groups : groupings(totals.stream().map(Formula.Total::term).toList())) {
            List<Formula> factors = new ArrayList<>();
            for (int i = 0; i < groups.size(); i++) {
                factors.add(minus(count(first), number(i)));
                Found found = expectations.expectedStandard(product(groups.get(i)));
                factors.add(found.formula());
                methods.addAll(found.methods());
                proved &= found.proved();
            }
            values.add(product(factors));
        }
        return new Found(unlessEmpty(first, signs.simple(sum(values))), proved, List.copyOf(methods));
    }

    /**
     * The square of a sum of d[k] * r(k), where d is an array of mean zero that r does not speak of: products of
     * different terms have the mean zero, so that the sum of E[d^2] * E[r(k)^2] remains.
     */
    private Found square(List<Formula.Total> totals) {
        Formula.Total total = totals.getFirst();
        if (totals.size() != 2 || !totals.getLast().equals(total)) {
            throw new Underived("a product of sums whose terms depend on the index");
        }
        List<Formula> own = new ArrayList<>();
        List<Formula> rest = new ArrayList<>();
        for (Formula factor : total.term() instanceof Formula.Product p ? p.factors() : List.of(total.term())) {
            boolean element = !concerns(factor)
                    && !Symbols.free(factor).contains(total.index())
                    && !expectations.random(factor).isEmpty();
            (element ? own : rest).add(factor);
        }
        Formula noise = product(own);
        Formula carried = product(rest);
        Set<String> noisy = expectations.random(noise);
        if (!arrays.containsAll(noisy) || expectations.random(carried).stream().anyMatch(noisy::contains)) {
            throw new Underived("a product of sums whose terms depend on the index");
        }
        Found mean = expectations.expectedStandard(noise);
        if (!(signs.simple(mean.formula()) instanceof Formula.Number zero) || zero.value().signum() != 0) {
            throw new Underived("a product of sums whose terms depend on the index");
        }
        Found power = expectations.expectedStandard(product(noise, noise));
        Found weight = expectedWithin(total, product(carried, carried));
        Set<String> methods = new LinkedHashSet<>(power.methods());
        methods.addAll(weight.methods());
        methods.add("independence");
        Sums.Sum sum = total(total, weight.formula());
        return new Found(
                unlessEmpty(total, product(power.formula(), sum.formula())),
                mean.proved() && power.proved() && weight.proved() && sum.proved(),
                List.copyOf(methods));
    }

    /** All ways to put the factors into groups. */
    private static List<List<List<Formula>>> groupings(List<Formula> factors) {
        List<List<List<Formula>>> all = List.of(List.of());
        for (Formula factor : factors) {
            List<List<List<Formula>>> next = new ArrayList<>();
            for (List<List<Formula>> groups : all) {
                for (int i = 0; i <= groups.size(); i++) {
                    List<List<Formula>> copy = new ArrayList<>();
                    groups.forEach(g -> copy.add(new ArrayList<>(g)));
                    if (i == groups.size()) {
                        copy.add(new ArrayList<>());
                    }
                    copy.get(i).add(factor);
                    next.add(copy);
                }
            }
            all = next;
        }
        return all;
    }
}
