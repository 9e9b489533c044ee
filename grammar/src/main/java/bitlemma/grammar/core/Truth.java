package bitlemma.grammar.core;

/** True or false. */
public record Truth(boolean value) implements Term {
    public static final Truth TRUE = new Truth(true);
    public static final Truth FALSE = new Truth(false);

    public static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }
}
