package bitlemma.verifier.extreme;

import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Compare.Relation;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Proposition;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Statement;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import bitlemma.lowering.Codes;
import bitlemma.verifier.Prover;
import bitlemma.verifier.verdict.Question;
import bitlemma.verifier.search.Candidates;
import bitlemma.verifier.search.Inputs;
import bitlemma.verifier.verdict.Evidence;
import bitlemma.verifier.verdict.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the greatest or least value of an expression: the best input so far from below, and from above a proof that no input
 * is better. What refutes "no input is better" is a better input.
 */
public final class ExtremeSearch {
    private static final int MOST_ROUNDS = 300;
    /** Inputs that are tried around the best one, each time that a better one is found. */
    private static final int EVALUATIONS = 8000;

    private static final int HIGHEST_MOVE = 40;
    /** Evaluation steps that are spent on inputs that are tried. */
    private static final long TRIAL_WORK = 30_000_000;

    private final Statement.Extreme extreme;
    private final Prover prover;
    private final Predicate<Kernel> safe;
    private Map<Variable, Value> best;
    private Rational value;
    private final long start;

    private ExtremeSearch(Statement.Extreme extreme, Prover prover, Predicate<Kernel> safe) {
        this.extreme = extreme;
        this.prover = prover;
        this.safe = safe;
        this.start = prover.judge().work();
    }

    public static Found run(Statement.Extreme extreme, Prover prover, Predicate<Kernel> safe) {
        return new ExtremeSearch(extreme, prover, safe).run();
    }

    private boolean isBetter(Rational a, Rational b) {
        return extreme.max() ? a.compareTo(b) > 0 : a.compareTo(b) < 0;
    }

    private Proposition bounded(Rational bound) {
        Relation relation = extreme.max() ? Relation.AT_MOST : Relation.AT_LEAST;
        return new Proposition(
                extreme.name(),
                extreme.inputs(),
                extreme.given(),
                new Compare(relation, extreme.expression(), new Constant(bound)),
                extreme.place());
    }

    /** Considers an input that is only tried, as long as the work for such lasts. */
    private void attempt(Map<Variable, Value> input) {
        if (!prover.isStopped() && prover.judge().work() - start < TRIAL_WORK) {
            consider(input);
        }
    }

    private void consider(Map<Variable, Value> input) {
        Optional<Rational> at = prover.judge().value(extreme.expression(), extreme.given(), input);
        boolean better = at.isPresent()
                && (value == null
                        || isBetter(at.get(), value)
                        || at.get().equals(value) && Plainness.of(input) < Plainness.of(best));
        if (better) {
            value = at.get();
            best = input;
        }
    }

    private Found run() {
        Question question = Question.of(bounded(Rational.ZERO), prover.judge());
        Candidates.search(new Inputs(question.lowered()), input -> {
            attempt(question.values(input));
            return null;
        });
        if (value == null) {
            // No simple input satisfies the given: whatever refutes that none does is one that does.
            Proposition none = new Proposition(
                    extreme.name(), extreme.inputs(), extreme.given(), Truth.FALSE, extreme.place());
            switch (prover.decide(none, safe)) {
                case Verdict.Refuted refuted -> {
                    consider(refuted.input());
                    if (value == null) {
                        return unsafe(Rational.ZERO, refuted);
                    }
                }
                case Verdict.Proved proved -> {
                    return new Found.Vacuous();
                }
                case Verdict.Vacuous vacuous -> {
                    return new Found.Vacuous();
                }
                case Verdict.Disagreement disagreement -> {
                    return new Found.Disagreement(disagreement.detail());
                }
                case Verdict.Unknown unknown -> {
                    return new Found.Open(Optional.empty(), Optional.empty(), String.join("; ", unknown.reasons()));
                }
            }
        }
        climb();
        return improve();
    }

