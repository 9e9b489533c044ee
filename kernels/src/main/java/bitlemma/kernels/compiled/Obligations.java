package bitlemma.kernels.compiled;

import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Fits;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Term;
import bitlemma.kernels.interval.Intervals;
import java.util.IdentityHashMap;
import java.util.Map;

/** Which terms can break an obligation, as far as intervals show. */
final class Obligations {
    private final Intervals intervals;
    private final Map<Term, Boolean> known = new IdentityHashMap<>();

    /** @param intervals the intervals of the terms that will be asked about */
    Obligations(Intervals intervals) {
        this.intervals = intervals;
    }

    /** Whether evaluating a term without calls can break an obligation. */
    boolean canBreak(Term term) {
        Boolean before = known.get(term);
        if (before == null) {
            before = switch (term) {
                case Fits t when !intervals.isKept(t) -> true;
                case Require t when !intervals.isKept(t) -> true;
                case ArrayOf t when t.elements().stream().allMatch(e -> e instanceof Constant) -> false;
                default -> Children.of(term).stream().anyMatch(this::canBreak);
            };
            known.put(term, before);
        }
        return before;
    }
}
