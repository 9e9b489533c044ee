package bitlemma.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Reductions over long runs of equal elements: what is carried out at once is what single rounds would give. */
class RunsTest {
    private static final BigInteger NEVER = BigInteger.TWO.pow(100);
    private static final long LIMIT = 5_000_000;

    private static Outcome evaluate(Kernel kernel, Map<Variable, Value> inputs, BigInteger worthwhile) {
        return Evaluator.evaluate(kernel.body(), inputs, Trace.none(), LIMIT, steps -> {}, worthwhile);
    }

    private static final List<String> ADDENDS = List.of(
            "T(a[k])",
            "T(a[k]) * T(b[k])",
            "T(a[k]) - T(b[k])",
            "T(int16(a[k]) + int16(b[k]))",
            "(if a[k] > b[k] then T(1) else T(b[k]))",
            "T.wrap(int16(a[k]) * 7)",
            "T(k)",
            "T(a[k + 0])",
            "T(a[K - 1 - k])",
            "T(a[k / 2])",
            "T(c[0]) + T(a[k])",
            "T(other(a[k]))",
            "T(int16(a[k]) / int16(b[k]))",
            "sum(j < 3) T(a[k])",
            "sum(j < k) T(a[j])",
            "sum(x in b) T(a[k])",
            "T(0)");

    private static final List<String> STEPS = List.of(
            "s + E",
            "s - E",
            "E + s",
            "s +% E",
            "s +| E",
            "s * E",
            "s xor E",
            "max(s, E)",
            "max(s, E) - T(a[0])",
            "clamp(s +% E, -100, 100)",
            "if s > 50 then s else s + E",
            "if E == 0 then s else -%s",
            "{ let e = E\n s + e }",
            "{ let e = E; let f = s; f + e }",
            "{ let e = E; let f = e +% 1; s + f }",
            "{ assert s < 1000; s + E }",
            "{ let e = E; assert e != 3; s + e }",
            "s + s",
            "E",
            "s");

    private static final List<String> RANGES = List.of(
            "k < K", "0 <= k < K", "1 <= k < K", "0 < k < K - 1", "k in 2..K - 1", "0 <= k <= K", "k < K + K", "k < 3", "K < k < K");

    @Test
    void randomFolds() {
        Random random = new Random(20261120);
        Map<String, Integer> outcomes = new HashMap<>();
        for (int round = 0; round < 1500; round++) {
            String type = pick(random, List.of("int8", "int16", "int32", "int12"));
            String step = pick(random, STEPS).replace("E", pick(random, ADDENDS));
            String range = pick(random, RANGES);
            boolean elements = random.nextInt(8) == 0;
            String text = "kernel other(x: int8) -> int8 given x != 5 { x -% 1 }\n"
                    + "kernel f(a: int8[K], b: int8[K], c: int8[L]) -> T given K < 1000 {\n"
                    + "    fold s: T = T(" + pick(random, List.of("0", "c[0]", "-7")) + ") for "
                    + (elements ? "x in a { " + step.replaceAll("a\\[[^]]*]", "x").replaceAll("b\\[[^]]*]", "x").replaceAll("\\bk\\b", "1") : range + " { " + step)
                    + " }\n}";
            text = text.replaceAll("\\bT\\b", type);
            Kernel kernel = Programs.kernel(text);
            for (int input = 0; input < 3; input++) {
                Map<Variable, Value> inputs = inputs(kernel, random);
                Outcome plain = evaluate(kernel, inputs, NEVER);
                for (int worthwhile : new int[] {0, 1, 2, 7}) {
                    Outcome fast = evaluate(kernel, inputs, BigInteger.valueOf(worthwhile));
                    assertEquals(plain, fast, text + "\n" + inputs + " " + worthwhile);
                }
                outcomes.merge(plain.getClass().getSimpleName(), 1, Integer::sum);
            }
        }
        assertTrue(outcomes.get("Returned") > 750 && outcomes.get("Broken") > 750, outcomes.toString());
    }

