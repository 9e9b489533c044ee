package bitlemma.symbolic.summation;

import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sums of polynomials: Faulhaber's formula, as in Concrete Mathematics, (6.78). */
public final class Faulhaber {
    private Faulhaber() {}

    /**
     * The polynomial S with S(x + 1) - S(x) = p(x) and S(0) = 0, so that the sum of p from low to high is S(high + 1) -
     * S(low) wherever high is at least low - 1.
     *
     * @param polynomial in the symbol x, without negative powers of it, and in others
     */
    public static Polynomial antidifference(Polynomial polynomial, String symbol) {
        if (polynomial.least(symbol) < 0) {
            throw new IllegalArgumentException("a negative power of " + symbol);
        }
        List<Rational> bernoulli = bernoulli(polynomial.degree(symbol));
        Polynomial sum = Polynomial.ZERO;
        for (Map.Entry<Integer, Polynomial> part : polynomial.coefficients(symbol).entrySet()) {
            int k = part.getKey();
            for (int j = 0; j <= k; j++) {
                Rational factor = Rational.of(binomial(k + 1, j))
                        .times(bernoulli.get(j))
                        .dividedBy(Rational.of(k + 1));
                sum = sum.plus(part.getValue()
                        .times(Polynomial.power(symbol, k + 1 - j))
                        .times(factor));
            }
        }
        return sum;
    }

    /** The Bernoulli numbers from B0 to Bn, with B1 = -1/2. */
    static List<Rational> bernoulli(int n) {
        List<Rational> numbers = new ArrayList<>();
        numbers.add(Rational.ONE);
        for (int m = 1; m <= n; m++) {
            Rational sum = Rational.ZERO;
            for (int j = 0; j < m; j++) {
                sum = sum.plus(Rational.of(binomial(m + 1, j)).times(numbers.get(j)));
            }
            numbers.add(sum.negate().dividedBy(Rational.of(m + 1)));
        }
        return numbers;
    }

    static BigInteger binomial(int n, int k) {
        BigInteger product = BigInteger.ONE;
        for (int i = 0; i < k; i++) {
            product = product.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
        }
        return product;
    }
}
