package bitlemma.proofs;

import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Proposition;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Statement;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.kernels.Evaluator;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.Trace;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Rational;
import bitlemma.verifier.goal.Fact;
import bitlemma.verifier.goal.Goal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is true of small programs, by evaluating on every input; uses nothing of the verifier but the form of its goals.
 */
final class Exhaustive {
    private static final long STEPS = 200_000;

    /** Exact integers among the inputs are gone through in a wider interval than the programs' givens let through. */
    private static final int LEAST = RandomPrograms.LEAST_INTEGER - 2;

    private static final int GREATEST = RandomPrograms.GREATEST_INTEGER + 3;

    private Exhaustive() {}

    /** Says that a program is too large to be gone through. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    // ---- inputs ----

    /** Every input of these variables that belongs to their sorts. */
    static List<Map<Variable, Value>> inputs(List<Variable> variables, int most) {
        List<Map<Variable, Value>> all = new ArrayList<>();
        all.add(new HashMap<>());
        List<Variable> ordered = new ArrayList<>(variables);
        // Scalars first: the lengths of arrays depend on them.
        ordered.sort((a, b) -> Boolean.compare(a.sort() instanceof Sort.Array, b.sort() instanceof Sort.Array));
        for (Variable variable : ordered) {
            List<Map<Variable, Value>> more = new ArrayList<>();
            for (Map<Variable, Value> input : all) {
                for (Value value : values(variable.sort(), input)) {
                    Map<Variable, Value> longer = new HashMap<>(input);
                    longer.put(variable, value);
                    more.add(longer);
                    if (more.size() > most) {
                        throw new TooLarge();
                    }
                }
            }
            all = more;
        }
        return all;
    }

    private static List<Value> values(Sort sort, Map<Variable, Value> input) {
        return switch (sort) {
            case Sort.Machine machine when machine.coding() != null -> {
                List<Value> codes = new ArrayList<>();
                codes(machine.coding()).forEach(c -> codes.add(Value.Number.of(c)));
                yield codes;
            }
            case Sort.Machine machine -> numbers(
                    machine.format().min().intValueExact(), machine.format().max().intValueExact());
            case Sort.Coded(var format) -> {
                List<Value> values = new ArrayList<>();
                codes(format).forEach(c -> values.add(new Value.Coded(format, c)));
                yield values;
            }
            case Sort.ExactInteger integer -> numbers(LEAST, GREATEST);
            case Sort.ExactRational rational -> throw new TooLarge();
            case Sort.Bool bool -> List.of(new Value.Truth(false), new Value.Truth(true));
            case Sort.Array array -> {
                Value.Number length = (Value.Number) value(array.length(), input).orElseThrow();
                int n = length.value().numerator().intValueExact();
                List<List<Value>> lists = List.of(List.of());
                if (n < 0 || n > RandomPrograms.LONGEST) {
                    // Nothing of a negative length; longer arrays are excluded by every program's given.
                    yield List.of();
                }
                for (int i = 0; i < n; i++) {
                    List<List<Value>> longer = new ArrayList<>();
                    for (List<Value> list : lists) {
                        for (Value element : values(array.element(), input)) {
                            List<Value> one = new ArrayList<>(list);
                            one.add(element);
                            longer.add(one);
                        }
                    }
                    lists = longer;
                }
                List<Value> values = new ArrayList<>();
                lists.forEach(list -> values.add(Value.Sequence.of(list)));
                yield values;
            }
        };
    }

    /** The codes of a format: not every bit pattern need be one. */
    private static List<BigInteger> codes(CodedFormat format) {
        List<BigInteger> codes = new ArrayList<>();
        for (int i = 0; i < 1 << format.width(); i++) {
            if (format.isCode(BigInteger.valueOf(i))) {
                codes.add(BigInteger.valueOf(i));
            }
        }
        return codes;
    }

    private static List<Value> numbers(int low, int high) {
        List<Value> values = new ArrayList<>();
        for (int i = low; i <= high; i++) {
            values.add(Value.Number.of(i));
        }
        return values;
    }

    // ---- propositions ----

    /** How one input stands to a proposition. */
    enum Stand {
        OUTSIDE,
        HOLDS,
        /** The given holds and an obligation is broken. */
        BROKEN,
        /** The given holds and the body is false. */
        FALSE
    }

    private static Outcome evaluate(Term term, Map<Variable, Value> input) {
        Outcome outcome = Evaluator.evaluate(term, input, Trace.none(), STEPS);
        if (outcome instanceof Outcome.TooLong) {
            throw new TooLarge();
        }
        return outcome;
    }

    static Optional<Value> value(Term term, Map<Variable, Value> input) {
        return evaluate(term, input) instanceof Outcome.Returned returned
                ? Optional.of(returned.value())
                : Optional.empty();
    }

    private static boolean isTrue(Term term, Map<Variable, Value> input) {
        return value(term, input).filter(new Value.Truth(true)::equals).isPresent();
    }

    static Stand stand(Proposition proposition, Map<Variable, Value> input) {
        if (!isTrue(proposition.given(), input)) {
            return Stand.OUTSIDE;
        }
        return value(proposition.body(), input)
                .map(v -> v.equals(new Value.Truth(true)) ? Stand.HOLDS : Stand.FALSE)
                .orElse(Stand.BROKEN);
    }

