package bitlemma.kernels.compiled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.check.Checker;
import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.CodedTerm;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Program;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Statement;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.load.ModuleLoader;
import bitlemma.grammar.parse.Parser;
import bitlemma.grammar.source.SourceFile;
import bitlemma.kernels.Evaluator;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.Trace;
import bitlemma.numbers.IntegerFormat;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compiled kernels against the exact evaluator: the same values, and the same obligations broken first. */
class CompiledKernelTest {
    static Program program(String text) {
        return Checker.check(Parser.parse(new SourceFile("test.lemma", text)).module().orElseThrow(), List.of())
                .program()
                .orElseThrow(() -> new AssertionError(text));
    }

    static List<Kernel> kernels(String text) {
        return List.copyOf(program(text).kernels().values());
    }

    /** Runs both; returns whether an obligation is broken. */
    private static boolean compare(Kernel kernel, CompiledKernel compiled, Map<Variable, Value> input) {
        Outcome exact = Evaluator.run(kernel, input, Trace.none(), Evaluator.ORDINARY);
        Outcome outcome = compiled.run(input);
        switch (exact) {
            case Outcome.Returned returned -> assertEquals(returned, outcome, () -> kernel + " on " + input);
            case Outcome.Broken broken -> {
                assertTrue(outcome instanceof Outcome.Broken, () -> outcome + ", not " + broken + " on " + input);
                Outcome.Broken found = (Outcome.Broken) outcome;
                assertEquals(broken.site(), found.site(), () -> kernel.body() + " on " + input);
            }
            case Outcome.TooLong tooLong -> throw new AssertionError(tooLong);
        }
        return exact instanceof Outcome.Broken;
    }

    // ---- small widths ----

    private static List<Map<Variable, Value>> all(Kernel kernel) {
        List<Map<Variable, Value>> inputs = List.of(Map.of());
        for (Variable variable : kernel.parameters()) {
            List<Map<Variable, Value>> more = new ArrayList<>();
            for (Map<Variable, Value> input : inputs) {
                for (Value value : values(variable.sort())) {
                    Map<Variable, Value> one = new HashMap<>(input);
                    one.put(variable, value);
                    more.add(one);
                }
            }
            inputs = more;
        }
        return inputs;
    }

    private static List<Value> values(Sort sort) {
        List<Value> values = new ArrayList<>();
        switch (sort) {
            case Sort.Machine machine -> {
                IntegerFormat format = machine.format();
                for (BigInteger v = format.min(); v.compareTo(format.max()) <= 0; v = v.add(BigInteger.ONE)) {
                    values.add(Value.Number.of(v));
                }
            }
            case Sort.ExactInteger integer -> {
                for (int i = -5; i <= 9; i++) {
                    values.add(Value.Number.of(i));
                }
            }
            case Sort.Bool bool -> {
                values.add(new Value.Truth(false));
                values.add(new Value.Truth(true));
            }
            default -> throw new IllegalArgumentException(sort.toString());
        }
        return values;
    }

    /** Every operation, on operands of type T; the second line's shift amounts leave their range. */
    private static final List<String> OPERATIONS = List.of(
            "x + y", "x - y", "x * y", "x / y", "x % y", "-x", "abs(x)", "min(x, y)", "max(x, y)",
            "x << y", "x <<% y", "x <<| y", "x >> y", "x >>> y",
            "x +% y", "x -% y", "x *% y", "-%x", "x +| y", "x -| y", "x *| y", "-|x", "x & y", "x | y", "x xor y", "~x",
            "T(popcount(x))", "T(leading_zeros(x))", "T(trailing_zeros(x))",
            "div_floor(x, y)", "div_trunc(x, y)", "div_euclid(x, y)",
            "mod_floor(x, y)", "mod_trunc(x, y)", "mod_euclid(x, y)",
            "round_shift(x, y, floor)", "round_shift(x, y, ceiling)", "round_shift(x, y, truncate)",
            "round_shift(x, y, up)", "round_shift(x, y, away)", "round_shift(x, y, even)",
            "clamp(x, y, 1)", "T.wrap(x * y + x)", "T.saturate(x * y - 1)", "T(bits(x))", "T.of_bits(bits(x))",
            "if x < y then x else y", "if x >= 1 and y != 0 then x / y else -x",
            "if x == y or x <= 0 then 1 else T(x - y)");

