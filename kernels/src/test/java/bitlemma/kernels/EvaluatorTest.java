package bitlemma.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import bitlemma.grammar.core.Kernel;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What breaks where, calls, tables, and what a trace tells. */
class EvaluatorTest {
    private static String broken(String text, Object... arguments) {
        Outcome outcome = Programs.run(Programs.kernel(text), arguments);
        Outcome.Broken broken = assertInstanceOf(Outcome.Broken.class, outcome, outcome.toString());
        return broken.site().kind() + " " + broken.site().place() + " " + broken.detail();
    }

    @Test
    void whereItBreaks() {
        assertEquals(
                "OVERFLOW test.lemma:1:29 130 does not fit int8 (-128 to 127)",
                broken("kernel f(a: int8) -> int8 { a + 3 }", 127));
        assertEquals(
                "CONVERSION test.lemma:1:37 200 does not fit int8 (-128 to 127)",
                broken("kernel f(a: uint8) -> int16 { int16(int8(a)) }", 200));
        assertEquals(
                "DIVISOR test.lemma:1:42 b: the divisor is 0",
                broken("kernel f(a: int8, b: int8) -> int8 { a / b }", 1, 0));
        assertEquals(
                "SHIFT test.lemma:1:43 b: the shift amount is 8, which is out of range",
                broken("kernel f(a: int8, b: int8) -> int8 { a << b }", 1, 8));
        assertEquals(
                "SHIFT test.lemma:1:34 9: the shift amount is 9, which is out of range",
                broken("kernel f(a: int8) -> int8 { a << 9 }", 1));
        assertEquals(
                "INDEX test.lemma:1:43 i: the index is -1, which is out of range",
                broken("kernel f(a: int8[K], i: int8) -> int8 { a[i] }", new long[] {1}, -1));
        assertEquals(
                "INDEX test.lemma:1:34 4: the index is 4, which is out of range",
                broken("kernel f(a: int8[4]) -> int8 { a[4] }", new long[] {1, 2, 3, 4}));
        assertEquals(
                "ASSERTION test.lemma:1:36 a > 0: the assertion is false",
                broken("kernel f(a: int8) -> int8 { assert a > 0; a }", 0));
        assertEquals(
                "BOUNDS test.lemma:1:38 clamp(a, b, 0): the lower bound is above the upper one",
                broken("kernel f(a: int8, b: int8) -> int8 { clamp(a, b, 0) }", 0, 1));
        assertEquals(
                "LENGTH test.lemma:2:49 b: the lengths do not agree",
                broken(
                        "kernel g(a: int8[K], b: int8[K]) -> int8 { 0 }\n"
                                + "kernel f(a: int8[K], b: int8[L]) -> int8 { g(a, b) }",
                        new long[] {1},
                        new long[] {1, 2}));
        assertEquals(
                "PRECONDITION test.lemma:2:29 the given of g does not hold",
                broken("kernel g(a: int8 in 1..5) -> int8 { a }\nkernel f(a: int8) -> int8 { g(a) }", 6));
    }

    /** Only what is chosen is evaluated; a statement before what follows it, a left operand before the right one. */
    @Test
    void order() {
        String text = "kernel f(a: int8, b: int8) -> int8 { if b == 0 then 0 else a / b }";
        assertEquals("0", Programs.shown(Programs.run(Programs.kernel(text), 3, 0)));
        assertEquals(
                "OVERFLOW a + 127",
                Programs.shown(Programs.run(
                        Programs.kernel("kernel f(a: int8, b: int8) -> int8 { a + 127 + a / b }"), 3, 0)));
        assertEquals(
                "ASSERTION a == 0",
                Programs.shown(Programs.run(
                        Programs.kernel("kernel f(a: int8) -> int8 { assert a == 0; let b = a + 127; b }"), 3)));
    }

    @Test
    void callsInsideCalls() {
        Kernel kernel = Programs.kernel(
                """
                kernel minus(a: int8, b: int8) -> int8 { let c = a -% b; c }
                kernel f(a: int8, b: int8) -> int8 {
                    minus(minus(a, b), minus(b, minus(a, a))) -% minus(b, a)
                }
                """);
        for (int a = -128; a < 128; a += 5) {
            for (int b = -128; b < 128; b += 3) {
                int expected = (byte) ((a - b) - (b - (a - a)) - (b - a));
                assertEquals(Integer.toString(expected), Programs.shown(Programs.run(kernel, a, b)));
            }
        }
    }

