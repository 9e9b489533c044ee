package bitlemma.symbolic.integration;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Operator;
import java.util.Optional;

/** Powers of erf(u), u linear, times a constant and exp(-u^2 + constant): the derivative of the next power. */
final class ErrorFunctionRule {
    private ErrorFunctionRule() {}

    static Optional<Formula> antiderivative(Term term, Setting setting) {
        if (term.numerator().degree() > 0 || !term.poles().isEmpty() || term.others().size() != 1) {
            return Optional.empty();
        }
        return switch (term.others().getFirst()) {
            case Formula.Apply erf -> next(term, erf, 1, setting);
            case Formula.Power(Formula.Apply erf, Formula.Number(Rational times))
            when times.isInteger() && times.signum() > 0 -> next(term, erf, times.numerator().intValueExact(), setting);
            default -> Optional.empty();
        };
    }

    private static Optional<Formula> next(Term term, Formula.Apply erf, int times, Setting setting) {
        if (erf.operator() != Operator.ERF) {
            return Optional.empty();
        }
        Optional<Polynomial> u = Polynomial.of(erf.arguments().getFirst(), setting.x());
        if (u.isEmpty() || u.get().degree() != 1) {
            return Optional.empty();
        }
        Polynomial constant = term.exponent().plus(u.get().times(u.get()));
        if (constant.degree() > 0) {
            return Optional.empty();
        }
        Formula scale = Formulas.product(
                Formulas.number(1, 2 * (times + 1L)),
                Formulas.sqrt(Formulas.PI),
                Formulas.reciprocal(u.get().coefficient(1)),
                term.numerator().coefficient(0),
                Formulas.exp(constant.coefficient(0)));
        return Optional.of(Formulas.product(scale, Formulas.power(erf, times + 1L)));
    }
}
