package bitlemma.numbers;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A posit of the Posit Standard (2022), with any number of exponent bits: 0, NaR (the sign bit alone), and numbers
 * {@code 2^(r * 2^es + e) * (1 + f)}, whose regime r is the length of the run of equal bits below the sign. Negative
 * numbers are the two's complement of positive ones.
 *
 * <p>To nearest a number goes to the posit whose pattern is nearest to its own, unlimited pattern; it never becomes
 * zero or NaR. All other rules choose between the neighbouring posits, zero among them.
 *
 * @param width bits of a code, 2 to {@value #MAX_WIDTH}
 * @param es exponent bits, 0 to {@value #MAX_EXPONENT_BITS}; 2 in the standard
 */
public record PositFormat(int width, int es) implements CodedFormat {
    public static final int MAX_WIDTH = 128;
    public static final int MAX_EXPONENT_BITS = 5;

    /** @throws IllegalArgumentException where the parts are out of their bounds */
    public PositFormat {
        if (width < 2 || width > MAX_WIDTH || es < 0 || es > MAX_EXPONENT_BITS) {
            throw new IllegalArgumentException("a posit format cannot have " + width + " bits and " + es
                    + " exponent bits, but 2 to " + MAX_WIDTH + " and 0 to " + MAX_EXPONENT_BITS);
        }
    }

    @Override
    public String name() {
        return "posit<" + width + "," + es + ">";
    }

    @Override
    public String toString() {
        return name();
    }

    // ---- the codes ----

    /** The code of NaR, which stands for no real number. */
    public BigInteger nar() {
        return BigInteger.ONE.shiftLeft(width - 1);
    }

    @Override
    public BigInteger greatest() {
        return nar().subtract(BigInteger.ONE);
    }

    @Override
    public BigInteger least() {
        return nar().add(BigInteger.ONE);
    }

    private BigInteger withSign(BigInteger magnitude, boolean negative) {
        return negative && magnitude.signum() != 0 ? nar().shiftLeft(1).subtract(magnitude) : magnitude;
    }

    @Override
    public boolean isCode(BigInteger code) {
        if (code.signum() < 0 || code.bitLength() > width) {
            throw new IllegalArgumentException(code + " is no bit pattern of " + name());
        }
        return true;
    }

    @Override
    public Datum decode(BigInteger code) {
        isCode(code);
        if (code.equals(nar())) {
            return Datum.NAN;
        }
        boolean negative = code.testBit(width - 1);
        Rational value = value(withSign(code, negative));
        return Datum.of(negative ? value.negate() : value);
    }

    /** The value of a code from 0 to the greatest. */
    private Rational value(BigInteger code) {
        if (code.signum() == 0) {
            return Rational.ZERO;
        }
        int digits = width - 1;
        boolean ones = code.testBit(digits - 1);
        int run = ones ? digits - code.xor(greatest()).bitLength() : digits - code.bitLength();
        int regime = ones ? run - 1 : -run;
        // Bits beyond the last one are zeros.
        int rest = digits - run - 1 - es;
        BigInteger padded = rest < 0 ? code.shiftLeft(-rest) : code;
        int fractionBits = Math.max(0, rest);
        BigInteger field = padded.shiftRight(fractionBits);
        int exponent = field.intValue() & (1 << es) - 1;
        BigInteger significand = BigInteger.ONE
                .shiftLeft(fractionBits)
                .add(padded.subtract(field.shiftLeft(fractionBits)));
        return FloatFormat.scaled(significand, (regime << es) + exponent - fractionBits);
    }

    // ---- encoding ----

    @Override
    public Optional<BigInteger> encode(Datum exact, Rounding rounding, Overflow rule) {
        return encode(exact, new Choice.ByRule(rounding), rule);
    }

    /**
     * By chance the way between two neighbours is measured by value, so that the expected value is the number itself.
     */
    @Override
    public Optional<BigInteger> encodeStochastic(Datum exact, BigInteger random, int bits, Overflow rule) {
        return encode(exact, new Choice.ByChance(random, bits), rule);
    }

    private Optional<BigInteger> encode(Datum exact, Choice choice, Overflow rule) {
        return switch (exact) {
            case Datum.NotANumber nan -> Optional.of(nar());
            case Datum.Infinite infinite ->
                rule == Overflow.NAN || rule == Overflow.SATURATE ? Optional.of(nar()) : Optional.empty();
            case Datum.Finite(Rational value, boolean negative) -> encode(value.abs(), negative, choice, rule);
        };
    }

    private Optional<BigInteger> encode(Rational magnitude, boolean negative, Choice choice, Overflow rule) {
        if (magnitude.signum() == 0) {
            return Optional.of(BigInteger.ZERO);
        }
        int largest = (width - 2) << es;
        int exponent = FloatFormat.floorLog2(magnitude.numerator(), magnitude.denominator());
        if (exponent >= largest) {
            boolean isLargest = magnitude.equals(Rational.powerOfTwo(largest));
            return isLargest || choice.staysInside(negative)
                    ? Optional.of(withSign(greatest(), negative))
                    : beyond(negative, rule);
        }
        Cut cut = exponent < -largest
                ? Cut.of(magnitude.numerator(), magnitude.denominator(), largest)
                : pattern(magnitude, exponent);
        BigInteger floor = cut.floor();
        if (choice instanceof Choice.ByChance && floor.signum() > 0) {
            Rational below = value(floor);
            Rational way = magnitude.minus(below).dividedBy(value(floor.add(BigInteger.ONE)).minus(below));
            cut = new Cut(floor, way.numerator(), way.denominator());
        }
        boolean upper = choice.isUpper(cut, negative) || floor.signum() == 0 && isToNearest(choice);
        return Optional.of(withSign(upper ? floor.add(BigInteger.ONE) : floor, negative));
    }

    private static boolean isToNearest(Choice choice) {
        return choice instanceof Choice.ByRule(Rounding rule)
                && switch (rule) {
                    case UP, AWAY, EVEN -> true;
                    case FLOOR, CEILING, TRUNCATE, ODD -> false;
                };
    }

    /** The unlimited pattern of a number, cut where a code ends. */
    private Cut pattern(Rational magnitude, int exponent) {
        int regime = exponent >> es;
        int length = (regime >= 0 ? regime + 2 : 1 - regime) + es;
        BigInteger run = regime >= 0 ? BigInteger.ONE.shiftLeft(regime + 2).subtract(BigInteger.TWO) : BigInteger.ONE;
        BigInteger prefix = run.shiftLeft(es).add(BigInteger.valueOf(exponent & (1 << es) - 1));
        // What follows the prefix is the fraction of the significand, magnitude / 2^exponent - 1.
        BigInteger denominator =
                exponent >= 0 ? magnitude.denominator().shiftLeft(exponent) : magnitude.denominator();
        BigInteger numerator = exponent >= 0 ? magnitude.numerator() : magnitude.numerator().shiftLeft(-exponent);
        BigInteger whole = prefix.subtract(BigInteger.ONE).multiply(denominator).add(numerator);
        return Cut.of(whole, denominator, width - 1 - length);
    }

    private Optional<BigInteger> beyond(boolean negative, Overflow rule) {
        return switch (rule) {
            case SATURATE -> Optional.of(negative ? least() : greatest());
            case NAN -> Optional.of(nar());
            case INFINITY, FORBID -> Optional.empty();
        };
    }

    // ---- rules and special codes ----

    /** The standard's: results stop at the greatest and least posit. */
    @Override
    public Overflow overflow() {
        return Overflow.SATURATE;
    }

    @Override
    public Set<Overflow> overflows() {
        return EnumSet.of(Overflow.SATURATE, Overflow.NAN, Overflow.FORBID);
    }

    @Override
    public Rational resolution(Rational radicand) {
        int exponent = Math.floorDiv(FloatFormat.floorLog2(radicand.numerator(), radicand.denominator()), 2);
        return Rational.powerOfTwo(exponent - width);
    }

    @Override
    public List<BigInteger> specials() {
        Set<BigInteger> magnitudes = new LinkedHashSet<>(List.of(BigInteger.ZERO, BigInteger.ONE));
        for (int run = 1; run < width; run++) {
            BigInteger border = BigInteger.ONE.shiftLeft(width - 1 - run);
            for (BigInteger code : List.of(border, greatest().subtract(border))) {
                magnitudes.add(code.subtract(BigInteger.ONE).max(BigInteger.ZERO));
                magnitudes.add(code);
                magnitudes.add(code.add(BigInteger.ONE));
            }
        }
        magnitudes.add(greatest());
        Set<BigInteger> codes = new LinkedHashSet<>();
        for (BigInteger magnitude : magnitudes) {
            if (magnitude.compareTo(greatest()) <= 0) {
                codes.add(magnitude);
                codes.add(withSign(magnitude, true));
            }
        }
        codes.add(nar());
        return new ArrayList<>(codes);
    }
}
