package bitlemma.verifier.ladder;

import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Proposition;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.verifier.goal.Goal;
import bitlemma.verifier.goal.Goals;
import bitlemma.verifier.verdict.Question;
import bitlemma.verifier.search.Candidates;
import bitlemma.verifier.search.Enumeration;
import bitlemma.verifier.search.Inputs;
import bitlemma.verifier.search.Simplification;
import bitlemma.verifier.search.Sweeper;
import bitlemma.verifier.search.Sweeps;
import bitlemma.verifier.portfolio.SolverPool;
import bitlemma.verifier.rounding.ExactOperations;
import bitlemma.verifier.verdict.Evidence;
import bitlemma.verifier.verdict.Judge;
import bitlemma.verifier.verdict.Verdict;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The way to the verdict on one proposition: what is cheap first, for all goals, then what is dear. */
public final class Climb {
    /** Evaluation steps that are spent on simple inputs before a solver is asked. */
    private static final long FIRST_TRIALS = 600_000;
    /** Evaluation steps that are spent on simple inputs where a quick attempt at proof has failed. */
    private static final long SECOND_TRIALS = 8_000_000;
    /** Seconds, by estimate, of a run over all inputs that is cheaper than to ask a solver first. */
    private static final double QUICK_SWEEP = 0.1;
    private static final double CODED_SWEEP = 2;
    /** And of one that is cheaper than to ask solvers for long. */
    private static final double SHORT_SWEEP = 0.5;
    /** The part of the budget that solvers have before a longer run. */
    private static final long BEFORE_SWEEP = 4;

    private final Proposition stated;
    private final Judge exact;
    private final Predicate<Kernel> safe;
    private final Sweeper sweeper;
    private final Question question;
    private final Proposition proposition;
    private final Judge judge;
    private final Limits limits;
    private final SolverPool solvers;
    private final Inputs inputs;
    private final List<Goal> goals;

    public Climb(
            Proposition stated,
            Judge exact,
            Sweeper sweeper,
            Limits limits,
            SolverPool solvers,
            Predicate<Kernel> safe) {
        this.stated = stated;
        this.exact = exact;
        this.safe = safe;
        this.sweeper = sweeper;
        this.question = Question.of(stated, exact);
        this.proposition = question.lowered();
        this.judge = question.judge();
        this.limits = limits;
        this.solvers = solvers;
        this.inputs = new Inputs(proposition);
        this.goals = question.obstacle().isPresent() ? List.of() : Goals.of(proposition, safe);
    }

    /** Whether ranges prove every goal. */
    public boolean isEvident() {
        Position at = position(limits.quick());
        return question.obstacle().isEmpty() && goals.stream().allMatch(g -> RangeRung.quick(g, at).isPresent());
    }

    /** A failing input among simple ones, made as simple as can be; null where none fails. */
    public Map<Variable, Value> simpleCounterexample() {
        Map<Variable, Value> failing = simpleCounterexample(FIRST_TRIALS);
        return failing == null ? null : question.values(failing);
    }

    private Map<Variable, Value> simpleCounterexample(long work) {
        long start = judge.work();
        Map<Variable, Value> failing = Candidates.search(inputs, input -> {
            boolean tired = solvers.isStopped() || judge.work() - start > work;
            return !tired && judge.judge(proposition, input) == Judge.Judgement.FAILS ? input : null;
        });
        return failing == null ? null : Simplification.of(inputs, failing, judge);
    }

    private Position position(long budget) {
        return new Position(inputs, proposition, judge, solvers, budget, 0);
    }

    public Verdict decide() {
        Verdict verdict = question.obstacle().map(this::tried).orElseGet(this::decided);
        return verdict instanceof Verdict.Refuted refuted
                ? new Verdict.Refuted(question.values(refuted.input()), refuted.method())
                : verdict;
    }

    /** The verdict where provers cannot read the proposition: inputs can be tried all the same. */
    private Verdict tried(String obstacle) {
        Map<Variable, Value> failing = simpleCounterexample(SECOND_TRIALS);
        if (failing != null) {
            return new Verdict.Refuted(failing, "simple inputs");
        }
        return enumerate(limits.manyInputs()).orElseGet(() -> new Verdict.Unknown(List.of(obstacle), List.of()));
    }

