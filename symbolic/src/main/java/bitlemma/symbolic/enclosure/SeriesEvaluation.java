package bitlemma.symbolic.enclosure;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Operator;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Taylor series of a formula around a point, or around all points of a box at once: then each coefficient encloses the
 * coefficient around every point of it. Where a condition, a sign or a rounding is not the same in the whole box there
 * is
 * no series.
 */
final class SeriesEvaluation {
    private final SeriesArithmetic arithmetic;
    private final Map<String, Series> variables;
    private final Map<String, Enclosure> values;
    private final Evaluation evaluation;
    private final boolean almostEverywhere;

    /**
     * @param variables what varies; they come before {@code values}
     * @param values what does not
     */
    SeriesEvaluation(SeriesArithmetic arithmetic, Map<String, Series> variables, Map<String, Enclosure> values) {
        this(arithmetic, variables, values, false);
    }

    /**
     * @param almostEverywhere whether points may be left out where two different functions are equal, as integrals
     * allow:
     *     where a derivative of their difference is not zero, such points have no area. Then a box may touch a step.
     */
    SeriesEvaluation(
            SeriesArithmetic arithmetic,
            Map<String, Series> variables,
            Map<String, Enclosure> values,
            boolean almostEverywhere) {
        this.arithmetic = arithmetic;
        this.almostEverywhere = almostEverywhere;
        this.variables = variables;
        this.values = new HashMap<>(values);
        variables.forEach((name, series) -> this.values.put(name, series.value()));
        this.evaluation = Evaluation.with(arithmetic.bits());
    }

    /** The series; {@link Series#isKnown} tells whether there is one. */
    Series series(Formula formula) {
        return switch (formula) {
            case Formula.Symbol symbol when variables.containsKey(symbol.name()) -> variables.get(symbol.name());
            case Formula.Number _, Formula.Symbol _, Formula.Infinity _, Formula.Named _ ->
                Series.constant(evaluation.value(formula, values));
            case Formula.Sum sum -> {
                Series result = series(sum.terms().getFirst());
                for (Formula term : sum.terms().subList(1, sum.terms().size())) {
                    result = arithmetic.plus(result, series(term));
                }
                yield result;
            }
            case Formula.Product product -> product(product.factors());
            case Formula.Power(
                    Formula.Power(Formula base, Formula.Number(Rational inner)),
                    Formula.Number(Rational outer))
                    when inner.isInteger() && outer.isInteger() && inner.signum() > 0 ->
                // Both are undefined for base 0 if outer is negative, and equal elsewhere.
                series(new Formula.Power(base, new Formula.Number(inner.times(outer))));
            case Formula.Power power -> {
                Series base = series(power.base());
                yield power.exponent() instanceof Formula.Number(Rational exponent)
                        ? arithmetic.power(base, exponent)
                        : arithmetic.power(base, series(power.exponent()));
            }
            case Formula.Apply apply -> apply(apply);
            case Formula.RoundTo round -> {
                Series operand = series(round.operand());
                Enclosure rounded = almostEverywhere && isSteep(operand)
                        ? operand.value().roundInside(round.rule())
                        : operand.value().roundTo(round.rule());
                yield rounded.isExact() || operand.isConstant() ? Series.constant(rounded) : Series.UNKNOWN;
            }
            case Formula.Piecewise piecewise -> piecewise(piecewise);
            case Formula.Total total -> total(total);
            case Formula.Integral integral -> dependsOnVariables(integral)
                    ? Series.UNKNOWN
                    : Series.constant(evaluation.value(integral, values));
        };
    }

    private Series product(List<Formula> factors) {
        Series result = series(factors.getFirst());
        for (int i = 1; i < factors.size(); i++) {
            result = factors.size() == 2 && factors.get(0).equals(factors.get(1))
                    ? arithmetic.square(result)
                    : arithmetic.times(result, series(factors.get(i)));
        }
        return result;
    }

