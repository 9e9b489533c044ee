package bitlemma.symbolic.region;

/** A border of a lattice that is not known to pass through its points; it may for greater parameters. */
public final class NotWhole extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a stack trace: it only ends an attempt. */
    public NotWhole(String reason) {
        super(reason, null, false, false);
    }
}
