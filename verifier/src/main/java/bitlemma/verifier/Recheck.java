package bitlemma.verifier;

import bitlemma.verifier.ladder.Limits;
import bitlemma.verifier.solver.Answer;
import bitlemma.verifier.portfolio.SolverPool;
import bitlemma.verifier.portfolio.Solvers;
import bitlemma.verifier.verdict.Evidence;
import java.util.ArrayList;
import java.util.List;

/** Puts the questions of a proof to other solvers than the ones that answered them. */
public final class Recheck {
    /** What came of it. */
    public sealed interface Result {
        /** Every question was answered "unsat" again; by whom. */
        record Confirmed(List<String> solvers) implements Result {}

        /** The proof rests on no solver: there is nothing to put to another one. */
        record NothingToAsk() implements Result {}

        /** No other solver decides within the budget. */
        record Open(String reason) implements Result {}

        /** Another solver says that the goal can fail. */
        record Contradicted(String detail) implements Result {}
    }

    private final SolverPool solvers;
    private final Limits limits;

    Recheck(SolverPool solvers, Limits limits) {
        this.solvers = solvers;
        this.limits = limits;
    }

    public Result of(List<Evidence> evidence) {
        List<String> by = new ArrayList<>();
        boolean asked = false;
        for (Evidence one : evidence) {
            for (Evidence.Answered answered : one.scripts()) {
                asked = true;
                boolean confirmed = false;
                String reason = "no other solver treats it";
                for (Solvers other : Solvers.values()) {
                    boolean suits = other.theories().contains(answered.script().theory());
                    if (confirmed || !suits || other.title().equals(answered.solver())) {
                        continue;
                    }
                    switch (solvers.ask(other, answered.script(), limits.full())) {
                        case Answer.Unsat unsat -> {
                            confirmed = true;
                            if (!by.contains(solvers.name(other))) {
                                by.add(solvers.name(other));
                            }
                        }
                        case Answer.Sat sat -> {
                            return new Result.Contradicted(solvers.name(other) + " has a model where "
                                    + answered.solver() + " has none: " + sat.model());
                        }
                        case Answer.Unknown unknown -> reason = unknown.reason();
                    }
                }
                if (!confirmed) {
                    return new Result.Open(reason);
                }
            }
        }
        return asked ? new Result.Confirmed(by) : new Result.NothingToAsk();
    }
}
