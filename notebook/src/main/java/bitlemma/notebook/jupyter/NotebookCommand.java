package bitlemma.notebook.jupyter;

import bitlemma.cli.Command;
import bitlemma.cli.Exit;
import bitlemma.cli.Terminal;
import bitlemma.cli.Version;
import bitlemma.cli.input.InputProblem;
import bitlemma.notebook.derive.ClosedForms;
import bitlemma.notebook.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code bitlemma notebook}: opens notebooks, registers the kernel with Jupyter, and runs it. */
public final class NotebookCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("notebook");
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "the kernel is registered, or Jupyter has ended");
        codes.put("3", "the command line is wrong, Jupyter is missing, or a file cannot be written");
        codes.put("4", "a fault of Bitlemma");
        spec.usageMessage()
                .customSynopsis(
                        "bitlemma notebook [FILE.ipynb | FOLDER]",
                        "       bitlemma notebook install [--user | --prefix=DIR]",
                        "       bitlemma notebook kernel CONNECTION_FILE")
                .description(
                        "Opens notebooks whose cells are Bitlemma's language in Jupyter.",
                        "`install` registers the kernel, so that Jupyter offers it wherever it is started; `kernel` is"
                                + " what Jupyter starts.")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(codes)
                .footerHeading("%nExamples:%n")
                .footer(
                        "  bitlemma notebook                      open the notebooks of this folder",
                        "  bitlemma notebook errors.ipynb         open one",
                        "  bitlemma notebook install --user       let every Jupyter of yours know the kernel");
        spec.addPositional(word(0, "ACTION", "`install`, `kernel`, or what to open. Default: open this folder."));
        spec.addPositional(word(1, "CONNECTION_FILE", "For `kernel`: the file that describes the connection."));
        spec.addOption(OptionSpec.builder("--user")
                .arity("0")
                .type(boolean.class)
                .description("For `install`: for you alone. This is the default.")
                .build());
        spec.addOption(OptionSpec.builder("--prefix")
                .arity("1")
                .paramLabel("DIR")
                .type(String.class)
                .description("For `install`: into the installation of Jupyter in DIR, such as /usr/local.")
                .build());
        return spec;
    }

    private static PositionalParamSpec word(int index, String label, String description) {
        return PositionalParamSpec.builder()
                .index(Integer.toString(index))
                .arity("0..1")
                .paramLabel(label)
                .type(String.class)
                .description(description)
                .build();
    }

    @Override
    public int run(ParseResult parsed, Terminal terminal) {
        String action = parsed.matchedPositionalValue(0, "");
        String file = parsed.matchedPositionalValue(1, "");
        boolean user = parsed.hasMatchedOption("--user");
        String prefix = parsed.matchedOptionValue("--prefix", "");
        if ((user || !prefix.isEmpty()) && !action.equals("install")) {
            throw new InputProblem("--user and --prefix belong to `install`", "`bitlemma notebook install --user`");
        }
        if (!file.isEmpty() && !action.equals("kernel")) {
            throw new InputProblem(
                    "`" + file + "` is too much", "`bitlemma notebook --help` shows what can be written");
        }
        try {
            return switch (action) {
                case "install" -> install(user, prefix, terminal);
                case "kernel" -> kernel(file);
                default -> Jupyter.open(action, terminal);
            };
        } catch (IOException e) {
            throw new InputProblem(String.valueOf(e.getMessage()), "check the name and its permissions");
        }
    }

    private static int install(boolean user, String prefix, Terminal terminal) throws IOException {
        if (user && !prefix.isEmpty()) {
            throw new InputProblem("--user and --prefix exclude each other", "");
        }
        Path kernels = prefix.isEmpty()
                ? KernelSpec.ofUser(terminal.environment())
                : KernelSpec.ofPrefix(Path.of(prefix).toAbsolutePath());
        terminal.out().println("registered the kernel Bitlemma in " + KernelSpec.write(kernels));
        return Exit.GOOD;
    }

    private static int kernel(String file) throws IOException {
        if (file.isEmpty()) {
            throw new InputProblem(
                    "`kernel` needs the connection file", "Jupyter starts it; you need `bitlemma notebook`");
        }
        try {
            Session session = new Session(Path.of(""), new ClosedForms());
            KernelProcess.serve(Path.of(file), session, Version.number());
            return Exit.GOOD;
        } catch (GeneralSecurityException e) {
            throw new InputProblem("the connection file asks for what Java cannot do: " + e.getMessage(), "");
        }
    }
}
