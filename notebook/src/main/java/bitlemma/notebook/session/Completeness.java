package bitlemma.notebook.session;

import bitlemma.grammar.diagnostics.Diagnostic;
import java.util.List;

/** Whether a text that is being typed is a cell already: consoles ask at each end of a line. */
public sealed interface Completeness {
    /** It can be run. */
    record Complete() implements Completeness {}

    /** More has to follow. */
    record Incomplete(String indent) implements Completeness {}

    /** Whatever follows, it is wrong. */
    record Wrong() implements Completeness {}

    /** Looks at the form of a text alone. */
    static Completeness of(String text) {
        CellText cell = CellText.of("cell", text);
        List<Diagnostic> diagnostics = ParsedCell.of(cell).diagnostics();
        if (diagnostics.isEmpty()) {
            return new Complete();
        }
        String body = cell.body().text();
        boolean openComment = body.lastIndexOf("/*") > body.lastIndexOf("*/");
        boolean atEnd = diagnostics.getFirst().place().start() >= body.stripTrailing().length();
        return openComment || atEnd ? new Incomplete(body.stripTrailing().endsWith("{") ? "    " : "") : new Wrong();
    }
}
