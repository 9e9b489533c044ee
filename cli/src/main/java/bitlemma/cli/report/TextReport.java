package bitlemma.cli.report;

import bitlemma.grammar.core.Statement;
import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.diagnostics.Problem;
import bitlemma.proofs.Result;
import bitlemma.verifier.verdict.Evidence;
import java.util.ArrayList;
import java.util.List;

/** The report for people. */
public final class TextReport {
    private static final int WIDEST_NAME = 36;

    private final Page page;
    private final boolean verbose;

    private TextReport(Style style, boolean verbose) {
        this.page = new Page(style, true);
        this.verbose = verbose;
    }

    /** @param verbose whether the evidence of every obligation is shown */
    public static String of(Report report, Style style, boolean verbose) {
        TextReport text = new TextReport(style, verbose);
        for (FileReport file : report.files()) {
            text.file(file);
            text.page.blank();
        }
        if (!verbose || report.files().size() != 1 || !report.files().getFirst().results().isEmpty()) {
            Totals.write(text.page, report);
        }
        text.derivations(report);
        return text.page.toString();
    }

    /** The lines of one result, as they stand in a report. */
    public static String of(Result result, Style style) {
        TextReport text = new TextReport(style, false);
        text.result(result, 0, 0);
        return text.page.toString().indent(-2).strip();
    }

    /** What else the files ask, which verifying does not answer. */
    private void derivations(Report report) {
        List<String> paths = new ArrayList<>();
        int count = 0;
        for (FileReport file : report.files()) {
            int here = file.program().map(p -> p.derivations().size()).orElse(0);
            count += here;
            if (here > 0) {
                paths.add(file.path());
            }
        }
        if (count == 0) {
            return;
        }
        String where = paths.size() == 1 ? " " + paths.getFirst() : "";
        page.line(count + (count == 1 ? " derivation" : " derivations")
                + (paths.size() == 1 ? "" : " in " + paths.size() + " files") + ": `bitlemma derive" + where
                + "` answers "
                + (count == 1 ? "it" : "them"));
    }

    private void file(FileReport file) {
        page.line(page.style().bold(file.path()));
        for (Diagnostic diagnostic : file.diagnostics()) {
            diagnostic(page, "  ", diagnostic);
        }
        if (file.program().isPresent() && file.program().get().statements().isEmpty()) {
            boolean derives = !file.program().get().derivations().isEmpty();
            page.line(derives
                    ? "  states nothing to verify"
                    : "  states nothing: it has no kernel, claim, equivalence or find of its own");
        }
        int kinds = 0;
        int names = 0;
        for (Result result : file.results()) {
            kinds = Math.max(kinds, Kind.written(result.statement()).length());
            names = Math.max(names, Math.min(WIDEST_NAME, result.statement().name().length()));
        }
        for (Result result : file.results()) {
            result(result, kinds, names);
        }
        if (file.undecided() > 0) {
            page.line("  " + page.style().open("-") + " not decided when you stopped: " + file.undecided()
                    + (file.undecided() == 1 ? " statement" : " statements"));
        }
    }

    /** A diagnostic as the grammar renders it; without a line where it is about the file as a whole. */
    public static void diagnostic(Page page, String indent, Diagnostic diagnostic) {
        boolean whole = diagnostic.problem() == Problem.FILE || diagnostic.problem() == Problem.SIZE;
        String where = whole ? page.file(diagnostic.place().source().name()) : page.place(diagnostic.place());
        page.line(indent + where + ": " + page.style().bad("error:") + " " + diagnostic.message() + " "
                + page.style().faint("[" + diagnostic.problem().id() + "]"));
        if (!whole) {
            Excerpt.write(page, indent + "  ", diagnostic.place());
        }
        diagnostic.hint().ifPresent(h -> page.line(indent + "  hint: " + h));
    }

    private void result(Result result, int kinds, int names) {
        Style style = page.style();
        String mark = switch (result.status()) {
            case HOLDS -> style.good("✓");
            case UNKNOWN -> style.open("?");
            case REFUTED, INPUT_ERROR, FAULT -> style.bad("✗");
        };
        String wording = Wording.of(result);
        String shown = switch (result.status()) {
            case HOLDS -> wording;
            case UNKNOWN -> style.open(wording);
            case REFUTED, INPUT_ERROR, FAULT -> style.bad(wording);
        };
        page.line("  " + mark + " " + padded(Kind.written(result.statement()), kinds) + "  "
                + style.bold(padded(result.statement().name(), names)) + "  " + shown + how(result) + time(result));
        if (result.status() == Result.Status.HOLDS) {
            Witness.of(result).ifPresent(w -> page.line("      " + style.faint(w)));
            if (!result.message().isEmpty() && !result.verdict().equals("refuted")) {
                page.line("      " + style.faint(result.message()));
            }
        } else {
            Failure.write(page, result);
        }
        result.rechecked().ifPresent(r -> page.line("      recheck: " + r));
        if (verbose) {
            evidence(result);
        }
    }

    private String how(Result result) {
        boolean search =
                result.statement() instanceof Statement.Threshold || result.statement() instanceof Statement.Extreme;
        if (result.verdict().equals("refuted") && !result.message().isEmpty() && !search) {
            return page.style().faint("  found by " + result.message());
        }
        if (result.evidence().isEmpty() || result.status() == Result.Status.UNKNOWN) {
            return "";
        }
        return page.style().faint("  by " + Methods.of(result.evidence()).shown());
    }

    private String time(Result result) {
        return result.seconds() > 0.1 ? page.style().faint("  " + Seconds.of(result.seconds())) : "";
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private void evidence(Result result) {
        Columns columns = new Columns("lll");
        for (Evidence one : result.evidence()) {
            String what = one.site().map(s -> s.text() + ": " + s.kind().meaning()).orElse("the statement");
            List<String> how = new ArrayList<>();
            how.add(Methods.of(List.of(one)).shown());
            if (!one.detail().isEmpty()) {
                how.add(one.detail());
            }
            one.invariants().forEach(i -> how.add("invariant " + i.statement()));
            columns.row(
                    one.site().map(s -> s.place().line() + ":" + s.place().column()).orElse(""),
                    what.length() > 64 ? what.substring(0, 61) + "..." : what,
                    String.join("; ", how));
        }
        columns.write(page, "      ");
    }
}
