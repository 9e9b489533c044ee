package bitlemma.kernels.compiled;

import java.math.BigInteger;

/** Ends compiled code at a broken obligation. */
final class ObligationBroken extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int site;
    private final transient BigInteger value;

    /**
     * @param site the number of the site among those of the compiled code
     * @param value what does not fit; null for other obligations
     */
    ObligationBroken(int site, BigInteger value) {
        super(null, null, false, false);
        this.site = site;
        this.value = value;
    }

    int site() {
        return site;
    }

    BigInteger value() {
        return value;
    }
}
