package bitlemma.symbolic.asymptotic;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.asymptotic.Expansion.NotExpanded;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Exponentials;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.FormulaParts;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Operator;
import bitlemma.symbolic.formula.Sign;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.formula.Symbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A function near a point as one of a great t.
 *
 * @param body the function, in the symbol {@code name}
 * @param name a symbol for t that no formula of a user has
 * @param t what t is in terms of the variable
 * @param log the logarithm of t
 */
record GreatVariable(Formula body, String name, Formula t, Formula log) {
    /** Empty where the variable stands in exponents in more ways than one. */
    static Optional<GreatVariable> of(
            Formula body, String variable, Formula point, boolean fromAbove, Assumptions assumptions) {
        String name = variable + "'";
        Formula symbol = Formulas.symbol(name);
        Formula x = Formulas.symbol(variable);
        if (point instanceof Formula.Infinity infinity) {
            Formula direction = infinity.positive() ? x : Formulas.negate(x);
            Formula turned = infinity.positive() ? body : Substitute.apply(body, variable, direction);
            List<Formula> rates = new ArrayList<>();
            if (!collectRates(turned, variable, rates)) {
                return Optional.empty();
            }
            return rates.isEmpty()
                    ? Optional.of(new GreatVariable(
                            Substitute.apply(turned, variable, symbol), name, direction, Formulas.log(direction)))
                    : exponential(turned, variable, rates, direction, assumptions);
        }
        Formula offset = Formulas.product(Formulas.number(fromAbove ? 1 : -1), Formulas.reciprocal(symbol));
        Formula distance = fromAbove ? Formulas.minus(x, point) : Formulas.minus(point, x);
        Formula moved = Substitute.apply(body, variable, Formulas.sum(point, offset));
        return Optional.of(new GreatVariable(
                moved, name, Formulas.reciprocal(distance), Formulas.negate(Formulas.log(distance))));
    }

    /** With t = exp(k*x) for one rate k of which all others are multiples; x itself is log(t)/k. */
    private static Optional<GreatVariable> exponential(
            Formula body, String variable, List<Formula> rates, Formula direction, Assumptions assumptions) {
        for (Formula rate : rates) {
            Sign sign = assumptions.sign(rate);
            boolean all = rates.stream().allMatch(other -> ratio(other, rate).isPresent());
            if (!all || sign != Sign.POSITIVE && sign != Sign.NEGATIVE) {
                continue;
            }
            Formula unit = sign == Sign.POSITIVE ? rate : Formulas.negate(rate);
            String name = variable + "'";
            Formula t = Formulas.symbol(name);
            Formula inT = Substitute.apply(
                    replace(body, variable, unit, t), variable, Formulas.quotient(Formulas.log(t), unit));
            Formula log = Formulas.product(unit, direction);
            return Optional.of(new GreatVariable(inT, name, Exponentials.of(unit, direction), log));
        }
        return Optional.empty();
    }

    private static Optional<Rational> ratio(Formula rate, Formula unit) {
        return Formulas.quotient(rate, unit) instanceof Formula.Number(Rational value)
                ? Optional.of(value)
                : Optional.empty();
    }

    /** An exponential whose exponent is linear in the variable: {@code factor * exp(rate * variable)}. */
    private record Exponent(Formula rate, Formula factor) {
        static Optional<Exponent> of(Formula formula, String variable) {
            return switch (formula) {
                case Formula.Apply(Operator operator, List<Formula> arguments)
                when operator == Operator.EXP -> linear(arguments.getFirst(), variable, Formulas.exp(Formulas.ONE));
                case Formula.Power(Formula base, Formula exponent)
                when !Symbols.free(base).contains(variable)
                        && Symbols.free(exponent).contains(variable) ->
                    linear(exponent, variable, base);
                default -> Optional.empty();
            };
        }

        private static Optional<Exponent> linear(Formula exponent, String variable, Formula base) {
            Formula constant = Substitute.apply(exponent, variable, Formulas.ZERO);
            Formula slope = Formulas.minus(Substitute.apply(exponent, variable, Formulas.ONE), constant);
            Formula line = Formulas.sum(Formulas.product(slope, Formulas.symbol(variable)), constant);
            boolean isLinear = Formulas.minus(exponent, line).equals(Formulas.ZERO);
            return isLinear
                    ? Optional.of(new Exponent(
                            Formulas.product(Formulas.log(base), slope), Formulas.power(base, constant)))
                    : Optional.empty();
        }
    }

    /** Whether all exponentials that hold the variable are expanded in t alone or have a rate, which is collected. */
    private static boolean collectRates(Formula formula, String variable, List<Formula> rates) {
        Optional<Exponent> exponent = exponent(formula, variable);
        if (exponent.isPresent()) {
            rates.add(exponent.get().rate);
            return true;
        }
        return FormulaParts.children(formula).stream().allMatch(part -> collectRates(part, variable, rates));
    }

    private static Optional<Exponent> exponent(Formula formula, String variable) {
        try {
            return Symbols.free(formula).contains(variable) ? Exponent.of(formula, variable) : Optional.empty();
        } catch (ArithmeticException undefined) {
            // An exponent with a pole at 0 or 1 is not linear.
            return Optional.empty();
        }
    }

    private static Formula replace(Formula formula, String variable, Formula unit, Formula t) {
        Optional<Exponent> exponent = exponent(formula, variable);
        if (exponent.isPresent()) {
            Formula power = Formulas.number(ratio(exponent.get().rate, unit).orElseThrow());
            return Formulas.product(exponent.get().factor, Formulas.power(t, power));
        }
        return FormulaParts.map(formula, part -> replace(part, variable, unit, t));
    }

    /** Throws where no expansion is found. */
    Expansion expand(Rational bound, Assumptions assumptions) throws NotExpanded {
        Assumptions known = assumptions.withPositive(name);
        Expansion great = Expansion.term(Formulas.ONE, Rational.of(-1), 0, known);
        return new Expander(name, great, bound).expand(body);
    }
}
