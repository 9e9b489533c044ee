package bitlemma.symbolic.derive;

import bitlemma.symbolic.expectation.Between;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.random.Law;

/** What a law says of its variable. */
final class Supports {
    private Supports() {}

    static Assumptions assume(Assumptions assumptions, String variable, Law law) {
        return switch (law) {
            // The ends of an interval have no probability.
            case Law.Continuous c ->
                Between.assume(assumptions.withReal(variable, null, null), variable, c.low(), c.high(), true);
            case Law.Lattice l ->
                Between.assume(assumptions.withInteger(variable, null, null), variable, l.low(), l.high(), false);
            case Law.Finite f -> assumptions.withReal(variable, null, null);
        };
    }
}
