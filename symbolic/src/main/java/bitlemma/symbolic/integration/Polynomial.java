package bitlemma.symbolic.integration;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Exponentials;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Symbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A polynomial in one variable whose coefficients are formulas without it.
 *
 * @param coefficients from the constant one upwards; the last is not the number zero; empty is zero. A coefficient may
 *     be zero in disguise, as {@code (1+c)*(1-c) - 1 + c^2} is.
 */
record Polynomial(List<Formula> coefficients) {
    /** Products of greater degree are not multiplied out. */
    private static final int GREATEST_DEGREE = 64;

    static final Polynomial ZERO = new Polynomial(List.of());
    static final Polynomial ONE = constant(Formulas.ONE);

    Polynomial {
        int length = coefficients.size();
        while (length > 0 && coefficients.get(length - 1).equals(Formulas.ZERO)) {
            length--;
        }
        coefficients = List.copyOf(coefficients.subList(0, length));
    }

    static Polynomial constant(Formula value) {
        return new Polynomial(List.of(value));
    }

    /** {@code slope * x + constant}. */
    static Polynomial linear(Formula slope, Formula constant) {
        return new Polynomial(List.of(constant, slope));
    }

    /** The formula as a polynomial in x; empty where it is none, or of too great a degree. */
    static Optional<Polynomial> of(Formula formula, String x) {
        if (!Symbols.free(formula).contains(x)) {
            return Optional.of(constant(formula));
        }
        return switch (formula) {
            case Formula.Symbol symbol -> Optional.of(linear(Formulas.ONE, Formulas.ZERO));
            case Formula.Sum sum -> {
                Polynomial total = ZERO;
                for (Formula term : sum.terms()) {
                    Optional<Polynomial> part = of(term, x);
                    if (part.isEmpty()) {
                        yield Optional.empty();
                    }
                    total = total.plus(part.get());
                }
                yield Optional.of(total);
            }
            case Formula.Product product -> {
                Polynomial all = ONE;
                for (Formula factor : product.factors()) {
                    Optional<Polynomial> part = of(factor, x);
                    if (part.isEmpty() || all.degree() + part.get().degree() > GREATEST_DEGREE) {
                        yield Optional.empty();
                    }
                    all = all.times(part.get());
                }
                yield Optional.of(all);
            }
            case Formula.Power(Formula base, Formula.Number(Rational exponent))
            when exponent.isInteger()
                    && exponent.signum() > 0
                    && exponent.compareTo(Rational.of(GREATEST_DEGREE)) <= 0 -> {
                int power = exponent.numerator().intValueExact();
                yield of(base, x).filter(part -> part.degree() * power <= GREATEST_DEGREE)
                        .map(part -> part.power(power));
            }
            default -> Optional.empty();
        };
    }

    /** The degree; -1 for zero. */
    int degree() {
        return coefficients.size() - 1;
    }

    boolean isZero() {
        return coefficients.isEmpty();
    }

    Formula coefficient(int power) {
        return power < coefficients.size() ? coefficients.get(power) : Formulas.ZERO;
    }

    Formula leading() {
        return coefficients.getLast();
    }

    /** The numbers that all coefficients are; empty where one is not a number. */
    Optional<List<Rational>> rationals() {
        List<Rational> numbers = new ArrayList<>();
        for (Formula coefficient : coefficients) {
            if (!(coefficient instanceof Formula.Number(Rational value))) {
                return Optional.empty();
            }
            numbers.add(value);
        }
        return Optional.of(numbers);
    }

    Polynomial plus(Polynomial that) {
        List<Formula> sums = new ArrayList<>();
        for (int i = 0; i <= Math.max(degree(), that.degree()); i++) {
            sums.add(Formulas.sum(coefficient(i), that.coefficient(i)));
        }
        return new Polynomial(sums);
    }

    Polynomial minus(Polynomial that) {
        return plus(that.times(Formulas.MINUS_ONE));
    }

    Polynomial times(Formula factor) {
        return new Polynomial(
                coefficients.stream().map(each -> multiplied(factor, each)).toList());
    }

