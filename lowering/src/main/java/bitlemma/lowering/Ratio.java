package bitlemma.lowering;

import bitlemma.grammar.core.Compare.Relation;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;

/**
 * A number {@code numerator / denominator}, together with the sign that it has where it is zero.
 *
 * @param numerator any number
 * @param denominator a positive integer
 * @param zeroSign 0 or 1
 * @param whole whether the numerator is known to be an integer; it is where the denominator is no constant
 */
record Ratio(Term numerator, Term denominator, Term zeroSign, boolean whole) {
    static Ratio of(Term integer, Term denominator, Term zeroSign) {
        return new Ratio(integer, denominator, zeroSign, true);
    }

    Ratio times(Rational factor) {
        return new Ratio(
                Terms.times(numerator, new Constant(Rational.of(factor.numerator()))),
                Terms.times(denominator, new Constant(Rational.of(factor.denominator()))),
                zeroSign,
                whole);
    }

    /** The same with names for its parts. */
    Ratio named(Block block) {
        Term named = block.name("numerator", numerator, whole ? Sort.INTEGER : Sort.RATIONAL);
        return new Ratio(named, block.name("denominator", denominator), zeroSign, whole);
    }

    /** The number without its sign, with names for its parts. */
    Ratio magnitude(Block block) {
        return new Ratio(Terms.absolute(numerator), denominator, Terms.ZERO, whole).named(block);
    }

    /** 0 or 1. */
    Term sign() {
        Term negative = Terms.oneWhere(Terms.less(numerator, Terms.ZERO));
        return zeroSign.equals(Terms.ZERO) ? negative : Terms.choose(Terms.isZero(numerator), zeroSign, negative);
    }

    /** Compares with a constant. */
    Term compare(Relation relation, Rational bound) {
        return Terms.compare(
                relation,
                Terms.times(numerator, Terms.of(bound.denominator())),
                Terms.times(denominator, Terms.of(bound.numerator())));
    }

    /** The integer that it is rounded to, the magnitude by chance or by a rule. */
    Term rounded(Block block, Encode.Mode mode) {
        return switch (mode) {
            case Encode.Mode.Fixed(Rounding rule) ->
                denominator instanceof Constant
                        ? denominator.equals(Terms.ONE) && whole
                                ? numerator
                                : Terms.rounded(rule, numerator, denominator)
                        : rounded(block, rule);
            case Encode.Mode.Stochastic(Term random, int bits) -> {
                Term magnitude = Terms.shiftLeft(Terms.absolute(numerator), bits);
                Term moved = Terms.plus(magnitude, Terms.times(denominator, random));
                Term rounded = block.name("rounded", Terms.quotient(moved, Terms.shiftLeft(denominator, bits)));
                yield Terms.choose(Terms.less(numerator, Terms.ZERO), Terms.negate(rounded), rounded);
            }
        };
    }

    /** Where the denominator varies: the floor of the magnitude, and what the rest says. */
    private Term rounded(Block block, Rounding rule) {
        Term negative = block.name("negative", Terms.less(numerator, Terms.ZERO));
        Term magnitude = block.name("magnitude", Terms.absolute(numerator));
        Term floor = block.name("floor", Terms.quotient(magnitude, denominator));
        Term rest = block.name("rest", Terms.minus(magnitude, Terms.times(floor, denominator)));
        Term twice = Terms.times(rest, Terms.of(2));
        Term inexact = Terms.greater(rest, Terms.ZERO);
        Term up =
                up(rule, negative, floor, inexact, Terms.greater(twice, denominator), Terms.equal(twice, denominator));
        Term rounded = block.name("rounded", Terms.plus(floor, Terms.oneWhere(up)));
        return Terms.choose(negative, Terms.negate(rounded), rounded);
    }

    /**
     * Whether a magnitude goes to its upper neighbour.
     *
     * @param floor its lower neighbour
     * @param inexact whether it is not the lower neighbour
     * @param above whether it is nearer to the upper one
     * @param tie whether it is half way
     */
    static Term up(Rounding rule, Term negative, Term floor, Term inexact, Term above, Term tie) {
        return switch (rule) {
            case FLOOR -> Terms.both(inexact, negative);
            case CEILING -> Terms.both(inexact, Terms.not(negative));
            case TRUNCATE -> Truth.FALSE;
            case UP -> Terms.either(above, Terms.both(tie, Terms.not(negative)));
            case AWAY -> Terms.either(above, tie);
            case EVEN -> Terms.either(above, Terms.both(tie, isOdd(floor)));
            case ODD -> Terms.both(inexact, Terms.not(isOdd(floor)));
        };
    }

    private static Term isOdd(Term a) {
        return Terms.isOne(Terms.remainder(a, 2));
    }
}
