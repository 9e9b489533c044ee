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
 * Factors of polynomials, found by trying: coefficients with respect to one atom, and linear factors in one atom with
 * small numbers. What is found divides exactly; not all factors are found.
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
        ModularValues values = new ModularValues(polynomial);
        for (int atom : polynomial.atoms()) {
            for (Polynomial coefficient : coefficients(polynomial, atom).values()) {
                if (coefficient.size() > 1) {
                    candidates.add(coefficient.primitive().rest());
                }
            }
            addLinear(polynomial, atom, values, candidates);
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

    /** p a - q b where b is one or another atom, p and q small, a and b in the steps of their exponents. */
    private static void addLinear(Polynomial polynomial, int atom, ModularValues values, Set<Polynomial> candidates) {
        List<Integer> others = new ArrayList<>(List.of(-1));
        if (polynomial.atoms().size() <= 4) {
            polynomial.atoms().stream().filter(other -> other > atom).forEach(others::add);
        }
        for (int other : others) {
            Monomial constant = other < 0 ? Monomial.ONE : Monomial.of(other, values.step(other));
            for (int p = 1; p <= LARGEST_COEFFICIENT; p++) {
                for (int q = -LARGEST_COEFFICIENT / p; q <= LARGEST_COEFFICIENT / p; q++) {
                    if (q != 0 && coprime(p, q) && values.isZeroAt(atom, q, p, other)) {
                        candidates.add(Polynomial.of(Monomial.of(atom, values.step(atom)), Rational.of(p))
                                .plus(Polynomial.of(constant, Rational.of(-q))));
                    }
                }
            }
        }
    }

    private static boolean coprime(int p, int q) {
        return BigInteger.valueOf(p).gcd(BigInteger.valueOf(q)).equals(BigInteger.ONE);
    }
}
