package bitlemma.grammar.core;

import bitlemma.grammar.source.Place;
import java.util.List;

/**
 * A statement about all inputs: wherever {@code given} holds, {@code body} is evaluated without breaking an obligation
 * and is true.
 *
 * @param name as reports show it
 * @param inputs what it is quantified over
 * @param given what is assumed
 * @param body what is stated; {@code true} where safety alone is stated
 * @param place where it is stated
 */
public record Proposition(String name, List<Variable> inputs, Term given, Term body, Place place) {
    public Proposition {
        inputs = List.copyOf(inputs);
    }

    /** That a kernel is safe: wherever its given holds, it breaks no obligation. */
    public static Proposition safety(Kernel kernel) {
        Variable result = new Variable("result#" + kernel.name(), kernel.result());
        Term body = new Let(result, kernel.body(), Truth.TRUE, null);
        return new Proposition(kernel.name(), kernel.inputs(), kernel.given(), body, kernel.place());
    }
}
