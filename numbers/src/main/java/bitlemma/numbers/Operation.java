package bitlemma.numbers;

/** The operations of IEEE 754-2019 that {@link CodedFormat#apply} computes: exactly, and rounded once. */
public enum Operation {
    ADD(2),
    SUBTRACT(2),
    MULTIPLY(2),
    DIVIDE(2),
    /** The first times the second, plus the third. */
    FUSED_MULTIPLY_ADD(3),
    SQUARE_ROOT(1),
    /** A NaN wins, and -0 is below +0 (IEEE 754-2019, 9.6). */
    MINIMUM(2),
    /** A NaN wins, and +0 is above -0 (IEEE 754-2019, 9.6). */
    MAXIMUM(2),
    NEGATE(1),
    ABSOLUTE(1);

    private final int arity;

    Operation(int arity) {
        this.arity = arity;
    }

    /** The number of operands. */
    public int arity() {
        return arity;
    }
}
