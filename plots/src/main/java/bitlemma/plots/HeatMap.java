package bitlemma.plots;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.jfree.chart.annotations.XYDataImageAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * A surface over two axes, as colours.
 *
 * @param title above the picture; empty for none
 * @param horizontal what the horizontal axis shows
 * @param vertical what the vertical axis shows
 * @param x the centres of the columns, ascending, equally spaced; at least two
 * @param y the centres of the rows, ascending, equally spaced; at least two
 * @param values for each row, from the lowest up, a value for each column; NaN, drawn white, where there is none
 */
public record HeatMap(
        String title, String horizontal, String vertical, List<Double> x, List<Double> y, List<List<Double>> values) {
    /** Cells are drawn as squares of pixels of one picture, so that no viewer blurs their borders. */
    private static final int LEAST_PIXELS = 360;

    public HeatMap {
        if (x.size() < 2 || y.size() < 2 || values.size() != y.size()) {
            throw new IllegalArgumentException(values.size() + " rows for " + x.size() + " x and " + y.size() + " y");
        }
        for (List<Double> row : values) {
            if (row.size() != x.size()) {
                throw new IllegalArgumentException("a row of " + row.size() + " values for " + x.size() + " x");
            }
        }
        x = List.copyOf(x);
        y = List.copyOf(y);
        values = values.stream().map(List::copyOf).toList();
    }

    /** The picture as SVG, with a scale of its colours: values on both sides of zero get two that meet in white. */
    public String svg() {
        ColourScale scale = ColourScale.of(values.stream().flatMap(List::stream).toList());
        double dx = (x.getLast() - x.getFirst()) / (x.size() - 1);
        double dy = (y.getLast() - y.getFirst()) / (y.size() - 1);
        double left = x.getFirst() - dx / 2;
        double bottom = y.getFirst() - dy / 2;
        double width = dx * x.size();
        double height = dy * y.size();
        NumberAxis across = Canvas.axis(horizontal);
        across.setRange(left, left + width);
        NumberAxis up = Canvas.axis(vertical);
        up.setRange(bottom, bottom + height);
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();
        renderer.addAnnotation(new XYDataImageAnnotation(image(scale), left, bottom, width, height), Layer.BACKGROUND);
        XYPlot plot = new XYPlot(new XYSeriesCollection(), across, up, renderer);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        NumberAxis colours = Canvas.axis("");
        PaintScaleLegend legend = new PaintScaleLegend(scale, colours);
        legend.setPosition(RectangleEdge.RIGHT);
        legend.setMargin(new RectangleInsets(24, 8, 48, 4));
        legend.setStripWidth(12);
        legend.setStripOutlineVisible(false);
        legend.setBackgroundPaint(Color.WHITE);
        legend.setSubdivisionCount(64);
        return Canvas.svg(title, plot, legend);
    }

    private BufferedImage image(ColourScale scale) {
        int across = Math.max(1, Math.ceilDiv(LEAST_PIXELS, x.size()));
        int up = Math.max(1, Math.ceilDiv(LEAST_PIXELS, y.size()));
        BufferedImage image =
                new BufferedImage(x.size() * across, y.size() * up, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < image.getHeight(); row++) {
            List<Double> line = values.get(y.size() - 1 - row / up);
            for (int column = 0; column < image.getWidth(); column++) {
                image.setRGB(column, row, scale.colour(line.get(column / across)).getRGB());
            }
        }
        return image;
    }
}
