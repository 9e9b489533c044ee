package bitlemma.symbolic.sampling;

import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Density;
import bitlemma.grammar.core.Derivation.RandomVariable;
import bitlemma.grammar.core.Elementary;
import bitlemma.grammar.core.Expected;
import bitlemma.grammar.core.Extremum;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.LimitOf;
import bitlemma.grammar.core.Optimum;
import bitlemma.grammar.core.Parts;
import bitlemma.grammar.core.RealTerm;
import bitlemma.grammar.core.SeriesOf;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Datum;
import bitlemma.symbolic.exact.Evaluation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * Estimates by the method of Monte Carlo, with confidence intervals. The same stream gives the same numbers on every
 * machine. All expected values in an expression are taken over the same samples, so the error of the whole follows by
 * linearization (the delta method) from what each sample contributes. Where the thread is interrupted, every question
 * ends with a CancellationException.
 */
public final class Sampling {
    /**
     * Where parts go through the exact evaluator, only one of so many samples is drawn, but never fewer than the least.
     */
    private static final int SLOWER = 64;

    private static final int LEAST = 2048;
    private static final int MOST_ROUNDS = 64;
    private static final int LONGEST_ARRAY = 4096;

    private final List<RandomVariable> variables;
    private final Map<Variable, Double> parameters;
    private final Evaluation evaluation;
    private final int samples;
    private final int stream;

    /**
     * @param variables all random variables
     * @param parameters a value for each parameter
     * @param samples how many to draw
     * @param stream of the generator, from 0 to 2^24 - 1
     */
    public Sampling(
            List<RandomVariable> variables,
            Map<Variable, Double> parameters,
            Evaluation evaluation,
            int samples,
            int stream) {
        this.variables = List.copyOf(variables);
        this.parameters = Map.copyOf(parameters);
        this.evaluation = evaluation;
        this.samples = samples;
        this.stream = stream;
    }

    /** An expected value, with a number that stands for it in what is around it. */
    private record Mean(Variable name, Term value, Term condition) {}

    /** Ends a preparation; never leaves this class. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final transient SampleResult result;

        Refused(SampleResult result) {
            super(null, null, false, false);
            this.result = result;
        }
    }

    /** A random variable with what draws it. */
    private record Source(Variable variable, Sampler sampler, int length, int slot) {}

    /** {@code E[value given condition]}. */
    public SampleResult expected(Term value, Term condition) {
        return value(new Expected(value, condition));
    }

    /** The probability of an event, given a condition. */
    public SampleResult probability(Term event, Term condition) {
        return expected(new If(event, Constant.of(1), Constant.of(0)), condition);
    }

    /** The value of a term in which random variables stand only inside expected values. */
    public SampleResult value(Term term) {
        try {
            List<Mean> means = new ArrayList<>();
            Term whole = collected(term, means);
            return new Run(means).estimate(whole);
        } catch (Refused refused) {
            return refused.result;
        } catch (SampleTerm.Unreadable unreadable) {
            return new SampleResult.Unsupported(unreadable.part());
        }
    }

    /**
     * The values of a term at the samples that satisfy a condition; empty where there are none, or some is undefined.
     */
    public Optional<Draws> draws(Term value, Term condition) {
        try {
            List<Mean> means = new ArrayList<>();
            collected(new Expected(value, condition), means);
            Run run = new Run(means);
            run.estimate(means.getLast().name());
            double[] values = run.accepted(means.size() - 1);
            return values.length == 0 ? Optional.empty() : Optional.of(new Draws(values));
        } catch (Refused | SampleTerm.Unreadable refused) {
            return Optional.empty();
        }
    }

    private static boolean isReal(Term term) {
        return Children.all(term).anyMatch(t -> t instanceof RealTerm && !(t instanceof Elementary));
    }

