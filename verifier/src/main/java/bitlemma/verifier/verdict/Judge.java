package bitlemma.verifier.verdict;

import bitlemma.grammar.core.Proposition;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import java.util.Map;
import java.util.Optional;

/**
 * The exact evaluator as proofs see it. Nothing counts as refuted before it says so, and it shares no code with the
 * readings that found the input.
 */
public interface Judge {
    /** What an input says of a proposition. */
    enum Judgement {
        /** The given holds, no obligation is broken, and the body is true. */
        HOLDS,
        /** The given holds, and an obligation is broken or the body is false. */
        FAILS,
        /** The given does not hold. */
        OUTSIDE,
        /** The evaluation takes too long. */
        UNDECIDED
    }

    Judgement judge(Proposition proposition, Map<Variable, Value> input);

    /** How many steps all evaluations took so far: what searches by trial are limited by. */
    long work();

    /** The value of an expression where the given holds; empty where it does not, or where the value is undefined. */
    Optional<Rational> value(Term expression, Term given, Map<Variable, Value> input);
}
