package bitlemma.numbers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.numbers.FloatFormat.NaNs;
import bitlemma.numbers.FloatFormat.Subnormals;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names, limits as publications tabulate them, and what all formats have in common. */
class FormatsTest {
    private static CodedFormat named(String name) {
        return Formats.named(name).orElseThrow(() -> new AssertionError(name));
    }

    /** Of each format: bits, greatest, smallest normal and subnormal number, and what overflow gives. */
    @ParameterizedTest
    @CsvSource({
        "float64, 64, 0x1.fffffffffffffp1023, 0x1p-1022, 0x1p-1074, INFINITY",
        "float32, 32, 0x1.fffffep127, 0x1p-126, 0x1p-149, INFINITY",
        "tensorfloat32, 19, 0x1.ffcp127, 0x1p-126, 0x1p-136, INFINITY",
        "bfloat16, 16, 0x1.fep127, 0x1p-126, 0x1p-133, INFINITY",
        "float16, 16, 65504, 0x1p-14, 0x1p-24, INFINITY",
        "float8_e4m3fn, 8, 448, 0x1p-6, 0x1p-9, NAN",
        "float8_e4m3fnuz, 8, 240, 0x1p-7, 0x1p-10, NAN",
        "float8_e4m3b11fnuz, 8, 30, 0x1p-10, 0x1p-13, NAN",
        "float8_e4m3, 8, 240, 0x1p-6, 0x1p-9, INFINITY",
        "float8_e5m2, 8, 57344, 0x1p-14, 0x1p-16, INFINITY",
        "float8_e5m2fnuz, 8, 57344, 0x1p-15, 0x1p-17, NAN",
        "float8_e3m4, 8, 15.5, 0.25, 0x1p-6, INFINITY",
        "float6_e3m2fn, 6, 28, 0.25, 0.0625, SATURATE",
        "float6_e2m3fn, 6, 7.5, 1, 0.125, SATURATE",
        "float4_e2m1fn, 4, 6, 1, 0.5, SATURATE"
    })
    void limits(String name, int width, double greatest, double normal, double subnormal, Overflow overflow) {
        FloatFormat format = (FloatFormat) named(name);
        assertEquals(width, format.width());
        assertEquals(greatest, Walked.toDouble(format.decode(format.greatest())));
        assertEquals(-greatest, Walked.toDouble(format.decode(format.least())));
        assertEquals(normal, Math.scalb(1.0, format.smallestExponent()));
        assertEquals(Math.getExponent(greatest), format.greatestExponent());
        BigInteger first = BigInteger.ONE.shiftLeft(format.mantissaBits());
        assertEquals(normal, Walked.toDouble(format.decode(first)));
        assertEquals(subnormal, Walked.toDouble(format.decode(BigInteger.ONE)));
        assertEquals(overflow, format.overflow());
    }

    /** The table of docs/formats.md has a row for each floating-point format, and says of it what the format does. */
    @Test
    void documentation() throws IOException {
        String page = Files.readString(Path.of("").toAbsolutePath().getParent().resolve("docs/formats.md"));
        for (CodedFormat format : Formats.builtIn()) {
            switch (format) {
                case FloatFormat f -> assertTrue(page.contains(row(f)), () -> "docs/formats.md lacks the row: " + row(f));
                case Codebook book -> assertTrue(page.contains(mention(book.name())), () -> "docs/formats.md: " + book);
                case PositFormat posit -> throw new AssertionError();
                case LinearFormat linear -> throw new AssertionError();
            }
        }
        for (BlockFormat format : BlockFormat.builtIn()) {
            String row = "| `%s` | `%s` | %d | `%s` |"
                    .formatted(format, format.element(), format.size(), format.scale());
            assertTrue(page.contains(row), () -> "docs/formats.md lacks the row: " + row);
        }
    }

