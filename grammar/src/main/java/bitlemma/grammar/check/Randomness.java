package bitlemma.grammar.check;

import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Density;
import bitlemma.grammar.core.Elementary;
import bitlemma.grammar.core.Expected;
import bitlemma.grammar.core.Extremum;
import bitlemma.grammar.core.RealTerm;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.diagnostics.Problem;
import java.util.Set;

/**
 * What the names of a derivation may stand for at a place of it.
 *
 * @param variables the random variables
 * @param parameters the parameters that the derivation declares
 * @param accumulators the running values of its folds
 * @param replacements what the names of a line were replaced by
 */
record Randomness(
        Set<Variable> variables,
        Set<Variable> parameters,
        Set<Variable> accumulators,
        Replacements replacements,
        Where where) {
    /** What a place wants. */
    enum Where {
        /** A random value: inside a functional, and where a name is given to a value. */
        RANDOM,
        /** A number: what is asked, where random values stand inside functionals. */
        ASKED,
        /** A number that follows from parameters alone, without functionals. */
        PARAMETERS
    }

    /** The same at a place that wants something else. */
    Randomness at(Where place) {
        return new Randomness(variables, parameters, accumulators, replacements, place);
    }

    /** Whether a value differs from one draw of the random variables to another. */
    boolean isRandom(Term term) {
        return switch (term) {
            case Variable variable -> variables.contains(variable);
            case Expected expected -> false;
            case Extremum extremum -> false;
            case Density density -> isRandom(density.at());
            default -> Children.of(term).stream().anyMatch(this::isRandom);
        };
    }

    private static boolean isAsked(Term term) {
        return term instanceof RealTerm && !(term instanceof Elementary);
    }

    /** Rejects the use of a name where it may not stand. */
    void require(Typed named) {
        replacements.count(named);
        String name = named.place().text();
        if (where == Where.PARAMETERS && Children.all(named.term()).anyMatch(Randomness::isAsked)) {
            throw Elaborator.reject(
                    Problem.TYPE,
                    named.place(),
                    "`" + name + "` is asked of random variables and stands in the place of a parameter",
                    "distributions, ranges and givens depend on parameters alone");
        }
        if (where == Where.RANDOM || !isRandom(named.term())) {
            return;
        }
        throw where == Where.ASKED
                ? Elaborator.reject(
                        Problem.TYPE,
                        named.place(),
                        "`" + name + "` is random, and stands outside of a functional",
                        "write what is asked of it, as in `E[" + name + "]` or `max[" + name + "]`")
                : Elaborator.reject(
                        Problem.TYPE,
                        named.place(),
                        "`" + name + "` is random and stands in the place of a parameter",
                        "distributions, ranges and givens depend on parameters alone; a condition on random variables "
                                + "is written `E[value given condition]`");
    }
}
