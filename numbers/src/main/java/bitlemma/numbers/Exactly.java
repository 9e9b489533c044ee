package bitlemma.numbers;

import java.math.BigInteger;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The operations on data before any rounding: values over the rationals; infinities, NaN and the sign of zero by
 * IEEE 754-2019, 6.1 to 6.3, 7.2, 7.3 and 9.6.
 */
final class Exactly {
    /** Only decides the sign of a zero sum of opposite numbers: negative where it rounds down. */
    private final Rounding rounding;

    private Exactly(Rounding rounding) {
        this.rounding = rounding;
    }

    /**
     * The exact result. A square root that is irrational is given as a number that rounds to the same code.
     *
     * @param resolution for the radicand: see {@link CodedFormat#resolution}
     */
    static Datum apply(
            Operation operation,
            List<Datum> operands,
            Rounding rounding,
            UnaryOperator<Rational> resolution) {
        if (operands.size() != operation.arity()) {
            throw new IllegalArgumentException(
                    operation + " has " + operation.arity() + " operands, not " + operands.size());
        }
        if (operands.stream().anyMatch(Datum.NotANumber.class::isInstance)) {
            return Datum.NAN;
        }
        Exactly exactly = new Exactly(rounding);
        Datum x = operands.get(0);
        Datum y = operands.size() > 1 ? operands.get(1) : x;
        return switch (operation) {
            case ADD -> exactly.sum(x, y);
            case SUBTRACT -> exactly.sum(x, negated(y));
            case MULTIPLY -> product(x, y);
            case DIVIDE -> quotient(x, y);
            case FUSED_MULTIPLY_ADD -> exactly.sum(product(x, y), operands.get(2));
            case SQUARE_ROOT -> root(x, resolution);
            case MINIMUM -> isBelow(y, x) ? y : x;
            case MAXIMUM -> isBelow(x, y) ? y : x;
            case NEGATE -> negated(x);
            case ABSOLUTE -> isNegative(x) ? negated(x) : x;
        };
    }

    private Datum sum(Datum x, Datum y) {
        if (!(x instanceof Datum.Finite(Rational a, boolean aNegative))) {
            return x instanceof Datum.Infinite && y instanceof Datum.Infinite && !x.equals(y) ? Datum.NAN : x;
        }
        if (!(y instanceof Datum.Finite(Rational b, boolean bNegative))) {
            return y;
        }
        Rational sum = a.plus(b);
        if (sum.signum() != 0) {
            return Datum.of(sum);
        }
        return new Datum.Finite(sum, aNegative == bNegative ? aNegative : rounding == Rounding.FLOOR);
    }

    /** The exact product; NaN where an operand is, and for zero times infinity. */
    static Datum product(Datum x, Datum y) {
        if (x instanceof Datum.NotANumber || y instanceof Datum.NotANumber) {
            return Datum.NAN;
        }
        boolean negative = isNegative(x) != isNegative(y);
        if (x instanceof Datum.Finite(Rational a, boolean s) && y instanceof Datum.Finite(Rational b, boolean t)) {
            return new Datum.Finite(a.times(b), negative);
        }
        return isZero(x) || isZero(y) ? Datum.NAN : new Datum.Infinite(negative);
    }

    /** The exact quotient; a number divided by zero is an infinity. */
    static Datum quotient(Datum x, Datum y) {
        if (x instanceof Datum.NotANumber || y instanceof Datum.NotANumber) {
            return Datum.NAN;
        }
        boolean negative = isNegative(x) != isNegative(y);
        if (x instanceof Datum.Infinite) {
            return y instanceof Datum.Infinite ? Datum.NAN : new Datum.Infinite(negative);
        }
        if (y instanceof Datum.Infinite) {
            return new Datum.Finite(Rational.ZERO, negative);
        }
        if (isZero(y)) {
            return isZero(x) ? Datum.NAN : new Datum.Infinite(negative);
        }
        Rational a = ((Datum.Finite) x).value();
        return new Datum.Finite(a.dividedBy(((Datum.Finite) y).value()), negative);
    }

    private static Datum root(Datum x, UnaryOperator<Rational> resolution) {
        if (isZero(x)) {
            return x;
        }
        if (isNegative(x)) {
            return Datum.NAN;
        }
        if (!(x instanceof Datum.Finite(Rational radicand, boolean negative))) {
            return x;
        }
        // Between two multiples of the unit every number rounds alike: half way stands for an irrational root.
        Rational unit = resolution.apply(radicand);
        Rational square = radicand.dividedBy(unit.times(unit));
        BigInteger floor = square.floor().sqrt();
        boolean exact = Rational.of(floor.multiply(floor)).equals(square);
        Rational multiple = exact ? Rational.of(floor) : Rational.of(floor).plus(Rational.HALF);
        return Datum.of(multiple.times(unit));
    }

    private static Datum negated(Datum x) {
        return switch (x) {
            case Datum.Finite(Rational value, boolean negative) -> new Datum.Finite(value.negate(), !negative);
            case Datum.Infinite(boolean negative) -> new Datum.Infinite(!negative);
            case Datum.NotANumber nan -> nan;
        };
    }

    /** The order of numbers and infinities, with -0 below +0. */
    private static boolean isBelow(Datum x, Datum y) {
        if (x instanceof Datum.Finite(Rational a, boolean s) && y instanceof Datum.Finite(Rational b, boolean t)) {
            int order = a.compareTo(b);
            return order < 0 || order == 0 && s && !t;
        }
        return x instanceof Datum.Infinite(boolean negative)
                ? negative && !x.equals(y)
                : y instanceof Datum.Infinite(boolean below) && !below;
    }

    private static boolean isNegative(Datum x) {
        return switch (x) {
            case Datum.Finite(Rational value, boolean negative) -> negative;
            case Datum.Infinite(boolean negative) -> negative;
            case Datum.NotANumber nan -> false;
        };
    }

    private static boolean isZero(Datum x) {
        return x instanceof Datum.Finite(Rational value, boolean negative) && value.signum() == 0;
    }
}
