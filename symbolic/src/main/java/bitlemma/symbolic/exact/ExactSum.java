package bitlemma.symbolic.exact;

import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * A sum of many fractions. Those with one denominator are added as integers, and the denominators are brought together
 * only at the end, two sums of like size at a time.
 */
final class ExactSum {
    /** More denominators than this are brought together before the end. */
    private static final int MOST = 1 << 17;

    private static final class Part {
        private long low;
        private BigInteger high = BigInteger.ZERO;

        private void add(long numerator) {
            long sum = low + numerator;
            if (((low ^ sum) & (numerator ^ sum)) < 0) {
                high = high.add(BigInteger.valueOf(low));
                sum = numerator;
            }
            low = sum;
        }

        private BigInteger total() {
            return high.add(BigInteger.valueOf(low));
        }
    }

    private final Map<Long, Part> parts = new HashMap<>();
    private Rational rest = Rational.ZERO;
    private long last = 0;
    private Part part;

    void add(Fraction value) {
        if (!value.isSmall()) {
            rest = rest.plus(value.exact());
            return;
        }
        if (value.denominator() != last || part == null) {
            last = value.denominator();
            part = parts.computeIfAbsent(last, d -> new Part());
            if (parts.size() > MOST) {
                rest = total();
                parts.clear();
                part = parts.computeIfAbsent(last, d -> new Part());
                part.add(value.numerator());
                return;
            }
        }
        part.add(value.numerator());
    }

    Rational total() {
        Deque<Quotient> queue = new ArrayDeque<>();
        parts.forEach((denominator, sum) -> queue.add(new Quotient(sum.total(), BigInteger.valueOf(denominator))));
        while (queue.size() > 1) {
            queue.add(queue.remove().plus(queue.remove()));
        }
        return queue.isEmpty() ? rest : rest.plus(queue.remove().exact());
    }

    /** A fraction that is brought to lowest terms only where that pays. */
    private record Quotient(BigInteger numerator, BigInteger denominator) {
        /** Bits of a denominator from which on common factors are looked for. */
        private static final int LONG = 600;

        Quotient plus(Quotient that) {
            if (denominator.equals(that.denominator)) {
                return new Quotient(numerator.add(that.numerator), denominator);
            }
            BigInteger n = numerator.multiply(that.denominator).add(that.numerator.multiply(denominator));
            BigInteger d = denominator.multiply(that.denominator);
            if (d.bitLength() < LONG) {
                return new Quotient(n, d);
            }
            BigInteger common = n.gcd(d);
            return new Quotient(n.divide(common), d.divide(common));
        }

        Rational exact() {
            return Rational.of(numerator, denominator);
        }
    }
}
