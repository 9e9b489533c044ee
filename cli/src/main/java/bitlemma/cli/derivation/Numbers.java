package bitlemma.cli.derivation;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.answer.Measured;
import bitlemma.symbolic.enclosure.Dyadic;
import bitlemma.symbolic.enclosure.Enclosure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Numbers in decimal with a limited number of significant digits. What was cut ends in {@code ...}, so that the digits
 * before it are certain.
 */
final class Numbers {
    /** Fractions that are longer are not read by anybody. */
    private static final int LONGEST_FRACTION = 28;

    private static final int GREATEST_MAGNITUDE = 4000;

    private final int digits;

    /** @param digits at most so many, at least one */
    Numbers(int digits) {
        this.digits = digits;
    }

    String text(Rational value) {
        return decimal(value);
    }

    /** The digits that all numbers of the enclosure begin with. */
    String text(Enclosure value) {
        if (!value.isKnown()) {
            return "?";
        }
        if (Math.max(Math.abs(value.low().magnitude()), Math.abs(value.high().magnitude())) > GREATEST_MAGNITUDE) {
            return value.interval(Math.min(digits, 6));
        }
        if (value.isExact()) {
            return decimal(value.low().toRational());
        }
        BigDecimal low = exact(value.low());
        BigDecimal high = exact(value.high());
        if (value.digits() <= 1) {
            return "[" + plain(low.round(new MathContext(2, RoundingMode.FLOOR)).stripTrailingZeros()) + ", "
                    + plain(high.round(new MathContext(2, RoundingMode.CEILING)).stripTrailingZeros()) + "]";
        }
        int most = Math.min(digits, value.digits() + 1);
        for (int n = most; n >= Math.max(1, most - 3) && low.signum() == high.signum(); n--) {
            MathContext cut = new MathContext(n, RoundingMode.DOWN);
            BigDecimal one = low.round(cut);
            if (one.compareTo(high.round(cut)) == 0) {
                return plain(padded(one, n)) + "...";
            }
        }
        // 0.24999... and 0.25000... have few digits in common.
        for (int n = most; n >= 2; n--) {
            MathContext nearest = new MathContext(n, RoundingMode.HALF_EVEN);
            BigDecimal middle = low.round(nearest);
            if (middle.compareTo(high.round(nearest)) == 0) {
                return around(middle, low, high);
            }
        }
        BigDecimal middle = low.add(high).divide(BigDecimal.TWO);
        return around(middle.round(new MathContext(2, RoundingMode.HALF_EVEN)), low, high);
    }

    private static String around(BigDecimal middle, BigDecimal low, BigDecimal high) {
        BigDecimal radius = high.subtract(middle)
                .abs()
                .max(low.subtract(middle).abs())
                .round(new MathContext(1, RoundingMode.UP));
        return plain(middle.stripTrailingZeros()) + " ± " + plain(radius.stripTrailingZeros());
    }

    String text(Measured measured) {
        return switch (measured) {
            case Measured.Exact exact -> decimal(exact.value());
            case Measured.Enclosed enclosed -> text(enclosed.value());
            case Measured.Sampled sampled -> sampled(sampled.mean(), sampled.radius());
            case Measured.Missing missing -> "-";
        };
    }

    /** The fraction of a number that is exact and no short decimal; empty where it is long. */
    Optional<String> fraction(Measured measured) {
        return measured instanceof Measured.Exact exact ? fraction(exact.value()) : Optional.empty();
    }

    Optional<String> fraction(Rational value) {
        String text = value.toString();
        return value.isInteger() || text.length() > LONGEST_FRACTION ? Optional.empty() : Optional.of(text);
    }

    private String decimal(Rational value) {
        BigDecimal numerator = new BigDecimal(value.numerator());
        BigDecimal denominator = new BigDecimal(value.denominator());
        BigDecimal cut = numerator.divide(denominator, new MathContext(digits, RoundingMode.DOWN));
        boolean whole = cut.multiply(denominator).compareTo(numerator) == 0;
        if (whole) {
            return plain(cut.stripTrailingZeros());
        }
        return plain(padded(cut, digits)) + "...";
    }

    /** With zeros at the end, which are digits that are known. */
    private static BigDecimal padded(BigDecimal value, int digits) {
        return value.signum() == 0
                ? value
                : value.setScale(digits - (value.precision() - value.scale()), RoundingMode.UNNECESSARY);
    }

    private static BigDecimal exact(Dyadic value) {
        Rational rational = value.toRational();
        // The denominator is a power of two, so that the quotient ends.
        return new BigDecimal(rational.numerator()).divide(new BigDecimal(rational.denominator()));
    }

    /** Two digits of the radius, and the mean as far as they reach. */
    private static String sampled(double mean, double radius) {
        if (!Double.isFinite(mean) || !Double.isFinite(radius)) {
            return mean + " ± " + radius;
        }
        BigDecimal distance = new BigDecimal(radius).round(new MathContext(2, RoundingMode.UP));
        BigDecimal middle = new BigDecimal(mean);
        if (distance.signum() == 0) {
            return plain(middle.round(new MathContext(12)).stripTrailingZeros());
        }
        return plain(middle.setScale(distance.scale(), RoundingMode.HALF_EVEN)) + " ± " + plain(distance);
    }

    /** Without an exponent where that is readable. */
    private static String plain(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        int decade = value.precision() - value.scale();
        return decade < -5 || decade > 21 || value.scale() < 0 && decade > 15
                ? value.toString().replace("E", "e")
                : value.toPlainString();
    }
}
