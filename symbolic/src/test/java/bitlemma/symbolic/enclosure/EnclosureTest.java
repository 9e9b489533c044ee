package bitlemma.symbolic.enclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnclosureTest {
    /** Operations on random intervals contain the exact results of random numbers in them. */
    @Test
    void operationsContainExactResults() {
        Random random = new Random(7);
        for (int i = 0; i < 4000; i++) {
            int bits = 4 + random.nextInt(60);
            Rational[] a = interval(random);
            Rational[] b = interval(random);
            Enclosure x = Enclosure.of(a[0], a[2], bits);
            Enclosure y = Enclosure.of(b[0], b[2], bits);
            assertTrue(x.plus(y, bits).contains(a[1].plus(b[1])));
            assertTrue(x.minus(y, bits).contains(a[1].minus(b[1])));
            assertTrue(x.times(y, bits).contains(a[1].times(b[1])));
            assertTrue(x.square(bits).contains(a[1].times(a[1])));
            assertTrue(x.square(bits).isNotNegative());
            assertTrue(x.min(y).contains(a[1].min(b[1])));
            assertTrue(x.max(y).contains(a[1].max(b[1])));
            assertTrue(x.abs().contains(a[1].abs()));
            assertTrue(x.hull(y).contains(a[1]) && x.hull(y).contains(b[1]));
            int exponent = random.nextInt(11) - 5;
            if (b[1].signum() != 0) {
                assertTrue(x.dividedBy(y, bits).contains(a[1].dividedBy(b[1])));
                assertTrue(y.power(BigInteger.valueOf(exponent), bits).contains(b[1].power(exponent)));
            }
            for (Rounding rule : Rounding.values()) {
                assertTrue(x.roundTo(rule).contains(Rational.of(rule.round(a[1]))));
            }
            assertEquals(x.isCertainlyLess(y), x.high().compareTo(y.low()) < 0);
            assertFalse(x.isDisjoint(y) && x.overlaps(y));
        }
    }

    /** Three numbers in ascending order. */
    private static Rational[] interval(Random random) {
        Rational[] ends = new Rational[3];
        for (int i = 0; i < 3; i++) {
            ends[i] = Rational.of(random.nextInt(4001) - 2000, 1 + random.nextInt(300));
        }
        Arrays.sort(ends);
        if (random.nextInt(3) == 0) {
            ends[2] = ends[1];
            ends[0] = ends[1];
        }
        return ends;
    }

    @Test
    void sumsOfVeryDifferentSizesAreCheapAndOutward() {
        Enclosure tiny = Enclosure.of(Dyadic.powerOfTwo(-100_000_000));
        Enclosure sum = Enclosure.ONE.plus(tiny, 60);
        assertTrue(sum.low().compareTo(Dyadic.ONE) == 0);
        assertTrue(sum.high().compareTo(Dyadic.ONE) > 0);
        assertTrue(Enclosure.ONE.minus(tiny, 60).low().compareTo(Dyadic.ONE) < 0);
    }

    @Test
    void realPowers() {
        Enclosure half = Enclosure.of(Rational.HALF, 60);
        assertEquals(Enclosure.of(3), Enclosure.of(9).power(half, 60));
        Enclosure third = Enclosure.of(Rational.of(1, 3), 100);
        assertTrue(Enclosure.of(8).power(third, 60).contains(Rational.of(2)));
        assertFalse(Enclosure.of(-8).power(third, 60).isKnown());
        assertEquals(Enclosure.of(-8), Enclosure.of(-2).power(Enclosure.of(3), 60));
        assertEquals(Enclosure.ONE, Enclosure.ZERO.power(Enclosure.ZERO, 60));
        assertFalse(Enclosure.ZERO.power(Enclosure.of(-1), 60).isKnown());
    }

    @Test
    void stepsOfRounding() {
        Enclosure across = Enclosure.of(Rational.of(49, 100), Rational.of(51, 100), 60);
        assertEquals(Enclosure.of(Dyadic.ZERO, Dyadic.ONE), across.roundTo(Rounding.EVEN));
        assertEquals(Enclosure.ZERO, across.roundTo(Rounding.FLOOR));
        assertEquals(Enclosure.ONE, across.roundTo(Rounding.ODD));
        assertEquals(Enclosure.ONE, Enclosure.of(Dyadic.powerOfTwo(-1_000_000)).roundTo(Rounding.CEILING));
    }

    @Test
    void textHasOnlyCertainDigits() {
        assertEquals("0.25", Enclosure.of(Rational.of(1, 4), 60).toString());
        assertTrue(Enclosure.of(Rational.of(1, 3), 100).toString().matches("0\\.3{28,31}\\.\\.\\."));
        assertEquals("[0.33333, 0.33334]", Enclosure.of(Rational.of(1, 3), 100).interval(5));
        Enclosure across = Enclosure.of(Rational.of(2499999, 10000000), Rational.of(2500001, 10000000), 100);
        assertEquals("0.25 +- 1.1E-7", across.toString());
        assertEquals(6, across.digits());
        assertEquals("unknown", Enclosure.UNKNOWN.toString());
        assertEquals("[-1, 1]", Enclosure.of(Rational.of(-1), Rational.ONE, 10).toString());
        assertEquals(0, Enclosure.of(Rational.of(-1), Rational.ONE, 10).digits());
    }

    @Test
    void endsOutOfOrderAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Enclosure.of(Dyadic.ONE, Dyadic.ZERO));
        assertThrows(IllegalStateException.class, Enclosure.UNKNOWN::low);
    }
}
