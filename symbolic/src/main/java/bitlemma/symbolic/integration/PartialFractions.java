package bitlemma.symbolic.integration;

import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A rational function as a polynomial and simple fractions. Differences of its roots are taken not to be zero. */
record PartialFractions(Polynomial whole, List<Fraction> fractions, List<OverQuadratic> overQuadratics) {
    /** {@code coefficient / (x - root)^power}. */
    record Fraction(Formula coefficient, Formula root, int power) {}

    /** A numerator of degree at most 1 over a monic quadratic without real roots. */
    record OverQuadratic(Polynomial numerator, Polynomial quadratic) {}

    /** Empty where the denominator's factors are not found. */
    static Optional<PartialFractions> of(Polynomial numerator, List<Term.Pole> poles, Setting setting) {
        return Factors.of(poles, setting)
                .map(factors -> split(numerator.times(Formulas.reciprocal(factors.scale())), factors));
    }

    private static PartialFractions split(Polynomial numerator, Factors factors) {
        Polynomial.Division division = numerator.dividedBy(factors.product());
        List<Fraction> fractions = new ArrayList<>();
        for (Map.Entry<Formula, Integer> root : factors.roots().entrySet()) {
            addFractions(division.remainder(), factors, root.getKey(), root.getValue(), fractions);
        }
        List<OverQuadratic> overQuadratics = new ArrayList<>();
        for (Polynomial quadratic : factors.quadratics()) {
            Polynomial part = overQuadratic(division.remainder(), factors, quadratic);
            overQuadratics.add(new OverQuadratic(part, quadratic));
        }
        return new PartialFractions(division.quotient(), fractions, overQuadratics);
    }

    /** The fractions at one root are the Taylor coefficients there of the remainder over the other factors. */
    private static void addFractions(
            Polynomial remainder, Factors factors, Formula root, int multiplicity, List<Fraction> fractions) {
        Polynomial above = remainder.compose(Formulas.ONE, root);
        Polynomial below = factors.withoutRoot(root).product().compose(Formulas.ONE, root);
        List<Formula> series = new ArrayList<>();
        for (int k = 0; k < multiplicity; k++) {
            List<Formula> terms = new ArrayList<>();
            terms.add(above.coefficient(k));
            for (int j = 1; j <= k; j++) {
                terms.add(Formulas.negate(Formulas.product(below.coefficient(j), series.get(k - j))));
            }
            Formula coefficient = Formulas.quotient(Formulas.sum(terms), below.coefficient(0));
            series.add(coefficient);
            if (!coefficient.equals(Formulas.ZERO)) {
                fractions.add(new Fraction(coefficient, root, multiplicity - k));
            }
        }
    }

    /** The remainder over the other factors, modulo the quadratic. */
    private static Polynomial overQuadratic(Polynomial remainder, Factors factors, Polynomial quadratic) {
        Polynomial rest = Polynomial.ONE;
        for (Polynomial other : factors.quadratics()) {
            if (!other.equals(quadratic)) {
                rest = rest.times(other);
            }
        }
        for (Map.Entry<Formula, Integer> root : factors.roots().entrySet()) {
            rest = rest.times(Factors.linear(root.getKey()).power(root.getValue()));
        }
        Polynomial inverse = inverse(rest.dividedBy(quadratic).remainder(), quadratic);
        return remainder.times(inverse).dividedBy(quadratic).remainder();
    }

    /** Of u*x + v modulo x^2 + p*x + s: -(u*x + u*p - v) / (u^2*s - u*v*p + v^2). */
    private static Polynomial inverse(Polynomial linear, Polynomial quadratic) {
        Formula u = linear.coefficient(1);
        Formula v = linear.coefficient(0);
        Formula p = quadratic.coefficient(1);
        Formula norm = Formulas.sum(
                Formulas.product(Formulas.square(u), quadratic.coefficient(0)),
                Formulas.product(Formulas.MINUS_ONE, u, v, p),
                Formulas.square(v));
        Formula constant = Formulas.minus(v, Formulas.product(u, p));
        return Polynomial.linear(Formulas.negate(u), constant).times(Formulas.reciprocal(norm));
    }
}
