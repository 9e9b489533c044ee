package bitlemma.symbolic.integration;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A product to be integrated, sorted: {@code numerator / poles * exp(exponent) * others}.
 *
 * @param numerator with all that does not depend on the variable
 * @param poles factors of the denominator, of degree 1 or more
 * @param exponent zero where there is no exponential
 * @param others what else depends on the variable
 */
record Term(Polynomial numerator, List<Pole> poles, Polynomial exponent, List<Formula> others) {
    /** {@code factor^multiplicity} in a denominator. */
    record Pole(Polynomial factor, int multiplicity) {}

    private static final int MOST_TERMS = 400;
    private static final int GREATEST_POWER = 12;

    Term {
        poles = List.copyOf(poles);
        others = List.copyOf(others);
    }

    private static final Term ONE = new Term(Polynomial.ONE, List.of(), Polynomial.ZERO, List.of());

    /** The terms of a sum, multiplied out where factors are sums that are no polynomials; empty where too many. */
    static Optional<List<Term>> of(Formula body, Setting setting) {
        List<Term> terms = new ArrayList<>();
        terms.add(ONE);
        return multiply(terms, body, setting).map(all -> all.stream()
                .filter(term -> !term.numerator.isZero())
                .toList());
    }

    private static Optional<List<Term>> multiply(List<Term> terms, Formula factor, Setting setting) {
        Optional<Polynomial> polynomial = Polynomial.of(factor, setting.x());
        if (polynomial.isPresent()) {
            return Optional.of(terms.stream()
                    .map(term -> new Term(
                            term.numerator.times(polynomial.get()), term.poles, term.exponent, term.others))
                    .toList());
        }
        return switch (factor) {
            case Formula.Sum sum -> {
                List<Term> all = new ArrayList<>();
                for (Formula part : sum.terms()) {
                    Optional<List<Term>> products = multiply(terms, part, setting);
                    if (products.isEmpty() || all.size() + products.get().size() > MOST_TERMS) {
                        yield Optional.empty();
                    }
                    all.addAll(products.get());
                }
                yield Optional.of(all);
            }
            case Formula.Product product -> {
                Optional<List<Term>> all = Optional.of(terms);
                for (Formula part : product.factors()) {
                    all = all.flatMap(before -> multiply(before, part, setting));
                }
                yield all;
            }
            case Formula.Power power -> multiplyPower(terms, power, setting);
            case Formula.Apply(Operator operator, List<Formula> arguments)
            when operator == Operator.EXP -> {
                Optional<Polynomial> exponent = Polynomial.of(arguments.getFirst(), setting.x());
                yield Optional.of(exponent.map(added -> withExponent(terms, added))
                        .orElseGet(() -> withOther(terms, factor)));
            }
            default -> Optional.of(withOther(terms, factor));
        };
    }

    private static Optional<List<Term>> multiplyPower(List<Term> terms, Formula.Power power, Setting setting) {
        if (!setting.depends(power.base())) {
            // b^e = exp(e * log(b))
            Formula log = Formulas.log(power.base());
            return Optional.of(Polynomial.of(power.exponent(), setting.x())
                    .map(exponent -> withExponent(terms, exponent.times(log)))
                    .orElseGet(() -> withOther(terms, power)));
        }
        if (!(power.exponent() instanceof Formula.Number(Rational exponent))
                || !exponent.isInteger()
                || exponent.compareTo(Rational.of(GREATEST_POWER)) > 0
                || exponent.compareTo(Rational.of(-GREATEST_POWER)) < 0) {
            return Optional.of(withOther(terms, power));
        }
        int times = exponent.numerator().intValueExact();
        if (power.base() instanceof Formula.Product product) {
            Optional<List<Term>> all = Optional.of(terms);
            for (Formula part : product.factors()) {
                all = all.flatMap(before -> multiply(before, Formulas.power(part, times), setting));
            }
            return all;
        }
        if (times < 0) {
            Optional<Polynomial> factor = Polynomial.of(power.base(), setting.x());
            return Optional.of(factor.map(pole -> withPole(terms, new Pole(pole, -times)))
                    .orElseGet(() -> withOther(terms, power)));
        }
        if (!(power.base() instanceof Formula.Sum)) {
            return Optional.of(withOther(terms, power));
        }
        Optional<List<Term>> all = Optional.of(terms);
        for (int i = 0; i < times; i++) {
            all = all.flatMap(before -> multiply(before, power.base(), setting));
        }
        return all;
    }

    private static List<Term> withExponent(List<Term> terms, Polynomial added) {
        return terms.stream()
                .map(term -> new Term(term.numerator, term.poles, term.exponent.plus(added), term.others))
                .toList();
    }

    private static List<Term> withPole(List<Term> terms, Pole pole) {
        return terms.stream()
                .map(term -> new Term(term.numerator, and(term.poles, pole), term.exponent, term.others))
                .toList();
    }

    private static List<Term> withOther(List<Term> terms, Formula other) {
        return terms.stream()
                .map(term -> new Term(term.numerator, term.poles, term.exponent, and(term.others, other)))
                .toList();
    }

    private static <T> List<T> and(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return longer;
    }

    /** Without one of the other factors. */
    Term without(Formula other) {
        List<Formula> rest = new ArrayList<>(others);
        rest.remove(other);
        return new Term(numerator, poles, exponent, rest);
    }

    /** Whether the exponent holds the variable. */
    boolean hasExponential() {
        return exponent.degree() > 0;
    }

    Formula formula(String x) {
        List<Formula> factors = new ArrayList<>(others);
        factors.add(numerator.formula(x));
        poles.forEach(pole -> factors.add(Formulas.power(pole.factor.formula(x), -pole.multiplicity)));
        factors.add(Formulas.exp(exponent.formula(x)));
        return Formulas.product(factors);
    }
}
