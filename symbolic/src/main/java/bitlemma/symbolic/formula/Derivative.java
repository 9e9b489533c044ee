package bitlemma.symbolic.formula;

import static bitlemma.symbolic.formula.Formulas.MINUS_ONE;
import static bitlemma.symbolic.formula.Formulas.ONE;
import static bitlemma.symbolic.formula.Formulas.PI;
import static bitlemma.symbolic.formula.Formulas.TWO;
import static bitlemma.symbolic.formula.Formulas.ZERO;
import static bitlemma.symbolic.formula.Formulas.minus;
import static bitlemma.symbolic.formula.Formulas.negate;
import static bitlemma.symbolic.formula.Formulas.power;
import static bitlemma.symbolic.formula.Formulas.product;
import static bitlemma.symbolic.formula.Formulas.quotient;
import static bitlemma.symbolic.formula.Formulas.square;
import static bitlemma.symbolic.formula.Formulas.sum;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Derivatives of formulas. Cases, minima and maxima are differentiated case by case: at a border between cases the
 * answer is that of one side, and the function need not have a derivative there.
 */
public final class Derivative {
    private Derivative() {}

    /**
     * The derivative with respect to a symbol, right wherever the formula has one outside of borders; empty where it
     * holds the symbol in a rounding, a harmonic number, a zeta value or the bound of a sum.
     */
    public static Optional<Formula> of(Formula formula, String symbol) {
        if (!Symbols.free(formula).contains(symbol)) {
            return Optional.of(ZERO);
        }
        return switch (formula) {
            case Formula.Number n -> Optional.of(ZERO);
            case Formula.Infinity i -> Optional.of(ZERO);
            case Formula.Named n -> Optional.of(ZERO);
            case Formula.Symbol s -> Optional.of(ONE);
            case Formula.Sum sum -> each(sum.terms(), symbol).map(Formulas::sum);
            case Formula.Product product -> ofProduct(product.factors(), symbol);
            case Formula.Power power -> ofPower(power, symbol);
            case Formula.Apply(Operator operator, List<Formula> arguments)
            when arguments.size() > 1 -> ofExtreme(operator, arguments, symbol);
            case Formula.Apply(Operator operator, List<Formula> arguments) -> {
                Formula inner = arguments.getFirst();
                yield outer(operator, inner).flatMap(outer -> of(inner, symbol).map(slope -> product(outer, slope)));
            }
            case Formula.RoundTo r -> Optional.empty();
            case Formula.Piecewise piecewise -> ofCases(piecewise, symbol);
            case Formula.Total total -> ofTotal(total, symbol);
            case Formula.Integral integral -> ofIntegral(integral, symbol);
        };
    }

    private static Optional<List<Formula>> each(List<Formula> parts, String symbol) {
        List<Formula> derivatives = new ArrayList<>();
        for (Formula part : parts) {
            Optional<Formula> derivative = of(part, symbol);
            if (derivative.isEmpty()) {
                return Optional.empty();
            }
            derivatives.add(derivative.get());
        }
        return Optional.of(derivatives);
    }

    private static Optional<Formula> ofProduct(List<Formula> factors, String symbol) {
        return each(factors, symbol).map(derivatives -> {
            List<Formula> terms = new ArrayList<>();
            for (int i = 0; i < factors.size(); i++) {
                List<Formula> term = new ArrayList<>(factors);
                term.set(i, derivatives.get(i));
                terms.add(product(term));
            }
            return sum(terms);
        });
    }

    private static Optional<Formula> ofPower(Formula.Power power, String symbol) {
        Formula base = power.base();
        Formula exponent = power.exponent();
        return each(List.of(base, exponent), symbol).map(slopes -> {
            Formula byBase = product(exponent, power(base, minus(exponent, ONE)), slopes.getFirst());
            return slopes.getLast().equals(ZERO)
                    ? byBase
                    : sum(byBase, product(power, Formulas.log(base), slopes.getLast()));
        });
    }

