package bitlemma.cli;

import bitlemma.cli.input.InputProblem;
import bitlemma.cli.input.Sources;
import bitlemma.cli.report.Diagnostics;
import bitlemma.cli.report.Style;
import bitlemma.cli.run.KernelName;
import bitlemma.grammar.check.Checker;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.load.ModuleLoader;
import bitlemma.grammar.syntax.Instance;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The kernel that the arguments FILE and KERNEL of a command name. */
final class KernelOfFile {
    private KernelOfFile() {}

    /** The two arguments, FILE and KERNEL, as a command takes them first. */
    static List<PositionalParamSpec> parameters() {
        return List.of(
                Options.parameter(0, "FILE", "The file that declares or imports the kernel."),
                Options.parameter(
                        1,
                        "KERNEL",
                        "Its name; with arguments for type parameters, as in 'dot<int16>', where it has some."));
    }

    /**
     * The kernel; empty where the file has errors, which are then printed. Throws InputProblem where the name is wrong.
     */
    static Optional<Kernel> load(String file, String name, Terminal terminal) {
        Optional<Diagnostic> problem = Sources.problem(file);
        if (problem.isPresent()) {
            return rejected(List.of(problem.get()), terminal);
        }
        Instance instance = KernelName.of(name);
        Checker.Made made = new ModuleLoader().make(Path.of(file), instance);
        if (made.kernel().isEmpty()) {
            for (Diagnostic diagnostic : made.diagnostics()) {
                if (diagnostic.place().source() == instance.place().source()) {
                    throw new InputProblem(
                            diagnostic.message(), diagnostic.hint().orElse(""));
                }
            }
            return rejected(made.diagnostics(), terminal);
        }
        return made.kernel();
    }

    private static Optional<Kernel> rejected(List<Diagnostic> diagnostics, Terminal terminal) {
        terminal.err().print(Diagnostics.of(diagnostics, Style.PLAIN));
        return Optional.empty();
    }
}
