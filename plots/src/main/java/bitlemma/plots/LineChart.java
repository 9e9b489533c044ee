package bitlemma.plots;

import java.util.List;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Curves over one axis.
 *
 * @param title above the picture; empty for none
 * @param horizontal what the horizontal axis shows
 * @param vertical what the vertical axis shows
 * @param curves at least one; with several, a legend names them
 */
public record LineChart(String title, String horizontal, String vertical, List<Curve> curves) {
    /** Fewer points than this are marked each. */
    private static final int FEW = 48;

    /**
     * A curve through points.
     *
     * @param name as the legend shows it; no two curves of a chart have the same
     * @param x in ascending order
     * @param y one for each x; NaN where the curve has no value, which leaves a gap
     * @param points whether the points alone are drawn, as circles; right after a line they have its colour
     */
    public record Curve(String name, List<Double> x, List<Double> y, boolean points) {
        /** A line. */
        public Curve(String name, List<Double> x, List<Double> y) {
            this(name, x, y, false);
        }

        public Curve {
            if (x.size() != y.size()) {
                throw new IllegalArgumentException(x.size() + " x for " + y.size() + " y");
            }
            x = List.copyOf(x);
            y = List.copyOf(y);
        }
    }

    public LineChart {
        curves = List.copyOf(curves);
    }

    /** The picture as SVG. */
    public String svg() {
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        int colour = -1;
        for (int i = 0; i < curves.size(); i++) {
            Curve curve = curves.get(i);
            colour += curve.points() && i > 0 && !curves.get(i - 1).points() ? 0 : 1;
            XYSeries series = new XYSeries(curve.name(), false, true);
            for (int k = 0; k < curve.x().size(); k++) {
                series.add(curve.x().get(k), curve.y().get(k));
            }
            data.addSeries(series);
            renderer.setSeriesPaint(i, Canvas.colour(colour));
            renderer.setSeriesStroke(i, Canvas.LINE);
            renderer.setSeriesShape(i, curve.points() ? Canvas.CIRCLE : Canvas.POINT);
            renderer.setSeriesShapesFilled(i, !curve.points());
            renderer.setSeriesShapesVisible(i, curve.points() || curve.x().size() < FEW);
            renderer.setSeriesLinesVisible(i, !curve.points());
        }
        XYPlot plot = new XYPlot(data, Canvas.axis(horizontal), Canvas.axis(vertical), renderer);
        return Canvas.svg(title, plot, curves.size() > 1);
    }
}
