package bitlemma.grammar.core;

/** A comparison of two numbers, or (equal, unequal) of two truth values. */
public record Compare(Relation relation, Term left, Term right) implements Term {
    public enum Relation {
        EQUAL("=="),
        UNEQUAL("!="),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">=");

        private final String spelling;

        Relation(String spelling) {
            this.spelling = spelling;
        }

        public String spelling() {
            return spelling;
        }

        /** Whether the relation holds between two things that {@code Comparable.compareTo} put in that order. */
        public boolean holds(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case UNEQUAL -> order != 0;
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case GREATER -> order > 0;
                case AT_LEAST -> order >= 0;
            };
        }

        /** The relation that holds exactly where this one does not. */
        public Relation negated() {
            return switch (this) {
                case EQUAL -> UNEQUAL;
                case UNEQUAL -> EQUAL;
                case LESS -> AT_LEAST;
                case AT_MOST -> GREATER;
                case GREATER -> AT_MOST;
                case AT_LEAST -> LESS;
            };
        }
    }

    public static Compare atMost(Term left, Term right) {
        return new Compare(Relation.AT_MOST, left, right);
    }

    public static Compare less(Term left, Term right) {
        return new Compare(Relation.LESS, left, right);
    }

    public static Compare equal(Term left, Term right) {
        return new Compare(Relation.EQUAL, left, right);
    }
}
