package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Factors of polynomials, found by trying: coefficients with respect to one atom, and linear factors in one atom with small
 * numbers. What is found divides exactly; not all factors are found.
 */
final class PolynomialFactors {
    private static final int LARGEST = 60;
    private static final int LARGEST_COEFFICIENT = 16;

    private PolynomialFactors() {}

    /** Primitive polynomials whose product is the given one, which is primitive and has no negative exponents. */
    static List<Polynomial> of(Polynomial primitive) {
        List<Polynomial> factors = new ArrayList<>();
        Polynomial rest = primitive;
        if (rest.size() <= LARGEST) {
            for (Polynomial candidate : candidates(primitive)) {
                Optional<Polynomial> quotient = divided(rest, candidate);
                while (quotient.isPresent()) {
                    factors.add(candidate);
                    rest = quotient.get();
                    quotient = divided(rest, candidate);
                }
            }
        }
        if (!rest.equals(Polynomial.ONE)) {
            factors.add(rest);
        }
        return factors;
    }

    private static Optional<Polynomial> divided(Polynomial polynomial, Polynomial candidate) {
        return polynomial.size() < 2 || candidate.equals(polynomial)
                ? Optional.empty()
                : polynomial.exactQuotient(candidate);
    }

    private static Set<Polynomial> candidates(Polynomial polynomial) {
        Set<Polynomial> candidates = new LinkedHashSet<>();
        for (int atom : polynomial.atoms()) {
            for (Polynomial coefficient : coefficients(polynomial, atom).values()) {
                if (coefficient.size() > 1) {
                    candidates.add(coefficient.primitive().rest());
                }
            }
            addLinear(polynomial, atom, candidates);
        }
        candidates.remove(polynomial);
        return candidates;
    }

    /** The coefficients of the powers of an atom. */
    static Map<Rational, Polynomial> coefficients(Polynomial polynomial, int atom) {
        Map<Rational, Polynomial> coefficients = new TreeMap<>();
        polynomial
                .terms()
                .forEach((monomial, number) -> coefficients.merge(
                        monomial.exponentOf(atom), Polynomial.of(monomial.without(atom), number), Polynomial::plus));
        return coefficients;
    }

    /** p a^s - q b where b is one or another atom, s the least step of exponents, p and q small. */
    private static void addLinear(Polynomial polynomial, int atom, Set<Polynomial> candidates) {
        List<Rational> exponents =
                new ArrayList<>(coefficients(polynomial, atom).keySet());
        if (exponents.size() < 3 && polynomial.atoms().size() == 1
                || exponents.getLast().signum() <= 0) {
            return;
        }
        Rational step = exponents.getLast();
        for (Rational exponent : exponents) {
            step = gcd(step, exponent);
        }
        List<Monomial> constants = new ArrayList<>(List.of(Monomial.ONE));
        for (int other : polynomial.atoms()) {
            if (other > atom && polynomial.atoms().size() <= 4) {
                constants.add(Monomial.of(other, Rational.ONE));
            }
        }
        for (Monomial constant : constants) {
            for (int p = 1; p <= LARGEST_COEFFICIENT; p++) {
                for (int q = 1; q <= LARGEST_COEFFICIENT; q++) {
                    boolean coprime =
                            BigInteger.valueOf(p).gcd(BigInteger.valueOf(q)).equals(BigInteger.ONE);
                    if (coprime && p * q <= LARGEST_COEFFICIENT) {
                        Polynomial first = Polynomial.of(Monomial.of(atom, step), Rational.of(p));
                        candidates.add(first.plus(Polynomial.of(constant, Rational.of(-q))));
                        candidates.add(first.plus(Polynomial.of(constant, Rational.of(q))));
                    }
                }
            }
        }
    }

    private static Rational gcd(Rational a, Rational b) {
        return Rational.of(
                a.numerator().multiply(b.denominator()).gcd(b.numerator().multiply(a.denominator())),
                a.denominator().multiply(b.denominator()));
    }
}
