package bitlemma.verifier.search;

import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import bitlemma.verifier.range.Range;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * Inputs that are likely to fail: ends of ranges, small numbers, what is next to the constants of the program, arrays of one
 * value. Cheap to try before any solver is loaded, and simple when they do fail. Always the same for the same proposition.
 */
public final class Candidates {
    private static final int ALL_COMBINATIONS = 3000;
    private static final int RANDOM_COMBINATIONS = 1500;
    private static final int MIXED_ARRAYS = 600;
    private static final int LONGEST_MIXED = 64;

    private Candidates() {}

    /** Tries inputs, simple ones first, until {@code use} gives something other than null. */
    public static <T> T search(Inputs inputs, Function<Map<Variable, Value>, T> use) {
        List<Variable> variables = inputs.proposition().inputs();
        List<List<Rational>> choices = new ArrayList<>();
        List<Rational> constants = inputs.constants();
        for (Variable variable : variables) {
            List<Rational> values = interesting(variable, inputs.range(variable), constants);
            if (values.isEmpty()) {
                return null;
            }
            choices.add(values);
        }
        // Short arrays first: they are cheap, and the simplest counterexamples where they fail.
        T found = uniform(inputs, choices, input -> isShort(input) ? use.apply(input) : null);
        if (found == null) {
            found = mixed(variables, choices, use);
        }
        return found == null ? uniform(inputs, choices, input -> isShort(input) ? null : use.apply(input)) : found;
    }

    private static boolean isShort(Map<Variable, Value> input) {
        return input.values().stream()
                .allMatch(v -> !(v instanceof Value.Sequence s)
                        || s.length().compareTo(BigInteger.valueOf(LONGEST_MIXED)) <= 0);
    }

