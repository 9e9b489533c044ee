package bitlemma.lowering;

import bitlemma.grammar.core.Site;

/** What comes of lowering. */
public sealed interface Lowered<T> {
    /** Nothing coded is left. */
    record Done<T>(T result) implements Lowered<T> {}

    /**
     * Something has no integer form that is small enough.
     *
     * @param site the operation
     * @param reason why, in a few words
     */
    record Refused<T>(Site site, String reason) implements Lowered<T> {}

    /** The result; throws IllegalArgumentException with the reason where there is none. */
    default T orElseThrow() {
        return switch (this) {
            case Done<T>(T result) -> result;
            case Refused<T>(Site site, String reason) ->
                throw new IllegalArgumentException(site.text() + ": " + reason);
        };
    }
}
