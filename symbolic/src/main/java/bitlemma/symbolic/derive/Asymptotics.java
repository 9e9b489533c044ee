package bitlemma.symbolic.derive;

import static bitlemma.symbolic.formula.Formulas.minus;
import static bitlemma.symbolic.formula.Formulas.number;
import static bitlemma.symbolic.formula.Formulas.power;
import static bitlemma.symbolic.formula.Formulas.product;
import static bitlemma.symbolic.formula.Formulas.quotient;
import static bitlemma.symbolic.formula.Formulas.sum;
import static bitlemma.symbolic.formula.Formulas.symbol;

import bitlemma.grammar.core.LimitOf;
import bitlemma.grammar.core.SeriesOf;
import bitlemma.grammar.core.Term;
import bitlemma.numbers.Rational;
import bitlemma.symbolic.asymptotic.Limits;
import bitlemma.symbolic.enclosure.Evaluation;
import bitlemma.symbolic.expectation.Defined;
import bitlemma.symbolic.expectation.Found;
import bitlemma.symbolic.expectation.Underived;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Derivative;
import bitlemma.symbolic.formula.Expand;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.FormulaParts;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.formula.Symbols;
import bitlemma.symbolic.reading.Reading;
import bitlemma.symbolic.region.Coefficients;
import bitlemma.symbolic.region.Signs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Limits and expansions of closed forms in a parameter. */
final class Asymptotics {
    /** Where a limit at infinity is compared with values. */
    private static final long NEAR = 16;

    private static final long FAR = 48;

    private final ClosedForms forms;
    private Signs signs;

    Asymptotics(ClosedForms forms) {
        this.forms = forms;
        this.signs = new Signs(forms.parameters());
    }

    /** @throws Underived where the limit is not found */
    Found limit(LimitOf limit) {
        Formula point = point(limit.point());
        String p = limit.parameter().name();
        signs = new Signs(towards(p, point));
        Found body = forms.inner(limit.body(), signs.assumptions());
        Formula tail = point instanceof Formula.Infinity ? tail(body.formula(), p) : body.formula();
        Optional<Formula> own = point instanceof Formula.Infinity infinity
                ? atInfinity(tail, p, infinity.positive())
                : at(tail, p, point);
        if (own.isPresent()) {
            return new Found(signs.simple(own.get()), body.proved(), methods(body, "limit term by term"));
        }
        Optional<Formula> byRules = Limits.limit(tail, p, point, true, signs.assumptions())
                .filter(l -> !(l instanceof Formula.Infinity));
        if (byRules.isPresent() && point instanceof Formula.Infinity && isNear(tail, p, byRules.get())) {
            return new Found(signs.simple(byRules.get()), body.proved(), methods(body, "limit by expansion"));
        }
        Formula found = forms.primitives()
                .limit(tail, p, point, true, signs.assumptions())
                .orElseThrow(() -> new Underived("no limit was found of " + signs.show(tail)));
        return new Found(found, false, methods(body, "limit"));
    }

    /** Whether values far out come nearer to a limit; also where other symbols leave no values. */
    private static boolean isNear(Formula formula, String p, Formula limit) {
        Optional<Integer> near = distance(formula, p, NEAR, limit);
        Optional<Integer> far = distance(formula, p, FAR, limit);
        if (near.isEmpty() || far.isEmpty()) {
            return Symbols.free(formula).size() > 1;
        }
        return far.get() < near.get() && far.get() < 0;
    }

    /** The exponent of a power of two that bounds the distance from the limit. */
    private static Optional<Integer> distance(Formula formula, String p, long value, Formula limit) {
        try {
            return Evaluation.of(minus(Substitute.apply(formula, p, number(value)), limit), Map.of(), 4 * Direct.BITS)
                    .map(d -> d.greatestMagnitude().magnitude());
        } catch (ArithmeticException undefined) {
            return Optional.empty();
        }
    }

    private static List<String> methods(Found body, String more) {
        List<String> methods = new ArrayList<>(body.methods());
        methods.add(more);
        return methods;
    }

    private static Formula point(Term term) {
        return new Reading(t -> {
                    throw new Underived("the point of a limit is no constant");
                })
                .formula(term);
    }

    /** What holds of the parameters where one comes near a point: at infinity it has no bound. */
    private Assumptions towards(String p, Formula point) {
        Assumptions given = forms.parameters();
        Optional<Assumptions.Bounds> bounds = given.bounds(p);
        if (bounds.isEmpty()) {
            return given;
        }
        Assumptions.Bounds b = bounds.get();
        if (point instanceof Formula.Infinity infinity) {
            Rational low = infinity.positive() ? b.low() : null;
            Rational high = infinity.positive() ? null : b.high();
            Assumptions free = given.without(p);
            for (Condition fact : given.facts()) {
                free = Symbols.free(fact).contains(p) ? free.withFact(fact) : free;
            }
            return b.integer()
                    ? free.withInteger(p, low, high)
                    : b.lowOpen() || b.highOpen() ? free.withOpen(p, low, high) : free.withReal(p, low, high);
        }
        if (point instanceof Formula.Number n
                && (b.low() != null && n.value().compareTo(b.low()) < 0
                        || b.high() != null && n.value().compareTo(b.high()) >= 0)) {
            throw new Underived("the point is outside of what is given of `" + p + "`");
        }
        return given;
    }

