package bitlemma.numbers;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Evenly spaced numbers, {@code scale * (q - zeroPoint)} for a machine integer q: fixed point, and integers under
 * affine quantization (Jacob et al., 2018). A number is rounded to an integer multiple of the scale, and then moved by
 * the zero point: even and odd mean that multiple, as in ONNX's QuantizeLinear.
 *
 * @param name what the format is called
 * @param codes the machine integers
 * @param scale the distance of neighbours, positive
 * @param zeroPoint the integer that stands for 0
 */
public record LinearFormat(String name, IntegerFormat codes, Rational scale, BigInteger zeroPoint)
        implements CodedFormat {
    /** @throws IllegalArgumentException where the scale is not positive */
    public LinearFormat {
        Objects.requireNonNull(name);
        Objects.requireNonNull(codes);
        Objects.requireNonNull(zeroPoint);
        if (scale.signum() <= 0) {
            throw new IllegalArgumentException("scale " + scale + " is not positive");
        }
    }

    /**
     * Fixed point, {@code fixed<W,F>} or {@code ufixed<W,F>}: W bits in all, of which F are below the binary point.
     *
     * @param fraction bits below the point; may be more than the width, or negative
     */
    public static LinearFormat fixed(boolean signed, int width, int fraction) {
        String name = (signed ? "fixed<" : "ufixed<") + width + "," + fraction + ">";
        return new LinearFormat(
                name, new IntegerFormat(signed, width), Rational.powerOfTwo(-fraction), BigInteger.ZERO);
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public int width() {
        return codes.width();
    }

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
        return Datum.of(scale.times(Rational.of(codes.wrap(code).subtract(zeroPoint))));
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
                BigInteger q = multiple(value.dividedBy(scale), negative, choice).add(zeroPoint);
                yield codes.contains(q)
                        ? Optional.of(codes.bits(q))
                        : beyond(q.compareTo(codes.min()) < 0, rule);
            }
        };
    }

    private static BigInteger multiple(Rational steps, boolean negative, Choice choice) {
        Cut cut = Cut.of(steps.numerator().abs(), steps.denominator(), 0);
        BigInteger magnitude = choice.isUpper(cut, negative) ? cut.floor().add(BigInteger.ONE) : cut.floor();
        return negative ? magnitude.negate() : magnitude;
    }

    private Optional<BigInteger> beyond(boolean below, Overflow rule) {
        return rule == Overflow.SATURATE ? Optional.of(below ? least() : greatest()) : Optional.empty();
    }

    /** A result has to fit, as with machine integers. */
    @Override
    public Overflow overflow() {
        return Overflow.FORBID;
    }

    @Override
    public Set<Overflow> overflows() {
        return EnumSet.of(Overflow.SATURATE, Overflow.FORBID);
    }

    @Override
    public BigInteger greatest() {
        return codes.bits(codes.max());
    }

    @Override
    public BigInteger least() {
        return codes.bits(codes.min());
    }

    @Override
    public Rational resolution(Rational radicand) {
        return scale.times(Rational.HALF);
    }

    @Override
    public List<BigInteger> specials() {
        List<BigInteger> integers = new ArrayList<>();
        for (BigInteger border : List.of(zeroPoint, codes.min(), codes.max(), BigInteger.ZERO)) {
            for (int step = -2; step <= 2; step++) {
                integers.add(border.add(BigInteger.valueOf(step)));
            }
        }
        for (int bit = 0; bit < width(); bit++) {
            BigInteger power = BigInteger.ONE.shiftLeft(bit);
            integers.add(zeroPoint.add(power));
            integers.add(zeroPoint.subtract(power));
        }
        return integers.stream().filter(codes::contains).map(codes::bits).distinct().toList();
    }
}
