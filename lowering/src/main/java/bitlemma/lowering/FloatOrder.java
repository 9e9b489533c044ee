package bitlemma.lowering;

import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Term;
import bitlemma.numbers.FloatFormat;

/** The order of floating-point numbers, read off their codes. */
final class FloatOrder {
    private FloatOrder() {}

    /** An integer in the order of the numbers and infinities; -0 comes below 0. */
    static Term total(FloatCode a) {
        Term magnitude = a.canonicalMagnitude();
        return Terms.choose(Terms.isOne(a.sign()), Terms.minus(Terms.of(-1), magnitude), magnitude);
    }

    /** An integer in the order of the numbers and infinities; -0 and 0 have the same. */
    private static Term numerical(FloatCode a) {
        if (a.format().subnormals() == FloatFormat.Subnormals.NONE) {
            return total(a);
        }
        Term magnitude = a.canonicalMagnitude();
        return Terms.choose(Terms.isOne(a.sign()), Terms.negate(magnitude), magnitude);
    }

    /** A relation between two values: nothing but unequal holds of NaN. */
    static Term compare(Compare.Relation relation, FloatCode a, FloatCode b) {
        boolean unequal = relation == Compare.Relation.UNEQUAL;
        Term holds = Terms.compare(unequal ? Compare.Relation.EQUAL : relation, numerical(a), numerical(b));
        Term numbers = Terms.both(Terms.not(a.isNaN()), Terms.not(b.isNaN()));
        Term both = Terms.both(numbers, holds);
        return unequal ? Terms.not(both) : both;
    }
}
