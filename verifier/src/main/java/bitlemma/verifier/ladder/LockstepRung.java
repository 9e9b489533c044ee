package bitlemma.verifier.ladder;

import bitlemma.grammar.core.And;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.ForAll;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Or;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.verifier.goal.Fact;
import bitlemma.verifier.goal.Goal;
import bitlemma.verifier.goal.Goals;
import bitlemma.verifier.range.Invariant;
import bitlemma.verifier.verdict.Evidence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Two reductions over the same range are equal where they start equal and every round keeps them equal: induction over
 * both at once. What is found so is known in the goal that is left.
 */
final class LockstepRung implements Rung {
    private static final int MOST_PAIRS = 6;

    @Override
    public Attempt attempt(Goal goal, Position at) {
        if (at.depth() >= 3) {
            return new Attempt.Open("");
        }
        List<Fold> folds = folds(goal);
        Goal enriched = goal;
        Evidence found = null;
        int pairs = 0;
        for (int i = 0; i < folds.size(); i++) {
            for (int j = i + 1; j < folds.size() && pairs < MOST_PAIRS; j++) {
                Fold a = folds.get(i);
                Fold b = folds.get(j);
                boolean same = a.low().equals(b.low())
                        && a.high().equals(b.high())
                        && a.accumulator().sort().isNumber() == b.accumulator().sort().isNumber();
                if (!same || a.step().equals(b.step())) {
                    continue;
                }
                pairs++;
                Evidence evidence = equal(a, b, goal, at);
                if (evidence != null) {
                    enriched = enriched.knowing(Compare.equal(a, b));
                    found = found == null ? evidence : found.and(evidence);
                }
            }
        }
        if (found == null) {
            return new Attempt.Open("");
        }
        Attempt rest = at.below(enriched);
        return rest instanceof Attempt.Proved proved
                ? new Attempt.Proved(new Evidence(
                        goal.site(),
                        "induction",
                        found.and(proved.evidence()).restsOn(),
                        "two reductions keep step",
                        found.and(proved.evidence()).invariants(),
                        found.and(proved.evidence()).scripts()))
                : rest;
    }

    private static Evidence equal(Fold a, Fold b, Goal goal, Position at) {
        Goal start = goal.concluding(Compare.equal(a.initial(), b.initial()));
        if (!(at.below(start) instanceof Attempt.Proved first)) {
            return null;
        }
        // One accumulator for both: that they were equal before the round is the induction hypothesis.
        Term step = bitlemma.grammar.core.Substitution.apply(
                b.step(), Map.of(b.index(), a.index(), b.accumulator(), a.accumulator()));
        Goal round = goal.knowing(Compare.atMost(a.low(), a.index()))
                .knowing(Compare.less(a.index(), a.high()))
                .defining(a.accumulator(), Goals.before(a))
                .concluding(Compare.equal(a.step(), step));
        if (!(at.below(round) instanceof Attempt.Proved second)) {
            return null;
        }
        Evidence evidence = first.evidence().and(second.evidence());
        Invariant invariant =
                new Invariant(a.site(), a.accumulator().label() + " is the same in both reductions after n rounds");
        return evidence.and(
                new Evidence(goal.site(), "induction", "range arithmetic", "", List.of(invariant), List.of()));
    }

    /** The reductions of a goal that are about its own variables alone. */
    private static List<Fold> folds(Goal goal) {
        Set<Variable> known = new HashSet<>(goal.inputs());
        List<Term> terms = new ArrayList<>();
        for (Fact fact : goal.facts()) {
            switch (fact) {
                case Fact.Define define -> {
                    known.add(define.variable());
                    terms.add(define.value());
                }
                case Fact.Assume assume -> terms.add(assume.condition());
            }
        }
        terms.add(goal.conclusion());
        List<Fold> folds = new ArrayList<>();
        terms.stream().flatMap(LockstepRung::evaluated).forEach(t -> {
            if (t instanceof Fold fold && known.containsAll(Children.free(fold)) && folds.size() < 8) {
                folds.add(fold);
            }
        });
        return folds;
    }

    /**
     * The parts of a term that are evaluated wherever the term is. What is known of a reduction holds where its obligations
     * are kept, and only where it is evaluated they are.
     */
    static Stream<Term> evaluated(Term term) {
        Stream<Term> parts =
                switch (term) {
                    case If t -> Stream.of(t.condition());
                    case And t -> Stream.of(t.left());
                    case Or t -> Stream.of(t.left());
                    case Fold t -> Stream.of(t.low(), t.high(), t.initial());
                    case ForAll t -> Stream.of(t.low(), t.high());
                    default -> Children.of(term).stream();
                };
        return Stream.concat(Stream.of(term), parts.flatMap(LockstepRung::evaluated));
    }
}
