package bitlemma.numbers;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The formats of the literature that list their values. */
public final class Codebooks {
    /** The widest {@code bipolar} and {@code power} codebook. */
    public static final int MAX_INTEGER_WIDTH = 8;

    /** The quantiles that QLoRA's bitsandbytes uses, as the single-precision numbers that they are there. */
    private static final float[] NF4 = {
        -1f, -0.6961928f, -0.52507305f, -0.3949175f, -0.28444138f, -0.18477343f, -0.091050036f, 0f,
        0.0795803f, 0.1609302f, 0.2461123f, 0.33791524f, 0.44070983f, 0.562617f, 0.72295684f, 1f
    };

    private Codebooks() {}

    static List<Codebook> all() {
        List<Codebook> all = new ArrayList<>();
        all.add(nf4());
        all.add(new Codebook("ternary", 2, integers(-1, 0, 1)));
        all.add(new Codebook("binary", 1, integers(-1, 1)));
        for (int width = 1; width <= MAX_INTEGER_WIDTH; width++) {
            all.add(bipolar(width));
        }
        for (int extra : new int[] {3, -3, 6, -6}) {
            all.add(bitMod("bitmod_fp3_", extra, integers(0, 1, 2, 4)));
        }
        List<Rational> fp4 = integers(0, 1, 2, 3, 4, 6, 8, 12).stream().map(v -> v.times(Rational.HALF)).toList();
        for (int extra : new int[] {5, -5, 8, -8}) {
            all.add(bitMod("bitmod_fp4_", extra, fp4));
        }
        for (int exponent = 2; exponent <= 3; exponent++) {
            for (int width : new int[] {4, MAX_INTEGER_WIDTH}) {
                all.add(power(exponent, width));
            }
        }
        all.add(denormalInteger(3));
        all.add(denormalInteger(4));
        return all;
    }

    private static List<Rational> integers(long... values) {
        return Arrays.stream(values).mapToObj(Rational::of).toList();
    }

    /** NormalFloat4 (QLoRA): quantiles of a normal distribution, scaled to -1 to 1. */
    private static Codebook nf4() {
        List<Rational> values = new ArrayList<>();
        for (float value : NF4) {
            BigDecimal exact = new BigDecimal(value);
            values.add(Rational.of(exact.unscaledValue(), BigInteger.TEN.pow(exact.scale())));
        }
        return new Codebook("nf4", 4, values);
    }

    /** Bipolar-INT: bit i weighs 2^i where it is one, and -2^i where it is zero; the values are the odd integers. */
    public static Codebook bipolar(int width) {
        List<Rational> values = IntStream.range(0, 1 << width)
                .mapToObj(code -> Rational.of(2L * code - (1L << width) + 1))
                .toList();
        return new Codebook("bipolar" + width, width, values);
    }

    /**
     * BitMoD: sign and magnitude, with an extra value in the place of -0; {@code m} in the name says that it is
     * negative.
     */
    private static Codebook bitMod(String prefix, int extra, List<Rational> magnitudes) {
        List<Rational> values = new ArrayList<>(magnitudes);
        values.add(Rational.of(extra));
        magnitudes.stream().skip(1).map(Rational::negate).forEach(values::add);
        String suffix = (extra < 0 ? "m" : "") + Math.abs(extra);
        return new Codebook(prefix + suffix, Integer.numberOfTrailingZeros(values.size()), values);
    }

    /**
     * dINT (Lee et al., 2023): integers whose two topmost codes stand for a half and minus a half instead. The zero
     * point is the middle one of the integers, as near as can be.
     */
    public static Codebook denormalInteger(int width) {
        int integers = (1 << width) - 2;
        List<Rational> values = new ArrayList<>();
        IntStream.range(0, integers).forEach(code -> values.add(Rational.of(code - integers / 2)));
        values.add(Rational.HALF);
        values.add(Rational.HALF.negate());
        return new Codebook("dint" + width, width, values);
    }

    /** The power quantizer of NUPES: {@code sign(q) * |q|^exponent} for the integers q of a two's complement width. */
    public static Codebook power(int exponent, int width) {
        IntegerFormat integers = IntegerFormat.signed(width);
        List<Rational> values = new ArrayList<>();
        for (int code = 0; code < 1 << width; code++) {
            BigInteger q = integers.wrap(BigInteger.valueOf(code));
            BigInteger power = q.abs().pow(exponent);
            values.add(Rational.of(q.signum() < 0 ? power.negate() : power));
        }
        return new Codebook("power" + exponent + "_int" + width, width, values);
    }
}