    Polynomial times(Polynomial that) {
        List<Formula> products = new ArrayList<>();
        for (int i = 0; i <= degree() + that.degree(); i++) {
            List<Formula> terms = new ArrayList<>();
            for (int k = Math.max(0, i - that.degree()); k <= Math.min(i, degree()); k++) {
                terms.add(multiplied(coefficients.get(k), that.coefficients.get(i - k)));
            }
            products.add(Formulas.sum(terms));
        }
        return new Polynomial(products);
    }

    /** Multiplied out where both are short, so that equal terms meet and cancel. */
    private static Formula multiplied(Formula left, Formula right) {
        List<Formula> a = left instanceof Formula.Sum sum ? sum.terms() : List.of(left);
        List<Formula> b = right instanceof Formula.Sum sum ? sum.terms() : List.of(right);
        if (a.size() * b.size() > 64) {
            return Formulas.product(left, right);
        }
        List<Formula> terms = new ArrayList<>();
        for (Formula one : a) {
            for (Formula other : b) {
                terms.add(Formulas.product(one, other));
            }
        }
        return Formulas.sum(terms);
    }

    Polynomial power(int exponent) {
        Polynomial result = ONE;
        for (int i = 0; i < exponent; i++) {
            result = result.times(this);
        }
        return result;
    }

    Polynomial derivative() {
        List<Formula> slopes = new ArrayList<>();
        for (int i = 1; i <= degree(); i++) {
            slopes.add(Formulas.product(Formulas.number(i), coefficients.get(i)));
        }
        return new Polynomial(slopes);
    }

    /** The antiderivative without a constant. */
    Polynomial antiderivative() {
        List<Formula> areas = new ArrayList<>();
        areas.add(Formulas.ZERO);
        for (int i = 0; i <= degree(); i++) {
            areas.add(Formulas.product(Formulas.number(1, i + 1), coefficients.get(i)));
        }
        return new Polynomial(areas);
    }

    /** The value, by Horner's rule. */
    Formula at(Formula point) {
        Formula value = Formulas.ZERO;
        for (int i = degree(); i >= 0; i--) {
            value = Formulas.sum(multiplied(value, point), coefficients.get(i));
        }
        return value;
    }

    /** The same polynomial in {@code y} for {@code x = slope * y + shift}. */
    Polynomial compose(Formula slope, Formula shift) {
        Polynomial inner = linear(slope, shift);
        Polynomial result = ZERO;
        for (int i = degree(); i >= 0; i--) {
            result = result.times(inner).plus(constant(coefficients.get(i)));
        }
        return result;
    }

    /** Quotient and remainder. */
    record Division(Polynomial quotient, Polynomial remainder) {}

    /** By one that is not zero. */
    Division dividedBy(Polynomial divisor) {
        List<Formula> rest = new ArrayList<>(coefficients);
        int steps = degree() - divisor.degree();
        if (steps < 0) {
            return new Division(ZERO, this);
        }
        Formula scale = Formulas.reciprocal(divisor.leading());
        List<Formula> quotient = new ArrayList<>(java.util.Collections.nCopies(steps + 1, Formulas.ZERO));
        for (int i = steps; i >= 0; i--) {
            Formula factor = multiplied(scale, rest.get(i + divisor.degree()));
            quotient.set(i, factor);
            for (int k = 0; k < divisor.degree(); k++) {
                Formula taken = multiplied(factor, divisor.coefficients.get(k));
                rest.set(i + k, Formulas.minus(rest.get(i + k), taken));
            }
        }
        return new Division(new Polynomial(quotient), new Polynomial(rest.subList(0, divisor.degree())));
    }

    /** The exponential of its value at a point. */
    Formula exponential(Formula point) {
        List<Formula> factors = new ArrayList<>();
        for (int i = 0; i <= degree(); i++) {
            factors.add(Exponentials.of(coefficients.get(i), Formulas.power(point, i)));
        }
        return Formulas.product(factors);
    }

    Formula formula(String x) {
        return formula(Formulas.symbol(x));
    }

    Formula formula(Formula x) {
        List<Formula> terms = new ArrayList<>();
        for (int i = 0; i <= degree(); i++) {
            terms.add(Formulas.product(coefficients.get(i), Formulas.power(x, i)));
        }
        return Formulas.sum(terms);
    }
}
