package bitlemma.grammar.core;

import java.util.List;

/** An array that is written out. */
public record ArrayOf(List<Term> elements) implements Term {
    public ArrayOf {
        elements = List.copyOf(elements);
    }
}
