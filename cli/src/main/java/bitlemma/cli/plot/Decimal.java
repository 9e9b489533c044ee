package bitlemma.cli.plot;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.answer.Measured;
import bitlemma.symbolic.enclosure.Enclosure;
import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as pictures need them: to about sixteen digits, without a bound of the error. */
final class Decimal {
    private Decimal() {}

    static double of(Rational value) {
        return new BigDecimal(value.numerator())
                .divide(new BigDecimal(value.denominator()), MathContext.DECIMAL64)
                .doubleValue();
    }

    /** The middle; not a number where nothing is known. */
    static double of(Enclosure value) {
        return value.isKnown() ? of(value.middle().toRational()) : Double.NaN;
    }

    /** Not a number where it is missing. */
    static double of(Measured measured) {
        return switch (measured) {
            case Measured.Exact exact -> of(exact.value());
            case Measured.Enclosed enclosed -> of(enclosed.value());
            case Measured.Sampled sampled -> sampled.mean();
            case Measured.Missing missing -> Double.NaN;
        };
    }
}
