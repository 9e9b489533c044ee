package bitlemma.symbolic.derive;

import bitlemma.grammar.core.Optimum;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import bitlemma.symbolic.answer.Measured;
import bitlemma.symbolic.answer.Sample;
import bitlemma.symbolic.enclosure.Enclosure;
import bitlemma.symbolic.enclosure.Goal;
import bitlemma.symbolic.enclosure.Roots;
import bitlemma.symbolic.expectation.Found;
import bitlemma.symbolic.expectation.Underived;
import bitlemma.symbolic.expectation.Between;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Derivative;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.FormulaParts;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Operator;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.formula.Symbols;
import bitlemma.symbolic.reading.Reading;
import bitlemma.symbolic.region.Coefficients;
import bitlemma.symbolic.region.Signs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The value of a parameter at which a closed form is greatest or least: among the roots of its derivative, the places
 * where its pieces meet, and the ends of the range.
 */
final class Optima {
    /** Ranges without an end are followed up to this power of two. */
    private static final int FARTHEST = 12;

    private final ClosedForms forms;
    private final List<Sample> samples;

    Optima(ClosedForms forms, List<Sample> samples) {
        this.forms = forms;
        this.samples = samples;
    }

    /**
     * What is made great or small.
     *
     * @param equations whose roots are the only places where it can be best, beside the ends
     * @param claims the closed forms in it, at some values of the parameter
     * @param parts the same, with the parameter itself
     */
    record Objective(
            Formula formula,
            Formula low,
            Formula high,
            List<Formula> equations,
            Assumptions assumptions,
            Found found,
            List<ClosedForms.Claimed> claims,
            List<ClosedForms.Claimed> parts) {}

    /** @throws Underived where the objective has no closed form or no derivative */
    Objective objective(Optimum optimum) {
        Reading reading = new Reading(t -> {
            throw new Underived("a bound that depends on an expected value");
        });
        Formula low = reading.formula(optimum.low());
        Formula high = reading.formula(optimum.high());
        String p = optimum.parameter().name();
        Assumptions assumptions =
                Between.assume(forms.parameters().withReal(p, null, null), p, low, high, true);
        ClosedForms inner = forms.with(assumptions, extended(optimum, low, high));
        Found found = inner.of(optimum.objective());
        Signs signs = new Signs(assumptions);
        Set<Formula> equations = new LinkedHashSet<>();
        collect(found.formula(), p, signs, equations);
        return new Objective(
                found.formula(),
                low,
                high,
                List.copyOf(equations),
                assumptions,
                found,
                claims(inner, optimum, low, high),
                inner.claims());
    }

    /** The closed forms with numbers for the parameter, so that they can be compared with numbers. */
    private static List<ClosedForms.Claimed> claims(ClosedForms inner, Optimum optimum, Formula low, Formula high) {
        List<ClosedForms.Claimed> claims = new ArrayList<>();
        Rational from = low instanceof Formula.Number n ? n.value() : Rational.ZERO;
        Rational to = high instanceof Formula.Number n ? n.value() : from.plus(Rational.ONE);
        for (long[] f : new long[][] {{1, 3}, {3, 4}}) {
            Rational value = from.plus(to.minus(from).times(Rational.of(f[0], f[1])));
            inner.claims().forEach(c -> claims.add(c.at(optimum.parameter(), value)));
        }
        return claims;
    }

    /** The samples with values of the parameter as well. */
    private List<Sample> extended(Optimum optimum, Formula low, Formula high) {
        Rational from = low instanceof Formula.Number n ? n.value() : Rational.ZERO;
        Rational to = high instanceof Formula.Number n ? n.value() : from.plus(Rational.ONE);
        List<Sample> all = new ArrayList<>();
        for (Sample sample : samples) {
            for (long part : new long[] {1, 3, 8, 13}) {
                Map<Variable, Rational> values = new LinkedHashMap<>(sample.values());
                values.put(optimum.parameter(), from.plus(to.minus(from).times(Rational.of(part, 16))));
                all.add(new Sample(values));
            }
        }
        return all;
    }