    private Series apply(Formula.Apply apply) {
        Series x = series(apply.arguments().getFirst());
        return switch (apply.operator()) {
            case EXP -> arithmetic.exp(x);
            case LOG -> arithmetic.log(x);
            case ERF -> arithmetic.erf(x);
            case ERFC -> arithmetic.erfc(x);
            case SIN -> arithmetic.sin(x);
            case COS -> arithmetic.cos(x);
            case ATAN -> arithmetic.atan(x);
            case TANH -> arithmetic.tanh(x);
            case DILOG -> arithmetic.dilog(x);
            case LAMBERT_W -> arithmetic.lambertW(x);
            case ZETA -> constantOnly(x, x.value().zeta(arithmetic.bits()));
            case GAMMA -> constantOnly(x, x.value().gamma(arithmetic.bits()));
            case HARMONIC -> constantOnly(x, x.value().harmonic(arithmetic.bits()));
            case ABS -> {
                if (x.isConstant()) {
                    yield Series.constant(x.value().abs());
                }
                if (x.value().isNotNegative()) {
                    yield x;
                }
                yield x.value().isKnown() && x.value().high().signum() <= 0 ? arithmetic.negate(x) : Series.UNKNOWN;
            }
            case MIN, MAX -> {
                boolean least = apply.operator() == Operator.MIN;
                for (Formula argument : apply.arguments().subList(1, apply.arguments().size())) {
                    x = extremum(x, series(argument), least);
                }
                yield x;
            }
        };
    }

    private static Series constantOnly(Series x, Enclosure value) {
        return x.isConstant() ? Series.constant(value) : Series.UNKNOWN;
    }

    private static Series extremum(Series a, Series b, boolean least) {
        if (a.isConstant() && b.isConstant()) {
            return Series.constant(least ? a.value().min(b.value()) : a.value().max(b.value()));
        }
        if (a.value().isCertainlyAtMost(b.value())) {
            return least ? a : b;
        }
        return b.value().isCertainlyAtMost(a.value()) ? least ? b : a : Series.UNKNOWN;
    }

    private Series piecewise(Formula.Piecewise piecewise) {
        for (Formula.Case branch : piecewise.cases()) {
            switch (truth(branch.condition())) {
                case YES -> {
                    return series(branch.value());
                }
                case NO -> {}
                case UNDECIDED -> {
                    return Series.UNKNOWN;
                }
            }
        }
        return series(piecewise.otherwise());
    }

    private Series total(Formula.Total total) {
        Enclosure low = series(total.low()).value();
        Enclosure high = series(total.high()).value();
        if (!low.isExact() || !high.isExact() || !low.low().toRational().isInteger() || high.low().magnitude() > 20) {
            return Series.UNKNOWN;
        }
        BigInteger last = high.low().floor();
        Series sum = Series.constant(Enclosure.ZERO);
        Map<String, Series> inner = new HashMap<>(variables);
        for (BigInteger k = low.low().floor(); k.compareTo(last) <= 0; k = k.add(BigInteger.ONE)) {
            Evaluation.checkInterrupt();
            inner.put(total.index(), Series.constant(Enclosure.of(new Dyadic(k, 0))));
            sum = arithmetic.plus(sum, new SeriesEvaluation(arithmetic, inner, values, almostEverywhere)
                    .series(total.term()));
        }
        return sum;
    }

    private boolean dependsOnVariables(Formula formula) {
        return variables.keySet().stream().anyMatch(name -> Occurrence.of(name, formula));
    }

    private Evaluation.Truth truth(Condition condition) {
        return Evaluation.truth(condition, this::compare);
    }

    private Evaluation.Truth compare(Condition.Compare compare) {
        SeriesEvaluation linear = new SeriesEvaluation(arithmetic.linear(), variables, values, almostEverywhere);
        Series left = linear.series(compare.left());
        Series right = linear.series(compare.right());
        Series difference = arithmetic.linear().minus(left, right);
        if (left.isConstant() && right.isConstant() || !difference.isKnown()) {
            return evaluation.truth(compare, values);
        }
        Enclosure d = difference.value();
        boolean steep = almostEverywhere && isSteep(difference);
        boolean below = d.isNegative() || steep && d.high().signum() <= 0;
        boolean above = d.isPositive() || steep && d.low().signum() >= 0;
        // Touching is enough for the relations that include equality.
        boolean atMost = below || d.high().signum() <= 0;
        boolean atLeast = above || d.low().signum() >= 0;
        return switch (compare.relation()) {
            case EQUAL -> Evaluation.Truth.of(false, below || above || steep);
            case DIFFERENT -> Evaluation.Truth.of(below || above || steep, false);
            case LESS -> Evaluation.Truth.of(below, atLeast);
            case AT_MOST -> Evaluation.Truth.of(atMost, above);
            case GREATER -> Evaluation.Truth.of(above, atMost);
            case AT_LEAST -> Evaluation.Truth.of(atLeast, below);
        };
    }

    /** Whether one derivative is nowhere zero, so that each value is taken on a set of no area. */
    private static boolean isSteep(Series series) {
        if (series.part(1) == null) {
            return false;
        }
        for (Enclosure slope : series.part(1)) {
            if (!slope.containsZero()) {
                return true;
            }
        }
        return false;
    }
}
