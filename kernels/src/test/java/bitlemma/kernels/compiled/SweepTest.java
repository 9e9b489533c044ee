package bitlemma.kernels.compiled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Multiply;
import bitlemma.grammar.core.Not;
import bitlemma.grammar.core.Or;
import bitlemma.grammar.core.Proposition;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Statement;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.kernels.Evaluator;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.Trace;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sweeps against the exact evaluator. */
class SweepTest {
    private static Sweep.Result run(Sweep sweep) {
        return sweep.run(2, inputs -> {}, () -> false);
    }

    private static Sweep.Domain domain(Variable variable, long low, long high) {
        return new Sweep.Domain(variable, BigInteger.valueOf(low), BigInteger.valueOf(high));
    }

    /** The claim of a text, over all values of its inputs. */
    private static Sweep claim(String text) {
        Statement.Claim claim =
                (Statement.Claim) CompiledKernelTest.program(text).statements().getLast();
        Proposition proposition = claim.proposition();
        List<Sweep.Domain> domains = proposition.inputs().stream()
                .map(v -> v.sort() instanceof Sort.Machine m
                        ? new Sweep.Domain(v, m.format().min(), m.format().max())
                        : domain(v, -20, 20))
                .toList();
        return Sweep.compile(domains, proposition.given(), proposition.body()).orElseThrow();
    }

    // ---- every operation ----

    @ParameterizedTest
    @ValueSource(strings = {"int1", "int2", "int3", "int4", "uint1", "uint2", "uint3", "uint4"})
    void everyOperationOnAllInputs(String type) {
        IntegerFormat format = IntegerFormat.named(type).orElseThrow();
        for (Kernel kernel : CompiledKernelTest.operations(type)) {
            check(kernel, format.min(), format.max(), format.min(), format.max(), true);
        }
    }

    /** Where numbers are held as int and as long: windows of inputs at the ends and in the middle of the types. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "int8", "uint16", "int31", "uint31", "int32", "uint32", "int33", "uint33", "int47", "int63", "uint63",
                "int64"
            })
    void everyOperationInWindows(String type) {
        IntegerFormat format = IntegerFormat.named(type).orElseThrow();
        Random random = new Random(type.hashCode());
        for (Kernel kernel : CompiledKernelTest.operations(type)) {
            BigInteger x = CompiledKernelTest.interesting(format, random);
            BigInteger y = CompiledKernelTest.interesting(format, random);
            check(
                    kernel,
                    x,
                    format.saturate(x.add(BigInteger.valueOf(random.nextInt(9)))),
                    y,
                    format.saturate(y.add(BigInteger.valueOf(random.nextInt(9)))),
                    false);
        }
    }

    /**
     * That a kernel has the evaluator's values where it breaks nothing, and that the first broken obligation is found.
     */
    private static void check(
            Kernel kernel, BigInteger xLow, BigInteger xHigh, BigInteger yLow, BigInteger yHigh, boolean mustBeFlat) {
        Variable x = kernel.parameters().getFirst();
        Variable y = kernel.parameters().getLast();
        List<Term> values = new ArrayList<>();
        List<Term> kept = new ArrayList<>();
        Map<Variable, Value> firstBroken = null;
        int broken = 0;
        // The first input varies fastest where it has more values.
        boolean turned = xHigh.subtract(xLow).compareTo(yHigh.subtract(yLow)) > 0;
        for (BigInteger a = xLow; a.compareTo(xHigh) <= 0; a = a.add(BigInteger.ONE)) {
            for (BigInteger b = yLow; b.compareTo(yHigh) <= 0; b = b.add(BigInteger.ONE)) {
                Map<Variable, Value> input = Map.of(x, Value.Number.of(a), y, Value.Number.of(b));
                Outcome outcome = Evaluator.run(kernel, input, Trace.none(), 1000);
                boolean returned = outcome instanceof Outcome.Returned;
                Rational value =
                        outcome instanceof Outcome.Returned r ? ((Value.Number) r.value()).value() : Rational.ZERO;
                values.add(new Constant(value));
                kept.add(Constant.of(returned ? 1 : 0));
                broken += returned ? 0 : 1;
                boolean first = !returned && (firstBroken == null || turned && isLess(b, firstBroken.get(y)));
                firstBroken = first ? input : firstBroken;
            }
        }
        Term index = new Add(
                new Multiply(new Subtract(x, constant(xLow)), constant(yHigh.subtract(yLow).add(BigInteger.ONE))),
                new Subtract(y, constant(yLow)));
        Term call = new Call(kernel, List.of(x, y), null);
        List<Sweep.Domain> domains = List.of(new Sweep.Domain(x, xLow, xHigh), new Sweep.Domain(y, yLow, yHigh));
        Sweep right = Sweep.compile(
                        domains,
                        Compare.equal(new Select(new ArrayOf(kept), index), Constant.of(1)),
                        Compare.equal(call, new Select(new ArrayOf(values), index)))
                .orElseThrow();
        assertTrue(right.isFlat() || !mustBeFlat, kernel.body().toString());
        assertEquals(
                new Sweep.Result.Holds(values.size(), values.size() - broken), run(right), kernel.body()::toString);
        Sweep safe = Sweep.compile(domains, Truth.TRUE, Compare.atMost(call, call)).orElseThrow();
        Sweep.Result expected = firstBroken == null
                ? new Sweep.Result.Holds(values.size(), values.size())
                : new Sweep.Result.Fails(firstBroken);
        assertEquals(expected, run(safe), kernel.body()::toString);
    }

