package bitlemma.symbolic.derive;

import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import bitlemma.symbolic.answer.Sample;
import bitlemma.symbolic.exact.Evaluation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values of parameters to compare at: the least integers, and simple fractions spread over the ranges of real numbers.
 */
final class Samples {
    /** As many samples as a check has where the parameters have so many values. */
    static final int WANTED = 8;

    private static final int FAR = 6;
    private static final long[] FRACTIONS = {1, 31, 9, 23, 32, 17};
    private static final long[] DISTANCES = {1, 640, 7, 160, 3200, 99};
    private static final int TRIED = 400;
    private static final long[][] UNIT = {
        {1, 2}, {1, 4}, {3, 4}, {1, 8}, {7, 8}, {3, 8}, {5, 8}, {1, 16}, {15, 16}, {1, 3}, {2, 3}, {3, 16}, {11, 16}
    };
    private static final long[][] POSITIVE = {
        {1, 1}, {1, 2}, {2, 1}, {3, 4}, {3, 2}, {1, 4}, {5, 2}, {3, 1}, {1, 8}, {4, 1}, {1, 3}, {6, 1}, {1, 16}
    };

    private Samples() {}

    /** Up to {@link #WANTED} samples that satisfy the given; one without values where there are no parameters. */
    static List<Sample> of(Derivation derivation, Evaluation evaluation) {
        List<Derivation.Parameter> parameters = derivation.parameters();
        if (parameters.isEmpty()) {
            return List.of(new Sample(Map.of()));
        }
        List<List<Rational>> values =
                parameters.stream().map(Samples::values).toList();
        Set<Sample> found = new LinkedHashSet<>();
        int tried = 0;
        for (int i = 0; i < TRIED && found.size() < WANTED; i++) {
            Map<Variable, Rational> sample = new LinkedHashMap<>();
            for (int p = 0; p < parameters.size(); p++) {
                List<Rational> own = values.get(p);
                // Strides without a common period, so that two parameters do not move together.
                int index = p == 0 ? i : i / (p + 1) * (2 * p + 1) + i * p;
                sample.put(parameters.get(p).variable(), own.get(Math.floorMod(index, own.size())));
            }
            Sample candidate = new Sample(sample);
            if (holds(derivation.given(), candidate, evaluation)) {
                found.add(candidate);
            }
            tried++;
        }
        return new ArrayList<>(found);
    }

    /**
     * A few samples far from the first ones: near the ends of ranges, small and great where there is no end. An extreme
     * that is right at the first ones may be another one there.
     */
    static List<Sample> far(Derivation derivation, Evaluation evaluation) {
        List<Sample> far = new ArrayList<>();
        if (derivation.parameters().isEmpty()) {
            return far;
        }
        for (int i = 0; i < FAR; i++) {
            Map<Variable, Rational> sample = new LinkedHashMap<>();
            for (int p = 0; p < derivation.parameters().size(); p++) {
                sample.put(derivation.parameters().get(p).variable(), far(derivation.parameters().get(p), (i + p * 3) % FAR));
            }
            Sample candidate = new Sample(sample);
            if (holds(derivation.given(), candidate, evaluation)) {
                far.add(candidate);
            }
        }
        return far;
    }

    private static Rational far(Derivation.Parameter parameter, int index) {
        Rational part = Rational.of(FRACTIONS[index], 32);
        Rational low = parameter.low();
        Rational high = parameter.high();
        Rational value;
        if (low != null && high != null) {
            value = low.plus(high.minus(low).times(part));
        } else {
            Rational distance = Rational.of(DISTANCES[index], 32);
            value = low != null ? low.plus(distance) : high != null ? high.minus(distance) : distance;
        }
        if (parameter.variable().sort() != Sort.INTEGER) {
            return value;
        }
        return low != null && high != null ? Rational.of(value.floor()) : Rational.of(value.ceiling().add(BigInteger.valueOf(16)));
    }

    /** The values of the parameters as an evaluation takes them. */
    static Map<Variable, Value> inputs(Sample sample) {
        Map<Variable, Value> inputs = new HashMap<>();
        sample.values().forEach((v, r) -> inputs.put(v, new Value.Number(r)));
        return inputs;
    }

    private static boolean holds(List<Term> given, Sample sample, Evaluation evaluation) {
        return given.stream()
                .allMatch(g -> evaluation.truth(g, inputs(sample)).orElse(false));
    }

    /** All values of the parameters, where there are at most so many; else nothing. */
    static List<Sample> all(Derivation derivation, Evaluation evaluation, int most) {
        List<Map<Variable, Rational>> all = List.of(Map.of());
        for (Derivation.Parameter parameter : derivation.parameters()) {
            if (parameter.variable().sort() != Sort.INTEGER || parameter.low() == null || parameter.high() == null) {
                return List.of();
            }
            List<Map<Variable, Rational>> next = new ArrayList<>();
            BigInteger low = parameter.low().ceiling();
            BigInteger high = parameter.high().floor();
            for (Map<Variable, Rational> begun : all) {
                for (BigInteger v = low; v.compareTo(high) <= 0; v = v.add(BigInteger.ONE)) {
                    Map<Variable, Rational> longer = new LinkedHashMap<>(begun);
                    longer.put(parameter.variable(), Rational.of(v));
                    next.add(longer);
                    if (next.size() > most) {
                        return List.of();
                    }
                }
            }
            all = next;
        }
        return all.stream()
                .map(Sample::new)
                .filter(s -> holds(derivation.given(), s, evaluation))
                .toList();
    }

    private static List<Rational> values(Derivation.Parameter parameter) {
        List<Rational> values = new ArrayList<>();
        Rational low = parameter.low();
        Rational high = parameter.high();
        if (parameter.variable().sort() == Sort.INTEGER) {
            BigInteger first = low != null
                    ? low.ceiling()
                    : high != null ? high.floor().subtract(BigInteger.valueOf(15)) : BigInteger.ZERO;
            for (int i = 0; i < 16; i++) {
                Rational value = Rational.of(first.add(BigInteger.valueOf(i)));
                if (high == null || value.compareTo(high) <= 0) {
                    values.add(value);
                }
            }
            return values;
        }
        if (low != null && high != null) {
            for (long[] f : UNIT) {
                values.add(low.plus(high.minus(low).times(Rational.of(f[0], f[1]))));
            }
        } else {
            for (long[] f : POSITIVE) {
                Rational step = Rational.of(f[0], f[1]);
                values.add(
                        low != null
                                ? low.plus(step)
                                : high != null ? high.minus(step) : values.size() % 2 == 0 ? step : step.negate());
            }
        }
        return values;
    }
}
