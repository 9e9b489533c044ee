package bitlemma.lowering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Decode;
import bitlemma.grammar.core.Divide;
import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.Multiply;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Datum;
import bitlemma.numbers.FloatFormat;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rounding to a floating-point format: from another one, from integers, from constants; by rules and by chance. */
class FloatConversionTest {
    private static final List<String> SMALL = List.of(
            "float8_e4m3",
            "float8_e5m2",
            "float8_e3m4",
            "float8_e4m3fn",
            "float8_e4m3fnuz",
            "float8_e4m3b11fnuz",
            "float8_e5m2fnuz",
            "float8_e8m0fnu",
            "float6_e3m2fn",
            "float6_e2m3fn",
            "float4_e2m1fn");

    private static final List<String> WIDE = List.of(
            "float16", "bfloat16", "tensorfloat32", "float32", "float64", "floatE15M112", "posit<16,1>", "posit<32,2>");

    private static Encode.Mode by(Rounding rounding) {
        return new Encode.Mode.Fixed(rounding);
    }

    /** All codes of each format to each format by each rule, in 64-bit arithmetic. */
    private static void sweep(CodedFormat from, CodedFormat to) {
        Variable x = Agreement.variable("x", from);
        long[] codes = Agreement.codes(from);
        for (Overflow overflow : to.overflows()) {
            for (Rounding rounding : Rounding.values()) {
                Encode term = Agreement.encode(to, from, by(rounding), overflow, x);
                StrictProgram program = new StrictProgram(Agreement.lowered(term), List.of(Lowering.lower(x)));
                for (long code : codes) {
                    Datum exact = from.decode(BigInteger.valueOf(code));
                    Agreement.agree(
                            to.encode(exact, rounding, overflow),
                            program.run(code),
                            () -> from.name() + " " + exact + " to " + to.name() + " " + rounding + " " + overflow);
                }
            }
        }
    }

    @Test
    void betweenSmallFormats() {
        for (String from : SMALL) {
            for (String to : SMALL) {
                sweep(Agreement.format(from), Agreement.format(to));
            }
        }
    }

