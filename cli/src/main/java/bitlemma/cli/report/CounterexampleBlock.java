package bitlemma.cli.report;

import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.kernels.Trace;
import bitlemma.numbers.IntegerFormat;
import bitlemma.proofs.Counterexample;
import java.util.List;
import java.util.Map;

/** An input and what happens on it, as a table. */
final class CounterexampleBlock {
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
        input.forEach((variable, value) -> columns.row(
                variable.label(),
                Shown.decimal(value),
                Shown.format(variable.sort()).map(f -> Shown.hex(value, f)).orElse("")));
        columns.write(page, indent);
    }

    static void trace(Page page, String indent, List<Trace.Entry> trace) {
        Columns columns = new Columns("lrll");
        int outermost = trace.stream().mapToInt(Trace.Entry::depth).min().orElse(0);
        for (Trace.Entry entry : trace) {
            String label = "  ".repeat(Math.min(entry.depth() - outermost, 10)) + label(entry);
            columns.row(label, Shown.decimal(entry.value()), hex(entry), entry.note());
        }
        columns.write(page, indent);
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
