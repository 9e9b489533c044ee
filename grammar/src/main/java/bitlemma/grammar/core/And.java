package bitlemma.grammar.core;

import java.util.List;

/** Both hold; the right side is evaluated only where the left holds. */
public record And(Term left, Term right) implements Term {
    /** The conjunction of all; true where there are none. */
    public static Term of(List<Term> terms) {
        return terms.stream().reduce(And::new).orElse(Truth.TRUE);
    }
}
