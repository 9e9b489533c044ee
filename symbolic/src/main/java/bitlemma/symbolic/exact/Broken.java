package bitlemma.symbolic.exact;

/** Ends an evaluation at an operation that has no value; never leaves the package. */
final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;

    Broken(String reason) {
        super(reason, null, false, false);
    }
}
