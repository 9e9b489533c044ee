package bitlemma.symbolic.derive;

import bitlemma.grammar.core.Optimum;
import bitlemma.symbolic.answer.Sample;
import bitlemma.symbolic.enclosure.Enclosure;
import bitlemma.symbolic.enclosure.Evaluation;
import bitlemma.symbolic.expectation.Found;
import bitlemma.symbolic.expectation.Underived;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Derivative;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.formula.Symbols;
import bitlemma.symbolic.reading.Reading;
import bitlemma.symbolic.region.Coefficients;
import bitlemma.symbolic.region.Signs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The value of a parameter at which a closed form is greatest or least. */
final class Optima {
    private final ClosedForms forms;
    private final List<Sample> samples;

    Optima(ClosedForms forms, List<Sample> samples) {
        this.forms = forms;
        this.samples = samples;
    }

    /** The objective's closed form, with its parameter among what is assumed. */
    record Objective(Found found, Formula low, Formula high, Assumptions assumptions) {}

    Objective objective(Optimum optimum) {
        Reading reading = new Reading(t -> {
            throw new Underived("a bound that depends on an expected value");
        });
        Formula low = reading.formula(optimum.low());
        Formula high = reading.formula(optimum.high());
        Assumptions assumptions =
                Supports.between(forms.parameters().withReal(optimum.parameter().name(), null, null),
                        optimum.parameter().name(), low, high);
        return new Objective(forms.with(assumptions).of(optimum.objective()), low, high, assumptions);
    }

    /** @throws Underived where the objective has no closed form, or its derivative no root in closed form */
    Found of(Optimum optimum) {
        Objective objective = objective(optimum);
        String p = optimum.parameter().name();
        Signs signs = new Signs(objective.assumptions());
        Set<Formula> candidates = new LinkedHashSet<>();
        for (Formula piece : pieces(objective.found().formula())) {
            Formula slope = signs.simple(Derivative.of(piece, p)
                    .orElseThrow(() -> new Underived("the objective has no derivative")));
            candidates.addAll(roots(slope, p, signs));
        }
        if (candidates.isEmpty()) {
            throw new Underived("where the derivative " + signs.show(
                            Derivative.of(objective.found().formula(), p).orElseThrow())
                    + " is zero has no closed form");
        }
        List<String> methods = new ArrayList<>(objective.found().methods());
        methods.add("root of the derivative");
        return new Found(best(candidates, objective, p, optimum.max(), signs), false, methods);
    }

    private static List<Formula> pieces(Formula formula) {
        if (formula instanceof Formula.Piecewise piecewise) {
            List<Formula> pieces = new ArrayList<>();
            piecewise.cases().forEach(c -> pieces.add(c.value()));
            pieces.add(piecewise.otherwise());
            return pieces;
        }
        return List.of(formula);
    }

    private List<Formula> roots(Formula slope, String p, Signs signs) {
        if (!Symbols.free(slope).contains(p)) {
            return List.of();
        }
        Optional<List<Formula>> c = Coefficients.of(slope, p);
        if (c.isPresent() && c.get().size() == 2) {
            return List.of(signs.simple(Formulas.negate(Formulas.quotient(c.get().get(0), c.get().get(1)))));
        }
        return forms.primitives().roots(slope, p, signs.assumptions()).stream()
                .filter(r -> !Symbols.free(r).contains(p))
                .toList();
    }

    /** The candidate inside the range at which the objective is best, at every sample. */
    private Formula best(Set<Formula> candidates, Objective objective, String p, boolean max, Signs signs) {
        List<Formula> left = new ArrayList<>(candidates);
        for (Sample sample : samples) {
            Map<Formula, Enclosure> values = new HashMap<>();
            for (Formula candidate : left) {
                Optional<Enclosure> place = at(candidate, sample);
                Optional<Enclosure> value = place.flatMap(x -> at(
                        Substitute.apply(objective.found().formula(), p, candidate), sample));
                if (value.isPresent() && inside(place.get(), objective, sample)) {
                    values.put(candidate, value.get());
                }
            }
            Optional<Enclosure> top = values.values().stream()
                    .reduce((a, b) -> max ? a.max(b) : a.negate().max(b.negate()).negate());
            if (top.isEmpty()) {
                throw new Underived("no root of the derivative lies in the range");
            }
            left.removeIf(c -> values.get(c) == null || values.get(c).isDisjoint(top.get()));
        }
        if (left.isEmpty()) {
            throw new Underived("the best value is another root for other parameters");
        }
        return signs.simple(left.getFirst());
    }

    private static boolean inside(Enclosure place, Objective objective, Sample sample) {
        boolean above = objective.low() instanceof Formula.Infinity
                || at(objective.low(), sample).map(l -> !place.isCertainlyLess(l)).orElse(true);
        boolean below = objective.high() instanceof Formula.Infinity
                || at(objective.high(), sample).map(h -> !h.isCertainlyLess(place)).orElse(true);
        return above && below;
    }

    static Optional<Enclosure> at(Formula formula, Sample sample) {
        Map<String, Formula> numbers = new HashMap<>();
        sample.values().forEach((v, r) -> numbers.put(v.name(), Formulas.number(r)));
        return Evaluation.of(Substitute.apply(formula, numbers), Map.of(), Direct.BITS);
    }
}
