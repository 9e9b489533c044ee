package bitlemma.verifier.solver;

/**
 * A decision procedure behind one package of its own. An instance is confined to the thread that made it; {@link #stop}
 * alone may be called from any thread.
 */
public interface Solver extends AutoCloseable {
    /** Name and version, as in "z3 4.14.1". */
    String name();

    /** Whether this solver treats scripts of that theory. */
    boolean supports(Theory theory);

    /**
     * Decides a script within a budget.
     *
     * @param script the question
     * @param budget deterministic units of work, at least 1: the same script and budget give the same answer on every machine.
     *     One unit is about the work that Z3 counts as one of its resource units (some hundred thousand to some millions a second)
     * @return the answer; never null, and never an exception for what a solver may refuse
     */
    Answer solve(Script script, long budget);

    /** Makes a running {@link #solve} return {@code Unknown} soon, and every later one at once. */
    void stop();

    @Override
    void close();
}
