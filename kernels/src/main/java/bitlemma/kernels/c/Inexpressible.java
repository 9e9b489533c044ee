package bitlemma.kernels.c;

import bitlemma.grammar.source.Place;

/** Something that C text cannot say, with the place of the source that asks for it. */
public final class Inexpressible extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Place place;
    private final String hint;

    /** @param hint what to do about it; empty where that goes without saying */
    public Inexpressible(Place place, String message, String hint) {
        super(message, null, false, false);
        this.place = place;
        this.hint = hint;
    }

    public Place place() {
        return place;
    }

    /** What to do about it; empty where that goes without saying. */
    public String hint() {
        return hint;
    }
}
