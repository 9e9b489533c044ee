package bitlemma.lowering;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.BitCount;
import bitlemma.grammar.core.Bitwise;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Compare.Relation;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Divide;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Maximum;
import bitlemma.grammar.core.Minimum;
import bitlemma.grammar.core.Multiply;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Not;
import bitlemma.grammar.core.Or;
import bitlemma.grammar.core.Power;
import bitlemma.grammar.core.Remainder;
import bitlemma.grammar.core.RoundTo;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.List;

/** Integer terms and conditions in the shapes that every reading knows, with constants folded where they are built. */
final class Terms {
    static final Term ZERO = Constant.of(0);
    static final Term ONE = Constant.of(1);
    private static final Term TWO = Constant.of(2);

    private Terms() {}

    static Term of(long value) {
        return Constant.of(value);
    }

    static Term of(BigInteger value) {
        return new Constant(Rational.of(value));
    }

    /** The constant 2^n. */
    static Term powerOfTwo(int n) {
        return new Constant(Rational.powerOfTwo(n));
    }

    /** 2^n - 1: the greatest number of n bits. */
    static BigInteger most(int n) {
        return BigInteger.ONE.shiftLeft(n).subtract(BigInteger.ONE);
    }

    /** The constant 2^n - 1: n ones. */
    static Term ones(int n) {
        return of(most(n));
    }

    private static Rational constant(Term term) {
        return term instanceof Constant constant ? constant.value() : null;
    }

    private static Term of(Rational value) {
        return new Constant(value);
    }

    // ---- arithmetic ----

    static Term plus(Term a, Term b) {
        Rational x = constant(a);
        Rational y = constant(b);
        if (x != null && y != null) {
            return of(x.plus(y));
        }
        if (x != null) {
            return plus(b, a);
        }
        if (y == null) {
            return new Add(a, b);
        }
        if (y.signum() == 0) {
            return a;
        }
        // The constants of a chain of sums become one.
        return switch (a) {
            case Add sum
            when constant(sum.right()) != null ->
                plus(sum.left(), of(constant(sum.right()).plus(y)));
            case Subtract difference
            when constant(difference.left()) != null ->
                minus(of(constant(difference.left()).plus(y)), difference.right());
            default -> new Add(a, b);
        };
    }

    static Term plus(Term a, long b) {
        return plus(a, of(b));
    }

    static Term minus(Term a, Term b) {
        Rational y = constant(b);
        if (y != null) {
            return plus(a, of(y.negate()));
        }
        return new Subtract(a, b);
    }

    static Term negate(Term a) {
        Rational x = constant(a);
        return x != null ? of(x.negate()) : new Negate(a);
    }

    static Term times(Term a, Term b) {
        Rational x = constant(a);
        Rational y = constant(b);
        if (x != null && y != null) {
            return of(x.times(y));
        }
        if (x != null) {
            return times(b, a);
        }
        if (y != null && y.signum() == 0) {
            return ZERO;
        }
        return y != null && y.equals(Rational.ONE) ? a : new Multiply(a, b);
    }

    /** The floor of a quotient; the divisor is not zero. */
    static Term quotient(Term a, Term b) {
        return rounded(Rounding.FLOOR, a, b);
    }

    /** The integer that a rule takes a quotient to; the divisor is not zero. */
    static Term rounded(Rounding rule, Term a, Term b) {
        Rational x = constant(a);
        Rational y = constant(b);
        if (x != null && y != null) {
            return of(rule.round(x.dividedBy(y)));
        }
        return new RoundTo(rule, new Divide(a, b));
    }

    static Term absolute(Term a) {
        Rational x = constant(a);
        return x != null ? of(x.abs()) : new Absolute(a);
    }

    /** What the floor division by a positive constant leaves. */
    static Term remainder(Term a, long divisor) {
        Rational x = constant(a);
        return x != null
                ? of(x.numerator().mod(BigInteger.valueOf(divisor)))
                : new Remainder(Remainder.Division.FLOOR, a, of(divisor));
    }

    static Term minimum(Term a, Term b) {
        Rational x = constant(a);
        Rational y = constant(b);
        return x != null && y != null ? of(x.min(y)) : new Minimum(a, b);
    }

    static Term maximum(Term a, Term b) {
        Rational x = constant(a);
        Rational y = constant(b);
        return x != null && y != null ? of(x.max(y)) : new Maximum(a, b);
    }

    /** The value of {@code low..high} that is nearest to a term. */
    static Term clamp(Term a, long low, long high) {
        return minimum(maximum(a, of(low)), of(high));
    }

    /** The value of {@code low..high} that is nearest to a term known to lie in {@code least..greatest}. */
    static Term clamp(Term a, long low, long high, long least, long greatest) {
        Term atLeast = least >= low ? a : maximum(a, of(low));
        return greatest <= high ? atLeast : minimum(atLeast, of(high));
    }

    // ---- bits of numbers that are not negative ----

    static Term shiftLeft(Term a, int n) {
        return times(a, powerOfTwo(n));
    }

    /** {@code a * 2^n}; {@code n} is not negative. */
    static Term shiftLeft(Term a, Term n) {
        Rational by = constant(n);
        return by != null ? shiftLeft(a, by.numerator().intValueExact()) : times(a, new Power(TWO, n));
    }

    static Term shiftRight(Term a, int n) {
        Rational x = constant(a);
        if (x != null) {
            return of(x.numerator().shiftRight(n));
        }
        return n == 0 ? a : quotient(a, powerOfTwo(n));
    }

