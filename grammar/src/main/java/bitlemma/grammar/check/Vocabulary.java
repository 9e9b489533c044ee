package bitlemma.grammar.check;

import bitlemma.grammar.core.Sort;
import java.util.List;
import java.util.Map;

/** The names that the language has of its own, for editors that complete and explain them. */
public final class Vocabulary {
    private static final List<String> OF_INTEGERS = List.of("min", "max", "width", "wrap", "saturate", "of_bits");

    private Vocabulary() {}

    /** The operations that are written as calls, each with its form: {@code clamp(x, low, high)}. */
    public static Map<String, String> operations() {
        return new Operations(null).forms();
    }

    /** What may follow a type and a dot; nothing for types without members. */
    public static List<String> members(Sort type) {
        return switch (type) {
            case Sort.Machine machine -> OF_INTEGERS;
            case Sort.Coded coded -> CodedOperations.members(coded.format());
            case Sort.ExactInteger integer -> List.of();
            case Sort.ExactRational rational -> List.of();
            case Sort.Bool bool -> List.of();
            case Sort.Array array -> List.of();
        };
    }
}