    /** How many inputs stand how. */
    record Count(int outside, int hold, int broken, int fail) {
        int inside() {
            return hold + broken + fail;
        }

        boolean holds() {
            return broken + fail == 0;
        }
    }

    static Count count(Proposition proposition, int most) {
        int[] counts = new int[Stand.values().length];
        for (Map<Variable, Value> input : inputs(proposition.inputs(), most)) {
            counts[stand(proposition, input).ordinal()]++;
        }
        return new Count(counts[0], counts[1], counts[2], counts[3]);
    }

    // ---- searches ----

    /** What a search finds: one of several words that count as right, and the value where the word is "found". */
    record Answer(List<String> verdicts, Rational value) {}

    static Answer threshold(Statement.Threshold threshold, int most) {
        BigInteger v = threshold.max() ? threshold.low() : threshold.high();
        BigInteger end = threshold.max() ? threshold.high() : threshold.low();
        BigInteger step = threshold.max() ? BigInteger.ONE : BigInteger.ONE.negate();
        boolean any = false;
        BigInteger last = null;
        boolean failed = false;
        for (; v.compareTo(end) * step.signum() <= 0; v = v.add(step)) {
            if (!(threshold.family().at(v) instanceof Statement.Family.Instance.Stated stated)) {
                break;
            }
            Count count = count(stated.proposition(), most);
            if (!count.holds()) {
                failed = true;
                break;
            }
            if (threshold.symbolic() == null && count.inside() == 0) {
                return new Answer(List.of("vacuous"), null);
            }
            any |= count.inside() > 0;
            last = v;
        }
        if (last == null) {
            // Nothing at all where the domain is empty or no value of it gives a program.
            return new Answer(failed ? List.of("refuted") : List.of("vacuous", "unknown"), null);
        }
        if (!any) {
            // It holds for want of inputs only.
            return new Answer(List.of("vacuous", "refuted"), null);
        }
        return new Answer(List.of("found"), Rational.of(last));
    }

    static Answer extreme(Statement.Extreme extreme, int most) {
        Rational best = null;
        for (Map<Variable, Value> input : inputs(extreme.inputs(), most)) {
            if (!isTrue(extreme.given(), input)) {
                continue;
            }
            Optional<Value> value = value(extreme.expression(), input);
            if (value.isEmpty()) {
                return new Answer(List.of("refuted"), null);
            }
            Rational number = ((Value.Number) value.get()).value();
            best = best == null ? number : extreme.max() ? best.max(number) : best.min(number);
        }
        return best == null ? new Answer(List.of("vacuous"), null) : new Answer(List.of("found"), best);
    }

    // ---- goals ----

    /** Whether a goal holds: for all values of what it leaves open, its conclusion follows from its facts. */
    static boolean holds(Goal goal, List<Map<Variable, Value>> inputs) {
        boolean[] holds = {true};
        points(goal, inputs, point -> holds[0] &= value(goal.conclusion(), point)
                .map(new Value.Truth(true)::equals)
                .orElse(true));
        return holds[0];
    }

    /** Every point at which a goal's facts hold: inputs, names that are left open, and names that the facts define. */
    static void points(Goal goal, List<Map<Variable, Value>> inputs, Consumer<Map<Variable, Value>> use) {
        List<Variable> open = open(goal);
        if (open.size() > 2) {
            throw new TooLarge();
        }
        for (Map<Variable, Value> input : inputs) {
            points(goal, 0, open, new HashMap<>(input), use);
        }
    }

    /**
     * Goes through the facts from number {@code next} on; a name that is left open gets its values when it is first
     * used.
     */
    private static void points(
            Goal goal, int next, List<Variable> open, Map<Variable, Value> point, Consumer<Map<Variable, Value>> use) {
        for (int i = next; i <= goal.facts().size(); i++) {
            Term term = i == goal.facts().size()
                    ? goal.conclusion()
                    : switch (goal.facts().get(i)) {
                        case Fact.Assume assume -> assume.condition();
                        case Fact.Define define -> define.value();
                    };
            for (Variable variable : open) {
                if (!point.containsKey(variable) && Children.mentions(term, variable)) {
                    for (int v = LEAST - 2; v <= GREATEST + 8; v++) {
                        Map<Variable, Value> more = new HashMap<>(point);
                        more.put(variable, Value.Number.of(v));
                        points(goal, i, open, more, use);
                    }
                    return;
                }
            }
            if (i == goal.facts().size()) {
                break;
            }
            switch (goal.facts().get(i)) {
                case Fact.Assume assume -> {
                    if (!isTrue(assume.condition(), point)) {
                        return;
                    }
                }
                case Fact.Define define -> {
                    Optional<Value> value = value(define.value(), point);
                    if (value.isEmpty()) {
                        return;
                    }
                    point.put(define.variable(), value.get());
                }
            }
        }
        use.accept(point);
    }

    private static List<Variable> open(Goal goal) {
        Set<Variable> known = new HashSet<>(goal.inputs());
        Set<Variable> used = new HashSet<>(Children.free(goal.conclusion()));
        for (Fact fact : goal.facts()) {
            switch (fact) {
                case Fact.Assume assume -> used.addAll(Children.free(assume.condition()));
                case Fact.Define define -> {
                    used.addAll(Children.free(define.value()));
                    known.add(define.variable());
                }
            }
        }
        used.removeAll(known);
        return List.copyOf(used);
    }
}