    /** The floor of {@code a / 2^n}; {@code n} is not negative. */
    static Term shiftRight(Term a, Term n) {
        Rational by = constant(n);
        return by != null ? shiftRight(a, by.numerator().intValueExact()) : quotient(a, new Power(TWO, n));
    }

    /** The n lowest bits of a number below 2^width. */
    static Term lowBits(Term a, int n, int width) {
        Rational x = constant(a);
        if (x != null) {
            return of(x.numerator().mod(BigInteger.ONE.shiftLeft(n)));
        }
        return n == 0 ? ZERO : n >= width ? a : and(a, ones(n), width);
    }

    /** The bit of weight 2^n of a number below 2^width, as 0 or 1. */
    static Term bit(Term a, int n, int width) {
        return lowBits(shiftRight(a, n), 1, width - n);
    }

    /**
     * The number itself, which is at least 0 and below 2^n for a reason that intervals do not see: the mask changes
     * nothing and tells every reading the width.
     */
    static Term bounded(Term a, int n) {
        return constant(a) != null ? a : and(a, ones(n), n);
    }

    /** The bits that two numbers below 2^width both have. */
    static Term and(Term a, Term b, int width) {
        Rational x = constant(a);
        Rational y = constant(b);
        if (x != null && y != null) {
            return of(x.numerator().and(y.numerator()));
        }
        return new Bitwise(Bitwise.Operator.AND, IntegerFormat.unsigned(width), a, b);
    }

    /** The bits that one of two numbers below 2^width has. */
    static Term or(Term a, Term b, int width) {
        Rational x = constant(a);
        Rational y = constant(b);
        if (x != null && y != null) {
            return of(x.numerator().or(y.numerator()));
        }
        return new Bitwise(Bitwise.Operator.OR, IntegerFormat.unsigned(width), a, b);
    }

    /** The bits that two numbers below 2^width do not share. */
    static Term xor(Term a, Term b, int width) {
        Rational x = constant(a);
        Rational y = constant(b);
        if (x != null && y != null) {
            return of(x.numerator().xor(y.numerator()));
        }
        if (x != null && x.signum() == 0) {
            return b;
        }
        return y != null && y.signum() == 0
                ? a
                : new Bitwise(Bitwise.Operator.XOR, IntegerFormat.unsigned(width), a, b);
    }

    /** How many of {@code width} bits are zero above the highest one: from 0 to {@code width}. */
    static Term leadingZeros(Term a, int width) {
        Rational x = constant(a);
        if (x != null) {
            return of(width - x.numerator().bitLength());
        }
        return new BitCount(BitCount.Count.LEADING_ZEROS, IntegerFormat.unsigned(width), a);
    }

    // ---- conditions ----

    static Term compare(Relation relation, Term a, Term b) {
        Rational x = constant(a);
        Rational y = constant(b);
        return x != null && y != null ? Truth.of(relation.holds(x.compareTo(y))) : new Compare(relation, a, b);
    }

    static Term equal(Term a, Term b) {
        return compare(Relation.EQUAL, a, b);
    }

    static Term unequal(Term a, Term b) {
        return compare(Relation.UNEQUAL, a, b);
    }

    static Term less(Term a, Term b) {
        return compare(Relation.LESS, a, b);
    }

    static Term atMost(Term a, Term b) {
        return compare(Relation.AT_MOST, a, b);
    }

    static Term greater(Term a, Term b) {
        return compare(Relation.GREATER, a, b);
    }

    static Term atLeast(Term a, Term b) {
        return compare(Relation.AT_LEAST, a, b);
    }

    static Term isZero(Term a) {
        return equal(a, ZERO);
    }

    static Term isOne(Term a) {
        return equal(a, ONE);
    }

    static Term not(Term a) {
        return switch (a) {
            case Truth truth -> Truth.of(!truth.value());
            case Not not -> not.operand();
            case Compare compare
            when !Truth.isOne(compare.left()) ->
                new Compare(compare.relation().negated(), compare.left(), compare.right());
            default -> new Not(a);
        };
    }

    static Term both(Term a, Term b) {
        if (a instanceof Truth truth) {
            return truth.value() ? b : a;
        }
        if (b instanceof Truth truth) {
            return truth.value() ? a : b;
        }
        return new And(a, b);
    }

    static Term either(Term a, Term b) {
        if (a instanceof Truth truth) {
            return truth.value() ? a : b;
        }
        if (b instanceof Truth truth) {
            return truth.value() ? b : a;
        }
        return new Or(a, b);
    }

    /** One of two numbers. */
    static Term choose(Term condition, Term then, Term otherwise) {
        if (condition instanceof Truth truth) {
            return truth.value() ? then : otherwise;
        }
        boolean small = then instanceof Constant || then instanceof Variable;
        return small && then.equals(otherwise) ? then : new If(condition, then, otherwise);
    }

    /** The entry of a table of constants at an index that is one of it. */
    static Term entry(Term index, List<Rational> table) {
        Rational i = constant(index);
        return i != null
                ? of(table.get(i.numerator().intValueExact()))
                : new Select(new ArrayOf(table.stream().map(Terms::of).toList()), index);
    }

    /** One of two conditions. */
    static Term condition(Term condition, Term then, Term otherwise) {
        if (condition instanceof Truth truth) {
            return truth.value() ? then : otherwise;
        }
        if (then instanceof Truth truth) {
            return truth.value() ? either(condition, otherwise) : both(not(condition), otherwise);
        }
        if (otherwise instanceof Truth truth) {
            return truth.value() ? either(not(condition), then) : both(condition, then);
        }
        return new If(condition, then, otherwise);
    }

    /** A condition as 0 or 1. */
    static Term oneWhere(Term condition) {
        return choose(condition, ONE, ZERO);
    }
}
