package bitlemma.symbolic.summation;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Operator;
import bitlemma.symbolic.formula.Symbols;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the term of a sum apart into summands that can be summed each on its own. */
final class Summands {
    private static final int MOST = 512;

    /**
     * {@code numerator * ratio^index / product of (index + shift)^power}.
     *
     * @param shifts the powers, positive, by the shifts, which do not depend on the index
     * @param ratio free of the index
     */
    record Summand(Polynomial numerator, Map<Polynomial, Integer> shifts, Formula ratio) {
        Summand times(Summand that) {
            Map<Polynomial, Integer> all = new HashMap<>(shifts);
            that.shifts.forEach((shift, power) -> all.merge(shift, power, Integer::sum));
            return new Summand(numerator.times(that.numerator), all, Formulas.product(ratio, that.ratio));
        }
    }

    private final String index;
    private final Atoms atoms;

    Summands(String index, Atoms atoms) {
        this.index = index;
        this.atoms = atoms;
    }

    /** The summands of a term; empty where it has others. */
    Optional<List<Summand>> of(Formula term) {
        Optional<Polynomial> polynomial = atoms.polynomial(term, index);
        if (polynomial.isPresent()) {
            return Optional.of(List.of(polynomial(polynomial.get())));
        }
        return switch (term) {
            case Formula.Sum f -> {
                List<Summand> all = new ArrayList<>();
                for (Formula part : f.terms()) {
                    Optional<List<Summand>> summands = of(part);
                    if (summands.isEmpty()) {
                        yield Optional.empty();
                    }
                    all.addAll(summands.get());
                }
                yield Optional.of(all);
            }
            case Formula.Product f -> product(f.factors());
            case Formula.Power f -> power(f);
            case Formula.Apply f when f.operator() == Operator.EXP -> exponential(
                    Formulas.exp(Formulas.ONE), f.arguments().getFirst());
            default -> Optional.empty();
        };
    }

    /** With negative powers of the index as divisors. */
    private Summand polynomial(Polynomial value) {
        int below = -Math.min(0, value.least(index));
        return new Summand(
                value.times(Polynomial.power(index, below)),
                below == 0 ? Map.of() : Map.of(Polynomial.ZERO, below),
                Formulas.ONE);
    }

    private Optional<List<Summand>> product(List<Formula> factors) {
        List<Summand> product = List.of(new Summand(Polynomial.ONE, Map.of(), Formulas.ONE));
        for (Formula factor : factors) {
            Optional<List<Summand>> parts = of(factor);
            if (parts.isEmpty() || parts.get().size() * product.size() > MOST) {
                return Optional.empty();
            }
            List<Summand> next = new ArrayList<>();
            for (Summand a : product) {
                parts.get().forEach(b -> next.add(a.times(b)));
            }
            product = next;
        }
        return Optional.of(product);
    }

    private Optional<List<Summand>> power(Formula.Power power) {
        if (!Symbols.free(power.base()).contains(index)) {
            return exponential(power.base(), power.exponent());
        }
        if (!(power.exponent() instanceof Formula.Number(Rational exponent))
                || !exponent.isInteger()
                || exponent.abs().compareTo(Rational.of(16)) > 0) {
            return Optional.empty();
        }
        int count = exponent.numerator().intValue();
        List<Formula> factors = power.base() instanceof Formula.Product p ? p.factors() : List.of(power.base());
        if (count > 0) {
            List<Formula> repeated = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                repeated.addAll(factors);
            }
            return product(repeated);
        }
        Summand inverse = new Summand(Polynomial.ONE, Map.of(), Formulas.ONE);
        for (Formula factor : factors) {
            Optional<Summand> part = atoms.polynomial(factor, index).flatMap(p -> inverse(p, -count));
            if (part.isEmpty()) {
                return Optional.empty();
            }
            inverse = inverse.times(part.get());
        }
        return Optional.of(List.of(inverse));
    }

    /** {@code 1 / (a * index + b)^count}. */
    private Optional<Summand> inverse(Polynomial linear, int count) {
        if (linear.degree(index) != 1 || linear.least(index) < 0) {
            return Optional.empty();
        }
        Map<Integer, Polynomial> parts = linear.coefficients(index);
        Polynomial slope = parts.get(1);
        Polynomial offset = parts.getOrDefault(0, Polynomial.ZERO);
        Optional<Polynomial> shift = offset.isZero() ? Optional.of(offset) : offset.dividedBy(slope);
        Optional<Polynomial> factor = Polynomial.ONE.dividedBy(slope).map(inverse -> inverse.power(count));
        return shift.isEmpty() || factor.isEmpty()
                ? Optional.empty()
                : Optional.of(new Summand(factor.get(), Map.of(shift.get(), count), Formulas.ONE));
    }

    /** {@code base^(a * index + b)}. */
    private Optional<List<Summand>> exponential(Formula base, Formula exponent) {
        Optional<Polynomial> linear = atoms.polynomial(exponent, index);
        if (linear.isEmpty() || linear.get().degree(index) != 1 || linear.get().least(index) < 0) {
            return Optional.empty();
        }
        Map<Integer, Polynomial> parts = linear.get().coefficients(index);
        Formula ratio = Formulas.power(base, atoms.formula(parts.get(1)));
        Formula factor = Formulas.power(base, atoms.formula(parts.getOrDefault(0, Polynomial.ZERO)));
        return atoms.polynomial(factor, index)
                .map(numerator -> List.of(new Summand(numerator, Map.of(), ratio)));
    }
}
