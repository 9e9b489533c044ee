package bitlemma.kernels.compiled;

import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Repeat;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;

/** Tells truth values from numbers, also where they are elements of arrays that are written out. */
final class Truths {
    private Truths() {}

    static boolean isOne(Term term) {
        return switch (term) {
            case Let t -> isOne(t.body());
            case Require t -> isOne(t.body());
            case If t -> isOne(t.then());
            case Select t -> switch (t.array()) {
                case ArrayOf array -> !array.elements().isEmpty() && isOne(array.elements().getFirst());
                case Repeat array -> isOne(array.element());
                default -> Truth.isOne(t);
            };
            default -> Truth.isOne(term);
        };
    }
}
