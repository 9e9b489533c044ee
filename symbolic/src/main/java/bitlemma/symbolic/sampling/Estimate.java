package bitlemma.symbolic.sampling;

/**
 * What samples say of a number.
 *
 * @param mean the estimate
 * @param standardError its standard deviation, estimated from the same samples
 * @param samples how many were drawn
 * @param accepted how many satisfied the condition, the fewest where there are several conditions
 * @param scale the size of the numbers that were added, which bounds the rounding error of the sum
 * @param doubt why the standard error is not to be trusted; empty where it is
 */
public record Estimate(
        double mean, double standardError, long samples, long accepted, double scale, String doubt)
        implements SampleResult {
    /**
     * The quantile of the normal distribution at 0.99995: an interval of so many standard errors to each side holds
     * 99.99 %.
     */
    private static final double NORMAL = 3.890591886413094;
    /** A value further away than so many standard errors contradicts the samples. */
    private static final double CONTRADICTION = 6;
    /** A bound of the relative rounding error of what is summed; functions of analysis are the least accurate. */
    private static final double ROUNDING = 1e-9;

    /** Half the width of the 99.99 % confidence interval, by Student's distribution. */
    public double margin() {
        // Abramowitz and Stegun 26.7.5.
        double freedom = Math.max(accepted - 1, 1);
        double cube = NORMAL * NORMAL * NORMAL;
        double quantile = NORMAL
                + (cube + NORMAL) / (4 * freedom)
                + (5 * cube * NORMAL * NORMAL + 16 * cube + 3 * NORMAL) / (96 * freedom * freedom);
        return quantile * standardError + rounding();
    }

    /** The lower end of the confidence interval. */
    public double low() {
        return mean - margin();
    }

    /** The upper end of the confidence interval. */
    public double high() {
        return mean + margin();
    }

    /** Whether the confidence interval may be believed. */
    public boolean isTrustworthy() {
        return doubt.isEmpty();
    }

    /** Whether a value lies in the confidence interval. */
    public boolean agrees(double value) {
        return agrees(value, value);
    }

    /** Whether some number between two bounds lies in the confidence interval. */
    public boolean agrees(double least, double greatest) {
        return least <= high() && greatest >= low();
    }

    /** Whether the samples rule a value out; never where they are not trustworthy. */
    public boolean contradicts(double value) {
        return contradicts(value, value);
    }

    /** Whether the samples rule out every number between two bounds; never where they are not trustworthy. */
    public boolean contradicts(double least, double greatest) {
        double margin = CONTRADICTION * standardError + rounding();
        return isTrustworthy() && (least > mean + margin || greatest < mean - margin);
    }

    private double rounding() {
        return ROUNDING * Math.max(scale, Math.abs(mean));
    }
}
