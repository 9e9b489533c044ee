package bitlemma.symbolic.summation;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Symbols;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Formulas as polynomials in whatever they are made of: what is no polynomial itself counts as a symbol. Powers of one
 * base, as {@code 2^(2*m+1)}, become powers of one such symbol.
 */
final class Atoms {
    private final Map<Formula, String> names = new LinkedHashMap<>();

    /** The formula as a polynomial, in which no part that has a certain symbol is itself a symbol; else empty. */
    Optional<Polynomial> polynomial(Formula formula, String symbol) {
        return switch (formula) {
            case Formula.Number f -> Optional.of(Polynomial.of(f.value()));
            case Formula.Symbol f -> Optional.of(Polynomial.symbol(f.name()));
            case Formula.Sum f -> {
                Polynomial sum = Polynomial.ZERO;
                for (Formula term : f.terms()) {
                    Optional<Polynomial> part = polynomial(term, symbol);
                    if (part.isEmpty()) {
                        yield part;
                    }
                    sum = sum.plus(part.get());
                }
                yield Optional.of(sum);
            }
            case Formula.Product f -> {
                Polynomial product = Polynomial.ONE;
                for (Formula factor : f.factors()) {
                    Optional<Polynomial> part = polynomial(factor, symbol);
                    if (part.isEmpty()) {
                        yield part;
                    }
                    product = product.times(part.get());
                }
                yield Optional.of(product);
            }
            case Formula.Power f -> power(f, symbol);
            default -> atom(formula, symbol);
        };
    }

    private Optional<Polynomial> atom(Formula formula, String symbol) {
        if (Symbols.free(formula).contains(symbol)) {
            return Optional.empty();
        }
        return Optional.of(Polynomial.symbol(names.computeIfAbsent(formula, f -> "#atom" + names.size())));
    }

    private Optional<Polynomial> power(Formula.Power power, String symbol) {
        if (power.exponent() instanceof Formula.Number(Rational exponent)
                && exponent.isInteger()
                && exponent.abs().compareTo(Rational.of(64)) <= 0) {
            int count = exponent.numerator().intValue();
            Optional<Polynomial> base = polynomial(power.base(), symbol);
            Optional<Polynomial> result = count >= 0
                    ? base.map(b -> b.power(count))
                    : base.flatMap(Polynomial.ONE::dividedBy).map(b -> b.power(-count));
            return result.isPresent() ? result : atom(power, symbol);
        }
        // base^(n1 * e1 + n2 * e2 + k) with integers n and k, of a positive number, is a product of powers.
        if (power.base() instanceof Formula.Number(Rational base)
                && base.signum() > 0
                && !Symbols.free(power).contains(symbol)) {
            Optional<Polynomial> exponent = polynomial(power.exponent(), symbol);
            if (exponent.isPresent()
                    && exponent.get().terms().values().stream()
                            .allMatch(c -> c.isInteger() && c.abs().compareTo(Rational.of(64)) <= 0)) {
                Polynomial product = Polynomial.ONE;
                for (Map.Entry<Map<String, Integer>, Rational> term :
                        exponent.get().terms().entrySet()) {
                    int count = term.getValue().numerator().intValue();
                    Polynomial one = Polynomial.of(Rational.ONE);
                    for (Map.Entry<String, Integer> s : term.getKey().entrySet()) {
                        one = one.times(Polynomial.power(s.getKey(), s.getValue()));
                    }
                    Polynomial factor;
                    if (term.getKey().isEmpty()) {
                        factor = Polynomial.of(base.power(count));
                    } else {
                        Formula atom = new Formula.Power(power.base(), formula(one));
                        factor = Polynomial.power(names.computeIfAbsent(atom, f -> "#atom" + names.size()), count);
                    }
                    product = product.times(factor);
                }
                return Optional.of(product);
            }
        }
        return atom(power, symbol);
    }

    /** A polynomial as a formula again. */
    Formula formula(Polynomial polynomial) {
        Map<String, Formula> meanings = new LinkedHashMap<>();
        names.forEach((formula, name) -> meanings.put(name, formula));
        List<Formula> sum = new ArrayList<>();
        polynomial.terms().forEach((power, coefficient) -> {
            List<Formula> product = new ArrayList<>();
            product.add(Formulas.number(coefficient));
            power.forEach((name, exponent) -> {
                Formula base = meanings.getOrDefault(name, Formulas.symbol(name));
                product.add(Formulas.power(base, exponent));
            });
            sum.add(Formulas.product(product));
        });
        return sum.isEmpty() ? Formulas.ZERO : Formulas.sum(sum);
    }
}
