package bitlemma.symbolic.enclosure;

/**
 * A truncated Taylor series in one or more variables: {@code parts[k]} has the coefficients of the monomials of total
 * degree
 * k, in the order of {@link Monomials}; a part that is null, or beyond the end, is zero.
 */
record Series(Enclosure[][] parts) {
    static final Series UNKNOWN = constant(Enclosure.UNKNOWN);

    static Series constant(Enclosure value) {
        return new Series(new Enclosure[][] {{value}});
    }

    /** The value where all variables are zero; for a series at all points of a box, the range there. */
    Enclosure value() {
        return parts[0][0];
    }

    /** The same series with another enclosure of its value. */
    Series withFirst(Enclosure value) {
        Enclosure[][] changed = parts.clone();
        changed[0] = new Enclosure[] {value};
        return new Series(changed);
    }

    boolean isConstant() {
        return parts.length == 1;
    }

    boolean isKnown() {
        for (Enclosure[] part : parts) {
            if (part != null) {
                for (Enclosure coefficient : part) {
                    if (!coefficient.isKnown()) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    Enclosure[] part(int degree) {
        return degree < parts.length ? parts[degree] : null;
    }
}
