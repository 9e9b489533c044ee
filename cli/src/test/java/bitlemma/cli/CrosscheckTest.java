package bitlemma.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Native functions, right and wrong, compared with their kernels. */
class CrosscheckTest {
    private static final Path FOLDER = Path.of("src/test/resources/crosscheck");
    private static final String FILE = FOLDER.resolve("kernels.lemma").toString();

    @TempDir
    private static Path folder;

    private static boolean compiled;

    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(
                            "cc",
                            "-std=c11",
                            "-shared",
                            "-fPIC",
                            "-o",
                            library(),
                            FOLDER.resolve("kernels.c").toString())
                    .inheritIO()
                    .start();
            assertEquals(0, process.waitFor());
            compiled = true;
        } catch (IOException e) {
            compiled = false;
        }
    }

    private static String library() {
        return folder.resolve("libkernels.so").toString();
    }

    private static CommandLineRun run(String kernel, String symbol, String... more) {
        assumeTrue(compiled, "there is no C compiler");
        List<String> line = new ArrayList<>(List.of("crosscheck", FILE, kernel, "--library", library()));
        if (!symbol.isEmpty()) {
            line.addAll(List.of("--symbol", symbol));
        }
        line.addAll(List.of(more));
        return CommandLineRun.of(line.toArray(String[]::new));
    }

    private static String stable(String out) {
        return out.replace(library(), "libkernels.so");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "magnitude|2000 inputs compared, seed 1",
                "difference|2000 inputs compared, seed 1",
                "product|65536 inputs compared, all that there are",
                "dot|2000 inputs compared, seed 1",
                "any_of|2000 inputs compared, seed 1",
                "shifted|2000 inputs compared, seed 1",
                "narrow|32 inputs compared, all that there are",
            })
    void agrees(String kernel, String compared) {
        CommandLineRun run = run(kernel, "", "--count", "2000");
        assertEquals(
                kernel + " of libkernels.so, kernel " + kernel + ": agrees\n  " + compared + "\n", stable(run.out()));
        assertEquals(0, run.exit());
        assertTrue(run.err().startsWith("calling " + kernel), run.err());
    }

    /** Nothing outside the given reaches the function, which says false there. */
    @Test
    void givenIsKept() {
        CommandLineRun run = run("in_band", "", "--count", "2000");
        assertEquals(0, run.exit(), run.out());
    }

    /** Where nothing was compared, nothing is said to agree. */
    @Test
    void nothingCompared() {
        CommandLineRun run = run("impossible", "difference", "--count", "100");
        assertEquals(2, run.exit(), run.out());
        assertTrue(run.out().contains("nothing compared\n  0 inputs compared, seed 1\n"), run.out());
    }

    @Test
    void obligationsThatBreakAreLeftOut() {
        CommandLineRun run = run("half_safe", "");
        assertEquals(0, run.exit(), run.out());
        assertEquals(
                "half_safe of libkernels.so, kernel half_safe: agrees\n"
                        + "  255 inputs compared, all that there are\n"
                        + "  1 input left out, where the kernel breaks an obligation or takes too many steps\n",
                stable(run.out()));
    }

    @Test
    void rareDifference() {
        CommandLineRun run = run("magnitude", "magnitude_rare");
        assertEquals(1, run.exit());
        assertEquals("""
            magnitude_rare of libkernels.so, kernel magnitude: differs
              kernel  -2147483648  0x80000000
              native   2147483647  0x7fffffff
              input
                x  -2147483648  0x80000000
              steps
                -%x  -2147483648  0x80000000  wraps from 2147483648
              1 input compared, seed 1
            """, stable(run.out()));
    }

    /** The shortest arrays and the smallest numbers that still differ. */
    @Test
    void differenceIsSimplified() {
        CommandLineRun run = run("dot", "dot_blocks");
        assertEquals(1, run.exit());
        assertTrue(
                run.out().contains("    K  1\n    a  [1]  [0x01]\n    b  [1]  [0x01]\n")
                        || run.out().contains("    K  1\n    a  [-1]  [0xff]\n    b  [1]  [0x01]\n"),
                run.out());
    }

    @ParameterizedTest
    @CsvSource({"difference, difference_swapped", "product, product_narrow"})
    void wrongSignature(String kernel, String symbol) {
        assertEquals(1, run(kernel, symbol).exit());
    }

    @Test
    void json() {
        CommandLineRun run = run("magnitude", "magnitude_rare", "--format", "json", "--seed", "7");
        assertEquals(1, run.exit());
        JsonObject report = JsonParser.parseString(run.out()).getAsJsonObject();
        assertEquals("differs", report.get("verdict").getAsString());
        assertEquals(
                "int32_t magnitude_rare(int32_t x)", report.get("prototype").getAsString());
        assertEquals("0x7fffffff", report.getAsJsonObject("found").get("hex").getAsString());
        assertEquals(
                "-2147483648", report.getAsJsonObject("expected").get("value").getAsString());
        assertEquals(7, report.get("seed").getAsInt());
        JsonObject input = report.getAsJsonObject("counterexample")
                .getAsJsonArray("inputs")
                .get(0)
                .getAsJsonObject();
        assertEquals("-2147483648", input.get("value").getAsString());
    }

    @Test
    void sameSeedSameInputs() {
        CommandLineRun first = run("dot", "dot_blocks", "--seed", "3");
        assertEquals(first, run("dot", "dot_blocks", "--seed", "3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "magnitude|--symbol nothing|there is no symbol `nothing`",
                "wide||of type __int128, which the foreign-function API does not pass",
                "real||function of exact mathematics",
                "magnitude|--count 0|expected a whole number of at least 1",
            })
    void cannotBeCalled(String kernel, String options, String message) {
        CommandLineRun run = run(kernel, "", options == null ? new String[0] : options.split(" "));
        assertEquals(3, run.exit(), run.out());
        assertTrue(run.err().contains(message), run.err());
        assertTrue(run.err().contains("hint: "), run.err());
    }

    @Test
    void libraries() throws IOException {
        CommandLineRun missing = CommandLineRun.of("crosscheck", FILE, "dot", "--library", folder + "/none.so");
        assertEquals(3, missing.exit());
        assertTrue(missing.err().contains("there is no library"), missing.err());
        Path text = Files.writeString(folder.resolve("text.so"), "this is no library");
        CommandLineRun wrong = CommandLineRun.of("crosscheck", FILE, "dot", "--library", text.toString());
        assertEquals(3, wrong.exit());
        assertTrue(wrong.err().contains("cannot be loaded as a shared library"), wrong.err());
        CommandLineRun none = CommandLineRun.of("crosscheck", FILE, "dot");
        assertEquals(3, none.exit());
        assertTrue(none.err().contains("'--library=FILE'"), none.err());
    }

    @Test
    void signature() {
        assertEquals(
                new CommandLineRun(0, "int32_t dot(const int8_t *a, const uint8_t *b, size_t K);\n", ""),
                CommandLineRun.of("crosscheck", FILE, "dot", "--signature"));
    }
}
