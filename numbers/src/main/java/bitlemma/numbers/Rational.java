package bitlemma.numbers;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;

/**
 * An exact rational number, always in lowest terms with a positive denominator.
 *
 * @param numerator the numerator, which carries the sign
 * @param denominator the denominator, positive
 */
public record Rational(BigInteger numerator, BigInteger denominator) implements Comparable<Rational> {
    public static final Rational ZERO = new Rational(BigInteger.ZERO, BigInteger.ONE);
    public static final Rational ONE = new Rational(BigInteger.ONE, BigInteger.ONE);
    public static final Rational HALF = new Rational(BigInteger.ONE, BigInteger.TWO);

    /**
     * @throws IllegalArgumentException where the pair is not in lowest terms with a positive denominator; use {@link
     * #of}
     */
    public Rational {
        Objects.requireNonNull(numerator);
        if (denominator.signum() <= 0) {
            throw new IllegalArgumentException("denominator " + denominator + " is not positive");
        }
        if (!isCoprime(numerator, denominator)) {
            throw new IllegalArgumentException(numerator + "/" + denominator + " is not in lowest terms");
        }
    }

    /**
     * Whether no number but 1 divides both; powers of two, the denominators of floating-point numbers, are told
     * quickly.
     */
    private static boolean isCoprime(BigInteger numerator, BigInteger denominator) {
        if (isPowerOfTwo(denominator)) {
            return numerator.testBit(0) || denominator.equals(BigInteger.ONE);
        }
        return numerator.gcd(denominator).equals(BigInteger.ONE);
    }

    private static boolean isPowerOfTwo(BigInteger positive) {
        return positive.getLowestSetBit() == positive.bitLength() - 1;
    }

    /** The quotient of two integers; throws ArithmeticException where {@code denominator} is zero. */
    public static Rational of(BigInteger numerator, BigInteger denominator) {
        if (denominator.signum() == 0) {
            throw new ArithmeticException("division by zero");
        }
        if (denominator.signum() > 0 && isPowerOfTwo(denominator)) {
            int common = numerator.signum() == 0
                    ? denominator.bitLength() - 1
                    : Math.min(numerator.getLowestSetBit(), denominator.bitLength() - 1);
            return new Rational(numerator.shiftRight(common), denominator.shiftRight(common));
        }
        BigInteger gcd = numerator.gcd(denominator);
        if (denominator.signum() < 0) {
            gcd = gcd.negate();
        }
        return new Rational(numerator.divide(gcd), denominator.divide(gcd));
    }

    public static Rational of(BigInteger value) {
        return new Rational(value, BigInteger.ONE);
    }

    public static Rational of(long value) {
        return of(BigInteger.valueOf(value));
    }

    public static Rational of(long numerator, long denominator) {
        return of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    /** 2 to the power of {@code exponent}, which may be negative. */
    public static Rational powerOfTwo(int exponent) {
        return exponent >= 0
                ? of(BigInteger.ONE.shiftLeft(exponent))
                : new Rational(BigInteger.ONE, BigInteger.ONE.shiftLeft(-exponent));
    }

    public boolean isInteger() {
        return denominator.equals(BigInteger.ONE);
    }

    /** The value as an integer; throws ArithmeticException where it is none. */
    public BigInteger toIntegerExact() {
        if (!isInteger()) {
            throw new ArithmeticException(this + " is not an integer");
        }
        return numerator;
    }

    public int signum() {
        return numerator.signum();
    }

    public Rational plus(Rational that) {
        if (isInteger() && that.isInteger()) {
            return of(numerator.add(that.numerator));
        }
        return of(
                numerator.multiply(that.denominator).add(that.numerator.multiply(denominator)),
                denominator.multiply(that.denominator));
    }

    public Rational minus(Rational that) {
        return plus(that.negate());
    }

    public Rational times(Rational that) {
        if (isInteger() && that.isInteger()) {
            return of(numerator.multiply(that.numerator));
        }
        return of(numerator.multiply(that.numerator), denominator.multiply(that.denominator));
    }

    /** The exact quotient; throws ArithmeticException where {@code that} is zero. */
    public Rational dividedBy(Rational that) {
        return of(numerator.multiply(that.denominator), denominator.multiply(that.numerator));
    }

    public Rational negate() {
        return new Rational(numerator.negate(), denominator);
    }

    public Rational abs() {
        return signum() < 0 ? negate() : this;
    }

    /** This number to an integer power; throws ArithmeticException for zero to a negative one. */
    public Rational power(int exponent) {
        if (exponent < 0) {
            return ONE.dividedBy(power(Math.negateExact(exponent)));
        }
        return new Rational(numerator.pow(exponent), denominator.pow(exponent));
    }

    public Rational min(Rational that) {
        return compareTo(that) <= 0 ? this : that;
    }

    public Rational max(Rational that) {
        return compareTo(that) >= 0 ? this : that;
    }

    /** The greatest integer that is not above this number. */
    public BigInteger floor() {
        if (isInteger()) {
            return numerator;
        }
        BigInteger[] parts = numerator.divideAndRemainder(denominator);
        return numerator.signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    /** The least integer that is not below this number. */
    public BigInteger ceiling() {
        return negate().floor().negate();
    }

    @Override
    public int compareTo(Rational that) {
        if (denominator.equals(that.denominator)) {
            return numerator.compareTo(that.numerator);
        }
        return numerator.multiply(that.denominator).compareTo(that.numerator.multiply(denominator));
    }

    /** As people write it: {@code 3}, {@code -7/2}. */
    /** Digits after the point, and bits before it, of what is written in decimal. */
    private static final int SHORT = 12;

    private static final int LONGEST_WHOLE = 40;

    /**
     * The number as people read numbers of machines: {@code 1.5} where that is short, {@code 8388609*2^-149} where it is a
     * whole multiple of a power of two, else a fraction.
     */
    public String brief() {
        if (denominator.bitCount() != 1) {
            return toString();
        }
        int power = denominator.getLowestSetBit();
        if (power <= SHORT && numerator.bitLength() <= LONGEST_WHOLE + power) {
            // n / 2^p is n * 5^p / 10^p.
            return new BigDecimal(numerator.multiply(BigInteger.valueOf(5).pow(power)), power).toPlainString();
        }
        int zeros = numerator.getLowestSetBit();
        BigInteger odd = numerator.shiftRight(zeros);
        String scale = "2^" + (zeros - power);
        return odd.equals(BigInteger.ONE) ? scale : odd.equals(BigInteger.ONE.negate()) ? "-" + scale : odd + "*" + scale;
    }

    @Override
    public String toString() {
        return isInteger() ? numerator.toString() : numerator + "/" + denominator;
    }
}
