package bitlemma.symbolic.answer;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.enclosure.Enclosure;
import java.util.Locale;

/** A number found at one sample by other means than a closed form. */
public sealed interface Measured {
    /** By running through all values in rationals. */
    record Exact(Rational value) implements Measured {
        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** By rigorous quadrature or optimization. */
    record Enclosed(Enclosure value) implements Measured {
        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** By Monte Carlo: a mean, and half the width of its confidence interval. */
    record Sampled(double mean, double radius, long samples) implements Measured {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.6g +- %.1g", mean, radius);
        }
    }

    /** Not found. */
    record Missing(String reason) implements Measured {
        @Override
        public String toString() {
            return "-";
        }
    }
}
