package bitlemma.symbolic.region;

import bitlemma.symbolic.formula.Formula;
import java.util.ArrayList;
import java.util.List;

/** A formula without borders of its own, where all of its constraints hold. */
public record Branch(List<Constraint> constraints, Formula value) {
    public Branch {
        constraints = List.copyOf(constraints);
    }

    Branch with(List<Constraint> more, Formula newValue) {
        List<Constraint> all = new ArrayList<>(constraints);
        more.stream().filter(c -> !all.contains(c)).forEach(all::add);
        return new Branch(all, newValue);
    }
}
