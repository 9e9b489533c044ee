package bitlemma.kernels.binary;

import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes an input that shows a difference simpler: shorter arrays, then numbers of smaller magnitude, and coded values
 * of fewer digits.
 */
final class Simpler {
    private static final int TRIALS = 4000;

    private final Kernel kernel;
    private final Function<Map<Variable, Value>, Optional<Difference>> compare;
    private int trials;

    /** @param compare the difference on an input; empty where there is none, or where the given does not hold */
    Simpler(Kernel kernel, Function<Map<Variable, Value>, Optional<Difference>> compare) {
        this.kernel = kernel;
        this.compare = compare;
    }

    Difference of(Difference difference) {
        Difference best = difference;
        Difference before;
        do {
            before = best;
            for (Variable length : kernel.lengths()) {
                best = shorter(best, length);
            }
            for (Variable parameter : kernel.parameters()) {
                best = parameter.sort() instanceof Sort.Array ? elements(best, parameter) : smaller(best, parameter);
            }
        } while (best != before && trials < TRIALS);
        return best;
    }

    private Optional<Difference> tried(Map<Variable, Value> input) {
        return ++trials > TRIALS ? Optional.empty() : compare.apply(input);
    }

    private Difference with(Difference best, Variable variable, Value value) {
        Map<Variable, Value> input = new LinkedHashMap<>(best.input());
        input.put(variable, value);
        return tried(input).orElse(best);
    }

    private Difference smaller(Difference best, Variable parameter) {
        Difference now = best;
        for (Value candidate : simpler(best.input().get(parameter))) {
            Difference next = with(now, parameter, candidate);
            if (next != now) {
                return next;
            }
        }
        return now;
    }

    /** Scalars to put in a scalar's place, the simplest first. */
    private static List<Value> simpler(Value value) {
        return switch (value) {
            case Value.Number number ->
                towardZero(number.value().numerator()).stream()
                        .map(n -> (Value) Value.Number.of(n))
                        .toList();
            case Value.Coded coded -> PlainCodes.simplerThan(coded);
            case Value.Truth truth -> List.of();
            case Value.Sequence sequence -> throw new IllegalArgumentException("an array of arrays");
        };
    }

    /** Numbers of smaller magnitude, the smallest first. */
    private static List<BigInteger> towardZero(BigInteger value) {
        List<BigInteger> candidates = new ArrayList<>();
        for (int i = value.bitLength(); i >= 0; i--) {
            // Rounded toward zero, as a shift is not.
            BigInteger less = value.divide(BigInteger.ONE.shiftLeft(i));
            if (i > 0 && !candidates.contains(less)) {
                candidates.add(less);
            }
        }
        for (int i = value.bitLength(); i >= 0; i--) {
            BigInteger step = BigInteger.ONE.shiftLeft(i).min(value.abs());
            BigInteger less = value.signum() < 0 ? value.add(step) : value.subtract(step);
            if (!candidates.contains(less)) {
                candidates.add(less);
            }
        }
        candidates.remove(value);
        return candidates;
    }

    /** Cuts arrays whose length is one name, at their ends. */
    private Difference shorter(Difference best, Variable length) {
        BigInteger now = ((Value.Number) best.input().get(length)).value().numerator();
        for (BigInteger candidate : towardZero(now)) {
            for (boolean fromStart : new boolean[] {true, false}) {
                Map<Variable, Value> input = new LinkedHashMap<>(best.input());
                input.put(length, Value.Number.of(candidate));
                for (Variable parameter : kernel.parameters()) {
                    if (parameter.sort() instanceof Sort.Array array
                            && array.length().equals(length)) {
                        Value.Sequence all = (Value.Sequence) input.get(parameter);
                        input.put(parameter, cut(all, candidate, fromStart));
                    }
                }
                Optional<Difference> difference = tried(input);
                if (difference.isPresent()) {
                    return difference.get();
                }
            }
        }
        return best;
    }

    private static Value.Sequence cut(Value.Sequence all, BigInteger length, boolean fromStart) {
        BigInteger from = fromStart ? all.length().subtract(length) : BigInteger.ZERO;
        List<Value> kept = new ArrayList<>();
        for (BigInteger i = from; i.compareTo(from.add(length)) < 0; i = i.add(BigInteger.ONE)) {
            kept.add(all.get(i));
        }
        return Value.Sequence.of(kept);
    }

    private Difference elements(Difference best, Variable parameter) {
        Difference now = best;
        int length = ((Value.Sequence) best.input().get(parameter)).length().intValueExact();
        for (int i = 0; i < length && trials < TRIALS; i++) {
            List<Value> elements = new ArrayList<>();
            Value.Sequence sequence = (Value.Sequence) now.input().get(parameter);
            for (int j = 0; j < length; j++) {
                elements.add(sequence.get(BigInteger.valueOf(j)));
            }
            for (Value candidate : simpler(elements.get(i))) {
                elements.set(i, candidate);
                Difference next = with(now, parameter, Value.Sequence.of(elements));
                if (next != now) {
                    now = next;
                    break;
                }
            }
        }
        return now;
    }
}
