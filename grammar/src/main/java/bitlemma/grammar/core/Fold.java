package bitlemma.grammar.core;

/**
 * A reduction: {@code accumulator} starts as {@code initial} and becomes {@code step} for each {@code index} from
 * {@code low} (inclusive) to {@code high} (exclusive), in that order. An empty range gives {@code initial}.
 *
 * @param site where the source has it
 */
public record Fold(Variable index, Term low, Term high, Variable accumulator, Term initial, Term step, Site site)
        implements Term {}