    @Test
    void callsWithArraysOfOtherLengths() {
        Kernel kernel = Programs.kernel(
                """
                kernel total(a: int8[K]) -> int32 { sum(x in a) int32(x) * int32(len(a)) }
                kernel f(a: int8[K], b: int8[L]) -> int32 { total(a) * 1000 + total(b) + total([7; 3]) }
                """);
        assertEquals(
                Integer.toString((1 + 2) * 2 * 1000 + (3 + 4 + 5) * 3 + 63),
                Programs.shown(Programs.run(kernel, new long[] {1, 2}, new long[] {3, 4, 5})));
        assertEquals("63", Programs.shown(Programs.run(kernel, new long[] {}, new long[] {})));
    }

    @Test
    void tables() {
        Kernel kernel = Programs.kernel(
                """
                const SQUARES: int16[8] = [0, 1, 4, 9, 16, 25, 36, 49]
                const FILLED: int16[8] = [-5; 8]
                kernel f(i: int8) -> int16 {
                    let own = [i, i +% 1, i, 3]
                    SQUARES[i] * 100 + FILLED[i] + (if i < 4 then int16(own[i]) else 0)
                }
                """);
        for (int i = 0; i < 8; i++) {
            int own = i == 0 ? 0 : i == 1 ? 2 : i == 2 ? 2 : i == 3 ? 3 : 0;
            assertEquals(Integer.toString(i * i * 100 - 5 + own), Programs.shown(Programs.run(kernel, i)));
        }
        assertEquals("INDEX i", Programs.shown(Programs.run(kernel, 8)));
        assertEquals("INDEX i", Programs.shown(Programs.run(kernel, -1)));
    }

    @Test
    void widths() {
        Kernel kernel = Programs.kernel("kernel f(a: uint512, b: int512) -> uint512 { a *% a +% bits(b) }");
        var max = java.math.BigInteger.TWO.pow(512).subtract(java.math.BigInteger.ONE);
        assertEquals("0", Programs.shown(Programs.run(kernel, max, -1)));
        Kernel sum = Programs.kernel("kernel f(a: uint512) -> uint512 { a + 1 }");
        assertEquals("OVERFLOW a + 1", Programs.shown(Programs.run(sum, max)));
    }

    private static String traced(String text, Object... arguments) {
        Kernel kernel = Programs.kernel(text);
        Trace trace = Trace.recording();
        Evaluator.run(kernel, Programs.inputs(kernel, arguments), trace, Evaluator.ORDINARY);
        return trace.entries().stream()
                .map(e -> "  ".repeat(e.depth()) + e.label() + " = " + e.value()
                        + e.format().map(f -> ": " + f).orElse("") + (e.note().isEmpty() ? "" : ", " + e.note()))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void aTraceTellsEveryStep() {
        assertEquals(
                """
                a +% b = -126: int8, wraps from 130
                c = -126: int8
                c -| 100 = -128: int8, saturates from -226
                d = -128: int8
                int16(d) = -128: int16
                """
                        .strip(),
                traced(
                        "kernel f(a: int8, b: int8) -> int16 { let c = a +% b\nlet d = c -| 100\nint16(d) }",
                        100,
                        30));
    }

    @Test
    void aTraceGoesIntoCalls() {
        assertEquals(
                """
                  x + 1 = 4: int8
                  y = 4: int8
                g(a) = 4: int8
                g(a) + a = 7: int8
                """
                        .stripTrailing(),
                traced("kernel g(x: int8) -> int8 { let y = x + 1; y }\nkernel f(a: int8) -> int8 { g(a) + a }", 3));
    }

    /** Of a reduction: the first two rounds and the last. */
    @Test
    void aTraceLeavesOutTheMiddle() {
        assertEquals(
                """
                  k = 0
                  sum(k < K) a[k] = 1: int8
                  k = 1
                  sum(k < K) a[k] = 3: int8
                  k = 5
                  sum(k < K) a[k] = 21: int8
                """
                        .stripTrailing(),
                traced("kernel f(a: int8[K]) -> int8 { sum(k < K) a[k] }", new long[] {1, 2, 3, 4, 5, 6}));
    }

    @Test
    void aTraceEndsWhereItBreaks() {
        assertEquals(
                """
                a + 1 = 128: int8, does not fit int8
                """
                        .strip(),
                traced("kernel f(a: int8) -> int8 { let b = a + 1; b }", 127));
    }
}
