package bitlemma.grammar.check;

import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.source.Place;
import java.util.Optional;

/** A checked expression: its meaning, its type, and where it stands. */
record Typed(Term term, Sort sort, Place place) {
    Optional<Constant> constant() {
        return term instanceof Constant c ? Optional.of(c) : Optional.empty();
    }

    boolean isMachine() {
        return sort instanceof Sort.Machine;
    }
}
