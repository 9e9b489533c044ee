package bitlemma.symbolic.reading;

/** A term that is no formula of real numbers: it computes on bits, on arrays, or over a symbolic number of rounds. */
public final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a stack trace: it only ends a reading. */
    public Unreadable(String reason) {
        super(reason, null, false, false);
    }
}
