package bitlemma.symbolic.enclosure;

import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Operator;
import java.util.List;

/** Formulas written briefly. */
final class Written {
    static final Formula X = new Formula.Symbol("x");
    static final Formula Y = new Formula.Symbol("y");
    static final Formula INFINITY = new Formula.Infinity(true);
    static final Formula MINUS_INFINITY = new Formula.Infinity(false);

    private Written() {}

    static Formula n(long value) {
        return new Formula.Number(Rational.of(value));
    }

    static Formula n(long numerator, long denominator) {
        return new Formula.Number(Rational.of(numerator, denominator));
    }

    static Formula sum(Formula... terms) {
        return new Formula.Sum(List.of(terms));
    }

    static Formula product(Formula... factors) {
        return new Formula.Product(List.of(factors));
    }

    static Formula negate(Formula a) {
        return product(n(-1), a);
    }

    static Formula minus(Formula a, Formula b) {
        return sum(a, negate(b));
    }

    static Formula power(Formula base, long exponent) {
        return new Formula.Power(base, n(exponent));
    }

    static Formula power(Formula base, Formula exponent) {
        return new Formula.Power(base, exponent);
    }

    static Formula over(Formula a, Formula b) {
        return product(a, power(b, -1));
    }

    static Formula apply(Operator operator, Formula... arguments) {
        return new Formula.Apply(operator, List.of(arguments));
    }

    static Formula exp(Formula a) {
        return apply(Operator.EXP, a);
    }

    static Formula log(Formula a) {
        return apply(Operator.LOG, a);
    }

    static Formula round(Rounding rule, Formula a) {
        return new Formula.RoundTo(rule, a);
    }

    static Formula when(Condition condition, Formula value, Formula otherwise) {
        return new Formula.Piecewise(List.of(new Formula.Case(condition, value)), otherwise);
    }

    static Condition less(Formula a, Formula b) {
        return new Condition.Compare(Condition.Relation.LESS, a, b);
    }

    /** exp(-x^2/2). */
    static Formula bell() {
        return exp(product(n(-1, 2), power(X, 2)));
    }
}
