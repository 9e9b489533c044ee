package bitlemma.symbolic.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Datum;
import bitlemma.numbers.Formats;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Roundings to small formats as choices, against the formats themselves. Rounding is monotonic: a choice that is right
 * at its borders, on both sides of each, and far out, is right everywhere.
 */
class QuantizerTest {
    private static final Formula X = Formulas.symbol("x");
    private static final Rational FAR = Rational.powerOfTwo(200);

    static Stream<CodedFormat> formats() {
        Stream<CodedFormat> parametric = Stream.of(
                        "floatE2M0",
                        "floatE3M0",
                        "floatE2M2",
                        "floatE3M2",
                        "floatE4M2",
                        "posit<4,0>",
                        "posit<6,1>",
                        "posit<8,0>",
                        "posit<8,2>",
                        "posit<8,3>",
                        "fixed<5,2>",
                        "ufixed<6,-1>",
                        "fixed<8,8>",
                        "ufixed<8,3>")
                .map(name -> Formats.named(name).orElseThrow());
        return Stream.concat(Formats.builtIn().stream(), parametric).filter(f -> f.width() <= 8);
    }

    /** What stands for each rule's result, or the reason why it is not written out. */
    private record Choice(List<Formula.Case> cases, Formula otherwise) {
        static Choice of(Formula formula) {
            return formula instanceof Formula.Piecewise p
                    ? new Choice(p.cases(), p.otherwise())
                    : new Choice(List.of(), formula);
        }

        private static Condition.Compare border(Formula.Case one) {
            return (Condition.Compare) one.condition();
        }

        Rational cut(int i) {
            return ((Formula.Number) border(cases.get(i)).right()).value();
        }

        /** The value at a number, by the first case that holds. */
        Formula at(Rational x) {
            for (int i = 0; i < cases.size(); i++) {
                int side = x.compareTo(cut(i));
                if (side < 0 || side == 0 && border(cases.get(i)).relation() == Condition.Relation.AT_MOST) {
                    return cases.get(i).value();
                }
            }
            return otherwise;
        }
    }

    private static Formula expected(CodedFormat format, Rounding rounding, Overflow overflow, Rational x) {
        Optional<BigInteger> code = format.encode(new Datum.Finite(x, x.signum() < 0), rounding, overflow);
        return code.isPresent() && format.decode(code.get()) instanceof Datum.Finite finite
                ? Formulas.number(finite.value())
                : Quantizer.UNDEFINED;
    }

    /** Every border, and a point close to it on each side. */
    private static List<Rational> places(Choice choice) {
        List<Rational> places = new ArrayList<>(List.of(FAR.negate(), Rational.ZERO, FAR));
        for (int i = 0; i < choice.cases().size(); i++) {
            Rational cut = choice.cut(i);
            Rational little = Rational.powerOfTwo(-200);
            places.addAll(List.of(cut.minus(little), cut, cut.plus(little)));
        }
        return places;
    }

    @ParameterizedTest
    @MethodSource("formats")
    void bordersAreTheFormats(CodedFormat format) {
        for (Rounding rounding : Rounding.values()) {
            for (Overflow overflow : format.overflows()) {
                if (overflow == format.overflow() || rounding == Rounding.EVEN || format.width() < 6) {
                    compare(format, rounding, overflow);
                }
            }
        }
    }

    private static void compare(CodedFormat format, Rounding rounding, Overflow overflow) {
        Choice choice = Choice.of(Quantizer.of(format, rounding, overflow, X));
        for (Rational x : places(choice)) {
            assertEquals(
                    expected(format, rounding, overflow, x),
                    choice.at(x),
                    () -> format.name() + " " + rounding + " " + overflow + " of " + x);
        }
        for (long code = 0; code < 1L << format.width(); code++) {
            BigInteger pattern = BigInteger.valueOf(code);
            if (format.isCode(pattern) && format.decode(pattern) instanceof Datum.Finite finite) {
                Formula itself = Formulas.number(finite.value());
                assertEquals(itself, choice.at(finite.value()), () -> format.name() + " " + rounding);
                assertEquals(itself, Quantizer.of(format, rounding, overflow, itself));
            }
        }
    }

    @Test
    void wideFormatsAreNotWrittenOut() {
        CodedFormat half =
                Formats.named("binary16").or(() -> Formats.named("float16")).orElseThrow();
        assertThrows(Unreadable.class, () -> Quantizer.of(half, Rounding.EVEN, Overflow.INFINITY, X));
    }
}
