package bitlemma.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernels with values of coded formats as C text, and native functions compared with them. */
class CodedNativeTest {
    private static final Path FOLDER = Path.of("src/test/resources");
    private static final String FILE = FOLDER.resolve("c/coded.lemma").toString();

    private static final List<String> KERNELS =
            List.of("lmul", "product", "fast2sum", "narrow", "total", "picked", "sum8", "scaled");

    /** Those with a float or double in their prototype. */
    private static final List<String> FLOATS = List.of("fast2sum", "narrow", "total", "picked");

    @TempDir
    private static Path folder;

    private static boolean compiled;

    /** One library of the written text of all kernels, one of the functions of a file. */
    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        List<String> written = new ArrayList<>();
        for (String kernel : KERNELS) {
            String text = folder.resolve(kernel + ".c").toString();
            CommandLineRun run = CommandLineRun.of("c", FILE, kernel, "-o", text);
            assertEquals(new CommandLineRun(0, "", ""), run);
            written.add(text);
        }
        for (String kernel : FLOATS) {
            String bits = folder.resolve(kernel + "_bits.c").toString();
            CommandLineRun run =
                    CommandLineRun.of("c", FILE, kernel, "--bits", "--name", kernel + "_bits", "-o", bits);
            assertEquals(new CommandLineRun(0, "", ""), run);
            written.add(bits);
        }
        try {
            compile("written.so", written);
            compile("native.so", List.of(FOLDER.resolve("crosscheck/coded.c").toString()));
            compiled = true;
        } catch (IOException e) {
            compiled = false;
        }
    }

    private static void compile(String library, List<String> sources) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("cc", "-std=c11", "-O1", "-ffp-contract=off", "-Wall", "-Wextra"));
        line.addAll(List.of("-Wconversion", "-Werror", "-shared", "-fPIC", "-o"));
        line.add(folder.resolve(library).toString());
        line.addAll(sources);
        // What the file's functions leave unused is how they are wrong.
        line.addAll(List.of("-Wno-unused-parameter", "-Wno-conversion"));
        Process process = new ProcessBuilder(line).inheritIO().start();
        assertEquals(0, process.waitFor());
    }

    private static CommandLineRun run(String kernel, String library, String symbol, String... more) {
        assumeTrue(compiled, "there is no C compiler");
        String path = folder.resolve(library).toString();
        List<String> line = new ArrayList<>(
                List.of("crosscheck", FILE, kernel, "--library", path, "--symbol", symbol, "--count", "2000"));
        line.addAll(List.of(more));
        return CommandLineRun.of(line.toArray(String[]::new));
    }

    /** All pairs of 8 bits; else special values, powers of two, ties and random ones. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lmul|2000 inputs compared, seed 1",
                "product|65536 inputs compared, all that there are",
                "narrow|2000 inputs compared, seed 1",
                "total|2000 inputs compared, seed 1",
                "picked|324 inputs compared, all that there are",
                "sum8|65536 inputs compared, all that there are",
                "scaled|33280 inputs compared, all that there are",
            })
    void textAgrees(String kernel, String compared) {
        CommandLineRun run = run(kernel, "written.so", kernel);
        assertEquals(0, run.exit(), run.out());
        assertTrue(run.out().contains(": agrees\n  " + compared + "\n"), run.out());
        if (FLOATS.contains(kernel)) {
            CommandLineRun bits = run(kernel, "written.so", kernel + "_bits", "--bits");
            assertEquals(0, bits.exit(), bits.out());
        }
    }

    /** As C text with floats and with bits, and as the machine's own arithmetic. */
    @ParameterizedTest
    @CsvSource({"written.so, fast2sum", "native.so, fast2sum"})
    void sumsOfFloats(String library, String symbol) {
        CommandLineRun run = run("fast2sum", library, symbol);
        assertEquals(0, run.exit(), run.out());
        assertTrue(run.out().contains("left out, where the given does not hold"), run.out());
        CommandLineRun bits = run("fast2sum", "written.so", "fast2sum_bits", "--bits");
        assertEquals(0, bits.exit(), bits.out());
    }

    /** Another NaN than ours is the same float, and other bits. */
    @Test
    void allNaNsAreOneFloat() {
        CommandLineRun run = run("difference", "native.so", "difference");
        assertEquals(0, run.exit(), run.out());
        CommandLineRun bits = run("difference", "native.so", "difference_bits", "--bits");
        assertEquals(1, bits.exit(), bits.out());
        assertTrue(bits.out().contains("  kernel  nan  0x7fc00000\n  native  nan  0xffc01234\n"), bits.out());
    }

    @Test
    void wrongFunctionIsFound() {
        CommandLineRun run = run("narrow", "native.so", "narrow_half_up");
        assertEquals(1, run.exit(), run.out());
        assertTrue(run.out().contains("differs\n  kernel  214  0x4356\n  native  215  0x4357\n"), run.out());
        assertTrue(run.out().contains("  input\n    x  214.5  0x43568000\n"), run.out());
        assertTrue(run.out().contains("  steps\n    bfloat16(x)  214  0x4356\n"), run.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "narrow|narrow_quick|x  nan  0x7f",
                "fast2sum|fast2sum_negated|    a + b  ",
                "total|total_backwards|    N  ",
                "product|product_wide|native  0.001953125  0x01",
                "sum8|sign_only|native",
            })
    void differences(String kernel, String symbol, String shown) {
        CommandLineRun run = run(kernel, "native.so", symbol);
        assertEquals(1, run.exit(), run.out());
        assertTrue(run.out().contains(shown.replace("\\n", "\n")), run.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lmul||uint16_t lmul(uint16_t a, uint16_t b);",
                "fast2sum||float fast2sum(float a, float b);",
                "fast2sum|--bits|uint32_t fast2sum(uint32_t a, uint32_t b);",
                "total||double total(const float *x, double y, size_t N);",
                "picked||float picked(const uint8_t *a, uint8_t i);",
                "picked|--bits|uint32_t picked(const uint8_t *a, uint8_t i);",
            })
    void signature(String kernel, String option, String prototype) {
        CommandLineRun run = option == null
                ? CommandLineRun.of("crosscheck", FILE, kernel, "--signature")
                : CommandLineRun.of("crosscheck", FILE, kernel, "--signature", option);
        assertEquals(new CommandLineRun(0, prototype + "\n", ""), run);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lmul", "narrow"})
    void text(String kernel) throws IOException {
        CommandLineRun run = CommandLineRun.of("c", FILE, kernel);
        Golden.check(FOLDER.resolve("c/" + kernel + ".c"), run.out());
    }

    /** A codebook's pattern that stands for nothing is no argument. */
    @Test
    void patternsWithoutValue() throws IOException {
        CommandLineRun run = CommandLineRun.of("c", FILE, "picked");
        assertTrue(run.out().contains("assert(a[i_2] <= 2);"), run.out());
    }

    @Test
    void patternsThatNoTypeOfCHolds() {
        CommandLineRun run = CommandLineRun.of("c", FILE, "wide");
        assertEquals(3, run.exit());
        assertTrue(run.err().contains("the parameter `x` of `wide` is of type fixed<200,4>"), run.err());
    }
}
