package bitlemma.numbers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** All pairs of small fractions, against arithmetic on numerators over a common denominator. */
class RationalTest {
    private static void check(long numerator, long denominator, Rational found) {
        assertTrue(found.denominator().signum() > 0);
        assertEquals(BigInteger.ONE, found.numerator().gcd(found.denominator()));
        assertEquals(
                found.numerator().multiply(BigInteger.valueOf(denominator)),
                found.denominator().multiply(BigInteger.valueOf(numerator)));
    }

    @Test
    void arithmetic() {
        for (long a = -7; a <= 7; a++) {
            for (long b = -6; b <= 6; b++) {
                if (b == 0) {
                    long dividend = a;
                    assertThrows(ArithmeticException.class, () -> Rational.of(dividend, 0));
                    continue;
                }
                Rational x = Rational.of(a, b);
                check(a, b, x);
                check(-a, b, x.negate());
                check(Math.abs(a), Math.abs(b), x.abs());
                check(a * a * a, b * b * b, x.power(3));
                check(1, 1, x.power(0));
                assertEquals(Long.signum(a) * Long.signum(b), x.signum());
                assertEquals(Math.floorDiv(a, b), x.floor().longValueExact());
                assertEquals(-Math.floorDiv(-a, b), x.ceiling().longValueExact());
                assertEquals(a % b == 0, x.isInteger());
                for (long c = -7; c <= 7; c++) {
                    for (long d = 1; d <= 6; d++) {
                        Rational y = Rational.of(c, d);
                        check(a * d + c * b, b * d, x.plus(y));
                        check(a * d - c * b, b * d, x.minus(y));
                        check(a * c, b * d, x.times(y));
                        assertEquals(Long.compare(a * d * Long.signum(b), c * Math.abs(b)), x.compareTo(y));
                        assertEquals(x.compareTo(y) == 0, x.equals(y));
                        assertEquals(x.compareTo(y) <= 0 ? x : y, x.min(y));
                        assertEquals(x.compareTo(y) >= 0 ? x : y, x.max(y));
                        if (c != 0) {
                            check(a * d, b * c, x.dividedBy(y));
                            check(d * d, c * c, y.power(-2));
                        }
                    }
                }
            }
        }
    }

    @Test
    void zero() {
        assertThrows(ArithmeticException.class, () -> Rational.ONE.dividedBy(Rational.ZERO));
        assertThrows(ArithmeticException.class, () -> Rational.ZERO.power(-1));
        assertThrows(ArithmeticException.class, Rational.HALF::toIntegerExact);
        assertThrows(IllegalArgumentException.class, () -> new Rational(BigInteger.TWO, BigInteger.TWO));
        assertThrows(IllegalArgumentException.class, () -> new Rational(BigInteger.ONE, BigInteger.ONE.negate()));
        assertEquals(Rational.ZERO, Rational.of(0, -5));
    }

    @Test
    void powersOfTwo() {
        for (int e = -80; e <= 80; e++) {
            assertEquals(Rational.ONE, Rational.powerOfTwo(e).times(Rational.powerOfTwo(-e)));
            assertEquals(Rational.of(2).power(e), Rational.powerOfTwo(e));
        }
    }

    @Test
    void shown() {
        assertEquals("-7/2", Rational.of(7, -2).toString());
        assertEquals("3", Rational.of(9, 3).toString());
    }
}
