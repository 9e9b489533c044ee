package bitlemma.symbolic.sampling;

import java.util.Arrays;

/** Whether a sample variance can be trusted. */
final class Tail {
    /** Fewer samples than this say nothing about a tail. */
    private static final int FEW = 100;
    /** The largest part of the sum of squares that one sample may have. */
    private static final double SHARE = 0.02;
    /** Where a tail falls like x^-a, the variance is finite for a above 2; the estimate of a errs by a few tenths. */
    private static final double INDEX = 2.5;

    /** Differences of this size relative to the numbers are rounding errors. */
    private static final double ROUNDING = 1e-12;

    private Tail() {}

    /**
     * Why the variance of some centred values is not to be trusted; empty where it is.
     *
     * @param accepted how many of them satisfied the condition
     * @param scale the size of the numbers that the centred ones are differences of
     */
    static String doubt(double[] centred, long accepted, double scale) {
        if (accepted < FEW) {
            return "only " + accepted + " samples satisfy the condition";
        }
        double sum = 0;
        double greatest = 0;
        for (double value : centred) {
            double square = value * value;
            sum += square;
            greatest = Math.max(greatest, square);
        }
        if (greatest <= ROUNDING * scale * ROUNDING * scale) {
            return "all samples are equal";
        }
        if (greatest > SHARE * sum) {
            return "few samples make most of the variance";
        }
        double index = index(centred);
        return index < INDEX ? "the tail falls about like x^-%.1f".formatted(index) : "";
    }

    /** Hill's estimate of the exponent with which the tail of the absolute values falls, from the largest ones. */
    private static double index(double[] centred) {
        double[] sizes = new double[centred.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(centred[i]);
        }
        Arrays.sort(sizes);
        int count = (int) Math.sqrt(sizes.length);
        double border = sizes[sizes.length - 1 - count];
        if (border == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double logs = 0;
        for (int i = sizes.length - count; i < sizes.length; i++) {
            logs += Math.log(sizes[i] / border);
        }
        return count / logs;
    }
}