    private Verdict decided() {
        if (inputs.isImpossible()) {
            return new Verdict.Vacuous();
        }
        Position quick = position(limits.quick());
        List<Evidence> proved = new ArrayList<>();
        List<Goal> open = new ArrayList<>();
        for (Goal goal : goals) {
            Optional<Attempt> evident = RangeRung.quick(goal, quick);
            if (evident.isPresent()) {
                proved.add(((Attempt.Proved) evident.get()).evidence());
            } else {
                open.add(goal);
            }
        }
        if (!open.isEmpty()) {
            Map<Variable, Value> first = simpleCounterexample(FIRST_TRIALS);
            if (first != null) {
                return new Verdict.Refuted(first, "simple inputs");
            }
        }
        Optional<Verdict> empty = vacuous();
        if (empty.isPresent()) {
            return empty.get();
        }
        if (open.isEmpty()) {
            return new Verdict.Proved(proved);
        }
        Optional<Verdict> few = enumerate(limits.fewInputs());
        if (few.isPresent()) {
            return few.get();
        }
        Optional<Sweeper.Run> sweep = Sweeps.of(inputs, limits.sweptInputs(), sweeper);
        // Solvers take their time over floating point.
        boolean codes = proposition.inputs().stream().anyMatch(v -> Sort.isCode(v.sort()));
        if (sweep.isPresent() && sweep.get().seconds() <= (codes ? CODED_SWEEP : QUICK_SWEEP)) {
            Optional<Verdict> all = swept(sweep.get());
            if (all.isPresent()) {
                return all.get();
            }
        }
        if (open.stream().anyMatch(Climb::isEquation)) {
            // Where obligations are kept, the equation may follow from operations that need no rounding.
            Optional<Evidence> exactly = ExactOperations.prove(stated, this::further);
            if (exactly.isPresent()) {
                proved.add(exactly.get());
                open.removeIf(g -> g.site().isEmpty());
            }
        }
        List<Goal> hard = new ArrayList<>();
        for (Goal goal : open) {
            switch (Ladder.climb(goal, quick)) {
                case Attempt.Proved p -> proved.add(p.evidence());
                case Attempt.Refuted r -> {
                    return refuted(r);
                }
                case Attempt.Disagreement d -> {
                    return new Verdict.Disagreement(d.detail());
                }
                case Attempt.Open o -> hard.add(goal);
            }
        }
        if (hard.isEmpty()) {
            return new Verdict.Proved(proved);
        }
        Map<Variable, Value> failing = simpleCounterexample(SECOND_TRIALS);
        if (failing != null) {
            return new Verdict.Refuted(failing, "simple inputs");
        }
        Optional<Sweeper.Run> affordable = sweep.filter(s -> s.seconds() <= limits.sweepSeconds());
        boolean soon = affordable.isPresent() && affordable.get().seconds() <= SHORT_SWEEP;
        Optional<Verdict> many = soon
                ? swept(affordable.get())
                : affordable.isPresent() ? Optional.empty() : enumerate(limits.manyInputs());
        if (many.isPresent()) {
            return many.get();
        }
        // Where all inputs can be run, solvers need not try as hard before.
        long budget = affordable.isPresent() && !soon ? limits.full() / BEFORE_SWEEP : limits.full();
        List<String> reasons = new ArrayList<>();
        for (Goal goal : hard) {
            switch (Ladder.climb(goal, position(budget))) {
                case Attempt.Proved p -> proved.add(p.evidence());
                case Attempt.Refuted r -> {
                    return refuted(r);
                }
                case Attempt.Disagreement d -> {
                    return new Verdict.Disagreement(d.detail());
                }
                case Attempt.Open o ->
                    reasons.add(goal.site().map(s -> "`" + s.text() + "` " + s.kind().meaning()).orElse("the statement")
                            + ": " + o.reason());
            }
        }
        if (reasons.isEmpty()) {
            return new Verdict.Proved(proved);
        }
        Optional<Verdict> last = soon ? Optional.empty() : affordable.flatMap(this::swept);
        return last.orElseGet(() -> new Verdict.Unknown(reasons, proved));
    }

    /** Whether a goal states that two numbers are the same. */
    private static boolean isEquation(Goal goal) {
        return goal.site().isEmpty()
                && goal.conclusion() instanceof Compare compare
                && compare.relation() == Compare.Relation.EQUAL;
    }

