package bitlemma.verifier.ladder;

import bitlemma.grammar.core.And;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.verifier.goal.Fact;
import bitlemma.verifier.goal.Goal;
import bitlemma.verifier.range.Invariant;
import bitlemma.verifier.range.Ranges;
import bitlemma.verifier.verdict.Evidence;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Ranges with congruences, through every operation; and for reductions what they say of every round. */
final class RangeRung implements Rung {
    static final String NAME = "ranges";

    @Override
    public Attempt attempt(Goal goal, Position at) {
        if (isGiven(goal, goal.conclusion())) {
            return proved(goal, "it is among what is given", List.of());
        }
        Ranges first = Ranges.atFirst(goal);
        if (!first.isContradictory() && holds(first, goal, goal.conclusion())) {
            return proved(goal, "", first.invariants());
        }
        Ranges ranges = Ranges.of(goal);
        if (ranges.isContradictory()) {
            return proved(goal, "no input reaches it", List.of());
        }
        return holds(ranges, goal, goal.conclusion())
                ? proved(goal, "", ranges.invariants())
                : new Attempt.Open("ranges do not decide it");
    }

    /** A conjunction part by part: that a number fits is two comparisons of it. */
    private static boolean holds(Ranges ranges, Goal goal, Term condition) {
        return condition instanceof And and
                ? holds(ranges, goal, and.left()) && holds(ranges, goal, and.right())
                : isGiven(goal, condition) || ranges.decide(condition).orElse(false);
    }

    private static boolean isGiven(Goal goal, Term condition) {
        return goal.facts().stream().anyMatch(f -> f instanceof Fact.Assume a && a.condition().equals(condition));
    }

    private static Attempt proved(Goal goal, String detail, List<Invariant> invariants) {
        Set<Site> reductions = reductions(goal);
        List<Invariant> used =
                invariants.stream().filter(i -> reductions.contains(i.site())).toList();
        String method = used.isEmpty() ? NAME : "induction";
        return new Attempt.Proved(new Evidence(goal.site(), method, "range arithmetic", detail, used, List.of()));
    }

    /** The reductions that the conclusion is about, through the names that it uses. */
    private static Set<Site> reductions(Goal goal) {
        Map<Variable, Term> definitions = new HashMap<>();
        goal.facts().forEach(f -> {
            if (f instanceof Fact.Define define) {
                definitions.put(define.variable(), define.value());
            }
        });
        Set<Site> sites = new HashSet<>();
        Set<Variable> seen = new HashSet<>();
        Deque<Term> left = new ArrayDeque<>(List.of(goal.conclusion()));
        while (!left.isEmpty()) {
            Children.all(left.pop()).forEach(t -> {
                if (t instanceof Fold fold) {
                    sites.add(fold.site());
                }
                if (t instanceof Variable v && definitions.containsKey(v) && seen.add(v)) {
                    left.push(definitions.get(v));
                }
            });
        }
        return sites;
    }

    /** Whether the goal is decided by ranges, without evidence. */
    static Optional<Attempt> quick(Goal goal, Position at) {
        Attempt attempt = new RangeRung().attempt(goal, at);
        return attempt instanceof Attempt.Proved ? Optional.of(attempt) : Optional.empty();
    }
}
