package bitlemma.symbolic.enclosure;

import bitlemma.numbers.Rational;

/**
 * When to stop: at an enclosure of at most this width, or after so many pieces of the domain, whichever is first. The
 * work is the same on every machine.
 *
 * @param width positive
 * @param pieces at least 1
 */
public record Goal(Rational width, int pieces) {
    /** The pieces that {@link #bits} and {@link #digits} allow. */
    public static final int USUAL_PIECES = 20_000;

    public Goal {
        if (width.signum() <= 0 || pieces < 1) {
            throw new IllegalArgumentException("a goal of width " + width + " in " + pieces + " pieces");
        }
    }

    /** A width of {@code 2^-bits}. */
    public static Goal bits(int bits) {
        return new Goal(Rational.powerOfTwo(-bits), USUAL_PIECES);
    }

    /** A width of {@code 10^-digits}. */
    public static Goal digits(int digits) {
        return new Goal(Rational.of(10).power(-digits), USUAL_PIECES);
    }

    /** The same with another number of pieces. */
    public Goal withPieces(int pieces) {
        return new Goal(width, pieces);
    }

    /** The least b with {@code 2^-b <= width}, but at least 8. */
    int bits() {
        return Math.max(8, width.denominator().bitLength() - width.numerator().bitLength() + 1);
    }
}
