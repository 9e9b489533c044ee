package bitlemma.kernels.compiled;

import bitlemma.grammar.core.Remainder;
import bitlemma.kernels.interval.Interval;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;

/**
 * Rounded quotients as lanes. By a power of two they are shifts; by other constants a multiplication and a shift, where
 * the dividend's interval is small enough for that to be exact (Granlund and Montgomery, Division by Invariant Integers
 * using Multiplication, 1994). All else is the machine's division, corrected.
 */
final class LaneDivision {
    private final LaneGraph graph;

    LaneDivision(LaneGraph graph) {
        this.graph = graph;
    }

    private static int sign(Lane lane) {
        return lane.wide() ? Long.SIZE - 1 : Integer.SIZE - 1;
    }

    private Lane constant(long value, Lane like) {
        return graph.constant(value, like.wide());
    }

    private static boolean isWithin(Interval interval, boolean wide) {
        return wide ? interval.isLong() : interval.isInt();
    }

    /** All ones where a lane, which is not negative, is positive. */
    private Lane isPositive(Lane lane) {
        return graph.shiftRight(graph.negate(lane), sign(lane));
    }

    // ---- any divisor ----

    /**
     * A quotient, rounded.
     *
     * @param a the dividend's interval
     * @param b the divisor's; that it has 0 inside does not matter
     */
    Lane rounded(Rounding rule, Lane dividend, Interval a, Lane divisor, Interval b) {
        if (a.isEmpty() || b.isEmpty() || b.equals(Interval.ZERO)) {
            // On no input is it evaluated.
            return constant(0, dividend);
        }
        if (divisor.isConstant() && divisor.constant() > 0) {
            long c = divisor.constant();
            return Long.bitCount(c) == 1
                    ? byPowerOfTwo(rule, dividend, a, Long.numberOfTrailingZeros(c))
                    : byPositive(rule, dividend, a, divisor, floorByConstant(dividend, a, c));
        }
        if (divisor.isConstant() && divisor.constant() != Long.MIN_VALUE && isWithin(a.negate(), dividend.wide())) {
            Lane positive = graph.negate(divisor);
            return rounded(rule, graph.negate(dividend), a.negate(), positive, b.negate());
        }
        if (rule == Rounding.TRUNCATE) {
            return graph.quotient(dividend, notZero(divisor));
        }
        if (b.isNonNegative()) {
            Lane safe = notZero(divisor);
            return byPositive(rule, dividend, a, safe, floor(dividend, safe));
        }
        // The same quotient with both signs turned where the divisor is negative.
        boolean wide = dividend.wide();
        if (!isWithin(a.negate(), wide) || !isWithin(b.negate(), wide)) {
            if (wide) {
                throw new NotCompilable("a quotient of 64 bits in a sweep");
            }
            return rounded(rule, graph.as(dividend, true), a, graph.as(divisor, true), b);
        }
        Lane turn = graph.shiftRight(divisor, sign(divisor));
        Lane turned = graph.subtract(graph.xor(dividend, turn), turn);
        Lane positive = notZero(graph.subtract(graph.xor(divisor, turn), turn));
        return byPositive(rule, turned, a.join(a.negate()), positive, floor(turned, positive));
    }

    /** A divisor with 1 instead of 0, which it is only on inputs that do not matter. */
    private Lane notZero(Lane divisor) {
        if (divisor.low() > 0 || divisor.high() < 0) {
            return divisor;
        }
        Lane zero = graph.not(graph.shiftRight(graph.or(divisor, graph.negate(divisor)), sign(divisor)));
        return graph.subtract(divisor, zero);
    }

    /** The floor of a quotient by a positive lane. */
    private Lane floor(Lane dividend, Lane divisor) {
        Lane quotient = graph.quotient(dividend, divisor);
        Lane rest = graph.subtract(dividend, graph.multiply(quotient, divisor));
        return graph.add(quotient, graph.shiftRight(rest, sign(rest)));
    }

