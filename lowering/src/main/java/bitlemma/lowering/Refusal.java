package bitlemma.lowering;

import bitlemma.grammar.core.Site;

/** Ends a lowering from inside; never leaves {@link Lowering}. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Site site;

    Refusal(Site site, String reason) {
        super(reason, null, false, false);
        this.site = site;
    }

    Site site() {
        return site;
    }
}
