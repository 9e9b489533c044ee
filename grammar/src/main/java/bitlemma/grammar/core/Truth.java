package bitlemma.grammar.core;

/** True or false. */
public record Truth(boolean value) implements Term {
    public static final Truth TRUE = new Truth(true);
    public static final Truth FALSE = new Truth(false);

    public static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** Whether a term stands for a truth value rather than a number. */
    public static boolean isOne(Term term) {
        return switch (term) {
            case Truth t -> true;
            case Variable t -> t.sort() == Sort.BOOLEAN;
            case Not t -> true;
            case And t -> true;
            case Or t -> true;
            case Compare t -> true;
            case ForAll t -> true;
            case Classify t -> true;
            case CompareCoded t -> true;
            case Let t -> isOne(t.body());
            case Require t -> isOne(t.body());
            case If t -> isOne(t.then());
            case Fold t -> t.accumulator().sort() == Sort.BOOLEAN;
            case Select t ->
                t.array() instanceof Variable v
                        && v.sort() instanceof Sort.Array a
                        && a.element() == Sort.BOOLEAN;
            default -> false;
        };
    }
}
