package bitlemma.symbolic.sampling;

import java.util.Arrays;

/**
 * Values of an expression at random inputs, as plots show them.
 *
 * @param values in ascending order; not to be changed
 */
public record Draws(double[] values) {
    public Draws {
        values = values.clone();
        Arrays.sort(values);
    }

    /**
     * Counts in intervals of equal width.
     *
     * @param low the lower end of the first interval
     * @param width of each; positive
     * @param counts each interval's; one that is a border belongs to the interval above it, the greatest value to the
     *     last
     */
    public record Histogram(double low, double width, long[] counts) {
        /** The estimated density in an interval. */
        public double density(int interval) {
            return counts[interval] / (Arrays.stream(counts).sum() * width);
        }
    }

    /** Of all values. Where they are all equal, the intervals are one unit wide together. */
    public Histogram histogram(int intervals) {
        double low = values[0];
        double range = values[values.length - 1] - low;
        double width = (range > 0 ? range : 1) / intervals;
        long[] counts = new long[intervals];
        for (double value : values) {
            counts[(int) Math.min(intervals - 1, Math.floor((value - low) / width))]++;
        }
        return new Histogram(low, width, counts);
    }

    /** The fraction of values that are at most {@code x}: the empirical distribution function. */
    public double fraction(double x) {
        int low = 0;
        int high = values.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] <= x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (double) low / values.length;
    }

    /** The least value that is not exceeded by at least the fraction {@code p} of all, for p from 0 to 1. */
    public double quantile(double p) {
        return values[(int) Math.min(values.length - 1, Math.max(0, Math.ceil(p * values.length) - 1))];
    }
}
