package bitlemma.notebook.session;

import bitlemma.cli.report.Shown;
import bitlemma.grammar.check.Checker;
import bitlemma.grammar.core.OpenExpression;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.diagnostics.Problem;
import bitlemma.grammar.syntax.Declaration;
import bitlemma.grammar.syntax.Expression;
import bitlemma.grammar.syntax.Instance;
import bitlemma.grammar.syntax.Module;
import bitlemma.grammar.syntax.Parameter;
import bitlemma.grammar.syntax.TypeSyntax;
import bitlemma.kernels.Evaluator;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.Trace;
import bitlemma.notebook.answer.Answer;
import bitlemma.notebook.answer.CellError;
import bitlemma.numbers.Rational;
import bitlemma.plots.HeatMap;
import bitlemma.plots.LineChart;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Draws expressions over their inputs: every point is computed exactly, only the picture is rounded. */
final class Plot {
    private static final int POINTS = 601;
    /** Integers are drawn each where they are not more than this. */
    private static final int INTEGERS = 2049;
    private static final int SQUARES = 96;
    private static final long STEPS = Evaluator.ORDINARY / 10;

    private final List<Module> declared;
    private final Run run;
    private final CellText cell;
    private final CellText.Magic magic;
    private int undefined;
    private Optional<Extremes> extremes = Optional.empty();

    private Plot(List<Module> declared, Run run, CellText cell, CellText.Magic magic) {
        this.declared = declared;
        this.run = run;
        this.cell = cell;
        this.magic = magic;
    }

    /** The least and the greatest value that was drawn, and where. */
    private record Extremes(Rational least, String leastAt, Rational greatest, String greatestAt) {
        String words() {
            return ", from " + shown(least) + " at " + leastAt + " to " + shown(greatest) + " at " + greatestAt;
        }

        private static String shown(Rational value) {
            return Shown.decimal(new Value.Number(value));
        }

        Extremes with(Rational value, String at) {
            return value.compareTo(least) < 0
                    ? new Extremes(value, at, greatest, greatestAt)
                    : value.compareTo(greatest) > 0 ? new Extremes(least, leastAt, value, at) : this;
        }
    }

    /** An axis whose ends are known. */
    private record Known(String name, Optional<TypeSyntax> type, Optional<Axis.Range> range) {}

    static Answer of(CellText cell, CellText.Magic magic, List<Module> declared, Run run) throws CellError {
        return new Plot(declared, run, cell, magic).answer(PlotRequest.of(cell, magic));
    }

    private Answer answer(PlotRequest request) throws CellError {
        List<Known> axes = new ArrayList<>();
        for (PlotRequest.Axis axis : request.axes()) {
            Axis.Range range = new Axis.Range(constant(axis.low()), constant(axis.high()));
            if (range.low().compareTo(range.high()) >= 0) {
                throw Magics.error(cell, magic, "the range of `" + axis.name() + "` is empty");
            }
            axes.add(new Known(axis.name(), axis.type(), Optional.of(range)));
        }
        List<Expression> expressions = request.expressions();
        if (axes.isEmpty()) {
            Named named = named(expressions);
            expressions = List.of(named.call());
            axes = named.axes();
        }
        return axes.size() == 1
                ? curves(expressions, axes.getFirst())
                : map(expressions.getFirst(), axes.get(0), axes.get(1));
    }

    // ---- what is asked ----

    private record Named(Expression call, List<Known> axes) {}

