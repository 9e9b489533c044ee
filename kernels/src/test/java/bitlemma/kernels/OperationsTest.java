package bitlemma.kernels;

import static bitlemma.kernels.Machine.ceiling;
import static bitlemma.kernels.Machine.divisor;
import static bitlemma.kernels.Machine.euclid;
import static bitlemma.kernels.Machine.floor;
import static bitlemma.kernels.Machine.power;
import static bitlemma.kernels.Machine.round;
import static bitlemma.kernels.Machine.truncate;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each operation of kernels on all values of all formats up to four bits, against a plain re-implementation. */
class OperationsTest {
    private interface Reference {
        long value(long a, long b, Machine m);
    }

    /**
     * An operation.
     *
     * @param result the result type; T is the operands'
     * @param text with the operands a and b
     */
    private record Operation(String result, String text, Reference reference) {}

    private static final List<String> RULES = List.of("floor", "ceiling", "truncate", "up", "away", "even", "odd");

    private static long truth(boolean b) {
        return b ? 1 : 0;
    }

    private static List<Operation> operations() {
        List<Operation> list = new ArrayList<>(List.of(
                new Operation("T", "a + b", (a, b, m) -> m.fits(a + b)),
                new Operation("T", "a - b", (a, b, m) -> m.fits(a - b)),
                new Operation("T", "a * b", (a, b, m) -> m.fits(a * b)),
                new Operation("T", "a +% b", (a, b, m) -> m.wrap(a + b)),
                new Operation("T", "a -% b", (a, b, m) -> m.wrap(a - b)),
                new Operation("T", "a *% b", (a, b, m) -> m.wrap(a * b)),
                new Operation("T", "a +| b", (a, b, m) -> m.saturate(a + b)),
                new Operation("T", "a -| b", (a, b, m) -> m.saturate(a - b)),
                new Operation("T", "a *| b", (a, b, m) -> m.saturate(a * b)),
                new Operation("T", "a / b", (a, b, m) -> m.fits(truncate(a, divisor(b)))),
                new Operation("T", "a % b", (a, b, m) -> m.fits(a - b * truncate(a, divisor(b)))),
                new Operation("T", "div_trunc(a, b)", (a, b, m) -> m.fits(truncate(a, divisor(b)))),
                new Operation("T", "div_floor(a, b)", (a, b, m) -> m.fits(floor(a, divisor(b)))),
                new Operation("T", "div_euclid(a, b)", (a, b, m) -> m.fits(euclid(a, divisor(b)))),
                new Operation("T", "mod_trunc(a, b)", (a, b, m) -> m.fits(a - b * truncate(a, divisor(b)))),
                new Operation("T", "mod_floor(a, b)", (a, b, m) -> m.fits(a - b * floor(a, divisor(b)))),
                new Operation("T", "mod_euclid(a, b)", (a, b, m) -> m.fits(a - b * euclid(a, divisor(b)))),
                new Operation("T", "-a", (a, b, m) -> m.fits(-a)),
                new Operation("T", "-%a", (a, b, m) -> m.wrap(-a)),
                new Operation("T", "-|a", (a, b, m) -> m.saturate(-a)),
                new Operation("T", "~a", (a, b, m) -> m.of(i -> !m.bit(a, i))),
                new Operation("T", "abs(a)", (a, b, m) -> m.fits(a < 0 ? -a : a)),
                new Operation("T", "|a|", (a, b, m) -> m.fits(a < 0 ? -a : a)),
                new Operation("T", "a & b", (a, b, m) -> m.of(i -> m.bit(a, i) & m.bit(b, i))),
                new Operation("T", "a | b", (a, b, m) -> m.of(i -> m.bit(a, i) | m.bit(b, i))),
                new Operation("T", "a xor b", (a, b, m) -> m.of(i -> m.bit(a, i) ^ m.bit(b, i))),
                new Operation("T", "min(a, b)", (a, b, m) -> a < b ? a : b),
                new Operation("T", "max(a, b)", (a, b, m) -> a > b ? a : b),
                new Operation("T", "max(a, b, T.min, a)", (a, b, m) -> a > b ? a : b),
                new Operation("T", "a << b", (a, b, m) -> m.fits(a * power(m.shiftAmount(b)))),
                new Operation("T", "a <<% b", (a, b, m) -> m.wrap(a * power(m.shiftAmount(b)))),
                new Operation("T", "a <<| b", (a, b, m) -> m.saturate(a * power(m.shiftAmount(b)))),
                new Operation("T", "a >> b", (a, b, m) -> floor(a, power(m.shiftAmount(b)))),
                new Operation("T", "a >>> b", (a, b, m) -> {
                    long amount = m.shiftAmount(b);
                    return m.of(i -> i + amount < m.width() && m.bit(a, i + (int) amount));
                }),
                new Operation("bool", "a == b", (a, b, m) -> truth(a == b)),
                new Operation("bool", "a != b", (a, b, m) -> truth(a != b)),
                new Operation("bool", "a < b", (a, b, m) -> truth(a < b)),
                new Operation("bool", "a <= b", (a, b, m) -> truth(a <= b)),
                new Operation("bool", "a > b", (a, b, m) -> truth(a > b)),
                new Operation("bool", "a >= b", (a, b, m) -> truth(a >= b)),
                new Operation("bool", "a < b <= T.max > a", (a, b, m) -> truth(a < b && m.max() > a)),
                new Operation("bool", "not a == b", (a, b, m) -> truth(a != b)),
                new Operation("bool", "a < b or a / b == 0", (a, b, m) ->
                        truth(a < b || m.fits(truncate(a, divisor(b))) == 0)),
                new Operation("bool", "b != 0 and a % b == 0", (a, b, m) -> truth(b != 0 && a % b == 0)),
                new Operation("bool", "b != 0 => a % b == 0", (a, b, m) -> truth(b == 0 || a % b == 0)),
                new Operation("bool", "(a < b) == (b > 0)", (a, b, m) -> truth((a < b) == (b > 0))),
                new Operation("T", "if a < b then a +% b else b -% a", (a, b, m) -> m.wrap(a < b ? a + b : b - a)),
                new Operation("T", "if b == 0 { a } else a / b", (a, b, m) -> b == 0 ? a : m.fits(truncate(a, b))),
                new Operation("T", "{ let c = a +% b\nlet d: T = c -% a\nd }", (a, b, m) -> b),
                new Operation("T", "T.wrap(a * b)", (a, b, m) -> m.wrap(m.fits(a * b))),
                new Operation("T", "T.wrap(int16(a) * int16(b))", (a, b, m) -> m.wrap(a * b)),
                new Operation("T", "T.saturate(int16(a) * int16(b))", (a, b, m) -> m.saturate(a * b)),
                new Operation("int16", "int16(T.min) + int16(T.max)", (a, b, m) -> m.min() + m.max()),
                new Operation("int16", "T.width", (a, b, m) -> m.width()),
                new Operation("int16", "popcount(a)", (a, b, m) -> {
                    long count = 0;
                    for (int i = 0; i < m.width(); i++) {
                        count += truth(m.bit(a, i));
                    }
                    return count;
                }),
                new Operation("int16", "leading_zeros(a)", (a, b, m) -> {
                    int count = 0;
                    while (count < m.width() && !m.bit(a, m.width() - 1 - count)) {
                        count++;
                    }
                    return count;
                }),
                new Operation("int16", "trailing_zeros(a)", (a, b, m) -> {
                    int count = 0;
                    while (count < m.width() && !m.bit(a, count)) {
                        count++;
                    }
                    return count;
                }),
                new Operation("int16", "int16(bits(a))", (a, b, m) -> m.bits(a)),
                new Operation("T", "T.of_bits(bits(a))", (a, b, m) -> a),
                new Operation("int16", "int16(concat(a, b))", (a, b, m) -> m.bits(a) * m.size() + m.bits(b)),
                new Operation("int16", "int16(concat(a, b, a))", (a, b, m) ->
                        (m.bits(a) * m.size() + m.bits(b)) * m.size() + m.bits(a)),
                new Operation("int16", "int16(a) * 1000 + int16(b)", (a, b, m) -> a * 1000 + b),
                new Operation("int16", "int16(a == b) + 2 * int16(a < b)", (a, b, m) -> truth(a == b) + 2 * truth(a < b)),
                new Operation("T", "clamp(a, b, T.max)", (a, b, m) -> a < b ? b : a),
                new Operation("T", "clamp(T.max, a, b)", (a, b, m) -> {
                    if (a > b) {
                        throw new Machine.Broke(Site.Kind.BOUNDS);
                    }
                    return b;
                }),
                new Operation("T", "{ assert a <= b; b -% a }", (a, b, m) -> {
                    if (a > b) {
                        throw new Machine.Broke(Site.Kind.ASSERTION);
                    }
                    return m.wrap(b - a);
                }),
                new Operation("T", "sum(k < 3) b", (a, b, m) -> {
                    m.fits(2 * b);
                    return m.fits(3 * b);
                }),
                new Operation("T", "fold s: T = a for 1 <= k <= 5 { s +% b }", (a, b, m) -> m.wrap(a + 5 * b)),
                new Operation("T", "fold s: T = a for 5 < k < 3 { s + b }", (a, b, m) -> a),
                new Operation("T", "fold s: T = a for x in [a, b, b] { s -| x }", (a, b, m) ->
                        m.saturate(m.saturate(m.saturate(a - a) - b) - b)),
                new Operation("T", "fold s: T = a for x in [b; 4] { s xor x }", (a, b, m) -> a),
                new Operation("int16", "fold s: int16 = 0 for k in 1..3 { 2 * s + int16(k) * int16(a) }", (a, b, m) ->
                        4 * a + 2 * 2 * a + 3 * a),
                new Operation("bool", "forall(k < 3) (int16(a) + int16(k) <= int16(b))", (a, b, m) -> truth(a + 2 <= b)),
                new Operation("bool", "forall(k < 0) (a < a)", (a, b, m) -> 1),
                new Operation("bool", "forall(x in [a, b]) (x >= 0)", (a, b, m) -> truth(a >= 0 && b >= 0)),
                new Operation("int16", "[10, 20, 30, 40][a]", (a, b, m) -> {
                    if (a < 0 || a > 3) {
                        throw new Machine.Broke(Site.Kind.INDEX);
                    }
                    return 10 * (a + 1);
                }),
                new Operation("T", "[a, b][(if a < b then 1 else 0)]", (a, b, m) -> a < b ? b : a),
                new Operation("T", "[a +% b; 3][2]", (a, b, m) -> m.wrap(a + b)),
                new Operation("int16", "len([a, b, a])", (a, b, m) -> 3),
                new Operation("int16", "int16(a) << 2 >> 1", (a, b, m) -> 2 * a)));
        for (String rule : RULES) {
            list.add(new Operation("T", "round_shift(a, b, " + rule + ")", (a, b, m) ->
                    m.fits(round(rule, a, power(m.shiftAmount(b))))));
            list.add(new Operation("int16", "round_shift(int16(a) * int16(b) - 3, 2, " + rule + ")", (a, b, m) ->
                    round(rule, a * b - 3, 4)));
        }
        for (int width = 1; width <= 5; width++) {
            for (boolean signed : new boolean[] {true, false}) {
                Machine to = new Machine(signed, width);
                list.add(new Operation(to.name(), to.name() + "(a)", (a, b, m) -> to.fits(a, Site.Kind.CONVERSION)));
                list.add(new Operation(to.name(), to.name() + ".wrap(a)", (a, b, m) -> to.wrap(a)));
                list.add(new Operation(to.name(), to.name() + ".saturate(a)", (a, b, m) -> to.saturate(a)));
                list.add(new Operation(to.name(), to.name() + "(a < b)", (a, b, m) ->
                        a < b ? (to.has(1) ? 1 : -1) : 0));
            }
        }
        return list;
    }