    /** How the page mentions a codebook: by its name, by the end of it after others of its kind, or within a range. */
    private static String mention(String name) {
        if (name.startsWith("bipolar")) {
            return "`bipolar1` to `bipolar8`";
        }
        boolean first = !name.startsWith("bitmod") || name.endsWith("fp3_3") || name.endsWith("fp4_5");
        return "`" + (first ? name : name.substring(name.lastIndexOf('_'))) + "`";
    }

    private static String row(FloatFormat f) {
        boolean zero = f.subnormals() == Subnormals.GRADUAL;
        Rational greatest = ((Datum.Finite) f.decode(f.greatest())).value();
        boolean small = greatest.compareTo(Rational.of(65536)) < 0;
        String power = "2^" + f.greatestExponent();
        String large = f.mantissaBits() == 0 ? power : "(2 - 2^-" + f.mantissaBits() + ") * " + power;
        String nan = switch (f.nans()) {
            case IEEE -> "E of ones, f not 0";
            case ALL_ONES -> f.signed() ? "0x7f, 0xff" : "0xff";
            case NEGATIVE_ZERO -> "0x80";
            case NONE -> "none";
        };
        List<Object> cells = List.of(
                "`" + f.name() + "`",
                f.width(),
                f.exponentBits() + ", " + f.mantissaBits(),
                f.bias(),
                small ? greatest : large,
                "2^" + f.smallestExponent(),
                "2^" + (f.smallestExponent() - (zero ? f.mantissaBits() : 0)),
                f.infinities() ? "yes" : "no",
                nan,
                f.hasNegativeZero() ? "yes" : "no",
                "`" + f.overflow().spelling() + "`");
        return "| " + cells.stream().map(Object::toString).collect(Collectors.joining(" | ")) + " |";
    }

    @Test
    void canonicalNaN() {
        assertEquals(Optional.of(BigInteger.valueOf(0x7fc00000)), ((FloatFormat) named("float32")).nan());
        assertEquals(Optional.of(BigInteger.valueOf(0x7fc0)), ((FloatFormat) named("bfloat16")).nan());
        assertEquals(Optional.of(BigInteger.valueOf(0x7e)), ((FloatFormat) named("float8_e5m2")).nan());
        assertEquals(Optional.of(BigInteger.valueOf(0x7f)), ((FloatFormat) named("float8_e4m3fn")).nan());
        assertEquals(Optional.of(BigInteger.valueOf(0x80)), ((FloatFormat) named("float8_e4m3fnuz")).nan());
        assertEquals(Optional.of(BigInteger.valueOf(0xff)), ((FloatFormat) named("float8_e8m0fnu")).nan());
        assertEquals(Optional.empty(), ((FloatFormat) named("float4_e2m1fn")).nan());
    }

    @Test
    void names() {
        Set<String> names = new HashSet<>();
        for (CodedFormat format : Formats.builtIn()) {
            assertTrue(names.add(format.name()));
            assertTrue(format.name().matches("[a-z][a-z0-9_]*"), format.name());
            assertEquals(Optional.of(format), Formats.named(format.name()));
            assertEquals(format.name(), format.toString());
        }
        for (String name : List.of("floatE5M10", "floatE15M112", "floatE1M1", "floatE5M0", "posit<16,1>", "fixed<8,4>",
                "ufixed<16,-3>", "fixed<8,12>")) {
            assertEquals(name, named(name).name());
            assertEquals(name, named(name).toString());
        }
        assertEquals(128, named("floatE15M112").width());
        for (String name : List.of("", "float", "float33", "floatE0M3", "floatE16M3", "floatE5M113", "floatE1M0",
                "floatE05M1", "floatE5M01", "posit<1,0>", "posit<8,6>", "posit<8, 2>", "fixed<0,0>", "fixed<513,0>",
                "fixed<8,-0>", "bipolar9", "int8", "Float32")) {
            assertEquals(Optional.empty(), Formats.named(name), name);
        }
    }

