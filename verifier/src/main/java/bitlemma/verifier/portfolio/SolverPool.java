package bitlemma.verifier.portfolio;

import bitlemma.verifier.solver.Answer;
import bitlemma.verifier.solver.Script;
import bitlemma.verifier.solver.Solver;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The solvers of one thread, opened when they are first asked. {@link #stop} may be called from any thread. */
public final class SolverPool implements AutoCloseable {
    private final Map<Solvers, Solvers.Opened> opened = new EnumMap<>(Solvers.class);
    private final List<Solver> running = new ArrayList<>();
    private volatile boolean stopped;

    /** The solver, or why this machine has none. */
    public Solvers.Opened get(Solvers solver) {
        return opened.computeIfAbsent(solver, s -> {
            Solvers.Opened result = s.open();
            if (result instanceof Solvers.Opened.Ready ready) {
                synchronized (running) {
                    running.add(ready.solver());
                    if (stopped) {
                        ready.solver().stop();
                    }
                }
            }
            return result;
        });
    }

    /** Asks a solver; one that is not available does not know. */
    public Answer ask(Solvers solver, Script script, long budget) {
        if (stopped) {
            return new Answer.Unknown("stopped");
        }
        return switch (get(solver)) {
            case Solvers.Opened.Ready ready -> ready.solver().solve(script, budget);
            case Solvers.Opened.Unavailable no -> new Answer.Unknown(no.name() + " is not available: " + no.reason());
        };
    }

    /** The name and version of a solver that has answered. */
    public String name(Solvers solver) {
        return opened.get(solver) instanceof Solvers.Opened.Ready ready ? ready.solver().name() : solver.title();
    }

    public boolean isStopped() {
        return stopped;
    }

    /** Makes every running and later question end with "unknown". */
    public void stop() {
        stopped = true;
        synchronized (running) {
            running.forEach(Solver::stop);
        }
    }

    @Override
    public void close() {
        synchronized (running) {
            running.forEach(Solver::close);
            running.clear();
        }
    }
}
