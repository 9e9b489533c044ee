package bitlemma.verifier.verdict;

import bitlemma.grammar.core.Proposition;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.lowering.Codes;
import bitlemma.lowering.Lowered;
import bitlemma.lowering.Lowering;
import bitlemma.numbers.Rational;
import java.util.Map;
import java.util.Optional;

/**
 * A proposition and what provers see of it: the same with bit patterns in place of coded values. Inputs that provers find
 * are bit patterns; the judge sees the values that they stand for, and judges the proposition as it was written.
 */
public final class Question {
    private final Proposition original;
    private final Proposition lowered;
    private final Judge judge;
    private final Optional<String> obstacle;

    private Question(Proposition original, Proposition lowered, Judge judge, Optional<String> obstacle) {
        this.original = original;
        this.lowered = lowered;
        this.judge = new Translating(judge);
        this.obstacle = obstacle;
    }

    /** @param judge the exact evaluator */
    public static Question of(Proposition original, Judge judge) {
        return switch (Lowering.lower(original)) {
            case Lowered.Done<Proposition> done -> new Question(original, done.result(), judge, Optional.empty());
            case Lowered.Refused<Proposition> refused -> {
                // What is left is to try inputs: nothing is known of them but their formats.
                Proposition bare = new Proposition(
                        original.name(),
                        original.inputs().stream().map(Lowering::lower).toList(),
                        given(original),
                        new Truth(false),
                        original.place());
                String reason = "`" + refused.site().text() + "`: " + refused.reason();
                yield new Question(original, bare, judge, Optional.of(reason));
            }
        };
    }

    /** The given as far as provers can read it. */
    private static Term given(Proposition original) {
        Proposition given = new Proposition(
                original.name(), original.inputs(), original.given(), Truth.TRUE, original.place());
        return Lowering.lower(given) instanceof Lowered.Done<Proposition> done ? done.result().given() : new Truth(true);
    }

    /** The proposition as provers see it. */
    public Proposition lowered() {
        return lowered;
    }

    /** The judge of inputs of {@link #lowered}. */
    public Judge judge() {
        return judge;
    }

    /** Why provers cannot read the proposition; empty where they can. */
    public Optional<String> obstacle() {
        return obstacle;
    }

    /** The input of the original proposition for one of the lowered. */
    public Map<Variable, Value> values(Map<Variable, Value> codes) {
        return Codes.toValues(original.inputs(), codes);
    }

    /** Whether a value of a lowered input stands for a value of the original one, as far as formats go. */
    private static boolean isCode(Sort sort, Value value) {
        return switch (sort) {
            case Sort.Coded(var format) ->
                value instanceof Value.Number n
                        && n.value().isInteger()
                        && n.value().signum() >= 0
                        && n.value().numerator().bitLength() <= format.width()
                        && format.isCode(n.value().numerator());
            case Sort.Array array ->
                !(array.element() instanceof Sort.Coded)
                        || value instanceof Value.Sequence sequence
                                && sequence.runs().stream().allMatch(run -> isCode(array.element(), run.element()));
            default -> true;
        };
    }

    /** Judges what provers make of the lowered proposition by the parts of the original that it is made of. */
    private final class Translating implements Judge {
        private final Judge exact;

        Translating(Judge exact) {
            this.exact = exact;
        }

        @Override
        public Judgement judge(Proposition proposition, Map<Variable, Value> input) {
            if (!original.inputs().stream().allMatch(v -> isCode(v.sort(), input.get(v)))) {
                return Judgement.OUTSIDE;
            }
            Proposition own = new Proposition(
                    proposition.name(),
                    original.inputs(),
                    own(proposition.given(), lowered.given(), original.given()),
                    own(proposition.body(), lowered.body(), original.body()),
                    proposition.place());
            return exact.judge(own, values(input));
        }

        /** What a part of the lowered proposition was made of; provers put nothing but truth values in their places. */
        private static Term own(Term term, Term part, Term origin) {
            if (term == part) {
                return origin;
            }
            if (term instanceof Truth) {
                return term;
            }
            throw new IllegalStateException("a term that is no part of the proposition");
        }

        @Override
        public long work() {
            return exact.work();
        }

        @Override
        public Optional<Rational> value(Term expression, Term given, Map<Variable, Value> input) {
            return exact.value(expression, given, values(input));
        }
    }
}
