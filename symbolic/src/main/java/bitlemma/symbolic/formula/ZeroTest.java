package bitlemma.symbolic.formula;

/** Identities, proved by normal forms. */
public final class ZeroTest {
    private ZeroTest() {}

    /**
     * True only if the formula is zero wherever it is defined and the assumptions hold. False says nothing: the
     * formula may not be zero, may be so by an identity not known here, or may be too large to decide.
     */
    public static boolean isZero(Formula formula, Assumptions assumptions) {
        try {
            return new Normalizer(assumptions).of(formula).isZero();
        } catch (Undecided | ArithmeticException e) {
            // Exponents that no int holds end it too.
            return false;
        }
    }

    /** Whether both are equal wherever both are defined, as {@link #isZero} tells of their difference. */
    public static boolean areEqual(Formula left, Formula right, Assumptions assumptions) {
        return left.equals(right) || isZero(Formulas.minus(left, right), assumptions);
    }
}
