package bitlemma.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Help, the version, completion, and command lines that cannot be understood. */
class CommandTreeTest {
    @ParameterizedTest
    @ValueSource(strings = {"verify", "derive", "run", "c", "crosscheck", "fmt"})
    void helpExplains(String command) {
        CommandLineRun run = CommandLineRun.of(command, "--help");
        assertEquals(0, run.exit());
        assertTrue(run.out().startsWith("Usage: bitlemma " + command), run.out());
        assertTrue(run.out().contains("Exit codes:") && run.out().contains("Examples:"), run.out());
        assertEquals(run, CommandLineRun.of("help", command));
    }

    @Test
    void helpListsCommands() {
        CommandLineRun run = CommandLineRun.of("help");
        assertEquals(0, run.exit());
        assertEquals(run, CommandLineRun.of("--help"));
        assertTrue(run.out().contains("completion"), run.out());
        CommandLineRun nothing = CommandLineRun.of();
        assertEquals(3, nothing.exit());
        assertTrue(nothing.err().contains("Commands:"), nothing.err());
    }

    @Test
    void version() {
        assertEquals(new CommandLineRun(0, "bitlemma 0.1.0\n", ""), CommandLineRun.of("--version"));
    }

    @Test
    void completionIsAShellScript() {
        CommandLineRun run = CommandLineRun.of("completion");
        assertEquals(0, run.exit());
        assertTrue(run.out().contains("--recheck") && run.out().contains("complete "), run.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verfy|did you mean `verify`?",
                "dot.lemma|did you mean `bitlemma verify dot.lemma`?",
                "help vrify|did you mean `verify`?",
                "verify|Missing required parameter: 'PATH'",
                "verify --formt json x|Possible solutions: --format",
                "verify --format xml x|expected text, json or expected, found 'xml'",
                "verify --budget 0 x|expected a whole number of at least 1, found '0'",
                "verify --enumerate 63 x|expected a whole number from 1 to 62, found '63'",
                "verify --enumerate 0 x|expected a whole number from 1 to 62, found '0'",
                "verify --jobs many x|expected a whole number of at least 1, found 'many'",
                "verify --timeout -1 x|expected a number of seconds above 0, found '-1'",
                "verify --only|Missing required parameter",
                "run x.lemma|Missing required parameter: 'KERNEL'",
                "--nonsense|Unknown option: '--nonsense'",
            })
    void notUnderstood(String line, String message) {
        CommandLineRun run = CommandLineRun.of(line.split(" "));
        assertEquals(3, run.exit());
        assertTrue(run.err().contains(message), run.err());
        assertTrue(run.err().contains("hint: "), run.err());
        assertFalse(run.err().contains("Exception"), run.err());
        assertEquals("", run.out());
    }
}
