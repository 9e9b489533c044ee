package bitlemma.grammar.core;

import bitlemma.grammar.source.Place;
import bitlemma.numbers.Rational;
import java.util.List;

/**
 * Random inputs, and what is asked about them. Random variables are independent.
 *
 * @param given conditions that the parameters satisfy, beyond their ranges
 * @param variables in the order of the source; a distribution does not depend on other random variables
 */
public record Derivation(
        String name,
        List<Parameter> parameters,
        List<Term> given,
        List<RandomVariable> variables,
        List<Request> requests,
        Place place,
        String documentation) {
    public Derivation {
        parameters = List.copyOf(parameters);
        given = List.copyOf(given);
        variables = List.copyOf(variables);
        requests = List.copyOf(requests);
    }

    /**
     * A symbol that answers are formulas in; an exact integer or, where its sort is rational, a real number.
     *
     * @param low the least value, null where there is none
     * @param high the greatest value, null where there is none
     */
    public record Parameter(Variable variable, Rational low, Rational high, Place place) {}

    /** A random variable; where its sort is an array, every element is distributed so, independently. */
    public record RandomVariable(Variable variable, Distribution distribution, Place place) {}

    /** What a derivation asks. */
    public sealed interface Request {
        /** A name given in the source, else the text of what is asked. */
        String label();

        Place place();

        /** {@code find value}: a closed form is wanted. */
        record Find(String label, Term value, Place place) implements Request {}

        /**
         * {@code expect left == right} or with another relation: proved or refuted, for all values of the parameters.
         *
         * @param refuted whether the source states that it is false
         */
        record Expect(String label, Term left, Compare.Relation relation, Term right, boolean refuted, Place place)
                implements Request {}

        /**
         * {@code step name: a == b == c by method}: a line of a derivation, where each side equals the one before it.
         *
         * @param method what the source says proves it: algebra, enumeration, integration; empty where it says nothing
         */
        record Step(String label, List<Term> sides, List<Place> places, String method, boolean refuted, Place place)
                implements Request {
            public Step {
                sides = List.copyOf(sides);
                places = List.copyOf(places);
            }
        }
    }
}
