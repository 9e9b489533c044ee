package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The form for people: of what the normal form allows, what is shortest to write. */
public final class Simplify {
    private final Assumptions assumptions;
    /** What stands for sums, integrals and cases, which are simplified on their own. */
    private final Map<String, Formula> kept = new HashMap<>();

    private final Map<Formula, Formula> simplified = new HashMap<>();

    private Simplify(Assumptions assumptions) {
        this.assumptions = assumptions;
    }

    /**
     * A formula that {@link ZeroTest} proves equal to the given one; the given one where it finds none that is shorter.
     */
    public static Formula of(Formula formula, Assumptions assumptions) {
        Simplify simplify = new Simplify(assumptions);
        Formula best = formula;
        try {
            for (Formula candidate : simplify.candidates(formula)) {
                if (weight(candidate) < weight(best) && ZeroTest.areEqual(candidate, formula, assumptions)) {
                    best = candidate;
                }
            }
        } catch (Undecided | ArithmeticException e) {
            // Exponents that no int holds end it too.
            return best;
        }
        return best;
    }

    /** What is written, operators a little heavier. */
    private static long weight(Formula formula) {
        String text = TextForm.of(formula);
        return text.length()
                + text.chars().filter(letter -> "/*^".indexOf(letter) >= 0).count();
    }

    private Set<Formula> candidates(Formula formula) {
        Set<Formula> candidates = new LinkedHashSet<>();
        for (Formula whole : new LinkedHashSet<>(List.of(formula, simplifiedParts(formula)))) {
            Normalizer normalizer = new Normalizer(assumptions);
            for (Formula form : new LinkedHashSet<>(forms(normalizer.of(whole), normalizer.field()))) {
                if (Symbols.free(form).stream().noneMatch(name -> name.startsWith("#")) && !holdsBinding(form)) {
                    candidates.add(Substitute.apply(polished(form), kept));
                }
            }
            candidates.add(Substitute.apply(whole, kept));
        }
        return candidates;
    }

    /** Whether a bound variable of the normal form, or one of its indicators, would show. */
    private static boolean holdsBinding(Formula formula) {
        return formula instanceof Formula.Total
                || formula instanceof Formula.Integral
                || formula instanceof Formula.Piecewise
                || FormulaParts.children(formula).stream().anyMatch(Simplify::holdsBinding);
    }

    /** Sums, integrals and cases replaced by symbols, their parts simplified. */
    private Formula simplifiedParts(Formula formula) {
        return switch (formula) {
            case Formula.Total total ->
                keep(Formulas.total(
                        total.index(),
                        inner(total.low()),
                        inner(total.high()),
                        of(total.term(), assumptions.without(total.index()))));
            case Formula.Integral integral ->
                keep(Formulas.integral(
                        integral.variable(),
                        inner(integral.low()),
                        inner(integral.high()),
                        of(integral.body(), assumptions.without(integral.variable()))));
            case Formula.Piecewise piecewise -> keep(FormulaParts.map(piecewise, this::inner));
            case Formula.Infinity infinity -> infinity;
            case Formula.Number number -> number;
            case Formula.Symbol symbol -> symbol;
            case Formula.Named named -> named;
            case Formula.Sum sum -> FormulaParts.map(sum, this::simplifiedParts);
            case Formula.Product product -> FormulaParts.map(product, this::simplifiedParts);
            case Formula.Power power -> FormulaParts.map(power, this::simplifiedParts);
            case Formula.Apply apply -> FormulaParts.map(apply, this::simplifiedParts);
            case Formula.RoundTo round -> FormulaParts.map(round, this::simplifiedParts);
        };
    }

    private Formula inner(Formula formula) {
        if (formula instanceof Formula.Infinity
                || FormulaParts.children(formula).isEmpty()) {
            return formula;
        }
        Formula result = simplified.get(formula);
        if (result == null) {
            result = of(formula, assumptions);
            simplified.put(formula, result);
        }
        return result;
    }

    private Formula keep(Formula formula) {
        if (!holdsBinding(formula)) {
            return formula;
        }
        String name = "@" + kept.size();
        for (Map.Entry<String, Formula> entry : kept.entrySet()) {
            if (entry.getValue().equals(formula)) {
                name = entry.getKey();
            }
        }
        kept.put(name, formula);
        return Formulas.symbol(name);
    }

    /** The arguments of functions simplified too. */
    private Formula polished(Formula formula) {
        return switch (formula) {
            case Formula.Apply apply -> FormulaParts.map(apply, this::inner);
            case Formula.RoundTo round -> FormulaParts.map(round, this::inner);
            case Formula.Sum sum -> FormulaParts.map(sum, this::polished);
            case Formula.Product product -> FormulaParts.map(product, this::polished);
            case Formula.Power power -> FormulaParts.map(power, this::polished);
            case Formula.Number number -> number;
            case Formula.Symbol symbol -> symbol;
            case Formula.Named named -> named;
            case Formula.Infinity infinity -> infinity;
            case Formula.Total total -> total;
            case Formula.Integral integral -> integral;
            case Formula.Piecewise piecewise -> piecewise;
        };
    }

