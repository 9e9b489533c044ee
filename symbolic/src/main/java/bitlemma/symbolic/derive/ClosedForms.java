package bitlemma.symbolic.derive;

import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Density;
import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Elementary;
import bitlemma.grammar.core.Expected;
import bitlemma.grammar.core.Extremum;
import bitlemma.grammar.core.LimitOf;
import bitlemma.grammar.core.Optimum;
import bitlemma.grammar.core.RealTerm;
import bitlemma.grammar.core.SeriesOf;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import bitlemma.symbolic.answer.Sample;
import bitlemma.symbolic.expectation.Expectations;
import bitlemma.symbolic.expectation.Found;
import bitlemma.symbolic.expectation.Journal;
import bitlemma.symbolic.expectation.Primitives;
import bitlemma.symbolic.expectation.Underived;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.random.Standard;
import bitlemma.symbolic.reading.Reading;
import bitlemma.symbolic.region.NotWhole;
import bitlemma.symbolic.region.Signs;
import bitlemma.symbolic.region.Unsplit;
import bitlemma.symbolic.summation.GridExpectation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** From a term of functionals to a formula in the parameters. */
final class ClosedForms {
    private final Derivation derivation;
    private final Assumptions parameters;
    private final List<Sample> samples;
    private final Primitives primitives;
    private final Journal journal;
    private final Set<String> methods = new TreeSet<>();
    private final List<Claimed> claims = new ArrayList<>();
    private boolean proved = true;

    /** A closed form that was found for a part; free variables of both that are no parameters are bound further out. */
    record Claimed(Term part, Formula formula) {
        /** The same with a number for a variable. */
        Claimed at(Variable variable, Rational value) {
            return new Claimed(
                    Substitution.apply(part, Map.of(variable, new Constant(value))),
                    Substitute.apply(formula, variable.name(), Formulas.number(value)));
        }
    }

    /** The closed forms of all parts, to be compared with numbers. */
    List<Claimed> claims() {
        return List.copyOf(claims);
    }

    /**
     * @param parameters what is assumed of the parameters' symbols
     * @param samples values of the parameters, by which candidates are told apart
     */
    ClosedForms(
            Derivation derivation,
            Assumptions parameters,
            List<Sample> samples,
            Primitives primitives,
            Journal journal) {
        this.derivation = derivation;
        this.parameters = parameters;
        this.samples = samples;
        this.primitives = primitives;
        this.journal = journal;
    }

    /**
     * @throws Underived where there is none
     * @throws bitlemma.symbolic.region.Unsplit where there are no explicit regions
     * @throws bitlemma.symbolic.region.NotWhole where a parameter has to be greater
     * @throws bitlemma.symbolic.reading.Unreadable where the term is no formula
     */
    Found of(Term term) {
        Formula formula = new Reading(this::functional).formula(term);
        return new Found(new Signs(parameters).simple(formula), proved, List.copyOf(methods));
    }

    private Formula functional(RealTerm term) {
        return switch (term) {
            case Expected t -> expected(t.value(), t.condition());
            case Extremum t -> {
                Formula found = take(new Extremes(this, samples).of(t));
                claims.add(new Claimed(t, found));
                yield found;
            }
            case Density t -> take(new Densities(this).of(t));
            case Optimum t -> {
                Optima optima = new Optima(this, samples);
                Found found = optima.of(t);
                claims.addAll(optima.objective(t).claims());
                yield take(found);
            }
            case LimitOf t -> take(new Asymptotics(this).limit(t));
            case SeriesOf t -> take(new Asymptotics(this).series(t));
            case Elementary t -> throw new IllegalStateException("read before");
        };
    }

    private Formula take(Found found) {
        proved &= found.proved();
        methods.addAll(found.methods());
        return found.formula();
    }

