package bitlemma.lowering;

import bitlemma.grammar.core.Term;

/** Shifts to the right that do not forget that bits were lost. */
final class Shifts {
    private Shifts() {}

    /**
     * {@code a / 2^amount}; where it is no integer, the floor with its lowest bit set.
     *
     * @param a below 2^width
     * @param amount from 0 to {@code most}
     */
    static Term sticky(Block block, Term a, int width, Term amount, int most) {
        Term by = block.name("shift", amount);
        Term shifted = block.name("shifted", Terms.shiftRight(a, by));
        int span = Math.max(width, most + 1);
        Term lost = Terms.and(a, Terms.plus(Terms.shiftLeft(Terms.ONE, by), -1), span);
        return Terms.or(shifted, Terms.oneWhere(Terms.not(Terms.isZero(lost))), width);
    }
}