    private static void collect(Formula formula, String p, Signs signs, Set<Formula> equations) {
        if (formula instanceof Formula.Piecewise piecewise) {
            piecewise.cases().forEach(c -> {
                collect(c.condition(), p, equations);
                collect(c.value(), p, signs, equations);
            });
            collect(piecewise.otherwise(), p, signs, equations);
            return;
        }
        if (formula instanceof Formula.Apply a
                && (a.operator() == Operator.MAX || a.operator() == Operator.MIN || a.operator() == Operator.ABS)) {
            List<Formula> arguments = a.arguments();
            if (a.operator() == Operator.ABS) {
                add(arguments.getFirst(), p, signs, equations);
            }
            for (int i = 0; i < arguments.size(); i++) {
                collect(arguments.get(i), p, signs, equations);
                for (int j = i + 1; j < arguments.size(); j++) {
                    add(Formulas.minus(arguments.get(i), arguments.get(j)), p, signs, equations);
                }
            }
            return;
        }
        FormulaParts.children(formula).forEach(part -> borders(part, p, signs, equations));
        add(
                Derivative.of(formula, p).orElseThrow(() -> new Underived("the objective has no derivative")),
                p,
                signs,
                equations);
    }

    /** Where choices inside a formula change: a derivative says nothing of jumps and corners. */
    private static void borders(Formula formula, String p, Signs signs, Set<Formula> equations) {
        if (!Symbols.free(formula).contains(p)) {
            return;
        }
        switch (formula) {
            case Formula.Piecewise piecewise ->
                piecewise.cases().forEach(c -> collect(c.condition(), p, equations));
            case Formula.RoundTo r -> throw new Underived("the objective jumps where it is rounded");
            case Formula.Apply a
            when a.operator() == Operator.ABS -> add(a.arguments().getFirst(), p, signs, equations);
            case Formula.Apply a when a.operator() == Operator.MAX || a.operator() == Operator.MIN -> {
                for (int i = 0; i < a.arguments().size(); i++) {
                    for (int j = i + 1; j < a.arguments().size(); j++) {
                        add(Formulas.minus(a.arguments().get(i), a.arguments().get(j)), p, signs, equations);
                    }
                }
            }
            default -> {}
        }
        FormulaParts.children(formula).forEach(part -> borders(part, p, signs, equations));
    }

    private static void collect(Condition condition, String p, Set<Formula> equations) {
        switch (condition) {
            case Condition.Compare c -> equations.add(Formulas.minus(c.left(), c.right()));
            case Condition.And and -> and.parts().forEach(c -> collect(c, p, equations));
            case Condition.Or or -> or.parts().forEach(c -> collect(c, p, equations));
            case Condition.Not not -> collect(not.operand(), p, equations);
        }
    }

    private static void add(Formula equation, String p, Signs signs, Set<Formula> equations) {
        Formula simple = signs.simple(equation);
        if (Symbols.free(simple).contains(p)) {
            equations.add(simple);
        }
    }

    // ---- in closed form ----

    /** @throws Underived where the objective has no closed form, or the best place is no root in closed form */
    Found of(Optimum optimum) {
        Objective objective = objective(optimum);
        String p = optimum.parameter().name();
        Signs signs = new Signs(objective.assumptions());
        Set<Formula> candidates = new LinkedHashSet<>();
        for (Formula equation : objective.equations()) {
            candidates.addAll(roots(equation, p, signs));
        }
        List<String> methods = new ArrayList<>(objective.found().methods());
        methods.add("root of the derivative");
        return new Found(best(candidates, objective, optimum, signs), false, methods);
    }

