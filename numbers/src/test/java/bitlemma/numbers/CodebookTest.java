package bitlemma.numbers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Codebooks: their values, and rounding against the least distance among all of them. */
class CodebookTest {
    private static List<Codebook> books() {
        return Formats.builtIn().stream()
                .filter(Codebook.class::isInstance)
                .map(Codebook.class::cast)
                .toList();
    }

    private static BigInteger big(long code) {
        return BigInteger.valueOf(code);
    }

    private static List<String> values(String name) {
        Codebook book = (Codebook) Formats.named(name).orElseThrow();
        return book.values().stream().map(Rational::toString).toList();
    }

    @Test
    void knownValues() {
        assertEquals(List.of("-1", "0", "1"), values("ternary"));
        assertEquals(List.of("-1", "1"), values("binary"));
        assertEquals(List.of("-7", "-5", "-3", "-1", "1", "3", "5", "7"), values("bipolar3"));
        assertEquals(List.of("0", "1", "2", "4", "6", "-1", "-2", "-4"), values("bitmod_fp3_6"));
        assertEquals(List.of("0", "1", "2", "4", "-3", "-1", "-2", "-4"), values("bitmod_fp3_m3"));
        assertEquals(
                List.of("0", "1/2", "1", "3/2", "2", "3", "4", "6", "5", "-1/2", "-1", "-3/2", "-2", "-3", "-4", "-6"),
                values("bitmod_fp4_5"));
        assertEquals(List.of("-3", "-2", "-1", "0", "1", "2", "1/2", "-1/2"), values("dint3"));
        assertEquals("49", values("power2_int4").get(7));
        assertEquals("-512", values("power3_int4").get(8));
    }

    /** The weights of bipolar integers, bit by bit. */
    @Test
    void bipolar() {
        for (int width = 1; width <= 8; width++) {
            Codebook book = Codebooks.bipolar(width);
            for (int code = 0; code < 1 << width; code++) {
                int bits = code;
                int value = IntStream.range(0, width).map(i -> (2 * (bits >> i & 1) - 1) << i).sum();
                assertEquals(Rational.of(value), book.values().get(code));
            }
        }
    }

    /** The published decimals of NormalFloat4 are those of these single-precision numbers. */
    @Test
    void normalFloat() {
        double[] published = {
            -1.0, -0.6961928009986877, -0.5250730514526367, -0.39491748809814453, -0.28444138169288635,
            -0.18477343022823334, -0.09105003625154495, 0.0, 0.07958029955625534, 0.16093020141124725,
            0.24611230194568634, 0.33791524171829224, 0.44070982933044434, 0.5626170039176941, 0.7229568362236023, 1.0
        };
        Codebook book = (Codebook) Formats.named("nf4").orElseThrow();
        for (int code = 0; code < 16; code++) {
            assertEquals(Walked.exact((float) published[code]), book.values().get(code));
            assertEquals(published[code], Walked.toDouble(Datum.of(book.values().get(code))), 1e-15);
        }
    }

    @ParameterizedTest
    @MethodSource("books")
    void everyBorder(Codebook book) {
        List<Rational> sorted = book.values().stream().sorted().toList();
        List<Rational> places = new ArrayList<>(sorted);
        for (int i = 0; i + 1 < sorted.size(); i++) {
            Rational gap = sorted.get(i + 1).minus(sorted.get(i));
            for (int eighth = 1; eighth < 8; eighth++) {
                places.add(sorted.get(i).plus(gap.times(Rational.of(eighth, 8))));
            }
        }
        for (Rational x : places) {
            Rational least = book.values().stream().map(v -> v.minus(x).abs()).min(Rational::compareTo).orElseThrow();
            List<Integer> nearest = codes(book, v -> v.minus(x).abs().equals(least));
            boolean tie = nearest.size() > 1;
            Rational nearestValue = book.values().get(nearest.getFirst());
            Rational lower = sorted.stream().filter(v -> v.compareTo(x) <= 0).max(Rational::compareTo).orElseThrow();
            Rational upper = sorted.stream().filter(v -> v.compareTo(x) >= 0).min(Rational::compareTo).orElseThrow();
            for (Rounding rule : Rounding.values()) {
                BigInteger code = book.encode(Datum.of(x), rule, Overflow.FORBID).orElseThrow();
                Rational found = book.values().get(code.intValue());
                String what = book + " " + rule + " of " + x + " is " + found;
                switch (rule) {
                    case FLOOR -> assertEquals(lower, found, what);
                    case CEILING -> assertEquals(upper, found, what);
                    case TRUNCATE -> assertEquals(x.signum() < 0 ? upper : lower, found, what);
                    case UP -> assertEquals(tie ? upper : nearestValue, found, what);
                    case AWAY -> assertEquals(tie ? (x.signum() < 0 ? lower : upper) : nearestValue, found, what);
                    case EVEN -> {
                        assertTrue(nearest.contains(code.intValue()), what);
                        assertTrue(!code.testBit(0) || nearest.stream().allMatch(c -> c % 2 == 1), what);
                    }
                    case ODD -> {
                        List<Integer> neighbours = codes(book, v -> v.equals(lower) || v.equals(upper));
                        assertTrue(neighbours.contains(code.intValue()), what);
                        boolean allEven = neighbours.stream().allMatch(c -> c % 2 == 0);
                        assertTrue(code.testBit(0) || allEven || lower.equals(upper), what);
                    }
                }
            }
        }
        Rational beyond = sorted.getLast().plus(Rational.of(1, 1000));
        for (Rounding rule : Rounding.values()) {
            assertEquals(Optional.of(book.greatest()), book.encode(Datum.of(beyond), rule, Overflow.SATURATE));
            assertEquals(
                    Optional.of(book.least()),
                    book.encode(Datum.of(sorted.getFirst().minus(Rational.of(100))), rule, Overflow.SATURATE));
        }
        assertEquals(Optional.empty(), book.encode(Datum.of(beyond), Rounding.EVEN, Overflow.FORBID));
        assertEquals(Optional.empty(), book.encode(Datum.NAN, Rounding.EVEN, Overflow.SATURATE));
    }

