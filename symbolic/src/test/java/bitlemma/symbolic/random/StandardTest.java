package bitlemma.symbolic.random;

import static bitlemma.symbolic.exact.Terms.num;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.core.Distribution;
import bitlemma.grammar.core.Sort;
import bitlemma.numbers.Formats;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import bitlemma.symbolic.enclosure.Enclosure;
import bitlemma.symbolic.enclosure.Evaluation;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.reading.Reading;
import bitlemma.symbolic.reading.Unreadable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Distributions in their standard forms: probabilities make one, and mean and variance are the textbooks'. */
class StandardTest {
    private static final int STEPS = 40_000;

    private static Standard standard(Distribution distribution) {
        Reading reading = new Reading(t -> {
            throw new Unreadable("no functionals here");
        });
        return Standard.of(distribution, "u", reading::formula);
    }

    static Stream<Arguments> distributions() {
        return Stream.of(
                Arguments.of(new Distribution.Uniform(num(-1), num(3)), 1, 4.0 / 3),
                Arguments.of(new Distribution.Grid(num(4), num(0), num(1)), 15.0 / 32, (256 - 1) / 12.0 / 256),
                Arguments.of(new Distribution.Grid(num(3), num(-1), num(1)), -1.0 / 8, 4 * (64 - 1) / 12.0 / 64),
                Arguments.of(new Distribution.Integers(num(-8), num(7)), -0.5, (256 - 1) / 12.0),
                Arguments.of(new Distribution.Codes(new Sort.Machine(new IntegerFormat(true, 8))), -0.5, 65535 / 12.0),
                Arguments.of(
                        new Distribution.Codes(
                                new Sort.Coded(Formats.named("float4_e2m1fn").orElseThrow())),
                        0,
                        2 * (0.25 + 1 + 2.25 + 4 + 9 + 16 + 36) / 16),
                Arguments.of(new Distribution.Normal(num(1), num(3)), 1, 9),
                Arguments.of(new Distribution.Laplace(num(-2), num(2)), -2, 8),
                Arguments.of(new Distribution.Exponential(num(4)), 0.25, 1.0 / 16),
                Arguments.of(
                        new Distribution.LogUniform(num(1), num(4)),
                        3 / Math.log(4),
                        7.5 / Math.log(4) - 9 / Math.log(4) / Math.log(4)),
                Arguments.of(new Distribution.Bernoulli(num(1, 4)), 0.25, 3.0 / 16),
                Arguments.of(
                        new Distribution.Table(List.of(
                                new Distribution.Entry(num(-1), num(1, 2)), new Distribution.Entry(num(3), num(1, 2)))),
                        1,
                        4));
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void momentsAreTheTextbooks(Distribution distribution, double mean, double variance) {
        Standard standard = standard(distribution);
        double tolerance = standard.law() instanceof Law.Continuous ? 1e-5 * (1 + variance) : 1e-12 * (1 + variance);
        assertEquals(1, moment(standard, 0), tolerance);
        assertEquals(mean, moment(standard, 1), tolerance);
        assertEquals(variance + mean * mean, moment(standard, 2), tolerance);
    }

    @Test
    void symbolicScalesGoOut() {
        Formula a = Formulas.symbol("a");
        Standard centred = Standard.of(
                new Distribution.Uniform(num(-1), num(1)), "u", t -> t.equals(num(1)) ? a : Formulas.negate(a));
        assertEquals(new Law.Continuous(Formulas.MINUS_ONE, Formulas.ONE, Formulas.HALF), centred.law());
        assertEquals(Formulas.product(a, Formulas.symbol("u")), centred.value());
    }

    @Test
    void wideFormatsAreNotWrittenOut() {
        Distribution wide =
                new Distribution.Codes(new Sort.Coded(Formats.named("float32").orElseThrow()));
        assertThrows(Unreadable.class, () -> standard(wide));
    }

    private static double moment(Standard standard, int power) {
        Formula term = Formulas.power(standard.value(), power);
        return switch (standard.law()) {
            case Law.Finite finite ->
                finite.atoms().stream()
                        .mapToDouble(atom -> at(atom.probability(), Rational.ZERO)
                                * at(Substitute.apply(term, "u", atom.value()), Rational.ZERO))
                        .sum();
            case Law.Lattice lattice -> {
                int low = (int) at(lattice.low(), Rational.ZERO);
                int high = (int) at(lattice.high(), Rational.ZERO);
                double sum = 0;
                for (int i = low; i <= high; i++) {
                    sum += at(term, Rational.of(i));
                }
                yield sum / (high - low + 1);
            }
            case Law.Continuous law -> integral(law, term);
        };
    }

    /** By the midpoint rule; tails beyond 40 are below every double's precision here. */
    private static double integral(Law.Continuous law, Formula term) {
        double low = law.low() instanceof Formula.Infinity ? -40 : at(law.low(), Rational.ZERO);
        double high = law.high() instanceof Formula.Infinity ? 40 : at(law.high(), Rational.ZERO);
        Formula body = Formulas.product(law.density(), term);
        int steps = STEPS / 8;
        double width = (high - low) / steps;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            // A whole number of 2^-20, so that the point is short.
            long point = Math.round((low + (i + 0.5) * width) * (1 << 20));
            sum += at(body, Rational.of(point, 1 << 20)) * width;
        }
        return sum;
    }

    private static double at(Formula formula, Rational u) {
        Enclosure value =
                Evaluation.of(formula, Map.of("u", Enclosure.of(u, 60)), 60).orElseThrow();
        assertTrue(value.isKnown());
        Rational middle = value.middle().toRational();
        return middle.numerator().doubleValue() / middle.denominator().doubleValue();
    }
}