    private static boolean isLess(BigInteger value, Value other) {
        return value.compareTo(((Value.Number) other).value().numerator()) < 0;
    }

    private static Constant constant(BigInteger value) {
        return new Constant(Rational.of(value));
    }

    // ---- mathematics ----

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claim c(x: int8, y: int8): |(x + y) / 2 - x| <= |x - y| / 2 and x / 3 - y / 7 == (7 * x - 3 * y) / 21",
                "claim c(x: int8, y: int8) given y != 0: |x / y - round(x / y, even)| <= 1/2",
                "claim c(x: int8, y: int8) given y != 0: x / y * y == x and (x / y < 1) == (x * y < y * y)",
                "claim c(x: int8, n: int) given 0 <= n <= 20:"
                        + " x / 2^n * 2^n == x and round(x / 2^n, up) == floor(x / 2^n + 1/2)",
                "claim c(x: int8, n: int): 2^n > 0 and (x * 2^n == x * 4^n / 2^n)",
                "claim c(x: int8): floor(x / 3) <= x / 3 < floor(x / 3) + 1 and min(x / 2, x / 3) <= max(x / 2, 1/3)",
                "function h(q: rational) -> rational = q / 2 + 1/3 claim c(x: int8): h(h(x / 5)) == x / 20 + 1/6 + 1/3",
                "claim c(x: int8) given x != 0: x^-1 * x == 1 and x^-2 > 0",
                "claim c(x: int8): (if x > 0 then x / 2 else -x / 3) >= 0",
                "claim c(x: int8): sum(k < 4) x / 2 == 2 * x and forall(k < 9) (k * k / 3 >= k - 1)"
            })
    void fractions(String text) {
        Sweep sweep = claim(text);
        assertTrue(run(sweep) instanceof Sweep.Result.Holds, () -> run(sweep).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refuted claim c(x: int8, y: int8) given y != 0: |x / y - round(x / y, even)| < 1/2",
                "refuted claim c(x: int8): x / 3 * 2 != -2/3",
                "refuted claim c(x: int8, y: int8): x / y == x / y"
            })
    void falseMathematics(String text) {
        assertTrue(run(claim(text)) instanceof Sweep.Result.Fails);
    }

    @Test
    void tablesOfTruthValues() {
        String text = "const T: bool[4] = [true, false, true, true]"
                + " kernel f(x: uint2, b: uint1) -> bool { T[x] == (b == 1) }";
        assertEquals(new Sweep.Result.Holds(8, 8), run(claim(text + " claim c: f(x, b) == ((x == 1) == (b == 0))")));
        assertTrue(run(claim(text + " claim c: f(x, b)")) instanceof Sweep.Result.Fails);
    }

    // ---- runs ----

    private static final Variable X = new Variable("x", new Sort.Machine(IntegerFormat.signed(32)));
    private static final Variable Y = new Variable("y", new Sort.Machine(IntegerFormat.unsigned(8)));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void theFirstFailureIsFoundByAnyNumberOfThreads(int threads) {
        Term body = new Or(
                Compare.less(new Add(X, Y), Constant.of(5_000_100)), Compare.less(Y, Constant.of(200)));
        Sweep sweep = Sweep.compile(List.of(domain(X, -100, 5_000_000), domain(Y, 0, 255)), Truth.TRUE, body)
                .orElseThrow();
        assertTrue(sweep.isFlat());
        assertEquals(
                new Sweep.Result.Fails(Map.of(X, Value.Number.of(4_999_900), Y, Value.Number.of(200))),
                sweep.run(threads, inputs -> {}, () -> false));
    }

    @Test
    void everyInputIsCounted() {
        AtomicLong heard = new AtomicLong();
        Sweep sweep = Sweep.compile(
                        List.of(domain(X, -5_000, 5_000), domain(Y, 3, 77)),
                        Compare.less(X, Y),
                        Compare.less(X, Constant.of(77)))
                .orElseThrow();
        assertEquals(BigInteger.valueOf(10_001 * 75), sweep.size());
        long satisfying = 75 * 5_000 + 75 * (3 + 77) / 2;
        assertEquals(
                new Sweep.Result.Holds(10_001 * 75, satisfying), sweep.run(2, heard::addAndGet, () -> false));
        assertEquals(10_001 * 75, heard.get());
    }

    @Test
    void cancelledSweepsStop() {
        AtomicBoolean cancelled = new AtomicBoolean();
        Sweep sweep = Sweep.compile(
                        List.of(domain(X, Integer.MIN_VALUE, Integer.MAX_VALUE), domain(Y, 0, 255)),
                        Truth.TRUE,
                        Compare.atMost(X, X))
                .orElseThrow();
        Sweep.Result result = sweep.run(2, inputs -> cancelled.set(true), cancelled::get);
        assertTrue(result instanceof Sweep.Result.Stopped stopped && stopped.inputs() > 0, result::toString);
    }

    @Test
    void whatListenersThrowEndsTheSweep() {
        Sweep sweep = Sweep.compile(List.of(domain(X, 0, 100)), Truth.TRUE, Compare.atMost(X, X)).orElseThrow();
        assertThrows(
                UnsupportedOperationException.class,
                () -> sweep.run(
                        2,
                        inputs -> {
                            throw new UnsupportedOperationException();
                        },
                        () -> false));
    }

    @Test
    void aGivenThatBreaksAnObligationFails() {
        Kernel kernel = CompiledKernelTest.kernels("kernel f(x: int32) -> int32 { x + 1 }").getLast();
        Term given = Compare.less(new Call(kernel, List.of(X), null), Constant.of(7));
        Sweep sweep = Sweep.compile(List.of(domain(X, 2_147_483_000, Integer.MAX_VALUE)), given, Truth.TRUE)
                .orElseThrow();
        assertEquals(new Sweep.Result.Fails(Map.of(X, Value.Number.of(Integer.MAX_VALUE))), run(sweep));
    }

    @Test
    void inputsWithFewValuesAreCountedTogether() {
        Variable bit = new Variable("bit", Sort.BOOLEAN);
        Variable small = new Variable("small", new Sort.Machine(IntegerFormat.signed(4)));
        Term body = new Or(
                new Not(bit), Compare.less(new Add(X, small), Constant.of(30)));
        Sweep sweep = Sweep.compile(
                        List.of(domain(bit, 0, 1), domain(X, -3, 28), domain(small, -8, 7)), Truth.TRUE, body)
                .orElseThrow();
        assertTrue(sweep.isFlat());
        assertEquals(
                new Sweep.Result.Fails(
                        Map.of(bit, new Value.Truth(true), small, Value.Number.of(2), X, Value.Number.of(28))),
                run(sweep));
    }

    @Test
    void largeTermsAreSweptWithBranches() {
        StringBuilder text = new StringBuilder("kernel f(x: uint8) -> uint32 {\nlet v0 = uint32(x)\n");
        for (int i = 1; i < 900; i++) {
            text.append("let v%d = (v%d *%% %d) xor (v%d >> %d)\n".formatted(i, i - 1, 2 * i + 1, i - 1, i % 31));
        }
        Sweep sweep = claim(text + "v899 } claim c(x: uint8): f(x) >= 0 and f(x) != f(x) + 1 or x < 0");
        assertFalse(sweep.isFlat());
        assertEquals(new Sweep.Result.Holds(256, 256), run(sweep));
    }

    @Test
    void numbersOfMoreThan64BitsAreSweptWithBranches() {
        Sweep sweep = claim("kernel f(x: int8) -> int128 { (int128(x) * 2^110) >> 100 }"
                + " claim c(x: int8): f(x) == x * 1024");
        assertFalse(sweep.isFlat());
        assertEquals(new Sweep.Result.Holds(256, 256), run(sweep));
    }

    @Test
    void whatCannotBeSwept() {
        Variable array = new Variable("a", new Sort.Array(X.sort(), Constant.of(3)));
        Variable wide = new Variable("w", new Sort.Machine(IntegerFormat.signed(100)));
        BigInteger large = BigInteger.ONE.shiftLeft(80);
        assertTrue(Sweep.compile(List.of(), Truth.TRUE, Truth.TRUE).isEmpty());
        assertTrue(Sweep.compile(List.of(domain(array, 0, 1)), Truth.TRUE, Truth.TRUE).isEmpty());
        assertTrue(Sweep.compile(List.of(new Sweep.Domain(wide, large, large)), Truth.TRUE, Compare.equal(wide, wide))
                .isEmpty());
        assertTrue(Sweep.compile(
                        List.of(
                                domain(X, Integer.MIN_VALUE, Integer.MAX_VALUE),
                                new Sweep.Domain(wide, BigInteger.ZERO, large)),
                        Truth.TRUE,
                        Truth.TRUE)
                .isEmpty());
    }
}
