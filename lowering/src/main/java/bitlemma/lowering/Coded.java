package bitlemma.lowering;

import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;

/**
 * The code of a result.
 *
 * @param code the bit pattern as an unsigned integer; any number where there is none
 * @param exists whether a code stands for the result
 */
record Coded(Term code, Term exists) {
    static Coded of(Term code) {
        return new Coded(code, Truth.TRUE);
    }

    /** No code stands for the result. */
    static Coded none() {
        return new Coded(Terms.ZERO, Truth.FALSE);
    }

    /** One of two results; where the chosen one does not exist, neither does the choice. */
    static Coded choose(Term condition, Coded then, Coded otherwise) {
        if (condition instanceof Truth truth) {
            return truth.value() ? then : otherwise;
        }
        // A side that never exists needs no code of its own.
        Term code = then.exists.equals(Truth.FALSE)
                ? otherwise.code
                : otherwise.exists.equals(Truth.FALSE) ? then.code : Terms.choose(condition, then.code, otherwise.code);
        return new Coded(code, Terms.condition(condition, then.exists, otherwise.exists));
    }

    /** The code, before which the result is obliged to exist. */
    Term required(Block block, Site site) {
        block.require(exists, site);
        return block.around(code);
    }
}
