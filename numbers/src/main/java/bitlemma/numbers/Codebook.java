package bitlemma.numbers;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A format that lists its values. Numbers go to the nearest value or, by directed rules, to the neighbour below or
 * above. Even and odd mean the neighbours' codes; where both codes are even, or both odd, the value nearer to zero is
 * taken, and of two that are equally near the lower one. Where a value is listed twice, its first code is the one that
 * results have.
 *
 * @param name what the format is called
 * @param width bits of a code, 1 to {@value #MAX_WIDTH}
 * @param values by code, at least one and at most 2^width; further patterns stand for nothing
 */
public record Codebook(String name, int width, List<Rational> values) implements CodedFormat {
    public static final int MAX_WIDTH = 16;

    /** @throws IllegalArgumentException where there are no values, or more than codes */
    public Codebook {
        Objects.requireNonNull(name);
        values = List.copyOf(values);
        if (width < 1 || width > MAX_WIDTH || values.isEmpty() || values.size() > 1 << width) {
            throw new IllegalArgumentException("no codebook has " + values.size() + " values in " + width + " bits");
        }
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public boolean isCode(BigInteger code) {
        if (code.signum() < 0 || code.bitLength() > width) {
            throw new IllegalArgumentException(code + " is no bit pattern of " + name);
        }
        return code.intValue() < values.size();
    }

    @Override
    public Datum decode(BigInteger code) {
        if (!isCode(code)) {
            throw new IllegalArgumentException(code + " stands for nothing in " + name);
        }
        return Datum.of(values.get(code.intValue()));
    }

    @Override
    public Optional<BigInteger> encode(Datum exact, Rounding rounding, Overflow rule) {
        return encode(exact, new Choice.ByRule(rounding), rule);
    }

    @Override
    public Optional<BigInteger> encodeStochastic(Datum exact, BigInteger random, int bits, Overflow rule) {
        return encode(exact, new Choice.ByChance(random, bits), rule);
    }

    private Optional<BigInteger> encode(Datum exact, Choice choice, Overflow rule) {
        return switch (exact) {
            case Datum.NotANumber nan -> Optional.empty();
            case Datum.Infinite(boolean negative) -> beyond(negative, rule);
            case Datum.Finite(Rational value, boolean negative) -> {
                int lower = neighbour(value, false);
                int upper = neighbour(value, true);
                if (lower < 0 || upper < 0) {
                    boolean below = lower < 0;
                    yield staysInside(choice, below, negative)
                            ? Optional.of(below ? least() : greatest())
                            : beyond(below, rule);
                }
                yield Optional.of(BigInteger.valueOf(
                        values.get(lower).equals(values.get(upper)) ? lower : between(lower, upper, value, choice)));
            }
        };
    }

    /** Whether a number below, or above, all values goes to the first, or last, of them because of its direction. */
    private static boolean staysInside(Choice choice, boolean below, boolean negative) {
        return switch (choice) {
            case Choice.ByRule(Rounding rule) ->
                switch (rule) {
                    case FLOOR -> !below;
                    case CEILING -> below;
                    case TRUNCATE -> below == negative;
                    case ODD -> true;
                    case UP, AWAY, EVEN -> false;
                };
            case Choice.ByChance chance -> false;
        };
    }

    /**
     * The first code of the least value that is not below a number, or of the greatest not above; -1 where there is
     * none.
     */
    private int neighbour(Rational number, boolean above) {
        int best = -1;
        for (int code = 0; code < values.size(); code++) {
            int side = values.get(code).compareTo(number);
            boolean candidate = above ? side >= 0 : side <= 0;
            if (candidate) {
                int order = best < 0 ? 0 : values.get(code).compareTo(values.get(best));
                if (best < 0 || (above ? order < 0 : order > 0)) {
                    best = code;
                }
            }
        }
        return best;
    }

    private int between(int lower, int upper, Rational number, Choice choice) {
        boolean negative = number.signum() < 0;
        Rational low = values.get(lower);
        Rational gap = values.get(upper).minus(low);
        int side = number.minus(low).times(Rational.of(2)).compareTo(gap);
        int nearest = side < 0 ? lower : upper;
        return switch (choice) {
            case Choice.ByRule(Rounding rule) ->
                switch (rule) {
                    case FLOOR -> lower;
                    case CEILING -> upper;
                    case TRUNCATE -> negative ? upper : lower;
                    case UP -> nearest;
                    case AWAY -> side == 0 && negative ? lower : nearest;
                    case EVEN -> side == 0 ? ofParity(0, lower, upper) : nearest;
                    case ODD -> ofParity(1, lower, upper);
                };
            case Choice.ByChance chance -> {
                Rational way = (negative ? values.get(upper).minus(number) : number.minus(low)).dividedBy(gap);
                boolean away = chance.isUpper(new Cut(BigInteger.ZERO, way.numerator(), way.denominator()), negative);
                yield away == negative ? lower : upper;
            }
        };
    }

    private int ofParity(int parity, int lower, int upper) {
        if (lower % 2 != upper % 2) {
            return lower % 2 == parity ? lower : upper;
        }
        return values.get(upper).abs().compareTo(values.get(lower).abs()) < 0 ? upper : lower;
    }

    private Optional<BigInteger> beyond(boolean below, Overflow rule) {
        return rule == Overflow.SATURATE ? Optional.of(below ? least() : greatest()) : Optional.empty();
    }

    @Override
    public Overflow overflow() {
        return Overflow.SATURATE;
    }

    @Override
    public Set<Overflow> overflows() {
        return EnumSet.of(Overflow.SATURATE, Overflow.FORBID);
    }

    @Override
    public BigInteger greatest() {
        return BigInteger.valueOf(values.indexOf(values.stream().max(Comparator.naturalOrder()).orElseThrow()));
    }

    @Override
    public BigInteger least() {
        return BigInteger.valueOf(values.indexOf(values.stream().min(Comparator.naturalOrder()).orElseThrow()));
    }

    @Override
    public Rational resolution(Rational radicand) {
        BigInteger common = BigInteger.ONE;
        for (Rational value : values) {
            common = common.multiply(value.denominator()).divide(common.gcd(value.denominator()));
        }
        return Rational.of(BigInteger.ONE, common.shiftLeft(1));
    }

    /** All codes: codebooks are small. */
    @Override
    public List<BigInteger> specials() {
        return IntStream.range(0, values.size()).mapToObj(BigInteger::valueOf).toList();
    }
}
