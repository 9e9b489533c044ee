package bitlemma.verifier.ladder;

import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Constant;
import bitlemma.verifier.goal.Goal;

/**
 * A rung for goals about the numbers that bit patterns stand for, which show by the weight of their lowest bit. What is about
 * bits alone is better asked as such.
 */
record NumberRung(Rung rung) implements Rung {
    @Override
    public Attempt attempt(Goal goal, Position at) {
        boolean numbers = Children.all(goal.conclusion())
                .anyMatch(t -> t instanceof Constant c && !c.value().isInteger());
        return numbers ? rung.attempt(goal, at) : new Attempt.Open("");
    }
}
