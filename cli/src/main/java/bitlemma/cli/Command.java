package bitlemma.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One of the program's commands. Modules that know this one add theirs as providers of this service. */
public interface Command {
    /** Its name, options and help; built by hand, since picocli's annotations cost time at the start. */
    CommandSpec spec();

    /** Does what the command line says and gives the exit code. */
    int run(ParseResult parsed, Terminal terminal);
}
