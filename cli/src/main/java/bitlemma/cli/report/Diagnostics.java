package bitlemma.cli.report;

import bitlemma.grammar.diagnostics.Diagnostic;
import java.util.List;

/** What is wrong with a file, for people. */
public final class Diagnostics {
    private Diagnostics() {}

    /** Each with its place, source line and hint. */
    public static String of(List<Diagnostic> diagnostics, Style style) {
        Page page = new Page(style, true);
        diagnostics.forEach(d -> TextReport.diagnostic(page, "", d));
        return page.toString();
    }
}