    @Test
    void randomForAlls() {
        Random random = new Random(20261120);
        List<String> conditions = List.of(
                "a[k] <= b[k]",
                "a[k] != 3",
                "a[k] + b[k] < 100",
                "a[k] / b[k] < 100",
                "a[K - 1 - k] > -4",
                "int16(k) < 30",
                "forall(j < 4) (a[k] != b[j])",
                "a[k + 1] != 2");
        for (int round = 0; round < 1000; round++) {
            String text = "kernel f(a: int8[K], b: int8[K], c: int8[L]) -> bool { forall(" + pick(random, RANGES) + ") ("
                    + pick(random, conditions) + ") }";
            Kernel kernel = Programs.kernel(text);
            Map<Variable, Value> inputs = inputs(kernel, random);
            Outcome plain = evaluate(kernel, inputs, NEVER);
            for (int worthwhile : new int[] {0, 1, 5}) {
                assertEquals(plain, evaluate(kernel, inputs, BigInteger.valueOf(worthwhile)), text + "\n" + inputs);
            }
        }
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static Map<Variable, Value> inputs(Kernel kernel, Random random) {
        int length = random.nextInt(4) == 0 ? random.nextInt(4) : 1 + random.nextInt(60);
        return Programs.inputs(kernel, sequence(length, random), sequence(length, random), sequence(1 + random.nextInt(3), random));
    }

    /** So many small numbers in runs. */
    private static Value sequence(int length, Random random) {
        List<Value> elements = new ArrayList<>();
        while (elements.size() < length) {
            Value element = Value.Number.of(random.nextInt(3) == 0 ? random.nextInt(-128, 128) : random.nextInt(-3, 7));
            for (int i = random.nextInt(3) == 0 ? 1 : random.nextInt(1, 40); i > 0 && elements.size() < length; i--) {
                elements.add(element);
            }
        }
        return Value.Sequence.of(elements);
    }

    /** A sum of billions of equal numbers takes no longer than one of hundreds. */
    @Test
    void billionsOfRounds() {
        Kernel dot = Programs.kernel(
                "kernel dot(a: int8[K], b: int8[K]) -> int64 { sum(k < K) int64(a[k]) * int64(b[k]) }");
        BigInteger length = BigInteger.TEN.pow(12);
        Value most = Value.Sequence.repeat(Value.Number.of(-128), length);
        assertEquals("16384000000000000", Programs.shown(Programs.run(dot, most, most)));
        Kernel narrow = Programs.kernel(
                "kernel dot(a: int8[K], b: int8[K]) -> int32 { sum(k < K) int32(a[k]) * int32(b[k]) }");
        for (long k : new long[] {131070, 131071}) {
            Value exact = Value.Sequence.repeat(Value.Number.of(-128), BigInteger.valueOf(k));
            assertEquals(Long.toString(16384 * k), Programs.shown(Programs.run(narrow, exact, exact)));
        }
        Value tooMany = Value.Sequence.repeat(Value.Number.of(-128), BigInteger.valueOf(131072));
        assertEquals(
                "OVERFLOW sum(k < K) int32(a[k]) * int32(b[k])", Programs.shown(Programs.run(narrow, tooMany, tooMany)));
        Kernel saturating = Programs.kernel(
                "kernel f(a: int8[K]) -> int8 { fold s: int8 = 0 for x in a { s +| x } }");
        assertEquals("127", Programs.shown(Programs.run(saturating, Value.Sequence.repeat(Value.Number.of(1), length))));
        Kernel all = Programs.kernel("kernel f(a: int8[K]) -> bool { forall(x in a) (x == 1) }");
        assertEquals("true", Programs.shown(Programs.run(all, Value.Sequence.repeat(Value.Number.of(1), length))));
    }

    /** Arrays without equal neighbours cost what their elements cost. */
    @Test
    void longArraysWithoutRuns() {
        int length = 200_000;
        long[] numbers = new long[length];
        long sum = 0;
        for (int i = 0; i < length; i++) {
            numbers[i] = i % 200 - 100;
            sum += numbers[i];
        }
        Kernel kernel = Programs.kernel("kernel f(a: int8[K]) -> int64 { sum(k < K) int64(a[k]) }");
        assertEquals(Long.toString(sum), Programs.shown(Programs.run(kernel, numbers)));
    }

    @Test
    void tooLong() {
        Kernel kernel = Programs.kernel("kernel f(n: int32) -> int32 { fold s: int32 = 1 for k < n { s *% 3 +% int32(k) } }");
        Outcome outcome = Evaluator.run(kernel, Programs.inputs(kernel, 1_000_000_000), Trace.none(), 10_000);
        assertEquals(new Outcome.TooLong(10_000), outcome);
    }
}
