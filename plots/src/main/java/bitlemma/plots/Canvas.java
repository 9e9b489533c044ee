package bitlemma.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.ViewBox;

/** How all pictures look: white ground, thin lines, black text that is readable at 600 pixels. */
final class Canvas {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 360;
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    private static final Color GRID = new Color(0xdddddd);
    private static final Color AXIS = new Color(0x555555);
    private static final Stroke THIN = new BasicStroke(0.5f);

    static final Stroke LINE = new BasicStroke(1.25f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    static final Shape CIRCLE = new Ellipse2D.Double(-4, -4, 8, 8);
    static final Shape POINT = new Ellipse2D.Double(-2, -2, 4, 4);

    /** Colours that people with any colour vision can tell apart: M. Okabe and K. Ito, Color Universal Design, 2008. */
    private static final int[] COLOURS = {0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0xe69f00, 0x56b4e9, 0x000000};

    /** Stands for the picture's own identifier while it is drawn. */
    private static final String PREFIX = "PICTURE";

    static {
        System.setProperty("java.awt.headless", "true");
        // Else rotated text becomes outlines, thicker than text and not to be searched.
        TextUtils.setUseDrawRotatedStringWorkaround(false);
    }

    private Canvas() {}

    static Color colour(int index) {
        return new Color(COLOURS[index % COLOURS.length]);
    }

    static NumberAxis axis(String label) {
        NumberAxis axis = new NumberAxis(label);
        axis.setAutoRangeIncludesZero(false);
        axis.setLabelFont(TEXT);
        axis.setTickLabelFont(TEXT);
        axis.setLabelPaint(Color.BLACK);
        axis.setTickLabelPaint(Color.BLACK);
        axis.setAxisLinePaint(AXIS);
        axis.setTickMarkPaint(AXIS);
        axis.setLowerMargin(0.02);
        axis.setUpperMargin(0.02);
        return axis;
    }

    static String svg(String title, XYPlot plot, boolean legend) {
        JFreeChart chart = chart(title, plot, legend);
        if (legend) {
            LegendTitle names = chart.getLegend();
            names.setItemFont(TEXT);
            names.setFrame(BlockBorder.NONE);
            names.setBackgroundPaint(Color.WHITE);
        }
        return svg(chart);
    }

    static String svg(String title, XYPlot plot, PaintScaleLegend scale) {
        JFreeChart chart = chart(title, plot, false);
        chart.addSubtitle(scale);
        return svg(chart);
    }

    private static JFreeChart chart(String title, XYPlot plot, boolean legend) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlinePaint(AXIS);
        plot.setOutlineStroke(THIN);
        plot.setDomainGridlinePaint(GRID);
        plot.setRangeGridlinePaint(GRID);
        plot.setDomainGridlineStroke(THIN);
        plot.setRangeGridlineStroke(THIN);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        JFreeChart chart = new JFreeChart(null, TITLE, plot, legend);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(6, 6, 6, 12));
        if (!title.isEmpty()) {
            TextTitle above = new TextTitle(title, TITLE);
            above.setHorizontalAlignment(HorizontalAlignment.CENTER);
            above.setPaint(Color.BLACK);
            chart.setTitle(above);
        }
        return chart;
    }

    private static String svg(JFreeChart chart) {
        SVGGraphics2D graphics = new SVGGraphics2D(WIDTH, HEIGHT);
        graphics.setDefsKeyPrefix(PREFIX);
        graphics.setGeomDoubleConverter(Canvas::shortly);
        chart.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        String drawn = graphics.getSVGElement(null, true, new ViewBox(0, 0, WIDTH, HEIGHT), null, null);
        // Identifiers have to differ between the pictures of one page, and be the same for the same picture.
        CRC32 sum = new CRC32();
        sum.update(drawn.getBytes(StandardCharsets.UTF_8));
        return drawn.replace(PREFIX, "p" + Long.toHexString(sum.getValue()) + "-");
    }

    /** Coordinates to a hundredth of a pixel. */
    private static String shortly(double coordinate) {
        double rounded = Math.rint(coordinate * 100) / 100;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }
}
