package bitlemma.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kernels, evaluated on inputs of every kind. */
class RunTest {
    private static final String SOURCE = """
            kernel add(a: int8, b: int8) -> int8 { a + b }
            kernel wrapping(a: uint8, b: uint8) -> uint8 { a +% b }
            kernel choose(first: bool, x: int8, y: int8) -> int8 { if first then x else y }
            kernel less(x: int8, y: int8) -> bool { x < y }
            kernel dot<Acc = int32>(a: int8[K], b: int8[K]) -> Acc
                given 1 <= K <= 131071
            {
                sum(k < K) Acc(a[k]) * Acc(b[k])
            }
            kernel shifted(x: int32, s: int) -> int32
                given 0 <= s <= 31
            {
                x >> s
            }
            kernel fixed(a: int8[3]) -> int32 { sum(k < 3) int32(a[k]) }
            kernel pairs(a: int8[2 * N], n: int8[N]) -> int32
                given N <= 8
            {
                sum(k < N) (int32(a[2 * k]) - int32(a[2 * k + 1]))
            }
            kernel sized<T>(x: T) -> T { x }
            kernel same(x: float32) -> float32 { x }
            kernel product(x: float8_e4m3fn, y: float8_e4m3fn) -> float8_e4m3fn { x * y }
            kernel last(x: ternary[2]) -> ternary { x[1] }
            kernel posit(x: posit<8, 2>) -> posit<8, 2> { x }
            kernel twice(x: fixed<8, 4>) -> fixed<8, 4> { x + x }
            kernel total(x: bfloat16[K]) -> bfloat16 { fold acc: bfloat16 = 0 for y in x { acc + y } }
            function half(x: rational) -> rational = x / 2
            """;

    @TempDir
    private Path folder;

