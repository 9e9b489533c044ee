package bitlemma.numbers;

import java.util.Objects;

/**
 * What a code of a format stands for: a floating-point datum of IEEE 754-2019, 3.3. There is one NaN, without a
 * payload.
 */
public sealed interface Datum {
    Datum NAN = new NotANumber();

    /**
     * A number.
     *
     * @param value the number
     * @param negative its sign, which for zero tells -0 from +0
     */
    record Finite(Rational value, boolean negative) implements Datum {
        /** @throws IllegalArgumentException where {@code negative} is not the sign of a value other than zero */
        public Finite {
            Objects.requireNonNull(value);
            if (value.signum() != 0 && value.signum() < 0 != negative) {
                throw new IllegalArgumentException("the sign of " + value + " is not as stated");
            }
        }

        /** As people write it: {@code 3}, {@code -7/2}, {@code -0}. */
        @Override
        public String toString() {
            return negative && value.signum() == 0 ? "-0" : value.toString();
        }
    }

    /**
     * An infinity.
     *
     * @param negative whether it is below all numbers, not above
     */
    record Infinite(boolean negative) implements Datum {
        @Override
        public String toString() {
            return negative ? "-infinity" : "infinity";
        }
    }

    /** What stands for no number: NaN, and the NaR of posits. */
    record NotANumber() implements Datum {
        @Override
        public String toString() {
            return "nan";
        }
    }

    /** A number; zero is +0. */
    static Datum of(Rational value) {
        return new Finite(value, value.signum() < 0);
    }
}
