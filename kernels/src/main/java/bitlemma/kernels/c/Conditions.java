package bitlemma.kernels.c;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Divide;
import bitlemma.grammar.core.Multiply;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Not;
import bitlemma.grammar.core.Or;
import bitlemma.grammar.core.Power;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.numbers.Rational;

/** Conditions of exact mathematics as C can compute them: fractions and magnitudes become comparisons of integers. */
final class Conditions {
    /** A number as a quotient of integers; the denominator is positive. */
    private record Quotient(Term numerator, Term denominator) {
        static Quotient of(Term term) {
            return switch (term) {
                case Constant c ->
                    new Quotient(
                            new Constant(Rational.of(c.value().numerator())),
                            new Constant(Rational.of(c.value().denominator())));
                case Divide d
                when positive(d.divisor()) -> {
                    Quotient dividend = of(d.dividend());
                    yield new Quotient(dividend.numerator(), times(dividend.denominator(), d.divisor()));
                }
                case Negate n -> {
                    Quotient operand = of(n.operand());
                    yield new Quotient(new Negate(operand.numerator()), operand.denominator());
                }
                case Add t -> {
                    Quotient left = of(t.left());
                    Quotient right = of(t.right());
                    yield new Quotient(
                            new Add(
                                    times(left.numerator(), right.denominator()),
                                    times(right.numerator(), left.denominator())),
                            times(left.denominator(), right.denominator()));
                }
                case Subtract t -> {
                    Quotient left = of(t.left());
                    Quotient right = of(t.right());
                    yield new Quotient(
                            new Subtract(
                                    times(left.numerator(), right.denominator()),
                                    times(right.numerator(), left.denominator())),
                            times(left.denominator(), right.denominator()));
                }
                case Multiply t -> {
                    Quotient left = of(t.left());
                    Quotient right = of(t.right());
                    yield new Quotient(
                            times(left.numerator(), right.numerator()), times(left.denominator(), right.denominator()));
                }
                default -> new Quotient(term, Constant.of(1));
            };
        }

        private static boolean positive(Term term) {
            return term instanceof Constant c
                            && c.value().isInteger()
                            && c.value().signum() > 0
                    || term instanceof Power p
                            && p.base() instanceof Constant b
                            && b.value().isInteger()
                            && b.value().signum() > 0;
        }

        private static Term times(Term left, Term right) {
            return left.equals(Constant.of(1))
                    ? right
                    : right.equals(Constant.of(1)) ? left : new Multiply(left, right);
        }
    }

    private Conditions() {}

    /** The same condition, as far as possible without fractions. */
    static Term ofIntegers(Term condition) {
        return switch (condition) {
            case And t -> new And(ofIntegers(t.left()), ofIntegers(t.right()));
            case Or t -> new Or(ofIntegers(t.left()), ofIntegers(t.right()));
            case Not t -> new Not(ofIntegers(t.operand()));
            case Compare t
            when t.left() instanceof Absolute magnitude && isAbove(t) ->
                ofIntegers(new And(
                        new Compare(
                                t.relation(),
                                new Constant(((Constant) t.right()).value().negate()),
                                magnitude.operand()),
                        new Compare(t.relation(), magnitude.operand(), t.right())));
            case Compare t -> {
                Quotient left = Quotient.of(t.left());
                Quotient right = Quotient.of(t.right());
                boolean whole = left.denominator().equals(Constant.of(1))
                        && right.denominator().equals(Constant.of(1));
                yield whole
                        ? t
                        : new Compare(
                                t.relation(),
                                Quotient.times(left.numerator(), right.denominator()),
                                Quotient.times(right.numerator(), left.denominator()));
            }
            default -> condition;
        };
    }

    private static boolean isAbove(Compare compare) {
        boolean above = compare.relation() == Compare.Relation.LESS || compare.relation() == Compare.Relation.AT_MOST;
        return above && compare.right() instanceof Constant;
    }
}
