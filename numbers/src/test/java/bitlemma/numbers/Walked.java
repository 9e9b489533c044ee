package bitlemma.numbers;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Formats once more, in double and int: values by walking over the bits of a code, rounding by searching all of them.
 */
final class Walked {
    private final String name;
    /** By magnitude code, ascending; finite ones only. */
    private final double[] magnitudes;
    /** Where the numbers would go on, were the format larger. */
    private final double next;

    private final boolean signed;
    private final boolean hasMantissa;

    private Walked(String name, double[] magnitudes, double next, boolean signed, boolean hasMantissa) {
        this.name = name;
        this.magnitudes = magnitudes;
        this.next = next;
        this.signed = signed;
        this.hasMantissa = hasMantissa;
    }

    /** One line for each floating-point format: its parts as their definitions state them. */
    private record Parts(String name, int e, int m, int bias, int finite) {}

    private static final List<Parts> PARTS = List.of(
            new Parts("float4_e2m1fn", 2, 1, 1, 8),
            new Parts("float6_e3m2fn", 3, 2, 3, 32),
            new Parts("float6_e2m3fn", 2, 3, 1, 32),
            new Parts("float8_e4m3fn", 4, 3, 7, 127),
            new Parts("float8_e4m3fnuz", 4, 3, 8, 128),
            new Parts("float8_e4m3b11fnuz", 4, 3, 11, 128),
            new Parts("float8_e5m2fnuz", 5, 2, 16, 128),
            new Parts("float8_e4m3", 4, 3, 7, 120),
            new Parts("float8_e5m2", 5, 2, 15, 124),
            new Parts("float8_e3m4", 3, 4, 3, 112),
            new Parts("float8_e8m0fnu", 8, 0, 127, 255),
            new Parts("floatE1M3", 1, 3, 0, 8),
            new Parts("floatE2M2", 2, 2, 1, 12),
            new Parts("floatE3M0", 3, 0, 3, 7),
            new Parts("floatE6M1", 6, 1, 31, 126));

    /** All floating-point formats up to eight bits that there are tables for. */
    static List<Walked> floats() {
        return PARTS.stream().map(Walked::of).toList();
    }

    static Walked named(String name) {
        return PARTS.stream().filter(p -> p.name().equals(name)).map(Walked::of).findFirst().orElseThrow();
    }

    private static Walked of(Parts p) {
        boolean zeroless = p.name().equals("float8_e8m0fnu");
        double[] values = new double[p.finite() + 1];
        for (int code = 0; code < values.length; code++) {
            int field = code >> p.m();
            double fraction = (code & (1 << p.m()) - 1) / (double) (1 << p.m());
            values[code] = field == 0 && !zeroless
                    ? fraction * Math.scalb(1.0, 1 - p.bias())
                    : (1 + fraction) * Math.scalb(1.0, field - p.bias());
        }
        return new Walked(
                p.name(), Arrays.copyOf(values, p.finite()), values[p.finite()], !zeroless, p.m() > 0);
    }

    @Override
    public String toString() {
        return name;
    }

    String name() {
        return name;
    }

    CodedFormat format() {
        return Formats.named(name).orElseThrow();
    }

    boolean isSigned() {
        return signed;
    }

    double magnitude(int code) {
        return magnitudes[code];
    }

    int count() {
        return magnitudes.length;
    }

    double greatest() {
        return magnitudes[magnitudes.length - 1];
    }

    /** All finite values, of both signs, without -0. */
    List<Double> values() {
        List<Double> values = new ArrayList<>();
        for (double magnitude : magnitudes) {
            values.add(magnitude);
            if (signed && magnitude != 0) {
                values.add(-magnitude);
            }
        }
        return values;
    }

    /** Numbers at, beside and between all values, and beyond the greatest. */
    List<Double> places() {
        List<Double> places = new ArrayList<>();
        double before = 0;
        for (int code = 0; code <= count(); code++) {
            double value = code < count() ? magnitudes[code] : next;
            double middle = (before + value) / 2;
            for (double place : new double[] {middle, value, (before + middle) / 2, (middle + value) / 2}) {
                for (double near : new double[] {Math.nextDown(place), place, Math.nextUp(place)}) {
                    if (near > 0) {
                        places.add(near);
                        places.add(-near);
                    }
                }
            }
            before = value;
        }
        places.addAll(List.of(2 * next, -2 * next, 1e300, -1e300, 1e-300, -1e-300));
        return places;
    }

    /**
     * The magnitude code that a number other than 0 is rounded to; {@link #count} or more for one beyond the greatest.
     */
    int rounded(double number, Rounding rule) {
        double x = Math.abs(number);
        boolean negative = number < 0;
        int low = 0;
        int high = count();
        if (x >= next) {
            boolean inward = rule == (negative ? Rounding.CEILING : Rounding.FLOOR);
            return inward || rule == Rounding.TRUNCATE || rule == Rounding.ODD ? count() - 1 : count();
        }
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (magnitudes[middle] <= x) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double below = magnitudes[low];
        double above = high < count() ? magnitudes[high] : next;
        if (x == below) {
            return low;
        }
        // Exact: neighbours are a few units of their last place apart, and x is near them.
        double left = x - below;
        double right = above - x;
        int nearest = left < right ? low : high;
        return switch (rule) {
            case FLOOR -> negative ? high : low;
            case CEILING -> negative ? low : high;
            case TRUNCATE -> low;
            case UP -> left == right ? (negative ? low : high) : nearest;
            case AWAY -> left == right ? high : nearest;
            case EVEN -> left == right ? (isOdd(low) ? high : low) : nearest;
            case ODD -> high == count() || isOdd(low) ? low : high;
        };
    }

    /** Whether the last bit of the significand is one, which where there is no mantissa is the leading one. */
    private boolean isOdd(int code) {
        return hasMantissa ? code % 2 == 1 : magnitudes[code] != 0;
    }

    /** The exact number that a double stands for. */
    static Rational exact(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int field = (int) (bits >> 52) & 0x7ff;
        int exponent = Math.max(field, 1);
        long significand = (bits & (1L << 52) - 1) | (field > 0 ? 1L << 52 : 0);
        BigInteger signed = BigInteger.valueOf(bits < 0 ? -significand : significand);
        return exponent >= 1075
                ? Rational.of(signed.shiftLeft(exponent - 1075))
                : Rational.of(signed, BigInteger.ONE.shiftLeft(1075 - exponent));
    }

    /** What a double stands for. */
    static Datum datum(double value) {
        if (Double.isNaN(value)) {
            return Datum.NAN;
        }
        boolean negative = Double.doubleToRawLongBits(value) < 0;
        return Double.isInfinite(value) ? new Datum.Infinite(negative) : new Datum.Finite(exact(value), negative);
    }

    /** A datum as a double that stands for the same; it must be a double. */
    static double toDouble(Datum datum) {
        return switch (datum) {
            case Datum.NotANumber nan -> Double.NaN;
            case Datum.Infinite(boolean negative) -> negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            case Datum.Finite(Rational value, boolean negative) -> {
                int shift = value.denominator().bitLength() - 1;
                if (!value.denominator().equals(BigInteger.ONE.shiftLeft(shift))) {
                    throw new IllegalArgumentException(value + " is no double");
                }
                double number = Math.scalb(value.numerator().doubleValue(), -shift);
                yield value.signum() == 0 && negative ? -0.0 : number;
            }
        };
    }
}
