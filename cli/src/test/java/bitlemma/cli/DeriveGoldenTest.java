package bitlemma.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code x.lemma} beside what derive prints for it in each format, and its exit code. */
class DeriveGoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/derive");

    private static CommandLineRun run(String name, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "derive";
        arguments[1] = GOLDEN.resolve(name + ".lemma").toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        CommandLineRun run = CommandLineRun.of(arguments);
        assertEquals("", run.err());
        return run;
    }

    @ParameterizedTest
    @CsvSource({"holds, 0", "refuted, 1", "numbers, 0", "errors, 3", "nothing, 0"})
    void expected(String name, int exit) throws IOException {
        CommandLineRun run = run(name, "--format", "expected");
        Golden.check(GOLDEN.resolve(name + ".derived"), run.out());
        assertEquals(exit, run.exit());
    }

    @ParameterizedTest
    @CsvSource({"holds, 0", "refuted, 1", "numbers, 0"})
    void text(String name, int exit) throws IOException {
        CommandLineRun run = run(name, "--steps", "--digits", "8");
        Golden.check(GOLDEN.resolve(name + ".txt"), stable(run.out()));
        assertEquals(exit, run.exit());
    }

    @ParameterizedTest
    @CsvSource({
        "holds, latex, tex",
        "refuted, latex, tex",
        "numbers, latex, tex",
        "holds, markdown, md",
        "refuted, markdown, md",
    })
    void documents(String name, String format, String suffix) throws IOException {
        CommandLineRun run = run(name, "--format", format);
        Golden.check(GOLDEN.resolve(name + "." + suffix), run.out());
    }

    /** Times differ between machines. */
    private static String stable(String text) {
        return text.replaceAll("(?m)  \\d+\\.\\d+ s$", "").replaceAll(", \\d+\\.\\d+ s in all", "");
    }
}
