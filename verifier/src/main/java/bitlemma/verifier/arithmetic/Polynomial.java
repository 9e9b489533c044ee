package bitlemma.verifier.arithmetic;

import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A polynomial with rational coefficients over numbered unknowns. Equal polynomials are equal objects, so that two terms
 * whose polynomials agree are the same function.
 *
 * @param terms for each monomial (the sorted numbers of its unknowns, with repetition) its coefficient; none is zero
 */
record Polynomial(Map<List<Integer>, Rational> terms) {
    private static final Comparator<List<Integer>> ORDER = (a, b) -> {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = Integer.compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    };

    static final Polynomial ZERO = new Polynomial(new TreeMap<>(ORDER));

    Polynomial {
        terms = Collections.unmodifiableMap(terms);
    }

    static Polynomial of(Rational constant) {
        return of(List.of(), constant);
    }

    static Polynomial of(BigInteger constant) {
        return of(Rational.of(constant));
    }

    static Polynomial of(List<Integer> monomial, Rational coefficient) {
        Map<List<Integer>, Rational> terms = new TreeMap<>(ORDER);
        if (coefficient.signum() != 0) {
            terms.put(monomial, coefficient);
        }
        return new Polynomial(terms);
    }

    static Polynomial unknown(int number) {
        return of(List.of(number), Rational.ONE);
    }

    Polynomial plus(Polynomial that) {
        Map<List<Integer>, Rational> sum = new TreeMap<>(ORDER);
        sum.putAll(terms);
        that.terms.forEach((monomial, coefficient) -> sum.merge(monomial, coefficient, (a, b) -> {
            Rational c = a.plus(b);
            return c.signum() == 0 ? null : c;
        }));
        return new Polynomial(sum);
    }

    Polynomial minus(Polynomial that) {
        return plus(that.times(Rational.of(-1)));
    }

    Polynomial times(Rational factor) {
        Map<List<Integer>, Rational> product = new TreeMap<>(ORDER);
        if (factor.signum() != 0) {
            terms.forEach((monomial, coefficient) -> product.put(monomial, coefficient.times(factor)));
        }
        return new Polynomial(product);
    }

    Polynomial times(Polynomial that) {
        Polynomial product = ZERO;
        for (Map.Entry<List<Integer>, Rational> a : terms.entrySet()) {
            for (Map.Entry<List<Integer>, Rational> b : that.terms.entrySet()) {
                List<Integer> monomial = new ArrayList<>(a.getKey());
                monomial.addAll(b.getKey());
                Collections.sort(monomial);
                product = product.plus(of(List.copyOf(monomial), a.getValue().times(b.getValue())));
            }
        }
        return product;
    }

    /** The value, where no unknown is left. */
    Optional<Rational> constant() {
        if (terms.isEmpty()) {
            return Optional.of(Rational.ZERO);
        }
        return terms.size() == 1 ? Optional.ofNullable(terms.get(List.<Integer>of())) : Optional.empty();
    }

    /** The least positive integer that makes every coefficient an integer. */
    BigInteger denominator() {
        BigInteger all = BigInteger.ONE;
        for (Rational coefficient : terms.values()) {
            BigInteger d = coefficient.denominator();
            all = all.divide(all.gcd(d)).multiply(d);
        }
        return all;
    }

    /** The greatest number of unknowns that are multiplied with each other. */
    int degree() {
        return terms.keySet().stream().mapToInt(List::size).max().orElse(0);
    }
}
