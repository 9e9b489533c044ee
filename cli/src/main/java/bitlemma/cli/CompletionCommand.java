package bitlemma.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code bitlemma completion}: a script that lets a shell complete commands and options. */
final class CompletionCommand implements Command {
    private final CommandTree tree;

    CompletionCommand(CommandTree tree) {
        this.tree = tree;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("completion");
        spec.usageMessage()
                .description("Prints a script with which bash and zsh complete commands and options.")
                .footerHeading("%nExample:%n")
                .footer("  source <(bitlemma completion)");
        return spec;
    }

    @Override
    public int run(ParseResult parsed, Terminal terminal) {
        terminal.out().println(AutoComplete.bash("bitlemma", tree.whole()));
        return Exit.GOOD;
    }
}
