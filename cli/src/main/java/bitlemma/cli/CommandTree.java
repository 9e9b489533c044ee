package bitlemma.cli;

import bitlemma.cli.input.InputProblem;
import bitlemma.cli.input.Spelling;
import bitlemma.grammar.load.ModuleLoader;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands, and what they have in common. */
final class CommandTree {
    private final Map<String, Supplier<Command>> commands = new LinkedHashMap<>();
    private final Map<String, Command> made = new LinkedHashMap<>();
    private final Terminal terminal;
    private boolean complete;

    CommandTree(Terminal terminal) {
        this.terminal = terminal;
        commands.put("verify", VerifyCommand::new);
        commands.put("derive", DeriveCommand::new);
        commands.put("run", RunCommand::new);
        commands.put("c", CCommand::new);
        commands.put("crosscheck", CrosscheckCommand::new);
        commands.put("fmt", FormatCommand::new);
        commands.put("help", () -> new HelpCommand(this));
        commands.put("completion", () -> new CompletionCommand(this));
    }

    /** Adds the commands of other modules; looking for them costs time, so that it is put off until they are needed. */
    private void addOthers() {
        if (!complete) {
            complete = true;
            for (Command command : ServiceLoader.load(Command.class)) {
                String name = command.spec().name();
                commands.put(name, () -> command);
            }
        }
    }

    private Command command(String name) {
        return made.computeIfAbsent(name, n -> commands.get(n).get());
    }

    /** The command line with every command. */
    CommandLine whole() {
        addOthers();
        return line(null);
    }

    /** @param only the one command that is needed, since each costs time at the start; null for all */
    private CommandLine line(String only) {
        CommandSpec root = CommandSpec.create().name("bitlemma");
        root.usageMessage()
                .description("Proves low-precision arithmetic right, or shows the exact input on which it is wrong.")
                .commandListHeading("%nCommands:%n")
                .footerHeading("%nExamples:%n")
                .footer(
                        "  bitlemma verify dot.lemma                          decide what a file states",
                        "  bitlemma derive lmul.lemma                         answer what it asks for in formulas",
                        "  bitlemma run dot.lemma dot '[1, 2]' '[3, 4]'       compute one value",
                        "  bitlemma help verify                               show a command's options");
        root.addOption(Options.help());
        root.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .arity("0")
                .type(boolean.class)
                .description("Show the version.")
                .build());
        for (String name : commands.keySet()) {
            if (only == null || only.equals(name)) {
                CommandSpec spec = command(name).spec();
                spec.addOption(Options.help());
                root.addSubcommand(name, new CommandLine(spec));
            }
        }
        CommandLine line = new CommandLine(root);
        line.setUsageHelpWidth(100);
        line.setUsageHelpLongOptionsMaxWidth(24);
        return line;
    }

    int run(String[] arguments) {
        if (arguments.length == 0 || !commands.containsKey(arguments[0])) {
            addOthers();
        }
        boolean known = arguments.length > 0 && commands.containsKey(arguments[0]);
        if (!known && arguments.length > 0 && !arguments[0].startsWith("-")) {
            throw unknown(arguments[0]);
        }
        CommandLine line = line(known ? arguments[0] : null);
        ParseResult parsed;
        try {
            parsed = line.parseArgs(arguments);
        } catch (ParameterException e) {
            return rejected(e);
        }
        ParseResult inner = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        if (inner.isUsageHelpRequested()) {
            inner.commandSpec().commandLine().usage(terminal.out(), Ansi.OFF);
            return Exit.GOOD;
        }
        if (inner.isVersionHelpRequested()) {
            terminal.out().println(Version.line());
            return Exit.GOOD;
        }
        if (inner == parsed) {
            line.usage(terminal.err(), Ansi.OFF);
            return Exit.INPUT_ERROR;
        }
        try {
            return command(inner.commandSpec().name()).run(inner, terminal);
        } catch (ParameterException e) {
            return rejected(e);
        }
    }

    /** @param word what stands where a command was expected */
    InputProblem unknown(String word) {
        boolean path = word.endsWith(ModuleLoader.SUFFIX) || word.indexOf('/') >= 0;
        return new InputProblem(
                "there is no command `" + word + "`",
                path
                        ? "did you mean `bitlemma verify " + word + "`?"
                        : Spelling.nearest(word, commands.keySet())
                                .map(n -> "did you mean `" + n + "`?")
                                .orElse("the commands are " + String.join(", ", commands.keySet())));
    }

    private int rejected(ParameterException e) {
        CommandLine line = e.getCommandLine();
        terminal.err().println("bitlemma: " + e.getMessage());
        PrintWriter writer = new PrintWriter(terminal.err());
        if (e instanceof UnmatchedArgumentException unmatched) {
            UnmatchedArgumentException.printSuggestions(unmatched, writer);
            writer.flush();
        }
        String name = line.getCommandSpec().qualifiedName();
        terminal.err().println("  hint: `" + name + " --help` shows what can be written");
        return Exit.INPUT_ERROR;
    }
}