    /**
     * What a choice is for great parameters: its last case, where all others hold for single values or below bounds.
     */
    private Formula tail(Formula formula, String p) {
        if (formula instanceof Formula.Piecewise piecewise
                && piecewise.cases().stream().allMatch(c -> isBounded(c.condition(), p))) {
            return tail(piecewise.otherwise(), p);
        }
        return FormulaParts.map(formula, part -> tail(part, p));
    }

    private static boolean isBounded(Condition condition, String p) {
        return condition instanceof Condition.Compare(
                        Condition.Relation relation, Formula left, Formula right)
                && left.equals(symbol(p))
                && right instanceof Formula.Number
                && switch (relation) {
                    case EQUAL, LESS, AT_MOST -> true;
                    case DIFFERENT, GREATER, AT_LEAST -> false;
                };
    }

    private Optional<Formula> at(Formula formula, String p, Formula point) {
        try {
            Formula value = Substitute.apply(formula, p, point);
            return Defined.at(formula, p, point, signs) ? Optional.of(value) : Optional.empty();
        } catch (ArithmeticException undefined) {
            return Optional.empty();
        }
    }

    /** Term by term: decaying powers go to zero; empty where a term grows or is of another kind. */
    private Optional<Formula> atInfinity(Formula formula, String p, boolean positive) {
        List<Formula> kept = new ArrayList<>();
        for (Formula term : Expand.terms(signs.simple(formula))) {
            if (!Symbols.free(term).contains(p)) {
                kept.add(term);
                continue;
            }
            int exponential = 0;
            int polynomial = 0;
            for (Formula factor : term instanceof Formula.Product q ? q.factors() : List.of(term)) {
                if (!Symbols.free(factor).contains(p)) {
                    continue;
                }
                if (factor.equals(symbol(p))) {
                    polynomial += 1;
                } else if (factor instanceof Formula.Power q
                        && q.base().equals(symbol(p))
                        && q.exponent() instanceof Formula.Number n
                        && n.value().isInteger()) {
                    polynomial += n.value().numerator().intValueExact();
                } else if (factor instanceof Formula.Power q
                        && q.base() instanceof Formula.Number b
                        && b.value().signum() > 0
                        && Coefficients.of(q.exponent(), p).filter(c -> c.size() == 2).isPresent()) {
                    Formula slope = Coefficients.of(q.exponent(), p).get().get(1);
                    int rises = b.value().compareTo(Rational.ONE) * (positive ? 1 : -1);
                    if (signs.isPositive(slope)) {
                        exponential = combined(exponential, rises);
                    } else if (signs.isPositive(product(number(-1), slope))) {
                        exponential = combined(exponential, -rises);
                    } else {
                        return Optional.empty();
                    }
                } else {
                    return Optional.empty();
                }
            }
            if (!(exponential == -1 || exponential == 0 && polynomial < 0)) {
                return Optional.empty();
            }
        }
        return Optional.of(sum(kept));
    }

    /** Of two exponentials: decaying where both decay; else unknown, as two, unless one is none. */
    private static int combined(int one, int other) {
        return one == 0 || one == other ? other : 2;
    }

    /** @throws Underived where a coefficient is not defined */
    Found series(SeriesOf series) {
        Formula point = point(series.point());
        String p = series.parameter().name();
        signs = new Signs(towards(p, point));
        Found body = forms.inner(series.body(), signs.assumptions());
        boolean infinite = point instanceof Formula.Infinity;
        Formula function = infinite
                ? signs.simple(Substitute.apply(tail(body.formula(), p), p, power(symbol(p), number(-1))))
                : body.formula();
        Formula centre = infinite ? number(0) : point;
        Formula offset = infinite ? power(symbol(p), number(-1)) : minus(symbol(p), point);
        List<Formula> terms = new ArrayList<>();
        Formula derivative = function;
        Rational factorial = Rational.ONE;
        for (int i = 0; i <= series.order(); i++) {
            if (i > 0) {
                factorial = factorial.times(Rational.of(i));
                derivative = signs.simple(Derivative.of(derivative, p)
                        .orElseThrow(() -> new Underived("a part of the series has no derivative")));
            }
            Formula coefficient = at(derivative, p, centre)
                    .orElseThrow(() -> new Underived("the expansion is no power series"));
            terms.add(product(quotient(coefficient, number(factorial)), power(offset, number(i))));
        }
        return new Found(
                sum(terms.stream().map(signs::simple).toList()), body.proved(), methods(body, "Taylor's formula"));
    }
}
