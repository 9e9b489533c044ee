package bitlemma.grammar.core;

import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.source.Place;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.List;

/** Something that a module states and a verifier decides. */
public sealed interface Statement {
    String name();

    Place place();

    /** The doc comment; empty where there is none. */
    String documentation();

    /** That a kernel is safe; or, where it is declared unsafe, that it is not. */
    record Safety(Kernel kernel) implements Statement {
        @Override
        public String name() {
            return kernel.name();
        }

        @Override
        public Place place() {
            return kernel.place();
        }

        @Override
        public String documentation() {
            return kernel.documentation();
        }
    }

    /**
     * A claim, or an equivalence of two kernels.
     *
     * @param refuted whether the source states that the proposition is false
     * @param equivalence whether it was written as an equivalence
     */
    record Claim(Proposition proposition, boolean refuted, boolean equivalence, String documentation)
            implements Statement {
        @Override
        public String name() {
            return proposition.name();
        }

        @Override
        public Place place() {
            return proposition.place();
        }
    }

    /**
     * A search for the last value of an integer at which a proposition still holds. For {@code max}, the proposition
     * holds at every value of the domain up to the answer and fails one step above; for {@code min}, it holds at every
     * value of the domain from the answer on and fails one step below.
     *
     * @param max whether the greatest or the least value is sought
     * @param parameter what is searched
     * @param low the least value of the domain; null where it has none
     * @param high the greatest value of the domain; null where it has none
     * @param symbolic the proposition with {@code parameter} among its inputs; null where the parameter is a width, so
     *     that each value gives a program of its own
     * @param family the proposition at one value
     * @param expected the answer that the source states; null where it states none
     */
    record Threshold(
            String name,
            boolean max,
            Variable parameter,
            BigInteger low,
            BigInteger high,
            Proposition symbolic,
            Family family,
            BigInteger expected,
            Place place,
            String documentation)
            implements Statement {}

    /** A proposition for each value of a width. */
    interface Family {
        /** The proposition at a value; safe to call from any thread. */
        Instance at(BigInteger value);

        /** What a family has at one value. */
        sealed interface Instance {
            record Stated(Proposition proposition) implements Instance {}

            /** At this value the program is not well-formed. */
            record Malformed(Diagnostic diagnostic) implements Instance {}
        }
    }

    /**
     * A search for the greatest or least value of an expression.
     *
     * @param inputs what the expression ranges over
     * @param given what is assumed of them
     * @param expression what is made as great or as small as can be
     * @param expected the answer that the source states; null where it states none
     */
    record Extreme(
            String name,
            boolean max,
            List<Variable> inputs,
            Term given,
            Term expression,
            Rational expected,
            Place place,
            String documentation)
            implements Statement {
        public Extreme {
            inputs = List.copyOf(inputs);
        }
    }
}
