package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.util.ArrayList;
import java.util.List;

/**
 * A formula as a number times the rest; 2^(m + 3) is 8 times 2^m.
 *
 * @param rest without a leading number; one where the formula is a number
 */
record Coefficient(Rational number, Formula rest) {
    static Coefficient of(Formula formula) {
        return switch (formula) {
            case Formula.Number(Rational value) -> new Coefficient(value, Formulas.ONE);
            case Formula.Power power -> ofPower(power);
            case Formula.Product(List<Formula> factors) -> {
                Rational number = Rational.ONE;
                List<Formula> rest = new ArrayList<>();
                for (Formula factor : factors) {
                    if (factor instanceof Formula.Number || factor instanceof Formula.Power) {
                        Coefficient split = of(factor);
                        number = number.times(split.number());
                        if (!split.rest().equals(Formulas.ONE)) {
                            rest.add(split.rest());
                        }
                    } else {
                        rest.add(factor);
                    }
                }
                yield new Coefficient(number, rest.size() == 1 ? rest.getFirst() : new Formula.Product(rest));
            }
            default -> new Coefficient(Rational.ONE, formula);
        };
    }

    /** Whether the number in front is negative. */
    static boolean isNegative(Formula formula) {
        return of(formula).number().signum() < 0;
    }

    private static Coefficient ofPower(Formula.Power power) {
        if (power.base() instanceof Formula.Number(Rational base)
                && base.signum() > 0
                && power.exponent() instanceof Formula.Sum(List<Formula> terms)
                && terms.getFirst() instanceof Formula.Number(Rational shift)
                && shift.isInteger()
                && PowerRules.isSmall(base, shift.numerator())) {
            List<Formula> others = terms.subList(1, terms.size());
            Formula rest = others.size() == 1 ? others.getFirst() : new Formula.Sum(others);
            return new Coefficient(
                    base.power(shift.numerator().intValueExact()), new Formula.Power(power.base(), rest));
        }
        return new Coefficient(Rational.ONE, power);
    }
}