    /** The derivative of a function of one argument at its argument (NIST's Digital Library of Functions). */
    private static Optional<Formula> outer(Operator operator, Formula x) {
        return switch (operator) {
            case EXP -> Optional.of(Formulas.exp(x));
            case LOG -> Optional.of(Formulas.reciprocal(x));
            case ERF -> Optional.of(gaussian(x));
            case ERFC -> Optional.of(negate(gaussian(x)));
            case SIN -> Optional.of(Formulas.apply(Operator.COS, x));
            case COS -> Optional.of(negate(Formulas.apply(Operator.SIN, x)));
            case ATAN -> Optional.of(Formulas.reciprocal(sum(ONE, square(x))));
            case TANH -> Optional.of(minus(ONE, square(Formulas.apply(Operator.TANH, x))));
            case DILOG -> Optional.of(quotient(negate(Formulas.log(minus(ONE, x))), x));
            case GAMMA ->
                Optional.of(product(
                        Formulas.apply(Operator.GAMMA, x),
                        minus(Formulas.apply(Operator.HARMONIC, minus(x, ONE)), Formulas.EULER_GAMMA)));
            case LAMBERT_W -> {
                // W + log(W) = log(x); written without x below, so that it holds at x = 0 too.
                Formula w = Formulas.apply(Operator.LAMBERT_W, x);
                yield Optional.of(quotient(Formulas.exp(negate(w)), sum(ONE, w)));
            }
            case ABS -> Optional.of(quotient(Formulas.abs(x), x));
            case HARMONIC -> Optional.empty();
            case ZETA -> Optional.empty();
            case MIN -> Optional.of(ONE);
            case MAX -> Optional.of(ONE);
        };
    }

    private static Formula gaussian(Formula x) {
        return product(TWO, power(PI, Formulas.number(-1, 2)), Formulas.exp(product(MINUS_ONE, square(x))));
    }

    private static Optional<Formula> ofExtreme(Operator operator, List<Formula> arguments, String symbol) {
        return each(arguments, symbol).map(slopes -> {
            Condition.Relation relation =
                    operator == Operator.MIN ? Condition.Relation.AT_MOST : Condition.Relation.AT_LEAST;
            List<Formula.Case> cases = new ArrayList<>();
            for (int i = 0; i < arguments.size() - 1; i++) {
                Formula candidate = arguments.get(i);
                List<Condition> wins = arguments.subList(i + 1, arguments.size()).stream()
                        .map(other -> Conditions.compare(relation, candidate, other))
                        .toList();
                cases.add(new Formula.Case(Conditions.and(wins), slopes.get(i)));
            }
            return Formulas.piecewise(cases, slopes.getLast());
        });
    }

    private static Optional<Formula> ofCases(Formula.Piecewise piecewise, String symbol) {
        List<Formula> values = new ArrayList<>();
        piecewise.cases().forEach(part -> values.add(part.value()));
        values.add(piecewise.otherwise());
        return each(values, symbol).map(slopes -> {
            List<Formula.Case> cases = new ArrayList<>();
            for (int i = 0; i < piecewise.cases().size(); i++) {
                cases.add(new Formula.Case(piecewise.cases().get(i).condition(), slopes.get(i)));
            }
            return Formulas.piecewise(cases, slopes.getLast());
        });
    }

    private static Optional<Formula> ofTotal(Formula.Total total, String symbol) {
        boolean bounds = Symbols.free(total.low()).contains(symbol)
                || Symbols.free(total.high()).contains(symbol);
        return bounds || total.high() instanceof Formula.Infinity || total.low() instanceof Formula.Infinity
                ? Optional.empty()
                : of(total.term(), symbol).map(term -> Formulas.total(total.index(), total.low(), total.high(), term));
    }

    /**
     * Leibniz's rule; empty where the symbol stands in the integrand, since differentiating below an integral needs
     * that all be smooth.
     */
    private static Optional<Formula> ofIntegral(Formula.Integral integral, String symbol) {
        if (!integral.variable().equals(symbol) && Symbols.free(integral.body()).contains(symbol)) {
            return Optional.empty();
        }
        return each(List.of(integral.low(), integral.high()), symbol).map(slopes -> {
            Formula atLow = bodyAt(integral, integral.low(), slopes.getFirst());
            Formula atHigh = bodyAt(integral, integral.high(), slopes.getLast());
            return minus(atHigh, atLow);
        });
    }

    /** The integrand at a bound times the bound's slope; a bound without one may be infinite. */
    private static Formula bodyAt(Formula.Integral integral, Formula bound, Formula slope) {
        return slope.equals(ZERO)
                ? ZERO
                : product(slope, Substitute.apply(integral.body(), integral.variable(), bound));
    }
}