    private static List<CodedFormat> all() {
        List<CodedFormat> all = new ArrayList<>(Formats.builtIn());
        for (String name : List.of("floatE1M1", "floatE2M0", "floatE5M0", "floatE15M112", "posit<2,0>", "posit<8,2>",
                "posit<32,2>", "fixed<8,4>", "ufixed<1,0>")) {
            all.add(named(name));
        }
        return all;
    }

    /** Extremes are the extremes of the special codes; every one is a fixed point of its own conversion. */
    @Test
    void specials() {
        for (CodedFormat format : all()) {
            List<BigInteger> specials = format.specials();
            assertEquals(specials.size(), new HashSet<>(specials).size(), format.name());
            assertTrue(specials.contains(format.greatest()) && specials.contains(format.least()), format.name());
            Rational greatest = ((Datum.Finite) format.decode(format.greatest())).value();
            Rational least = ((Datum.Finite) format.decode(format.least())).value();
            for (BigInteger code : specials) {
                assertTrue(format.isCode(code));
                Datum datum = format.decode(code);
                assertEquals(
                        datum,
                        format.decode(format.encode(datum, Rounding.ODD, format.overflow()).orElseThrow()));
                if (datum instanceof Datum.Finite(Rational value, boolean negative)) {
                    assertTrue(value.compareTo(greatest) <= 0 && value.compareTo(least) >= 0);
                }
            }
            Datum one = Datum.of(Rational.ONE);
            Optional<BigInteger> code = format.encode(one, Rounding.EVEN, Overflow.FORBID);
            boolean missing = code.filter(c -> format.decode(c).equals(one) && !specials.contains(c)).isPresent();
            assertFalse(missing, format.name());
        }
    }

    /** Rules that a format can express give codes for every number; the others give none where they are needed. */
    @Test
    void overflowRules() {
        Datum huge = Datum.of(Rational.powerOfTwo(40_000));
        for (CodedFormat format : all()) {
            assertTrue(format.overflows().contains(format.overflow()));
            assertTrue(format.overflows().containsAll(EnumSet.of(Overflow.SATURATE, Overflow.FORBID)));
            for (Overflow overflow : Overflow.values()) {
                Optional<BigInteger> code = format.encode(huge, Rounding.EVEN, overflow);
                boolean expressible = format.overflows().contains(overflow) && overflow != Overflow.FORBID;
                assertEquals(expressible, code.isPresent(), format + " " + overflow);
                code.ifPresent(c -> assertEquals(
                        switch (overflow) {
                            case INFINITY -> new Datum.Infinite(false);
                            case NAN -> Datum.NAN;
                            case SATURATE -> format.decode(format.greatest());
                            case FORBID -> throw new AssertionError();
                        },
                        format.decode(c)));
            }
        }
    }

    /** Rounding to odd with two bits more, and then to nearest, is rounding to nearest once. */
    @Test
    void roundingToOddIsSafe() {
        FloatFormat narrow = (FloatFormat) named("float8_e4m3");
        FloatFormat wide = FloatFormat.ieee(5, 5);
        for (int n = -4000; n <= 4000; n++) {
            Datum exact = Datum.of(Rational.of(n, 4096 - n % 7));
            BigInteger once = narrow.encode(exact, Rounding.EVEN, Overflow.INFINITY).orElseThrow();
            Datum odd = wide.decode(wide.encode(exact, Rounding.ODD, Overflow.INFINITY).orElseThrow());
            assertEquals(Optional.of(once), narrow.encode(odd, Rounding.EVEN, Overflow.INFINITY));
        }
        // To nearest twice is not safe: 1.0625 + 2^-8 first becomes the middle of 1 and 1.125.
        Datum exact = Datum.of(Rational.of(1).plus(Rational.of(1, 16)).plus(Rational.of(1, 256)));
        Datum twice = wide.decode(wide.encode(exact, Rounding.EVEN, Overflow.INFINITY).orElseThrow());
        assertEquals(
                Datum.of(Rational.ONE),
                narrow.decode(narrow.encode(twice, Rounding.EVEN, Overflow.INFINITY).orElseThrow()));
        assertEquals(
                Datum.of(Rational.of(9, 8)),
                narrow.decode(narrow.encode(exact, Rounding.EVEN, Overflow.INFINITY).orElseThrow()));
    }