    /** The kernel that a name alone stands for, on all its inputs. */
    private Named named(List<Expression> expressions) throws CellError {
        if (expressions.size() == 1 && expressions.getFirst() instanceof Expression.Reference reference) {
            Optional<List<Parameter>> parameters = declared.stream()
                    .flatMap(m -> m.declarations().stream())
                    .filter(d -> d.name().equals(reference.name()))
                    .flatMap(d -> switch (d) {
                        case Declaration.KernelDeclaration kernel -> Stream.of(kernel.parameters());
                        case Declaration.Function function -> Stream.of(function.parameters());
                        default -> Stream.<List<Parameter>>empty();
                    })
                    .findFirst();
            if (parameters.isPresent() && parameters.get().size() >= 1 && parameters.get().size() <= 2) {
                List<Expression> arguments = new ArrayList<>();
                List<Known> axes = new ArrayList<>();
                for (Parameter parameter : parameters.get()) {
                    arguments.add(new Expression.Reference(parameter.name(), reference.place()));
                    axes.add(new Known(parameter.name(), Optional.empty(), Optional.empty()));
                }
                Instance callee = new Instance(reference.name(), List.of(), reference.place());
                return new Named(new Expression.Call(callee, arguments, reference.place()), axes);
            }
        }
        throw Magics.error(cell, magic, "nothing says over which values to draw; " + PlotRequest.FORM);
    }

    private Rational constant(Expression expression) throws CellError {
        OpenExpression open = checked(Checker.open(expression, List.of(), declared));
        if (open.inputs().isEmpty()
                && evaluate(open, Map.of()) instanceof Outcome.Returned returned
                && Axis.exact(returned.value()).isPresent()) {
            return Axis.exact(returned.value()).get();
        }
        throw Magics.error(cell, magic, "`" + expression.place().text() + "` is no number");
    }

    private OpenExpression checked(Checker.Opened opened) throws CellError {
        return opened.expression().orElseThrow(() -> cell.error(opened.diagnostics()));
    }

    /** An expression over the axes: a name is rational where neither a kernel nor the user says of which type it is. */
    private OpenExpression open(Expression expression, List<Known> axes) throws CellError {
        List<Parameter> parameters = new ArrayList<>();
        for (Known axis : axes) {
            axis.type().ifPresent(t -> parameters.add(new Parameter(axis.name(), t, Optional.empty(), t.place())));
        }
        Checker.Opened opened = Checker.open(expression, parameters, declared);
        for (Known axis : axes) {
            boolean unknown = opened.diagnostics().stream()
                    .anyMatch(d -> d.problem() == Problem.UNKNOWN_NAME
                            && d.place().text().equals(axis.name()));
            if (unknown) {
                TypeSyntax rational = new TypeSyntax.Named("rational", expression.place());
                parameters.add(new Parameter(axis.name(), rational, Optional.empty(), expression.place()));
                opened = Checker.open(expression, parameters, declared);
            }
        }
        OpenExpression open = checked(opened);
        for (Variable input : open.inputs()) {
            if (axes.stream().noneMatch(a -> a.name().equals(input.label()))) {
                throw Magics.error(cell, magic, "`" + input.label() + "` has no range: add `, " + input.label()
                        + " in LOW..HIGH`, or write a number for it");
            }
        }
        return open;
    }

    private static Optional<Variable> input(OpenExpression open, Known axis) {
        return open.inputs().stream().filter(v -> v.label().equals(axis.name())).findFirst();
    }

    /** The values on an axis; throws CellError where its sort has none in the range. */
    private List<Value> values(OpenExpression open, Known axis, int most) throws CellError {
        Optional<Variable> input = input(open, axis);
        Sort sort = input.map(Variable::sort).orElse(Sort.RATIONAL);
        String name = axis.name();
        Axis.Range range = axis.range().or(() -> Axis.whole(sort)).orElseThrow(() -> Magics.error(
                cell, magic, "`" + name + "` has no bounds of its own; add `for " + name + " in LOW..HIGH`"));
        List<Value> values = Axis.values(sort, range, most);
        if (values.size() < 2) {
            throw Magics.error(
                    cell, magic, "fewer than two values of `" + name + "`, of type " + sort + ", are in the range");
        }
        return values;
    }

    // ---- drawing ----

