package bitlemma.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import bitlemma.grammar.check.Checker;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Not;
import bitlemma.grammar.core.Or;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.parse.Parser;
import bitlemma.grammar.source.SourceFile;
import bitlemma.kernels.Evaluator;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.Trace;
import bitlemma.kernels.compiled.CompiledKernel;
import bitlemma.lowering.Lowering;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Datum;
import bitlemma.numbers.Formats;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import bitlemma.verifier.bitvector.BitvectorEncoding;
import bitlemma.verifier.goal.Fact;
import bitlemma.verifier.goal.Goal;
import bitlemma.verifier.portfolio.SolverPool;
import bitlemma.verifier.portfolio.Solvers;
import bitlemma.verifier.solver.Answer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every pair of values of every 8-bit format, added, multiplied, and multiplied and added to zero: the exact evaluator
 * and the compiled kernel give the same; what solvers are told of some pairs leaves no other result.
 */
class EightBitFormatsTest {
    private static final List<String> OPERATIONS = List.of("x + y", "x * y", "fma(x, y, F(0))");
    private static final int PAIRS_FOR_SOLVERS = 24;

    @TestFactory
    Stream<DynamicTest> everyReadingAgrees() {
        return Formats.builtIn().stream()
                .filter(f -> f.width() == 8)
                .filter(f -> f.encode(Datum.of(Rational.ZERO), Rounding.EVEN, Overflow.FORBID).isPresent())
                .flatMap(f -> OPERATIONS.stream()
                        .map(o -> DynamicTest.dynamicTest(f.name() + ": " + o, () -> agree(f, o))));
    }

    private static Kernel kernel(CodedFormat format, String operation) {
        String f = format.name();
        String text = "kernel k(x: " + f + ", y: " + f + ") -> " + f + " { " + operation.replace("F", f) + " }\n";
        return Parser.parse(new SourceFile("k.lemma", text))
                .module()
                .flatMap(module -> Checker.check(module, List.of()).program())
                .orElseThrow(() -> new AssertionError(text))
                .kernels()
                .get("k");
    }

    private static void agree(CodedFormat format, String operation) {
        Kernel kernel = kernel(format, operation);
        Kernel lowered = Lowering.lower(kernel).orElseThrow();
        CompiledKernel compiled = CompiledKernel.compile(lowered).orElseThrow();
        Variable x = kernel.parameters().get(0);
        Variable y = kernel.parameters().get(1);
        int[] results = new int[1 << 16];
        for (int a = 0; a < 256; a++) {
            for (int b = 0; b < 256; b++) {
                Map<Variable, Value> values = Map.of(x, value(format, a), y, value(format, b));
                Outcome exact = Evaluator.run(kernel, values, Trace.none(), Evaluator.ORDINARY);
                BigInteger code = ((Value.Coded) ((Outcome.Returned) exact).value()).code();
                Outcome found = compiled.run(Map.of(x, Value.Number.of(a), y, Value.Number.of(b)));
                int first = a;
                int second = b;
                assertEquals(
                        new Outcome.Returned(Value.Number.of(code)),
                        found,
                        () -> operation + " of " + value(format, first) + " and " + value(format, second));
                results[a << 8 | b] = code.intValueExact();
            }
        }
        solversAgree(lowered, results, new Random(format.name().hashCode() * 31L + operation.hashCode()));
    }

    private static Value value(CodedFormat format, int code) {
        return new Value.Coded(format, BigInteger.valueOf(code));
    }

    private static Term is(Variable variable, int value) {
        return Compare.equal(variable, Constant.of(value));
    }

    private static void solversAgree(Kernel lowered, int[] results, Random random) {
        Variable x = lowered.parameters().get(0);
        Variable y = lowered.parameters().get(1);
        List<Integer> pairs = new ArrayList<>();
        for (int i = 0; i < PAIRS_FOR_SOLVERS; i++) {
            pairs.add(random.nextInt(1 << 16));
        }
        try (SolverPool solvers = new SolverPool()) {
            assertInstanceOf(Answer.Unsat.class, ask(solvers, goal(lowered, x, y, pairs, results, -1)));
            // The question is none that is always answered so.
            assertInstanceOf(
                    Answer.Sat.class, ask(solvers, goal(lowered, x, y, pairs, results, pairs.getFirst())));
        }
    }

    private static Answer ask(SolverPool solvers, Goal goal) {
        Solvers solver = solvers.get(Solvers.BITWUZLA) instanceof Solvers.Opened.Ready ? Solvers.BITWUZLA : Solvers.Z3;
        return solvers.ask(solver, BitvectorEncoding.of(goal).orElseThrow().script(), 200_000_000);
    }

    /** That each of the pairs has its result; one of them, if named, another one. */
    private static Goal goal(
            Kernel lowered, Variable x, Variable y, List<Integer> pairs, int[] results, int wrong) {
        Term among = Truth.FALSE;
        Term right = Truth.TRUE;
        for (int pair : pairs) {
            Term here = new And(is(x, pair >> 8), is(y, pair & 255));
            int result = results[pair] ^ (pair == wrong ? 1 : 0);
            among = among.equals(Truth.FALSE) ? here : new Or(among, here);
            Term so = new Or(
                    new Not(here), Compare.equal(Substitution.apply(lowered.body(), Map.of()), Constant.of(result)));
            right = right.equals(Truth.TRUE) ? so : new And(right, so);
        }
        return new Goal(Optional.empty(), List.of(x, y), List.of(new Fact.Assume(among)), right);
    }
}
