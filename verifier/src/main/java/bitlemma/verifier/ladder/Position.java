package bitlemma.verifier.ladder;

import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Fits;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.verifier.goal.Goal;
import bitlemma.verifier.search.Inputs;
import bitlemma.verifier.portfolio.SolverPool;
import bitlemma.verifier.verdict.Judge;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/**
 * What a rung works with.
 *
 * @param inputs the inputs of the proposition that the goal belongs to
 * @param judge the exact evaluator
 * @param solvers the solvers of this thread
 * @param budget solver units for one question
 * @param depth how many rungs that split goals stand above
 */
record Position(Inputs inputs, bitlemma.grammar.core.Proposition proposition, Judge judge, SolverPool solvers, long budget, int depth) {
    Position deeper() {
        return new Position(inputs, proposition, judge, solvers, budget, depth + 1);
    }

    Position with(long units) {
        return new Position(inputs, proposition, judge, solvers, units, depth);
    }

    /** The lower rungs of the ladder, for a rung that makes one goal into others. */
    Attempt below(Goal goal) {
        return Ladder.climb(goal, deeper());
    }

    /** An input that fails, made of what a model says; empty where none of the ways to complete it fails. */
    Optional<Map<Variable, Value>> failing(
            Map<Variable, Value> scalars, Map<Variable, Map<BigInteger, Value>> elements) {
        for (Inputs.Filler filler : Inputs.Filler.values()) {
            Map<Variable, Value> input = inputs.complete(scalars, elements, filler);
            if (judge.judge(proposition, input) == Judge.Judgement.FAILS) {
                return Optional.of(input);
            }
        }
        return Optional.empty();
    }

    /** Whether a model of an encoding that says all that its goal says must not be: no goal of the proposition fails there. */
    boolean contradicts(Map<Variable, Value> scalars, Map<Variable, Map<BigInteger, Value>> elements) {
        return switch (judge.judge(proposition, inputs.complete(scalars, elements, Inputs.Filler.SIMPLEST))) {
            case HOLDS -> true;
            // Goals take it for granted that a given breaks no obligation; where it may, the judge knows better.
            case OUTSIDE -> Children.all(proposition.given())
                    .noneMatch(t -> t instanceof Fits || t instanceof Require || t instanceof Call);
            case FAILS, UNDECIDED -> false;
        };
    }
}
