package bitlemma.symbolic.integration;

import static bitlemma.symbolic.formula.Formulas.ONE;
import static bitlemma.symbolic.formula.Formulas.ZERO;
import static bitlemma.symbolic.formula.Formulas.minus;
import static bitlemma.symbolic.formula.Formulas.negate;
import static bitlemma.symbolic.formula.Formulas.number;
import static bitlemma.symbolic.formula.Formulas.product;
import static bitlemma.symbolic.formula.Formulas.quotient;
import static bitlemma.symbolic.formula.Formulas.sum;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.engine.AlgebraEngine;
import bitlemma.symbolic.engine.Answer;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Exponentials;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Operator;
import bitlemma.symbolic.formula.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Closed forms of sums: polynomials, polynomials times geometric sequences, rational functions with real poles. They
 * hold where the bounds are integers and high is at least low - 1. Whoever asks checks the answer.
 */
public final class Summation {
    /** Terms that are subtracted one by one from a zeta value. */
    private static final int MOST_SUBTRACTED = 64;

    private final AlgebraEngine engine;

    /** @param engine asked where the rules do not reach */
    public Summation(AlgebraEngine engine) {
        this.engine = engine;
    }

    /** By the rules, else by the engine; high may be infinite. */
    public Answer<Formula> closedForm(
            Formula term, String index, Formula low, Formula high, Assumptions assumptions) {
        Optional<Formula> own = byRules(term, index, low, high, assumptions);
        return own.isPresent()
                ? new Answer.Found<>(own.get())
                : engine.sum(term, index, low, high, assumptions);
    }

    /** By the rules only. */
    public static Optional<Formula> byRules(
            Formula term, String index, Formula low, Formula high, Assumptions assumptions) {
        if (low instanceof Formula.Infinity || high.equals(Formulas.MINUS_INFINITY)) {
            return Optional.empty();
        }
        Setting setting = new Setting(index, assumptions);
        return Term.of(term, setting).flatMap(terms -> all(terms, low, high, setting));
    }

    private static Optional<Formula> all(List<Term> terms, Formula low, Formula high, Setting setting) {
        if (high instanceof Formula.Infinity) {
            return InfiniteSums.of(terms, low, setting);
        }
        List<Formula> sums = new ArrayList<>();
        for (Term term : terms) {
            Optional<Formula> part = term.others().isEmpty()
                    ? term.hasExponential()
                            ? geometric(term, low, high)
                            : rational(term, low, high, setting)
                    : logarithm(term, low, high, setting);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            sums.add(part.get());
        }
        return Optional.of(sum(sums));
    }

    /** By an antidifference G(i)*r^i of P(i)*r^i. */
    private static Optional<Formula> geometric(Term term, Formula low, Formula high) {
        if (!term.poles().isEmpty() || term.exponent().degree() != 1) {
            return Optional.empty();
        }
        Formula next = sum(high, ONE);
        return antidifference(term)
                .map(factor -> minus(
                        product(factor.at(next), term.exponent().exponential(next)),
                        product(factor.at(low), term.exponent().exponential(low))));
    }

    /**
     * The polynomial G with r*G(i + 1) - G(i) = P(i), from the top: {@code (r - 1)*g(k) = p(k) - r * sum over j > k of
     * binomial(j, k)*g(j)}. Empty where r is 1.
     */
    static Optional<Polynomial> antidifference(Term term) {
        Formula ratio = Exponentials.of(term.exponent().coefficient(1), ONE);
        Formula scale = minus(ratio, ONE);
        if (scale.equals(ZERO)) {
            return Optional.empty();
        }
        Polynomial given = term.numerator();
        Formula[] solved = new Formula[given.degree() + 1];
        for (int k = given.degree(); k >= 0; k--) {
            List<Formula> terms = new ArrayList<>();
            terms.add(given.coefficient(k));
            long binomial = 1;
            for (int j = k + 1; j <= given.degree(); j++) {
                binomial = Math.multiplyExact(binomial, j) / (j - k);
                terms.add(product(number(-binomial), ratio, solved[j]));
            }
            solved[k] = quotient(sum(terms), scale);
        }
        return Optional.of(new Polynomial(List.of(solved)));
    }