    /** Every combination of interesting values where these are few; else the ends of ranges against each other, and samples. */
    private static <T> T uniform(
            Inputs inputs, List<List<Rational>> choices, Function<Map<Variable, Value>, T> use) {
        List<Variable> variables = inputs.proposition().inputs();
        long combinations = 1;
        for (List<Rational> values : choices) {
            combinations = Math.min(Long.MAX_VALUE / 64, combinations) * values.size();
        }
        if (combinations <= ALL_COMBINATIONS) {
            for (long i = 0; i < combinations; i++) {
                long rest = i;
                List<Rational> chosen = new ArrayList<>();
                for (List<Rational> values : choices) {
                    chosen.add(values.get((int) (rest % values.size())));
                    rest /= values.size();
                }
                T found = use.apply(input(variables, chosen));
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
        int ends = Math.min(variables.size(), 10);
        for (int mask = 0; mask < 1 << ends; mask++) {
            List<Rational> chosen = new ArrayList<>();
            for (int j = 0; j < variables.size(); j++) {
                Range range = inputs.range(variables.get(j));
                boolean high = j < ends ? (mask >> j & 1) == 1 : (mask & 1) == 1;
                Rational end = high ? range.high() : range.low();
                chosen.add(end == null ? choices.get(j).getLast() : end);
            }
            T found = use.apply(input(variables, chosen));
            if (found != null) {
                return found;
            }
        }
        Random random = new Random(1);
        for (int i = 0; i < RANDOM_COMBINATIONS; i++) {
            List<Rational> chosen = new ArrayList<>();
            for (int j = 0; j < variables.size(); j++) {
                List<Rational> values = choices.get(j);
                Range range = inputs.range(variables.get(j));
                boolean anywhere = i % 3 == 2 && range.isBounded() && range.isInteger();
                chosen.add(anywhere ? between(range, random) : values.get(random.nextInt(values.size())));
            }
            T found = use.apply(input(variables, chosen));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Short arrays of different elements: order matters to some kernels. */
    private static <T> T mixed(
            List<Variable> variables, List<List<Rational>> choices, Function<Map<Variable, Value>, T> use) {
        if (variables.stream().noneMatch(v -> v.sort() instanceof Sort.Array)) {
            return null;
        }
        Random random = new Random(2);
        for (int i = 0; i < MIXED_ARRAYS; i++) {
            List<Rational> chosen = new ArrayList<>();
            for (List<Rational> values : choices) {
                chosen.add(values.get(random.nextInt(Math.min(values.size(), 6 + i % 8))));
            }
            Map<Variable, Value> input = input(variables, chosen);
            if (!isShort(input)) {
                continue;
            }
            for (int j = 0; j < variables.size(); j++) {
                if (input.get(variables.get(j)) instanceof Value.Sequence sequence) {
                    List<Value> elements = new ArrayList<>();
                    for (int k = 0; k < sequence.length().intValue(); k++) {
                        List<Rational> values = choices.get(j);
                        elements.add(Inputs.value(
                                variables.get(j).sort(), values.get(random.nextInt(values.size()))));
                    }
                    input.put(variables.get(j), Value.Sequence.of(elements));
                }
            }
            T found = use.apply(input);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static Rational between(Range range, Random random) {
        BigInteger span = range.high().numerator().subtract(range.low().numerator());
        BigInteger step = range.step().max(BigInteger.ONE);
        BigInteger steps = span.divide(step).add(BigInteger.ONE);
        BigInteger n = new BigInteger(steps.bitLength() + 8, random).mod(steps);
        return range.low().plus(Rational.of(n.multiply(step)));
    }

    private static Map<Variable, Value> input(List<Variable> variables, List<Rational> chosen) {
        Map<Variable, Value> input = new HashMap<>();
        for (int i = 0; i < variables.size(); i++) {
            if (!(variables.get(i).sort() instanceof Sort.Array)) {
                input.put(variables.get(i), Inputs.value(variables.get(i).sort(), chosen.get(i)));
            }
        }
        for (int i = 0; i < variables.size(); i++) {
            if (variables.get(i).sort() instanceof Sort.Array array) {
                input.put(
                        variables.get(i),
                        Value.Sequence.repeat(Inputs.value(array, chosen.get(i)), Inputs.length(array, input)));
            }
        }
        return input;
    }

    private static List<Rational> interesting(Variable variable, Range range, List<Rational> constants) {
        List<Rational> values = new ArrayList<>();
        if (variable.sort() instanceof Sort.Machine machine && machine.coding() != null) {
            machine.coding().specials().forEach(code -> keep(values, Rational.of(code), range));
            return values.isEmpty() ? List.of(Inputs.nearestToZero(range)) : values;
        }
        for (long small : new long[] {0, 1, -1, 2, 3, -2}) {
            keep(values, Rational.of(small), range);
        }
        Rational one = Rational.ONE;
        if (range.high() != null) {
            keep(values, range.high(), range);
            keep(values, range.high().minus(one), range);
        }
        if (range.low() != null) {
            keep(values, range.low(), range);
            keep(values, range.low().plus(one), range);
        }
        if (range.high() == null || range.low() == null) {
            for (int power : new int[] {4, 7, 8, 15, 16, 31}) {
                keep(values, Rational.powerOfTwo(power), range);
                keep(values, Rational.powerOfTwo(power).negate(), range);
            }
        }
        if (!(variable.sort() instanceof Sort.Array)) {
            for (Rational constant : constants) {
                keep(values, constant, range);
                keep(values, constant.plus(one), range);
                keep(values, constant.minus(one), range);
            }
        }
        if (variable.sort() == Sort.RATIONAL) {
            keep(values, Rational.HALF, range);
            keep(values, Rational.HALF.negate(), range);
        }
        if (values.isEmpty()) {
            keep(values, Inputs.nearestToZero(range), range);
        }
        return values;
    }

    private static void keep(List<Rational> values, Rational value, Range range) {
        if (range.contains(value) && !values.contains(value)) {
            values.add(value);
        }
    }
}