    private static List<Integer> codes(Codebook book, Predicate<Rational> condition) {
        return IntStream.range(0, book.values().size())
                .filter(code -> condition.test(book.values().get(code)))
                .boxed()
                .toList();
    }

    /**
     * Between ascending neighbours k quarters apart, k or 4 - k of the four random numbers go further from zero.
     */
    @ParameterizedTest
    @MethodSource("books")
    void chanceIsAsLargeAsTheFraction(Codebook book) {
        List<Rational> sorted = book.values().stream().sorted().toList();
        for (int i = 0; i + 1 < sorted.size(); i++) {
            Rational gap = sorted.get(i + 1).minus(sorted.get(i));
            for (int k = 1; k < 4; k++) {
                Rational x = sorted.get(i).plus(gap.times(Rational.of(k, 4)));
                int upper = 0;
                for (int random = 0; random < 4; random++) {
                    BigInteger code = book.encodeStochastic(Datum.of(x), big(random), 2, Overflow.FORBID).orElseThrow();
                    upper += book.values().get(code.intValue()).equals(sorted.get(i + 1)) ? 1 : 0;
                }
                assertEquals(k, upper, book + " at " + x);
            }
        }
    }

    /** Directed rules that lead to the first or last value need no overflow rule; the others do. */
    @Test
    void beyondOneSide() {
        Codebook book = new Codebook("positive", 1, List.of(Rational.of(1), Rational.of(2)));
        Codebook mirrored = new Codebook("negative", 1, List.of(Rational.of(-1), Rational.of(-2)));
        for (Rounding rule : Rounding.values()) {
            boolean above = rule == Rounding.FLOOR || rule == Rounding.TRUNCATE || rule == Rounding.ODD;
            boolean below = rule == Rounding.CEILING || rule == Rounding.ODD;
            assertEquals(above ? Optional.of(big(1)) : Optional.empty(), forbidding(book, Rational.of(3), rule));
            assertEquals(below ? Optional.of(big(0)) : Optional.empty(), forbidding(book, Rational.HALF, rule));
            above = rule == Rounding.FLOOR || rule == Rounding.ODD;
            below = rule == Rounding.CEILING || rule == Rounding.TRUNCATE || rule == Rounding.ODD;
            assertEquals(above ? Optional.of(big(0)) : Optional.empty(), forbidding(mirrored, Rational.of(-1, 2), rule));
            assertEquals(below ? Optional.of(big(1)) : Optional.empty(), forbidding(mirrored, Rational.of(-3), rule));
        }
    }

    private static Optional<BigInteger> forbidding(Codebook book, Rational exact, Rounding rule) {
        return book.encode(Datum.of(exact), rule, Overflow.FORBID);
    }

    @Test
    void patternsWithoutValue() {
        Codebook book = (Codebook) Formats.named("ternary").orElseThrow();
        assertTrue(book.isCode(big(2)));
        assertFalse(book.isCode(big(3)));
        assertThrows(IllegalArgumentException.class, () -> book.decode(big(3)));
        assertThrows(IllegalArgumentException.class, () -> book.isCode(big(4)));
        assertThrows(IllegalArgumentException.class, () -> new Codebook("bad", 1, List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Codebook("bad", 1, List.of(Rational.ZERO, Rational.ONE, Rational.HALF)));
    }

    /** The product of two values, to the nearest value; and a root that lies between values. */
    @Test
    void arithmetic() {
        Codebook book = (Codebook) Formats.named("bitmod_fp4_5").orElseThrow();
        List<BigInteger> operands = List.of(big(3), big(5));
        // 9/2 lies half way between 4 (code 6) and 5 (code 8): both even, so the one nearer to zero.
        Overflow none = Overflow.FORBID;
        assertEquals(Optional.of(big(6)), book.apply(Operation.MULTIPLY, operands, Rounding.EVEN, none));
        assertEquals(Optional.of(big(8)), book.apply(Operation.MULTIPLY, operands, Rounding.AWAY, none));
        List<BigInteger> two = List.of(big(4));
        assertEquals(Optional.of(big(3)), book.apply(Operation.SQUARE_ROOT, two, Rounding.EVEN, none));
        assertEquals(Optional.of(big(2)), book.apply(Operation.SQUARE_ROOT, two, Rounding.FLOOR, none));
        List<BigInteger> sixes = List.of(big(7), big(7));
        assertEquals(Optional.empty(), book.apply(Operation.MULTIPLY, sixes, Rounding.EVEN, none));
    }
}
