package bitlemma.grammar.core;

import java.util.List;

/** How a random variable is distributed. The operands are exact numbers that may depend on parameters. */
public sealed interface Distribution {
    /** Continuous on [low, high]: {@code uniform(low, high)}. */
    record Uniform(Term low, Term high) implements Distribution {}

    /** low + (high - low) * i / 2^bits for i from 0 to 2^bits - 1: {@code uniform grid(bits, low, high)}. */
    record Grid(Term bits, Term low, Term high) implements Distribution {}

    /** Each integer from low to high, both included: {@code uniform integers(low, high)}. */
    record Integers(Term low, Term high) implements Distribution {}

    /**
     * Each finite value of a number format, by code, or each value of an integer format: {@code uniform codes(format)}.
     */
    record Codes(Sort format) implements Distribution {}

    /** {@code normal(mean, deviation)}, the standard deviation positive. */
    record Normal(Term mean, Term deviation) implements Distribution {}

    /** {@code laplace(location, scale)}: density exp(-|x - location| / scale) / (2 scale). */
    record Laplace(Term location, Term scale) implements Distribution {}

    /**
     * {@code loguniform(low, high)}: the logarithm is uniform; Benford's law for mantissas is {@code loguniform(1, 2)}.
     */
    record LogUniform(Term low, Term high) implements Distribution {}

    /** {@code exponential(rate)}: density rate * exp(-rate * x) for positive x. */
    record Exponential(Term rate) implements Distribution {}

    /** {@code bernoulli(p)}: one with probability p, else zero. */
    record Bernoulli(Term probability) implements Distribution {}

    /** {@code table(value: probability, ...)}; the probabilities sum to one. */
    record Table(List<Entry> entries) implements Distribution {
        public Table {
            entries = List.copyOf(entries);
        }
    }

    /** One value of a {@link Table}. */
    record Entry(Term value, Term probability) {}
}