    /** The term with a name for each expected value; adds those to {@code means}, inner ones first. */
    private Term collected(Term term, List<Mean> means) throws Refused {
        if (!isReal(term)) {
            return term;
        }
        return switch (term) {
            case Expected t -> {
                Term value = collected(t.value(), means);
                if (isReal(t.condition())) {
                    // How an event changes with an estimate is not seen from one set of samples.
                    throw new Refused(new SampleResult.Unsupported(t));
                }
                Mean mean = new Mean(Substitution.fresh("mean", Sort.RATIONAL), value, t.condition());
                for (Mean known : means) {
                    if (known.value().equals(mean.value()) && known.condition().equals(mean.condition())) {
                        yield known.name();
                    }
                }
                means.add(mean);
                yield mean.name();
            }
            case Let t when isReal(t.body()) ->
                collected(Substitution.apply(t.body(), Map.of(t.variable(), t.value())), means);
            case Fold t when isReal(t.step()) -> fold(t, means);
            case Extremum t -> throw new Refused(new SampleResult.Unsupported(t));
            case Density t -> throw new Refused(new SampleResult.Unsupported(t));
            case Optimum t -> throw new Refused(new SampleResult.Unsupported(t));
            case LimitOf t -> throw new Refused(new SampleResult.Unsupported(t));
            case SeriesOf t -> throw new Refused(new SampleResult.Unsupported(t));
            default -> {
                Map<Term, Term> parts = new HashMap<>();
                for (Term part : Children.of(term)) {
                    parts.put(part, collected(part, means));
                }
                yield Parts.map(term, parts::get);
            }
        };
    }

    private Term fold(Fold fold, List<Mean> means) throws Refused {
        double low = parameter(fold.low());
        double high = parameter(fold.high());
        if (!(high - low <= MOST_ROUNDS)) {
            throw new Refused(new SampleResult.Unsupported(fold));
        }
        Term value = collected(fold.initial(), means);
        for (double i = low; i < high; i++) {
            Map<Variable, Term> round =
                    Map.of(fold.index(), new Constant(Sampler.exact(i)), fold.accumulator(), value);
            value = collected(Substitution.apply(fold.step(), round), means);
        }
        return value;
    }

    /** The value of a term of parameters; not a number where it has none. */
    private double parameter(Term term) {
        SampleTerm terms = new SampleTerm(evaluation);
        parameters.keySet().forEach(terms::input);
        try {
            SampleTerm.NumberCode code = terms.compile(term);
            SampleFrame frame = terms.frame();
            enter(terms, frame);
            return code.at(frame);
        } catch (SampleTerm.Unreadable | SampleTerm.Undefined e) {
            return Double.NaN;
        }
    }

    private void enter(SampleTerm terms, SampleFrame frame) {
        parameters.forEach((variable, value) -> {
            frame.numbers[terms.input(variable)] = value;
            if (Double.isFinite(value)) {
                frame.values.put(variable, new Value.Number(Sampler.exact(value)));
            }
        });
    }

    /** The estimate of several expected values and of what is computed from them. */
    private final class Run {
        private final List<Mean> means;
        private final SampleTerm terms = new SampleTerm(evaluation);
        private final List<Source> sources = new ArrayList<>();
        private final SampleTerm.NumberCode[] values;
        private final SampleTerm.TruthCode[] conditions;
        private final int[] slots;
        private final SampleFrame frame;
        private final int count;

        /** For each expected value, what each sample gives; not a number where the condition does not hold. */
        private final double[][] drawn;

        private final double[] mean;
        private final long[] accepted;
        private SampleFrame undefined;

        Run(List<Mean> means) throws Refused, SampleTerm.Unreadable {
            this.means = means;
            parameters.keySet().forEach(terms::input);
            Set<Variable> used = new HashSet<>();
            for (Mean each : means) {
                used.addAll(Children.free(each.value()));
                used.addAll(Children.free(each.condition()));
            }
            for (RandomVariable random : variables) {
                if (used.contains(random.variable())) {
                    sources.add(source(random));
                }
            }
            int n = means.size();
            values = new SampleTerm.NumberCode[n];
            conditions = new SampleTerm.TruthCode[n];
            slots = new int[n];
            for (int k = 0; k < n; k++) {
                values[k] = terms.compile(means.get(k).value());
                conditions[k] = terms.condition(means.get(k).condition());
                slots[k] = terms.number(means.get(k).name());
            }
            frame = terms.frame();
            enter(terms, frame);
            for (Source source : sources) {
                if (source.length() >= 0) {
                    frame.arrays[source.slot()] = new double[source.length()];
                }
            }
            count = terms.isExact() ? Math.min(samples, Math.max(LEAST, samples / SLOWER)) : samples;
            drawn = new double[n][];
            mean = new double[n];
            accepted = new long[n];
        }

