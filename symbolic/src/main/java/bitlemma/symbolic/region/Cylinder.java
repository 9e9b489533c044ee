package bitlemma.symbolic.region;

import bitlemma.symbolic.formula.Formula;
import java.util.List;

/**
 * A region that is run through variable by variable, the first range outermost.
 *
 * @param guard constraints on parameters alone, under which the region is there
 * @param value the formula on it, without borders
 */
public record Cylinder(List<Constraint> guard, List<Range> ranges, Formula value) {
    public Cylinder {
        guard = List.copyOf(guard);
        ranges = List.copyOf(ranges);
    }
}
