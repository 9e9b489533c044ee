package bitlemma.proofs;

import bitlemma.grammar.core.Proposition;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.kernels.Evaluator;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.Trace;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import bitlemma.verifier.verdict.Judge;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/** The exact evaluator as the judge of proofs. Confined to one thread. */
public final class ExactJudge implements Judge {
    /** Steps for one judgement: a reduction of some hundred thousand different elements. */
    private static final long STEPS = 5_000_000;

    private long work;

    @Override
    public long work() {
        return work;
    }

    private Outcome evaluate(Term term, Map<Variable, Value> input) {
        return Evaluator.evaluate(term, input, Trace.none(), STEPS, steps -> work += steps);
    }

    @Override
    public Judgement judge(Proposition proposition, Map<Variable, Value> input) {
        Judgement inside = inside(proposition.inputs(), proposition.given(), input);
        if (inside != Judgement.HOLDS || proposition.body().equals(Truth.TRUE)) {
            return inside;
        }
        return switch (evaluate(proposition.body(), input)) {
            case Outcome.Returned returned ->
                ((Value.Truth) returned.value()).value() ? Judgement.HOLDS : Judgement.FAILS;
            case Outcome.Broken broken -> Judgement.FAILS;
            case Outcome.TooLong tooLong -> Judgement.UNDECIDED;
        };
    }

    @Override
    public Optional<Rational> value(Term expression, Term given, Map<Variable, Value> input) {
        if (inside(input.keySet(), given, input) != Judgement.HOLDS) {
            return Optional.empty();
        }
        return evaluate(expression, input) instanceof Outcome.Returned returned
                ? Optional.of(((Value.Number) returned.value()).value())
                : Optional.empty();
    }

    /** Whether values are of their sorts and satisfy a given; a given that breaks an obligation is not satisfied. */
    private Judgement inside(Iterable<Variable> inputs, Term given, Map<Variable, Value> input) {
        for (Variable variable : inputs) {
            Value value = input.get(variable);
            if (value == null || !isOf(variable.sort(), value, input)) {
                return Judgement.OUTSIDE;
            }
        }
        return switch (evaluate(given, input)) {
            case Outcome.Returned returned ->
                ((Value.Truth) returned.value()).value() ? Judgement.HOLDS : Judgement.OUTSIDE;
            case Outcome.Broken broken -> Judgement.OUTSIDE;
            case Outcome.TooLong tooLong -> Judgement.UNDECIDED;
        };
    }

    /** Whether a value belongs to a sort: in the format's range, and for an array of the length that its sort says. */
    public static boolean isOf(Sort sort, Value value, Map<Variable, Value> input) {
        return switch (sort) {
            case Sort.Machine machine -> value instanceof Value.Number n && fits(machine.format(), n.value());
            case Sort.Coded coded -> value instanceof Value.Coded c && c.format().equals(coded.format());
            case Sort.ExactInteger integer -> value instanceof Value.Number n && n.value().isInteger();
            case Sort.ExactRational rational -> value instanceof Value.Number;
            case Sort.Bool bool -> value instanceof Value.Truth;
            case Sort.Array array -> value instanceof Value.Sequence sequence
                    && sequence.runs().stream().allMatch(run -> isOf(array.element(), run.element(), input))
                    && length(array, input).equals(Optional.of(sequence.length()));
        };
    }

    private static boolean fits(IntegerFormat format, Rational value) {
        return value.isInteger() && format.contains(value.numerator());
    }

    private static Optional<BigInteger> length(Sort.Array array, Map<Variable, Value> input) {
        return Evaluator.evaluate(array.length(), input, Trace.none(), STEPS) instanceof Outcome.Returned r
                        && r.value() instanceof Value.Number n
                        && n.value().isInteger()
                ? Optional.of(n.value().numerator())
                : Optional.empty();
    }
}
