package bitlemma.symbolic.formula;

import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;

/** Factors of integers, by trial division. */
final class PrimeFactors {
    private static final int LAST_DIVISOR = 1 << 12;

    private PrimeFactors() {}

    /**
     * The factors with their exponents. Primes, except that what is left without a small divisor counts as one factor:
     * roots and logarithms written with it are right, but relations between two such numbers are not seen.
     *
     * @param positive at least 1
     */
    static SortedMap<BigInteger, Integer> of(BigInteger positive) {
        SortedMap<BigInteger, Integer> factors = new TreeMap<>();
        int twos = positive.getLowestSetBit();
        if (twos > 0) {
            factors.put(BigInteger.TWO, twos);
        }
        BigInteger rest = positive.shiftRight(twos);
        for (int i = 3; i <= LAST_DIVISOR && !rest.equals(BigInteger.ONE); i += 2) {
            BigInteger divisor = BigInteger.valueOf(i);
            if (divisor.multiply(divisor).compareTo(rest) > 0) {
                break;
            }
            BigInteger[] parts = rest.divideAndRemainder(divisor);
            while (parts[1].signum() == 0) {
                factors.merge(divisor, 1, Integer::sum);
                rest = parts[0];
                parts = rest.divideAndRemainder(divisor);
            }
        }
        if (!rest.equals(BigInteger.ONE)) {
            factors.put(rest, 1);
        }
        return factors;
    }
}