        private Source source(RandomVariable random) throws Refused {
            Variable variable = random.variable();
            Sampler sampler = Sampler.of(random.distribution(), Sampling.this::parameter);
            if (sampler == null) {
                throw new Refused(new SampleResult.Undefined(
                        variable.label() + " has no distribution for these parameters", Map.of()));
            }
            if (variable.sort() instanceof Sort.Array array) {
                double length = parameter(array.length());
                if (!(length >= 0 && length <= LONGEST_ARRAY)) {
                    throw new Refused(new SampleResult.Undefined(
                            "an array " + variable.label() + " of length " + length, Map.of()));
                }
                return new Source(variable, sampler, (int) length, terms.array(variable));
            }
            return new Source(variable, sampler, -1, terms.input(variable));
        }

        private void draw(Squares random) {
            for (Source source : sources) {
                if (terms.isExact()) {
                    drawExactly(source, random);
                } else if (source.length() < 0) {
                    frame.numbers[source.slot()] = source.sampler().number(random);
                } else {
                    double[] elements = frame.arrays[source.slot()];
                    for (int i = 0; i < elements.length; i++) {
                        elements[i] = source.sampler().number(random);
                    }
                }
            }
        }

        private void drawExactly(Source source, Squares random) {
            if (source.length() < 0) {
                Value value = source.sampler().value(random);
                frame.values.put(source.variable(), value);
                frame.numbers[source.slot()] = number(value);
                return;
            }
            List<Value> elements = new ArrayList<>();
            for (int i = 0; i < source.length(); i++) {
                Value value = source.sampler().value(random);
                elements.add(value);
                frame.arrays[source.slot()][i] = number(value);
            }
            frame.values.put(source.variable(), Value.Sequence.of(elements));
        }

        private static double number(Value value) {
            return switch (value) {
                case Value.Number number -> Sampler.nearest(number.value());
                case Value.Coded coded ->
                    Sampler.nearest(((Datum.Finite) coded.datum()).value());
                case Value.Truth truth -> throw new IllegalStateException("no number: " + truth);
                case Value.Sequence sequence -> throw new IllegalStateException("no number: " + sequence);
            };
        }

        SampleResult estimate(Term whole) throws Refused, SampleTerm.Unreadable {
            if (count < 2) {
                throw new IllegalArgumentException("too few samples: " + count);
            }
            for (int k = 0; k < means.size(); k++) {
                drawn[k] = new double[count];
                sample(k, drawn[k]);
                mean[k] = average(drawn[k], k);
                frame.numbers[slots[k]] = mean[k];
            }
            SampleTerm outer = new SampleTerm(evaluation);
            parameters.keySet().forEach(outer::input);
            means.forEach(m -> outer.number(m.name()));
            SampleTerm.NumberCode code = outer.compile(whole);
            SampleFrame around = outer.frame();
            enter(outer, around);
            double result = at(code, outer, around, -1, 0);
            if (!Double.isFinite(result)) {
                return new SampleResult.Undefined("the expression has no value", Map.of());
            }
            double[] error = new double[means.size()];
            for (int k = 0; k < error.length; k++) {
                error[k] = deviation(k) / Math.sqrt(accepted[k]);
            }
            double[] slope = slopes(code, outer, around, error);
            return combined(result, slope);
        }

        private double at(SampleTerm.NumberCode code, SampleTerm outer, SampleFrame around, int moved, double by) {
            for (int k = 0; k < means.size(); k++) {
                around.numbers[outer.number(means.get(k).name())] = mean[k] + (k == moved ? by : 0);
            }
            try {
                return code.at(around);
            } catch (SampleTerm.Undefined e) {
                return Double.NaN;
            }
        }

