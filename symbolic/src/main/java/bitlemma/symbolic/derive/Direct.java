package bitlemma.symbolic.derive;

import bitlemma.grammar.core.Density;
import bitlemma.grammar.core.Derivation.RandomVariable;
import bitlemma.grammar.core.Elementary;
import bitlemma.grammar.core.Expected;
import bitlemma.grammar.core.Extremum;
import bitlemma.grammar.core.LimitOf;
import bitlemma.grammar.core.Optimum;
import bitlemma.grammar.core.RealTerm;
import bitlemma.grammar.core.SeriesOf;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.symbolic.answer.Measured;
import bitlemma.symbolic.answer.Sample;
import bitlemma.symbolic.enclosure.Enclosure;
import bitlemma.symbolic.exact.Enumeration;
import bitlemma.symbolic.exact.Evaluation;
import bitlemma.symbolic.exact.ExactResult;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.reading.Reading;
import bitlemma.symbolic.reading.Unreadable;
import bitlemma.symbolic.sampling.Estimate;
import bitlemma.symbolic.sampling.SampleResult;
import bitlemma.symbolic.sampling.Sampling;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What is asked, as a number, without any closed form: by running through all values, else by rigorous quadrature of
 * the integrand as it is written, without splitting it into regions, else by sampling.
 */
final class Direct {
    /** Bits that enclosures are computed with. */
    static final int BITS = 160;

    private static final long COMBINATIONS = 1L << 15;
    private static final long COMBINATIONS_ALONE = 1L << 20;
    private static final int SAMPLES = 1 << 16;

    private final List<RandomVariable> variables;
    private final Evaluation evaluation;
    private final Witness witness;
    private final BiFunction<Optimum, Sample, Measured> optimum;
    private final Map<Key, Measured> known = new HashMap<>();
    private final Map<Key, Optional<Measured>> enumerated = new HashMap<>();

    /** @param optimum the best parameter as a number, which comes from the objective's closed form */
    Direct(
            List<RandomVariable> variables,
            Evaluation evaluation,
            Witness witness,
            BiFunction<Optimum, Sample, Measured> optimum) {
        this.variables = variables;
        this.evaluation = evaluation;
        this.witness = witness;
        this.optimum = optimum;
    }

    private record Key(Term term, Sample sample) {}

    /** The value of a term of functionals at a sample. */
    Measured value(Term term, Sample sample) {
        Key key = new Key(term, sample);
        Measured found = known.get(key);
        if (found == null) {
            found = find(term, sample);
            known.put(key, found);
        }
        return found;
    }

    /** The value by running through all values in rationals; empty where that is not possible. */
    Optional<Measured> exact(Term term, Sample sample) {
        return enumerated.computeIfAbsent(new Key(term, sample), k -> enumerate(term, sample));
    }

    private Optional<Measured> enumerate(Term term, Sample sample) {
        return switch (new Enumeration(
                        variables,
                        Samples.inputs(sample),
                        evaluation,
                        sample.values().isEmpty() ? COMBINATIONS_ALONE : COMBINATIONS)
                .value(term)) {
            case ExactResult.Exact e -> Optional.of(new Measured.Exact(e.value()));
            case ExactResult.Extreme e -> Optional.of(new Measured.Exact(e.value()));
            case ExactResult.Undefined u -> Optional.of(new Measured.Missing(u.reason()));
            case ExactResult.TooMany t -> Optional.empty();
            case ExactResult.NotFinite n -> Optional.empty();
            case ExactResult.NotRational n -> Optional.empty();
        };
    }

    private Measured find(Term term, Sample sample) {
        Optional<Measured> exact = exact(term, sample);
        if (exact.isPresent()) {
            return exact.get();
        }
        return switch (term) {
            case Expected e -> {
                Measured enclosed = witness.expected(e.value(), e.condition(), sample);
                yield isVague(enclosed) ? sampled(e, sample, enclosed) : enclosed;
            }
            case Extremum e -> witness.extreme(e.max(), e.value(), sample);
            case Density d -> new Measured.Missing("a density has no value by enumeration");
            case Optimum o -> optimum.apply(o, sample);
            case LimitOf l -> new Measured.Missing("a limit is taken of the closed form");
            case SeriesOf s -> new Measured.Missing("a series is taken of the closed form");
            default -> composed(term, sample);
        };
    }

    /** Whether random samples say more. */
    private static boolean isVague(Measured measured) {
        return measured instanceof Measured.Missing
                || measured instanceof Measured.Enclosed e && !e.value().isExact() && Checks.digits(e.value()) < 2;
    }

    private Measured sampled(Expected expected, Sample sample, Measured otherwise) {
        Map<Variable, Double> inputs = new HashMap<>();
        sample.values().forEach((v, r) -> inputs.put(v, r.numerator().doubleValue() / r.denominator().doubleValue()));
        SampleResult result = new Sampling(variables, inputs, evaluation, SAMPLES, 0)
                .expected(expected.value(), expected.condition());
        return result instanceof Estimate estimate && estimate.isTrustworthy()
                ? new Measured.Sampled(estimate.mean(), estimate.margin(), SAMPLES)
                : otherwise;
    }

    /** A formula whose functionals are numbers. */
    private Measured composed(Term term, Sample sample) {
        Map<String, Enclosure> values = new HashMap<>();
        Measured[] worst = new Measured[1];
        try {
            Formula formula = new Reading(t -> functional(t, sample, values, worst)).formula(term);
            Map<String, Formula> numbers = new HashMap<>();
            sample.values().forEach((v, r) -> numbers.put(v.name(), Formulas.number(r)));
            Optional<Enclosure> value = bitlemma.symbolic.enclosure.Evaluation.of(
                    Substitute.apply(formula, numbers), values, BITS);
            if (worst[0] != null) {
                return worst[0];
            }
            return value.<Measured>map(Measured.Enclosed::new)
                    .orElse(new Measured.Missing("the expression may be undefined"));
        } catch (Unreadable unreadable) {
            return new Measured.Missing(unreadable.getMessage());
        }
    }

    private Formula functional(RealTerm term, Sample sample, Map<String, Enclosure> values, Measured[] worst) {
        if (term instanceof Elementary) {
            throw new IllegalStateException("read before");
        }
        String name = "#" + values.size();
        switch (value(term, sample)) {
            case Measured.Exact e -> {
                return Formulas.number(e.value());
            }
            case Measured.Enclosed e -> values.put(name, e.value());
            case Measured.Sampled s -> worst[0] = new Measured.Missing("a part of it is only sampled");
            case Measured.Missing m -> worst[0] = m;
        }
        return Formulas.symbol(name);
    }
}
