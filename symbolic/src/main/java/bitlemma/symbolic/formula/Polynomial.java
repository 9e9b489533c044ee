package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** A sum of monomials with rational coefficients, none zero; exponents may be negative and fractions. */
final class Polynomial {
    static final Polynomial ZERO = new Polynomial(Map.of());
    static final Polynomial ONE = constant(Rational.ONE);
    private static final int LONGEST_DIVISION = 2000;

    private final Map<Monomial, Rational> terms;

    /** @param terms not changed afterwards, without zeros */
    private Polynomial(Map<Monomial, Rational> terms) {
        this.terms = terms;
    }

    static Polynomial constant(Rational value) {
        return of(Monomial.ONE, value);
    }

    static Polynomial of(Monomial monomial, Rational coefficient) {
        return coefficient.signum() == 0 ? new Polynomial(Map.of()) : new Polynomial(Map.of(monomial, coefficient));
    }

    Map<Monomial, Rational> terms() {
        return Collections.unmodifiableMap(terms);
    }

    /** The monomials, greatest first. */
    List<Monomial> descending() {
        List<Monomial> ordered = new ArrayList<>(terms.keySet());
        ordered.sort(Collections.reverseOrder());
        return ordered;
    }

    int size() {
        return terms.size();
    }

    boolean isZero() {
        return terms.isEmpty();
    }

    /** The number that this is; empty where it is none. */
    Optional<Rational> number() {
        return terms.isEmpty()
                ? Optional.of(Rational.ZERO)
                : terms.size() == 1 ? Optional.ofNullable(terms.get(Monomial.ONE)) : Optional.empty();
    }

    Rational coefficient(Monomial monomial) {
        return terms.getOrDefault(monomial, Rational.ZERO);
    }

    Monomial leading() {
        return Collections.max(terms.keySet());
    }

    /** The numbers of all atoms. */
    Set<Integer> atoms() {
        Set<Integer> atoms = new TreeSet<>();
        for (Monomial monomial : terms.keySet()) {
            for (int i = 0; i < monomial.size(); i++) {
                atoms.add(monomial.atom(i));
            }
        }
        return atoms;
    }

    Polynomial plus(Polynomial that) {
        if (that.isZero()) {
            return this;
        }
        Map<Monomial, Rational> sums = new HashMap<>(terms);
        that.terms.forEach((monomial, coefficient) -> add(sums, monomial, coefficient));
        return new Polynomial(sums);
    }

    Polynomial minus(Polynomial that) {
        return plus(that.times(Rational.of(-1)));
    }

    Polynomial times(Rational factor) {
        return times(Monomial.ONE, factor);
    }

    Polynomial times(Monomial monomial, Rational factor) {
        if (factor.signum() == 0) {
            return ZERO;
        }
        Map<Monomial, Rational> products = new HashMap<>();
        terms.forEach((own, coefficient) -> products.put(own.times(monomial), coefficient.times(factor)));
        return new Polynomial(products);
    }

    /** The product as it is, without the relations between atoms. */
    Polynomial times(Polynomial that) {
        Map<Monomial, Rational> products = new HashMap<>();
        terms.forEach((left, a) -> that.terms.forEach((right, b) -> add(products, left.times(right), a.times(b))));
        return new Polynomial(products);
    }

    private static void add(Map<Monomial, Rational> sums, Monomial monomial, Rational coefficient) {
        sums.merge(monomial, coefficient, (a, b) -> {
            Rational sum = a.plus(b);
            return sum.signum() == 0 ? null : sum;
        });
    }

    /** The terms that pass; the others are {@code minus} it. */
    Polynomial only(Predicate<Monomial> condition) {
        Map<Monomial, Rational> kept = new HashMap<>();
        terms.forEach((monomial, coefficient) -> {
            if (condition.test(monomial)) {
                kept.put(monomial, coefficient);
            }
        });
        return new Polynomial(kept);
    }

    /**
     * content * monomial * rest, where the rest has whole coefficients without a common divisor, a positive leading
     * one, and no atom in all of its monomials.
     */
    record Primitive(Rational content, Monomial monomial, Polynomial rest) {}

    /** Of a polynomial other than zero. */
    Primitive primitive() {
        BigInteger numerators = BigInteger.ZERO;
        BigInteger denominators = BigInteger.ONE;
        Monomial common = null;
        for (Map.Entry<Monomial, Rational> term : terms.entrySet()) {
            Rational coefficient = term.getValue();
            numerators = numerators.gcd(coefficient.numerator());
            denominators = denominators
                    .divide(denominators.gcd(coefficient.denominator()))
                    .multiply(coefficient.denominator());
            common = common == null ? term.getKey() : common.common(term.getKey());
        }
        Rational content = Rational.of(numerators, denominators);
        if (terms.get(leading()).signum() < 0) {
            content = content.negate();
        }
        return new Primitive(content, common, times(common.inverse(), Rational.ONE.dividedBy(content)));
    }

    /** quotient * divisor + remainder, no monomial of the remainder divisible by the divisor's leading one. */
    record Division(Polynomial quotient, Polynomial remainder) {}

    /** Division of polynomials without negative exponents; empty where it takes too long. */
    Optional<Division> divide(Polynomial divisor) {
        Monomial leading = divisor.leading();
        Monomial inverse = leading.inverse();
        Rational scale = Rational.ONE.dividedBy(divisor.terms.get(leading));
        TreeMap<Monomial, Rational> rest = new TreeMap<>(terms);
        Map<Monomial, Rational> quotient = new HashMap<>();
        Map<Monomial, Rational> remainder = new HashMap<>();
        for (int steps = 0; !rest.isEmpty(); steps++) {
            if (steps > LONGEST_DIVISION) {
                return Optional.empty();
            }
            Map.Entry<Monomial, Rational> greatest = rest.lastEntry();
            Monomial ratio = greatest.getKey().times(inverse);
            if (ratio.hasNegativeExponent()) {
                remainder.put(greatest.getKey(), greatest.getValue());
                rest.remove(greatest.getKey());
            } else {
                Rational factor = greatest.getValue().times(scale);
                quotient.put(ratio, factor);
                divisor.terms.forEach((monomial, coefficient) -> add(
                        rest, monomial.times(ratio), coefficient.times(factor).negate()));
            }
        }
        return Optional.of(new Division(new Polynomial(quotient), new Polynomial(remainder)));
    }

    /** The polynomial that times the divisor is this one; empty where there is none. */
    Optional<Polynomial> exactQuotient(Polynomial divisor) {
        Monomial shift = lowest();
        Monomial divisorShift = divisor.lowest();
        Polynomial shifted = times(shift.inverse(), Rational.ONE);
        Polynomial shiftedDivisor = divisor.times(divisorShift.inverse(), Rational.ONE);
        Monomial ratio = shifted.leading().times(shiftedDivisor.leading().inverse());
        if (ratio.hasNegativeExponent()) {
            return Optional.empty();
        }
        return shifted.divide(shiftedDivisor)
                .filter(division -> division.remainder.isZero())
                .map(division -> division.quotient.times(shift.times(divisorShift.inverse()), Rational.ONE));
    }

    private Monomial lowest() {
        return terms.keySet().stream().reduce(Monomial::common).orElseThrow();
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Polynomial that && terms.equals(that.terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }
}
