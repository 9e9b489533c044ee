package bitlemma.symbolic.enclosure;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Enclosures in decimal. */
final class Decimals {
    private static final int LONGEST_EXACT = 40;
    private static final int MOST_DIGITS = 100_000;

    private Decimals() {}

    /** Exactly. */
    static BigDecimal decimal(Dyadic value) {
        int e = value.exponent();
        return e >= 0
                ? new BigDecimal(value.mantissa().shiftLeft(e))
                : new BigDecimal(value.mantissa().multiply(BigInteger.valueOf(5).pow(-e)), -e);
    }

    /**
     * How many significant decimal digits are certain: the greatest n such that the width is at most one unit of the
     * n-th
     * digit of the greatest number in it, at least zero. 100000 of an exact number.
     */
    static int digits(Enclosure x) {
        if (!x.isKnown()) {
            return 0;
        }
        if (x.isExact()) {
            return MOST_DIGITS;
        }
        int sizeBits = x.greatestMagnitude().magnitude();
        int widthBits = x.width().magnitude();
        if (Math.max(Math.abs(sizeBits), Math.abs(widthBits)) > 1 << 16) {
            // log10(2) is above 0.301; a width of widthBits is below 2^widthBits, the size at least half its power.
            return Math.clamp((long) ((sizeBits - 1 - widthBits) * 0.301) - 1, 0, MOST_DIGITS);
        }
        // Only decades count, so that a few digits of either number will do.
        BigDecimal width = rounded(x.width(), true, 20);
        BigDecimal size = rounded(x.greatestMagnitude(), false, 20);
        int sizeDecade = size.precision() - size.scale();
        // width <= 10^(k), k least.
        int widthDecade = width.precision() - width.scale();
        if (width.stripTrailingZeros().unscaledValue().equals(BigInteger.ONE)) {
            widthDecade--;
        }
        return Math.clamp((long) sizeDecade - widthDecade, 0, MOST_DIGITS);
    }

    private static BigDecimal rounded(Dyadic value, boolean up, int digits) {
        Dyadic shorter = value.round(128, up);
        return decimal(shorter)
                .round(new MathContext(digits, up ? RoundingMode.CEILING : RoundingMode.FLOOR));
    }

    /**
     * An exact number in decimal where that is short, else the digits that all numbers of the interval begin with and
     * {@code ...}, else, where the digits of the ends differ early as those of 0.2499 and 0.2501 do, the middle and the
     * greatest distance from it.
     */
    static String text(Enclosure x) {
        if (!x.isKnown()) {
            return "unknown";
        }
        if (Math.abs(x.low().magnitude()) > 1 << 16 || Math.abs(x.high().magnitude()) > 1 << 16) {
            return interval(x, 10);
        }
        if (x.isExact()) {
            String exact = decimal(x.low()).stripTrailingZeros().toPlainString();
            if (exact.length() <= LONGEST_EXACT) {
                return exact;
            }
        }
        int certain = x.isExact() ? LONGEST_EXACT : Math.min(digits(x), 10_000);
        if (certain == 0) {
            return interval(x, 6);
        }
        String prefix = commonPrefix(x, certain);
        if (prefix != null) {
            return prefix;
        }
        BigDecimal middle = decimal(x.middle()).round(new MathContext(certain, RoundingMode.HALF_EVEN));
        BigDecimal radius = Decimals.decimal(x.high()).subtract(middle).abs()
                .max(decimal(x.low()).subtract(middle).abs())
                .round(new MathContext(2, RoundingMode.UP));
        return plain(middle.stripTrailingZeros()) + " +- " + radius;
    }

    /** Null where the ends have almost none of their certain digits in common. */
    private static String commonPrefix(Enclosure x, int certain) {
        if (x.containsZero()) {
            return null;
        }
        BigDecimal low = decimal(x.low());
        BigDecimal high = decimal(x.high());
        for (int digits = certain + 1; digits >= Math.max(1, certain - 3); digits--) {
            MathContext cut = new MathContext(digits, RoundingMode.DOWN);
            BigDecimal one = low.round(cut);
            BigDecimal other = high.round(cut);
            if (one.compareTo(other) == 0) {
                int scale = digits - (one.precision() - one.scale());
                return plain(one.setScale(scale, RoundingMode.DOWN)) + "...";
            }
        }
        return null;
    }

    private static String plain(BigDecimal value) {
        int decade = value.precision() - value.scale();
        return decade < -6 || decade > LONGEST_EXACT ? value.toString() : value.toPlainString();
    }

    static String interval(Enclosure x, int digits) {
        if (!x.isKnown()) {
            return "unknown";
        }
        if (Math.abs(x.low().magnitude()) > 1 << 16 || Math.abs(x.high().magnitude()) > 1 << 16) {
            return "[" + binary(x.low()) + ", " + binary(x.high()) + "]";
        }
        return "[" + plain(decimal(x.low()).round(new MathContext(digits, RoundingMode.FLOOR)).stripTrailingZeros())
                + ", "
                + plain(decimal(x.high()).round(new MathContext(digits, RoundingMode.CEILING)).stripTrailingZeros())
                + "]";
    }

    private static String binary(Dyadic value) {
        return value.mantissa() + "*2^" + value.exponent();
    }
}
