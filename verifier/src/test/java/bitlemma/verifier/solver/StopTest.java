package bitlemma.verifier.solver;

import static bitlemma.verifier.solver.Scripts.open;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import bitlemma.verifier.portfolio.Solvers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stopped solver says so, soon; a stop that were lost would let these tests run for many minutes. */
class StopTest {
    private static final long ENDLESS = 20_000_000_000L;

    private static Script endless(Solvers which) {
        return which.theories().contains(Theory.ARITHMETIC) ? Scripts.CUBES : Scripts.DIVIDE_BY_TEN;
    }

    @ParameterizedTest
    @EnumSource(Solvers.class)
    void before_it_begins(Solvers which) {
        try (Solver solver = open(which)) {
            solver.stop();
            Answer stopped = solver.solve(Scripts.bits("(assert false)"), Scripts.PLENTY);
            assertEquals("stopped", assertInstanceOf(Answer.Unknown.class, stopped).reason());
            assertEquals(stopped, solver.solve(endless(which), ENDLESS));
        }
    }

    @ParameterizedTest
    @EnumSource(Solvers.class)
    void while_it_runs(Solvers which) throws Exception {
        try (var thread = Executors.newSingleThreadExecutor()) {
            for (int spins = 1; spins < 10_000_000; spins *= 3) {
                var opened = new CompletableFuture<Solver>();
                var answer = thread.submit(() -> {
                    try (Solver solver = open(which)) {
                        opened.complete(solver);
                        return solver.solve(endless(which), ENDLESS);
                    }
                });
                Solver solver = opened.get();
                for (int i = 0; i < spins; i++) {
                    Thread.onSpinWait();
                }
                solver.stop();
                assertEquals(new Answer.Unknown("stopped"), answer.get());
                solver.stop();
            }
        }
    }
}
