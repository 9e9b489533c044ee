package bitlemma.grammar.core;

import java.util.List;

/**
 * An expression that stands alone, outside every declaration.
 *
 * @param inputs what it ranges over; empty where it has one value
 * @param given what is assumed of the inputs: the givens of the kernels that they are passed to
 * @param term its value
 * @param sort what kind of value that is
 */
public record OpenExpression(List<Variable> inputs, Term given, Term term, Sort sort) {
    public OpenExpression {
        inputs = List.copyOf(inputs);
    }
}