    /** Better neighbours of the best input, one or two coordinates at a time: cheap, and often the extreme itself. */
    private void climb() {
        List<Variable> scalars = extreme.inputs().stream()
                .filter(v -> v.sort().isInteger() || v.sort() instanceof Sort.Coded)
                .filter(v -> Codes.toCodes(best).get(v) instanceof Value.Number)
                .toList();
        int evaluations = EVALUATIONS;
        boolean better = true;
        while (better && evaluations > 0) {
            Map<Variable, Value> before = best;
            for (int i = 0; i < scalars.size(); i++) {
                for (int bit = HIGHEST_MOVE; bit >= 0 && evaluations > 0; bit--) {
                    Rational step = Rational.powerOfTwo(bit);
                    evaluations -= 2;
                    moveBest(Map.of(scalars.get(i), step));
                    moveBest(Map.of(scalars.get(i), step.negate()));
                    for (int j = 0; j < i; j++) {
                        evaluations -= 4;
                        for (Rational first : List.of(step, step.negate())) {
                            for (Rational second : List.of(step, step.negate())) {
                                moveBest(Map.of(scalars.get(i), first, scalars.get(j), second));
                            }
                        }
                    }
                }
            }
            better = best != before;
        }
    }

    /** Considers the best input with some of its numbers, or bit patterns, moved. */
    private void moveBest(Map<Variable, Rational> moves) {
        Map<Variable, Value> codes = new HashMap<>(Codes.toCodes(best));
        for (Map.Entry<Variable, Rational> move : moves.entrySet()) {
            Variable variable = move.getKey();
            Rational moved = ((Value.Number) codes.get(variable)).value().plus(move.getValue());
            boolean isCode = !(variable.sort() instanceof Sort.Coded coded)
                    || moved.signum() >= 0
                            && moved.numerator().bitLength() <= coded.format().width()
                            && coded.format().isCode(moved.numerator());
            if (!isCode) {
                return;
            }
            codes.put(variable, new Value.Number(moved));
        }
        attempt(Codes.toValues(extreme.inputs(), codes));
    }

    private Found improve() {
        Rational bound = null;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            // Between the best value and a known bound, the middle halves what is open; near the end, the value itself.
            boolean close = bound == null || bound.minus(value).abs().compareTo(Rational.of(2)) < 0 || round % 8 == 0;
            Rational target = close ? value : middle(bound);
            switch (prover.decide(bounded(target), safe)) {
                case Verdict.Proved proved -> {
                    if (target.equals(value)) {
                        return exact(proved.evidence());
                    }
                    bound = target;
                }
                case Verdict.Refuted refuted -> {
                    Rational before = value;
                    consider(refuted.input());
                    if (value.equals(before)) {
                        return unsafe(target, refuted);
                    }
                    climb();
                    if (bound == null && round > 1) {
                        bound = outer();
                    }
                }
                case Verdict.Unknown unknown -> {
                    return open(bound, String.join("; ", unknown.reasons()));
                }
                case Verdict.Vacuous vacuous -> {
                    return new Found.Vacuous();
                }
                case Verdict.Disagreement disagreement -> {
                    return new Found.Disagreement(disagreement.detail());
                }
            }
        }
        return open(bound, "the search did not end within " + MOST_ROUNDS + " rounds");
    }

    private Rational middle(Rational bound) {
        Rational middle = value.plus(bound).times(Rational.HALF);
        // Whole numbers keep the questions short.
        return value.minus(bound).abs().compareTo(Rational.of(4)) > 0 ? Rational.of(middle.floor()) : middle;
    }

    /** A bound that holds by ranges alone, by doubling the distance from the best value; null where none is found. */
    private Rational outer() {
        Rational distance = value.abs().max(Rational.ONE);
        for (int i = 0; i < 64; i++) {
            Rational bound = extreme.max() ? value.plus(distance) : value.minus(distance);
            if (prover.isEvident(bounded(bound), safe)) {
                return bound;
            }
            distance = distance.times(Rational.of(2));
        }
        return null;
    }

    private Found exact(List<Evidence> evidence) {
        return new Found.Exact(value, evidence, Optional.of(best), Optional.empty());
    }

    private Found open(Rational bound, String reason) {
        Optional<Rational> near = Optional.of(value);
        Optional<Rational> far = Optional.ofNullable(bound);
        return extreme.max() ? new Found.Open(near, far, reason) : new Found.Open(far, near, reason);
    }

    private Found unsafe(Rational bound, Verdict.Refuted refuted) {
        return new Found.Nowhere(new Found.Failing(bounded(bound), refuted.input()));
    }
}
