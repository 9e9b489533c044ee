package bitlemma.kernels.c;

import bitlemma.kernels.interval.Interval;
import java.math.BigInteger;
import java.util.Map;

/** Numbers as C writes them. */
final class Literal {
    private static final Map<BigInteger, String> NAMED = Map.of(
            CType.INT32.format().min(), "INT32_MIN",
            CType.INT32.format().max(), "INT32_MAX",
            CType.UINT32.format().max(), "UINT32_MAX",
            CType.INT64.format().min(), "INT64_MIN",
            CType.INT64.format().max(), "INT64_MAX",
            CType.UINT64.format().max(), "UINT64_MAX");

    private Literal() {}

    /** A number, for an operation in a type of computation that holds it. What fits int is written as an int. */
    static Code of(BigInteger value, CType type) {
        Interval range = Interval.of(value, value);
        if (NAMED.get(value) instanceof String name) {
            CType own = CType.valueOf(name.substring(0, name.indexOf('_')));
            if (type.format().contains(value) && type.bits() >= own.bits()) {
                return Code.atom(name, own, range);
            }
        }
        Code.Rank rank = value.signum() < 0 ? Code.Rank.UNARY : Code.Rank.ATOM;
        if (CType.INT32.format().contains(value)) {
            return new Code(value.toString(), rank, CType.INT32, range);
        }
        if (type == CType.UINT32) {
            return Code.atom(value + "u", CType.UINT32, range);
        }
        if (CType.INT64.format().contains(value) && type != CType.UINT64 && type != CType.SIZE) {
            String digits = "INT64_C(" + value.abs() + ")";
            return new Code(value.signum() < 0 ? "-" + digits : digits, rank, CType.INT64, range);
        }
        if (CType.UINT64.format().contains(value)) {
            return Code.atom("UINT64_C(" + value + ")", CType.UINT64, range);
        }
        // Two halves, since C has no literals of more than 64 bits.
        BigInteger magnitude = value.abs();
        BigInteger low = magnitude.and(CType.UINT64.format().max());
        String halves = "((" + type.spelling() + ")UINT64_C(" + magnitude.shiftRight(64) + ") << 64"
                + (low.signum() == 0 ? "" : " | UINT64_C(" + low + ")") + ")";
        boolean least = value.equals(CType.INT128.format().min());
        String text =
                least ? "(-((__int128)INT64_MAX << 64 | UINT64_MAX) - 1)" : value.signum() < 0 ? "-" + halves : halves;
        return new Code(text, least ? Code.Rank.ATOM : rank, type, range);
    }

    /** Whether code is nothing but a number. */
    static boolean is(Code code) {
        return code.range().isSingle()
                && code.text().equals(of(code.range().low(), code.type()).text());
    }
}