    private static Optional<Formula> rational(Term term, Formula low, Formula high, Setting setting) {
        Formula constant = Formulas.exp(term.exponent().coefficient(0));
        Optional<PartialFractions> split = PartialFractions.of(term.numerator(), term.poles(), setting);
        if (split.isEmpty() || !split.get().overQuadratics().isEmpty()) {
            return Optional.empty();
        }
        Polynomial whole = Bernoulli.antidifference(split.get().whole());
        List<Formula> sums = new ArrayList<>();
        sums.add(minus(whole.at(sum(high, ONE)), whole.at(low)));
        for (PartialFractions.Fraction part : split.get().fractions()) {
            Optional<Formula> harmonic = part.power() == 1
                    ? reciprocals(low, high, part.root(), setting)
                    : Optional.empty();
            if (harmonic.isEmpty()) {
                return Optional.empty();
            }
            sums.add(product(part.coefficient(), harmonic.get()));
        }
        return Optional.of(product(constant, sum(sums)));
    }

    /** Of 1/(i - r), by harmonic numbers, where r is below or above all i. */
    private static Optional<Formula> reciprocals(Formula low, Formula high, Formula root, Setting setting) {
        if (setting.assumptions().sign(minus(low, root)) == Sign.POSITIVE) {
            return Optional.of(minus(harmonic(minus(high, root)), harmonic(sum(low, negate(root), number(-1)))));
        }
        if (setting.assumptions().sign(minus(root, high)) == Sign.POSITIVE) {
            return Optional.of(minus(harmonic(sum(root, negate(high), number(-1))), harmonic(minus(root, low))));
        }
        return Optional.empty();
    }

    static Formula harmonic(Formula at) {
        return Formulas.apply(Operator.HARMONIC, at);
    }

    /** Of a constant times log(a*i + b): the logarithm of a quotient of gamma values. */
    private static Optional<Formula> logarithm(Term term, Formula low, Formula high, Setting setting) {
        if (term.others().size() != 1
                || !term.poles().isEmpty()
                || term.numerator().degree() > 0
                || term.hasExponential()
                || !(term.others().getFirst() instanceof Formula.Apply(Operator operator, List<Formula> arguments))
                || operator != Operator.LOG) {
            return Optional.empty();
        }
        Optional<Polynomial> inner = Polynomial.of(arguments.getFirst(), setting.x());
        if (inner.isEmpty() || inner.get().degree() != 1) {
            return Optional.empty();
        }
        Formula slope = inner.get().coefficient(1);
        Formula shift = quotient(inner.get().coefficient(0), slope);
        if (setting.assumptions().sign(slope) != Sign.POSITIVE
                || setting.assumptions().sign(sum(low, shift)) != Sign.POSITIVE) {
            return Optional.empty();
        }
        Formula count = sum(high, negate(low), ONE);
        Formula above = Formulas.apply(Operator.GAMMA, sum(high, shift, ONE));
        Formula below = Formulas.apply(Operator.GAMMA, sum(low, shift));
        Formula logs = sum(product(count, Formulas.log(slope)), Formulas.log(above), negate(Formulas.log(below)));
        Formula scale = product(
                term.numerator().coefficient(0),
                Formulas.exp(term.exponent().coefficient(0)));
        return Optional.of(product(scale, logs));
    }

    /** The sum of 1/j^k for integers j from {@code first}, k above 1; empty where first is no small number. */
    static Optional<Formula> zetaFrom(Formula first, int power) {
        if (!(first instanceof Formula.Number(Rational start))
                || !start.isInteger()
                || start.signum() <= 0
                || start.compareTo(Rational.of(MOST_SUBTRACTED)) > 0) {
            return Optional.empty();
        }
        Formula total = Formulas.apply(Operator.ZETA, number(power));
        for (int j = 1; j < start.numerator().intValueExact(); j++) {
            total = minus(total, Formulas.power(number(j), -power));
        }
        return Optional.of(total);
    }
}