    private List<Formula> roots(Formula equation, String p, Signs signs) {
        Optional<List<Formula>> c = Coefficients.of(equation, p);
        if (c.isPresent() && c.get().size() == 2) {
            return List.of(signs.simple(Formulas.negate(Formulas.quotient(c.get().get(0), c.get().get(1)))));
        }
        return forms.primitives().roots(equation, p, signs.assumptions()).stream()
                .filter(r -> !Symbols.free(r).contains(p))
                .toList();
    }

    /** The candidate that certainly is the numeric answer, at every sample. */
    private Formula best(Set<Formula> candidates, Objective objective, Optimum optimum, Signs signs) {
        List<Formula> left = new ArrayList<>(candidates);
        for (Sample sample : samples) {
            Measured measured = numeric(objective, optimum, sample);
            if (!(measured instanceof Measured.Enclosed place)) {
                throw new Underived("where it is best is not decided at " + sample);
            }
            left.removeIf(c -> Checks.at(c, sample).map(v -> v.isDisjoint(place.value())).orElse(true));
        }
        if (left.isEmpty()) {
            throw new Underived("the best value is no root in closed form of "
                    + objective.equations().stream().map(signs::show).findFirst().orElse("the derivative"));
        }
        return signs.simple(left.getFirst());
    }

    // ---- as a number ----

    /** The best place at a sample, by rigorous isolation of all roots. */
    Measured numeric(Objective objective, Optimum optimum, Sample sample) {
        Optional<Rational> low = rational(objective.low(), sample);
        Optional<Rational> high = objective.high() instanceof Formula.Infinity
                ? low.flatMap(from -> far(objective, optimum, sample, from))
                : rational(objective.high(), sample);
        if (low.isEmpty() || high.isEmpty() || low.get().compareTo(high.get()) >= 0) {
            return new Measured.Missing("the range has no rational ends");
        }
        String p = optimum.parameter().name();
        Map<Enclosure, Enclosure> values = new LinkedHashMap<>();
        Formula goal = at(objective.formula(), sample);
        // Near the ends a derivative may be infinite, and so they are looked at in another way.
        Rational margin = high.get().minus(low.get()).times(Rational.powerOfTwo(-20));
        List<Enclosure> places = new ArrayList<>();
        List<Formula> equations = objective.equations().stream()
                .map(e -> at(e, sample))
                .filter(e -> Symbols.free(e).contains(p))
                .toList();
        for (Formula equation : equations) {
            Roots.Result roots = Roots.isolate(
                    equation, p, low.get().plus(margin), high.get().minus(margin), Map.of(), Goal.digits(30));
            if (!roots.isComplete()) {
                return new Measured.Missing("the roots of the derivative are not isolated");
            }
            places.addAll(roots.roots());
        }
        for (Enclosure place : places) {
            Optional<Enclosure> value = value(goal, p, place);
            if (value.isEmpty()) {
                return new Measured.Missing("the objective has no value at a root");
            }
            values.put(place, value.get());
        }
        Set<Enclosure> strips = new LinkedHashSet<>();
        for (Rational end : List.of(low.get(), high.get())) {
            Rational inner = end.equals(low.get()) ? end.plus(margin) : end.minus(margin);
            Optional<Enclosure> place = end(goal, equations, p, end, inner, optimum.max());
            if (place.isEmpty()) {
                continue;
            }
            Optional<Enclosure> value = value(goal, p, place.get());
            if (value.isEmpty()) {
                return new Measured.Missing("the objective has no value near an end of the range");
            }
            values.put(place.get(), value.get());
            if (!place.get().isExact()) {
                strips.add(place.get());
            }
        }
        return chosen(values, strips, optimum.max());
    }

    private static Optional<Enclosure> value(Formula goal, String p, Enclosure place) {
        return bitlemma.symbolic.enclosure.Evaluation.of(goal, Map.of(p, place), Direct.BITS);
    }

