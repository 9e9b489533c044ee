package bitlemma.symbolic.expectation;

import bitlemma.symbolic.formula.Formula;
import java.util.List;
import java.util.TreeSet;

/**
 * A closed form that was derived.
 *
 * @param proved whether every step of the derivation was checked by itself: antiderivatives by differentiation, sums by
 *     our own algebra; else the formula rests on the numbers that are compared with it afterwards
 * @param methods what was done, for the report: sums, integrals, independence
 */
public record Found(Formula formula, boolean proved, List<String> methods) {
    public Found {
        methods = List.copyOf(new TreeSet<>(methods));
    }

    /** A formula that needed nothing. */
    public static Found plain(Formula formula) {
        return new Found(formula, true, List.of());
    }
}
