package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Builds formulas: sums and products are flattened, their numbers folded, identical terms and powers of one base
 * collected, their parts put in one order. This is what rational functions allow, {@code x / x} is 1: a formula may
 * become defined where it was not, and keeps its value everywhere else.
 */
public final class Formulas {
    public static final Formula ZERO = number(Rational.ZERO);
    public static final Formula ONE = number(Rational.ONE);
    public static final Formula MINUS_ONE = number(-1);
    public static final Formula TWO = number(2);
    public static final Formula HALF = number(Rational.HALF);
    public static final Formula PI = new Formula.Named(NamedConstant.PI);
    public static final Formula EULER_GAMMA = new Formula.Named(NamedConstant.EULER_GAMMA);
    public static final Formula CATALAN = new Formula.Named(NamedConstant.CATALAN);
    public static final Formula INFINITY = new Formula.Infinity(true);
    public static final Formula MINUS_INFINITY = new Formula.Infinity(false);

    private Formulas() {}

    /** A number. */
    public static Formula number(Rational value) {
        return new Formula.Number(value);
    }

    /** A whole number. */
    public static Formula number(BigInteger value) {
        return number(Rational.of(value));
    }

    /** A whole number. */
    public static Formula number(long value) {
        return number(Rational.of(value));
    }

    /** The fraction; throws ArithmeticException where the denominator is zero. */
    public static Formula number(long numerator, long denominator) {
        return number(Rational.of(numerator, denominator));
    }

    /** A parameter, a random variable, or a variable of an integral or sum. */
    public static Formula symbol(String name) {
        return new Formula.Symbol(name);
    }

    /** The sum; zero of no terms. A number times a sum is multiplied out. */
    public static Formula sum(List<Formula> terms) {
        return terms.size() == 1 ? terms.getFirst() : TermCollector.sum(terms);
    }

    /** The sum; zero of no terms. */
    public static Formula sum(Formula... terms) {
        return sum(Arrays.asList(terms));
    }

    /** The difference. */
    public static Formula minus(Formula left, Formula right) {
        return sum(left, negate(right));
    }

    /** The operand with the other sign. */
    public static Formula negate(Formula operand) {
        return product(MINUS_ONE, operand);
    }

    /** The product; one of no factors. Sums are not multiplied out. */
    public static Formula product(List<Formula> factors) {
        return factors.size() == 1 ? factors.getFirst() : FactorCollector.product(factors);
    }

    /** The product; one of no factors. */
    public static Formula product(Formula... factors) {
        return product(Arrays.asList(factors));
    }

    /** The quotient; throws ArithmeticException where the denominator is the number zero. */
    public static Formula quotient(Formula numerator, Formula denominator) {
        return product(numerator, power(denominator, -1));
    }

    /** One over the operand; throws ArithmeticException where it is the number zero. */
    public static Formula reciprocal(Formula operand) {
        return power(operand, -1);
    }

    /**
     * The power. {@code (x^a)^b} becomes {@code x^(a*b)} where b is an integer or x is positive as its form shows, and
     * powers of products are taken apart under the same condition.
     */
    public static Formula power(Formula base, Formula exponent) {
        return PowerRules.power(base, exponent);
    }

    /** The power with a whole exponent. */
    public static Formula power(Formula base, long exponent) {
        return power(base, number(exponent));
    }

    /** The second power. */
    public static Formula square(Formula base) {
        return power(base, TWO);
    }

    /** The root, as the power 1/2. */
    public static Formula sqrt(Formula operand) {
        return power(operand, HALF);
    }

    /**
     * The function; its values at well-known points are put in its place, and odd and even functions lose a minus sign.
     */
    public static Formula apply(Operator operator, List<Formula> arguments) {
        return FunctionValues.apply(operator, arguments);
    }

    /** The function, as for a list of arguments. */
    public static Formula apply(Operator operator, Formula... arguments) {
        return apply(operator, Arrays.asList(arguments));
    }

    /** The exponential. */
    public static Formula exp(Formula exponent) {
        return apply(Operator.EXP, exponent);
    }

    /** The natural logarithm. */
    public static Formula log(Formula operand) {
        return apply(Operator.LOG, operand);
    }

    /** The magnitude. */
    public static Formula abs(Formula operand) {
        return apply(Operator.ABS, operand);
    }

    public static Formula min(Formula... arguments) {
        return apply(Operator.MIN, arguments);
    }

    /** The greatest of two or more. */
    public static Formula max(Formula... arguments) {
        return apply(Operator.MAX, arguments);
    }

    /** The operand rounded to an integer; numbers are rounded at once. */
    public static Formula roundTo(Rounding rule, Formula operand) {
        return switch (operand) {
            case Formula.Number number -> number(rule.round(number.value()));
            case Formula.RoundTo rounded -> rounded;
            default -> new Formula.RoundTo(rule, operand);
        };
    }

    /** The greatest integer that is not above the operand. */
    public static Formula floor(Formula operand) {
        return roundTo(Rounding.FLOOR, operand);
    }

    /** The cases in order; those that can never hold are left out, and what follows one that always holds. */
    public static Formula piecewise(List<Formula.Case> cases, Formula otherwise) {
        List<Formula.Case> kept = new ArrayList<>();
        Formula last = otherwise;
        for (Formula.Case part : cases) {
            if (part.condition().equals(Condition.TRUE)) {
                last = part.value();
                break;
            }
            if (!part.condition().equals(Condition.FALSE)) {
                kept.add(part);
            }
        }
        while (!kept.isEmpty() && kept.getLast().value().equals(last)) {
            kept.removeLast();
        }
        return kept.isEmpty() ? last : new Formula.Piecewise(kept, last);
    }

    /** The first value where the condition holds, else the second. */
    public static Formula choose(Condition condition, Formula value, Formula otherwise) {
        return piecewise(List.of(new Formula.Case(condition, value)), otherwise);
    }

    /** The sum of a term from low to high; zero where numbers show that there is no term. */
    public static Formula total(String index, Formula low, Formula high, Formula term) {
        boolean empty = low instanceof Formula.Number a
                && high instanceof Formula.Number b
                && b.value().compareTo(a.value()) < 0;
        return empty || term.equals(ZERO) ? ZERO : new Formula.Total(index, low, high, term);
    }

    /** The integral, not computed; zero where its bounds are equal or its body is zero. */
    public static Formula integral(String variable, Formula low, Formula high, Formula body) {
        return low.equals(high) || body.equals(ZERO) ? ZERO : new Formula.Integral(variable, low, high, body);
    }

    /** Whether the formula is this number. */
    static boolean is(Formula formula, long value) {
        return formula instanceof Formula.Number(Rational number)
                && number.isInteger()
                && number.numerator().equals(BigInteger.valueOf(value));
    }

    /** Whether the formula is an integer number. */
    static boolean isInteger(Formula formula) {
        return formula instanceof Formula.Number(Rational number) && number.isInteger();
    }
}
