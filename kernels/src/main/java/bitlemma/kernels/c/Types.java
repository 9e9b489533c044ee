package bitlemma.kernels.c;

import bitlemma.kernels.interval.Interval;
import java.util.List;
import java.util.Optional;

/** In which types values are computed and kept. */
final class Types {
    /** No operation of C computes in a narrower type than int. */
    private static final List<CType> COMPUTED =
            List.of(CType.INT32, CType.UINT32, CType.INT64, CType.UINT64, CType.INT128, CType.UINT128);

    private static final List<CType> KEPT = List.of(
            CType.UINT8,
            CType.INT8,
            CType.UINT16,
            CType.INT16,
            CType.UINT32,
            CType.INT32,
            CType.UINT64,
            CType.INT64,
            CType.UINT128,
            CType.INT128);

    private Types() {}

    /** The first type of computation that holds all values of an interval; empty where none does. */
    static Optional<CType> computing(Interval range) {
        return COMPUTED.stream().filter(t -> range.within(t.format())).findFirst();
    }

    /** The narrowest type that holds all values of an interval, for tables; empty where none does. */
    static Optional<CType> keeping(Interval range) {
        return KEPT.stream().filter(t -> range.within(t.format())).findFirst();
    }

    /** The unsigned type of computation with at least so many bits. */
    static CType unsigned(int bits) {
        return bits <= 32 ? CType.UINT32 : bits <= 64 ? CType.UINT64 : CType.UINT128;
    }

    /** Whether C converts one type to the other by itself without changing any value. */
    static boolean widens(CType from, CType to) {
        return to != CType.BOOL
                && to.format().contains(from.format().min())
                && to.format().contains(from.format().max());
    }
}
