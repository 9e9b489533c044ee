package bitlemma.notebook.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.core.Derivation;
import bitlemma.notebook.answer.CellError;
import bitlemma.notebook.answer.Derived;
import bitlemma.notebook.session.Session;
import bitlemma.proofs.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Interruption; the limits of time only end a test that hangs. */
@Timeout(60)
class WorkerTest {
    private final Worker worker = new Worker(new Session(Path.of(""), WorkerTest::endless));
    private final List<String> answers = new ArrayList<>();

    /** Interrupts a cell as soon as it gives an answer; its work after that would take minutes. */
    private CellError interrupted(String cell) {
        return assertThrows(CellError.class, () -> worker.run(1, cell, answer -> {
            answers.add(answer.text());
            worker.interrupt();
        }));
    }

    @Test
    void interruptionEndsAProofAndKeepsWhatIsDeclared() throws CellError {
        CellError error = interrupted(
                """
                kernel mix(x: int64, y: int64) -> int64 { (x *% y) xor (x +% (y *% 0x5bd1e995)) }
                claim never: mix(x, y) != 77 or mix(y, x) == 78 or mod_floor(x, 12345) != 7
                """);
        assertTrue(error.getMessage().startsWith("interrupted"), error.getMessage());
        assertEquals(List.of("✓ kernel  mix  safe"), answers);
        worker.run(2, "mix(3, 4)", answer -> answers.add(answer.text()));
        assertEquals("6161933915  0x000000016f47a65b  int64", answers.getLast());
    }

    @Test
    void interruptionLeavesAnEvaluationBehind() throws CellError {
        CellError error = interrupted("%budget\nsum(k < 10000000) mod_floor(k * k, 7)");
        assertTrue(error.getMessage().startsWith("interrupted"), error.getMessage());
        worker.run(2, "1 + 1", answer -> answers.add(answer.text()));
        assertEquals(List.of("budget: 20000000 units a question", "2"), answers);
    }

    /** Gives one answer, and then waits for a second one that never comes. */
    private static void endless(Derivation derivation, Consumer<Derived> derived) {
        derived.accept(new Derived(
                Result.Status.HOLDS, "E[x]", "", "E = 1/2", "E[x] = 1/2", "proved", List.of(), Optional.empty(), 0));
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new CancellationException();
        }
    }

    @Test
    void interruptionEndsADerivation() throws CellError {
        CellError error = interrupted("derive d { x ~ uniform(0, 1) find E[x], E[x^2] }");
        assertEquals("interrupted", error.getMessage());
        worker.run(2, "3 + 3", answer -> answers.add(answer.text()));
        assertEquals(List.of("E[x] = 1/2", "6"), answers);
    }

    @Test
    void anInterruptionBetweenCellsIsNone() throws CellError {
        worker.interrupt();
        worker.run(1, "2 + 2", answer -> answers.add(answer.text()));
        assertEquals(List.of("4"), answers);
    }
}
