package bitlemma.symbolic.region;

/** Domains that are not split into regions with explicit bounds. */
public final class Unsplit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a stack trace: it only ends an attempt. */
    public Unsplit(String reason) {
        super(reason, null, false, false);
    }
}