    private Lane floorByConstant(Lane dividend, Interval a, long c) {
        BigInteger divisor = BigInteger.valueOf(c);
        // Dividends that are not negative, at the cost of one addition of a multiple of the divisor.
        BigInteger base = a.low().signum() >= 0
                ? BigInteger.ZERO
                : a.low().subtract(a.low().mod(divisor));
        if (base.bitLength() >= Long.SIZE) {
            return floor(dividend, constant(c, dividend));
        }
        BigInteger most = a.high().subtract(base);
        for (int s = 0; s < Long.SIZE - 1; s++) {
            BigInteger power = BigInteger.ONE.shiftLeft(s);
            BigInteger factor = power.divide(divisor).add(BigInteger.ONE);
            BigInteger error = factor.multiply(divisor).subtract(power);
            boolean exact = most.multiply(error).compareTo(power) < 0;
            boolean fits = most.multiply(factor).bitLength() < Long.SIZE;
            if (exact && fits) {
                // The error of a dividend x is x * error / (divisor * 2^s), less than 1 / divisor.
                boolean wide = dividend.wide()
                        || s >= Integer.SIZE
                        || most.multiply(factor).bitLength() >= Integer.SIZE
                        || base.bitLength() >= Integer.SIZE;
                Lane shifted = graph.subtract(graph.as(dividend, wide), graph.constant(base.longValueExact(), wide));
                Lane product = graph.multiply(shifted, graph.constant(factor.longValueExact(), wide));
                Lane quotient = graph.shiftRight(product, s);
                Lane back = graph.constant(base.divide(divisor).longValueExact(), wide);
                return graph.as(graph.add(quotient, back), dividend.wide());
            }
        }
        return floor(dividend, constant(c, dividend));
    }

    /** A quotient by a positive lane of which the floor is known. */
    private Lane byPositive(Rounding rule, Lane dividend, Interval a, Lane divisor, Lane floor) {
        if (rule == Rounding.FLOOR || rule == Rounding.TRUNCATE && a.isNonNegative()) {
            return floor;
        }
        Lane rest = graph.subtract(dividend, graph.multiply(floor, divisor));
        Lane negative = graph.shiftRight(dividend, sign(dividend));
        // From here on the rest and what it lacks of the divisor are compared, neither of which overflows.
        Lane lack = graph.subtract(graph.subtract(divisor, rest), rest);
        Lane one = constant(1, dividend);
        Lane up = switch (rule) {
            case CEILING -> isPositive(rest);
            case TRUNCATE -> graph.and(isPositive(rest), negative);
            case UP -> graph.shiftRight(graph.subtract(lack, one), sign(lack));
            case AWAY -> graph.shiftRight(graph.subtract(graph.subtract(lack, one), negative), sign(lack));
            case EVEN -> graph.shiftRight(graph.subtract(lack, graph.and(floor, one)), sign(lack));
            case ODD -> graph.and(isPositive(rest), graph.subtract(graph.and(floor, one), one));
            case FLOOR -> throw new IllegalStateException("handled above");
        };
        return graph.subtract(floor, up);
    }

    // ---- powers of two ----

    private Lane byPowerOfTwo(Rounding rule, Lane dividend, Interval a, int shift) {
        boolean wide = dividend.wide();
        if (shift == 0) {
            return dividend;
        }
        if (rule == Rounding.FLOOR || rule == Rounding.TRUNCATE && a.isNonNegative()) {
            return graph.shiftRight(dividend, Math.min(shift, sign(dividend)));
        }
        if (shift >= sign(dividend)) {
            if (wide) {
                throw new NotCompilable("a shift by 63 bits in a sweep");
            }
            return byPowerOfTwo(rule, graph.as(dividend, true), a, shift);
        }
        long mask = (1L << shift) - 1;
        long half = 1L << (shift - 1);
        Lane negative = graph.shiftRight(dividend, sign(dividend));
        // What is added before the shift: always less than the divisor.
        Lane added = switch (rule) {
            case CEILING -> constant(mask, dividend);
            case TRUNCATE -> graph.and(negative, constant(mask, dividend));
            case UP -> constant(half, dividend);
            case AWAY -> a.isNonNegative()
                    ? constant(half, dividend)
                    : graph.add(negative, constant(half, dividend));
            case EVEN -> graph.add(
                    graph.and(graph.shiftRight(dividend, shift), constant(1, dividend)), constant(half - 1, dividend));
            case ODD -> graph.and(
                    constant(mask, dividend),
                    graph.subtract(
                            graph.and(graph.shiftRight(dividend, shift), constant(1, dividend)),
                            constant(1, dividend)));
            case FLOOR -> throw new IllegalStateException("handled above");
        };
        if (rule == Rounding.TRUNCATE || isWithin(a.plus(Interval.of(0, mask)), wide)) {
            return graph.shiftRight(graph.add(dividend, added), shift);
        }
        Lane rest = graph.and(dividend, constant(mask, dividend));
        return graph.add(graph.shiftRight(dividend, shift), graph.shiftRight(graph.add(rest, added), shift));
    }

