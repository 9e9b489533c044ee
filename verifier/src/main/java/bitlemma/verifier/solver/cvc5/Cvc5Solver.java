package bitlemma.verifier.solver.cvc5;

import bitlemma.verifier.solver.Answer;
import bitlemma.verifier.solver.Script;
import bitlemma.verifier.solver.Solver;
import bitlemma.verifier.solver.Theory;
import io.github.cvc5.CVC5ApiException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * cvc5. A question is tried in one way or several (see {@link Way}), which share the budget, each with a new solver,
 * so that earlier questions cannot change an answer. One of cvc5's resource units counts as
 * {@value #UNITS_PER_STEP} budget units.
 */
public final class Cvc5Solver implements Solver {
    /** Measured: Z3 does 6 to 8 million units a second, cvc5 some 500 thousand. */
    private static final long UNITS_PER_STEP = 16;

    private static final Answer STOPPED = new Answer.Unknown("stopped");

    private final String name;
    private volatile boolean stopped;
    private volatile Session running;

    /**
     * Loads cvc5.
     *
     * @throws IOException where its native code cannot be unpacked
     * @throws LinkageError where its native code cannot be loaded
     */
    public Cvc5Solver() throws IOException {
        name = "cvc5 " + Cvc5Library.load();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean supports(Theory theory) {
        return true;
    }

    @Override
    public Answer solve(Script script, long budget) {
        Answer answer = STOPPED;
        for (Way way : Way.of(script)) {
            answer = solve(script, way, budget);
            if (stopped) {
                return STOPPED;
            }
            if (!(answer instanceof Answer.Unknown)) {
                return answer;
            }
        }
        return answer;
    }

    private Answer solve(Script script, Way way, long budget) {
        long limit = Math.max(1, budget / UNITS_PER_STEP / 8 * way.eighths());
        Map<String, String> options = new HashMap<>(way.options());
        options.put("produce-models", "true");
        options.put("rlimit", Long.toString(limit));
        try (Session session = new Session(script, options)) {
            running = session;
            // In this order: a stop() that came before this session was set is seen here, a later one reaches it.
            return stopped ? STOPPED : session.answer();
        } catch (CVC5ApiException e) {
            return new Answer.Unknown("cvc5: " + e.getMessage());
        } finally {
            running = null;
        }
    }

    @Override
    public void stop() {
        stopped = true;
        Session session = running;
        if (session != null) {
            session.stop();
        }
    }

    @Override
    public void close() {}
}
