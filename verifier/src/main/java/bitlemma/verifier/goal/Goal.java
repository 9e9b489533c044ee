package bitlemma.verifier.goal;

import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something to prove: for all values of the free variables, the conclusion follows from the facts. Every {@code Fits} and
 * {@code Require} inside the terms is taken as kept: each has a goal of its own that stands before.
 *
 * @param site the operation that obliges to it; empty for the statement itself
 * @param inputs the variables that an input consists of
 * @param facts what is known, in the order in which evaluation comes to know it
 * @param conclusion what is to be shown
 */
public record Goal(Optional<Site> site, List<Variable> inputs, List<Fact> facts, Term conclusion) {
    public Goal {
        inputs = List.copyOf(inputs);
        facts = List.copyOf(facts);
    }

    /** The same goal with one more condition known from the start. */
    public Goal given(Term condition) {
        List<Fact> more = new ArrayList<>();
        more.add(new Fact.Assume(condition));
        more.addAll(facts);
        return new Goal(site, inputs, more, conclusion);
    }

    /** The same goal with one more condition known at the end. */
    public Goal knowing(Term condition) {
        List<Fact> more = new ArrayList<>(facts);
        more.add(new Fact.Assume(condition));
        return new Goal(site, inputs, more, conclusion);
    }

    /** The same goal with a name defined at the end. */
    public Goal defining(Variable variable, Term value) {
        List<Fact> more = new ArrayList<>(facts);
        more.add(new Fact.Define(variable, value));
        return new Goal(site, inputs, more, conclusion);
    }

    /** The same facts and another conclusion. */
    public Goal concluding(Term other) {
        return new Goal(site, inputs, facts, other);
    }

    /** The same goal for one value of a variable. */
    public Goal at(Variable variable, BigInteger value) {
        return given(Compare.equal(variable, new Constant(Rational.of(value))));
    }
}
