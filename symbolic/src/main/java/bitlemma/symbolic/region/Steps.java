package bitlemma.symbolic.region;

import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import java.math.BigInteger;

/** Where a rounding rule, as a function that climbs by one at each step, reaches an integer. */
final class Steps {
    private Steps() {}

    /** The constraint on {@code operand} under which {@code rule(operand) >= reached}. */
    static Constraint reaches(Rounding rule, Formula operand, BigInteger reached) {
        boolean even = !reached.testBit(0);
        boolean positive = reached.signum() > 0;
        Rational half = Rational.of(reached).minus(Rational.HALF);
        Rational below = Rational.of(reached.subtract(BigInteger.ONE));
        return switch (rule) {
            case FLOOR -> from(operand, Rational.of(reached), false);
            case CEILING -> from(operand, below, true);
            case TRUNCATE -> positive ? from(operand, Rational.of(reached), false) : from(operand, below, true);
            case UP -> from(operand, half, false);
            case AWAY -> from(operand, half, !positive);
            case EVEN -> from(operand, half, !even);
            case ODD -> even ? from(operand, Rational.of(reached), false) : from(operand, below, true);
        };
    }

    private static Constraint from(Formula operand, Rational threshold, boolean strict) {
        return Constraint.above(operand, Formulas.number(threshold), strict);
    }
}
