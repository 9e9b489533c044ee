package bitlemma.verifier.ladder;

import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.verifier.goal.Fact;
import bitlemma.verifier.goal.Goal;
import java.util.HashSet;
import java.util.Set;

/**
 * A rung for goals about the numbers that bit patterns stand for, which show by the weight of their lowest bit. What is about
 * bits alone is better asked as such.
 */
record NumberRung(Rung rung) implements Rung {
    @Override
    public Attempt attempt(Goal goal, Position at) {
        return isAboutNumbers(goal) ? rung.attempt(goal, at) : new Attempt.Open("");
    }

    private static boolean isAboutNumbers(Goal goal) {
        if (hasFraction(goal.conclusion())) {
            return true;
        }
        // From the last definition to the first, those on which the conclusion rests.
        Set<Variable> used = new HashSet<>(Children.free(goal.conclusion()));
        for (Fact fact : goal.facts().reversed()) {
            if (fact instanceof Fact.Define define && used.contains(define.variable())) {
                if (hasFraction(define.value())) {
                    return true;
                }
                used.addAll(Children.free(define.value()));
            }
        }
        return false;
    }

    private static boolean hasFraction(Term term) {
        return Children.all(term).anyMatch(t -> t instanceof Constant c && !c.value().isInteger());
    }
}
