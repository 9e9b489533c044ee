package bitlemma.kernels.c;

import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The small functions that C text uses where C's own operators round, wrap or overflow otherwise; each is defined once.
 */
final class Helpers {
    /** A helper: its name in this file, and its definition. */
    private record Helper(String name, String definition) {}

    private final Names names;
    private final Map<String, Helper> used = new LinkedHashMap<>();

    /** @param names the names of the file */
    Helpers(Names names) {
        this.names = names;
    }

    private interface Definition {
        String of(String name);
    }

    private String helper(String wanted, Definition definition) {
        Helper helper = used.get(wanted);
        if (helper == null) {
            String name = names.unused(wanted);
            helper = new Helper(name, definition.of(name));
            used.put(wanted, helper);
        }
        return helper.name();
    }

    /** The definitions of all that were asked for, in that order, with an empty line after each. */
    String definitions() {
        StringBuilder all = new StringBuilder();
        used.values().forEach(h -> all.append(h.definition()).append('\n'));
        return all.toString();
    }

    private static String suffix(CType type) {
        return switch (type) {
            case INT128 -> "int128";
            case UINT128 -> "uint128";
            default -> type.spelling().replace("_t", "");
        };
    }

    private static String define(String comment, CType result, String name, String parameters, String... body) {
        StringBuilder text = new StringBuilder("/* " + comment + " */\n");
        text.append("static inline ")
                .append(result.spelling())
                .append(' ')
                .append(name)
                .append('(')
                .append(parameters)
                .append(")\n{\n");
        for (String line : body) {
            text.append("    ").append(line).append('\n');
        }
        return text.append("}\n").toString();
    }

    private static String two(CType type) {
        return type.spelling() + " a, " + type.spelling() + " b";
    }

    private static CType unsigned(CType type) {
        return Types.unsigned(type.bits());
    }

    String minimum(CType type) {
        return helper(
                "min_" + suffix(type),
                name -> define("The smaller one.", type, name, two(type), "return a < b ? a : b;"));
    }

    String maximum(CType type) {
        return helper(
                "max_" + suffix(type),
                name -> define("The greater one.", type, name, two(type), "return a > b ? a : b;"));
    }

    /** The magnitude of a number that is not the least of its type. */
    String absolute(CType type) {
        return helper(
                "abs_" + suffix(type),
                name -> define("|a|", type, name, type.spelling() + " a", "return a < 0 ? -a : a;"));
    }

    /** A quotient that fits, rounded down or up. */
    String quotient(Rounding rule, CType type) {
        boolean up = rule == Rounding.CEILING;
        String signs = type.isSigned() ? "(a < 0) " + (up ? "==" : "!=") + " (b < 0)" : "";
        String condition = signs.isEmpty() ? "a % b != 0" : "a % b != 0 && " + signs;
        return helper(
                (up ? "div_ceil_" : "div_floor_") + suffix(type),
                name -> define(
                        up ? "a / b, rounded up." : "a / b, rounded down.",
                        type,
                        name,
                        two(type),
                        type.spelling() + " quotient = a / b;",
                        "return " + condition + " ? quotient " + (up ? "+" : "-") + " 1 : quotient;"));
    }

    /** The remainder of the division that rounds down; the quotient fits. */
    String floorRemainder(CType type) {
        return helper(
                "mod_floor_" + suffix(type),
                name -> define(
                        "What the division a / b, rounded down, leaves: it has the sign of b.",
                        type,
                        name,
                        two(type),
                        type.spelling() + " rest = a % b;",
                        "return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;"));
    }

    /** The remainder that is never negative; the quotient fits. */
    String euclidRemainder(CType type) {
        return helper(
                "mod_euclid_" + suffix(type),
                name -> define(
                        "What a division leaves that leaves nothing negative.",
                        type,
                        name,
                        two(type),
                        type.spelling() + " rest = a % b;",
                        "return rest >= 0 ? rest : b < 0 ? rest - b : rest + b;"));
    }

    /** The arithmetic shift to the right by less than the width, which C defines for numbers of at least 0 only. */
    String floorShift(CType type) {
        return helper(
                "shift_right_" + suffix(type),
                name -> define(
                        "a / 2^n, rounded down: the arithmetic shift, without C's implementation-defined behaviour.",
                        type,
                        name,
                        type.spelling() + " a, int32_t n",
                        "return a < 0 ? ~(~a >> n) : a >> n;"));
    }

    /** A shift to the right that rounds; by less than the width. */
    String roundShift(Rounding rule, CType type) {
        CType bits = unsigned(type);
        String floor = type.isSigned() ? floorShift(type) + "(a, n)" : "a >> n";
        String pattern = type.isSigned() ? "(" + bits.spelling() + ")a" : "a";
        String one = "(" + bits.spelling() + ")1";
        String up = switch (rule) {
            case UP -> "rest >= half";
            case AWAY -> type.isSigned() ? "rest > half || (rest == half && a >= 0)" : "rest >= half";
            case EVEN -> "rest > half || (rest == half && (floor & 1) != 0)";
            case CEILING, TRUNCATE -> type.isSigned() && rule == Rounding.TRUNCATE ? "rest != 0 && a < 0" : "rest != 0";
            case ODD -> "rest != 0 && (floor & 1) == 0";
            case FLOOR -> throw new IllegalArgumentException("floor");
        };
        String how = switch (rule) {
            case UP -> "to nearest, ties up";
            case AWAY -> "to nearest, ties away from zero";
            case EVEN -> "to nearest, ties to even";
            case CEILING -> "up";
            case ODD -> "to odd where it is no integer";
            default -> "toward zero";
        };
        boolean half = up.contains("half");
        return helper(
                "round_shift_" + rule.spelling() + "_" + suffix(type),
                name -> half
                        ? define(
                                "a / 2^n, rounded " + how + ".",
                                type,
                                name,
                                type.spelling() + " a, int32_t n",
                                "if (n == 0) {",
                                "    return a;",
                                "}",
                                type.spelling() + " floor = " + floor + ";",
                                bits.spelling() + " rest = " + pattern + " & ((" + one + " << n) - 1);",
                                bits.spelling() + " half = " + one + " << (n - 1);",
                                "return " + up + " ? floor + 1 : floor;")
                        : define(
                                "a / 2^n, rounded " + how + ".",
                                type,
                                name,
                                type.spelling() + " a, int32_t n",
                                type.spelling() + " floor = " + floor + ";",
                                bits.spelling() + " rest = " + pattern + " & ((" + one + " << n) - 1);",
                                "return " + up + " ? floor + 1 : floor;"));
    }

