package bitlemma.symbolic.formula;

/** Thrown, and caught, within this package: a normal form grows too large, or divides by what is zero. */
final class Undecided extends RuntimeException {
    private static final long serialVersionUID = 1;

    Undecided(String reason) {
        super(reason, null, false, false);
    }
}
