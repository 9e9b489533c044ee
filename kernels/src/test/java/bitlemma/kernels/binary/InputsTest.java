package bitlemma.kernels.binary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.check.Checker;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.parse.Parser;
import bitlemma.grammar.source.SourceFile;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The inputs that crosschecks try, and how an input that fails becomes simpler. */
class InputsTest {
    private static Kernel kernel(String text) {
        Parser.Parsed parsed = Parser.parse(new SourceFile("test.lemma", text));
        Checker.Checked checked = Checker.check(parsed.module().orElseThrow(), List.of());
        return checked.program().orElseThrow().kernels().values().iterator().next();
    }

    private static List<Map<Variable, Value>> all(Inputs inputs) {
        List<Map<Variable, Value>> all = new ArrayList<>();
        inputs.forEach(all::add);
        return all;
    }

    /** The values that a parameter takes. */
    private static Set<String> values(List<Map<Variable, Value>> inputs, String name) {
        Set<String> values = new HashSet<>();
        for (Map<Variable, Value> input : inputs) {
            input.forEach((variable, value) -> {
                if (variable.label().equals(name)) {
                    values.add(value.toString());
                }
            });
        }
        return values;
    }

    private static long inside(Kernel kernel, List<Map<Variable, Value>> inputs) {
        return inputs.stream().filter(i -> Inside.given(kernel, i)).count();
    }

    @Test
    void fewAreAll() {
        Inputs inputs = new Inputs(kernel("kernel f(a: int8, b: bool, c: int in 3..5) -> int8 { a }"), 10, 1);
        assertTrue(inputs.areAll());
        assertEquals(256 * 2 * 3, new HashSet<>(all(inputs)).size());
        Inputs arrays = new Inputs(kernel("kernel f(a: uint2[3]) -> uint2 { a[0] }"), 10, 1);
        assertTrue(arrays.areAll());
        assertEquals(64, new HashSet<>(all(arrays)).size());
    }

    @Test
    void endsAndPowersOfTwo() {
        Inputs inputs = new Inputs(kernel("kernel f(a: int32, b: uint16) -> int32 { a }"), 20_000, 1);
        assertFalse(inputs.areAll());
        List<Map<Variable, Value>> all = all(inputs);
        assertEquals(20_000, all.size());
        Set<String> a = values(all, "a");
        assertTrue(
                a.containsAll(Set.of("-2147483648", "-2147483647", "2147483647", "0", "-1", "65536", "-65537")),
                a::toString);
        assertTrue(values(all, "b").containsAll(Set.of("0", "65535", "32768", "32767")));
    }

    @Test
    void codedValues() {
        Inputs bytes = new Inputs(kernel("kernel f(a: float8_e4m3fn, b: ternary) -> float8_e4m3fn { a }"), 10, 1);
        assertTrue(bytes.areAll());
        // The ternary code 3 stands for nothing.
        assertEquals(256 * 3, new HashSet<>(all(bytes)).size());
        Inputs floats = new Inputs(kernel("kernel f(a: float32, b: float32) -> float32 { a }"), 20_000, 1);
        assertFalse(floats.areAll());
        Set<String> a = values(all(floats), "a");
        Set<String> wanted = Set.of("0", "-0", "inf", "-inf", "nan", "2^-149", "4096", "0.5");
        assertTrue(a.containsAll(wanted), a::toString);
        Set<Integer> codes = new HashSet<>();
        all(floats).forEach(input -> codes.add(
                ((Value.Coded) input.values().iterator().next()).code().intValue()));
        // The neighbours of 4096.
        assertTrue(codes.containsAll(Set.of(0x45800001, 0x457fffff)));
        // Where 16 bits are cut off, some lie half way between what stays.
        assertTrue(codes.stream().filter(code -> (code & 0xffff) == 0x8000).count() > 10);
    }

    @Test
    void sameSeedSameInputs() {
        Kernel kernel = kernel("kernel f(a: int64, b: int8[K]) -> int64 { a }");
        assertEquals(all(new Inputs(kernel, 500, 7)), all(new Inputs(kernel, 500, 7)));
        assertFalse(all(new Inputs(kernel, 500, 7)).equals(all(new Inputs(kernel, 500, 8))));
    }

    /** Bounds in the given, also by other inputs, are met by drawing, not by luck. */
    @Test
    void givenGuides() {
        Kernel kernel = kernel("""
            kernel f(n: int, a: int16[4 * n] in -5..5, low: int64, high: int64, i: int) -> int64
                given 1 <= n <= 8192, 2^40 <= low <= high, high < 2^41, 0 <= i < n, |low| <= 2^62 - 1
            { low }
            """);
        List<Map<Variable, Value>> all = all(new Inputs(kernel, 1000, 1));
        assertTrue(all.size() > 900 && inside(kernel, all) > 900, () -> all.size() + " " + inside(kernel, all));
    }

    @Test
    void lengthsReachTheEnd() {
        List<Map<Variable, Value>> all =
                all(new Inputs(kernel("kernel f(a: int8[K]) -> int8 given 1 <= K <= 100000 { a[0] }"), 1000, 1));
        Set<String> lengths = values(all, "K");
        assertTrue(lengths.containsAll(Set.of("1", "2", "3", "100000")), lengths::toString);
        assertTrue(lengths.size() > 50, lengths::toString);
    }

    @Test
    void nothingInsideEnds() {
        Kernel kernel = kernel("kernel f(a: int32, b: int32) -> int32 given a > b, b > a { a }");
        assertEquals(0, inside(kernel, all(new Inputs(kernel, 100, 1))));
    }

    @Test
    void simpler() {
        Kernel kernel = kernel("kernel f(a: int32, b: int8[K]) -> int32 { a }");
        Variable a = kernel.parameters().get(0);
        Variable b = kernel.parameters().get(1);
        Variable length = kernel.lengths().getFirst();
        // Fails from 1000 on, where some element is negative.
        Simpler simpler = new Simpler(kernel, input -> {
            boolean large = number(input.get(a)).compareTo(BigInteger.valueOf(1000)) >= 0;
            boolean negative = ((Value.Sequence) input.get(b))
                    .runs().stream().anyMatch(r -> number(r.element()).signum() < 0);
            return large && negative ? Optional.of(difference(input)) : Optional.empty();
        });
        Difference found = simpler.of(difference(Map.of(
                a,
                Value.Number.of(123_456_789),
                b,
                Value.Sequence.of(List.of(Value.Number.of(7), Value.Number.of(-100), Value.Number.of(5))),
                length,
                Value.Number.of(3))));
        assertEquals("1000", found.input().get(a).toString());
        assertEquals("[-1]", found.input().get(b).toString());
        assertEquals("1", found.input().get(length).toString());
    }

    private static BigInteger number(Value value) {
        return ((Value.Number) value).value().numerator();
    }

    private static Difference difference(Map<Variable, Value> input) {
        return new Difference(input, Value.Number.of(0), Value.Number.of(1));
    }
}