    /** The value of a signed format that is congruent to an unsigned number. */
    String wrap(IntegerFormat format, CType from) {
        CType result = CType.of(format).orElseThrow();
        CType computed = result.bits() < 32 ? CType.INT32 : result;
        BigInteger mask = IntegerFormat.unsigned(format.width()).max();
        Code most = Literal.of(format.max(), from);
        String bits = format.width() == from.bits()
                ? ""
                : "a &= " + Literal.of(mask, from).text() + ";";
        String negative =
                "-(" + computed.spelling() + ")(" + Literal.of(mask, from).text() + " - a) - 1";
        String value = result == computed
                ? "return a <= " + most.text() + " ? (" + result.spelling() + ")a : " + negative + ";"
                : "return (" + result.spelling() + ")(a <= " + most.text() + " ? (int32_t)a : " + negative + ");";
        String comment = "The low " + format.width() + " bits, read as two's complement.";
        String wanted = "wrap_" + format
                + (from.bits() == Types.unsigned(format.width()).bits() ? "" : "_from_" + suffix(from));
        String parameters = from.spelling() + " a";
        return helper(
                wanted,
                name -> bits.isEmpty()
                        ? define(comment, result, name, parameters, value)
                        : define(comment, result, name, parameters, bits, value));
    }

    /** The value of a format that is nearest to a number. */
    String saturate(IntegerFormat format, CType from) {
        CType result = CType.of(format).orElseThrow();
        String cast = result == from ? "a" : "(" + result.spelling() + ")a";
        boolean low = from.format().min().compareTo(format.min()) < 0;
        boolean high = from.format().max().compareTo(format.max()) > 0;
        String least = Literal.of(format.min(), from).text();
        String most = Literal.of(format.max(), from).text();
        String value = (low ? "a < " + least + " ? " + least + " : " : "")
                + (high ? "a > " + most + " ? " + most + " : " : "")
                + cast;
        String wanted = "saturate_" + format + (from == CType.INT32 ? "" : "_from_" + suffix(from));
        return helper(
                wanted,
                name -> define(
                        "The nearest number from " + format.min() + " to " + format.max() + ".",
                        result,
                        name,
                        from.spelling() + " a",
                        "return " + value + ";"));
    }

    /** A power with an exponent of at least 0 that fits. */
    String power(CType type) {
        return helper(
                "power_" + suffix(type),
                name -> define(
                        "base to the power of n.",
                        type,
                        name,
                        type.spelling() + " base, int32_t n",
                        type.spelling() + " product = 1;",
                        "for (; n > 0; n--) {",
                        "    product *= base;",
                        "}",
                        "return product;"));
    }

    /** The bits of a floating-point number, given by its address: the object there may be an integer, too. */
    String bits(Passing passing, CType type) {
        return helper(
                passing.spelling() + "_bits",
                name -> define(
                        "The bits of the " + passing.spelling() + " that a points to.",
                        type,
                        name,
                        "const " + passing.spelling() + " *a",
                        type.spelling() + " bits;",
                        "memcpy(&bits, a, sizeof bits);",
                        "return bits;"));
    }

    /** The floating-point number that bits stand for. */
    String ofBits(Passing passing, CType type) {
        return helper(passing.spelling() + "_of_bits", name -> "/* The " + passing.spelling() + " with these bits. */\n"
                + "static inline " + passing.spelling() + " " + name + "(" + type.spelling() + " bits)\n{\n"
                + "    " + passing.spelling() + " a;\n    memcpy(&a, &bits, sizeof a);\n    return a;\n}\n");
    }

    /** How many bits are one. */
    String ones(CType type) {
        return helper(
                "count_ones_" + suffix(type),
                name -> define(
                        "How many bits are one; compilers know the loop.",
                        CType.INT32,
                        name,
                        type.spelling() + " a",
                        "int32_t count = 0;",
                        "for (; a != 0; a &= a - 1) {",
                        "    count++;",
                        "}",
                        "return count;"));
    }

    /** How many bits there are up to the highest one. */
    String length(CType type) {
        return helper(
                "bit_length_" + suffix(type),
                name -> define(
                        "The place of the highest bit that is one, from 1 on; 0 for none.",
                        CType.INT32,
                        name,
                        type.spelling() + " a",
                        "int32_t length = 0;",
                        "for (; a != 0; a >>= 1) {",
                        "    length++;",
                        "}",
                        "return length;"));
    }

    /** How many bits are zero below the lowest one, at most {@code width}. */
    String trailingZeros(CType type) {
        return helper(
                "trailing_zeros_" + suffix(type),
                name -> define(
                        "How many of the lowest bits are zero; width for the number 0.",
                        CType.INT32,
                        name,
                        type.spelling() + " a, int32_t width",
                        "int32_t count = 0;",
                        "for (; count < width && (a & 1) == 0; a >>= 1) {",
                        "    count++;",
                        "}",
                        "return count;"));
    }
}