    private Answer curves(List<Expression> expressions, Known axis) throws CellError {
        List<LineChart.Curve> curves = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Expression expression : expressions) {
            OpenExpression open = open(expression, List.of(axis));
            Optional<Variable> input = input(open, axis);
            boolean whole = input.filter(v -> v.sort().isInteger()).isPresent();
            List<Value> points = values(open, axis, whole ? INTEGERS : POINTS);
            List<Double> x = new ArrayList<>();
            List<Double> y = new ArrayList<>();
            undefined = 0;
            extremes = Optional.empty();
            for (Value point : points) {
                run.check();
                Map<Variable, Value> values = new LinkedHashMap<>();
                input.ifPresent(v -> values.put(v, point));
                x.add(real(Axis.exact(point).orElseThrow()));
                y.add(height(open, values, at(axis, point)));
            }
            String name = name(expression);
            curves.add(new LineChart.Curve(unique(name, curves), x, y));
            text.append(text.isEmpty() ? "" : "\n").append(words(name, points.size()));
        }
        String label = expressions.size() == 1 ? name(expressions.getFirst()) : "";
        return Answer.picture(text.toString(), new LineChart("", axis.name(), label, curves).svg());
    }

    private Answer map(Expression expression, Known across, Known up) throws CellError {
        OpenExpression open = open(expression, List.of(across, up));
        List<Value> columns = values(open, across, SQUARES);
        List<Value> rows = values(open, up, SQUARES);
        List<List<Double>> heights = new ArrayList<>();
        for (Value row : rows) {
            List<Double> line = new ArrayList<>();
            for (Value column : columns) {
                run.check();
                Map<Variable, Value> values = new LinkedHashMap<>();
                input(open, across).ifPresent(v -> values.put(v, column));
                input(open, up).ifPresent(v -> values.put(v, row));
                line.add(height(open, values, at(across, column) + ", " + at(up, row)));
            }
            heights.add(line);
        }
        String name = name(expression);
        HeatMap map = new HeatMap(name, across.name(), up.name(), centres(columns), centres(rows), heights);
        return Answer.picture(words(name, columns.size() * rows.size()), map.svg());
    }

    private static String at(Known axis, Value value) {
        return axis.name() + " = " + Shown.decimal(value);
    }

    /** Where the squares are drawn: values of a format need not be equally spaced, the squares are. */
    private static List<Double> centres(List<Value> values) {
        Axis.Range range = new Axis.Range(
                Axis.exact(values.getFirst()).orElseThrow(), Axis.exact(values.getLast()).orElseThrow());
        return Axis.even(range, values.size()).stream().map(Plot::real).toList();
    }

    private double height(OpenExpression open, Map<Variable, Value> values, String at) {
        boolean inside = Evaluator.evaluate(open.given(), values, Trace.none(), STEPS) instanceof Outcome.Returned given
                && given.value() instanceof Value.Truth truth
                && truth.value();
        Optional<Rational> value = inside && evaluate(open, values) instanceof Outcome.Returned returned
                ? Axis.exact(returned.value())
                : Optional.empty();
        if (value.isEmpty()) {
            undefined++;
            return Double.NaN;
        }
        extremes = Optional.of(extremes
                .map(e -> e.with(value.get(), at))
                .orElseGet(() -> new Extremes(value.get(), at, value.get(), at)));
        return real(value.get());
    }

    private static Outcome evaluate(OpenExpression open, Map<Variable, Value> values) {
        return Evaluator.evaluate(open.term(), values, Trace.none(), STEPS);
    }

    private static double real(Rational value) {
        return new BigDecimal(value.numerator())
                .divide(new BigDecimal(value.denominator()), MathContext.DECIMAL64)
                .doubleValue();
    }

    // ---- words ----

    private String words(String name, int points) {
        String drawn = name + ": " + points + " values";
        String missing = undefined == 0 ? "" : ", " + undefined + " of them undefined";
        return drawn + missing + extremes.map(Extremes::words).orElse("");
    }

    private static String name(Expression expression) {
        String text = expression instanceof Expression.Call call
                && call.place().equals(call.callee().place())
                ? call.callee().name()
                : expression.place().text();
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }

    private static String unique(String name, List<LineChart.Curve> curves) {
        String result = name;
        for (int i = 2; hasName(result, curves); i++) {
            result = name + " (" + i + ")";
        }
        return result;
    }

    private static boolean hasName(String name, List<LineChart.Curve> curves) {
        return curves.stream().anyMatch(c -> c.name().equals(name));
    }
}