    @TestFactory
    Stream<DynamicTest> everyOperationOnEveryValue() {
        return operations().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.result() + " " + operation.text(), () -> {
                    for (int width = 1; width <= 4; width++) {
                        compare(operation, new Machine(true, width));
                        compare(operation, new Machine(false, width));
                    }
                }));
    }

    private static void compare(Operation operation, Machine m) {
        String text = "kernel f(a: T, b: T) -> " + operation.result() + " { " + operation.text() + " }";
        Kernel kernel = Programs.kernel(text.replaceAll("\\bT\\b", m.name()));
        for (long a = m.min(); a <= m.max(); a++) {
            for (long b = m.min(); b <= m.max(); b++) {
                String expected;
                try {
                    long value = operation.reference().value(a, b, m);
                    expected = operation.result().equals("bool") ? Boolean.toString(value == 1) : Long.toString(value);
                } catch (Machine.Broke broke) {
                    expected = broke.kind.toString();
                }
                String found = Programs.shown(Programs.run(kernel, a, b)).replaceAll(" .*", "");
                assertEquals(expected, found, m.name() + ", a = " + a + ", b = " + b);
            }
        }
    }

    /** Every range of bits of every value, signed and unsigned. */
    @TestFactory
    Stream<DynamicTest> bitRanges() {
        return Stream.of(new Machine(true, 5), new Machine(false, 5))
                .map(m -> DynamicTest.dynamicTest(m.name(), () -> {
                    for (int high = 0; high < m.width(); high++) {
                        for (int low = 0; low <= high; low++) {
                            Kernel kernel = Programs.kernel("kernel f(a: " + m.name() + ") -> uint" + (high - low + 1)
                                    + " { a[" + high + ":" + low + "] }");
                            for (long a = m.min(); a <= m.max(); a++) {
                                long expected = 0;
                                for (int i = high; i >= low; i--) {
                                    expected = 2 * expected + truth(m.bit(a, i));
                                }
                                assertEquals(Long.toString(expected), Programs.shown(Programs.run(kernel, a)));
                            }
                        }
                    }
                }));
    }

    /** Exact mathematics: the operations of claims and functions. */
    @TestFactory
    Stream<DynamicTest> exactOperations() {
        record Exact(String text, Reference reference) {}
        Machine m = new Machine(true, 4);
        List<Exact> list = new ArrayList<>(List.of(
                new Exact("a + b", (a, b, x) -> a + b),
                new Exact("a * b - a", (a, b, x) -> a * b - a),
                new Exact("-a", (a, b, x) -> -a),
                new Exact("|a * b|", (a, b, x) -> Math.abs(a * b)),
                new Exact("min(a, b) * max(a, b)", (a, b, x) -> a * b),
                new Exact("a^3", (a, b, x) -> a * a * a),
                new Exact("a << 2", (a, b, x) -> 4 * a),
                new Exact("a >> 2", (a, b, x) -> floor(a, 4)),
                new Exact("floor(a / b)", (a, b, x) -> floor(a, divisor(b))),
                new Exact("ceil(a / b)", (a, b, x) -> ceiling(a, divisor(b))),
                new Exact("div_floor(a, b)", (a, b, x) -> floor(a, divisor(b))),
                new Exact("div_trunc(a, b)", (a, b, x) -> truncate(a, divisor(b))),
                new Exact("div_euclid(a, b)", (a, b, x) -> euclid(a, divisor(b))),
                new Exact("mod_floor(a, b)", (a, b, x) -> a - b * floor(a, divisor(b))),
                new Exact("mod_euclid(a, b)", (a, b, x) -> a - b * euclid(a, divisor(b))),
                new Exact("mod_trunc(a, b)", (a, b, x) -> a - b * truncate(a, divisor(b))),
                new Exact("sum(k < 4) a * k", (a, b, x) -> 6 * a),
                new Exact("floor(a * 2^-1 + 1/2)", (a, b, x) -> floor(a + 1, 2)),
                new Exact("floor(100 * (a / 8 - b * 0.125) * 8)", (a, b, x) -> 100 * (a - b)),
                new Exact("if a < b then a else b", (a, b, x) -> Math.min(a, b)),
                new Exact("clamp(a * b, -3, 3)", (a, b, x) -> Math.max(-3, Math.min(a * b, 3)))));
        for (String rule : RULES) {
            list.add(new Exact("round(a / 4, " + rule + ")", (a, b, x) -> round(rule, a, 4)));
            list.add(new Exact("round_shift(a * b, 3, " + rule + ")", (a, b, x) -> round(rule, a * b, 8)));
        }
        return list.stream()
                .map(exact -> DynamicTest.dynamicTest(exact.text(), () -> {
                    String text = "function f(a: int, b: int) -> int = " + exact.text()
                            + "\nclaim c(x: int8, y: int8): f(x, y) == 0";
                    var claim = (bitlemma.grammar.core.Statement.Claim)
                            Programs.program(text).statements().getFirst();
                    var compare = (bitlemma.grammar.core.Compare) claim.proposition().body();
                    var inputs = claim.proposition().inputs();
                    for (long a = m.min(); a <= m.max(); a++) {
                        for (long b = m.min(); b <= m.max(); b++) {
                            String expected;
                            try {
                                expected = Long.toString(exact.reference().value(a, b, m));
                            } catch (Machine.Broke broke) {
                                expected = broke.kind.toString();
                            }
                            Outcome found = Evaluator.evaluate(
                                    compare.left(),
                                    java.util.Map.of(
                                            inputs.get(0), Programs.value(a), inputs.get(1), Programs.value(b)),
                                    Trace.none(),
                                    Evaluator.ORDINARY);
                            assertEquals(expected, Programs.shown(found).replaceAll(" .*", ""), "a = " + a + ", b = " + b);
                        }
                    }
                }));
    }

    /** The tables above are not empty by mistake. */
    @org.junit.jupiter.api.Test
    void enough() {
        assertTrue(operations().size() > 100);
    }
}
