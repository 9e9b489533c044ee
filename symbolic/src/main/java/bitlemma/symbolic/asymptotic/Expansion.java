package bitlemma.symbolic.asymptotic;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Sign;
import bitlemma.symbolic.formula.ZeroTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a function behaves for great t: the sum of {@code coefficient * t^(-decay) * log(t)^logs}, and an error that for
 * some k is at most a constant times {@code t^(-order) * log(t)^k}.
 *
 * @param terms without coefficients that are known to be zero, greatest terms first
 * @param order above every decay; null where there is no error
 */
record Expansion(SortedMap<Growth, Formula> terms, Rational order, Assumptions assumptions) {
    /** {@code t^(-decay) * log(t)^logs}, ordered from the greatest down. */
    record Growth(Rational decay, int logs) implements Comparable<Growth> {
        static final Growth NONE = new Growth(Rational.ZERO, 0);

        private static final Comparator<Growth> FALLING =
                Comparator.comparing(Growth::decay).thenComparing(Growth::logs, Comparator.reverseOrder());

        @Override
        public int compareTo(Growth that) {
            return FALLING.compare(this, that);
        }

        private Growth times(Growth that) {
            return new Growth(decay.plus(that.decay), logs + that.logs);
        }
    }

    /** Thrown where an expansion is not found; the asker then has none. */
    static final class NotExpanded extends Exception {
        private static final long serialVersionUID = 1;

        NotExpanded(String why) {
            super(why, null, false, false);
        }
    }

    static Expansion constant(Formula value, Assumptions assumptions) {
        return of(Map.of(Growth.NONE, value), null, assumptions);
    }

    static Expansion term(Formula coefficient, Rational decay, int logs, Assumptions assumptions) {
        return of(Map.of(new Growth(decay, logs), coefficient), null, assumptions);
    }

    /** Only an error that decays as {@code t^(-order)}. */
    static Expansion error(Rational order, Assumptions assumptions) {
        return of(Map.of(), order, assumptions);
    }

    private static Expansion of(Map<Growth, Formula> terms, Rational order, Assumptions assumptions) {
        SortedMap<Growth, Formula> kept = new TreeMap<>();
        terms.forEach((growth, coefficient) -> {
            boolean counts = order == null || growth.decay.compareTo(order) < 0;
            if (counts && !ZeroTest.isZero(coefficient, assumptions)) {
                kept.put(growth, coefficient);
            }
        });
        return new Expansion(kept, order, assumptions);
    }

    private Rational firstDecay() {
        return terms.isEmpty() ? order : terms.firstKey().decay;
    }

    private static Rational least(Rational a, Rational b) {
        return a == null ? b : b == null || a.compareTo(b) <= 0 ? a : b;
    }

    Expansion plus(Expansion that) {
        Map<Growth, Formula> sums = new TreeMap<>(terms);
        that.terms.forEach((growth, coefficient) -> sums.merge(growth, coefficient, Formulas::sum));
        return of(sums, least(order, that.order), assumptions);
    }

    Expansion times(Expansion that) {
        if (isZero() || that.isZero()) {
            return constant(Formulas.ZERO, assumptions);
        }
        Map<Growth, Formula> products = new TreeMap<>();
        Rational error = least(
                order == null ? null : order.plus(that.firstDecay()),
                that.order == null ? null : that.order.plus(firstDecay()));
        terms.forEach((one, a) -> that.terms.forEach((other, b) ->
                products.merge(one.times(other), Formulas.product(a, b), Formulas::sum)));
        return of(products, error, assumptions);
    }

    Expansion times(Formula factor) {
        return times(constant(factor, assumptions));
    }

    /** Whether it is zero without error. */
    boolean isZero() {
        return terms.isEmpty() && order == null;
    }

    /** Without the terms that decay as {@code t^(-bound)} or faster, which become error. */
    Expansion cut(Rational bound) {
        return of(terms, least(order, bound), assumptions);
    }

    /** The greatest term; throws where none is certain to be there. */
    Map.Entry<Growth, Formula> leading() throws NotExpanded {
        if (terms.isEmpty()) {
            throw new NotExpanded("all terms cancel");
        }
        return Map.entry(terms.firstKey(), terms.get(terms.firstKey()));
    }

    /**
     * With the greatest term taken out of the expansion, the rest relative to it: this is {@code leading * (1 + rest)}.
     * Throws where the rest does not decay as a power of t.
     */
    Expansion rest() throws NotExpanded {
        Map.Entry<Growth, Formula> leading = leading();
        if (leading.getKey().logs != 0) {
            throw new NotExpanded("a logarithm leads");
        }
        Expansion inverse = term(
                Formulas.reciprocal(leading.getValue()), leading.getKey().decay.negate(), 0, assumptions);
        SortedMap<Growth, Formula> others = new TreeMap<>(terms);
        others.remove(leading.getKey());
        Expansion rest = of(others, order, assumptions).times(inverse);
        if (!rest.decays()) {
            throw new NotExpanded("several terms lead");
        }
        return rest;
    }

    /** Whether all of it goes to zero as a power of t. */
    boolean decays() {
        Rational first = firstDecay();
        return first == null || first.signum() > 0;
    }

    /** The sum of {@code c(n) * this^n}, for one that decays, up to the relative order; c(0) first. */
    Expansion series(List<Formula> coefficients, Rational bound) {
        Expansion total = constant(Formulas.ZERO, assumptions);
        Expansion power = constant(Formulas.ONE, assumptions);
        for (Formula coefficient : coefficients) {
            total = total.plus(power.times(coefficient));
            power = power.times(this).cut(bound);
        }
        // What was left out begins with the next power.
        return isZero() ? total : total.plus(error(power.firstDecay(), assumptions));
    }

    /** How many powers of this one reach the bound. */
    int length(Rational bound) {
        return isZero() ? 1 : bound.dividedBy(firstDecay()).ceiling().intValueExact();
    }

    Sign sign(Formula coefficient) {
        return assumptions.sign(coefficient);
    }

    /** As a formula in t and its logarithm, without the error. */
    Formula formula(Formula t, Formula log) {
        List<Formula> parts = new ArrayList<>();
        terms.forEach((growth, coefficient) -> parts.add(Formulas.product(
                coefficient,
                Formulas.power(t, Formulas.number(growth.decay.negate())),
                Formulas.power(log, growth.logs))));
        return Formulas.sum(parts);
    }
}
