package bitlemma.cli;

import bitlemma.cli.input.InputProblem;
import bitlemma.cli.report.CrosscheckJson;
import bitlemma.cli.report.CrosscheckReport;
import bitlemma.cli.report.Crosschecked;
import bitlemma.cli.report.Style;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.kernels.Evaluator;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.Trace;
import bitlemma.kernels.binary.Crosscheck;
import bitlemma.kernels.binary.Inputs;
import bitlemma.kernels.binary.NativeFunction;
import bitlemma.kernels.c.Inexpressible;
import bitlemma.kernels.c.Prototype;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code bitlemma crosscheck}: compares a native function with the kernel that describes it. */
final class CrosscheckCommand implements Command {
    private static final long COUNT = 100_000;
    private static final long SEED = 1;

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("crosscheck");
        spec.usageMessage()
                .description(
                        "Calls a function of a shared library and compares it with a kernel, input by input.",
                        "All inputs are tried where they are at most 2^20; else boundary values, powers of two, ties"
                            + " and random ones. Inputs outside the kernel's given are left out. The function runs in"
                            + " this process: a crash of it ends the process.")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCodes.OF_CROSSCHECK)
                .footerHeading("%nExamples:%n")
                .footer(
                        "  bitlemma crosscheck dot.lemma dot --signature",
                        "  bitlemma crosscheck dot.lemma dot --library ./libdot.so --symbol dot_neon",
                        "  bitlemma crosscheck dot.lemma 'dot<int16>' --library ./libdot.so --count 1_000_000");
        KernelOfFile.parameters().forEach(spec::addPositional);
        spec.addOption(Options.text("--library", "FILE", "The shared library."));
        spec.addOption(Options.text("--symbol", "NAME", "The function's name in it. Default: the kernel's."));
        spec.addOption(Options.flag("--signature", "Print the C prototype that is expected, and do nothing else."));
        spec.addOption(Options.bits());
        spec.addOption(Options.wholeNumber(
                "--count",
                "N",
                1,
                COUNT,
                "How many inputs to try where not all are" + " tried. Default: ${DEFAULT-VALUE}."));
        spec.addOption(Options.wholeNumber(
                "--seed", "N", 0, SEED, "Decides the random inputs." + " Default: ${DEFAULT-VALUE}."));
        spec.addOption(Options.choice("--format", "text", "What to print: ${COMPLETION-CANDIDATES}.", "text", "json"));
        spec.addOption(Options.color());
        return spec;
    }

    @Override
    public int run(ParseResult parsed, Terminal terminal) {
        Optional<Kernel> found =
                KernelOfFile.load(parsed.matchedPositionalValue(0, ""), parsed.matchedPositionalValue(1, ""), terminal);
        if (found.isEmpty()) {
            return Exit.INPUT_ERROR;
        }
        Kernel kernel = found.get();
        String symbol = parsed.matchedOptionValue("--symbol", "");
        Prototype prototype;
        try {
            prototype = Prototype.of(kernel, symbol, parsed.hasMatchedOption("--bits"));
        } catch (Inexpressible e) {
            throw new InputProblem(e.getMessage(), e.hint());
        }
        if (parsed.hasMatchedOption("--signature")) {
            terminal.out().println(prototype.text() + ";");
            return Exit.GOOD;
        }
        String library = parsed.matchedOptionValue("--library", "");
        if (library.isEmpty()) {
            throw new ParameterException(
                    parsed.commandSpec().commandLine(), "Missing required option: '--library=FILE'");
        }
        return switch (NativeFunction.open(file(library), prototype.name(), prototype)) {
            case NativeFunction.Opened.Failed failed -> throw new InputProblem(failed.message(), failed.hint());
            case NativeFunction.Opened.Ready ready -> {
                try (NativeFunction function = ready.function()) {
                    yield compare(kernel, prototype, function, parsed, terminal);
                }
            }
        };
    }

    private static Path file(String library) {
        Path path;
        try {
            path = Path.of(library);
        } catch (InvalidPathException e) {
            throw new InputProblem("`" + library + "` is no path: " + e.getReason(), "");
        }
        if (!Files.isRegularFile(path)) {
            throw new InputProblem(
                    "there is no library " + library, "expected the path of a shared library, as in ./libdot.so");
        }
        return path;
    }

    private static int compare(
            Kernel kernel, Prototype prototype, NativeFunction function, ParseResult parsed, Terminal terminal) {
        long start = System.nanoTime();
        long seed = parsed.matchedOptionValue("--seed", SEED);
        boolean json = parsed.matchedOptionValue("--format", "text").equals("json");
        Style style = terminal.style(parsed.matchedOptionValue("--color", "auto"));
        Function<Map<Variable, Value>, Outcome> exact =
                input -> Evaluator.run(kernel, input, Trace.none(), Evaluator.ORDINARY);
        // What is known stands on the screen before the function may end the process.
        Crosscheck crosscheck = new Crosscheck(kernel, exact, function, known -> {
            terminal.err()
                    .println("calling " + prototype.name() + "; " + CrosscheckReport.counted(known.compared())
                            + " compared so far");
            terminal.flush();
        });
        Crosschecked[] report = new Crosschecked[1];
        Consumer<Boolean> print = interrupted -> {
            report[0] = Crosschecked.of(
                    kernel,
                    prototype,
                    parsed.matchedOptionValue("--library", ""),
                    seed,
                    crosscheck.known(),
                    (System.nanoTime() - start) / 1e9,
                    interrupted);
            terminal.out().print(json ? CrosscheckJson.of(report[0]) : CrosscheckReport.of(report[0], style));
            terminal.flush();
        };
        try (Interruption interruption = new Interruption(crosscheck::stop, print)) {
            crosscheck.run(new Inputs(kernel, parsed.matchedOptionValue("--count", COUNT), seed));
            interruption.print();
        }
        return report[0].exitCode();
    }
}