        /** How the result changes with each expected value, through those around it too. */
        private double[] slopes(SampleTerm.NumberCode code, SampleTerm outer, SampleFrame around, double[] error)
                throws Refused {
            int n = means.size();
            double[] slope = new double[n];
            for (int k = 0; k < n; k++) {
                if (error[k] > 0) {
                    slope[k] = (at(code, outer, around, k, error[k]) - at(code, outer, around, k, -error[k]))
                            / (2 * error[k]);
                }
            }
            for (int j = n - 1; j >= 0; j--) {
                for (int i = 0; i < j; i++) {
                    Set<Variable> used = Children.free(means.get(j).value());
                    if (slope[j] != 0 && error[i] > 0 && used.contains(means.get(i).name())) {
                        slope[i] += slope[j] * change(j, i, error[i]);
                    }
                }
            }
            return slope;
        }

        /** The derivative of the j-th mean with respect to the i-th. */
        private double change(int j, int i, double step) throws Refused {
            double[] moved = new double[count];
            frame.numbers[slots[i]] = mean[i] + step;
            sample(j, moved);
            double above = average(moved, j);
            frame.numbers[slots[i]] = mean[i] - step;
            sample(j, moved);
            double below = average(moved, j);
            frame.numbers[slots[i]] = mean[i];
            return (above - below) / (2 * step);
        }

        private void sample(int k, double[] into) throws Refused {
            Squares random = new Squares(stream);
            for (int s = 0; s < count; s++) {
                if (s % 1024 == 0 && Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("the sampling was interrupted");
                }
                draw(random);
                boolean holds;
                double value;
                try {
                    holds = conditions[k].at(frame);
                    value = holds ? values[k].at(frame) : Double.NaN;
                } catch (SampleTerm.Undefined e) {
                    throw new Refused(new SampleResult.Undefined("the condition or a choice has no value", here()));
                }
                if (holds && !Double.isFinite(value)) {
                    throw new Refused(new SampleResult.Undefined("the expression has no finite value", here()));
                }
                into[s] = value;
            }
        }

        private Map<Variable, Double> here() {
            Map<Variable, Double> at = new LinkedHashMap<>();
            for (Source source : sources) {
                if (source.length() < 0) {
                    at.put(source.variable(), frame.numbers[source.slot()]);
                }
            }
            return at;
        }

        private double average(double[] sampled, int k) throws Refused {
            double sum = 0;
            long n = 0;
            for (double value : sampled) {
                if (!Double.isNaN(value)) {
                    sum += value;
                    n++;
                }
            }
            if (n == 0) {
                throw new Refused(new SampleResult.Undefined("no sample satisfies the condition", Map.of()));
            }
            accepted[k] = n;
            return sum / n;
        }

        private double deviation(int k) {
            double sum = 0;
            for (double value : drawn[k]) {
                if (!Double.isNaN(value)) {
                    sum += (value - mean[k]) * (value - mean[k]);
                }
            }
            return Math.sqrt(sum / Math.max(1, accepted[k] - 1));
        }

        /** Each sample's part in the error: the sum over the means of slope * (value - mean) / P(condition). */
        private Estimate combined(double result, double[] slope) {
            double[] parts = new double[count];
            double scale = 0;
            long least = count;
            for (int k = 0; k < slope.length; k++) {
                if (slope[k] == 0) {
                    least = Math.min(least, accepted[k]);
                    continue;
                }
                double factor = slope[k] * count / accepted[k];
                double size = 0;
                for (int s = 0; s < count; s++) {
                    double value = drawn[k][s];
                    if (!Double.isNaN(value)) {
                        parts[s] += factor * (value - mean[k]);
                        size = Math.max(size, Math.abs(value));
                    }
                }
                scale += Math.abs(slope[k]) * Math.min(size, 1e3 * (Math.abs(mean[k]) + deviation(k)));
                least = Math.min(least, accepted[k]);
            }
            double squares = 0;
            for (double part : parts) {
                squares += part * part;
            }
            double error = Math.sqrt(squares / (count - 1.0) / count);
            String doubt = Double.isFinite(error) ? Tail.doubt(parts, least, scale) : "the error has no estimate";
            return new Estimate(result, error, count, least, scale, doubt);
        }

        double[] accepted(int k) {
            return Arrays.stream(drawn[k]).filter(v -> !Double.isNaN(v)).toArray();
        }
    }
}
