package bitlemma.verifier.paths;

import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A polynomial over numbered unknowns whose terms may carry powers of two with unknown exponents: what a floating-point
 * value is once its sign is known, {@code (2^23 + f) * 2^e / 2^150}. Equal forms are equal objects.
 *
 * @param terms for each monomial its coefficient; none is zero
 */
record Form(Map<Form.Monomial, Rational> terms) {
    /**
     * A product of unknowns and a power of two.
     *
     * @param factors the sorted numbers of the unknowns that are multiplied, with repetition
     * @param power the exponent of two: for each unknown in it its coefficient; none is zero
     */
    record Monomial(List<Integer> factors, Map<Integer, Integer> power) {
        static final Monomial ONE = new Monomial(List.of(), Map.of());

        Monomial times(Monomial that) {
            List<Integer> all = new ArrayList<>(factors);
            all.addAll(that.factors);
            Collections.sort(all);
            return new Monomial(List.copyOf(all), sum(power, that.power));
        }

        private static Map<Integer, Integer> sum(Map<Integer, Integer> a, Map<Integer, Integer> b) {
            if (a.isEmpty() || b.isEmpty()) {
                return a.isEmpty() ? b : a;
            }
            Map<Integer, Integer> sum = new TreeMap<>(a);
            b.forEach((u, c) -> sum.merge(u, c, (x, y) -> x + y == 0 ? null : x + y));
            return Collections.unmodifiableMap(sum);
        }

        /** Whether it is a product of unknowns alone. */
        boolean isPlain() {
            return power.isEmpty();
        }
    }

    static final Form ZERO = new Form(Map.of());

    Form {
        terms = Collections.unmodifiableMap(terms);
    }

    static Form of(Rational constant) {
        return of(Monomial.ONE, constant);
    }

    static Form of(long constant) {
        return of(Rational.of(constant));
    }

    static Form of(BigInteger constant) {
        return of(Rational.of(constant));
    }

    static Form of(Monomial monomial, Rational coefficient) {
        return coefficient.signum() == 0 ? ZERO : new Form(Map.of(monomial, coefficient));
    }

    static Form unknown(int number) {
        return of(new Monomial(List.of(number), Map.of()), Rational.ONE);
    }

    Form plus(Form that) {
        Map<Monomial, Rational> sum = new LinkedHashMap<>(terms);
        that.terms.forEach((m, c) -> sum.merge(m, c, (a, b) -> {
            Rational both = a.plus(b);
            return both.signum() == 0 ? null : both;
        }));
        return new Form(sum);
    }

    Form minus(Form that) {
        return plus(that.times(Rational.of(-1)));
    }

    Form times(Rational factor) {
        if (factor.signum() == 0) {
            return ZERO;
        }
        Map<Monomial, Rational> product = new LinkedHashMap<>();
        terms.forEach((m, c) -> product.put(m, c.times(factor)));
        return new Form(product);
    }

    Form times(Form that) {
        Map<Monomial, Rational> product = new LinkedHashMap<>();
        terms.forEach((m, c) -> that.terms.forEach((n, d) -> product.merge(m.times(n), c.times(d), (a, b) -> {
            Rational both = a.plus(b);
            return both.signum() == 0 ? null : both;
        })));
        return new Form(product);
    }

    /** The value, where no unknown is left. */
    Optional<Rational> constant() {
        if (terms.isEmpty()) {
            return Optional.of(Rational.ZERO);
        }
        return terms.size() == 1 ? Optional.ofNullable(terms.get(Monomial.ONE)) : Optional.empty();
    }

    Rational constantPart() {
        return terms.getOrDefault(Monomial.ONE, Rational.ZERO);
    }

    Form withoutConstant() {
        return terms.containsKey(Monomial.ONE) ? minus(of(constantPart())) : this;
    }

    /** Whether it is a sum of constant multiples of unknowns, and a constant. */
    boolean isLinear() {
        return terms.keySet().stream().allMatch(m -> m.isPlain() && m.factors().size() <= 1);
    }

