package bitlemma.grammar.core;

/** Whether {@code body} holds for each {@code index} from {@code low} (inclusive) to {@code high} (exclusive). */
public record ForAll(Variable index, Term low, Term high, Term body) implements Term {}
