package bitlemma.symbolic.formula;

import java.util.List;

/** A truth about real numbers. */
public sealed interface Condition {
    Condition TRUE = new And(List.of());
    Condition FALSE = new Or(List.of());

    record Compare(Relation relation, Formula left, Formula right) implements Condition {}

    /** All of them; true where there are none. */
    record And(List<Condition> parts) implements Condition {
        public And {
            parts = List.copyOf(parts);
        }
    }

    /** At least one of them; false where there are none. */
    record Or(List<Condition> parts) implements Condition {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    record Not(Condition operand) implements Condition {}

    enum Relation {
        EQUAL,
        DIFFERENT,
        LESS,
        AT_MOST,
        GREATER,
        AT_LEAST
    }
}
