package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The rational functions over atoms: formulas that count as independent of each other except for what their relations
 * say. Arithmetic follows the relations, so that of what they allow to be equal, one form is kept.
 */
final class Field {
    /** Cancelling is tried up to this size; greater fractions stay as they are. */
    private static final int LARGEST_CANCELLED = 300;

    /**
     * What an algebraic atom to a power is where that can be written with smaller powers.
     *
     * @param applies whether a power with this exponent can
     * @param reduce the power in other terms
     */
    record Relation(Predicate<Rational> applies, Function<Rational, Fraction> reduce) {
        /** No relation. */
        static final Relation FREE = new Relation(exponent -> false, exponent -> Fraction.ZERO);
    }

    private final List<Formula> formulas = new ArrayList<>();
    private final List<Relation> relations = new ArrayList<>();
    private final Map<Formula, Integer> numbers = new HashMap<>();
    private final int mostWork;
    private int work;

    /** @param mostWork products of two monomials before it gives up */
    Field(int mostWork) {
        this.mostWork = mostWork;
    }

    /** The number of the atom with this formula; a new one gets the relation. */
    int atom(Formula formula, Relation relation) {
        Integer known = numbers.get(formula);
        if (known != null) {
            return known;
        }
        formulas.add(formula);
        relations.add(relation);
        numbers.put(formula, formulas.size() - 1);
        return formulas.size() - 1;
    }

    int atom(Formula formula) {
        return atom(formula, Relation.FREE);
    }

    /** Whether there is an atom with this formula. */
    boolean has(Formula formula) {
        return numbers.containsKey(formula);
    }

    /** Gives a new atom its relation, which may need the atom's number. */
    void relate(int atom, Relation relation) {
        relations.set(atom, relation);
    }

    Formula formula(int atom) {
        return formulas.get(atom);
    }

    /** An atom to a power. */
    Fraction power(int atom, Rational exponent) {
        return reduced(Polynomial.of(Monomial.of(atom, exponent), Rational.ONE));
    }

    Fraction plus(Fraction left, Fraction right) {
        if (left.isZero() || right.isZero()) {
            return left.isZero() ? right : left;
        }
        if (left.denominators().equals(right.denominators())) {
            count(left.numerator().size() + right.numerator().size());
            return cancelled(new Fraction(left.numerator().plus(right.numerator()), left.denominators()));
        }
        Map<Polynomial, Integer> common = new HashMap<>(left.denominators());
        right.denominators().forEach((factor, times) -> common.merge(factor, times, Math::max));
        Fraction a = expanded(left, common);
        Fraction b = expanded(right, common);
        Fraction sum =
                a.isPolynomial() && b.isPolynomial() ? Fraction.of(a.numerator().plus(b.numerator())) : plus(a, b);
        return cancelled(new Fraction(sum.numerator(), joined(sum.denominators(), common)));
    }

    Fraction minus(Fraction left, Fraction right) {
        return plus(left, right.negate());
    }

    /** The numerator that belongs to a common denominator. */
    private Fraction expanded(Fraction fraction, Map<Polynomial, Integer> common) {
        Fraction product = Fraction.of(fraction.numerator());
        for (Map.Entry<Polynomial, Integer> factor : common.entrySet()) {
            int missing = factor.getValue() - fraction.denominators().getOrDefault(factor.getKey(), 0);
            for (int i = 0; i < missing; i++) {
                product = times(product, Fraction.of(factor.getKey()));
            }
        }
        return product;
    }

    Fraction times(Fraction left, Fraction right) {
        if (left.isZero() || right.isZero()) {
            return Fraction.ZERO;
        }
        count((long) left.numerator().size() * right.numerator().size());
        Fraction product = reduced(left.numerator().times(right.numerator()));
        return cancelled(new Fraction(
                product.numerator(),
                joined(product.denominators(), joined(left.denominators(), right.denominators()))));
    }

