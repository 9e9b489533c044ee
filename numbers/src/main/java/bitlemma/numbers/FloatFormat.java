package bitlemma.numbers;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A binary floating-point format: from the top, a sign bit if signed, an exponent field E and a mantissa field f.
 * Where E is not 0 a code stands for {@code (1 + f / 2^mantissaBits) * 2^(E - bias)}; {@link Subnormals} says what E =
 * 0 means, and {@link NaNs} which codes are no numbers. Even and odd mean the significand: with no mantissa bits it is
 * always odd, and a tie goes to the greater magnitude (IEEE 754-2019, 4.3.1).
 *
 * @param name what the format is called
 * @param exponentBits width of the exponent field, 1 to {@value #MAX_EXPONENT_BITS}
 * @param mantissaBits width of the mantissa field, 0 to {@value #MAX_MANTISSA_BITS}
 * @param bias what is subtracted from the exponent field
 * @param signed whether there is a sign bit
 * @param subnormals what an exponent field of 0 means
 * @param infinities whether the first code above the greatest finite magnitude is infinity
 * @param nans which codes are NaN
 * @param overflow the format's own rule for results beyond its range
 */
public record FloatFormat(
        String name,
        int exponentBits,
        int mantissaBits,
        int bias,
        boolean signed,
        Subnormals subnormals,
        boolean infinities,
        NaNs nans,
        Overflow overflow)
        implements CodedFormat {
    public static final int MAX_EXPONENT_BITS = 15;
    public static final int MAX_MANTISSA_BITS = 112;

    /** What an exponent field of 0 means. */
    public enum Subnormals {
        /** {@code f / 2^mantissaBits * 2^(1 - bias)}: zero and the subnormal numbers, as in IEEE 754. */
        GRADUAL,
        /** Zero, whatever the mantissa. A result below the smallest normal number becomes zero before it is rounded. */
        FLUSHED,
        /** An ordinary exponent, {@code (1 + f / 2^mantissaBits) * 2^-bias}: there is no zero. */
        NONE
    }

    /** Which codes are NaN. */
    public enum NaNs {
        /** An exponent field of ones, except for the mantissa 0 where that is infinity. */
        IEEE,
        /** All bits one, whatever the sign. */
        ALL_ONES,
        /** The sign bit alone, which would be -0. */
        NEGATIVE_ZERO,
        /** There is none. */
        NONE
    }

    /** @throws IllegalArgumentException where the parts do not make a format */
    public FloatFormat {
        Objects.requireNonNull(name);
        Objects.requireNonNull(subnormals);
        require(
                exponentBits >= 1 && exponentBits <= MAX_EXPONENT_BITS,
                exponentBits + " exponent bits, but 1 to " + MAX_EXPONENT_BITS);
        require(
                mantissaBits >= 0 && mantissaBits <= MAX_MANTISSA_BITS,
                mantissaBits + " mantissa bits, but 0 to " + MAX_MANTISSA_BITS);
        require(Math.abs((long) bias) <= 1 << 16, "bias " + bias);
        require(
                nans != NaNs.NEGATIVE_ZERO || signed && subnormals != Subnormals.NONE,
                "NaN in place of -0 where there would be no -0");
        require(!infinities || nans != NaNs.ALL_ONES, "infinities and NaN of all ones");
        require(!infinities || nans != NaNs.IEEE || mantissaBits > 0, "NaN beside infinities without mantissa bits");
        BigInteger smallest = BigInteger.ONE.shiftLeft(subnormals == Subnormals.FLUSHED ? mantissaBits : 0);
        require(
                maximum(exponentBits, mantissaBits, infinities, nans).compareTo(smallest) >= 0,
                "no finite value but zero");
        require(
                rules(infinities, nans).contains(overflow),
                "the overflow rule " + overflow.spelling() + " without a code for it");
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException("a float format cannot have " + what);
        }
    }

    /**
     * A format as in IEEE 754, called {@code floatE<e>M<m>}: bias 2^(e-1) - 1, subnormal numbers, infinities and NaN.
     * With no mantissa bits there is one code above the finite ones; it is NaN, and overflow gives NaN.
     */
    public static FloatFormat ieee(int exponentBits, int mantissaBits) {
        return ieee("floatE" + exponentBits + "M" + mantissaBits, exponentBits, mantissaBits);
    }

    /** The same under another name. */
    public static FloatFormat ieee(String name, int exponentBits, int mantissaBits) {
        require(
                exponentBits >= 1 && exponentBits <= MAX_EXPONENT_BITS,
                exponentBits + " exponent bits, but 1 to " + MAX_EXPONENT_BITS);
        boolean infinities = mantissaBits > 0;
        return new FloatFormat(
                name,
                exponentBits,
                mantissaBits,
                (1 << (exponentBits - 1)) - 1,
                true,
                Subnormals.GRADUAL,
                infinities,
                NaNs.IEEE,
                infinities ? Overflow.INFINITY : Overflow.NAN);
    }

    @Override
    public int width() {
        return (signed ? 1 : 0) + exponentBits + mantissaBits;
    }

    @Override
    public String toString() {
        return name;
    }

    // ---- the codes ----

    /** Bits of a code without the sign: exponent and mantissa field. */
    private int magnitudeBits() {
        return exponentBits + mantissaBits;
    }

    /** The code of the greatest finite magnitude, without a sign; all magnitudes below are finite and in order. */
    private BigInteger maximum() {
        return maximum(exponentBits, mantissaBits, infinities, nans);
    }

    private static BigInteger maximum(int exponentBits, int mantissaBits, boolean infinities, NaNs nans) {
        BigInteger ones = BigInteger.ONE.shiftLeft(exponentBits + mantissaBits).subtract(BigInteger.ONE);
        return switch (nans) {
            case IEEE -> ones.shiftRight(mantissaBits).shiftLeft(mantissaBits).subtract(BigInteger.ONE);
            case ALL_ONES -> ones.subtract(BigInteger.ONE);
            case NEGATIVE_ZERO, NONE -> infinities ? ones.subtract(BigInteger.ONE) : ones;
        };
    }

    private BigInteger withSign(BigInteger magnitude, boolean negative) {
        return negative && signed ? magnitude.setBit(magnitudeBits()) : magnitude;
    }

    /** Whether -0 has a code of its own. */
    public boolean hasNegativeZero() {
        return signed && subnormals != Subnormals.NONE && nans != NaNs.NEGATIVE_ZERO;
    }

    /** The canonical NaN: positive and quiet; empty where the format has none. */
    public Optional<BigInteger> nan() {
        BigInteger ones = BigInteger.ONE.shiftLeft(magnitudeBits()).subtract(BigInteger.ONE);
        return switch (nans) {
            case IEEE -> {
                BigInteger top = ones.shiftRight(mantissaBits).shiftLeft(mantissaBits);
                yield Optional.of(mantissaBits == 0 ? top : top.setBit(mantissaBits - 1));
            }
            case ALL_ONES -> Optional.of(ones);
            case NEGATIVE_ZERO -> Optional.of(BigInteger.ONE.shiftLeft(magnitudeBits()));
            case NONE -> Optional.empty();
        };
    }

    /** The code of an infinity; empty where the format has none of this sign. */
    public Optional<BigInteger> infinity(boolean negative) {
        return infinities && (signed || !negative)
                ? Optional.of(withSign(maximum().add(BigInteger.ONE), negative))
                : Optional.empty();
    }

    @Override
    public BigInteger greatest() {
        return maximum();
    }

    @Override
    public BigInteger least() {
        return signed ? withSign(maximum(), true) : BigInteger.ZERO;
    }

    /** The exponent of the smallest normal number: it is 2 to this power. */
    public int smallestExponent() {
        return subnormals == Subnormals.NONE ? -bias : 1 - bias;
    }

    /** The exponent of the greatest finite number: floor(log2(it)). */
    public int greatestExponent() {
        int field = maximum().shiftRight(mantissaBits).intValueExact();
        if (field > 0 || subnormals == Subnormals.NONE) {
            return field - bias;
        }
        return maximum().bitLength() - 1 - mantissaBits + smallestExponent();
    }

    // ---- decoding ----

    @Override
    public boolean isCode(BigInteger code) {
        if (code.signum() < 0 || code.bitLength() > width()) {
            throw new IllegalArgumentException(code + " is no bit pattern of " + name);
        }
        return true;
    }

    @Override
    public Datum decode(BigInteger code) {
        isCode(code);
        boolean negative = signed && code.testBit(magnitudeBits());
        BigInteger magnitude = negative ? code.clearBit(magnitudeBits()) : code;
        BigInteger maximum = maximum();
        if (magnitude.compareTo(maximum) > 0) {
            return infinities && magnitude.subtract(maximum).equals(BigInteger.ONE)
                    ? new Datum.Infinite(negative)
                    : Datum.NAN;
        }
        if (nans == NaNs.NEGATIVE_ZERO && negative && magnitude.signum() == 0) {
            return Datum.NAN;
        }
        Rational value = value(magnitude);
        return new Datum.Finite(negative ? value.negate() : value, negative);
    }

    private Rational value(BigInteger magnitude) {
        int field = magnitude.shiftRight(mantissaBits).intValue();
        BigInteger significand = magnitude.subtract(BigInteger.valueOf(field).shiftLeft(mantissaBits));
        if (field == 0 && subnormals == Subnormals.FLUSHED) {
            return Rational.ZERO;
        }
        boolean subnormal = field == 0 && subnormals == Subnormals.GRADUAL;
        int exponent = (subnormal ? 1 : field) - bias;
        return scaled(subnormal ? significand : significand.setBit(mantissaBits), exponent - mantissaBits);
    }

    /** {@code integer * 2^exponent}. */
    static Rational scaled(BigInteger integer, int exponent) {
        return exponent >= 0
                ? Rational.of(integer.shiftLeft(exponent))
                : Rational.of(integer, BigInteger.ONE.shiftLeft(-exponent));
    }

    // ---- encoding ----

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
            case Datum.NotANumber nan -> nan();
            case Datum.Infinite(boolean negative) -> beyond(negative, rule);
            case Datum.Finite(Rational value, boolean negative) -> encode(value, negative, choice, rule);
        };
    }

    private Optional<BigInteger> encode(Rational value, boolean negative, Choice choice, Overflow rule) {
        if (value.signum() == 0) {
            return subnormals == Subnormals.NONE ? below(negative, rule) : Optional.of(zero(negative));
        }
        Optional<BigInteger> rounded = magnitude(value.numerator().abs(), value.denominator(), negative, choice);
        if (rounded.isEmpty()) {
            return below(negative, rule);
        }
        BigInteger magnitude = rounded.get();
        BigInteger maximum = maximum();
        if (magnitude.signum() == 0 && subnormals != Subnormals.NONE) {
            return Optional.of(zero(negative));
        }
        if (negative && !signed) {
            return below(true, rule);
        }
        if (magnitude.compareTo(maximum) <= 0) {
            return Optional.of(withSign(magnitude, negative));
        }
        return choice.staysInside(negative) ? Optional.of(withSign(maximum, negative)) : beyond(negative, rule);
    }

    /**
     * The magnitude that {@code n / d} rounds to, as a code of a format whose exponents go on upward; empty where the
     * format has no zero and nothing below its smallest value to round to.
     */
    private Optional<BigInteger> magnitude(BigInteger n, BigInteger d, boolean negative, Choice choice) {
        int exponent = floorLog2(n, d);
        int smallest = smallestExponent();
        if (exponent < smallest && subnormals != Subnormals.GRADUAL) {
            return subnormals == Subnormals.FLUSHED
                    ? Optional.of(BigInteger.ZERO)
                    : belowAll(negative, choice);
        }
        int used = Math.max(exponent, smallest);
        // Counted in units of the last place, consecutive magnitudes have consecutive codes, also across binades.
        Cut units = Cut.of(n, d, mantissaBits - used);
        BigInteger rounded = choice.isUpper(units, negative) ? units.floor().add(BigInteger.ONE) : units.floor();
        int binades = used - smallest - (subnormals == Subnormals.NONE ? 1 : 0);
        return Optional.of(rounded.add(BigInteger.valueOf(binades).shiftLeft(mantissaBits)));
    }

    /** What a magnitude below the smallest one goes to where there is no zero: up, unless the choice is to go down. */
    private static Optional<BigInteger> belowAll(boolean negative, Choice choice) {
        boolean down = choice instanceof Choice.ByRule(Rounding rule)
                && (rule == Rounding.TRUNCATE || rule == (negative ? Rounding.CEILING : Rounding.FLOOR));
        return down ? Optional.empty() : Optional.of(BigInteger.ZERO);
    }

    private BigInteger zero(boolean negative) {
        return withSign(BigInteger.ZERO, negative && hasNegativeZero());
    }

    /** What stands for a number in place of which the format has none: zero, or a negative one. */
    private Optional<BigInteger> below(boolean negative, Overflow rule) {
        return switch (rule) {
            case INFINITY, FORBID -> Optional.empty();
            case NAN -> nan();
            case SATURATE -> Optional.of(withSign(BigInteger.ZERO, negative));
        };
    }

    private Optional<BigInteger> beyond(boolean negative, Overflow rule) {
        return switch (rule) {
            case INFINITY -> infinity(negative);
            case NAN -> nan();
            case SATURATE -> Optional.of(negative ? least() : greatest());
            case FORBID -> Optional.empty();
        };
    }

    /** floor(log2(n / d)), for positive n and d. */
    static int floorLog2(BigInteger n, BigInteger d) {
        int bits = n.bitLength() - d.bitLength();
        boolean reaches = bits >= 0 ? n.compareTo(d.shiftLeft(bits)) >= 0 : n.shiftLeft(-bits).compareTo(d) >= 0;
        return reaches ? bits : bits - 1;
    }

    // ---- rules and special codes ----

    private static Set<Overflow> rules(boolean infinities, NaNs nans) {
        EnumSet<Overflow> rules = EnumSet.of(Overflow.SATURATE, Overflow.FORBID);
        if (infinities) {
            rules.add(Overflow.INFINITY);
        }
        if (nans != NaNs.NONE) {
            rules.add(Overflow.NAN);
        }
        return rules;
    }

    @Override
    public Set<Overflow> overflows() {
        return rules(infinities, nans);
    }

    @Override
    public Rational resolution(Rational radicand) {
        int exponent = Math.floorDiv(floorLog2(radicand.numerator(), radicand.denominator()), 2);
        return Rational.powerOfTwo(exponent - mantissaBits - 1);
    }

    @Override
    public List<BigInteger> specials() {
        Set<BigInteger> magnitudes = new LinkedHashSet<>();
        BigInteger maximum = maximum();
        magnitudes.add(BigInteger.ZERO);
        magnitudes.add(BigInteger.ONE);
        int p = mantissaBits + 1;
        int low = smallestExponent();
        int high = greatestExponent();
        for (int exponent : new int[] {0, 1, -1, low, high, p, p + 1, -p, -p - 1, p - 1, 1 - p, low / 2, high / 2}) {
            int field = exponent - low + (subnormals == Subnormals.NONE ? 0 : 1);
            BigInteger power = BigInteger.valueOf(field).shiftLeft(mantissaBits);
            magnitudes.add(power.subtract(BigInteger.ONE));
            magnitudes.add(power);
            magnitudes.add(power.add(BigInteger.ONE));
        }
        magnitudes.add(maximum.subtract(BigInteger.ONE));
        magnitudes.add(maximum);
        magnitudes.add(maximum.add(BigInteger.ONE));
        List<BigInteger> codes = new ArrayList<>();
        for (BigInteger magnitude : magnitudes) {
            if (magnitude.signum() >= 0 && magnitude.bitLength() <= magnitudeBits()) {
                codes.add(magnitude);
                if (signed) {
                    codes.add(withSign(magnitude, true));
                }
            }
        }
        nan().filter(code -> !codes.contains(code)).ifPresent(codes::add);
        return List.copyOf(codes);
    }
}
