package bitlemma.cli;

import bitlemma.cli.derivation.DerivationJson;
import bitlemma.cli.derivation.DerivationLatex;
import bitlemma.cli.derivation.DerivationMarkdown;
import bitlemma.cli.derivation.DerivationReport;
import bitlemma.cli.derivation.DerivationText;
import bitlemma.cli.input.Selection;
import bitlemma.cli.report.Style;
import bitlemma.proofs.Derivations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code bitlemma derive}: answers what files ask about random inputs. */
final class DeriveCommand implements Command {
    private static final int DIGITS = 12;

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("derive");
        spec.usageMessage()
                .description(
                        "Derives the closed forms that files ask for, and checks each.",
                        "A derive block states random inputs and asks for expected values, probabilities and extremes."
                                + " The answer is a formula in the block's parameters, with numbers beside it that were"
                                + " found in another way.")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCodes.OF_DERIVE)
                .footerHeading("%nExamples:%n")
                .footer(
                        "  bitlemma derive lmul.lemma",
                        "  bitlemma derive lmul.lemma lmul_offset --steps",
                        "  bitlemma derive lmul.lemma lmul_offset --format latex > lmul.tex",
                        "  bitlemma derive lmul.lemma lmul_offset --plot lmul.svg",
                        "  bitlemma derive proofs/library --format json > derivations.json");
        spec.addPositional(Options.paths("PATH", "A file, or a folder whose .lemma files are read, with those in"
                + " folders inside it. After the first, a name of no file is the name of a derivation: only those that"
                + " are named are answered."));
        spec.addOption(Options.choice("--format", "text", "What to print: ${COMPLETION-CANDIDATES}. 'expected' is text"
                + " that is the same on every machine.", "text", "latex", "json", "markdown", "expected"));
        spec.addOption(Options.flag("--steps", "Show the steps of each answer, and all numbers beside it."));
        spec.addOption(Options.between("--digits", "N", 1, 40, "How many significant digits numbers have. Default: "
                + DIGITS + "."));
        spec.addOption(Options.text("--plot", "FILE", "Draw one derivation into an SVG file: its answers over its first"
                + " parameter; without parameters, the value that it asks about, as a surface over two uniform inputs"
                + " or as a density."));
        spec.addOption(Options.text("--plot-of", "LABEL", "Draw only the request of that label."));
        spec.addOption(Options.seconds("--timeout", "SECONDS", "How long one request may take. Default: no limit."));
        spec.addOption(Options.wholeNumber("--jobs", "N", 1, Runtime.getRuntime().availableProcessors(), "How many"
                + " derivations are answered at the same time. Default: one for each core."));
        spec.addOption(Options.names("--only", "NAME", "Answer only the derivation of that name. May be given several"
                + " times."));
        spec.addOption(Options.color());
        return spec;
    }

    @Override
    public int run(ParseResult parsed, Terminal terminal) {
        List<String> paths = new ArrayList<>();
        List<String> names = new ArrayList<>(parsed.matchedOptionValue("--only", List.of()));
        for (String word : parsed.matchedPositionalValue(0, List.<String>of())) {
            (paths.isEmpty() || !isName(word) ? paths : names).add(word);
        }
        Selection selection = new Selection(names);
        String format = parsed.matchedOptionValue("--format", "text");
        Style style = terminal.style(parsed.matchedOptionValue("--color", "auto"));
        boolean steps = parsed.hasMatchedOption("--steps");
        int digits = Math.toIntExact(parsed.<Long>matchedOptionValue("--digits", (long) DIGITS));
        Derivations.Options options = new Derivations.Options(
                parsed.matchedOptionValue("--timeout", 0.0),
                (int) (long) parsed.matchedOptionValue("--jobs", (long) Runtime.getRuntime().availableProcessors()),
                selection::wants);
        Optional<PlotFile> plot = PlotFile.of(
                parsed.matchedOptionValue("--plot", ""), parsed.matchedOptionValue("--plot-of", ""));
        DerivationReport[] report = new DerivationReport[1];
        Deriving deriving = new Deriving(selection);
        try (Derivations derivations = new Derivations(options, deriving)) {
            derivations.warmUp();
            deriving.load(paths, plot);
            Consumer<Boolean> print = interrupted -> {
                report[0] = deriving.report(interrupted);
                terminal.out().print(text(report[0], format, style, steps, digits));
                terminal.flush();
            };
            try (Interruption interruption = new Interruption(derivations::stop, print)) {
                deriving.run(derivations, terminal);
                deriving.draw();
                interruption.print();
            }
        }
        return report[0].exitCode();
    }

    private static boolean isName(String word) {
        return word.matches("[\\p{L}_][\\p{L}\\p{N}_]*") && !Files.exists(Path.of(word));
    }

    private static String text(DerivationReport report, String format, Style style, boolean steps, int digits) {
        return switch (format) {
            case "latex" -> DerivationLatex.of(report, digits);
            case "markdown" -> DerivationMarkdown.of(report, steps, digits);
            case "json" -> DerivationJson.of(report, Math.max(digits, DIGITS));
            case "expected" -> DerivationText.expected(report, steps, digits);
            default -> DerivationText.of(report, style, steps, digits);
        };
    }
}
