package bitlemma.cli.report;

import bitlemma.proofs.Result;

/**
 * The report that stands beside a file of the library: the same on every machine, so without times, solvers, methods
 * and folders.
 */
public final class ExpectedReport {
    private ExpectedReport() {}

    /** The text of a report. */
    public static String of(Report report) {
        Page page = new Page(Style.PLAIN, false);
        boolean first = true;
        for (FileReport file : report.files()) {
            if (!first) {
                page.blank();
            }
            first = false;
            file(page, file);
        }
        return page.toString();
    }

    private static void file(Page page, FileReport file) {
        page.line(page.file(file.path()));
        file.diagnostics().forEach(d -> TextReport.diagnostic(page, "  ", d));
        if (file.program().isPresent() && file.program().get().statements().isEmpty()) {
            page.line("  states nothing");
        }
        for (Result result : file.results()) {
            page.line("  " + Kind.written(result.statement()) + " " + result.statement().name() + ": "
                    + Wording.of(result));
            if (result.status() == Result.Status.HOLDS) {
                Witness.of(result).ifPresent(w -> page.line("      " + w));
            } else if (result.status() != Result.Status.UNKNOWN) {
                Failure.write(page, result);
            }
            // What solvers say of an open goal differs between their versions.
            for (String invariant : Methods.of(result.evidence()).invariants()) {
                page.line("      invariant: " + invariant);
            }
        }
    }
}
