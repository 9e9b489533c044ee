package bitlemma.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is in the pictures, and that they are the same each time. */
class PlotsTest {
    private static LineChart.Curve curve(String name, Double... y) {
        List<Double> x = new ArrayList<>();
        for (int i = 0; i < y.length; i++) {
            x.add((double) i);
        }
        return new LineChart.Curve(name, x, List.of(y));
    }

    private static HeatMap map(double corner) {
        return new HeatMap(
                "surface",
                "across",
                "up",
                List.of(0.0, 1.0, 2.0),
                List.of(0.0, 1.0),
                List.of(List.of(-1.0, 0.0, 1.0), List.of(0.5, Double.NaN, corner)));
    }

    private static int count(String svg, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(svg);
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }

    @Test
    void curvesAreNamedWhereThereAreSeveral() {
        String one = new LineChart("above", "x", "height", List.of(curve("first", 1.0, 2.0, 1.5))).svg();
        assertTrue(one.contains(">above<") && one.contains(">x<") && one.contains(">height<"), one);
        assertFalse(one.contains(">first<"), one);
        String two = new LineChart("", "x", "", List.of(curve("first", 1.0, 2.0), curve("second", 3.0, 1.0))).svg();
        assertTrue(two.contains(">first<") && two.contains(">second<"), two);
    }

    @Test
    void aCurveHasAGapWhereItHasNoValue() {
        Pattern line = Pattern.compile("stroke:rgb\\(0,114,178\\)[^>]*>\\s*<path d='([^']*)'");
        Matcher whole = line.matcher(new LineChart("", "x", "", List.of(curve("c", 1.0, 2.0, 3.0, 4.0, 5.0))).svg());
        LineChart.Curve gap = curve("c", 1.0, 2.0, Double.NaN, 4.0, 5.0);
        Matcher broken = line.matcher(new LineChart("", "x", "", List.of(gap)).svg());
        assertTrue(whole.find() && broken.find());
        assertEquals(1, count(whole.group(1), "M"), whole.group(1));
        assertEquals(2, count(broken.group(1), "M"), broken.group(1));
    }

    @Test
    void theSamePictureHasTheSameTextAndOthersHaveOtherIdentifiers() {
        assertEquals(map(2).svg(), map(2).svg());
        Pattern identifier = Pattern.compile("clipPath id='([^']*)'");
        Matcher one = identifier.matcher(map(2).svg());
        Matcher other = identifier.matcher(map(3).svg());
        assertTrue(one.find() && other.find());
        assertNotEquals(one.group(1), other.group(1));
    }

    @Test
    void valuesOfBothSignsMeetInWhite() {
        ColourScale both = ColourScale.of(List.of(-1.0, Double.NaN, 3.0));
        assertEquals(Color.WHITE, both.colour(0));
        assertEquals(Color.WHITE, both.colour(Double.NaN));
        assertNotEquals(both.colour(-1), both.colour(1));
        ColourScale positive = ColourScale.of(List.of(2.0, 5.0));
        assertEquals(Color.WHITE, positive.colour(2));
        assertEquals(both.colour(3), positive.colour(5));
    }

    @Test
    void aHistogramHasABarForEachInterval() {
        Histogram histogram = new Histogram(
                "",
                "x",
                "share",
                List.of(0.0, 1.0, 2.0, 3.0),
                List.of(0.2, 0.5, 0.3),
                Optional.of(curve("density", 0.1, 0.4)));
        String svg = histogram.svg();
        // The bars, and one square in the legend.
        assertEquals(4, count(svg, "fill:rgb\\(158,202,225\\)"), svg);
        assertTrue(svg.contains(">density<"), svg);
    }

    @Test
    void numbersThatDoNotFitTogetherAreRejected() {
        assertThrows(IllegalArgumentException.class, () -> new LineChart.Curve("c", List.of(1.0), List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new HeatMap("", "", "", List.of(0.0, 1.0), List.of(0.0, 1.0), List.of(List.of(1.0, 2.0))));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Histogram("", "", "", List.of(0.0, 1.0), List.of(1.0, 2.0), Optional.empty()));
    }
}