    @Test
    void flushedSubnormals() {
        FloatFormat format = new FloatFormat(
                "flushed", 4, 3, 7, true, Subnormals.FLUSHED, true, NaNs.IEEE, Overflow.INFINITY);
        for (int code = 0; code < 8; code++) {
            assertEquals(new Datum.Finite(Rational.ZERO, false), format.decode(BigInteger.valueOf(code)));
            assertEquals(new Datum.Finite(Rational.ZERO, true), format.decode(BigInteger.valueOf(128 + code)));
        }
        Rational smallest = Rational.powerOfTwo(-6);
        Rational below = smallest.times(Rational.of(999, 1000));
        for (Rounding rule : Rounding.values()) {
            assertEquals(Optional.of(BigInteger.valueOf(8)), format.encode(Datum.of(smallest), rule, Overflow.NAN));
            assertEquals(Optional.of(BigInteger.ZERO), format.encode(Datum.of(below), rule, Overflow.NAN));
            Datum negative = Datum.of(below.negate());
            assertEquals(Optional.of(BigInteger.valueOf(128)), format.encode(negative, rule, Overflow.NAN));
        }
    }

    /** A format with infinities whose NaN stands in the place of -0, as the drafts of IEEE P3109 have it. */
    @Test
    void infinitiesOfOnes() {
        FloatFormat format =
                new FloatFormat("p3", 5, 2, 16, true, Subnormals.GRADUAL, true, NaNs.NEGATIVE_ZERO, Overflow.INFINITY);
        assertEquals(new Datum.Infinite(false), format.decode(BigInteger.valueOf(0x7f)));
        assertEquals(new Datum.Infinite(true), format.decode(BigInteger.valueOf(0xff)));
        assertEquals(Datum.NAN, format.decode(BigInteger.valueOf(0x80)));
        assertEquals(Datum.of(Rational.of(49152)), format.decode(format.greatest()));
        assertEquals(
                Optional.of(BigInteger.valueOf(0x7f)),
                format.encode(Datum.of(Rational.of(57344)), Rounding.EVEN, Overflow.INFINITY));
    }

    private static FloatFormat format(boolean signed, NaNs nans) {
        return new FloatFormat("x", 4, 3, 7, signed, Subnormals.GRADUAL, false, nans, Overflow.NAN);
    }

    @Test
    void noSuchFormat() {
        assertThrows(IllegalArgumentException.class, () -> FloatFormat.ieee(0, 3));
        assertThrows(IllegalArgumentException.class, () -> FloatFormat.ieee(1, 0));
        assertThrows(IllegalArgumentException.class, () -> FloatFormat.ieee(16, 3));
        assertThrows(IllegalArgumentException.class, () -> format(false, NaNs.NEGATIVE_ZERO));
        assertThrows(IllegalArgumentException.class, () -> format(true, NaNs.NONE));
        assertThrows(IllegalArgumentException.class, () -> named("float16").decode(BigInteger.ONE.shiftLeft(16)));
        assertThrows(IllegalArgumentException.class, () -> named("float16").decode(BigInteger.ONE.negate()));
        assertThrows(
                IllegalArgumentException.class,
                () -> named("float16").apply(Operation.ADD, List.of(BigInteger.ONE), Rounding.EVEN, Overflow.INFINITY));
        assertThrows(
                IllegalArgumentException.class,
                () -> named("float16").encodeStochastic(Datum.NAN, BigInteger.TWO, 1, Overflow.INFINITY));
        assertThrows(IllegalArgumentException.class, () -> new Datum.Finite(Rational.ONE, true));
    }
}
