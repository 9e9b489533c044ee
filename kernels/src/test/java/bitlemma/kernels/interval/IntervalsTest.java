package bitlemma.kernels.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.check.Checker;
import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Fits;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Saturate;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Wrap;
import bitlemma.grammar.parse.Parser;
import bitlemma.grammar.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How sharp the intervals of kernels are. That they are right, the tests of compiled kernels show. */
class IntervalsTest {
    private static Kernel kernel(String text) {
        return List.copyOf(Checker.check(
                                Parser.parse(new SourceFile("test.lemma", text)).module().orElseThrow(), List.of())
                        .program()
                        .orElseThrow()
                        .kernels()
                        .values())
                .getLast();
    }

    private static boolean allKept(Kernel kernel) {
        Intervals intervals = Intervals.of(kernel);
        return Children.all(kernel.body()).allMatch(term -> switch (term) {
            case Fits t -> intervals.isKept(t);
            case Require t -> intervals.isKept(t);
            case Call t -> intervals.isKept(t);
            default -> true;
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', textBlock = """
            kernel f(x: int32) -> uint8 { bits(x)[7:0] }  # [0, 255]
            kernel f(x: uint32) -> uint32 { (x & 0xff) << 8 | x >> 24 }  # [0, 65535]
            kernel f(x: uint16) -> uint16 { x & 0x7fff }  # [0, 32767]
            kernel f(x: int8) -> int8 { if x < 0 then x +% 1 else x -% 1 }  # [-127, 126]
            kernel f(x: int8) -> int16 { if 3 <= x and x < 9 then int16(x) * 10 else 0 }  # [0, 80]
            kernel f(x: int32) -> int32 { x >> 31 }  # [-1, 0]
            kernel f(x: uint8) -> int { popcount(x) + leading_zeros(x) }  # [0, 16]
            kernel f(x: int8) -> int8 { if x == -128 then 127 else abs(x) }  # [0, 127]
            kernel f(x: int8) -> int8 { mod_trunc(x, 10) }  # [-9, 9]
            kernel f(x: int8 in 20..29) -> int8 { mod_floor(x, 16) }  # [4, 13]
            kernel f(x: int8 in 20..29) -> int8 { x % 16 }  # [4, 13]
            kernel f(a: int8[8], b: int8[8]) -> int32 { sum(k < 8) int32(a[k]) * int32(b[k]) } # [-130048, 131072]
            kernel f(x: uint8) -> uint8 { let y = x +| 5; if y >= 250 then 0 else y }  # [0, 249]
            kernel f(i: uint2) -> int8 { let t: int8[4] = [3, 1, 4, 1]; if i == 0 then 0 else t[i] }  # [0, 4]
            kernel f(a: int8[9] in -3..5, i: int) -> int8 given 0 <= i < 9 { a[i] }  # [-3, 5]
            """)
    void results(String text, String expected) {
        Kernel kernel = kernel(text);
        assertEquals(expected, Intervals.of(kernel).at(kernel.body()).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "kernel f(a: int8[K], b: int8[K]) -> int32 given K <= 131071 { sum(k < K) int32(a[k]) * int32(b[k]) }",
        "kernel f(x: int32, n: int) -> int32 given 0 <= n <= 31 { x >> n }",
        "kernel f(x: int8, y: int8) -> int8 { if y > 0 then x / y else 0 }",
        "kernel f(x: int8) -> int8 { let c = x >= 0\n if c then x - 1 else x + 1 }",
        "kernel f(x: int8) -> int8 { let y = int16(x) + 3\n if y > 20 then int8(y - 4) else 0 }",
        "kernel g(x: int8) -> int8 given x != -128 { -x } kernel f(x: int8) -> int8 { if x > -128 then g(x) else 0 }",
        "kernel f(x: uint8) -> uint8 { fold c: uint8 = x for i < 8 { if c >= 0x80 then (c <<% 1) xor 7 else c << 1 } }"
    })
    void keptObligations(String text) {
        assertTrue(allKept(kernel(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "kernel f(a: int8[K], b: int8[K]) -> int32 given K <= 131072 { sum(k < K) int32(a[k]) * int32(b[k]) }",
        "kernel f(x: int8) -> int8 { x + 1 }",
        "kernel f(x: int8, y: int8) -> int8 { if y >= 0 then x / y else 0 }",
        "kernel g(x: int8) -> int8 given x != -128 { -x } kernel f(x: int8) -> int8 { g(x) }"
    })
    void brokenObligations(String text) {
        assertTrue(!allKept(kernel(text)));
    }

    @Test
    void idleOperations() {
        Kernel kernel = kernel(
                "kernel f(x: int8) -> int8 { int8.wrap(int16(x) & 0x7f) +% int8.saturate(int16(x) - 1) }");
        Intervals intervals = Intervals.of(kernel);
        List<Boolean> idle = Children.all(kernel.body())
                .filter(t -> t instanceof Wrap || t instanceof Saturate)
                .map((Term t) -> switch (t) {
                    case Wrap wrap -> intervals.isIdle(wrap);
                    case Saturate saturate -> intervals.isIdle(saturate);
                    default -> throw new AssertionError(t);
                })
                .toList();
        assertEquals(List.of(false, true, false), idle);
    }
}