    /** A quotient by two to the power of a lane, whose interval is inside 0 to 63. */
    Lane byPowerOfTwo(Rounding rule, Lane dividend, Interval a, Lane amount, Interval n) {
        if (a.isEmpty() || n.isEmpty()) {
            return constant(0, dividend);
        }
        if (amount.isConstant()) {
            return byPowerOfTwo(rule, dividend, a, (int) amount.constant());
        }
        if (rule == Rounding.FLOOR || rule == Rounding.TRUNCATE && a.isNonNegative()) {
            return graph.shiftRight(dividend, graph.minimum(amount, graph.constant(sign(dividend), false)));
        }
        if (!n.within(Interval.of(0, sign(dividend) - 1))) {
            if (dividend.wide()) {
                throw new NotCompilable("a shift by 63 bits in a sweep");
            }
            return byPowerOfTwo(rule, graph.as(dividend, true), a, amount, n);
        }
        Lane one = constant(1, dividend);
        Lane divisor = graph.shiftLeft(one, amount);
        Lane mask = graph.subtract(divisor, one);
        Lane half = graph.shiftRight(divisor, 1);
        Lane negative = graph.shiftRight(dividend, sign(dividend));
        Lane floor = graph.shiftRight(dividend, amount);
        Lane rest = graph.and(dividend, mask);
        // By 2^0 there is nothing to round, and nothing to take off.
        Lane shifts = graph.shiftRight(graph.negate(half), sign(half));
        Lane added = switch (rule) {
            case CEILING -> mask;
            case TRUNCATE -> graph.and(negative, mask);
            case UP -> half;
            case AWAY -> graph.add(half, graph.and(negative, shifts));
            case EVEN -> graph.add(half, graph.and(graph.subtract(graph.and(floor, one), one), shifts));
            case ODD -> graph.and(mask, graph.subtract(graph.and(floor, one), one));
            case FLOOR -> throw new IllegalStateException("handled above");
        };
        return graph.add(floor, graph.shiftRight(graph.add(rest, added), amount));
    }

    // ---- remainders ----

    Lane remainder(Remainder.Division rule, Lane dividend, Interval a, Lane divisor, Interval b) {
        boolean power = divisor.isConstant() && divisor.constant() > 0 && Long.bitCount(divisor.constant()) == 1;
        if (power && (rule != Remainder.Division.TRUNCATE || a.isNonNegative())) {
            return graph.and(dividend, constant(divisor.constant() - 1, dividend));
        }
        Lane by = divisor;
        Interval c = b;
        Rounding rounding = switch (rule) {
            case TRUNCATE -> Rounding.TRUNCATE;
            case FLOOR -> Rounding.FLOOR;
            case EUCLID -> {
                if (!isWithin(b.negate(), divisor.wide())) {
                    throw new NotCompilable("a remainder by the least number of its type in a sweep");
                }
                by = graph.absolute(divisor);
                c = b.abs();
                yield Rounding.FLOOR;
            }
        };
        Lane quotient = graph.as(rounded(rounding, dividend, a, by, c), dividend.wide());
        // Where the quotient overflows, so does the product, and back again.
        return graph.subtract(dividend, graph.multiply(quotient, by));
    }
}
