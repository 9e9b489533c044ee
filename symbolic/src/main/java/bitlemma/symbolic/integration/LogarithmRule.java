package bitlemma.symbolic.integration;

import static bitlemma.symbolic.formula.Formulas.MINUS_ONE;
import static bitlemma.symbolic.formula.Formulas.ONE;
import static bitlemma.symbolic.formula.Formulas.ZERO;
import static bitlemma.symbolic.formula.Formulas.log;
import static bitlemma.symbolic.formula.Formulas.minus;
import static bitlemma.symbolic.formula.Formulas.negate;
import static bitlemma.symbolic.formula.Formulas.number;
import static bitlemma.symbolic.formula.Formulas.power;
import static bitlemma.symbolic.formula.Formulas.product;
import static bitlemma.symbolic.formula.Formulas.quotient;
import static bitlemma.symbolic.formula.Formulas.reciprocal;
import static bitlemma.symbolic.formula.Formulas.sum;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Operator;
import bitlemma.symbolic.formula.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rational functions times {@code u^p * log(u)^n} for one u that is linear in the variable: by the powers of u where
 * all poles are at u = 0, by dilogarithms where there are others and n is 1.
 */
final class LogarithmRule {
    private static final int GREATEST_POWER = 12;

    private LogarithmRule() {}

    /** {@code u^exponent * log(u)^logs}. */
    private record Kernel(Polynomial u, Formula exponent, int logs) {
        static Optional<Kernel> of(Formula factor, Setting setting) {
            if (factor instanceof Formula.Power(Formula base, Formula.Number(Rational times))
                    && base instanceof Formula.Apply
                    && times.isInteger()
                    && times.signum() > 0
                    && times.compareTo(Rational.of(GREATEST_POWER)) <= 0) {
                int n = times.numerator().intValueExact();
                return of(base, setting).map(kernel -> new Kernel(kernel.u, kernel.exponent, n * kernel.logs));
            }
            return switch (factor) {
                case Formula.Apply(Operator operator, List<Formula> arguments)
                when operator == Operator.LOG -> linear(arguments.getFirst(), setting)
                        .map(u -> new Kernel(u, ZERO, 1));
                case Formula.Power(Formula base, Formula exponent)
                when !setting.depends(exponent) -> linear(base, setting).map(u -> new Kernel(u, exponent, 0));
                default -> Optional.empty();
            };
        }

        private static Optional<Polynomial> linear(Formula u, Setting setting) {
            return Polynomial.of(u, setting.x()).filter(polynomial -> polynomial.degree() == 1);
        }
    }

    static Optional<Formula> antiderivative(Term term, Setting setting) {
        if (term.others().isEmpty() || term.hasExponential()) {
            return Optional.empty();
        }
        Polynomial u = null;
        Formula exponent = ZERO;
        int logs = 0;
        for (Formula other : term.others()) {
            Optional<Kernel> kernel = Kernel.of(other, setting);
            if (kernel.isEmpty() || u != null && !u.equals(kernel.get().u)) {
                return Optional.empty();
            }
            u = kernel.get().u;
            exponent = sum(exponent, kernel.get().exponent);
            logs += kernel.get().logs;
        }
        Formula slope = u.coefficient(1);
        Formula shift = negate(quotient(u.coefficient(0), slope));
        Polynomial numerator = term.numerator().compose(reciprocal(slope), shift);
        List<Term.Pole> poles = new ArrayList<>();
        for (Term.Pole pole : term.poles()) {
            Polynomial factor = pole.factor().compose(reciprocal(slope), shift);
            poles.add(new Term.Pole(factor, pole.multiplicity()));
        }
        Formula at = u.formula(setting.x());
        Formula scale = product(Formulas.exp(term.exponent().coefficient(0)), reciprocal(slope));
        return inU(numerator, poles, new Kernel(u, exponent, logs), at, setting)
                .map(area -> product(scale, area));
    }