    @Test
    void betweenTinyFormats() {
        List<FloatFormat> tiny = SmallFormats.all(false);
        Random random = new Random(3);
        for (FloatFormat from : tiny) {
            for (int i = 0; i < 10; i++) {
                sweep(from, tiny.get(random.nextInt(tiny.size())));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"float8_e5m2", "float8_e4m3fn", "float6_e3m2fn", "float8_e8m0fnu"})
    void fromFloat16(String to) {
        sweep(Agreement.format("float16"), Agreement.format(to));
    }

    /** Samples, and what lies next to them, between each two of the wide formats and to some small ones. */
    @Test
    void fromWideFormats() {
        Random random = new Random(11);
        for (String source : WIDE) {
            CodedFormat from = Agreement.format(source);
            Variable x = Agreement.variable("x", from);
            for (String target : Stream.concat(
                            WIDE.stream(), Stream.of("float8_e4m3fn", "float8_e8m0fnu", "nf4", "fixed<16,8>"))
                    .toList()) {
                CodedFormat to = Agreement.format(target);
                List<Overflow> overflows = List.copyOf(to.overflows());
                for (Rounding rounding : Rounding.values()) {
                    Overflow overflow = overflows.get(random.nextInt(overflows.size()));
                    Term lowered = Agreement.lowered(Agreement.encode(to, from, by(rounding), overflow, x));
                    List<BigInteger> codes = new ArrayList<>(borders(from, to, random));
                    Collections.shuffle(codes, random);
                    for (BigInteger code : codes.subList(0, Math.min(codes.size(), Agreement.FULL ? 1000 : 100))) {
                        assertEquals(
                                to.encode(from.decode(code), rounding, overflow),
                                Agreement.evaluated(lowered, List.of(Lowering.lower(x)), List.of(code)),
                                () -> from.decode(code) + " to " + to.name() + " " + rounding + " " + overflow);
                    }
                }
            }
        }
    }

    /** Codes of a source near values of a target and near half way between two of them. */
    private static List<BigInteger> borders(CodedFormat from, CodedFormat to, Random random) {
        List<BigInteger> codes = new ArrayList<>(Agreement.samples(from, 5, random));
        for (BigInteger code : Agreement.samples(to, 5, random)) {
            if (to.decode(code) instanceof Datum.Finite(Rational value, boolean negative)) {
                for (Rational near : List.of(value, value.times(Rational.of(3, 2)))) {
                    from.encode(Datum.of(near), Rounding.EVEN, Overflow.SATURATE)
                            .ifPresent(c -> {
                                for (long step = -1; step <= 1; step++) {
                                    BigInteger neighbour = c.add(BigInteger.valueOf(step));
                                    if (neighbour.signum() >= 0 && neighbour.bitLength() <= from.width()) {
                                        codes.add(neighbour);
                                    }
                                }
                            });
                }
            }
        }
        return codes;
    }

    /** All codes and all random numbers of four bits. */
    @Test
    void stochastic() {
        Variable random = new Variable("r", new Sort.Machine(IntegerFormat.unsigned(8)));
        for (String source : List.of("float8_e5m2", "float8_e4m3", "float6_e2m3fn")) {
            CodedFormat from = Agreement.format(source);
            Variable x = Agreement.variable("x", from);
            for (String target : List.of("float4_e2m1fn", "float6_e3m2fn", "float8_e5m2fnuz", "float8_e8m0fnu")) {
                CodedFormat to = Agreement.format(target);
                for (int bits : new int[] {0, 1, 4}) {
                    for (Overflow overflow : to.overflows()) {
                        Encode term = Agreement.encode(to, from, new Encode.Mode.Stochastic(random, bits), overflow, x);
                        StrictProgram program =
                                new StrictProgram(Agreement.lowered(term), List.of(Lowering.lower(x), random));
                        for (long code : Agreement.codes(from)) {
                            for (long r = 0; r < 1L << bits; r++) {
                                Datum exact = from.decode(BigInteger.valueOf(code));
                                long chance = r;
                                Agreement.agree(
                                        to.encodeStochastic(exact, BigInteger.valueOf(r), bits, overflow),
                                        program.run(code, r),
                                        () -> exact + " to " + to.name() + " by " + chance + "/2^" + bits);
                            }
                        }
                    }
                }
            }
        }
    }

    @Test
    void fromIntegers() {
        IntegerFormat bytes = IntegerFormat.signed(10);
        Variable i = new Variable("i", new Sort.Machine(bytes));
        for (String target : List.of("float8_e4m3fn", "float8_e5m2", "float8_e8m0fnu", "float16", "float6_e2m3fn")) {
            CodedFormat to = Agreement.format(target);
            for (Overflow overflow : to.overflows()) {
                for (Rounding rounding : Rounding.values()) {
                    Encode term = Agreement.encode(to, null, by(rounding), overflow, i);
                    StrictProgram program = new StrictProgram(Agreement.lowered(term), List.of(i));
                    LongStream.rangeClosed(-512, 511)
                            .forEach(value -> Agreement.agree(
                                    to.encode(Datum.of(Rational.of(value)), rounding, overflow),
                                    program.run(value),
                                    () -> value + " to " + to.name() + " " + rounding + " " + overflow));
                }
            }
        }
    }

    /** Sums and products of numbers of bounded formats have bounds too. */
    @Test
    void fromExactSums() {
        CodedFormat half = Agreement.format("float16");
        CodedFormat single = Agreement.format("float32");
        Variable x = Agreement.variable("x", half);
        Variable y = Agreement.variable("y", half);
        Term exact = new Divide(
                new Add(new Multiply(new Decode(half, x), new Decode(half, y)), new Decode(half, x)), Constant.of(8));
        Random random = new Random(4);
        for (Rounding rounding : Rounding.values()) {
            Term lowered = Agreement.lowered(Agreement.encode(single, null, by(rounding), Overflow.INFINITY, exact));
            for (int n = 0; n < 200; n++) {
                BigInteger a = new BigInteger(16, random);
                BigInteger b = new BigInteger(16, random);
                if (half.decode(a) instanceof Datum.Finite(Rational p, boolean s)
                        && half.decode(b) instanceof Datum.Finite(Rational q, boolean t)) {
                    Rational value = p.times(q).plus(p).dividedBy(Rational.of(8));
                    assertEquals(
                            single.encode(Datum.of(value), rounding, Overflow.INFINITY),
                            Agreement.evaluated(lowered, List.of(Lowering.lower(x), Lowering.lower(y)), List.of(a, b)));
                }
            }
        }
    }

    /** A constant is rounded where it is lowered, and leaves a constant. */
    @Test
    void constantsAreFolded() {
        List<Rational> values = List.of(
                Rational.ZERO,
                Rational.of(1, 3),
                Rational.of(-1, 10),
                Rational.of(22, 7),
                Rational.of(-449),
                Rational.of(464),
                Rational.of(10).power(40),
                Rational.of(-10).power(-41),
                Rational.powerOfTwo(-150),
                Rational.powerOfTwo(5000).plus(Rational.ONE),
                Rational.of(10).power(-400),
                Rational.powerOfTwo(127));
        for (String name : Stream.concat(SMALL.stream(), WIDE.stream()).toList()) {
            CodedFormat to = Agreement.format(name);
            for (Overflow overflow : to.overflows()) {
                for (Rounding rounding : Rounding.values()) {
                    for (Rational value : values) {
                        Term lowered = Agreement.lowered(
                                Agreement.encode(to, null, by(rounding), overflow, new Constant(value)));
                        Optional<BigInteger> expected = to.encode(Datum.of(value), rounding, overflow);
                        if (expected.isPresent()) {
                            assertEquals(
                                    new Constant(Rational.of(expected.get())), lowered, value + " to " + to.name());
                        } else {
                            assertEquals(
                                    Truth.FALSE,
                                    assertInstanceOf(Require.class, lowered).condition());
                        }
                    }
                }
            }
        }
    }

    /** What has no bounds cannot be rounded to a large format, and the answer says so. */
    @Test
    void refused() {
        Variable q = new Variable("q", Sort.RATIONAL);
        Encode term = Agreement.encode(Agreement.format("float32"), null, by(Rounding.EVEN), Overflow.INFINITY, q);
        Lowered.Refused<?> refused = assertInstanceOf(Lowered.Refused.class, Lowering.lower(term));
        assertEquals(Agreement.SITE, refused.site());
        assertEquals("an exact number without bounds cannot be rounded to float32", refused.reason());
    }
}
