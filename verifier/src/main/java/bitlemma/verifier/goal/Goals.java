package bitlemma.verifier.goal;

import bitlemma.grammar.core.And;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Fits;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.ForAll;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Not;
import bitlemma.grammar.core.Or;
import bitlemma.grammar.core.Proposition;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** From a proposition to its goals: one for each obligation that its evaluation meets, and one for what it states. */
public final class Goals {
    private final Proposition proposition;
    private final Set<Term> discharged;
    private final List<Goal> goals = new ArrayList<>();

    private Goals(Proposition proposition, Set<Term> discharged) {
        this.proposition = proposition;
        this.discharged = discharged;
    }

    /**
     * The goals of a proposition, in the order of evaluation; all of them together are the proposition.
     *
     * @param safe kernels that are known to break no obligation where their given holds
     */
    public static List<Goal> of(Proposition proposition, Predicate<Kernel> safe) {
        Inlining inlining = new Inlining(safe);
        List<Fact> facts = new ArrayList<>();
        Children.conjuncts(inlining.expand(proposition.given())).forEach(c -> facts.add(new Fact.Assume(c)));
        Term body = inlining.expand(proposition.body());
        Goals goals = new Goals(proposition, inlining.discharged());
        goals.walk(body, facts);
        if (!statesNothing(body)) {
            goals.conclude(body, facts);
        }
        return goals.goals;
    }

    /** What a proposition's given says, without calls. */
    public static List<Term> given(Proposition proposition) {
        return Children.conjuncts(new Inlining(k -> true).expand(proposition.given())).toList();
    }

    /** What a proposition states, without calls. */
    public static Term body(Proposition proposition) {
        return new Inlining(k -> true).expand(proposition.body());
    }

    private static boolean statesNothing(Term term) {
        return switch (term) {
            case Truth truth -> truth.value();
            case Let let -> statesNothing(let.body());
            case Require require -> statesNothing(require.body());
            case And and -> statesNothing(and.left()) && statesNothing(and.right());
            default -> false;
        };
    }

    /** One goal for each part of a conjunction, with the names and conditions on the way to it known. */
    private void conclude(Term term, List<Fact> facts) {
        switch (term) {
            case Let let -> conclude(let.body(), with(facts, new Fact.Define(let.variable(), let.value())));
            case Require require -> conclude(require.body(), with(facts, new Fact.Assume(require.condition())));
            case And and -> {
                conclude(and.left(), facts);
                conclude(and.right(), with(facts, new Fact.Assume(and.left())));
            }
            case Or or when or.left() instanceof Not not ->
                conclude(or.right(), with(facts, new Fact.Assume(not.operand())));
            case ForAll all -> conclude(all.body(), inside(all.index(), all.low(), all.high(), facts));
            case Truth truth when truth.value() -> {}
            default -> goals.add(new Goal(Optional.empty(), proposition.inputs(), facts, term));
        }
    }

    private static List<Fact> with(List<Fact> facts, Fact fact) {
        List<Fact> more = new ArrayList<>(facts);
        more.add(fact);
        return more;
    }

    private static List<Fact> inside(Variable index, Term low, Term high, List<Fact> facts) {
        return with(
                with(facts, new Fact.Assume(Compare.atMost(low, index))),
                new Fact.Assume(Compare.less(index, high)));
    }

    private void oblige(Site site, Term conclusion, List<Fact> facts, Term node) {
        if (!discharged.contains(node)) {
            goals.add(new Goal(Optional.of(site), proposition.inputs(), facts, conclusion));
        }
    }

    private void walk(Term term, List<Fact> facts) {
        switch (term) {
            case Fits t -> {
                walk(t.operand(), facts);
                oblige(t.site(), inRange(t.operand(), t.format()), facts, t);
            }
            case Require t -> {
                walk(t.condition(), facts);
                oblige(t.site(), t.condition(), facts, t);
                walk(t.body(), with(facts, new Fact.Assume(t.condition())));
            }
            case Let t -> {
                walk(t.value(), facts);
                walk(t.body(), with(facts, new Fact.Define(t.variable(), t.value())));
            }
            case If t -> {
                walk(t.condition(), facts);
                walk(t.then(), with(facts, new Fact.Assume(t.condition())));
                walk(t.otherwise(), with(facts, new Fact.Assume(new Not(t.condition()))));
            }
            case And t -> {
                walk(t.left(), facts);
                walk(t.right(), with(facts, new Fact.Assume(t.left())));
            }
            case Or t -> {
                walk(t.left(), facts);
                walk(t.right(), with(facts, new Fact.Assume(new Not(t.left()))));
            }
            case Fold t -> {
                walk(t.low(), facts);
                walk(t.high(), facts);
                walk(t.initial(), facts);
                List<Fact> round = inside(t.index(), t.low(), t.high(), facts);
                walk(t.step(), with(round, new Fact.Define(t.accumulator(), before(t))));
            }
            case ForAll t -> {
                walk(t.low(), facts);
                walk(t.high(), facts);
                // An index is looked at only where the condition holds of all before it.
                List<Fact> round = inside(t.index(), t.low(), t.high(), facts);
                Variable earlier = Substitution.fresh(t.index().label(), t.index().sort());
                Term so = Substitution.apply(t.body(), Map.of(t.index(), earlier));
                walk(t.body(), with(round, new Fact.Assume(new ForAll(earlier, t.low(), t.index(), so))));
            }
            default -> Children.of(term).forEach(part -> walk(part, facts));
        }
    }

    /** The accumulator before the round of {@code fold.index()}: the same reduction, up to there. */
    public static Fold before(Fold fold) {
        Variable index = Substitution.fresh(fold.index().label(), fold.index().sort());
        Variable accumulator = Substitution.fresh(fold.accumulator().label(), fold.accumulator().sort());
        Term step = Substitution.apply(
                fold.step(), Map.of(fold.index(), index, fold.accumulator(), accumulator));
        return new Fold(index, fold.low(), fold.index(), accumulator, fold.initial(), step, fold.site());
    }

    static Term inRange(Term term, IntegerFormat format) {
        return new And(
                Compare.atMost(new Constant(Rational.of(format.min())), term),
                Compare.atMost(term, new Constant(Rational.of(format.max()))));
    }
}
