package bitlemma.numbers;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Numbers in blocks that share a scale: element times scale. The formats of OCP's Microscaling (MX) v1.0, NVFP4, and
 * dynamic fixed point.
 *
 * @param name what the format is called
 * @param element the format of each element
 * @param scale the format of the shared scale; has a NaN, which makes the whole block NaN
 * @param size elements in a full block, at least 1; the last block of a row may be shorter
 * @param rule how the scale of given numbers is found
 */
public record BlockFormat(String name, CodedFormat element, FloatFormat scale, int size, ScaleRule rule) {
    /** How a scale is found from the largest magnitude of a block's finite numbers. */
    public enum ScaleRule {
        /**
         * The largest power of two in that magnitude, divided by the largest power of two among the element format's
         * values (MX v1.0, 6.3): an element may exceed the greatest value, and is then clipped.
         */
        POWER_OF_TWO,
        /** That magnitude divided by the element format's greatest value, rounded to nearest even: NVFP4. */
        RATIO
    }

    /**
     * A block of codes.
     *
     * @param scale a code of the scale's format
     * @param elements codes of the element's format
     */
    public record Block(BigInteger scale, List<BigInteger> elements) {
        public Block {
            elements = List.copyOf(elements);
        }
    }

    /** @throws IllegalArgumentException where the scale has no NaN, or the size is not positive */
    public BlockFormat {
        Objects.requireNonNull(name);
        Objects.requireNonNull(element);
        Objects.requireNonNull(rule);
        if (scale.nan().isEmpty() || size < 1) {
            throw new IllegalArgumentException("no block format has " + size + " elements and the scale " + scale);
        }
    }

    private static BlockFormat mx(String name, CodedFormat element, int size) {
        return new BlockFormat(name, element, (FloatFormat) format("float8_e8m0fnu"), size, ScaleRule.POWER_OF_TWO);
    }

    private static CodedFormat format(String name) {
        return Formats.named(name).orElseThrow();
    }

    /**
     * Integers of some bits with one sign and one integer bit, as the elements of MXINT8: fixed point from -2 to below
     * 2.
     */
    private static LinearFormat integers(int bits) {
        return LinearFormat.fixed(true, bits, bits - 2);
    }

    /** Dynamic fixed point (Das et al., 2018): integers that share an exponent, taken from the largest of them. */
    public static BlockFormat dynamicFixedPoint(int bits, int size) {
        return mx("dynamic_fixed_point" + bits, integers(bits), size);
    }

    /** The formats that have names: OCP's six, whose blocks have 32 elements, and nvfp4, whose blocks have 16. */
    public static List<BlockFormat> builtIn() {
        CodedFormat fp4 = format("float4_e2m1fn");
        return List.of(
                mx("mxfp8_e4m3", format("float8_e4m3fn"), 32),
                mx("mxfp8_e5m2", format("float8_e5m2"), 32),
                mx("mxfp6_e3m2", format("float6_e3m2fn"), 32),
                mx("mxfp6_e2m3", format("float6_e2m3fn"), 32),
                mx("mxfp4", fp4, 32),
                mx("mxint8", integers(8), 32),
                new BlockFormat("nvfp4", fp4, (FloatFormat) format("float8_e4m3fn"), 16, ScaleRule.RATIO));
    }

    public static Optional<BlockFormat> named(String name) {
        return builtIn().stream().filter(format -> format.name().equals(name)).findFirst();
    }

    @Override
    public String toString() {
        return name;
    }

    // ---- from codes to numbers ----

    /** What each element of a block stands for: exactly the scale times the element; NaN where the scale is. */
    public List<Datum> decode(BigInteger scaleCode, List<BigInteger> elementCodes) {
        checkSize(elementCodes.size());
        Datum factor = scale.decode(scaleCode);
        return elementCodes.stream()
                .map(code -> Exactly.product(factor, element.decode(code)))
                .toList();
    }

    /** The same for a block. */
    public List<Datum> decode(Block block) {
        return decode(block.scale(), block.elements());
    }

    // ---- from numbers to codes ----

    /**
     * The block of some numbers, elements rounded to nearest even. A block without a number other than zero has the
     * smallest scale. A NaN, or an infinity, is an element where the element format has such a code; else the scale is
     * NaN.
     */
    public Block quantize(List<Datum> values) {
        BigInteger code = scaleOf(values);
        return new Block(code, elements(code, values, Rounding.EVEN));
    }

    /** The code of the scale that the rule gives; NaN where some value has no code of its own. */
    public BigInteger scaleOf(List<Datum> values) {
        checkSize(values.size());
        Rational largest = Rational.ZERO;
        for (Datum value : values) {
            if (value instanceof Datum.Finite(Rational number, boolean negative)) {
                largest = largest.max(number.abs());
            } else if (special(value).isEmpty()) {
                return scale.nan().orElseThrow();
            }
        }
        Rational exact = exactScale(largest);
        // The least scale of a format without zero stands for all that are smaller.
        return scale.encode(Datum.of(exact), Rounding.EVEN, Overflow.SATURATE).orElseThrow();
    }

    private Rational exactScale(Rational largest) {
        Rational greatest = ((Datum.Finite) element.decode(element.greatest())).value();
        if (largest.signum() == 0 || rule == ScaleRule.RATIO) {
            return largest.dividedBy(greatest);
        }
        return Rational.powerOfTwo(FloatFormat.floorLog2(largest.numerator(), largest.denominator())
                - FloatFormat.floorLog2(greatest.numerator(), greatest.denominator()));
    }

    /** The element code of a NaN or an infinity; empty where there is none. */
    private Optional<BigInteger> special(Datum value) {
        if (element instanceof FloatFormat format) {
            return value instanceof Datum.Infinite(boolean negative) ? format.infinity(negative) : format.nan();
        }
        return element instanceof PositFormat posit ? Optional.of(posit.nar()) : Optional.empty();
    }

    /**
     * The element codes of some numbers under a given scale: each number divided by the scale and rounded; what is
     * beyond the element format's range is clipped to its greatest or least value. Under a scale of zero or NaN they
     * are the codes of 0.
     */
    public List<BigInteger> elements(BigInteger scaleCode, List<Datum> values, Rounding rounding) {
        checkSize(values.size());
        Datum factor = scale.decode(scaleCode);
        return values.stream().map(value -> element(factor, value, rounding)).toList();
    }

    private BigInteger element(Datum factor, Datum value, Rounding rounding) {
        boolean scales = factor instanceof Datum.Finite(Rational s, boolean negative) && s.signum() != 0;
        if (scales && !(value instanceof Datum.Finite)) {
            return special(value)
                    .orElseThrow(() -> new IllegalArgumentException(element + " has no code for " + value));
        }
        Datum quotient = scales ? Exactly.quotient(value, factor) : Datum.of(Rational.ZERO);
        return element.encode(quotient, rounding, Overflow.SATURATE).orElseThrow();
    }

    private void checkSize(int found) {
        if (found < 1 || found > size) {
            throw new IllegalArgumentException(found + " elements are no block of " + name);
        }
    }
}