    private static Optional<Formula> inU(
            Polynomial numerator, List<Term.Pole> poles, Kernel kernel, Formula u, Setting setting) {
        Optional<PartialFractions> split = PartialFractions.of(numerator, poles, setting);
        if (split.isEmpty() || !split.get().overQuadratics().isEmpty()) {
            return Optional.empty();
        }
        List<Formula> areas = new ArrayList<>();
        Polynomial whole = split.get().whole();
        for (int k = 0; k <= whole.degree(); k++) {
            if (!whole.coefficient(k).equals(ZERO)) {
                Formula exponent = sum(number(k), kernel.exponent);
                areas.add(product(whole.coefficient(k), powerAndLogs(u, exponent, kernel.logs)));
            }
        }
        for (PartialFractions.Fraction part : split.get().fractions()) {
            if (part.root().equals(ZERO)) {
                Formula exponent = sum(number(-part.power()), kernel.exponent);
                areas.add(product(part.coefficient(), powerAndLogs(u, exponent, kernel.logs)));
                continue;
            }
            if (!kernel.exponent.equals(ZERO) || kernel.logs != 1) {
                return Optional.empty();
            }
            Optional<Formula> area = part.power() == 1
                    ? logOverDistance(u, part.root(), setting)
                    : logOverPower(u, part.root(), part.power(), setting);
            if (area.isEmpty()) {
                return Optional.empty();
            }
            areas.add(product(part.coefficient(), area.get()));
        }
        return Optional.of(sum(areas));
    }

    /** By parts: u^(q+1)/(q+1) * log(u)^n - n/(q+1) times the same with one logarithm less. */
    private static Formula powerAndLogs(Formula u, Formula exponent, int logs) {
        if (exponent.equals(MINUS_ONE)) {
            return product(number(1, logs + 1), power(log(u), logs + 1));
        }
        Formula next = sum(exponent, ONE);
        List<Formula> terms = new ArrayList<>();
        Formula factor = quotient(power(u, next), next);
        for (int n = logs; n >= 0; n--) {
            terms.add(product(factor, power(log(u), n)));
            factor = product(factor, number(-n), reciprocal(next));
        }
        return sum(terms);
    }

    /**
     * Of log(u) / (u - r), for positive u: {@code log(u)*log(1 - u/r) + dilog(u/r)} for r < 0, {@code log(r)*log|u - r|
     * - dilog(1 - u/r)} for r > 0.
     */
    private static Optional<Formula> logOverDistance(Formula u, Formula root, Setting setting) {
        Formula ratio = quotient(u, root);
        Formula rest = minus(ONE, ratio);
        Sign sign = setting.assumptions().sign(root);
        if (sign == Sign.NEGATIVE) {
            return Optional.of(sum(product(log(u), log(rest)), Formulas.apply(Operator.DILOG, ratio)));
        }
        if (sign == Sign.POSITIVE) {
            Formula outer = product(log(root), setting.logarithm(minus(u, root)));
            return Optional.of(minus(outer, Formulas.apply(Operator.DILOG, rest)));
        }
        return Optional.empty();
    }

    /** Of log(u) / (u - r)^k for k above 1, by parts: what remains is rational in u. */
    private static Optional<Formula> logOverPower(Formula u, Formula root, int k, Setting setting) {
        Polynomial inner = Polynomial.of(u, setting.x()).orElseThrow();
        Polynomial distance = inner.minus(Polynomial.constant(root));
        Term rest = new Term(
                Polynomial.constant(inner.coefficient(1)),
                List.of(new Term.Pole(inner, 1), new Term.Pole(distance, k - 1)),
                Polynomial.ZERO,
                List.of());
        Formula scale = number(1, k - 1);
        Formula outer = product(log(u), power(distance.formula(setting.x()), 1 - k));
        return RationalRule.antiderivative(rest, setting).map(area -> product(scale, minus(area, outer)));
    }
}
