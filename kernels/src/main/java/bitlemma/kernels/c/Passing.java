package bitlemma.kernels.c;

import bitlemma.grammar.core.Sort;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Formats;
import java.util.Optional;

/** How a C function takes or gives a value: as the integer that it computes with, or as a floating-point type of C. */
public enum Passing {
    INTEGER("", ""),
    FLOAT("float", "float32"),
    DOUBLE("double", "float64");

    private final String spelling;
    private final String format;

    Passing(String spelling, String format) {
        this.spelling = spelling;
        this.format = format;
    }

    /** As C writes it; empty for integers, whose types differ. */
    public String spelling() {
        return spelling;
    }

    /** How values, or elements, of a sort are passed where a floating-point type of C that has them is wanted. */
    static Passing of(Sort sort) {
        Optional<CodedFormat> format = format(sort);
        for (Passing passing : values()) {
            if (passing != INTEGER
                    && format.isPresent()
                    && format.equals(Formats.named(passing.format))) {
                return passing;
            }
        }
        return INTEGER;
    }

    /** The coded format of a sort's values or elements, also where these are lowered to bit patterns. */
    static Optional<CodedFormat> format(Sort sort) {
        return switch (sort) {
            case Sort.Coded coded -> Optional.of(coded.format());
            case Sort.Machine machine -> Optional.ofNullable(machine.coding());
            case Sort.Array array -> format(array.element());
            default -> Optional.empty();
        };
    }
}
