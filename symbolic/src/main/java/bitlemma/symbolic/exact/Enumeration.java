package bitlemma.symbolic.exact;

import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Derivation.RandomVariable;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

/**
 * Runs through all values of finite random variables, in rationals. Values of probability zero are left out everywhere.
 * Where the thread is interrupted, every question ends with a CancellationException.
 */
public final class Enumeration {
    /** Every so often a value of the quick reading is compared with the exact evaluator's. */
    private static final int COMPARED = 1 << 14;

    /** A term that has to go through the exact evaluator has a budget smaller by this factor. */
    private static final int SLOWER = 16;

    private final List<RandomVariable> variables;
    private final Map<Variable, Value> parameters;
    private final Evaluation evaluation;
    private final long budget;

    /**
     * @param variables all random variables; an expression runs only through those that occur in it
     * @param parameters a value for each parameter
     * @param budget the most combinations for each expected value; a sixteenth of them where operations of number
     *     formats take part, which only the exact evaluator reads
     */
    public Enumeration(
            List<RandomVariable> variables, Map<Variable, Value> parameters, Evaluation evaluation, long budget) {
        this.variables = List.copyOf(variables);
        this.parameters = Map.copyOf(parameters);
        this.evaluation = evaluation;
        this.budget = budget;
    }

    /** What is asked of the value of a term at all points where a condition holds. */
    private interface Collector {
        void add(Fraction value, Fraction weight, Points points);
    }

    /** The same question for other values of the parameters. */
    public Enumeration with(Map<Variable, Value> others) {
        return new Enumeration(variables, others, evaluation, budget);
    }

    /** The values of the parameters. */
    public Map<Variable, Value> parameters() {
        return parameters;
    }

    /**
     * The value of a term in which random variables stand only inside expected values and extremes. What those have
     * inside them is found first.
     */
    public ExactResult value(Term term) {
        return new Functionals(this, evaluation).value(term, parameters);
    }

    /** {@code E[value given condition]}; undefined where the condition never holds. */
    public ExactResult expected(Term value, Term condition) {
        ExactSum sum = new ExactSum();
        ExactSum mass = new ExactSum();
        ExactResult failure = run(value, condition, (v, weight, points) -> {
            sum.add(weight == Fraction.ONE ? v : v.times(weight));
            mass.add(weight);
        });
        if (failure != null) {
            return failure;
        }
        Rational total = mass.total();
        return total.signum() == 0
                ? new ExactResult.Undefined("the condition never holds", Map.of())
                : new ExactResult.Exact(sum.total().dividedBy(total));
    }

    /** The probability of an event, given a condition. */
    public ExactResult probability(Term event, Term condition) {
        return expected(new If(event, Constant.of(1), Constant.of(0)), condition);
    }

    /** The greatest or least value where the condition holds; undefined where it never does. */
    public ExactResult extreme(boolean max, Term value, Term condition) {
        final class Best implements Collector {
            private Fraction value;
            private Map<Variable, Value> at;

            @Override
            public void add(Fraction v, Fraction weight, Points points) {
                if (value == null || (max ? v.compareTo(value) > 0 : v.compareTo(value) < 0)) {
                    value = v;
                    at = points.at();
                }
            }
        }
        Best best = new Best();
        ExactResult failure = run(value, condition, best);
        if (failure != null) {
            return failure;
        }
        return best.value == null
                ? new ExactResult.Undefined("the condition never holds", Map.of())
                : new ExactResult.Extreme(best.value.exact(), best.at);
    }

    /**
     * The values that a term takes, each with its probability; empty where {@link #expected} is no {@link
     * ExactResult.Exact}.
     */
    public Optional<NavigableMap<Rational, Rational>> distribution(Term value, Term condition) {
        NavigableMap<Rational, Rational> masses = new TreeMap<>();
        ExactResult failure = run(
                value, condition, (v, weight, points) -> masses.merge(v.exact(), weight.exact(), Rational::plus));
        if (failure != null || masses.isEmpty()) {
            return Optional.empty();
        }
        Rational total = masses.values().stream().reduce(Rational.ZERO, Rational::plus);
        masses.replaceAll((v, mass) -> mass.dividedBy(total));
        return Optional.of(masses);
    }

    /** Null where every value was collected, else why not. */
    private ExactResult run(Term value, Term condition, Collector collector) {
        Term number;
        Term given;
        try {
            Functionals functionals = new Functionals(this, evaluation);
            number = functionals.closed(value, parameters);
            given = functionals.closed(condition, parameters);
        } catch (Points.Refused refused) {
            return refused.result();
        }
        Set<Variable> used = new LinkedHashSet<>(Children.free(number));
        used.addAll(Children.free(given));
        Points points;
        try {
            points = new Points(
                    variables.stream().filter(v -> used.contains(v.variable())).toList(),
                    parameters,
                    evaluation,
                    budget);
        } catch (Points.Refused refused) {
            return refused.result();
        }
        return compiled(number, given, points, collector);
    }

    private ExactResult compiled(Term number, Term given, Points points, Collector collector) {
        CompiledTerm terms = new CompiledTerm();
        points.declare(terms);
        CompiledTerm.NumberCode value;
        CompiledTerm.TruthCode condition;
        try {
            value = terms.compile(number);
            condition = terms.condition(given);
        } catch (CompiledTerm.Unreadable unreadable) {
            return evaluated(number, given, points, collector);
        }
        points.start();
        long done = 0;
        long compared = 0;
        do {
            if (done % COMPARED == 0) {
                checkInterrupt();
            }
            Frame frame = points.frame();
            try {
                if (condition.at(frame)) {
                    Fraction result = value.at(frame);
                    if (compared++ % COMPARED == 0) {
                        compare(number, result, points);
                    }
                    collector.add(result, points.weight(), points);
                }
            } catch (Broken broken) {
                return new ExactResult.Undefined(broken.getMessage(), points.at());
            }
            done++;
        } while (points.next());
        return null;
    }

    private static void checkInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the enumeration was interrupted");
        }
    }

    private void compare(Term number, Fraction result, Points points) {
        Optional<Rational> reference = evaluation.value(number, points.inputs());
        if (reference.isEmpty() || !reference.get().equals(result.exact())) {
            throw new IllegalStateException(
                    "enumeration found " + result.exact() + " where the exact evaluator has " + reference + " at "
                            + points.at());
        }
    }

    private ExactResult evaluated(Term number, Term given, Points points, Collector collector) {
        if (points.count().compareTo(BigInteger.valueOf(budget / SLOWER)) > 0) {
            return new ExactResult.TooMany(points.count());
        }
        boolean always = given.equals(Truth.TRUE);
        points.start();
        do {
            checkInterrupt();
            Map<Variable, Value> inputs = points.inputs();
            Optional<Boolean> holds = always ? Optional.of(true) : evaluation.truth(given, inputs);
            if (holds.isEmpty()) {
                return new ExactResult.Undefined("the condition has no value", points.at());
            }
            if (holds.get()) {
                Optional<Rational> value = evaluation.value(number, inputs);
                if (value.isEmpty()) {
                    return new ExactResult.Undefined("the expression has no value", points.at());
                }
                collector.add(Fraction.of(value.get()), points.weight(), points);
            }
        } while (points.next());
        return null;
    }
}
