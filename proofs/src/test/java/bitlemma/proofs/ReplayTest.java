package bitlemma.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.check.Checker;
import bitlemma.grammar.core.Program;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.parse.Parser;
import bitlemma.grammar.source.SourceFile;
import bitlemma.kernels.Outcome;
import bitlemma.verifier.ladder.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs that are shown are evaluated by compiled kernels, too, and nothing is shown on which the two differ. */
class ReplayTest {
    private static Result decide(String text, Replay replay) {
        Parser.Parsed parsed = Parser.parse(new SourceFile("test.lemma", text));
        Program program =
                Checker.check(parsed.module().orElseThrow(), List.of()).program().orElseThrow();
        Workbench.Options options = new Workbench.Options(Limits.of(Limits.ORDINARY), 0, 1, false, s -> true);
        try (Workbench bench = new Workbench(options, new Workbench.Listener() {}, replay)) {
            return bench.verify(List.of(program)).getFirst().getLast();
        }
    }

    /** What refutes, or is reached, in each kind of statement; the last statement counts. */
    private static final List<String> SHOWN = List.of(
            "kernel f(x: int8) -> int8 { -x }",
            "kernel f(x: int8, y: int8) -> int8 { x / y }",
            "kernel f(x: uint8) -> uint8 { x & 7 } claim c: f(x) == x",
            "kernel f(x: bfloat16) -> bfloat16 { x * x } claim c(x: bfloat16) given is_finite(x): f(x) == x",
            "kernel f(x: float8_e4m3fn) -> fixed<8, 4> { fixed<8, 4>(x) }",
            "kernel f(a: int8[K]) -> int16 { sum(k < K) int16(a[k]) }",
            "kernel f(x: int8) -> int8 { x } kernel g(x: int8) -> int8 { x xor 64 } equivalent e: f, g",
            "kernel f(a: int8[K]) -> int20 { sum(k < K) int20(a[k]) } find m: max K such that f is safe",
            "kernel f(x: int8) -> int16 { int16(x) * int16(x) } find m: max f(x)");

    /** Both evaluators see the same, and the compiled one does see it. */
    @Test
    void whatFailsFailsInBoth() {
        AtomicInteger evaluated = new AtomicInteger();
        Replay compiled = Replay.compiled();
        Replay counting = (inputs, term, input) -> {
            Optional<Outcome> outcome = compiled.evaluate(inputs, term, input);
            outcome.ifPresent(o -> evaluated.incrementAndGet());
            return outcome;
        };
        for (String text : SHOWN) {
            int before = evaluated.get();
            Result result = decide(text, counting);
            assertTrue(result.counterexample().isPresent() || result.witness().isPresent(), text + ": " + result);
            assertTrue(evaluated.get() >= before + 2, text);
        }
    }

    /** A compiled kernel that keeps every obligation and finds every statement true. */
    @Test
    void wrongCompiledKernelsAreFaults() {
        Replay wrong = (inputs, term, input) -> Optional.of(new Outcome.Returned(new Value.Truth(true)));
        List<String> missed = new ArrayList<>();
        for (String text : SHOWN) {
            Result result = decide(text, wrong);
            if (result.status() != Result.Status.FAULT) {
                missed.add(text);
            }
            assertTrue(result.counterexample().isEmpty() && result.witness().isEmpty(), text);
        }
        assertEquals(List.of(), missed);
        Result result = decide("kernel f(x: int8) -> int8 { -x }", wrong);
        assertEquals("fault", result.verdict());
        assertEquals(
                "two engines disagree: on x = -128 the exact evaluator says `-x` fails, the compiled kernel true",
                result.message());
    }

    /** What only the exact evaluator can compute is shown all the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "claim c(x: rational): x * x != 1/4",
                "kernel f(a: int8[K]) -> int32 { sum(k < K) int32(a[k]) * 0 } claim c given K < 2^30: f(a) + K < 2^29",
            })
    void exactEvaluatorAlone(String text) {
        Result result = decide(text, Replay.compiled());
        assertEquals("refuted", result.verdict(), result.message());
        assertTrue(result.counterexample().isPresent());
    }
}
