package bitlemma.grammar.core;

import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Operation;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.Rounding;
import java.util.List;

/**
 * An arithmetic operation of a coded format: the exact result, rounded once. Where no code stands for the result (it is
 * out of range under {@link Overflow#FORBID}, or not a number in a format without one), an obligation is broken.
 *
 * @param operands values of {@code format}, as many as the operation has
 */
public record Operate(
        Operation operation,
        CodedFormat format,
        Rounding rounding,
        Overflow overflow,
        List<Term> operands,
        Site site)
        implements CodedTerm {
    public Operate {
        operands = List.copyOf(operands);
        if (operands.size() != operation.arity()) {
            throw new IllegalArgumentException(operation + " has " + operation.arity() + " operands");
        }
    }
}
