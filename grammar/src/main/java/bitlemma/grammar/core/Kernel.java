package bitlemma.grammar.core;

import bitlemma.grammar.source.Place;
import java.util.List;
import java.util.stream.Stream;

/**
 * A kernel or a function of exact mathematics, one instance of it: type parameters are gone.
 *
 * @param name as reports show it, with the arguments for type parameters: {@code dot<int16>}
 * @param parameters in the order of the declaration
 * @param lengths exact integers that stand for the symbolic lengths of the parameters' arrays; a call passes them after
 *     the parameters
 * @param given what holds of every input
 * @param result what it gives
 * @param body its value
 * @param unsafe whether the source states that some input breaks an obligation
 * @param exact whether it is a function of exact mathematics rather than a machine's kernel
 * @param place where it is declared
 * @param documentation its doc comment; empty where it has none
 */
public record Kernel(
        String name,
        List<Variable> parameters,
        List<Variable> lengths,
        Term given,
        Sort result,
        Term body,
        boolean unsafe,
        boolean exact,
        Place place,
        String documentation) {
    public Kernel {
        parameters = List.copyOf(parameters);
        lengths = List.copyOf(lengths);
    }

    /** Everything that an input consists of: the lengths, then the parameters. */
    public List<Variable> inputs() {
        return Stream.concat(lengths.stream(), parameters.stream()).toList();
    }

    /** Two kernels are the same where they were made by the same declaration and instance. */
    @Override
    public boolean equals(Object that) {
        return this == that || that instanceof Kernel other && name.equals(other.name) && place.equals(other.place);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
