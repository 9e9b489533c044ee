package bitlemma.symbolic.integration;

import static bitlemma.symbolic.formula.Formulas.ONE;
import static bitlemma.symbolic.formula.Formulas.ZERO;
import static bitlemma.symbolic.formula.Formulas.minus;
import static bitlemma.symbolic.formula.Formulas.negate;
import static bitlemma.symbolic.formula.Formulas.product;
import static bitlemma.symbolic.formula.Formulas.sum;

import bitlemma.symbolic.formula.Exponentials;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Operator;
import bitlemma.symbolic.formula.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sums from an integer to infinity that converge. */
final class InfiniteSums {
    private InfiniteSums() {}

    static Optional<Formula> of(List<Term> terms, Formula low, Setting setting) {
        List<Formula> sums = new ArrayList<>();
        List<PartialFractions.Fraction> reciprocals = new ArrayList<>();
        for (Term term : terms) {
            if (!term.others().isEmpty()) {
                return Optional.empty();
            }
            Optional<Formula> part = term.hasExponential()
                    ? geometric(term, low, setting)
                    : rational(term, low, setting, reciprocals);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            sums.add(part.get());
        }
        return harmonic(reciprocals, low, setting).map(part -> {
            sums.add(part);
            return sum(sums);
        });
    }

    private static Optional<Formula> geometric(Term term, Formula low, Setting setting) {
        boolean converges = term.exponent().degree() == 1
                && setting.assumptions().sign(term.exponent().coefficient(1)) == Sign.NEGATIVE;
        if (!converges) {
            return Optional.empty();
        }
        if (!term.poles().isEmpty()) {
            return overIndex(term, low, setting);
        }
        return Summation.antidifference(term)
                .map(factor -> negate(product(factor.at(low), term.exponent().exponential(low))));
    }

    /** From 1: of r^i/i, -log(1 - r); of r^i/i^2, the dilogarithm of r. */
    private static Optional<Formula> overIndex(Term term, Formula low, Setting setting) {
        if (!low.equals(ONE)) {
            return Optional.empty();
        }
        Optional<PartialFractions> split = PartialFractions.of(term.numerator(), term.poles(), setting);
        if (split.isEmpty() || !split.get().overQuadratics().isEmpty()) {
            return Optional.empty();
        }
        Formula ratio = Exponentials.of(term.exponent().coefficient(1), ONE);
        List<Formula> sums = new ArrayList<>();
        for (PartialFractions.Fraction part : split.get().fractions()) {
            if (!part.root().equals(ZERO) || part.power() > 2) {
                return Optional.empty();
            }
            Formula value = part.power() == 1
                    ? negate(Formulas.log(minus(ONE, ratio)))
                    : Formulas.apply(Operator.DILOG, ratio);
            sums.add(product(part.coefficient(), value));
        }
        Formula constant = Formulas.exp(term.exponent().coefficient(0));
        Term whole = new Term(split.get().whole(), List.of(), term.exponent(), List.of());
        return geometric(whole, low, setting).map(rest -> sum(rest, product(constant, sum(sums))));
    }

    /** Powers above 1 by zeta values; what is left of power 1 is collected, since only together it may converge. */
    private static Optional<Formula> rational(
            Term term, Formula low, Setting setting, List<PartialFractions.Fraction> reciprocals) {
        Optional<PartialFractions> split = PartialFractions.of(term.numerator(), term.poles(), setting);
        if (split.isEmpty()
                || !split.get().overQuadratics().isEmpty()
                || !split.get().whole().isZero()) {
            return Optional.empty();
        }
        Formula constant = Formulas.exp(term.exponent().coefficient(0));
        List<Formula> sums = new ArrayList<>();
        for (PartialFractions.Fraction part : split.get().fractions()) {
            Formula coefficient = product(constant, part.coefficient());
            if (part.power() == 1) {
                reciprocals.add(new PartialFractions.Fraction(coefficient, part.root(), 1));
                continue;
            }
            Optional<Formula> zeta = Summation.zetaFrom(minus(low, part.root()), part.power());
            if (zeta.isEmpty()) {
                return Optional.empty();
            }
            sums.add(product(coefficient, zeta.get()));
        }
        return Optional.of(sum(sums));
    }

    /** Of c/(i - r) with coefficients c that add up to zero: the logarithms of their growth cancel. */
    private static Optional<Formula> harmonic(
            List<PartialFractions.Fraction> reciprocals, Formula low, Setting setting) {
        List<Formula> coefficients = new ArrayList<>();
        List<Formula> sums = new ArrayList<>();
        for (PartialFractions.Fraction part : reciprocals) {
            if (setting.assumptions().sign(minus(low, part.root())) != Sign.POSITIVE) {
                return Optional.empty();
            }
            coefficients.add(part.coefficient());
            Formula first = Summation.harmonic(sum(low, negate(part.root()), Formulas.MINUS_ONE));
            sums.add(negate(product(part.coefficient(), first)));
        }
        return sum(coefficients).equals(ZERO) ? Optional.of(sum(sums)) : Optional.empty();
    }
}
