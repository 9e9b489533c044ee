package bitlemma.verifier.ladder;

import bitlemma.verifier.goal.Goal;

/** One way to decide a goal. */
interface Rung {
    /** Tries to decide a goal with the means of {@code at}. */
    Attempt attempt(Goal goal, Position at);
}
