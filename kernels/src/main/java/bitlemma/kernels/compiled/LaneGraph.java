package bitlemma.kernels.compiled;

import bitlemma.kernels.compiled.Lane.Operation;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes lanes: each only once, constants computed, and operations that do nothing left out. */
final class LaneGraph {
    private static final long LOW_HALF = 0xffffffffL;

    private record Key(Operation operation, boolean wide, List<Lane> operands, long constant, Table table) {}

    private final Map<Key, Lane> lanes = new HashMap<>();

    private Lane make(
            Operation operation, boolean wide, List<Lane> operands, long constant, Table table, long low, long high) {
        boolean varies = operation == Operation.INNER || operands.stream().anyMatch(Lane::varies);
        return lanes.computeIfAbsent(
                new Key(operation, wide, operands, constant, table),
                k -> new Lane(operation, wide, operands, constant, table, low, high, varies, lanes.size()));
    }

    private static long least(boolean wide) {
        return wide ? Long.MIN_VALUE : Integer.MIN_VALUE;
    }

    private static long greatest(boolean wide) {
        return wide ? Long.MAX_VALUE : Integer.MAX_VALUE;
    }

    /** A lane between two bounds, or of any value where the bounds are not of its type. */
    private Lane bounded(Operation operation, boolean wide, List<Lane> operands, BigInteger low, BigInteger high) {
        boolean inside = low.compareTo(BigInteger.valueOf(least(wide))) >= 0
                && high.compareTo(BigInteger.valueOf(greatest(wide))) <= 0;
        return make(
                operation,
                wide,
                operands,
                0,
                null,
                inside ? low.longValue() : least(wide),
                inside ? high.longValue() : greatest(wide));
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    // ---- inputs and constants ----

    Lane constant(long value, boolean wide) {
        if (!wide && value != (int) value) {
            throw new IllegalArgumentException(value + " is no int");
        }
        return make(Operation.CONSTANT, wide, List.of(), value, null, value, value);
    }

    Lane inner(boolean wide, long low, long high) {
        return make(Operation.INNER, wide, List.of(), 0, null, low, high);
    }

    Lane outer(int number, boolean wide, long low, long high) {
        return make(Operation.OUTER, wide, List.of(), number, null, low, high);
    }

    // ---- conversions ----

    Lane as(Lane lane, boolean wide) {
        return lane.wide() == wide ? lane : wide ? widen(lane) : narrow(lane);
    }

    private Lane widen(Lane lane) {
        return lane.isConstant()
                ? constant(lane.constant(), true)
                : make(Operation.WIDEN, true, List.of(lane), 0, null, lane.low(), lane.high());
    }

    private Lane narrow(Lane lane) {
        if (lane.isConstant()) {
            return constant((int) lane.constant(), false);
        }
        if (lane.operation() == Operation.WIDEN) {
            return lane.first();
        }
        // The lower half of sums, products and patterns comes from the lower halves.
        boolean halves = switch (lane.operation()) {
            case AND, OR, XOR -> isHalf(lane.first()) && isHalf(lane.second());
            default -> false;
        };
        if (halves) {
            Lane left = narrow(lane.first());
            Lane right = narrow(lane.second());
            return bits(lane.operation(), left, right);
        }
        boolean same = lane.low() >= Integer.MIN_VALUE && lane.high() <= Integer.MAX_VALUE;
        return make(
                Operation.NARROW,
                false,
                List.of(lane),
                0,
                null,
                same ? lane.low() : Integer.MIN_VALUE,
                same ? lane.high() : Integer.MAX_VALUE);
    }

    /** Whether the lower half costs nothing. */
    private static boolean isHalf(Lane lane) {
        return lane.isConstant()
                || lane.operation() == Operation.WIDEN
                || switch (lane.operation()) {
                    case AND, OR, XOR -> isHalf(lane.first()) && isHalf(lane.second());
                    default -> false;
                };
    }

    /** The int whose unsigned value a long is; null where it is not made of one. */
    private static Lane unsignedHalf(Lane lane) {
        return lane.operation() == Operation.AND
                        && lane.second().isConstant(LOW_HALF)
                        && lane.first().operation() == Operation.WIDEN
                ? lane.first().first()
                : null;
    }

    // ---- arithmetic ----

    Lane add(Lane left, Lane right) {
        boolean wide = left.wide();
        if (left.isConstant() && right.isConstant()) {
            return computed(left.constant() + right.constant(), wide);
        }
        if (left.isConstant()) {
            return add(right, left);
        }
        if (right.isConstant(0)) {
            return left;
        }
        if (right.isConstant() && left.operation() == Operation.ADD && left.second().isConstant()) {
            return add(left.first(), computed(left.second().constant() + right.constant(), wide));
        }
        return bounded(
                Operation.ADD,
                wide,
                List.of(left, right),
                big(left.low()).add(big(right.low())),
                big(left.high()).add(big(right.high())));
    }

    Lane subtract(Lane left, Lane right) {
        boolean wide = left.wide();
        if (right.isConstant() && right.constant() != least(wide)) {
            return add(left, computed(-right.constant(), wide));
        }
        if (left == right) {
            return constant(0, wide);
        }
        return bounded(
                Operation.SUBTRACT,
                wide,
                List.of(left, right),
                big(left.low()).subtract(big(right.high())),
                big(left.high()).subtract(big(right.low())));
    }

    Lane negate(Lane lane) {
        return subtract(constant(0, lane.wide()), lane);
    }

    Lane multiply(Lane left, Lane right) {
        boolean wide = left.wide();
        if (left.isConstant() && right.isConstant()) {
            return computed(left.constant() * right.constant(), wide);
        }
        if (left.isConstant()) {
            return multiply(right, left);
        }
        if (right.isConstant()) {
            long c = right.constant();
            if (c == 0) {
                return right;
            }
            if (c > 0 && Long.bitCount(c) == 1) {
                return shiftLeft(left, Long.numberOfTrailingZeros(c));
            }
            if (c == -1) {
                return negate(left);
            }
        }
        BigInteger a = big(left.low()).multiply(big(right.low()));
        BigInteger b = big(left.low()).multiply(big(right.high()));
        BigInteger c = big(left.high()).multiply(big(right.low()));
        BigInteger d = big(left.high()).multiply(big(right.high()));
        return bounded(
                Operation.MULTIPLY, wide, List.of(left, right), a.min(b).min(c).min(d), a.max(b).max(c).max(d));
    }

    /** A constant that was computed as a long; of an int, the lower half. */
    private Lane computed(long value, boolean wide) {
        return constant(wide ? value : (int) value, wide);
    }

    Lane minimum(Lane left, Lane right) {
        if (left == right || left.high() <= right.low()) {
            return left;
        }
        if (right.high() <= left.low()) {
            return right;
        }
        return make(
                Operation.MINIMUM,
                left.wide(),
                List.of(left, right),
                0,
                null,
                Math.min(left.low(), right.low()),
                Math.min(left.high(), right.high()));
    }

    Lane maximum(Lane left, Lane right) {
        if (left == right || left.low() >= right.high()) {
            return left;
        }
        if (right.low() >= left.high()) {
            return right;
        }
        return make(
                Operation.MAXIMUM,
                left.wide(),
                List.of(left, right),
                0,
                null,
                Math.max(left.low(), right.low()),
                Math.max(left.high(), right.high()));
    }

    Lane absolute(Lane lane) {
        if (lane.low() >= 0) {
            return lane;
        }
        boolean whole = lane.low() == least(lane.wide());
        return make(
                Operation.ABSOLUTE,
                lane.wide(),
                List.of(lane),
                0,
                null,
                whole ? least(lane.wide()) : 0,
                whole ? greatest(lane.wide()) : Math.max(-lane.low(), Math.abs(lane.high())));
    }

    /** A quotient rounded toward zero; the divisor must never be 0. */
    Lane quotient(Lane dividend, Lane divisor) {
        return make(
                Operation.QUOTIENT,
                dividend.wide(),
                List.of(dividend, divisor),
                0,
                null,
                least(dividend.wide()),
                greatest(dividend.wide()));
    }

    // ---- patterns ----

    Lane and(Lane left, Lane right) {
        return bits(Operation.AND, left, right);
    }

    Lane or(Lane left, Lane right) {
        return bits(Operation.OR, left, right);
    }

    Lane xor(Lane left, Lane right) {
        return bits(Operation.XOR, left, right);
    }

    Lane not(Lane lane) {
        return xor(lane, constant(-1, lane.wide()));
    }

    Lane bits(Operation operation, Lane left, Lane right) {
        boolean wide = left.wide();
        if (left.isConstant() && right.isConstant()) {
            long a = left.constant();
            long b = right.constant();
            return constant(operation == Operation.AND ? a & b : operation == Operation.OR ? a | b : a ^ b, wide);
        }
        if (left.isConstant()) {
            return bits(operation, right, left);
        }
        if (left == right) {
            return operation == Operation.XOR ? constant(0, wide) : left;
        }
        if (right.isConstant()) {
            Lane known = withConstant(operation, left, right);
            if (known != null) {
                return known;
            }
        }
        boolean positive = left.low() >= 0 && right.low() >= 0;
        long low = least(wide);
        long high = greatest(wide);
        if (operation == Operation.AND && (left.low() >= 0 || right.low() >= 0)) {
            low = 0;
            high = left.low() < 0 ? right.high() : right.low() < 0 ? left.high() : Math.min(left.high(), right.high());
        } else if (positive) {
            low = 0;
            high = -1L >>> Math.max(1, Long.numberOfLeadingZeros(left.high() | right.high()));
        } else if (left.low() >= -1 && left.high() <= 0 && right.low() >= -1 && right.high() <= 0) {
            low = -1;
            high = 0;
        }
        return make(operation, wide, List.of(left, right), 0, null, low, high);
    }

    /** A simpler lane for a bitwise operation with a constant; null where there is none. */
    private Lane withConstant(Operation operation, Lane left, Lane right) {
        long c = right.constant();
        boolean wide = left.wide();
        switch (operation) {
            case AND -> {
                // All bits that can be set are kept.
                boolean whole = left.low() >= 0 && (c & (Long.highestOneBit(left.high()) * 2 - 1))
                        == Long.highestOneBit(left.high()) * 2 - 1;
                if (c == -1 || left.low() >= 0 && left.high() > 0 && whole) {
                    return left;
                }
                if (c == 0) {
                    return right;
                }
                if (left.operation() == Operation.AND && left.second().isConstant()) {
                    return and(left.first(), constant(left.second().constant() & c, wide));
                }
                if (wide && c > 0 && c <= Integer.MAX_VALUE && left.operation() == Operation.WIDEN) {
                    return widen(and(left.first(), constant(c, false)));
                }
            }
            case OR -> {
                if (c == 0) {
                    return left;
                }
                if (c == -1) {
                    return right;
                }
            }
            case XOR -> {
                if (c == 0) {
                    return left;
                }
                if (left.operation() == Operation.XOR && left.second().isConstant()) {
                    return xor(left.first(), constant(left.second().constant() ^ c, wide));
                }
            }
            default -> {}
        }
        return null;
    }

    // ---- shifts ----

    private Lane amount(int amount) {
        return constant(amount, false);
    }

    /** A shift by an amount below the width. */
    Lane shiftLeft(Lane lane, int amount) {
        return shiftLeft(lane, amount(amount));
    }

    Lane shiftLeft(Lane lane, Lane amount) {
        boolean wide = lane.wide();
        if (amount.isConstant()) {
            int n = (int) amount.constant();
            if (n == 0) {
                return lane;
            }
            if (lane.isConstant()) {
                return computed(lane.constant() << n, wide);
            }
            return bounded(
                    Operation.SHIFT_LEFT,
                    wide,
                    List.of(lane, amount),
                    big(lane.low()).shiftLeft(n),
                    big(lane.high()).shiftLeft(n));
        }
        return make(Operation.SHIFT_LEFT, wide, List.of(lane, amount), 0, null, least(wide), greatest(wide));
    }

    Lane shiftRight(Lane lane, int amount) {
        return shiftRight(lane, amount(amount));
    }

    Lane shiftRight(Lane lane, Lane amount) {
        if (amount.isConstant()) {
            int n = (int) amount.constant();
            if (n == 0) {
                return lane;
            }
            if (lane.isConstant()) {
                return constant(lane.constant() >> n, lane.wide());
            }
            if (unsignedHalf(lane) instanceof Lane half && n < Integer.SIZE) {
                return widen(make(
                        Operation.SHIFT_RIGHT_UNSIGNED, false, List.of(half, amount), 0, null, 0, LOW_HALF >>> n));
            }
            if (lane.operation() == Operation.WIDEN && n < Integer.SIZE) {
                return widen(shiftRight(lane.first(), amount));
            }
            return make(
                    Operation.SHIFT_RIGHT,
                    lane.wide(),
                    List.of(lane, amount),
                    0,
                    null,
                    lane.low() >> n,
                    lane.high() >> n);
        }
        return make(
                Operation.SHIFT_RIGHT,
                lane.wide(),
                List.of(lane, amount),
                0,
                null,
                Math.min(lane.low(), 0),
                Math.max(lane.high(), lane.low() < 0 ? -1 : 0));
    }

    // ---- counts and tables ----

    /** A count of bits of an int or a long, as an int. */
    Lane count(Operation operation, Lane lane) {
        return make(operation, false, List.of(lane), 0, null, 0, lane.wide() ? Long.SIZE : Integer.SIZE);
    }

    /**
     * An element of a table, which has at least one; an index that is none of it, on inputs that do not matter, gives
     * another.
     */
    Lane lookup(Table table, int length, Lane index) {
        Lane inside = minimum(maximum(index, constant(0, false)), constant(length - 1, false));
        boolean wide = table.kind() == Kind.LONG;
        return make(Operation.LOOKUP, wide, List.of(inside), 0, table, least(wide), greatest(wide));
    }
}
