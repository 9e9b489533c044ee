package bitlemma.verifier.ladder;

import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.ForAll;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Power;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.verifier.goal.Fact;
import bitlemma.verifier.goal.Goal;
import bitlemma.verifier.range.Range;
import bitlemma.verifier.range.Ranges;
import bitlemma.verifier.verdict.Evidence;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A goal for each value of a variable that decides how far something is shifted: with the amount known, a shift is a
 * division by a constant.
 */
final class CaseRung implements Rung {
    private static final BigInteger MOST_CASES = BigInteger.valueOf(256);

    @Override
    public Attempt attempt(Goal goal, Position at) {
        if (at.depth() >= 3) {
            return new Attempt.Open("");
        }
        Ranges ranges = Ranges.of(goal);
        Optional<Variable> choice = splitting(goal, ranges);
        if (choice.isEmpty()) {
            return new Attempt.Open("");
        }
        Variable variable = choice.get();
        Range range = ranges.of(variable);
        BigInteger step = range.step().max(BigInteger.ONE);
        Evidence all = null;
        int cases = 0;
        for (BigInteger v = range.low().numerator(); v.compareTo(range.high().numerator()) <= 0; v = v.add(step)) {
            switch (at.below(goal.at(variable, v))) {
                case Attempt.Proved proved -> all = all == null ? proved.evidence() : all.and(proved.evidence());
                case Attempt.Refuted refuted -> {
                    return refuted;
                }
                case Attempt.Disagreement disagreement -> {
                    return disagreement;
                }
                case Attempt.Open rest -> {
                    return new Attempt.Open("where " + variable.label() + " = " + v + ": " + rest.reason());
                }
            }
            cases++;
        }
        if (all == null) {
            return new Attempt.Open("");
        }
        return new Attempt.Proved(new Evidence(
                goal.site(),
                all.method(),
                all.restsOn(),
                "in " + cases + " cases, one for each " + variable.label(),
                all.invariants(),
                all.scripts()));
    }

    /** A variable with few values in the exponent of a power. */
    private static Optional<Variable> splitting(Goal goal, Ranges ranges) {
        Stream<Term> terms = Stream.concat(
                Stream.of(goal.conclusion()),
                goal.facts().stream().map(f -> switch (f) {
                    case Fact.Assume a -> a.condition();
                    case Fact.Define d -> d.value();
                }));
        // Inputs, and the rounds that a goal speaks of: whatever is neither defined by a fact nor bound inside a term.
        Set<Variable> defined = new HashSet<>();
        goal.facts().forEach(f -> {
            if (f instanceof Fact.Define d) {
                defined.add(d.variable());
            }
        });
        List<Term> parts = terms.flatMap(Children::all).toList();
        parts.forEach(t -> {
            switch (t) {
                case Let let -> defined.add(let.variable());
                case Fold fold -> defined.addAll(List.of(fold.index(), fold.accumulator()));
                case ForAll all -> defined.add(all.index());
                default -> {}
            }
        });
        List<Variable> exponents = new ArrayList<>();
        parts.forEach(t -> {
            if (t instanceof Power power && !(power.exponent() instanceof Constant)) {
                roots(power.exponent(), goal).filter(v -> !defined.contains(v)).forEach(exponents::add);
            }
        });
        return exponents.stream()
                .distinct()
                .filter(v -> {
                    Optional<BigInteger> size = ranges.of(v).size();
                    return size.isPresent() && size.get().compareTo(BigInteger.ONE) > 0 && size.get().compareTo(MOST_CASES) <= 0;
                })
                .findFirst();
    }

    /** The inputs on which a term depends, through the names that it uses. */
    private static Stream<Variable> roots(Term term, Goal goal) {
        return Children.free(term).stream().flatMap(v -> {
            Optional<Term> definition = goal.facts().stream()
                    .filter(f -> f instanceof Fact.Define d && d.variable().equals(v))
                    .map(f -> ((Fact.Define) f).value())
                    .findFirst();
            Stream<Variable> bound = Stream.concat(
                            Stream.of(goal.conclusion()),
                            goal.facts().stream().map(f -> switch (f) {
                                case Fact.Assume a -> a.condition();
                                case Fact.Define d -> d.value();
                            }))
                    .flatMap(Children::all)
                    .filter(t -> t instanceof Let let && let.variable().equals(v))
                    .limit(1)
                    .flatMap(t -> roots(((Let) t).value(), goal));
            return Stream.concat(definition.map(d -> roots(d, goal)).orElse(Stream.of(v)), bound);
        });
    }
}