    /**
     * The place to look at for the strip from an end of the range to a point near by: the end where no equation has a
     * root in the strip, nothing where the objective also becomes worse towards the end, and else all of the strip.
     */
    private static Optional<Enclosure> end(
            Formula goal, List<Formula> equations, String p, Rational end, Rational inner, boolean max) {
        Rational low = end.min(inner);
        Rational high = end.max(inner);
        Signs strip = new Signs(Assumptions.NONE.withOpen(p, low, high));
        boolean monotone = equations.stream()
                .allMatch(e -> strip.isPositive(e) || strip.isPositive(Formulas.negate(e)));
        if (!monotone) {
            return Optional.of(Enclosure.of(low, Direct.BITS).hull(Enclosure.of(high, Direct.BITS)));
        }
        Optional<Enclosure> near = value(goal, p, Enclosure.of(inner, Direct.BITS));
        Optional<Enclosure> nearer =
                value(goal, p, Enclosure.of(end.plus(inner).times(Rational.HALF), Direct.BITS));
        boolean worse = near.isPresent()
                && nearer.isPresent()
                && (max ? nearer.get().isCertainlyLess(near.get()) : near.get().isCertainlyLess(nearer.get()));
        return worse ? Optional.empty() : Optional.of(Enclosure.of(end, Direct.BITS));
    }

    /**
     * A place beyond which no equation has a root, as far as enclosures over doubling ranges show; the range is cut
     * there. Empty where none is found.
     */
    private Optional<Rational> far(Objective objective, Optimum optimum, Sample sample, Rational from) {
        String p = optimum.parameter().name();
        for (int k = 2; k <= FARTHEST; k += 2) {
            Rational start = from.plus(Rational.powerOfTwo(k));
            boolean clear = true;
            for (Formula equation : objective.equations()) {
                Formula here = at(equation, sample);
                if (Symbols.free(here).contains(p) && !hasOneSign(here, p, start)) {
                    clear = false;
                    break;
                }
            }
            if (clear) {
                return Optional.of(start);
            }
        }
        return Optional.empty();
    }

    /** Whether a formula has one sign from a place on, shown on the reciprocal of the distance. */
    private static boolean hasOneSign(Formula formula, String p, Rational start) {
        Assumptions beyond = Assumptions.NONE.withOpen(p, start, null);
        Signs signs = new Signs(beyond);
        if (signs.isPositive(formula) || signs.isPositive(Formulas.negate(formula))) {
            return true;
        }
        // Growing beyond every bound: with a positive second derivative the first climbs.
        return Derivative.of(formula, p)
                .filter(d -> signs.isPositive(d))
                .flatMap(d -> bitlemma.symbolic.enclosure.Evaluation.of(
                        formula, Map.of(p, Enclosure.of(start, Direct.BITS)), Direct.BITS))
                .filter(Enclosure::isPositive)
                .isPresent();
    }

    private static Measured chosen(
            Map<Enclosure, Enclosure> values, Set<Enclosure> strips, boolean max) {
        for (Map.Entry<Enclosure, Enclosure> entry : values.entrySet()) {
            boolean best = values.entrySet().stream()
                    .allMatch(other -> other == entry
                            || other.getKey().overlaps(entry.getKey())
                            || (max
                                    ? other.getValue().isCertainlyLess(entry.getValue())
                                    : entry.getValue().isCertainlyLess(other.getValue())));
            if (best && strips.contains(entry.getKey())) {
                return new Measured.Missing("the best place is too near an end of the range");
            }
            if (best) {
                return new Measured.Enclosed(entry.getKey());
            }
        }
        return new Measured.Missing("several places are equally good");
    }

    private static Optional<Rational> rational(Formula formula, Sample sample) {
        return at(formula, sample) instanceof Formula.Number n ? Optional.of(n.value()) : Optional.empty();
    }

    private static Formula at(Formula formula, Sample sample) {
        Map<String, Formula> numbers = new LinkedHashMap<>();
        sample.values().forEach((v, r) -> numbers.put(v.name(), Formulas.number(r)));
        return Substitute.apply(formula, numbers);
    }
}
