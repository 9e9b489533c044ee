package bitlemma.symbolic.expectation;

/** No closed form was found. */
public final class Underived extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a stack trace: it only ends an attempt. */
    public Underived(String reason) {
        super(reason, null, false, false);
    }
}
