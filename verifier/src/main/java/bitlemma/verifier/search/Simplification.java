package bitlemma.verifier.search;

import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import bitlemma.verifier.verdict.Judge;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a failing input simpler as long as it still fails: shorter arrays, equal elements, smaller numbers. */
public final class Simplification {
    /** Evaluations that one simplification may take. */
    private static final int EVALUATIONS = 2000;
    /** Evaluation steps that one simplification may take. */
    private static final long WORK = 15_000_000;

    private final Inputs inputs;
    private final Judge judge;
    private int left = EVALUATIONS;
    private final long start;

    private Simplification(Inputs inputs, Judge judge) {
        this.inputs = inputs;
        this.judge = judge;
        this.start = judge.work();
    }

    /** The simplest failing input that a bounded search finds from a failing one. */
    public static Map<Variable, Value> of(Inputs inputs, Map<Variable, Value> failing, Judge judge) {
        Simplification search = new Simplification(inputs, judge);
        Map<Variable, Value> current = failing;
        for (int round = 0; round < 4; round++) {
            Map<Variable, Value> before = current;
            for (Variable variable : inputs.proposition().inputs()) {
                current = variable.sort() instanceof Sort.Array
                        ? search.array(variable, current)
                        : search.scalar(variable, current);
            }
            if (current.equals(before)) {
                break;
            }
        }
        return current;
    }

    private boolean fails(Map<Variable, Value> input) {
        return left-- > 0 && judge.work() - start < WORK && judge.judge(inputs.proposition(), input) == Judge.Judgement.FAILS;
    }

    /** The input with another scalar; arrays whose length it is are cut or extended by their last element. */
    private Map<Variable, Value> with(Map<Variable, Value> input, Variable variable, Value value) {
        Map<Variable, Value> other = new HashMap<>(input);
        other.put(variable, value);
        for (Variable array : inputs.proposition().inputs()) {
            if (array.sort() instanceof Sort.Array sort && other.get(array) instanceof Value.Sequence sequence) {
                BigInteger length = Inputs.length(sort, other);
                if (!length.equals(sequence.length())) {
                    other.put(array, resized(sequence, length, Inputs.value(sort, Inputs.nearestToZero(inputs.range(array)))));
                }
            }
        }
        return other;
    }

    private static Value.Sequence resized(Value.Sequence sequence, BigInteger length, Value filler) {
        List<Value.Sequence.Run> runs = new ArrayList<>();
        BigInteger rest = length;
        for (Value.Sequence.Run run : sequence.runs()) {
            BigInteger n = run.length().min(rest);
            if (n.signum() > 0) {
                runs.add(new Value.Sequence.Run(run.element(), n));
                rest = rest.subtract(n);
            }
        }
        if (rest.signum() > 0) {
            runs.add(new Value.Sequence.Run(runs.isEmpty() ? filler : runs.getLast().element(), rest));
        }
        return new Value.Sequence(runs);
    }

    private Map<Variable, Value> scalar(Variable variable, Map<Variable, Value> input) {
        if (!(input.get(variable) instanceof Value.Number number)) {
            return input;
        }
        Rational best = number.value();
        for (long simple : new long[] {0, 1, -1, 2}) {
            Rational value = Rational.of(simple);
            if (value.abs().compareTo(best.abs()) >= 0 && !value.equals(best.negate())) {
                break;
            }
            if (value.equals(best)) {
                return input;
            }
            Map<Variable, Value> other = with(input, variable, new Value.Number(value));
            if (fails(other)) {
                return other;
            }
        }
        // Halve the distance to zero as long as it fails, then in finer steps: the least magnitude near by.
        Map<Variable, Value> current = input;
        if (best.signum() < 0) {
            Map<Variable, Value> positive = with(current, variable, new Value.Number(best.negate()));
            if (fails(positive)) {
                current = positive;
                best = best.negate();
            }
        }
        BigInteger step = best.abs().floor().shiftRight(1);
        while (step.signum() > 0 && left > 0) {
            Rational smaller = best.signum() > 0 ? best.minus(Rational.of(step)) : best.plus(Rational.of(step));
            Map<Variable, Value> other = with(current, variable, new Value.Number(smaller));
            if (smaller.abs().compareTo(best.abs()) < 0 && fails(other)) {
                current = other;
                best = smaller;
                step = step.min(best.abs().floor());
            } else {
                step = step.shiftRight(1);
            }
        }
        return current;
    }

    private Map<Variable, Value> array(Variable variable, Map<Variable, Value> input) {
        if (!(input.get(variable) instanceof Value.Sequence sequence) || sequence.runs().isEmpty()) {
            return input;
        }
        Sort.Array sort = (Sort.Array) variable.sort();
        List<Value> simple = new ArrayList<>();
        for (long small : new long[] {0, 1, -1}) {
            simple.add(Inputs.value(sort, Rational.of(small)));
        }
        sequence.runs().stream().map(Value.Sequence.Run::element).distinct().limit(4).forEach(simple::add);
        for (Value element : simple) {
            Value.Sequence uniform = Value.Sequence.repeat(element, sequence.length());
            if (uniform.equals(sequence)) {
                return input;
            }
            Map<Variable, Value> other = new HashMap<>(input);
            other.put(variable, uniform);
            if (fails(other)) {
                return other;
            }
        }
        Map<Variable, Value> current = input;
        List<Value.Sequence.Run> runs = new ArrayList<>(sequence.runs());
        for (int i = 0; i < Math.min(runs.size(), 32); i++) {
            for (long small : new long[] {0, 1, -1}) {
                Value value = Inputs.value(sort, Rational.of(small));
                if (runs.get(i).element().equals(value)) {
                    break;
                }
                List<Value.Sequence.Run> changed = new ArrayList<>(runs);
                changed.set(i, new Value.Sequence.Run(value, runs.get(i).length()));
                Map<Variable, Value> other = new HashMap<>(current);
                other.put(variable, new Value.Sequence(changed));
                if (fails(other)) {
                    current = other;
                    runs = changed;
                    break;
                }
            }
        }
        return current;
    }
}
