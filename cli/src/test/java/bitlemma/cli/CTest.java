package bitlemma.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The C text of kernels, beside what it is expected to be. */
class CTest {
    private static final Path FOLDER = Path.of("src/test/resources/c");
    private static final String FILE = FOLDER.resolve("kernels.lemma").toString();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"dot", "requantize", "crc8", "look_up", "mean", "squared", "chosen"})
    void text(String kernel) throws IOException {
        CommandLineRun run = CommandLineRun.of("c", FILE, kernel);
        assertEquals(0, run.exit(), run.err());
        Golden.check(FOLDER.resolve(kernel + ".c"), run.out());
    }

    @Test
    void header() throws IOException {
        Path file = folder.resolve("dot16.h");
        CommandLineRun run =
                CommandLineRun.of("c", FILE, "dot<int16>", "--header", "--name", "dot16", "-o", file.toString());
        assertEquals(new CommandLineRun(0, "", ""), run);
        Golden.check(FOLDER.resolve("dot16.h"), Files.readString(file));
    }

    /** What is not proved is asserted: with an accumulator of 16 bits, this dot product overflows. */
    @Test
    void instanceThatIsNotSafe() {
        CommandLineRun run = CommandLineRun.of("c", FILE, "dot<int16>");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("int16_t dot_int16(const int8_t *a, const int8_t *b, size_t K)"), run.out());
        assertTrue(run.out().contains("assert(-32768 <= exact && exact <= 32767);"), run.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "function half(x: rational) -> rational = x / 2|half|is a function of exact mathematics",
                "kernel f(x: int256) -> int256 { x }|f|parameter `x` of `f` is of type int256, which no C type holds",
                "kernel f(x: int128) -> bool { int256(x) * int256(x) > 0 }|f"
                        + "|1:31: `int256(x) * int256(x)` needs more than 128 bits",
                "kernel f(x: int) -> int { x + 1 }|f|which int64_t does not hold",
            })
    void notExpressible(String source, String kernel, String message) throws IOException {
        String file = Files.writeString(folder.resolve("x.lemma"), source).toString();
        CommandLineRun run = CommandLineRun.of("c", file, kernel);
        assertEquals(3, run.exit(), run.out());
        assertTrue(run.err().contains(message), run.err());
        assertTrue(run.err().contains("hint: "), run.err());
        assertEquals("", run.out());
    }

    @Test
    void namesAreThoseOfC() throws IOException {
        String source = "kernel double(x: int8, int_: int8) -> int8 { x +| int_ }\n"
                + "kernel λ(double_: int8) -> int8 { double(double_, double_) }\n";
        String file = Files.writeString(folder.resolve("x.lemma"), source).toString();
        CommandLineRun run = CommandLineRun.of("c", file, "λ");
        assertTrue(run.out().contains("static int8_t double_(int8_t x, int8_t int_)"), run.out());
        assertTrue(run.out().contains("int8_t u3bb(int8_t double__2)"), run.out());
        assertTrue(run.out().contains("return double_(double__2, double__2);"), run.out());
        CommandLineRun wrong = CommandLineRun.of("c", file, "double", "--name", "while");
        assertEquals(3, wrong.exit());
        assertTrue(wrong.err().contains("`while` cannot be the name of a C function"), wrong.err());
    }

    @Test
    void filesThatCannotBeWritten() {
        CommandLineRun run = CommandLineRun.of("c", FILE, "dot", "-o", folder + "/none/dot.c");
        assertEquals(3, run.exit());
        assertTrue(run.err().contains("cannot be written"), run.err());
        assertEquals(3, CommandLineRun.of("c", FILE, "dto").exit());
        assertEquals(3, CommandLineRun.of("c", folder + "/none.lemma", "dot").exit());
    }
}