    /** The exponent of a power of two. */
    static Form exponent(Map<Integer, Integer> power) {
        Form exponent = ZERO;
        for (Map.Entry<Integer, Integer> e : power.entrySet()) {
            exponent = exponent.plus(unknown(e.getKey()).times(Rational.of(e.getValue())));
        }
        return exponent;
    }

    /** Two to the power of this form, which is linear with integer coefficients; empty where it is not. */
    Optional<Form> exponential() {
        Map<Integer, Integer> power = new TreeMap<>();
        int constant = 0;
        for (Map.Entry<Monomial, Rational> term : terms.entrySet()) {
            Rational c = term.getValue();
            boolean fits = term.getKey().isPlain()
                    && term.getKey().factors().size() <= 1
                    && c.isInteger()
                    && c.numerator().bitLength() < 16;
            if (!fits) {
                return Optional.empty();
            }
            if (term.getKey().factors().isEmpty()) {
                constant = c.numerator().intValue();
            } else {
                power.put(term.getKey().factors().getFirst(), c.numerator().intValue());
            }
        }
        return Optional.of(
                of(new Monomial(List.of(), Collections.unmodifiableMap(power)), Rational.powerOfTwo(constant)));
    }

    /** One divided by this form, where it is a constant multiple of a power of two; else empty. */
    Optional<Form> reciprocal() {
        if (terms.size() != 1) {
            return Optional.empty();
        }
        Monomial monomial = terms.keySet().iterator().next();
        if (!monomial.factors().isEmpty()) {
            return Optional.empty();
        }
        Map<Integer, Integer> power = new TreeMap<>();
        monomial.power().forEach((u, c) -> power.put(u, -c));
        Rational c = Rational.ONE.dividedBy(terms.get(monomial));
        return Optional.of(of(new Monomial(List.of(), Collections.unmodifiableMap(power)), c));
    }

    /** The form times the power of two that leaves no exponent negative and none in common: its sign is the same. */
    Form withoutCommonPower() {
        Map<Integer, Integer> least = new HashMap<>();
        Set<Integer> exponents = new HashSet<>();
        terms.keySet().forEach(m -> exponents.addAll(m.power().keySet()));
        for (int u : exponents) {
            int low = Integer.MAX_VALUE;
            for (Monomial m : terms.keySet()) {
                low = Math.min(low, m.power().getOrDefault(u, 0));
            }
            if (low != 0) {
                least.put(u, -low);
            }
        }
        return least.isEmpty()
                ? this
                : times(of(new Monomial(List.of(), Collections.unmodifiableMap(new TreeMap<>(least))), Rational.ONE));
    }

    /** The form with an unknown replaced by a linear form; empty where the unknown is an exponent and the form no integer one. */
    Optional<Form> with(int unknown, Form value) {
        boolean used = terms.keySet().stream()
                .anyMatch(m -> m.factors().contains(unknown) || m.power().containsKey(unknown));
        if (!used) {
            return Optional.of(this);
        }
        Form result = ZERO;
        for (Map.Entry<Monomial, Rational> term : terms.entrySet()) {
            Map<Integer, Integer> power = new TreeMap<>(term.getKey().power());
            Integer exponent = power.remove(unknown);
            Form product = of(new Monomial(List.of(), Collections.unmodifiableMap(power)), term.getValue());
            if (exponent != null) {
                Optional<Form> scale = value.times(Rational.of(exponent)).exponential();
                if (scale.isEmpty()) {
                    return Optional.empty();
                }
                product = product.times(scale.get());
            }
            for (int factor : term.getKey().factors()) {
                product = product.times(factor == unknown ? value : unknown(factor));
            }
            result = result.plus(product);
        }
        return Optional.of(result);
    }

    /** The unknowns in it, those in exponents among them. */
    Set<Integer> unknowns() {
        Set<Integer> all = new HashSet<>();
        terms.keySet().forEach(m -> {
            all.addAll(m.factors());
            all.addAll(m.power().keySet());
        });
        return all;
    }

    /** The least positive integer that makes every coefficient an integer. */
    BigInteger denominator() {
        BigInteger all = BigInteger.ONE;
        for (Rational coefficient : terms.values()) {
            BigInteger d = coefficient.denominator();
            all = all.divide(all.gcd(d)).multiply(d);
        }
        return all;
    }
}
