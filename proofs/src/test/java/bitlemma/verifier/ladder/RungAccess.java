package bitlemma.verifier.ladder;

import bitlemma.grammar.core.Proposition;
import bitlemma.verifier.verdict.Judge;
import bitlemma.verifier.arithmetic.ArithmeticEncoding.Products;
import bitlemma.verifier.goal.Goal;
import bitlemma.verifier.search.Inputs;
import bitlemma.verifier.portfolio.SolverPool;
import bitlemma.verifier.portfolio.Solvers;
import java.util.List;
import java.util.Map;

/** Each rung of the ladder on its own, for tests. */
public final class RungAccess {
    /** The rungs, by names that tests and their reports use. */
    public enum Name {
        RANGES(new RangeRung()),
        CASES(new CaseRung()),
        LOCKSTEP(new LockstepRung()),
        MEMBER(new MemberRung()),
        PATHS(new PathRung()),
        LINEAR_Z3(new ArithmeticRung(Products.ABSTRACT, List.of(Solvers.Z3))),
        LINEAR_CVC5(new ArithmeticRung(Products.ABSTRACT, List.of(Solvers.CVC5))),
        NONLINEAR_Z3(new ArithmeticRung(Products.EXACT, List.of(Solvers.Z3))),
        NONLINEAR_CVC5(new ArithmeticRung(Products.EXACT, List.of(Solvers.CVC5))),
        BITS_BITWUZLA(new BitvectorRung(List.of(Solvers.BITWUZLA))),
        BITS_Z3(new BitvectorRung(List.of(Solvers.Z3))),
        BITS_CVC5(new BitvectorRung(List.of(Solvers.CVC5))),
        /** Says "proved" to everything: what a test must notice. */
        BROKEN((goal, at) -> RangeRung.quick(goal, at).orElse(new Attempt.Proved(new bitlemma.verifier.verdict.Evidence(
                goal.site(), "wish", "nothing", "", List.of(), List.of()))));

        private final Rung rung;

        Name(Rung rung) {
            this.rung = rung;
        }
    }

    private RungAccess() {}

    private static Attempt attempt(
            Name name, Goal goal, Proposition proposition, Judge judge, SolverPool solvers, long budget) {
        return name.rung.attempt(goal, new Position(new Inputs(proposition), proposition, judge, solvers, budget, 0));
    }

    /** What came of an attempt, as one word. */
    public enum Came {
        PROVED,
        REFUTED,
        OPEN,
        DISAGREEMENT
    }

    /** An attempt as tests see it. */
    public record Result(Came came, Map<?, ?> input, String detail) {}

    public static Result result(
            Name name, Goal goal, Proposition proposition, Judge judge, SolverPool solvers, long budget) {
        return switch (attempt(name, goal, proposition, judge, solvers, budget)) {
            case Attempt.Proved proved -> new Result(Came.PROVED, Map.of(), proved.evidence().detail());
            case Attempt.Refuted refuted -> new Result(Came.REFUTED, refuted.input(), refuted.method());
            case Attempt.Open open -> new Result(Came.OPEN, Map.of(), open.reason());
            case Attempt.Disagreement disagreement -> new Result(Came.DISAGREEMENT, Map.of(), disagreement.detail());
        };
    }
}
