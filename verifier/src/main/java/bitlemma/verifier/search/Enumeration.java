package bitlemma.verifier.search;

import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import bitlemma.verifier.verdict.Judge;
import bitlemma.verifier.range.Range;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Every input of a proposition, one after the other: a proof where they are few. */
public final class Enumeration {
    /** How an enumeration ends. */
    public sealed interface Result {
        /** Every input holds; so many there were, of which so many satisfy the given. */
        record AllHold(long inputs, long inside) implements Result {}

        record Fails(Map<Variable, Value> input) implements Result {}

        record Impossible(String reason) implements Result {}
    }

    private Enumeration() {}

    /** How many inputs would be gone through; empty where they are not finitely many. */
    public static Optional<BigInteger> size(Inputs inputs) {
        return inputs.count();
    }

    /** Goes through all inputs, if they are at most {@code limit}. */
    public static Result run(Inputs inputs, Judge judge, long limit, BooleanSupplier stopped) {
        Optional<BigInteger> size = inputs.count();
        if (size.isEmpty() || size.get().compareTo(BigInteger.valueOf(limit)) > 0) {
            return new Result.Impossible(size.map(s -> s + " inputs").orElse("not finitely many inputs"));
        }
        // One digit for each scalar and each element; arrays are put together from theirs.
        List<Digit> digits = new ArrayList<>();
        for (Variable input : inputs.proposition().inputs()) {
            int n = input.sort() instanceof Sort.Array a ? ((Constant) a.length()).value().numerator().intValue() : 1;
            for (int i = 0; i < n; i++) {
                digits.add(new Digit(input, inputs.range(input)));
            }
        }
        long total = size.get().longValue();
        long inside = 0;
        for (long i = 0; i < total; i++) {
            if (stopped.getAsBoolean()) {
                return new Result.Impossible("stopped");
            }
            Map<Variable, Value> input = input(inputs, digits);
            switch (judge.judge(inputs.proposition(), input)) {
                case HOLDS -> inside++;
                case OUTSIDE -> {}
                case FAILS -> {
                    return new Result.Fails(input);
                }
                case UNDECIDED -> {
                    return new Result.Impossible("an evaluation takes too long");
                }
            }
            for (Digit digit : digits) {
                if (digit.advance()) {
                    break;
                }
            }
        }
        return new Result.AllHold(total, inside);
    }

    private static Map<Variable, Value> input(Inputs inputs, List<Digit> digits) {
        Map<Variable, Value> input = new HashMap<>();
        Map<Variable, List<Value>> arrays = new HashMap<>();
        for (Digit digit : digits) {
            Value value = Inputs.value(digit.variable.sort(), Rational.of(digit.value));
            if (digit.variable.sort() instanceof Sort.Array) {
                arrays.computeIfAbsent(digit.variable, v -> new ArrayList<>()).add(value);
            } else {
                input.put(digit.variable, value);
            }
        }
        for (Variable variable : inputs.proposition().inputs()) {
            if (variable.sort() instanceof Sort.Array) {
                input.put(variable, Value.Sequence.of(arrays.getOrDefault(variable, List.of())));
            }
        }
        return input;
    }

    private static final class Digit {
        private final Variable variable;
        private final BigInteger low;
        private final BigInteger high;
        private final BigInteger step;
        private BigInteger value;

        Digit(Variable variable, Range range) {
            this.variable = variable;
            this.low = range.low().numerator();
            this.high = range.high().numerator();
            this.step = range.step().max(BigInteger.ONE);
            this.value = low;
        }

        /** The next value; false, and the first value again, after the last one. */
        boolean advance() {
            value = value.add(step);
            if (value.compareTo(high) <= 0) {
                return true;
            }
            value = low;
            return false;
        }
    }
}
