package bitlemma.numbers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every fraction with a small numerator and denominator: of all integers, the one that the rule's definition picks. */
class RoundingTest {
    @ParameterizedTest
    @EnumSource
    void byDefinition(Rounding rule) {
        for (long p = -80; p <= 80; p++) {
            for (long q = 1; q <= 16; q++) {
                assertEquals(
                        BigInteger.valueOf(defined(rule, p, q)), rule.round(Rational.of(p, q)), rule + " of " + p + "/" + q);
            }
        }
    }

    private static long defined(Rounding rule, long p, long q) {
        return switch (rule) {
            case FLOOR -> integers().filter(n -> n * q <= p).max().orElseThrow();
            case CEILING -> integers().filter(n -> n * q >= p).min().orElseThrow();
            case TRUNCATE ->
                p >= 0
                        ? integers().filter(n -> n * q <= p).max().orElseThrow()
                        : integers().filter(n -> n * q >= p).min().orElseThrow();
            case UP -> nearest(p, q).max().orElseThrow();
            case AWAY -> p >= 0 ? nearest(p, q).max().orElseThrow() : nearest(p, q).min().orElseThrow();
            case EVEN ->
                nearest(p, q).count() == 1
                        ? nearest(p, q).findFirst().orElseThrow()
                        : nearest(p, q).filter(n -> n % 2 == 0).findFirst().orElseThrow();
            case ODD ->
                p % q == 0
                        ? p / q
                        : integers().filter(n -> n % 2 != 0 && Math.abs(n * q - p) < q).findFirst().orElseThrow();
        };
    }

    private static LongStream integers() {
        return LongStream.rangeClosed(-100, 100);
    }

    /** The integers that are nearest to p/q: one, or two where it lies half way. */
    private static LongStream nearest(long p, long q) {
        long least = integers().map(n -> Math.abs(n * q - p)).min().orElseThrow();
        return integers().filter(n -> Math.abs(n * q - p) == least);
    }

    /** Fractions of powers of two are decimals, which the platform rounds as well. */
    @ParameterizedTest
    @EnumSource(names = {"FLOOR", "CEILING", "TRUNCATE", "AWAY", "EVEN"})
    void likeThePlatform(Rounding rule) {
        RoundingMode mode = switch (rule) {
            case FLOOR -> RoundingMode.FLOOR;
            case CEILING -> RoundingMode.CEILING;
            case TRUNCATE -> RoundingMode.DOWN;
            case AWAY -> RoundingMode.HALF_UP;
            case EVEN -> RoundingMode.HALF_EVEN;
            case UP, ODD -> throw new IllegalArgumentException();
        };
        for (int shift : new int[] {0, 1, 2, 7, 31, 64, 200}) {
            BigInteger scale = BigInteger.TWO.pow(shift);
            for (long x = -1000; x <= 1000; x++) {
                BigInteger numerator = scale.multiply(BigInteger.valueOf(x)).divide(BigInteger.valueOf(7)).add(BigInteger.valueOf(x % 3));
                BigInteger expected =
                        new BigDecimal(numerator).divide(new BigDecimal(scale)).setScale(0, mode).toBigIntegerExact();
                assertEquals(expected, rule.round(Rational.of(numerator, scale)));
            }
        }
    }
}
