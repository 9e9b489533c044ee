package bitlemma.plots;

import java.awt.Color;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Bars over the intervals of an axis, and a density beside them where there is one.
 *
 * @param title above the picture; empty for none
 * @param horizontal what the horizontal axis shows
 * @param vertical what the vertical axis shows: counts, shares or a density
 * @param edges the ends of the intervals, ascending; one more than there are bars
 * @param heights of the bars
 * @param density a curve over the bars
 */
public record Histogram(
        String title,
        String horizontal,
        String vertical,
        List<Double> edges,
        List<Double> heights,
        Optional<LineChart.Curve> density) {
    private static final Color BAR = new Color(0x9ecae1);

    public Histogram {
        if (edges.size() != heights.size() + 1) {
            throw new IllegalArgumentException(edges.size() + " edges for " + heights.size() + " bars");
        }
        edges = List.copyOf(edges);
        heights = List.copyOf(heights);
    }

    /** The picture as SVG. */
    public String svg() {
        XYIntervalSeries bars = new XYIntervalSeries(vertical.isEmpty() ? "observed" : vertical);
        for (int i = 0; i < heights.size(); i++) {
            double low = edges.get(i);
            double high = edges.get(i + 1);
            bars.add((low + high) / 2, low, high, heights.get(i), 0, heights.get(i));
        }
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(bars);
        XYBarRenderer renderer = new XYBarRenderer();
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(false);
        renderer.setSeriesPaint(0, BAR);
        NumberAxis up = Canvas.axis(vertical);
        up.setAutoRangeIncludesZero(true);
        XYPlot plot = new XYPlot(data, Canvas.axis(horizontal), up, renderer);
        density.ifPresent(curve -> {
            XYSeries series = new XYSeries(curve.name(), false, true);
            for (int k = 0; k < curve.x().size(); k++) {
                series.add(curve.x().get(k), curve.y().get(k));
            }
            XYLineAndShapeRenderer line = new XYLineAndShapeRenderer(true, false);
            line.setDrawSeriesLineAsPath(true);
            line.setSeriesPaint(0, Canvas.colour(1));
            line.setSeriesStroke(0, Canvas.LINE);
            plot.setDataset(1, new XYSeriesCollection(series));
            plot.setRenderer(1, line);
            plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        });
        return Canvas.svg(title, plot, density.isPresent());
    }
}
