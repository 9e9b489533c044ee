package bitlemma.symbolic.engine;

/**
 * What an algebra engine made of a question. Nothing that it found is known to be right: the asker checks it.
 *
 * @param <T> what was asked for
 */
public sealed interface Answer<T> {
    /** An answer, to be checked. */
    record Found<T>(T value) implements Answer<T> {}

    /** The engine gave the question back, or an answer that {@code Formula} cannot say. */
    record Unevaluated<T>(String reason) implements Answer<T> {}

    /** The budget was spent, or the question was cancelled. */
    record OutOfBudget<T>(String reason) implements Answer<T> {}

    /** The question cannot be put to the engine, or the engine broke down on it. */
    record Failed<T>(String reason) implements Answer<T> {}
}
