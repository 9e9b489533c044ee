package bitlemma.lowering;

import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Straight-line code while it is written: names and obligations, in the order in which they are evaluated. */
final class Block {
    private final List<UnaryOperator<Term>> around = new ArrayList<>();

    /** A name for an integer or a truth value that is used more than once; constants and names stand for themselves. */
    Term name(String label, Term value) {
        return name(label, value, Truth.isOne(value) ? Sort.BOOLEAN : Sort.INTEGER);
    }

    /** The same for a value that need not be an integer or a truth value. */
    Term name(String label, Term value, Sort sort) {
        if (value instanceof Constant || value instanceof Variable || value instanceof Truth) {
            return value;
        }
        Variable variable = Substitution.fresh(label, sort);
        around.add(body -> new Let(variable, value, body, null));
        return variable;
    }

    /** An obligation at a site; what always holds is none. */
    void require(Term condition, Site site) {
        if (!condition.equals(Truth.TRUE)) {
            around.add(body -> new Require(condition, body, site));
        }
    }

    /** A value in which the names of this block may be used, as a term of its own. */
    Term around(Term value) {
        Term term = value;
        for (UnaryOperator<Term> outer : around.reversed()) {
            term = outer.apply(term);
        }
        return term;
    }
}