    /** A value over grids, by exact sums at as many sizes as determine it. */
    private Optional<Found> interpolated(Term value, Term condition) {
        List<Variable> bits = derivation.parameters().stream()
                .map(Derivation.Parameter::variable)
                .filter(v -> v.sort() == Sort.INTEGER)
                .toList();
        if (bits.size() != 1) {
            return Optional.empty();
        }
        Optional<GridExpectation.Proved> proved =
                new GridExpectation(derivation.variables(), bits.getFirst()).expected(value, condition);
        if (proved.isEmpty()) {
            return Optional.empty();
        }
        Rational from = Rational.of(proved.get().from());
        if (parameters.low(Formulas.symbol(bits.getFirst().name()))
                .filter(l -> l.compareTo(from) >= 0)
                .isEmpty()) {
            throw new NotWhole("the formula holds from " + from + " bits on");
        }
        return Optional.of(new Found(proved.get().formula(), true, List.of("interpolation")));
    }

    private Formula expected(Term value, Term condition) {
        Reading reading = new Reading(this::functional);
        Condition given = reading.condition(condition);
        Formula formula = reading.formula(value, given);
        Variables variables = variables(reading);
        boolean defined = new Definedness(variables.standard(), new Signs(variables.assumptions()))
                .isSure(reading.undefined());
        Journal own = new Journal();
        Found found;
        try {
            found = new Expectations(
                            variables.standard(),
                            variables.arrays(),
                            new Signs(variables.assumptions()),
                            primitives,
                            own)
                    .expected(formula, given);
        } catch (Underived | Unsplit | NotWhole refused) {
            found = interpolated(value, condition).orElseThrow(() -> refused);
        }
        found = new Found(found.formula(), found.proved() && defined, found.methods());
        journal.add("E[" + new Signs(parameters).show(formula) + "]", null, null, "");
        own.lines().forEach(l -> journal.add(l.text(), l.before(), l.after(), l.checked()));
        journal.add("result", null, found.formula(), found.proved() ? "every step shown" : "compared with numbers");
        claims.add(new Claimed(new Expected(value, condition), found.formula()));
        return take(found);
    }

    /** The random variables as formulas see them. */
    record Variables(Map<String, Standard> standard, Set<String> arrays, Assumptions assumptions) {}

    /**
     * The variables, and the single elements of arrays that a reading met.
     *
     * @throws Underived where an operand of a distribution may be out of its range
     */
    Variables variables(Reading reading) {
        Map<String, Standard> standard = new HashMap<>();
        Set<String> arrays = new LinkedHashSet<>();
        Map<Variable, Set<String>> names = new HashMap<>();
        reading.elements().forEach((name, array) ->
                names.computeIfAbsent(array, a -> new TreeSet<>()).add(name));
        Assumptions assumptions = parameters;
        for (Derivation.RandomVariable variable : derivation.variables()) {
            boolean array = variable.variable().sort() instanceof Sort.Array;
            Set<String> own = new TreeSet<>(names.getOrDefault(variable.variable(), Set.of()));
            if (own.isEmpty()) {
                own.add(variable.variable().name());
                if (array) {
                    arrays.add(variable.variable().name());
                }
            }
            for (String name : own) {
                Reading distribution = new Reading(t -> {
                    throw new Underived("a distribution that depends on an expected value");
                });
                Admissible.require(variable.distribution(), name, new Signs(parameters), distribution::formula);
                Standard one = Standard.of(variable.distribution(), name, distribution::formula);
                standard.put(name, one);
                assumptions = Supports.assume(assumptions, name, one.law());
            }
        }
        return new Variables(standard, arrays, assumptions);
    }

    /** The same with other assumptions and samples, and a journal of its own. */
    ClosedForms with(Assumptions others, List<Sample> otherSamples) {
        return new ClosedForms(derivation, others, otherSamples, primitives, new Journal());
    }

    /** The same with other assumptions. */
    ClosedForms with(Assumptions others) {
        return with(others, samples);
    }

    /** Has the closed form of a part compared with numbers. */
    void claim(Term part, Formula formula) {
        claims.add(new Claimed(part, formula));
    }

    /** The closed form of a part under other assumptions, whose steps go to the same journal. */
    Found inner(Term term, Assumptions others) {
        ClosedForms inner = new ClosedForms(derivation, others, samples, primitives, journal);
        Found found = inner.of(term);
        claims.addAll(inner.claims);
        return found;
    }

    Assumptions parameters() {
        return parameters;
    }

    Primitives primitives() {
        return primitives;
    }

    Journal journal() {
        return journal;
    }

    Derivation derivation() {
        return derivation;
    }
}
