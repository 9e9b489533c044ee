package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Multiplies formulas: one exponent for each base, all exponentials in one, roots of numbers joined. */
final class FactorCollector {
    private Rational coefficient = Rational.ONE;
    private final NumberRoots roots = new NumberRoots();
    private final Map<Formula, List<Formula>> exponents = new LinkedHashMap<>();
    private final List<Formula> exponential = new ArrayList<>();

    private FactorCollector() {}

    static Formula product(List<Formula> factors) {
        FactorCollector collector = new FactorCollector();
        factors.forEach(collector::add);
        return collector.build();
    }

    private void add(Formula factor) {
        switch (factor) {
            case Formula.Number(Rational value) -> coefficient = coefficient.times(value);
            case Formula.Product(List<Formula> factors) -> factors.forEach(this::add);
            case Formula.Power(Formula base, Formula exponent) -> {
                if (NumberRoots.isRoot(base, exponent)) {
                    roots.add(((Formula.Number) base).value(), ((Formula.Number) exponent).value());
                } else {
                    addPower(base, exponent);
                }
            }
            case Formula.Apply(Operator operator, List<Formula> arguments)
            when operator == Operator.EXP -> exponential.add(arguments.getFirst());
            default -> addPower(factor, Formulas.ONE);
        }
    }

    private void addPower(Formula base, Formula exponent) {
        exponents.computeIfAbsent(base, b -> new ArrayList<>()).add(exponent);
    }

    private Formula build() {
        if (coefficient.signum() == 0) {
            return Formulas.ZERO;
        }
        List<Formula> factors = new ArrayList<>();
        boolean loose = false;
        for (Map.Entry<Formula, List<Formula>> entry : exponents.entrySet()) {
            Formula exponent = Formulas.sum(entry.getValue());
            Formula power = entry.getKey() instanceof Formula.Number(Rational base) && base.signum() > 0
                    ? numberPower(base, exponent)
                    : Formulas.power(entry.getKey(), exponent);
            loose |= power instanceof Formula.Product || power instanceof Formula.Number;
            factors.add(power);
        }
        if (!exponential.isEmpty()) {
            Formula power = Formulas.exp(Formulas.sum(exponential));
            // exp(log(x)) has become x, which may be among the bases.
            loose |= !(power instanceof Formula.Apply);
            factors.add(power);
        }
        coefficient = coefficient.times(roots.takeRational());
        factors.addAll(roots.factors());
        if (loose) {
            factors.add(Formulas.number(coefficient));
            return product(factors);
        }
        factors.sort(FormulaOrder.INSTANCE);
        absorb(factors);
        if (!coefficient.equals(Rational.ONE)) {
            factors.addFirst(Formulas.number(coefficient));
        }
        return switch (factors.size()) {
            case 0 -> Formulas.ONE;
            case 1 -> factors.getFirst();
            default -> new Formula.Product(factors);
        };
    }

    /** A power of a positive number; the constant part of its exponent goes to the coefficient and to the roots. */
    private Formula numberPower(Rational base, Formula exponent) {
        if (exponent instanceof Formula.Number(Rational value)) {
            if (PowerRules.isSmall(base, value.numerator())) {
                roots.add(base, value);
                return Formulas.ONE;
            }
        } else if (exponent instanceof Formula.Sum(List<Formula> terms)
                && terms.getFirst() instanceof Formula.Number(Rational value)
                && PowerRules.isSmall(base, value.numerator())) {
            roots.add(base, value);
            return new Formula.Power(Formulas.number(base), Formulas.sum(terms.subList(1, terms.size())));
        }
        return new Formula.Power(Formulas.number(base), exponent);
    }

    /** 2 * 2^m is 2^(m + 1): a coefficient that is a power of the one number that stands as a base goes into it. */
    private void absorb(List<Formula> factors) {
        int place = -1;
        for (int i = 0; i < factors.size(); i++) {
            if (factors.get(i) instanceof Formula.Power(Formula.Number base, Formula exponent)
                    && !(exponent instanceof Formula.Number)) {
                if (place >= 0
                        || base.value().compareTo(Rational.ONE) <= 0
                        || !base.value().isInteger()) {
                    return;
                }
                place = i;
            }
        }
        if (place < 0 || coefficient.abs().equals(Rational.ONE)) {
            return;
        }
        Formula.Power power = (Formula.Power) factors.get(place);
        BigInteger base = ((Formula.Number) power.base()).value().numerator();
        boolean whole = coefficient.isInteger();
        BigInteger rest = whole ? coefficient.numerator().abs() : coefficient.denominator();
        if (!whole && !coefficient.numerator().abs().equals(BigInteger.ONE)) {
            return;
        }
        int shift = 0;
        while (!rest.equals(BigInteger.ONE)) {
            BigInteger[] parts = rest.divideAndRemainder(base);
            if (parts[1].signum() != 0) {
                return;
            }
            rest = parts[0];
            shift++;
        }
        factors.set(
                place,
                new Formula.Power(
                        power.base(), Formulas.sum(Formulas.number(whole ? shift : -shift), power.exponent())));
        coefficient = Rational.of(coefficient.signum());
    }
}
