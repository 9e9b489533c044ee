package bitlemma.grammar.check;

import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Multiply;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;

/** Types as the source would write them. */
public final class Sorts {
    private Sorts() {}

    /** A type: {@code int8[K]}. */
    public static String show(Sort sort) {
        return sort instanceof Sort.Array array ? array.element() + "[" + show(array.length()) + "]" : sort.toString();
    }

    /** A length: a constant, a name, or a simple expression of such. */
    static String show(Term length) {
        return switch (length) {
            case Constant c -> c.value().toString();
            case Variable v -> v.label();
            case Add a -> show(a.left()) + " + " + show(a.right());
            case Subtract a -> show(a.left()) + " - " + show(a.right());
            case Multiply a -> show(a.left()) + " * " + show(a.right());
            default -> "...";
        };
    }
}
