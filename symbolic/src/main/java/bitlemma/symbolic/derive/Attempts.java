package bitlemma.symbolic.derive;

import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Optimum;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.numbers.Rational;
import bitlemma.symbolic.answer.Measured;
import bitlemma.symbolic.answer.Row;
import bitlemma.symbolic.answer.Sample;
import bitlemma.symbolic.expectation.Found;
import bitlemma.symbolic.expectation.Journal;
import bitlemma.symbolic.expectation.Primitives;
import bitlemma.symbolic.expectation.Underived;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.reading.Reading;
import bitlemma.symbolic.reading.Unreadable;
import bitlemma.symbolic.region.NotWhole;
import bitlemma.symbolic.region.Unsplit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for closed forms. Where a grid has to be finer for its borders to lie on it, the formula is found for
 * parameters from there on, and the few below are values of their own, by enumeration.
 */
final class Attempts {
    private static final int MOST_RAISED = 8;

    private final Derivation derivation;
    private final List<Sample> samples;
    private final Primitives primitives;
    private final Direct direct;
    private final Assumptions assumptions;
    private final Map<Term, Attempt> known = new HashMap<>();
    private final Map<Optimum, Optima.Objective> objectives = new HashMap<>();

    Attempts(Derivation derivation, List<Sample> samples, Primitives primitives, Direct direct) {
        this.derivation = derivation;
        this.samples = samples;
        this.primitives = primitives;
        this.direct = direct;
        this.assumptions = assumptions(derivation);
    }

    Assumptions assumptions() {
        return assumptions;
    }

    private static Assumptions assumptions(Derivation derivation) {
        Assumptions all = Assumptions.NONE;
        for (Derivation.Parameter p : derivation.parameters()) {
            String name = p.variable().name();
            all = p.variable().sort() == Sort.INTEGER
                    ? all.withInteger(name, p.low(), p.high())
                    : all.withReal(name, p.low(), p.high());
        }
        Reading reading = new Reading(t -> {
            throw new Unreadable("a condition on parameters that asks for an expected value");
        });
        for (Term given : derivation.given()) {
            try {
                all = all.withFact(reading.condition(given));
            } catch (Unreadable unreadable) {
                // what is not read is not assumed
            }
        }
        return all;
    }

    Attempt of(Term term) {
        return known.computeIfAbsent(term, this::attempt);
    }

    /** Where an objective is best, as a number, from its closed form. */
    Measured best(Optimum optimum, Sample sample) {
        ClosedForms forms = new ClosedForms(derivation, assumptions, samples, primitives, new Journal());
        Optima optima = new Optima(forms, samples);
        try {
            Optima.Objective objective = objectives.computeIfAbsent(optimum, optima::objective);
            Measured place = optima.numeric(objective, optimum, sample);
            return objective.found().proved() || isConfirmed(objective, optimum, sample, place)
                    ? place
                    : new Measured.Missing("numbers do not confirm the closed form of what is made best");
        } catch (Underived | Unsplit | Unreadable | NotWhole e) {
            return new Measured.Missing(e.getMessage());
        } catch (ArithmeticException e) {
            return new Measured.Missing("something is undefined: " + e.getMessage());
        }
    }

    /**
     * Whether numbers agree with closed forms that are not proved, at some values of the parameter and at the best one.
     */
    private boolean isConfirmed(Optima.Objective objective, Optimum optimum, Sample sample, Measured place) {
        List<ClosedForms.Claimed> claims = new ArrayList<>(objective.claims());
        Checks.enclosure(place).ifPresent(e -> objective
                .parts()
                .forEach(c -> claims.add(c.at(optimum.parameter(), e.low().toRational()))));
        return claims.stream().allMatch(claim -> {
            Row row = new Row(sample, Checks.at(claim.formula(), sample), direct.value(claim.part(), sample));
            return row.formula().isPresent()
                    && !(row.measured() instanceof Measured.Missing)
                    && !Checks.contradicts(row);
        });
    }

    private Attempt attempt(Term term) {
        Journal journal = new Journal();
        String reason;
        try {
            ClosedForms forms = new ClosedForms(derivation, assumptions, samples, primitives, journal);
            Found found = forms.of(term);
            return new Attempt.Success(found, forms.claims(), journal);
        } catch (NotWhole notWhole) {
            return raised(term, notWhole);
        } catch (Underived | Unsplit | Unreadable e) {
            reason = e.getMessage();
        } catch (ArithmeticException e) {
            reason = "something is undefined: " + e.getMessage();
        }
        return new Attempt.Failure(reason, journal);
    }

    /** With the one integer parameter greater and greater. */
    private Attempt raised(Term term, NotWhole first) {
        List<Derivation.Parameter> integers = derivation.parameters().stream()
                .filter(p -> p.variable().sort() == Sort.INTEGER && p.low() != null)
                .toList();
        Journal journal = new Journal();
        if (integers.size() != 1) {
            return new Attempt.Failure(first.getMessage(), journal);
        }
        Derivation.Parameter parameter = integers.getFirst();
        String name = parameter.variable().name();
        String reason = first.getMessage();
        for (int k = 1; k <= MOST_RAISED; k++) {
            Rational low = Rational.of(parameter.low().ceiling()).plus(Rational.of(k));
            journal = new Journal();
            try {
                Assumptions higher = assumptions.withInteger(name, low, null);
                ClosedForms forms = new ClosedForms(derivation, higher, samples, primitives, journal);
                Found found = forms.of(term);
                return new Attempt.Success(withSmall(found, term, parameter, low), List.of(), journal);
            } catch (NotWhole notWhole) {
                reason = notWhole.getMessage();
            } catch (Underived | Unsplit | Unreadable e) {
                return new Attempt.Failure(e.getMessage(), journal);
            } catch (ArithmeticException e) {
                return new Attempt.Failure("something is undefined: " + e.getMessage(), journal);
            }
        }
        return new Attempt.Failure(reason, journal);
    }

    private Found withSmall(Found found, Term term, Derivation.Parameter parameter, Rational low) {
        if (derivation.parameters().size() != 1) {
            throw new Underived("small grids are cases of their own, and there are other parameters");
        }
        List<Formula.Case> cases = new ArrayList<>();
        Formula symbol = Formulas.symbol(parameter.variable().name());
        for (Rational v = Rational.of(parameter.low().ceiling()); v.compareTo(low) < 0; v = v.plus(Rational.ONE)) {
            Sample sample = new Sample(Map.of(parameter.variable(), v));
            if (!(direct.value(term, sample) instanceof Measured.Exact exact)) {
                throw new Underived("small grids are cases of their own, which were not enumerated");
            }
            cases.add(new Formula.Case(
                    new Condition.Compare(Condition.Relation.EQUAL, symbol, Formulas.number(v)),
                    Formulas.number(exact.value())));
        }
        List<String> methods = new ArrayList<>(found.methods());
        methods.add("enumeration of small grids");
        return new Found(new Formula.Piecewise(cases, found.formula()), found.proved(), methods);
    }
}
