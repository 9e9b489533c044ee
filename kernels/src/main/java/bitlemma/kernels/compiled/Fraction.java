package bitlemma.kernels.compiled;

import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A number as a quotient of two integer terms.
 *
 * @param before what is evaluated first, in this order
 * @param numerator an integer term
 * @param denominator an integer term that is positive, and breaks no obligation
 */
record Fraction(List<Step> before, Term numerator, Term denominator) {
    private static final Constant ONE = Constant.of(1);

    /** What stands before the two terms: a name that they use, or what they require. */
    sealed interface Step {
        record Bind(Variable variable, Term value, Site site) implements Step {}

        record Check(Term condition, Site site) implements Step {}
    }

    static Fraction of(Term integer) {
        return new Fraction(List.of(), integer, ONE);
    }

    boolean isInteger() {
        return denominator.equals(ONE);
    }

    /** Whether it is one integer term. */
    boolean isPlain() {
        return before.isEmpty() && isInteger();
    }

    /** The constant denominator; null where it is no constant. */
    BigInteger scale() {
        return denominator instanceof Constant c ? c.value().numerator() : null;
    }

    /** A term after the steps. */
    static Term after(List<Step> steps, Term term) {
        Term result = term;
        for (Step step : steps.reversed()) {
            result = switch (step) {
                case Step.Bind s -> new Let(s.variable(), s.value(), result, s.site());
                case Step.Check s -> new Require(s.condition(), result, s.site());
            };
        }
        return result;
    }

    static List<Step> joined(List<Step> first, List<Step> second) {
        if (first.isEmpty()) {
            return second;
        }
        List<Step> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
