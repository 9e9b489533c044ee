package bitlemma.symbolic.integration;

import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Operator;
import bitlemma.symbolic.formula.Sign;
import java.util.List;
import java.util.Optional;

/** Polynomials times an exponential of degree 1, or of degree 2 with a negative leading coefficient. */
final class ExponentialRule {
    private ExponentialRule() {}

    static Optional<Formula> antiderivative(Term term, Setting setting) {
        if (!term.poles().isEmpty() || !term.others().isEmpty()) {
            return Optional.empty();
        }
        return switch (term.exponent().degree()) {
            case 1 -> Optional.of(linear(term, setting));
            case 2 -> quadratic(term, setting);
            default -> Optional.empty();
        };
    }

    /** Repeated integration by parts: exp(a*x + b) times the sum of (-1)^k * P^(k) / a^(k+1). */
    private static Formula linear(Term term, Setting setting) {
        Formula rate = term.exponent().coefficient(1);
        Polynomial factor = Polynomial.ZERO;
        Polynomial derivative = term.numerator();
        for (int k = 0; !derivative.isZero(); k++) {
            Formula scale = Formulas.product(Formulas.number(k % 2 == 0 ? 1 : -1), Formulas.power(rate, -k - 1));
            factor = factor.plus(derivative.times(scale));
            derivative = derivative.derivative();
        }
        return Formulas.product(factor.formula(setting.x()), exponential(term, setting));
    }

    /**
     * With the exponent E = a*x^2 + b*x + c, the derivative of x^(n-1)*exp(E) gives {@code 2*a*I(n) = x^(n-1)*exp(E) -
     * (n-1)*I(n-2) - b*I(n-1)}; I(0) is an error function.
     */
    private static Optional<Formula> quadratic(Term term, Setting setting) {
        Formula a = term.exponent().coefficient(2);
        Formula b = term.exponent().coefficient(1);
        if (setting.assumptions().sign(a) != Sign.NEGATIVE) {
            return Optional.empty();
        }
        Formula half = Formulas.quotient(Formulas.HALF, a);
        // The numerator is reduced from the top: what remains of it, and the polynomial before exp(E).
        List<Formula> start = term.numerator().coefficients();
        Formula[] rest = start.toArray(Formula[]::new);
        Formula[] before = new Formula[Math.max(0, rest.length - 1)];
        for (int n = rest.length - 1; n >= 1; n--) {
            Formula scaled = Formulas.product(rest[n], half);
            before[n - 1] = scaled;
            rest[n - 1] = Formulas.minus(rest[n - 1], Formulas.product(scaled, b));
            if (n >= 2) {
                rest[n - 2] = Formulas.minus(rest[n - 2], Formulas.product(scaled, Formulas.number(n - 1)));
            }
        }
        Formula smooth = Formulas.product(
                new Polynomial(List.of(before)).formula(setting.x()), exponential(term, setting));
        return Optional.of(Formulas.sum(smooth, Formulas.product(rest[0], gaussian(term.exponent(), setting))));
    }

    /** The integral of exp(a*x^2 + b*x + c) for a < 0. */
    private static Formula gaussian(Polynomial exponent, Setting setting) {
        Formula a = exponent.coefficient(2);
        Formula b = exponent.coefficient(1);
        Formula root = setting.sqrt(Formulas.negate(a));
        Formula peak = Formulas.minus(
                exponent.coefficient(0),
                Formulas.quotient(Formulas.square(b), Formulas.product(Formulas.number(4), a)));
        Formula argument = Formulas.minus(
                Formulas.product(root, setting.variable()), Formulas.quotient(b, Formulas.product(Formulas.TWO, root)));
        return Formulas.product(
                Formulas.HALF,
                Formulas.sqrt(Formulas.PI),
                Formulas.reciprocal(root),
                Formulas.exp(peak),
                Formulas.apply(Operator.ERF, argument));
    }

    private static Formula exponential(Term term, Setting setting) {
        return term.exponent().exponential(setting.variable());
    }
}
