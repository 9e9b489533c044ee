package bitlemma.grammar.core;

/**
 * What an integer division leaves: {@code dividend - divisor * quotient}. The divisor is not zero where it is
 * evaluated.
 */
public record Remainder(Division division, Term dividend, Term divisor) implements Term {
    /** How the quotient is rounded. */
    public enum Division {
        /** Toward zero: the remainder has the dividend's sign. C, Java. */
        TRUNCATE,
        /** Toward minus infinity: the remainder has the divisor's sign. Python. */
        FLOOR,
        /** So that the remainder is never negative. */
        EUCLID
    }
}
