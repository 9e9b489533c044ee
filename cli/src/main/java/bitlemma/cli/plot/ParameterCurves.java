package bitlemma.cli.plot;

import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Derivation.Parameter;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import bitlemma.plots.LineChart;
import bitlemma.proofs.Answered;
import bitlemma.symbolic.answer.Measured;
import bitlemma.symbolic.answer.Outcome;
import bitlemma.symbolic.answer.Row;
import bitlemma.symbolic.enclosure.Enclosure;
import bitlemma.symbolic.enclosure.Evaluation;
import bitlemma.symbolic.formula.Formula;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Answers over a parameter: closed forms as lines, what was found without them as points. */
final class ParameterCurves {
    private static final int POINTS = 241;
    private static final int MOST_INTEGERS = 64;
    private static final int BITS = 80;

    private final Derivation derivation;
    private final Variable over;
    /** Values of the other parameters. */
    private final Map<Variable, Rational> fixed;

    private ParameterCurves(Derivation derivation, Variable over, Map<Variable, Rational> fixed) {
        this.derivation = derivation;
        this.over = over;
        this.fixed = fixed;
    }

    static Optional<Picture> of(Derivation derivation, List<Answered> answers) {
        Optional<Row> first = answers.stream().flatMap(a -> a.result().rows().stream()).findFirst();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Map<Variable, Rational> fixed = new HashMap<>(first.get().sample().values());
        Variable over = derivation.parameters().getFirst().variable();
        fixed.remove(over);
        return new ParameterCurves(derivation, over, fixed).picture(answers);
    }

    private Optional<Picture> picture(List<Answered> answers) {
        List<Row> rows = answers.stream()
                .flatMap(a -> a.result().rows().stream())
                .filter(this::isHere)
                .toList();
        List<Rational> x = axis(derivation.parameters().getFirst(), rows);
        List<LineChart.Curve> curves = new ArrayList<>();
        List<String> drawn = new ArrayList<>();
        for (Answered answered : answers) {
            String label = answered.result().request().label();
            int before = curves.size();
            if (answered.result().outcome() instanceof Outcome.Closed closed) {
                List<Double> y = x.stream().map(v -> at(closed.formula(), v)).toList();
                if (y.stream().anyMatch(Double::isFinite)) {
                    curves.add(new LineChart.Curve(label, x.stream().map(Decimal::of).toList(), y));
                }
            }
            points(answered, label + ", " + (before < curves.size() ? "checked" : "measured")).ifPresent(curves::add);
            if (before < curves.size()) {
                drawn.add(label);
            }
        }
        if (curves.isEmpty()) {
            return Optional.empty();
        }
        String where = derivation.parameters().stream()
                .map(Parameter::variable)
                .filter(fixed::containsKey)
                .map(v -> v.label() + " = " + fixed.get(v))
                .collect(Collectors.joining(", "));
        String range = over.label() + " from " + x.getFirst() + " to " + x.getLast();
        String words = String.join(", ", drawn) + " over " + range + (where.isEmpty() ? "" : " at " + where);
        LineChart chart = new LineChart(
                where.isEmpty() ? derivation.name() : derivation.name() + ", " + where,
                over.label(),
                drawn.size() == 1 ? drawn.getFirst() : "",
                curves);
        return Optional.of(new Picture(chart.svg(), words));
    }

    /** Whether the other parameters of a row are the ones that are drawn. */
    private boolean isHere(Row row) {
        return fixed.entrySet().stream()
                .allMatch(e -> e.getValue().equals(row.sample().values().get(e.getKey())));
    }

    private Optional<LineChart.Curve> points(Answered answered, String name) {
        List<Row> rows = answered.result().rows().stream()
                .filter(this::isHere)
                .filter(r -> Double.isFinite(Decimal.of(r.measured())))
                .sorted((a, b) -> a.sample().values().get(over).compareTo(b.sample().values().get(over)))
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new LineChart.Curve(
                        name,
                        rows.stream().map(r -> Decimal.of(r.sample().values().get(over))).toList(),
                        rows.stream().map(r -> Decimal.of(r.measured())).toList(),
                        true));
    }

    /** Not a number where the formula has no value. */
    private double at(Formula formula, Rational value) {
        Map<String, Enclosure> values = new HashMap<>();
        fixed.forEach((v, r) -> values.put(v.name(), Enclosure.of(r, BITS)));
        values.put(over.name(), Enclosure.of(value, BITS));
        try {
            return Evaluation.of(formula, values, BITS).map(Decimal::of).orElse(Double.NaN);
        } catch (ArithmeticException undefined) {
            return Double.NaN;
        }
    }

    /** The whole range where it has two ends, else as far as the numbers reach. */
    private static List<Rational> axis(Parameter parameter, List<Row> rows) {
        List<Rational> known = rows.stream()
                .map(r -> r.sample().values().get(parameter.variable()))
                .sorted()
                .toList();
        Rational low = parameter.low() != null ? parameter.low() : known.getFirst();
        Rational high = parameter.high() != null ? parameter.high() : known.getLast();
        List<Rational> values = new ArrayList<>();
        if (parameter.variable().sort() == Sort.INTEGER) {
            for (Rational v = low; v.compareTo(high) <= 0 && values.size() < MOST_INTEGERS; v = v.plus(Rational.ONE)) {
                values.add(v);
            }
            return values;
        }
        Rational step = high.minus(low).dividedBy(Rational.of(POINTS - 1));
        for (int i = 0; i < POINTS; i++) {
            values.add(low.plus(step.times(Rational.of(i))));
        }
        return values;
    }
}
