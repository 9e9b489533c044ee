package bitlemma.verifier.ladder;

import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.verifier.goal.Goal;
import bitlemma.verifier.paths.PathSearch;
import bitlemma.verifier.portfolio.Solvers;
import bitlemma.verifier.solver.Answer;
import bitlemma.verifier.solver.Script;
import bitlemma.verifier.verdict.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every way through an evaluation on its own: signs, carries and comparisons are decided, so that what is left of each is
 * polynomials, from which a common power of two with the exponents in it cancels.
 */
final class PathRung implements Rung {
    /** One path for so many solver units, within bounds: a walk costs about as much. */
    private static final long UNITS_A_PATH = 5000;

    private static final int MOST_PATHS = 4000;
    private static final int MOST_QUESTIONS = 400;

    @Override
    public Attempt attempt(Goal goal, Position at) {
        int mostPaths = (int) Math.min(MOST_PATHS, at.budget() / UNITS_A_PATH);
        PathSearch search = new PathSearch(goal, at.solvers()::isStopped);
        List<Evidence.Answered> answered = new ArrayList<>();
        while (true) {
            switch (search.next(mostPaths)) {
                case PathSearch.Step.Ended ended -> {
                    return new Attempt.Proved(evidence(goal, at, ended.paths(), answered));
                }
                case PathSearch.Step.Untreated untreated -> {
                    return new Attempt.Open(untreated.reason().isEmpty() ? "" : "paths: " + untreated.reason());
                }
                case PathSearch.Step.Failing failing -> {
                    if (answered.size() >= MOST_QUESTIONS) {
                        return new Attempt.Open("paths: more than " + MOST_QUESTIONS + " questions");
                    }
                    Optional<Attempt> end = ask(failing.conditions(), at, answered);
                    if (end.isPresent()) {
                        return end.get();
                    }
                }
            }
        }
    }

    /** Whether a path's conditions contradict each other; empty where they do, else how the attempt ends. */
    private static Optional<Attempt> ask(
            PathSearch.Conditions conditions, Position at, List<Evidence.Answered> answered) {
        String reason = "";
        for (Script script : List.of(conditions.script().reals(), conditions.script().integers())) {
            switch (at.solvers().ask(Solvers.Z3, script, at.budget())) {
                case Answer.Unsat unsat -> {
                    answered.add(new Evidence.Answered(script, Solvers.Z3.title()));
                    return Optional.empty();
                }
                case Answer.Sat sat -> {
                    Optional<Map<Variable, Value>> input = conditions.input(sat.model());
                    Optional<Map<Variable, Value>> failing =
                            input.flatMap(values -> at.failing(values, Map.of()));
                    if (failing.isPresent()) {
                        return Optional.of(new Attempt.Refuted(failing.get(), "paths, " + at.solvers().name(Solvers.Z3)));
                    }
                    reason = "a path has a model that is no failing input";
                }
                case Answer.Unknown unknown -> reason = unknown.reason();
            }
        }
        return Optional.of(new Attempt.Open("paths: " + reason));
    }

    private static Evidence evidence(Goal goal, Position at, int paths, List<Evidence.Answered> answered) {
        return new Evidence(
                goal.site(),
                "paths",
                answered.isEmpty() ? "polynomial arithmetic" : at.solvers().name(Solvers.Z3),
                "in " + paths + (paths == 1 ? " path" : " paths"),
                List.of(),
                answered);
    }
}
