package bitlemma.verifier.ladder;

import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Fits;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.verifier.goal.Fact;
import bitlemma.verifier.goal.Goal;
import bitlemma.verifier.goal.Goals;
import bitlemma.verifier.range.Invariant;
import bitlemma.verifier.verdict.Evidence;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a reduction's result says of one element: that a maximum is not below it, for example. Shown by induction from the
 * round that meets the element: the statement holds of the accumulator after that round, and every later round keeps it.
 */
final class MemberRung implements Rung {
    private static final int MOST_TRIALS = 6;

    @Override
    public Attempt attempt(Goal goal, Position at) {
        if (at.depth() >= 2) {
            return new Attempt.Open("");
        }
        Term conclusion = unobliged(unfolded(goal));
        Set<Term> indices = new LinkedHashSet<>();
        Set<Fold> folds = new LinkedHashSet<>();
        Children.all(conclusion).forEach(t -> {
            if (t instanceof Select select) {
                indices.add(select.index());
            }
        });
        LockstepRung.evaluated(conclusion).forEach(t -> {
            if (t instanceof Fold fold && !isObliged(conclusion, fold)) {
                folds.add(fold);
            }
        });
        int trials = 0;
        for (Fold fold : folds) {
            // Names that only the conclusion binds mean nothing outside it.
            if (!isAbout(goal, fold)) {
                continue;
            }
            for (Term index : indices) {
                if (isAbout(goal, index) && trials++ < MOST_TRIALS) {
                    Attempt attempt = from(goal, conclusion, fold, index, at);
                    if (attempt instanceof Attempt.Proved) {
                        return attempt;
                    }
                }
            }
        }
        return new Attempt.Open("");
    }

    /** The conclusion with the names of reductions and elements replaced by what they stand for. */
    private static Term unfolded(Goal goal) {
        Map<Variable, Term> named = new HashMap<>();
        for (Fact fact : goal.facts()) {
            if (fact instanceof Fact.Define define) {
                Term value = Substitution.apply(define.value(), named);
                if (Children.all(value).anyMatch(t -> t instanceof Fold || t instanceof Select)) {
                    named.put(define.variable(), value);
                }
            }
        }
        return named.isEmpty() ? goal.conclusion() : Substitution.apply(goal.conclusion(), named);
    }

    /**
     * A conclusion that takes no obligation on a reduction's result as kept: it is kept by the result, but need not be by
     * the accumulator of an earlier round. To show the conclusion without it is to show more.
     */
    private static Term unobliged(Term conclusion) {
        Optional<Fits> first = outsideReductions(conclusion)
                .filter(t -> t instanceof Fits fits && Children.all(fits).anyMatch(x -> x instanceof Fold))
                .map(t -> (Fits) t)
                .findFirst();
        return first.isPresent()
                ? unobliged(Substitution.replace(conclusion, first.get(), first.get().operand()))
                : conclusion;
    }

    private static Stream<Term> outsideReductions(Term term) {
        return term instanceof Fold
                ? Stream.empty()
                : Stream.concat(Stream.of(term), Children.of(term).stream().flatMap(MemberRung::outsideReductions));
    }

    /** Whether a condition on the reduction's result is taken to hold; what stands after a condition is not in it. */
    private static boolean isObliged(Term term, Fold fold) {
        // The result, and the names that the term binds to what is made of it.
        Set<Term> results = new LinkedHashSet<>();
        results.add(fold);
        Children.all(term).forEach(t -> {
            if (t instanceof Let let && mentions(let.value(), results)) {
                results.add(let.variable());
            }
        });
        return Children.all(term).anyMatch(t -> switch (t) {
            case Fits fits -> mentions(fits.operand(), results);
            case Require require -> mentions(require.condition(), results);
            default -> false;
        });
    }

    private static boolean mentions(Term term, Set<Term> results) {
        return Children.all(term).anyMatch(results::contains);
    }

    private static boolean isAbout(Goal goal, Term term) {
        Set<Variable> bound = new LinkedHashSet<>();
        Children.all(goal.conclusion()).forEach(t -> {
            if (t instanceof Fold fold) {
                bound.add(fold.index());
                bound.add(fold.accumulator());
            }
        });
        return Children.free(term).stream().noneMatch(bound::contains);
    }

    private static Attempt from(Goal goal, Term conclusion, Fold fold, Term index, Position at) {
        Evidence evidence = null;
        List<Term> inRange = List.of(Compare.atMost(fold.low(), index), Compare.less(index, fold.high()));
        for (Term condition : inRange) {
            if (!(at.below(goal.concluding(condition)) instanceof Attempt.Proved proved)) {
                return new Attempt.Open("");
            }
            evidence = evidence == null ? proved.evidence() : evidence.and(proved.evidence());
        }
        // The round that meets the element, after whatever came before it.
        Fold before = Goals.before(fold);
        Term prefix = Substitution.apply(before, Map.of(fold.index(), index));
        Variable earlier = Substitution.fresh(fold.accumulator().label(), fold.accumulator().sort());
        Term met = Substitution.apply(fold.step(), Map.of(fold.index(), index, fold.accumulator(), earlier));
        Goal base = goal.defining(earlier, prefix).concluding(Substitution.replace(conclusion, fold, met));
        if (!(at.below(base) instanceof Attempt.Proved first)) {
            return new Attempt.Open("");
        }
        // Any later round, from an accumulator of which the statement holds.
        Variable round = Substitution.fresh(fold.index().label(), fold.index().sort());
        Variable accumulator = Substitution.fresh(fold.accumulator().label(), fold.accumulator().sort());
        Term next = Substitution.apply(fold.step(), Map.of(fold.index(), round, fold.accumulator(), accumulator));
        Goal later = goal.knowing(Compare.atMost(fold.low(), round))
                .knowing(Compare.less(round, fold.high()))
                .knowing(Substitution.replace(conclusion, fold, accumulator))
                .concluding(Substitution.replace(conclusion, fold, next));
        if (!(at.below(later) instanceof Attempt.Proved second)) {
            return new Attempt.Open("");
        }
        Evidence all = evidence.and(first.evidence()).and(second.evidence());
        Invariant invariant = new Invariant(
                fold.site(), "the statement holds of " + fold.accumulator().label() + " from the element's round on");
        return new Attempt.Proved(new Evidence(
                goal.site(), "induction", all.restsOn(), "from the round of one element on", List.of(invariant), all.scripts()));
    }
}