    private String file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("x.lemma"), SOURCE).toString();
    }

    private CommandLineRun run(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "run";
        all[1] = file;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return CommandLineRun.of(all);
    }

    private void gives(String value, String... arguments) {
        CommandLineRun run = run(arguments);
        assertEquals(value + "\n", run.out(), run.err());
        assertEquals(0, run.exit());
    }

    private void rejected(String message, String... arguments) {
        CommandLineRun run = run(arguments);
        assertEquals(3, run.exit(), run.out());
        assertTrue(run.err().contains(message), run.err());
        assertEquals("", run.out());
    }

    @Test
    void numbers() {
        gives("-1  0xff", "add", "-128", "127");
        gives("3  0x03", "add", "0x01", "0b10");
        gives("-128  0x80", "add", "0x80", "0");
        gives("44  0x2c", "wrapping", "1_50", "150");
        gives("5  0x05", "add", "b=3", "2");
        rejected("expected int8, from -128 to 127, found `128`", "add", "128", "0");
        rejected("expected int8", "add", "0x100", "0");
        rejected("expected an integer, found `1.5`", "add", "1.5", "0");
        rejected("expected an integer, found ``", "add", "", "0");
        gives("1/4", "half", "1/2");
        gives("1/8", "half", "0.25");
        gives("5000", "half", "1e4");
        rejected("expected a number", "half", "1e999999999");
        rejected("a denominator is not 0", "half", "1/0");
    }

    @Test
    void codedValues() {
        gives("1.5  0x3fc00000", "same", "1.5");
        gives("3.5  0x40600000", "same", "7/2");
        gives("-0  0x80000000", "same", "-0");
        gives("0  0x00000000", "same", "0");
        gives("inf  0x7f800000", "same", "inf");
        gives("-inf  0xff800000", "same", "-inf");
        gives("-inf  0xff800000", "same", "-Infinity");
        gives("nan  0x7fc00000", "same", "nan");
        gives("nan  0xff800001", "same", "0xff80_0001");
        gives("3*2^-149  0x00000003", "same", "3*2^-149");
        gives("-2^-149  0x80000001", "same", "-2^-149");
        gives("1000000000  0x4e6e6b28", "same", "1e9");
        gives("nan  0x7f", "product", "1.125", "448");
        gives("-1  0x0", "last", "[1, -1]");
        gives("-1  0x0", "last", "[1, 0b00]");
        gives("nan  0x80", "posit", "nan");
        gives("4.5  0x4090", "total", "[1.5 x 3, -0]");
        gives("-7.5  0x88", "twice", "-3.75");
    }

    @Test
    void valuesThatAFormatDoesNotHave() {
        rejected("expected a value of float32, found `0.1`", "same", "0.1");
        rejected("hint: the nearest is 13421773*2^-27, 0x3dcccccd", "same", "0.1");
        rejected("hint: the nearest is 448, 0x7e", "product", "464", "1");
        rejected("hint: the nearest is 16777215*2^104, 0x7f7fffff", "same", "1e40");
        rejected("hint: the nearest is 0, 0x00000000", "same", "1e-46");
        rejected("hint: the nearest is 0.3125, 0x32", "posit", "0.3");
        rejected("expected the bits of a float32, found `0x1_0000_0000`", "same", "0x1_0000_0000");
        rejected("hint: they stand for nothing there", "last", "[1, 0b11]");
        rejected("hint: it has no infinity", "product", "-inf", "1");
        rejected("hint: it has no NaN", "twice", "nan");
        rejected("hint: as in 1.5, 3*2^-149, -inf, nan, or the bits 0x7f", "same", "infinite");
        rejected("expected an integer, found `3*4^2`", "same", "3*4^2");
        rejected("Unknown option: '-inv'", "same", "-inv");
    }

    @Test
    void traceOfCodedValues() {
        CommandLineRun run = run("total", "[1.5, 2^-9, -0]", "--trace");
        assertEquals("""
                round y_index    0
                acc + y        1.5  0x3fc0
                round y_index    1
                acc + y        1.5  0x3fc0
                round y_index    2
                acc + y        1.5  0x3fc0
                1.5  0x3fc0
                """, run.out());
        CommandLineRun broken = run("twice", "4.5");
        assertEquals(1, broken.exit());
        assertTrue(broken.out().contains("no value of fixed<8,4> stands for the result"), broken.out());
    }

    @Test
    void truthValues() {
        gives("7  0x07", "choose", "true", "7", "-7");
        gives("false", "less", "7", "-7");
        rejected("expected true or false, found `1`", "choose", "1", "7", "-7");
    }

    @Test
    void arrays() {
        gives("32  0x00000020", "dot", "[1,2,3]", "[ 4, 5 , 6 ]");
        gives("2147467264  0x7fffc000", "dot", "[-128 x 131071]", "[-128 x 131071]");
        gives("-5  0xfffffffb", "dot", "[1, 2 x 2]", "[-1 x 3]");
        gives("48  0x0030", "dot<int16>", "[4 x 3]", "[4 x 3]");
        gives("6  0x00000006", "fixed", "[1, 2, 3]");
        gives("-1  0xffffffff", "pairs", "[1, 2]", "[0]");
        gives("-1  0xffffffff", "pairs", "[1, 2]", "[0]", "N=1");
        rejected("expected an array, found `1`", "dot", "1", "[1]");
        rejected("an element between commas", "dot", "[1,,2]", "[1]");
        rejected("`b`: expected an array of length 1, found 2", "dot", "[1]", "[1, 2]");
        rejected("expected an array of length 3, found 1", "fixed", "[1]");
        rejected("expected an array of length 4, found 2", "pairs", "[1, 2]", "[0, 0]");
        rejected("expected an array of length 4, found 2", "pairs", "[1, 2]", "[0]", "N=2");
        rejected("`N`: expected an integer, found `two`", "pairs", "[1, 2]", "[0]", "N=two");
        rejected("the length `N` is negative", "pairs", "[]", "[]", "N=-1");
        rejected("`a`: expected int8", "dot", "[200]", "[1]");
    }

    @Test
    void given() {
        rejected("1 <= 0 is false", "dot", "[]", "[]");
        rejected("40 <= 31 is false", "shifted", "7", "40");
    }

    @Test
    void names() {
        rejected("`dto` is no kernel", "dto", "[1]", "[1]");
        rejected("did you mean `dot`?", "dto", "[1]", "[1]");
        rejected("is no kernel's name", "dot<", "[1]", "[1]");
        rejected("is no kernel's name", "dot, dot equivalent dot", "[1]", "[1]");
        rejected("needs an argument for its type parameter", "sized", "1");
        rejected("has no input `c`", "add", "c=1", "2");
        rejected("`a` is given twice", "add", "a=1", "a=2");
        rejected("add takes 2 arguments, found 3", "add", "1", "2", "3");
        rejected("expected values for add(a: int8, b: int8)", "add");
        rejected("Unknown option: '--trce'", "add", "1", "2", "--trce");
    }

    @Test
    void brokenObligation() {
        CommandLineRun run = run("add", "127", "1");
        assertEquals(1, run.exit());
        assertEquals(
                file + ":1:40: 128 does not fit int8 (-128 to 127)\n"
                        + "  1 | kernel add(a: int8, b: int8) -> int8 { a + b }\n"
                        + "    |                                        ^~~~~\n"
                        + "a + b  128  does not fit int8\n",
                run.out());
    }

    @Test
    void trace() {
        CommandLineRun run = run("dot", "[1, 2]", "[3, 4]", "--trace");
        assertEquals(0, run.exit());
        assertTrue(run.out().contains("sum(k < K) Acc(a[k]) * Acc(b[k])  11  0x0000000b"), run.out());
        assertTrue(run("wrapping", "255", "1", "--trace").out().contains("wraps from 256"));
    }

    @Test
    void files() throws IOException {
        assertEquals(3, CommandLineRun.of("run", folder.toString(), "f").exit());
        assertEquals(3, CommandLineRun.of("run", folder + "/none.lemma", "f").exit());
        Path broken = Files.writeString(folder.resolve("broken.lemma"), "kernel f(x: int8) -> int8 { y }");
        CommandLineRun run = CommandLineRun.of("run", broken.toString(), "f", "1");
        assertEquals(3, run.exit());
        assertTrue(run.err().contains("broken.lemma:1:29: error: `y` is not declared"), run.err());
    }
}
