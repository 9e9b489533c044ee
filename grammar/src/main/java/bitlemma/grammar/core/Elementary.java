package bitlemma.grammar.core;

import java.util.List;

/** A real function of real numbers. */
public record Elementary(RealFunction function, List<Term> operands) implements RealTerm {
    public Elementary {
        operands = List.copyOf(operands);
    }
}