    private static Map<Polynomial, Integer> joined(Map<Polynomial, Integer> left, Map<Polynomial, Integer> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.isEmpty() ? right : left;
        }
        Map<Polynomial, Integer> joined = new HashMap<>(left);
        right.forEach((factor, times) -> joined.merge(factor, times, Integer::sum));
        return joined;
    }

    Fraction inverse(Fraction fraction) {
        if (fraction.isZero()) {
            throw new Undecided("division by zero");
        }
        Polynomial.Primitive parts = fraction.numerator().primitive();
        Fraction result = reduced(Polynomial.of(parts.monomial().inverse(), Rational.ONE.dividedBy(parts.content())));
        for (Map.Entry<Polynomial, Integer> factor : fraction.denominators().entrySet()) {
            result = times(result, power(Fraction.of(factor.getKey()), factor.getValue()));
        }
        return parts.rest().size() == 1
                ? result
                : cancelled(new Fraction(result.numerator(), joined(result.denominators(), Map.of(parts.rest(), 1))));
    }

    Fraction quotient(Fraction numerator, Fraction denominator) {
        return times(numerator, inverse(denominator));
    }

    Fraction power(Fraction base, int exponent) {
        if (exponent < 0) {
            return power(inverse(base), Math.negateExact(exponent));
        }
        Fraction result = Fraction.ONE;
        Fraction square = base;
        for (int rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) != 0) {
                result = times(result, square);
            }
            if (rest > 1) {
                square = times(square, square);
            }
        }
        return result;
    }

    /** The polynomial with every power reduced that its atom's relation reduces. */
    private Fraction reduced(Polynomial polynomial) {
        Polynomial fine = polynomial.only(monomial -> reducible(monomial) < 0);
        if (fine.size() == polynomial.size()) {
            return Fraction.of(polynomial);
        }
        Fraction sum = Fraction.of(fine);
        for (Monomial monomial : polynomial.minus(fine).descending()) {
            int place = reducible(monomial);
            int atom = monomial.atom(place);
            Fraction replaced = relations.get(atom).reduce().apply(monomial.exponent(place));
            Fraction rest = Fraction.of(Polynomial.of(monomial.without(atom), polynomial.coefficient(monomial)));
            sum = plus(sum, times(rest, replaced));
        }
        return sum;
    }

    private int reducible(Monomial monomial) {
        for (int i = 0; i < monomial.size(); i++) {
            if (relations.get(monomial.atom(i)).applies().test(monomial.exponent(i))) {
                return i;
            }
        }
        return -1;
    }

    private Fraction cancelled(Fraction fraction) {
        if (fraction.isPolynomial() || fraction.numerator().size() > LARGEST_CANCELLED) {
            return fraction;
        }
        Polynomial numerator = fraction.numerator();
        Map<Polynomial, Integer> left = new HashMap<>();
        for (Map.Entry<Polynomial, Integer> factor : fraction.denominators().entrySet()) {
            int times = factor.getValue();
            while (times > 0) {
                count(numerator.size());
                Optional<Polynomial> quotient = numerator.exactQuotient(factor.getKey());
                if (quotient.isEmpty()) {
                    break;
                }
                numerator = quotient.get();
                times--;
            }
            if (times > 0) {
                left.put(factor.getKey(), times);
            }
        }
        return new Fraction(numerator, left);
    }

    private void count(long products) {
        work = (int) Math.min(Integer.MAX_VALUE, work + products);
        if (work > mostWork) {
            throw new Undecided("too many terms");
        }
    }

    /** The fraction as a formula: a sum over a product. */
    Formula formula(Fraction fraction) {
        List<Formula> factors = new ArrayList<>();
        factors.add(formula(fraction.numerator()));
        fraction.denominators().forEach((factor, times) -> factors.add(Formulas.power(formula(factor), -times)));
        return Formulas.product(factors);
    }

    Formula formula(Polynomial polynomial) {
        List<Formula> terms = new ArrayList<>();
        polynomial
                .terms()
                .forEach((monomial, coefficient) ->
                        terms.add(Formulas.product(Formulas.number(coefficient), formula(monomial))));
        return Formulas.sum(terms);
    }

    Formula formula(Monomial monomial) {
        List<Formula> factors = new ArrayList<>();
        for (int i = 0; i < monomial.size(); i++) {
            factors.add(Formulas.power(formulas.get(monomial.atom(i)), Formulas.number(monomial.exponent(i))));
        }
        return Formulas.product(factors);
    }
}
