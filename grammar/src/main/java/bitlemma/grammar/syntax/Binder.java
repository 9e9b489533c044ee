package bitlemma.grammar.syntax;

import bitlemma.grammar.source.Place;

/** What an index or an element ranges over. */
public sealed interface Binder {
    String name();

    Place place();

    /**
     * An index between two bounds.
     *
     * @param low null where the range starts at zero
     */
    record Range(String name, Expression low, boolean lowIncluded, Expression high, boolean highIncluded, Place place)
            implements Binder {}

    /** Each element of an array. */
    record Elements(String name, Expression array, Place place) implements Binder {}
}
