package bitlemma.lowering;

import bitlemma.grammar.core.Classify;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;

/** The kinds of posits, and their order. */
final class PositOrder {
    private PositOrder() {}

    static Term is(Classify.Kind kind, PositCode code) {
        return switch (kind) {
            case NAN -> code.isNaR();
            case INFINITE, SUBNORMAL -> Truth.FALSE;
            case FINITE -> Terms.not(code.isNaR());
            case ZERO -> code.isZero();
            case NORMAL -> Terms.both(Terms.not(code.isZero()), Terms.not(code.isNaR()));
            case NEGATIVE -> Terms.both(Terms.isOne(code.sign()), Terms.not(code.isNaR()));
        };
    }

    /** A relation between two values: nothing but unequal holds of NaR. */
    static Term compare(Compare.Relation relation, PositCode a, PositCode b) {
        boolean unequal = relation == Compare.Relation.UNEQUAL;
        Term holds = unequal ? Terms.equal(a.code(), b.code()) : Terms.compare(relation, a.signed(), b.signed());
        Term both = Terms.both(Terms.both(Terms.not(a.isNaR()), Terms.not(b.isNaR())), holds);
        return unequal ? Terms.not(both) : both;
    }
}
