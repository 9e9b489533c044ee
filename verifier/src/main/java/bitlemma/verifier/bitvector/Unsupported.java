package bitlemma.verifier.bitvector;

/** Says that a goal has no reading in bits; never leaves this package. */
final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unsupported(String what) {
        super(what, null, false, false);
    }
}
