package bitlemma.lowering;

import bitlemma.grammar.core.Operate;
import bitlemma.grammar.core.Term;
import bitlemma.numbers.Codebook;
import bitlemma.numbers.FloatFormat;
import bitlemma.numbers.LinearFormat;
import bitlemma.numbers.PositFormat;
import java.util.List;

/** The operations of coded formats, on names or constants for their operands' codes. */
final class Arithmetic {
    private Arithmetic() {}

    static Coded apply(Block block, Operate term, List<Term> codes) {
        return switch (term.format()) {
            case FloatFormat f ->
                FloatOperations.apply(block, term.operation(), f, term.rounding(), term.overflow(), codes);
            case PositFormat f ->
                PositOperations.apply(block, term.operation(), f, term.rounding(), term.overflow(), codes);
            case LinearFormat f ->
                LinearOperations.apply(block, term.operation(), f, term.rounding(), term.overflow(), codes);
            case Codebook f ->
                CodebookOperations.apply(block, term.operation(), f, term.rounding(), term.overflow(), codes);
        };
    }
}
