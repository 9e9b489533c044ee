package bitlemma.cli;

import bitlemma.cli.input.Selection;
import bitlemma.cli.report.ExpectedReport;
import bitlemma.cli.report.JsonReport;
import bitlemma.cli.report.Report;
import bitlemma.cli.report.Style;
import bitlemma.cli.report.TextReport;
import bitlemma.proofs.Workbench;
import bitlemma.verifier.ladder.Limits;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code bitlemma verify}: decides everything that files state. */
final class VerifyCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("verify");
        spec.usageMessage()
                .description(
                        "Proves what files state, or shows the input on which it fails.",
                        "Each kernel is shown to be safe: nothing overflows, no division by zero, every index in"
                                + " range. Each claim and equivalence is proved or refuted, each find is answered.")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCodes.OF_VERIFY)
                .footerHeading("%nExamples:%n")
                .footer(
                        "  bitlemma verify dot.lemma",
                        "  bitlemma verify proofs/library --jobs 4 --recheck",
                        "  bitlemma verify dot.lemma --only dot_exact --verbose",
                        "  bitlemma verify mul.lemma --enumerate 40",
                        "  bitlemma verify . --format json > report.json");
        spec.addPositional(Options.paths("PATH", "A file, or a folder whose .lemma files are verified, with those in"
                + " folders inside it."));
        spec.addOption(Options.choice("--format", "text", "What to print: ${COMPLETION-CANDIDATES}. 'expected' is text"
                + " that is the same on every machine.", "text", "json", "expected"));
        spec.addOption(Options.wholeNumber("--budget", "UNITS", 1, Limits.ORDINARY, "How much work solvers may spend on"
                + " one question, in their own units: the same budget gives the same answers on every machine."
                + " Default: ${DEFAULT-VALUE}."));
        spec.addOption(Options.seconds("--timeout", "SECONDS", "How long one statement may take. Default: no limit."));
        spec.addOption(Options.between("--enumerate", "BITS", 1, 62, "Run all inputs of what methods of proof do not"
                + " decide where they are at most 2^BITS, however long that takes. Default: where they are at most 2^34"
                + " and take less than half a minute or so."));
        spec.addOption(Options.wholeNumber("--jobs", "N", 1, Runtime.getRuntime().availableProcessors(), "How many"
                + " statements are decided at the same time. Default: one for each core."));
        spec.addOption(Options.names("--only", "NAME", "Decide only the kernel, claim, equivalence or find of that"
                + " name. May be given several times."));
        spec.addOption(Options.flag("--recheck", "Put every proof that rests on a solver to another solver."));
        spec.addOption(Options.flag("--verbose", "Show how each single obligation was proved, with invariants."));
        spec.addOption(Options.color());
        return spec;
    }

    @Override
    public int run(ParseResult parsed, Terminal terminal) {
        List<String> paths = parsed.matchedPositionalValue(0, List.of());
        Selection selection = new Selection(parsed.matchedOptionValue("--only", List.of()));
        String format = parsed.matchedOptionValue("--format", "text");
        Style style = terminal.style(parsed.matchedOptionValue("--color", "auto"));
        boolean verbose = parsed.hasMatchedOption("--verbose");
        Verification verification = new Verification(paths, selection);
        Workbench.Options options = new Workbench.Options(
                limits(parsed),
                parsed.matchedOptionValue("--timeout", 0.0),
                (int) (long) parsed.matchedOptionValue("--jobs", (long) Runtime.getRuntime().availableProcessors()),
                parsed.hasMatchedOption("--recheck"),
                selection::wants);
        Report[] report = new Report[1];
        try (Workbench bench = new Workbench(options, verification)) {
            Consumer<Boolean> print = interrupted -> {
                report[0] = verification.report(interrupted);
                terminal.out().print(text(report[0], format, style, verbose));
                terminal.flush();
            };
            try (Interruption interruption = new Interruption(bench::stop, print)) {
                verification.run(bench, terminal);
                interruption.print();
            }
        }
        return report[0].exitCode();
    }

    private static Limits limits(ParseResult parsed) {
        Limits limits = Limits.of(parsed.matchedOptionValue("--budget", Limits.ORDINARY));
        return parsed.hasMatchedOption("--enumerate")
                ? limits.enumerating(Math.toIntExact(parsed.<Long>matchedOptionValue("--enumerate", 0L)))
                : limits;
    }

    private static String text(Report report, String format, Style style, boolean verbose) {
        return switch (format) {
            case "json" -> JsonReport.of(report);
            case "expected" -> ExpectedReport.of(report);
            default -> TextReport.of(report, style, verbose);
        };
    }
}
