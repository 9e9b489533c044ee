package bitlemma.cli.derivation;

import bitlemma.cli.report.Page;
import bitlemma.cli.report.Seconds;
import bitlemma.cli.report.Style;
import bitlemma.cli.report.TextReport;
import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Derivation.Request;
import bitlemma.proofs.Answered;
import java.util.List;
import java.util.stream.Collectors;

/** The report for people, and the one for files under version control. */
public final class DerivationText {
    private final Page page;
    private final Look look;

    private DerivationText(Look look) {
        this.look = look;
        this.page = new Page(look.style(), !look.expected());
    }

    /** The report for people. */
    public static String of(DerivationReport report, Style style, boolean steps, int digits) {
        DerivationText text = new DerivationText(new Look(style, steps, digits, false));
        for (DerivationReport.File file : shown(report)) {
            text.file(file);
            text.page.blank();
        }
        text.page.line(Tally.of(report).sentence(style) + ", " + Seconds.of(report.seconds()) + " in all");
        return text.page.toString();
    }

    /** The report that is the same on every machine. */
    public static String expected(DerivationReport report, boolean steps, int digits) {
        DerivationText text = new DerivationText(new Look(Style.PLAIN, steps, digits, true));
        List<DerivationReport.File> files = shown(report);
        for (int i = 0; i < files.size(); i++) {
            if (i > 0) {
                text.page.blank();
            }
            text.file(files.get(i));
        }
        return text.page.toString();
    }

    /** Of several files, those with derivations or errors. */
    private static List<DerivationReport.File> shown(DerivationReport report) {
        return report.files().size() == 1
                ? report.files()
                : report.files().stream()
                        .filter(f -> !f.blocks().isEmpty() || !f.diagnostics().isEmpty())
                        .toList();
    }

    private void file(DerivationReport.File file) {
        page.line(page.style().bold(page.file(file.path())));
        file.diagnostics().forEach(d -> TextReport.diagnostic(page, "  ", d));
        if (file.program().isPresent() && file.program().get().derivations().isEmpty()) {
            page.line("  derives nothing: it has no derive block of its own");
        }
        boolean first = true;
        for (DerivationReport.Block block : file.blocks()) {
            if (!first) {
                page.blank();
            }
            first = false;
            block(block);
        }
    }

    private void block(DerivationReport.Block block) {
        Derivation derivation = block.derivation();
        Style style = page.style();
        page.line("  " + style.bold(derivation.name()));
        derivation.documentation().lines().forEach(l -> page.line("    " + l));
        String parameters = InputText.parameters(derivation);
        if (!parameters.isEmpty()) {
            page.line("    " + style.faint("given " + parameters));
        }
        InputText.variables(derivation).forEach(l -> page.line("    " + style.faint(l)));
        page.blank();
        AnswerText text = new AnswerText(page, look, derivation);
        for (Answered answered : block.answers()) {
            text.write(answered);
        }
        List<Request> left = block.left();
        if (!left.isEmpty()) {
            page.line("    " + style.open("-") + " not reached when you stopped: "
                    + left.stream().map(Request::label).collect(Collectors.joining(", ")));
        }
        if (!block.plot().isEmpty()) {
            page.line("    plot: " + block.plot());
        }
    }
}