    /** A kernel {@code f(x, y)} for each operation. */
    static List<Kernel> operations(String type) {
        String text = OPERATIONS.stream()
                .filter(o -> !type.matches("u?int1") || !o.contains("1)") && !o.contains("1 "))
                .map(o -> "kernel f%d(x: T, y: T) -> T { %s }".formatted(OPERATIONS.indexOf(o), o))
                .collect(Collectors.joining("\n"));
        return kernels(text.replaceAll("\\bT\\b", type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"int2", "int3", "int4", "uint2", "uint3", "uint4"})
    void everyOperation(String type) {
        int broken = 0;
        for (Kernel kernel : operations(type)) {
            CompiledKernel compiled = CompiledKernel.compile(kernel).orElseThrow();
            for (Map<Variable, Value> input : all(kernel)) {
                broken += compare(kernel, compiled, input) ? 1 : 0;
            }
        }
        assertTrue(broken > 100);
    }

    /** The same operations where numbers are held as int, as long and as more: the extremes, and random numbers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "int8", "uint16", "int31", "uint31", "int32", "uint32", "int33", "int63", "uint63", "int64", "uint64",
                "uint65", "int128"
            })
    void everyRepresentation(String type) {
        Random random = new Random(type.hashCode());
        IntegerFormat format = IntegerFormat.named(type).orElseThrow();
        for (Kernel kernel : operations(type)) {
            CompiledKernel compiled = CompiledKernel.compile(kernel).orElseThrow();
            for (int i = 0; i < 100; i++) {
                Map<Variable, Value> input = new HashMap<>();
                kernel.parameters().forEach(p -> input.put(p, Value.Number.of(interesting(format, random))));
                compare(kernel, compiled, input);
            }
        }
    }

    static BigInteger interesting(IntegerFormat format, Random random) {
        BigInteger near = BigInteger.valueOf(random.nextInt(-4, 5));
        return format.saturate(
                switch (random.nextInt(6)) {
                    case 0 -> format.min().add(near);
                    case 1 -> format.max().add(near);
                    case 2 -> BigInteger.ONE.shiftLeft(random.nextInt(format.width())).add(near);
                    case 3 -> BigInteger.valueOf(random.nextInt(2 * format.width()) - format.width() / 2);
                    case 4 -> format.wrap(new BigInteger(1 + random.nextInt(format.width()), random));
                    default -> format.wrap(new BigInteger(format.width(), random));
                });
    }

    // ---- the language's other constructs ----

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kernel f(x: uint8) -> uint8 { fold c: uint8 = x for i < 8 "
                        + "{ if c >= 0x80 then (c <<% 1) xor 7 else c << 1 } }",
                "kernel f(x: int8, n: int) -> int { fold s: int = 0 for n <= k <= x { s + k * k } }",
                "kernel f(x: int4, y: int4) -> bool { forall(k < x) (k * k != y) }",
                "kernel f(x: bool, y: bool, z: int3) -> bool { (x == y) => (z > 0 and not x) }",
                "kernel f(x: uint3) -> int8 { let t: int8[8] = [3, 1, -4, 1, 5, -9, 2, 6]; t[x] }",
                "const T: int16[3] = [-300, 7, 256] kernel f(x: int4) -> int16 { T[x] }",
                "const T: bool[4] = [true, false, true, true] kernel f(x: uint2) -> bool { T[x] }",
                "const T: bool[4] = [true, false, true, true] "
                        + "kernel f(x: uint2, b: bool) -> bool { T[x] == b and not T[3 - x] }",
                "kernel f(x: uint2, b: bool) -> int8 { if [b, not b, true, false][x] then 1 else 2 }",
                "kernel f(x: int4, y: int4) -> int8 { let t = [x, y, 3]; int8(t[y]) + 1 }",
                "kernel f(x: int4, y: uint3) -> int8 { let t = [int8(x); 5]; t[y] + sum(k < 5) t[k] }",
                "kernel g(x: int4) -> int4 given x != -8 { abs(x) } kernel f(x: int4) -> int4 { g(g(x) - 3) }",
                "kernel f(x: int4, y: int4) -> int4 { assert x <= y; let z = y - x; assert z != 5; z }",
                "kernel f(n: int) -> int given 0 <= n <= 6 { 3 ^ n }",
                "kernel f(x: int8, n: int) -> int given 0 <= n, n <= 5 { int64(x) << n }",
                "kernel f(x: uint8) -> uint16 { concat(x[3:0], x, x[7:4]) }"
            })
    void constructs(String text) {
        Kernel kernel = kernels(text).getLast();
        CompiledKernel compiled = CompiledKernel.compile(kernel).orElseThrow();
        all(kernel).forEach(input -> compare(kernel, compiled, input));
    }

    @Test
    void largeTermsAreSeveralMethods() {
        StringBuilder text = new StringBuilder("kernel f(x: int32, y: int32) -> int32 {\n");
        text.append("let v0 = x\nlet v1 = y\n");
        for (int i = 2; i < 900; i++) {
            text.append("let v%d = if v%d > v%d xor %d then v%d +%% (v%d >> 3) else (v%d *%% 77) xor v%d\n"
                    .formatted(i, i - 1, i - 2, i, i - 1, i - 2, i - 1, i - 2));
        }
        Kernel kernel = kernels(text + "v899 }").getLast();
        CompiledKernel compiled = CompiledKernel.compile(kernel).orElseThrow();
        Random random = new Random(7);
        for (int i = 0; i < 100; i++) {
            Map<Variable, Value> input = new HashMap<>();
            kernel.parameters().forEach(p -> input.put(p, Value.Number.of(random.nextInt())));
            compare(kernel, compiled, input);
        }
    }

    @Test
    void whatCannotBeCompiledIsLeftToTheEvaluator() {
        Program program = program("function f(x: rational) -> rational = x / 2 claim c: f(1) == 1 / 2");
        Statement.Claim claim = (Statement.Claim) program.statements().getLast();
        Call call = (Call) Children.all(claim.proposition().body())
                .filter(t -> t instanceof Call)
                .findFirst()
                .orElseThrow();
        assertTrue(CompiledKernel.compile(call.kernel()).isEmpty());
    }

    // ---- the library ----

    private static boolean isCoded(Kernel kernel) {
        return Stream.concat(kernel.parameters().stream().map(Variable::sort), Stream.of(kernel.result()))
                        .anyMatch(s -> s instanceof Sort.Coded
                                || s instanceof Sort.Array array && array.element() instanceof Sort.Coded)
                || Children.all(kernel.body()).anyMatch(t -> t instanceof CodedTerm);
    }

    @Test
    void library() throws IOException {
        Path library = Path.of("").toAbsolutePath().getParent().resolve("proofs/library");
        Random random = new Random(20261120);
        int kernels = 0;
        int broken = 0;
        try (Stream<Path> files = Files.walk(library)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".lemma")).sorted().toList()) {
                Program program = new ModuleLoader().load(file).program().orElseThrow();
                for (Kernel kernel : program.kernels().values()) {
                    if (isCoded(kernel)) {
                        // Lowered first: the module above compares those.
                        continue;
                    }
                    CompiledKernel compiled = CompiledKernel.compile(kernel)
                            .orElseThrow(() -> new AssertionError(kernel.name() + " in " + file));
                    for (int i = 0; i < 300; i++) {
                        Map<Variable, Value> input = input(kernel, random);
                        if (input != null) {
                            broken += compare(kernel, compiled, input) ? 1 : 0;
                        }
                    }
                    kernels++;
                }
            }
        }
        assertTrue(kernels > 40, kernels + " kernels");
        assertTrue(broken > 100, broken + " broken obligations");
    }

    /** A random input, whether or not the given holds; null where an array's length makes none. */
    static Map<Variable, Value> input(Kernel kernel, Random random) {
        Map<Variable, Value> input = new HashMap<>();
        for (Variable variable : kernel.inputs()) {
            if (!(variable.sort() instanceof Sort.Array)) {
                boolean length = kernel.lengths().contains(variable);
                input.put(variable, length ? Value.Number.of(random.nextInt(40)) : value(variable.sort(), random));
            }
        }
        for (Variable variable : kernel.inputs()) {
            if (variable.sort() instanceof Sort.Array array) {
                BigInteger length = number(array.length(), input);
                if (length == null || length.signum() < 0 || length.bitLength() > 12) {
                    return null;
                }
                List<Value> elements = new ArrayList<>();
                while (elements.size() < length.intValue()) {
                    elements.add(value(array.element(), random));
                }
                input.put(variable, Value.Sequence.of(elements));
            }
        }
        return input;
    }

    private static BigInteger number(Term term, Map<Variable, Value> input) {
        return Evaluator.evaluate(term, input, Trace.none(), 1000) instanceof Outcome.Returned returned
                ? ((Value.Number) returned.value()).value().numerator()
                : null;
    }

    private static Value value(Sort sort, Random random) {
        return switch (sort) {
            case Sort.Coded coded -> throw new IllegalStateException("not lowered: " + coded);
            case Sort.Machine machine -> Value.Number.of(interesting(machine.format(), random));
            case Sort.ExactInteger integer -> Value.Number.of(random.nextInt(-3, 70));
            case Sort.Bool bool -> new Value.Truth(random.nextBoolean());
            case Sort.ExactRational rational -> throw new IllegalArgumentException("no rational inputs");
            case Sort.Array array -> throw new IllegalArgumentException("no arrays of arrays");
        };
    }
}
