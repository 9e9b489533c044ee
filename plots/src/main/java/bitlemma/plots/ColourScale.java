package bitlemma.plots;

import java.awt.Color;
import java.awt.Paint;
import java.io.Serializable;
import java.util.List;
import org.jfree.chart.renderer.PaintScale;

/** Colours for values between two bounds: from white on for values of one sign, through white at zero for both. */
final class ColourScale implements PaintScale, Serializable {
    private static final long serialVersionUID = 1;
    private static final Color[] NEGATIVE =
            {Color.WHITE, new Color(0xf4a582), new Color(0xb2182b), new Color(0x67001f)};
    private static final Color[] POSITIVE =
            {Color.WHITE, new Color(0x92c5de), new Color(0x2166ac), new Color(0x053061)};

    private final double low;
    private final double high;

    private ColourScale(double low, double high) {
        this.low = low;
        this.high = high;
    }

    /** The scale from the least to the greatest of some values; NaN does not count. */
    static ColourScale of(List<Double> values) {
        double low = values.stream().filter(Double::isFinite).mapToDouble(v -> v).min().orElse(0);
        double high = values.stream().filter(Double::isFinite).mapToDouble(v -> v).max().orElse(1);
        if (low == high) {
            return new ColourScale(low, low + Math.max(Math.abs(low), 1) * 1e-9);
        }
        return new ColourScale(low, high);
    }

    @Override
    public double getLowerBound() {
        return low;
    }

    @Override
    public double getUpperBound() {
        return high;
    }

    @Override
    public Paint getPaint(double value) {
        return colour(value);
    }

    Color colour(double value) {
        if (!Double.isFinite(value)) {
            return Color.WHITE;
        }
        if (low < 0 && high > 0) {
            // The same distance from zero is the same strength of colour on both sides.
            double strength = Math.abs(value) / Math.max(-low, high);
            return between(value < 0 ? NEGATIVE : POSITIVE, strength);
        }
        double share = (value - low) / (high - low);
        return high <= 0 ? between(NEGATIVE, 1 - share) : between(POSITIVE, share);
    }

    private static Color between(Color[] stops, double share) {
        double at = Math.clamp(share, 0, 1) * (stops.length - 1);
        int first = Math.min((int) at, stops.length - 2);
        double rest = at - first;
        Color a = stops[first];
        Color b = stops[first + 1];
        return new Color(
                mix(a.getRed(), b.getRed(), rest),
                mix(a.getGreen(), b.getGreen(), rest),
                mix(a.getBlue(), b.getBlue(), rest));
    }

    private static int mix(int a, int b, double share) {
        return (int) Math.round(a + (b - a) * share);
    }
}
