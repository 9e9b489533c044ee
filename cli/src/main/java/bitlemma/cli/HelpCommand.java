package bitlemma.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code bitlemma help}: what the commands are, or what one of them can do. */
final class HelpCommand implements Command {
    private final CommandTree tree;

    HelpCommand(CommandTree tree) {
        this.tree = tree;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("help");
        spec.usageMessage().description("Shows all commands, or the options of one.");
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("0..1")
                .paramLabel("COMMAND")
                .type(String.class)
                .description("The command to explain.")
                .build());
        return spec;
    }

    @Override
    public int run(ParseResult parsed, Terminal terminal) {
        CommandLine all = tree.whole();
        String name = parsed.matchedPositionalValue(0, "");
        CommandLine one = name.isEmpty() ? all : all.getSubcommands().get(name);
        if (one == null) {
            throw tree.unknown(name);
        }
        one.usage(terminal.out(), Ansi.OFF);
        return Exit.GOOD;
    }
}
