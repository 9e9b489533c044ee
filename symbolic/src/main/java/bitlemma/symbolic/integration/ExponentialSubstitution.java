package bitlemma.symbolic.integration;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Exponentials;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Operator;
import bitlemma.symbolic.formula.Substitute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Functions of {@code t = exp(k*x)} only, such as 1/(1 + exp(x)): with dx = dt/(k*t) the other rules do the rest. */
final class ExponentialSubstitution {
    private ExponentialSubstitution() {}

    static Optional<Formula> antiderivative(Formula body, Setting setting) {
        List<Formula> rates = new ArrayList<>();
        if (!collectRates(body, setting, rates)) {
            return Optional.empty();
        }
        for (Formula rate : rates) {
            if (rates.stream().allMatch(other -> multiple(other, rate).isPresent())) {
                return with(rate, body, setting);
            }
        }
        return Optional.empty();
    }

    private static Optional<Formula> with(Formula rate, Formula body, Setting setting) {
        // A name that no formula of a user has, nor this variable in an inner call.
        String name = setting.x() + "'";
        Formula t = Formulas.symbol(name);
        Formula inT = Formulas.quotient(replace(body, rate, t, setting), Formulas.product(rate, t));
        Assumptions known = setting.assumptions().withPositive(name);
        Formula back = Exponentials.of(rate, setting.variable());
        return Integrator.byRules(inT, name, known).map(area -> Substitute.apply(area, name, back));
    }

    /** How many times one rate is the other, where that is an integer of at most 8 in size and not zero. */
    private static Optional<Integer> multiple(Formula rate, Formula unit) {
        return Formulas.quotient(rate, unit) instanceof Formula.Number(Rational ratio)
                        && ratio.isInteger()
                        && ratio.signum() != 0
                        && ratio.numerator().bitLength() <= 3
                ? Optional.of(ratio.numerator().intValueExact())
                : Optional.empty();
    }

    /** The exponent of an exponential in the variable; empty for other formulas. */
    private static Optional<Polynomial> exponent(Formula formula, Setting setting) {
        Optional<Polynomial> exponent = switch (formula) {
            case Formula.Apply(Operator operator, List<Formula> arguments)
            when operator == Operator.EXP -> Polynomial.of(arguments.getFirst(), setting.x());
            case Formula.Apply(Operator operator, List<Formula> arguments)
            when operator == Operator.TANH -> Polynomial.of(arguments.getFirst(), setting.x())
                    .map(half -> half.times(Formulas.TWO));
            case Formula.Power(Formula base, Formula power)
            when !setting.depends(base) -> Polynomial.of(power, setting.x())
                    .map(times -> times.times(Formulas.log(base)));
            default -> Optional.empty();
        };
        return exponent.filter(polynomial -> polynomial.degree() == 1);
    }

    /** Whether the variable stands in exponentials only. */
    private static boolean collectRates(Formula formula, Setting setting, List<Formula> rates) {
        if (!setting.depends(formula)) {
            return true;
        }
        Optional<Polynomial> exponent = exponent(formula, setting);
        if (exponent.isPresent()) {
            rates.add(exponent.get().coefficient(1));
            return true;
        }
        return switch (formula) {
            case Formula.Sum sum -> sum.terms().stream().allMatch(term -> collectRates(term, setting, rates));
            case Formula.Product product -> product.factors().stream()
                    .allMatch(factor -> collectRates(factor, setting, rates));
            case Formula.Power power -> !setting.depends(power.exponent())
                    && collectRates(power.base(), setting, rates);
            case Formula.Apply(Operator operator, List<Formula> arguments)
            when operator == Operator.LOG -> collectRates(arguments.getFirst(), setting, rates);
            default -> false;
        };
    }

    private static Formula replace(Formula formula, Formula rate, Formula t, Setting setting) {
        if (!setting.depends(formula)) {
            return formula;
        }
        Optional<Polynomial> exponent = exponent(formula, setting);
        if (exponent.isPresent()) {
            int times = multiple(exponent.get().coefficient(1), rate).orElseThrow();
            Formula constant = Formulas.exp(exponent.get().coefficient(0));
            Formula power = Formulas.product(constant, Formulas.power(t, times));
            boolean isTanh = formula instanceof Formula.Apply apply && apply.operator() == Operator.TANH;
            return isTanh
                    ? Formulas.quotient(Formulas.sum(power, Formulas.MINUS_ONE), Formulas.sum(power, Formulas.ONE))
                    : power;
        }
        return switch (formula) {
            case Formula.Sum sum -> Formulas.sum(each(sum.terms(), rate, t, setting));
            case Formula.Product product -> Formulas.product(each(product.factors(), rate, t, setting));
            case Formula.Power power -> Formulas.power(replace(power.base(), rate, t, setting), power.exponent());
            case Formula.Apply apply -> Formulas.apply(
                    apply.operator(), each(apply.arguments(), rate, t, setting));
            default -> throw new IllegalArgumentException("no function of exponentials");
        };
    }

    private static List<Formula> each(List<Formula> formulas, Formula rate, Formula t, Setting setting) {
        return formulas.stream().map(part -> replace(part, rate, t, setting)).toList();
    }
}
