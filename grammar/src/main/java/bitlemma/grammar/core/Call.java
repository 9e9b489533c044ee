package bitlemma.grammar.core;

import java.util.List;

/**
 * The value of a kernel or a function on arguments. That the kernel's given holds of them is an obligation of the call.
 *
 * @param arguments one for each parameter, then one for each length
 */
public record Call(Kernel kernel, List<Term> arguments, Site site) implements Term {
    public Call {
        arguments = List.copyOf(arguments);
        if (arguments.size() != kernel.parameters().size() + kernel.lengths().size()) {
            throw new IllegalArgumentException("wrong number of arguments for " + kernel.name());
        }
    }
}
