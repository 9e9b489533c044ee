package bitlemma.verifier.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Polynomials by their values at points, in machine arithmetic. */
class PolynomialTest {
    /** A polynomial over three unknowns, and its coefficients in sixths by its monomials' exponents, one digit for each. */
    private record Sample(Polynomial polynomial, long[] sixths) {
        static Sample random(Random random) {
            long[] sixths = new long[27];
            Polynomial polynomial = Polynomial.ZERO;
            for (int i = 0; i < 5; i++) {
                int exponents = random.nextInt(27);
                int coefficient = random.nextInt(25) - 12;
                sixths[exponents] += coefficient;
                java.util.ArrayList<Integer> monomial = new java.util.ArrayList<>();
                for (int unknown = 0, rest = exponents; unknown < 3; unknown++, rest /= 3) {
                    for (int j = 0; j < rest % 3; j++) {
                        monomial.add(unknown);
                    }
                }
                polynomial = polynomial.plus(Polynomial.of(
                        List.copyOf(monomial), Rational.of(BigInteger.valueOf(coefficient), BigInteger.valueOf(6))));
            }
            return new Sample(polynomial, sixths);
        }

        /** Six times the value. */
        long at(long[] point) {
            long sum = 0;
            for (int exponents = 0; exponents < 27; exponents++) {
                long product = sixths[exponents];
                for (int unknown = 0, rest = exponents; unknown < 3; unknown++, rest /= 3) {
                    for (int j = 0; j < rest % 3; j++) {
                        product *= point[unknown];
                    }
                }
                sum += product;
            }
            return sum;
        }
    }

    private static Rational at(Polynomial polynomial, long[] point) {
        Rational sum = Rational.ZERO;
        for (Map.Entry<List<Integer>, Rational> term : polynomial.terms().entrySet()) {
            Rational product = term.getValue();
            for (int unknown : term.getKey()) {
                product = product.times(Rational.of(point[unknown]));
            }
            sum = sum.plus(product);
        }
        return sum;
    }

    private static Rational ratio(long n, long d) {
        return Rational.of(BigInteger.valueOf(n), BigInteger.valueOf(d));
    }

    @Test
    void operationsAreThoseOfTheirValues() {
        Random random = new Random(7);
        for (int i = 0; i < 3000; i++) {
            Sample a = Sample.random(random);
            Sample b = Sample.random(random);
            long[] point = {random.nextInt(9) - 4, random.nextInt(9) - 4, random.nextInt(9) - 4};
            assertEquals(ratio(a.at(point), 6), at(a.polynomial(), point));
            assertEquals(ratio(a.at(point) + b.at(point), 6), at(a.polynomial().plus(b.polynomial()), point));
            assertEquals(ratio(a.at(point) - b.at(point), 6), at(a.polynomial().minus(b.polynomial()), point));
            assertEquals(ratio(a.at(point) * b.at(point), 36), at(a.polynomial().times(b.polynomial()), point));
            assertEquals(ratio(a.at(point) * 5, 12), at(a.polynomial().times(ratio(5, 2)), point));
            assertEquals(a.polynomial(), a.polynomial().plus(b.polynomial()).minus(b.polynomial()));
            assertTrue(a.polynomial().terms().values().stream().noneMatch(c -> c.signum() == 0));
            Rational whole = at(a.polynomial(), point).times(Rational.of(a.polynomial().denominator()));
            assertTrue(whole.isInteger());
            assertTrue(BigInteger.valueOf(6).mod(a.polynomial().denominator()).signum() == 0);
            a.polynomial().constant().ifPresent(c -> assertEquals(c, at(a.polynomial(), point)));
        }
    }
}
