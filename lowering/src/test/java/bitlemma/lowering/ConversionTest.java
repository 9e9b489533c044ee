package bitlemma.lowering;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Datum;
import bitlemma.numbers.FloatFormat;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.PositFormat;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Conversions between formats of every kind, by rules and by chance: all codes, by the exact evaluator. */
class ConversionTest {
    static Stream<CodedFormat> targets() {
        List<CodedFormat> formats = new ArrayList<>(LinearTest.FORMATS);
        formats.addAll(CodebookTest.FORMATS);
        formats.addAll(
                List.of(new PositFormat(2, 1), new PositFormat(5, 1), new PositFormat(6, 2), new PositFormat(4, 4)));
        formats.addAll(List.of(
                Agreement.format("float4_e2m1fn"),
                Agreement.format("float6_e3m2fn"),
                Agreement.format("float8_e5m2"),
                Agreement.format("float8_e8m0fnu"),
                new FloatFormat(
                        "positive",
                        3,
                        1,
                        2,
                        false,
                        FloatFormat.Subnormals.FLUSHED,
                        true,
                        FloatFormat.NaNs.NONE,
                        Overflow.INFINITY)));
        return formats.stream();
    }

    private static List<CodedFormat> sources() {
        List<CodedFormat> formats = new ArrayList<>(targets().toList());
        formats.add(new PositFormat(7, 3));
        return formats;
    }

    private static void same(Encode term, Variable x, long code, Optional<BigInteger> expected, Term lowered) {
        BigInteger exact = BigInteger.valueOf(code);
        assertEquals(
                expected,
                Agreement.evaluated(lowered, List.of(Lowering.lower(x)), List.of(exact)),
                () -> term.from().decode(exact) + " of " + term.from() + " to " + term.format() + " " + term.mode()
                        + " " + term.overflow());
    }

    @ParameterizedTest
    @MethodSource("targets")
    void byRules(CodedFormat to) {
        for (CodedFormat from : sources()) {
            Variable x = Agreement.variable("x", from);
            for (Overflow overflow : to.overflows()) {
                for (Rounding rounding : Rounding.values()) {
                    Encode term = Agreement.encode(to, from, new Encode.Mode.Fixed(rounding), overflow, x);
                    Term lowered = Agreement.lowered(term);
                    for (long code : Agreement.codes(from)) {
                        Datum exact = from.decode(BigInteger.valueOf(code));
                        same(term, x, code, to.encode(exact, rounding, overflow), lowered);
                    }
                }
            }
        }
    }

    /** Any fraction, of which nothing is known. */
    @ParameterizedTest
    @MethodSource("targets")
    void fractions(CodedFormat to) {
        Variable q = new Variable("q", Sort.RATIONAL);
        Variable r = new Variable("r", new Sort.Machine(IntegerFormat.unsigned(3)));
        Random random = new Random(to.width());
        List<Rational> values = fractions(to, random);
        for (Overflow overflow : to.overflows()) {
            for (Rounding rounding : Rounding.values()) {
                Term lowered =
                        Agreement.lowered(Agreement.encode(to, null, new Encode.Mode.Fixed(rounding), overflow, q));
                for (Rational value : values) {
                    assertEquals(
                            to.encode(Datum.of(value), rounding, overflow),
                            Agreement.evaluated(lowered, Map.of(q, new Value.Number(value))),
                            () -> value + " to " + to + " " + rounding + " " + overflow);
                }
            }
            Term lowered = Agreement.lowered(Agreement.encode(to, null, new Encode.Mode.Stochastic(r, 3), overflow, q));
            for (Rational value : values) {
                BigInteger chance = new BigInteger(3, random);
                assertEquals(
                        to.encodeStochastic(Datum.of(value), chance, 3, overflow),
                        Agreement.evaluated(lowered, Map.of(q, new Value.Number(value), r, Value.Number.of(chance))),
                        () -> value + " to " + to + " by " + chance + " " + overflow);
            }
        }
    }

    /** The values of a format, and what lies half way between them, next to them and beyond. */
    private static List<Rational> fractions(CodedFormat format, Random random) {
        List<Rational> values = new ArrayList<>(List.of(
                Rational.of(1, 3), Rational.of(-1000000), Rational.of(10).power(50)));
        TreeSet<Rational> sorted = new TreeSet<>();
        for (long code : Agreement.codes(format)) {
            if (format.decode(BigInteger.valueOf(code)) instanceof Datum.Finite(Rational value, boolean negative)) {
                sorted.add(value);
            }
        }
        sorted.add(sorted.first().times(Rational.of(2)).minus(Rational.ONE));
        sorted.add(sorted.last().times(Rational.of(2)).plus(Rational.ONE));
        Rational before = sorted.first();
        for (Rational value : sorted) {
            Rational gap = value.minus(before);
            values.add(value);
            values.add(before.plus(gap.times(Rational.HALF)));
            values.add(before.plus(gap.times(Rational.of(1 + random.nextInt(7), 8))));
            values.add(before.plus(gap.times(Rational.of(random.nextInt(1000), 1000))));
            before = value;
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("targets")
    void byChance(CodedFormat to) {
        Variable r = new Variable("r", new Sort.Machine(IntegerFormat.unsigned(3)));
        Random random = new Random(to.width());
        for (CodedFormat from : sources()) {
            Variable x = Agreement.variable("x", from);
            for (Overflow overflow : to.overflows()) {
                for (int bits : new int[] {1, 3}) {
                    Encode term = Agreement.encode(to, from, new Encode.Mode.Stochastic(r, bits), overflow, x);
                    Term lowered = Agreement.lowered(term);
                    for (long code : Agreement.codes(from)) {
                        BigInteger pattern = BigInteger.valueOf(code);
                        Datum exact = from.decode(pattern);
                        BigInteger chance = new BigInteger(bits, random);
                        assertEquals(
                                to.encodeStochastic(exact, chance, bits, overflow),
                                Agreement.evaluated(lowered, List.of(Lowering.lower(x), r), List.of(pattern, chance)),
                                () -> exact + " of " + from + " to " + to + " by " + chance + " of " + bits);
                    }
                }
            }
        }
    }
}
