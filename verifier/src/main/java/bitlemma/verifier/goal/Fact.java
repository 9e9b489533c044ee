package bitlemma.verifier.goal;

import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;

/** What is known where a goal stands. */
public sealed interface Fact {
    /** A condition that holds. */
    record Assume(Term condition) implements Fact {}

    /** A name and the term that it stands for. */
    record Define(Variable variable, Term value) implements Fact {}
}
