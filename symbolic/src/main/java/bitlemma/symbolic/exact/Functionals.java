package bitlemma.symbolic.exact;

import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Density;
import bitlemma.grammar.core.Elementary;
import bitlemma.grammar.core.Expected;
import bitlemma.grammar.core.Extremum;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.ForAll;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.LimitOf;
import bitlemma.grammar.core.Optimum;
import bitlemma.grammar.core.Parts;
import bitlemma.grammar.core.RealTerm;
import bitlemma.grammar.core.SeriesOf;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Terms with expected values and extremes inside. A name that such a part refers to is written out first, since it
 * stands for an expression of random variables, not for one value.
 */
final class Functionals {
    private static final int MOST_ROUNDS = 1 << 12;

    private final Enumeration enumeration;
    private final Evaluation evaluation;

    Functionals(Enumeration enumeration, Evaluation evaluation) {
        this.enumeration = enumeration;
        this.evaluation = evaluation;
    }

    /** The first part of a term, or of a kernel that it calls, that exact arithmetic does not have. */
    static Optional<Term> real(Term term) {
        return Children.all(term)
                .<Term>mapMulti((t, found) -> {
                    if (t instanceof RealTerm) {
                        found.accept(t);
                    } else if (t instanceof Call call) {
                        real(call.kernel().body()).ifPresent(found);
                    }
                })
                .findFirst();
    }

    private static boolean isReal(Term term) {
        return real(term).isPresent();
    }

    ExactResult value(Term term, Map<Variable, Value> parameters) {
        try {
            Term closed = closed(term, parameters);
            if (isReal(closed)) {
                return new ExactResult.NotRational(real(closed).orElseThrow());
            }
            return evaluation
                    .value(closed, parameters)
                    .<ExactResult>map(ExactResult.Exact::new)
                    .orElseGet(() -> new ExactResult.Undefined("the expression has no value", Map.of()));
        } catch (Points.Refused refused) {
            return refused.result();
        }
    }

    /** The term with every expected value and every extreme in it replaced by its value. */
    Term closed(Term term, Map<Variable, Value> parameters) throws Points.Refused {
        return isReal(term) ? replaced(term, parameters) : term;
    }

    private Term replaced(Term term, Map<Variable, Value> parameters) throws Points.Refused {
        if (!isReal(term)) {
            return term;
        }
        return switch (term) {
            case Expected t -> new Constant(found(enumeration.with(parameters).expected(t.value(), t.condition())));
            case Extremum t ->
                new Constant(found(enumeration.with(parameters).extreme(t.max(), t.value(), Truth.TRUE)));
            case Let t when isReal(t.body()) ->
                replaced(Substitution.apply(t.body(), Map.of(t.variable(), t.value())), parameters);
            case Fold t -> fold(t, parameters);
            case Elementary t -> throw new Points.Refused(new ExactResult.NotRational(t));
            case Density t -> throw new Points.Refused(new ExactResult.NotRational(t));
            case Optimum t -> throw new Points.Refused(new ExactResult.NotRational(t));
            case LimitOf t -> throw new Points.Refused(new ExactResult.NotRational(t));
            case SeriesOf t -> throw new Points.Refused(new ExactResult.NotRational(t));
            case Call t when isReal(t.kernel().body()) ->
                throw new Points.Refused(
                        new ExactResult.NotRational(real(t.kernel().body()).orElseThrow()));
            case ForAll t when isReal(t.body()) ->
                throw new Points.Refused(new ExactResult.NotRational(real(t.body()).orElseThrow()));
            default -> parts(term, parameters);
        };
    }

    private static Rational found(ExactResult result) throws Points.Refused {
        return switch (result) {
            case ExactResult.Exact exact -> exact.value();
            case ExactResult.Extreme extreme -> extreme.value();
            case ExactResult.TooMany r -> throw new Points.Refused(r);
            case ExactResult.Undefined r -> throw new Points.Refused(r);
            case ExactResult.NotFinite r -> throw new Points.Refused(r);
            case ExactResult.NotRational r -> throw new Points.Refused(r);
        };
    }

    /**
     * A reduction whose rounds hold expected values is carried out here, and each round's parts are found on its own.
     */
    private Term fold(Fold fold, Map<Variable, Value> parameters) throws Points.Refused {
        if (!isReal(fold.step())) {
            return new Fold(
                    fold.index(),
                    replaced(fold.low(), parameters),
                    replaced(fold.high(), parameters),
                    fold.accumulator(),
                    replaced(fold.initial(), parameters),
                    fold.step(),
                    fold.site());
        }
        Rational low = evaluation.value(replaced(fold.low(), parameters), parameters).orElse(null);
        Rational high = evaluation.value(replaced(fold.high(), parameters), parameters).orElse(null);
        if (low == null || high == null || !low.isInteger() || !high.isInteger()) {
            throw new Points.Refused(new ExactResult.Undefined("the bounds of a reduction have no value", Map.of()));
        }
        if (high.minus(low).compareTo(Rational.of(MOST_ROUNDS)) > 0) {
            throw new Points.Refused(new ExactResult.TooMany(high.minus(low).numerator()));
        }
        Term value = replaced(fold.initial(), parameters);
        for (Rational i = low; i.compareTo(high) < 0; i = i.plus(Rational.ONE)) {
            Map<Variable, Term> round = Map.of(fold.index(), new Constant(i), fold.accumulator(), value);
            value = replaced(Substitution.apply(fold.step(), round), parameters);
        }
        return value;
    }

    private Term parts(Term term, Map<Variable, Value> parameters) throws Points.Refused {
        Map<Term, Term> replacements = new HashMap<>();
        for (Term part : Children.of(term)) {
            replacements.put(part, replaced(part, parameters));
        }
        return Parts.map(term, replacements::get);
    }
}
