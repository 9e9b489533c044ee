package bitlemma.verifier.ladder;

import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.verifier.bitvector.BitvectorEncoding;
import bitlemma.verifier.goal.Goal;
import bitlemma.verifier.solver.Answer;
import bitlemma.verifier.solver.Script;
import bitlemma.verifier.portfolio.Solvers;
import bitlemma.verifier.verdict.Evidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What really depends on bits: every number as wide as its range, asked of one solver after the other. */
final class BitvectorRung implements Rung {
    static final String NAME = "bit-vectors";

    private final List<Solvers> solvers;
    private final int share;

    BitvectorRung(List<Solvers> solvers) {
        this(solvers, 1);
    }

    /** @param share how many times the budget of one question may be spent */
    BitvectorRung(List<Solvers> solvers, int share) {
        this.solvers = solvers;
        this.share = share;
    }

    /** cvc5 is here for its integer view of division, which is quick or never; on plain bits it slows as it learns. */
    private long budget(Solvers solver, Position at) {
        return solver == Solvers.CVC5 ? Math.max(1, at.budget() / 10) : share * at.budget();
    }

    @Override
    public Attempt attempt(Goal goal, Position at) {
        Optional<BitvectorEncoding> possible = BitvectorEncoding.of(goal);
        if (possible.isEmpty()) {
            return new Attempt.Open(NAME + ": the goal has no reading in bits");
        }
        BitvectorEncoding encoding = possible.get();
        Script script = encoding.script();
        String reason = "";
        for (Solvers solver : solvers) {
            switch (at.solvers().ask(solver, script, budget(solver, at))) {
                case Answer.Unsat unsat -> {
                    return new Attempt.Proved(new Evidence(
                            goal.site(),
                            NAME,
                            at.solvers().name(solver),
                            "",
                            List.of(),
                            List.of(new Evidence.Answered(script, solver.title()))));
                }
                case Answer.Sat sat -> {
                    Map<Variable, Value> scalars = encoding.scalars(sat.model());
                    var elements = encoding.elements(sat.model());
                    Optional<Map<Variable, Value>> failing = at.failing(scalars, elements);
                    if (failing.isPresent()) {
                        return new Attempt.Refuted(failing.get(), NAME + ", " + at.solvers().name(solver));
                    }
                    if (encoding.isExact() && at.contradicts(scalars, elements)) {
                        return new Attempt.Disagreement(NAME + ": " + at.solvers().name(solver)
                                + " gives an input that does not fail: " + scalars + " " + elements);
                    }
                    return new Attempt.Open(NAME + ": the abstraction has a model that is no failing input");
                }
                case Answer.Unknown unknown -> reason = unknown.reason();
            }
        }
        return new Attempt.Open(NAME + ": " + reason);
    }
}
