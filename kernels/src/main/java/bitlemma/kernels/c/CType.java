package bitlemma.kernels.c;

import bitlemma.grammar.core.Sort;
import bitlemma.numbers.IntegerFormat;
import java.util.Optional;

/** The types of C in which values are kept; the exact widths of {@code stdint.h}. */
public enum CType {
    BOOL("bool", false, 1),
    INT8("int8_t", true, 8),
    UINT8("uint8_t", false, 8),
    INT16("int16_t", true, 16),
    UINT16("uint16_t", false, 16),
    INT32("int32_t", true, 32),
    UINT32("uint32_t", false, 32),
    INT64("int64_t", true, 64),
    UINT64("uint64_t", false, 64),
    /** No type of the standard, but of GCC and Clang on all 64-bit machines. */
    INT128("__int128", true, 128),
    UINT128("unsigned __int128", false, 128),
    /** The length of an array. */
    SIZE("size_t", false, 64);

    private final String spelling;
    private final IntegerFormat format;

    CType(String spelling, boolean signed, int bits) {
        this.spelling = spelling;
        this.format = new IntegerFormat(signed, bits);
    }

    /** As C writes it. */
    public String spelling() {
        return spelling;
    }

    /** The numbers that it holds; {@code bool} holds 0 and 1. */
    public IntegerFormat format() {
        return format;
    }

    public boolean isSigned() {
        return format.signed();
    }

    public int bits() {
        return format.width();
    }

    /** The narrowest type that holds every value of a format; empty for formats of more than 128 bits. */
    public static Optional<CType> of(IntegerFormat format) {
        for (CType type : values()) {
            if (type != BOOL && type.isSigned() == format.signed() && type.bits() >= format.width()) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /**
     * The type in which a function takes or gives a value; exact integers have 64 bits, and a value of a coded format
     * is its bit pattern. Empty where C has none.
     */
    public static Optional<CType> of(Sort sort) {
        return switch (sort) {
            case Sort.Coded coded -> of(IntegerFormat.unsigned(coded.format().width()));
            case Sort.Machine machine -> of(machine.format());
            case Sort.ExactInteger integer -> Optional.of(INT64);
            case Sort.Bool bool -> Optional.of(BOOL);
            case Sort.ExactRational rational -> Optional.empty();
            case Sort.Array array -> Optional.empty();
        };
    }
}
