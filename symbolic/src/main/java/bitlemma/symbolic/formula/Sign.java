package bitlemma.symbolic.formula;

/** What is known of the sign of a real number. */
public enum Sign {
    NEGATIVE,
    ZERO,
    POSITIVE,
    NOT_NEGATIVE,
    NOT_POSITIVE,
    UNKNOWN;

    /** Whether the number cannot be negative. */
    public boolean isNotNegative() {
        return this == POSITIVE || this == ZERO || this == NOT_NEGATIVE;
    }

    /** Whether the number cannot be positive. */
    public boolean isNotPositive() {
        return this == NEGATIVE || this == ZERO || this == NOT_POSITIVE;
    }
}
