package bitlemma.numbers;

import bitlemma.numbers.FloatFormat.NaNs;
import bitlemma.numbers.FloatFormat.Subnormals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The formats that have names: those of IEEE 754, of OCP's FP8 and MX, of ml_dtypes, and codebooks. */
public final class Formats {
    private static final Map<String, CodedFormat> BUILT_IN = new LinkedHashMap<>();

    static {
        Stream.of(
                        FloatFormat.ieee("float64", 11, 52),
                        FloatFormat.ieee("float32", 8, 23),
                        FloatFormat.ieee("tensorfloat32", 8, 10),
                        FloatFormat.ieee("bfloat16", 8, 7),
                        FloatFormat.ieee("float16", 5, 10),
                        FloatFormat.ieee("float8_e4m3", 4, 3),
                        FloatFormat.ieee("float8_e5m2", 5, 2),
                        FloatFormat.ieee("float8_e3m4", 3, 4),
                        finite("float8_e4m3fn", 4, 3, 7, NaNs.ALL_ONES),
                        finite("float8_e4m3fnuz", 4, 3, 8, NaNs.NEGATIVE_ZERO),
                        finite("float8_e4m3b11fnuz", 4, 3, 11, NaNs.NEGATIVE_ZERO),
                        finite("float8_e5m2fnuz", 5, 2, 16, NaNs.NEGATIVE_ZERO),
                        scale("float8_e8m0fnu"),
                        finite("float6_e3m2fn", 3, 2, 3, NaNs.NONE),
                        finite("float6_e2m3fn", 2, 3, 1, NaNs.NONE),
                        finite("float4_e2m1fn", 2, 1, 1, NaNs.NONE))
                .forEach(format -> BUILT_IN.put(format.name(), format));
        Codebooks.all().forEach(format -> BUILT_IN.put(format.name(), format));
    }

    private static final Pattern FLOAT = Pattern.compile("floatE([1-9][0-9]?)M(0|[1-9][0-9]{0,2})");
    private static final Pattern POSIT = Pattern.compile("posit<([1-9][0-9]{0,2}),([0-9])>");
    private static final Pattern FIXED = Pattern.compile("(u?)fixed<([1-9][0-9]{0,2}),(0|-?[1-9][0-9]{0,2})>");

    private Formats() {}

    /**
     * A format without infinities, signed, with subnormal numbers; overflow gives NaN, or saturates where there is
     * none.
     */
    private static FloatFormat finite(String name, int exponentBits, int mantissaBits, int bias, NaNs nans) {
        Overflow overflow = nans == NaNs.NONE ? Overflow.SATURATE : Overflow.NAN;
        return new FloatFormat(name, exponentBits, mantissaBits, bias, true, Subnormals.GRADUAL, false, nans, overflow);
    }

    /** OCP's format of scales, E8M0: powers of two from 2^-127 to 2^127. */
    private static FloatFormat scale(String name) {
        return new FloatFormat(name, 8, 0, 127, false, Subnormals.NONE, false, NaNs.ALL_ONES, Overflow.NAN);
    }

    /**
     * The format of a name: of one that is built in, of {@code floatE<e>M<m>}, {@code posit<n,es>}, {@code fixed<W,F>}
     * or {@code ufixed<W,F>}, written without spaces. Empty where it is no such name, or its numbers are out of
     * bounds.
     */
    public static Optional<CodedFormat> named(String name) {
        CodedFormat builtIn = BUILT_IN.get(name);
        if (builtIn != null) {
            return Optional.of(builtIn);
        }
        try {
            return parametric(name);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<CodedFormat> parametric(String name) {
        Matcher m = FLOAT.matcher(name);
        if (m.matches()) {
            return Optional.of(FloatFormat.ieee(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2))));
        }
        m = POSIT.matcher(name);
        if (m.matches()) {
            return Optional.of(new PositFormat(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2))));
        }
        m = FIXED.matcher(name);
        if (m.matches()) {
            boolean signed = m.group(1).isEmpty();
            return Optional.of(LinearFormat.fixed(signed, Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3))));
        }
        return Optional.empty();
    }

    /** All formats that are built in, floating-point formats first. */
    public static List<CodedFormat> builtIn() {
        return List.copyOf(BUILT_IN.values());
    }
}
