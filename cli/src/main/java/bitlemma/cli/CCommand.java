package bitlemma.cli;

import bitlemma.cli.input.InputProblem;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Program;
import bitlemma.grammar.core.Statement;
import bitlemma.kernels.c.FileText;
import bitlemma.kernels.c.Inexpressible;
import bitlemma.kernels.c.Prototype;
import bitlemma.lowering.Lowered;
import bitlemma.lowering.Lowering;
import bitlemma.proofs.Result;
import bitlemma.proofs.Workbench;
import bitlemma.verifier.ladder.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code bitlemma c}: writes a kernel as a function of C. */
final class CCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("c");
        spec.usageMessage()
                .description(
                        "Writes a kernel as a C11 function that gives the same value on every input inside its given.",
                        "The kernel's safety is decided first: where it is not proved, what may overflow is asserted."
                                + " The given is always asserted. NDEBUG removes assertions.")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCodes.OF_C)
                .footerHeading("%nExamples:%n")
                .footer(
                        "  bitlemma c dot.lemma dot",
                        "  bitlemma c dot.lemma 'dot<int16>' --name dot16 -o dot16.c",
                        "  bitlemma c dot.lemma dot --header -o dot.h");
        KernelOfFile.parameters().forEach(spec::addPositional);
        spec.addOption(Options.text("-o", "FILE", "Where to write. Default: standard output."));
        spec.addOption(Options.text("--name", "NAME", "The function's name. Default: the kernel's."));
        spec.addOption(Options.bits());
        spec.addOption(Options.flag("--header", "Write the header that declares the function."));
        return spec;
    }

    @Override
    public int run(ParseResult parsed, Terminal terminal) {
        Optional<Kernel> found =
                KernelOfFile.load(parsed.matchedPositionalValue(0, ""), parsed.matchedPositionalValue(1, ""), terminal);
        if (found.isEmpty()) {
            return Exit.INPUT_ERROR;
        }
        String name = parsed.matchedOptionValue("--name", "");
        if (!name.isEmpty() && !Prototype.isName(name)) {
            throw new InputProblem(
                    "`" + name + "` cannot be the name of a C function", "choose a name that C does not use");
        }
        FileText.Text text;
        try {
            text = text(found.get(), name, parsed.hasMatchedOption("--bits"));
        } catch (Inexpressible e) {
            throw new InputProblem(
                    e.place().source().name() + ":" + e.place().line() + ":"
                            + e.place().column() + ": " + e.getMessage(),
                    e.hint());
        }
        write(parsed.hasMatchedOption("--header") ? text.header() : text.file(), parsed, terminal);
        return Exit.GOOD;
    }

    private static FileText.Text text(Kernel kernel, String name, boolean bits) {
        Kernel lowered = lowered(kernel);
        // What cannot be written is said before anything is proved.
        FileText.Text trusting = FileText.of(lowered, kernel, name, true, bits);
        return FileText.isSafe(lowered) || isProved(kernel)
                ? trusting
                : FileText.of(lowered, kernel, name, false, bits);
    }

    /** The kernel on bit patterns. */
    private static Kernel lowered(Kernel kernel) {
        return switch (Lowering.lower(kernel)) {
            case Lowered.Done<Kernel> done -> done.result();
            case Lowered.Refused<Kernel> refused ->
                throw new Inexpressible(
                        refused.site().place(),
                        "`" + refused.site().text() + "` cannot be computed with integers: " + refused.reason(),
                        "");
        };
    }

    private static boolean isProved(Kernel kernel) {
        Statement safety = new Statement.Safety(kernel);
        Program program =
                new Program(kernel.place().source(), Map.of(kernel.name(), kernel), List.of(safety), List.of());
        Workbench.Options options = new Workbench.Options(Limits.of(Limits.ORDINARY), 0, 1, false, statement -> true);
        try (Workbench bench = new Workbench(options, new Workbench.Listener() {})) {
            List<Result> results = bench.verify(List.of(program)).getFirst();
            return results.size() == 1 && results.getFirst().verdict().equals("proved");
        }
    }

    private static void write(String text, ParseResult parsed, Terminal terminal) {
        String file = parsed.matchedOptionValue("-o", "");
        if (file.isEmpty()) {
            terminal.out().print(text);
            return;
        }
        try {
            Files.writeString(Path.of(file), text);
        } catch (InvalidPathException e) {
            throw new InputProblem("`" + file + "` is no path: " + e.getReason(), "");
        } catch (IOException e) {
            throw new InputProblem(
                    file + " cannot be written: " + e.getMessage(), "check the folder and its permissions");
        }
    }
}
