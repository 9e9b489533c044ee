package bitlemma.grammar.check;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Divide;
import bitlemma.grammar.core.Maximum;
import bitlemma.grammar.core.Minimum;
import bitlemma.grammar.core.Multiply;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Not;
import bitlemma.grammar.core.Power;
import bitlemma.grammar.core.RoundTo;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.function.BinaryOperator;

/** Exact operations on terms; on constants they are carried out at once. */
final class Exact {
    /** A constant power has at most this many bits, so that `2^2^2^2^2^2` is an error and not the end of the memory. */
    private static final int LARGEST_POWER = 1 << 16;

    /** Constants with more bits together than this are left to the evaluation. */
    private static final int LARGEST = 1 << 18;

    private Exact() {}

    private static int bits(Constant constant) {
        return constant.value().numerator().bitLength() + constant.value().denominator().bitLength();
    }

    static Term add(Term a, Term b) {
        return fold(a, b, Rational::plus, new Add(a, b));
    }

    static Term subtract(Term a, Term b) {
        return fold(a, b, Rational::minus, new Subtract(a, b));
    }

    static Term multiply(Term a, Term b) {
        return fold(a, b, Rational::times, new Multiply(a, b));
    }

    static Term minimum(Term a, Term b) {
        return fold(a, b, Rational::min, new Minimum(a, b));
    }

    static Term maximum(Term a, Term b) {
        return fold(a, b, Rational::max, new Maximum(a, b));
    }

    static Term negate(Term a) {
        return a instanceof Constant c ? new Constant(c.value().negate()) : new Negate(a);
    }

    static Term absolute(Term a) {
        return a instanceof Constant c ? new Constant(c.value().abs()) : new Absolute(a);
    }

    static Term round(Rounding rule, Term a) {
        return a instanceof Constant c ? new Constant(Rational.of(rule.round(c.value()))) : new RoundTo(rule, a);
    }

    static Term divide(Term a, Term b) {
        boolean zero = b instanceof Constant c && c.value().signum() == 0;
        return zero ? new Divide(a, b) : fold(a, b, Rational::dividedBy, new Divide(a, b));
    }

    /** The power, carried out where both are constants and the result is not huge. */
    static Term power(Term base, Term exponent) {
        if (base instanceof Constant b && exponent instanceof Constant e && e.value().isInteger()) {
            BigInteger n = e.value().numerator();
            int bits = Math.max(b.value().numerator().bitLength(), b.value().denominator().bitLength());
            boolean defined = b.value().signum() != 0 || n.signum() >= 0;
            if (defined && n.bitLength() < 31 && (long) bits * Math.abs(n.intValue()) <= LARGEST_POWER) {
                return new Constant(b.value().power(n.intValue()));
            }
        }
        return new Power(base, exponent);
    }

    static Term compare(Compare.Relation relation, Term a, Term b) {
        return a instanceof Constant c && b instanceof Constant d
                ? Truth.of(relation.holds(c.value().compareTo(d.value())))
                : new Compare(relation, a, b);
    }

    static Term not(Term a) {
        return a instanceof Truth t ? Truth.of(!t.value()) : new Not(a);
    }

    static Term powerOfTwo(Term exponent) {
        return power(Constant.of(2), exponent);
    }

    private static Term fold(Term a, Term b, BinaryOperator<Rational> operation, Term otherwise) {
        return a instanceof Constant c && b instanceof Constant d && bits(c) + bits(d) <= LARGEST
                ? new Constant(operation.apply(c.value(), d.value()))
                : otherwise;
    }
}
