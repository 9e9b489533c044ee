package bitlemma.cli.report;

import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.kernels.Trace;
import bitlemma.numbers.IntegerFormat;
import bitlemma.proofs.Counterexample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An input and what happens on it, as a table. */
public final class CounterexampleBlock {
    private static final int WIDEST_LABEL = 56;

    private CounterexampleBlock() {}

    static void write(Page page, String indent, Counterexample example) {
        if (!example.input().isEmpty()) {
            page.line(indent + "input");
            inputs(page, indent + "  ", example.input());
        }
        if (!example.trace().isEmpty()) {
            page.line(indent + "steps");
            trace(page, indent + "  ", example.trace());
        }
    }

    private static void inputs(Page page, String indent, Map<Variable, Value> input) {
        Columns columns = new Columns("lll");
        inputs(input).forEach(row -> columns.row(row.label(), row.value(), row.bits()));
        columns.write(page, indent);
    }

    static void trace(Page page, String indent, List<Trace.Entry> trace) {
        Columns columns = new Columns("lrll");
        steps(trace).forEach(row -> columns.row(
                "  ".repeat(row.depth()) + row.label(), row.value(), row.bits(), row.note()));
        columns.write(page, indent);
    }

    /**
     * One line of such a table.
     *
     * @param depth how many calls and reductions it is inside; at most 10
     * @param label the name of an input, the text of an operation
     * @param value in decimal
     * @param bits in hexadecimal; empty where no machine holds the value
     * @param note what happened, as "wraps from 130"; empty where nothing did
     */
    public record Row(int depth, String label, String value, String bits, String note) {}

    /** A row for each input. */
    public static List<Row> inputs(Map<Variable, Value> input) {
        List<Row> rows = new ArrayList<>();
        input.forEach((variable, value) -> rows.add(new Row(
                0,
                variable.label(),
                Shown.decimal(value),
                Shown.format(variable.sort()).map(f -> Shown.hex(value, f)).orElse(""),
                "")));
        return rows;
    }

    /** A row for each intermediate value. */
    public static List<Row> steps(List<Trace.Entry> trace) {
        int outermost = trace.stream().mapToInt(Trace.Entry::depth).min().orElse(0);
        return trace.stream()
                .map(entry -> new Row(
                        Math.min(entry.depth() - outermost, 10),
                        label(entry),
                        Shown.decimal(entry.value()),
                        hex(entry),
                        entry.note()))
                .toList();
    }

    private static String label(Trace.Entry entry) {
        String label = entry.site().kind() == Site.Kind.REDUCTION ? "round " + entry.label() : entry.label();
        if (label.length() <= WIDEST_LABEL) {
            return label;
        }
        // Operations of a chain begin alike, so that the end tells them apart.
        int half = (WIDEST_LABEL - 3) / 2;
        return label.substring(0, half) + "..." + label.substring(label.length() - half);
    }

    private static String hex(Trace.Entry entry) {
        IntegerFormat format = entry.format().orElse(null);
        return format == null ? "" : Shown.hex(entry.value(), format);
    }
}
