package bitlemma.cli.report;

import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values as people read them: decimal, and the bits in hexadecimal where a machine holds them. */
public final class Shown {
    private static final int LONGEST = 120;

    private Shown() {}

    /** The value in decimal; what is endless is cut. */
    public static String decimal(Value value) {
        return cut(value.toString());
    }

    /** A number in decimal; what is endless is cut. */
    public static String decimal(Rational value) {
        return cut(value.toString());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST - 20) + "... (" + text.length() + " characters)";
    }

    /** The format of the bits of a sort's values or elements, where a machine holds them. */
    public static Optional<IntegerFormat> format(Sort sort) {
        return switch (sort) {
            case Sort.Machine machine -> Optional.of(machine.format());
            case Sort.Coded coded ->
                Optional.of(IntegerFormat.unsigned(coded.format().width()));
            case Sort.Array array -> format(array.element());
            case Sort.ExactInteger integer -> Optional.empty();
            case Sort.ExactRational rational -> Optional.empty();
            case Sort.Bool bool -> Optional.empty();
        };
    }

    /** The bits in hexadecimal; empty where the value is no value of the format. */
    public static String hex(Value value, IntegerFormat format) {
        return switch (value) {
            case Value.Number n ->
                n.value().isInteger() && format.contains(n.value().numerator())
                        ? format.hex(n.value().numerator())
                        : "";
            case Value.Coded coded -> IntegerFormat.unsigned(coded.format().width()).hex(coded.code());
            case Value.Truth truth -> "";
            case Value.Sequence sequence -> hex(sequence, format);
        };
    }

    private static String hex(Value.Sequence sequence, IntegerFormat format) {
        List<String> parts = new ArrayList<>();
        int length = 0;
        for (Value.Sequence.Run run : sequence.runs()) {
            String element = hex(run.element(), format);
            boolean few = run.length().bitLength() < 3 && run.length().intValue() < 4;
            for (int i = 0; i < (few ? run.length().intValue() : 1); i++) {
                parts.add(few ? element : element + " x " + run.length());
                length += parts.getLast().length();
            }
            if (length > LONGEST) {
                return "";
            }
        }
        return "[" + String.join(", ", parts) + "]";
    }

    /** An input on one line: {@code a = 2, b = 255}. */
    public static String input(Map<Variable, Value> input) {
        List<String> parts = new ArrayList<>();
        input.forEach((variable, value) -> parts.add(variable.label() + " = " + decimal(value)));
        return String.join(", ", parts);
    }
}
