package bitlemma.symbolic.integration;

import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rational functions, by partial fractions. */
final class RationalRule {
    private RationalRule() {}

    static Optional<Formula> antiderivative(Term term, Setting setting) {
        if (!term.others().isEmpty() || term.hasExponential()) {
            return Optional.empty();
        }
        return PartialFractions.of(term.numerator(), term.poles(), setting).map(parts -> {
            List<Formula> areas = new ArrayList<>();
            areas.add(parts.whole().antiderivative().formula(setting.x()));
            parts.fractions().forEach(part -> areas.add(ofFraction(part, setting)));
            parts.overQuadratics().forEach(part -> areas.add(overQuadratic(part, setting)));
            return Formulas.product(Formulas.exp(term.exponent().coefficient(0)), Formulas.sum(areas));
        });
    }

    private static Formula ofFraction(PartialFractions.Fraction part, Setting setting) {
        Formula distance = Formulas.minus(setting.variable(), part.root());
        Formula area = part.power() == 1
                ? setting.logarithm(distance)
                : Formulas.product(
                        Formulas.number(-1, part.power() - 1), Formulas.power(distance, 1 - part.power()));
        return Formulas.product(part.coefficient(), area);
    }

    /** With D = sqrt(4*s - p^2): A/2 * log(x^2 + p*x + s) + (2*B - A*p)/D * atan((2*x + p)/D). */
    private static Formula overQuadratic(PartialFractions.OverQuadratic part, Setting setting) {
        Formula a = part.numerator().coefficient(1);
        Formula b = part.numerator().coefficient(0);
        Formula p = part.quadratic().coefficient(1);
        Formula width = setting.sqrt(Formulas.minus(
                Formulas.product(Formulas.number(4), part.quadratic().coefficient(0)), Formulas.square(p)));
        Formula slant =
                Formulas.product(Formulas.HALF, a, Formulas.log(part.quadratic().formula(setting.x())));
        Formula angle = Formulas.apply(
                Operator.ATAN,
                Formulas.quotient(Formulas.sum(Formulas.product(Formulas.TWO, setting.variable()), p), width));
        Formula weight = Formulas.minus(Formulas.product(Formulas.TWO, b), Formulas.product(a, p));
        return Formulas.sum(slant, Formulas.product(weight, Formulas.reciprocal(width), angle));
    }
}