    /** The verdict on a proposition to which this one is reduced. */
    private Verdict further(Proposition other) {
        return new Climb(other, exact, Sweeper.none(), limits.single(), solvers, safe).decide();
    }

    private Verdict refuted(Attempt.Refuted refuted) {
        return new Verdict.Refuted(Simplification.of(inputs, refuted.input(), judge), refuted.method());
    }

    /** The verdict of compiled kernels; empty where they were stopped. */
    private Optional<Verdict> swept(Sweeper.Run sweep) {
        return switch (sweep.run(solvers::isStopped)) {
            case Sweeper.Outcome.Holds all -> Optional.of(all(all.inputs(), all.inside(), "compiled kernels"));
            case Sweeper.Outcome.Fails fails ->
                Optional.of(
                        switch (judge.judge(proposition, fails.input())) {
                            case FAILS ->
                                new Verdict.Refuted(Simplification.of(inputs, fails.input(), judge), "enumeration");
                            case HOLDS, OUTSIDE, UNDECIDED ->
                                new Verdict.Disagreement("enumeration: the compiled kernel fails on " + fails.input()
                                        + ", and the exact evaluator does not");
                        });
            case Sweeper.Outcome.Stopped stopped -> Optional.empty();
        };
    }

    private static Verdict all(long size, long inside, String restsOn) {
        if (inside == 0) {
            return new Verdict.Vacuous();
        }
        String detail = "all " + size + " inputs" + (inside == size ? "" : ", " + inside + " of them inside the given");
        return new Verdict.Proved(
                List.of(new Evidence(Optional.empty(), "enumeration", restsOn, detail, List.of(), List.of())));
    }

    private Optional<Verdict> enumerate(long limit) {
        return switch (Enumeration.run(inputs, judge, limit, solvers::isStopped)) {
            case Enumeration.Result.AllHold all ->
                Optional.of(all(all.inputs(), all.inside(), "the exact evaluator"));
            case Enumeration.Result.Fails fails ->
                Optional.of(new Verdict.Refuted(
                        Simplification.of(inputs, fails.input(), judge), "enumeration"));
            case Enumeration.Result.Impossible no -> Optional.empty();
        };
    }

    /** Vacuous where no input satisfies the given, unknown where none is found and it is not shown that there is none. */
    private Optional<Verdict> vacuous() {
        if (proposition.given().equals(Truth.TRUE)) {
            return Optional.empty();
        }
        Boolean inside = Candidates.search(
                inputs, input -> judge.judge(about(), input) == Judge.Judgement.HOLDS ? Boolean.TRUE : null);
        if (inside != null) {
            return Optional.empty();
        }
        Optional<BigInteger> size = Enumeration.size(inputs);
        if (size.isPresent() && size.get().compareTo(BigInteger.valueOf(limits.manyInputs())) <= 0) {
            Inputs own = new Inputs(none());
            return switch (Enumeration.run(own, judge, limits.manyInputs(), solvers::isStopped)) {
                case Enumeration.Result.AllHold all -> Optional.of(new Verdict.Vacuous());
                case Enumeration.Result.Fails fails -> Optional.empty();
                case Enumeration.Result.Impossible no -> unknown(no.reason());
            };
        }
        // The given is satisfiable exactly where "the given implies falsehood" is refuted.
        Proposition none = none();
        Goal goal = Goals.of(none, k -> true).getLast();
        Position at = new Position(new Inputs(none), none, judge, solvers, limits.full(), 0);
        return switch (Ladder.climb(goal, at)) {
            case Attempt.Proved p -> Optional.of(new Verdict.Vacuous());
            case Attempt.Refuted r -> Optional.empty();
            case Attempt.Disagreement d -> Optional.of(new Verdict.Disagreement(d.detail()));
            case Attempt.Open o -> unknown(o.reason());
        };
    }

    private static Optional<Verdict> unknown(String reason) {
        return Optional.of(new Verdict.Unknown(
                List.of("no input is known that satisfies the given: " + reason), List.of()));
    }

    private Proposition about() {
        return new Proposition(
                proposition.name(), proposition.inputs(), proposition.given(), Truth.TRUE, proposition.place());
    }

    private Proposition none() {
        return new Proposition(
                proposition.name(), proposition.inputs(), proposition.given(), Truth.FALSE, proposition.place());
    }
}