    /** The ways to write a fraction, in the order in which they are preferred. */
    private static List<Formula> forms(Fraction fraction, Field field) {
        List<Formula> forms = new ArrayList<>();
        if (fraction.isZero()) {
            return List.of(Formulas.ZERO);
        }
        Formula below = below(fraction, field, false);
        Polynomial.Primitive parts = fraction.numerator().primitive();
        forms.add(spread(parts, field, below(fraction, field, true)));
        forms.add(Formulas.product(field.formula(fraction.numerator()), below));
        Formula outside = Formulas.product(Formulas.number(parts.content()), field.formula(parts.monomial()));
        forms.add(product(outside, field.formula(parts.rest()), below));
        forms.add(product(outside, factored(parts.rest(), field), below(fraction, field, true)));
        forms.add(product(
                Formulas.number(parts.content()),
                field.formula(parts.rest().times(parts.monomial(), Rational.ONE)),
                below));
        for (int atom : parts.rest().atoms()) {
            Formula collected = collected(parts.rest(), atom, field);
            forms.add(product(outside, collected, below));
            forms.add(collected(fraction.numerator(), atom, field, below));
        }
        if (!fraction.isPolynomial()) {
            forms.add(divided(fraction, field));
        }
        return forms;
    }

    /** Two parts and what is below them; a negative content goes into a sum whose terms are mostly negative. */
    private static Formula product(Formula outside, Formula inside, Formula below) {
        Coefficient split = Coefficient.of(outside);
        if (split.number().signum() < 0 && inside instanceof Formula.Sum) {
            Formula turned = Formulas.sum(Formulas.negate(inside), Formulas.ZERO);
            return Formulas.product(Formulas.negate(outside), turned, below);
        }
        return Formulas.product(outside, inside, below);
    }

    /**
     * Factored, with negative powers put into the factors as far as they go: (1 - 2^-m)^2 for 2^(-2*m) * (2^m - 1)^2.
     */
    private static Formula spread(Polynomial.Primitive parts, Field field, Formula below) {
        Monomial outside = parts.monomial();
        List<Formula> factors = new ArrayList<>();
        for (Polynomial factor : PolynomialFactors.of(parts.rest())) {
            Polynomial turned = factor;
            for (int atom : factor.atoms()) {
                Rational degree = factor.terms().keySet().stream()
                        .map(monomial -> monomial.exponentOf(atom))
                        .max(Rational::compareTo)
                        .orElseThrow();
                Monomial power = Monomial.of(atom, degree.negate());
                if (outside.exponentOf(atom).plus(degree).signum() <= 0) {
                    turned = turned.times(power, Rational.ONE);
                    outside = outside.times(power.inverse());
                }
            }
            factors.add(field.formula(turned));
        }
        Formula front = Formulas.product(Formulas.number(parts.content()), field.formula(outside));
        return product(front, Formulas.product(factors), below);
    }

    private static Formula below(Fraction fraction, Field field, boolean factored) {
        List<Formula> powers = new ArrayList<>();
        fraction.denominators()
                .forEach((factor, times) ->
                        powers.add(Formulas.power(factored ? factored(factor, field) : field.formula(factor), -times)));
        return Formulas.product(powers);
    }

    private static Formula factored(Polynomial polynomial, Field field) {
        return Formulas.product(
                PolynomialFactors.of(polynomial).stream().map(field::formula).toList());
    }

    /** By powers of one atom, the coefficients factored. */
    private static Formula collected(Polynomial polynomial, int atom, Field field, Formula... more) {
        List<Formula> terms = new ArrayList<>();
        PolynomialFactors.coefficients(polynomial, atom).forEach((exponent, coefficient) -> {
            Polynomial.Primitive parts = coefficient.primitive();
            List<Formula> factors = new ArrayList<>(List.of(more));
            factors.add(product(
                    Formulas.product(
                            Formulas.number(parts.content()),
                            field.formula(parts.monomial()),
                            Formulas.power(field.formula(atom), Formulas.number(exponent))),
                    factored(parts.rest(), field),
                    Formulas.ONE));
            terms.add(Formulas.product(factors));
        });
        return Formulas.sum(terms);
    }

    /** Each term over the denominator. */
    private static Formula divided(Fraction fraction, Field field) {
        Formula below = below(fraction, field, false);
        List<Formula> terms = new ArrayList<>();
        fraction.numerator()
                .terms()
                .forEach((monomial, coefficient) ->
                        terms.add(Formulas.product(Formulas.number(coefficient), field.formula(monomial), below)));
        return Formulas.sum(terms);
    }
}
