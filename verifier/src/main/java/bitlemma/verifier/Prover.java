package bitlemma.verifier;

import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Proposition;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.verifier.ladder.Climb;
import bitlemma.verifier.ladder.Limits;
import bitlemma.verifier.portfolio.SolverPool;
import bitlemma.verifier.search.Sweeper;
import bitlemma.verifier.verdict.Judge;
import bitlemma.verifier.verdict.Verdict;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Decides propositions. Confined to one thread but for {@link #stop}; made for one thread and closed by it.
 */
public final class Prover implements AutoCloseable {
    private final Judge judge;
    private final Sweeper sweeper;
    private final Limits limits;
    private final SolverPool solvers = new SolverPool();

    /**
     * @param judge the exact evaluator, which has the last word on every counterexample
     * @param sweeper what runs propositions on all their inputs
     */
    public Prover(Judge judge, Sweeper sweeper, Limits limits) {
        this.judge = judge;
        this.sweeper = sweeper;
        this.limits = limits;
    }

    /**
     * Decides a proposition.
     *
     * @param safe kernels that are known to break no obligation where their given holds
     */
    public Verdict decide(Proposition proposition, Predicate<Kernel> safe) {
        return new Climb(proposition, judge, sweeper, limits, solvers, safe).decide();
    }

    /** Whether ranges alone prove a proposition; much cheaper than {@link #decide}, and says nothing where it is false. */
    public boolean isEvident(Proposition proposition, Predicate<Kernel> safe) {
        return new Climb(proposition, judge, sweeper, limits, solvers, safe).isEvident();
    }

    /** A failing input among simple ones; null where none fails. */
    public Map<Variable, Value> simpleCounterexample(Proposition proposition) {
        return new Climb(proposition, judge, sweeper, limits, solvers, k -> false).simpleCounterexample();
    }

    /** Confirms evidence by solvers other than those that gave it. */
    public Recheck recheck() {
        return new Recheck(solvers, limits);
    }

    public Judge judge() {
        return judge;
    }

    public boolean isStopped() {
        return solvers.isStopped();
    }

    /** Ends the running decision soon, as unknown; and every later one at once. From any thread. */
    public void stop() {
        solvers.stop();
    }

    @Override
    public void close() {
        solvers.close();
    }
}
