package bitlemma.symbolic.exact;

import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Derivation.RandomVariable;
import bitlemma.grammar.core.Distribution;
import bitlemma.grammar.core.Divide;
import bitlemma.grammar.core.Expected;
import bitlemma.grammar.core.Multiply;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;

/** Terms as tests write them. */
public final class Terms {
    private Terms() {}

    public static Term num(long value) {
        return Constant.of(value);
    }

    public static Term num(long numerator, long denominator) {
        return new Constant(Rational.of(numerator, denominator));
    }

    public static Variable real(String name) {
        return new Variable(name, Sort.RATIONAL);
    }

    public static Variable whole(String name) {
        return new Variable(name, Sort.INTEGER);
    }

    public static Term sum(Term first, Term... rest) {
        Term sum = first;
        for (Term term : rest) {
            sum = new Add(sum, term);
        }
        return sum;
    }

    public static Term product(Term first, Term... rest) {
        Term product = first;
        for (Term term : rest) {
            product = new Multiply(product, term);
        }
        return product;
    }

    public static Term minus(Term left, Term right) {
        return new Subtract(left, right);
    }

    public static Term over(Term left, Term right) {
        return new Divide(left, right);
    }

    public static Term less(Term left, Term right) {
        return Compare.less(left, right);
    }

    public static Term expected(Term value) {
        return new Expected(value, Truth.TRUE);
    }

    /** i / 2^bits. */
    public static RandomVariable grid(Variable variable, Term bits) {
        return random(variable, new Distribution.Grid(bits, num(0), num(1)));
    }

    public static RandomVariable random(Variable variable, Distribution distribution) {
        return new RandomVariable(variable, distribution, null);
    }
}
