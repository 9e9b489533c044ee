package bitlemma.cli.plot;

import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Derivation.RandomVariable;
import bitlemma.grammar.core.Distribution;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import bitlemma.plots.HeatMap;
import bitlemma.proofs.ExactEvaluation;
import bitlemma.symbolic.enclosure.Enclosure;
import bitlemma.symbolic.enclosure.Evaluation;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.reading.Reading;
import bitlemma.symbolic.reading.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A random value over its two uniform inputs, as colours. */
final class Surface {
    private static final int SQUARES = 96;
    private static final int BITS = 64;

    private Surface() {}

    private record Range(Rational low, Rational high) {
        /** The centre of a square. */
        Rational at(int i) {
            return low.plus(high.minus(low).times(Rational.of(2L * i + 1, 2L * SQUARES)));
        }
    }

    /** Empty where a bound is no number, or where the value is nowhere defined. */
    static Optional<Picture> of(String label, Term value, RandomVariable across, RandomVariable up) {
        Optional<Range> columns = range(across.distribution());
        Optional<Range> rows = range(up.distribution());
        if (columns.isEmpty() || rows.isEmpty()) {
            return Optional.empty();
        }
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        List<List<Double>> heights = new ArrayList<>();
        Optional<Formula> formula = formula(value);
        boolean any = false;
        for (int i = 0; i < SQUARES; i++) {
            x.add(Decimal.of(columns.get().at(i)));
            y.add(Decimal.of(rows.get().at(i)));
            List<Double> line = new ArrayList<>();
            for (int k = 0; k < SQUARES; k++) {
                double height = height(
                        value,
                        formula,
                        Map.of(
                                across.variable(), columns.get().at(k),
                                up.variable(), rows.get().at(i)));
                any |= Double.isFinite(height);
                line.add(height);
            }
            heights.add(line);
        }
        String inputs = across.variable().label() + " and " + up.variable().label();
        HeatMap map = new HeatMap(
                "inside of " + label, across.variable().label(), up.variable().label(), x, y, heights);
        return any
                ? Optional.of(new Picture(map.svg(), "the value inside of " + label + " over " + inputs))
                : Optional.empty();
    }

    private static Optional<Range> range(Distribution distribution) {
        Term[] ends = switch (distribution) {
            case Distribution.Uniform u -> new Term[] {u.low(), u.high()};
            case Distribution.Grid g -> new Term[] {g.low(), g.high()};
            default -> new Term[0];
        };
        return ends.length == 2 && ends[0] instanceof Constant low && ends[1] instanceof Constant high
                ? Optional.of(new Range(low.value(), high.value()))
                : Optional.empty();
    }

    /** Empty where the value calls a kernel or asks for an expected value. */
    private static Optional<Formula> formula(Term value) {
        try {
            return Optional.of(new Reading(real -> {
                        throw new Unreadable("a functional in a random value");
                    })
                    .formula(value));
        } catch (Unreadable unreadable) {
            return Optional.empty();
        }
    }

    /** Not a number where there is no value. */
    private static double height(Term value, Optional<Formula> formula, Map<Variable, Rational> at) {
        if (formula.isPresent()) {
            Map<String, Enclosure> values = new java.util.HashMap<>();
            at.forEach((v, r) -> values.put(v.name(), Enclosure.of(r, BITS)));
            return Evaluation.of(formula.get(), values, BITS).map(Decimal::of).orElse(Double.NaN);
        }
        Map<Variable, Value> inputs = new java.util.HashMap<>();
        at.forEach((v, r) -> inputs.put(v, new Value.Number(r)));
        return new ExactEvaluation().value(value, inputs).map(Decimal::of).orElse(Double.NaN);
    }
}
