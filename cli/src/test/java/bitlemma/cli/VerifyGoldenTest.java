package bitlemma.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code x.lemma} beside {@code x.expected} and {@code x.txt}: what verify prints for it, and its exit code. */
class VerifyGoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @ParameterizedTest
    @CsvSource({
        "holds, 0",
        "refuted_kernel, 1",
        "refuted_claim, 1",
        "vacuous, 3",
        "finds, 1",
        "nothing, 0",
        "long_lines, 1",
        "coded, 1",
    })
    void expected(String name, int exit) throws IOException {
        Path file = GOLDEN.resolve(name + ".lemma");
        CommandLineRun run = CommandLineRun.of("verify", file.toString(), "--format", "expected");
        Golden.check(GOLDEN.resolve(name + ".expected"), run.out());
        assertEquals("", run.err());
        assertEquals(exit, run.exit());
    }

    @ParameterizedTest
    @CsvSource({
        "holds, 0",
        "refuted_kernel, 1",
        "refuted_claim, 1",
        "vacuous, 3",
        "finds, 1",
        "nothing, 0",
        "coded, 1",
    })
    void text(String name, int exit) throws IOException {
        Path file = GOLDEN.resolve(name + ".lemma");
        CommandLineRun run = CommandLineRun.of("verify", file.toString());
        Golden.check(GOLDEN.resolve(name + ".txt"), stable(run.out()));
        assertEquals(exit, run.exit());
    }

    /** Times differ between machines, and which method wins is the verifier's matter. */
    private static String stable(String text) {
        return text.replaceAll("(?m)  \\d+\\.\\d+ s$", "")
                .replaceAll("(?m)  (found )?by .*$", "")
                .replaceAll(", \\d+\\.\\d+ s in all", "");
    }

    @ParameterizedTest
    @CsvSource({"json", "text", "expected"})
    void tinyBudgetLeavesItUnknown(String format) {
        Path file = GOLDEN.resolve("unknown.lemma");
        CommandLineRun run = CommandLineRun.of("verify", file.toString(), "--budget", "1", "--format", format);
        assertEquals(2, run.exit(), run.out());
    }

    @ParameterizedTest
    @CsvSource({"errors, 3"})
    void severalFiles(String folder, int exit) throws IOException {
        CommandLineRun run =
                CommandLineRun.of("verify", GOLDEN.resolve(folder).toString(), "--format", "expected");
        Golden.check(GOLDEN.resolve(folder + ".expected"), run.out());
        assertEquals(exit, run.exit());
    }
}
