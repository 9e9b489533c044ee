package bitlemma.symbolic.expectation;

import bitlemma.symbolic.formula.Formula;
import java.util.ArrayList;
import java.util.List;

/** The steps of a derivation, as it goes. */
public final class Journal {
    /** More lines than these are counted and not kept. */
    private static final int MOST = 60;

    /**
     * One step.
     *
     * @param text what was done, in words
     * @param before the formula that it starts from; null where there is none
     * @param after what came out; null where there is none
     * @param checked how it was checked; empty where it is a rewriting that our own algebra did
     */
    public record Line(String text, Formula before, Formula after, String checked) {}

    private final List<Line> lines = new ArrayList<>();
    private int left;

    /** Adds a step. */
    public void add(String text, Formula before, Formula after, String checked) {
        Line line = new Line(text, before, after, checked);
        if (lines.contains(line)) {
            return;
        }
        if (lines.size() < MOST) {
            lines.add(line);
        } else {
            left++;
        }
    }

    /** The steps in order. */
    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /** How many steps were not kept. */
    public int left() {
        return left;
    }
}
