package bitlemma.symbolic.summation;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Conditions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Operator;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.formula.Symbols;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Closed forms of finite sums, and of some infinite ones, in exact algebra: of polynomials (Faulhaber), of polynomials
 * times powers r^i (by a polynomial q with q(i + 1) r - q(i) the given one), and of rational functions with simple
 * poles (partial fractions and harmonic numbers).
 */
public final class Summation {
    /** Harmonic numbers whose arguments differ by no more than this are written by one of them. */
    private static final int NEAR = 24;

    /** A sum of this many terms of another kind is written out. */
    private static final int SHORT = 32;

    private static final int MOST_DEGREE = 48;

    /**
     * A closed form.
     *
     * @param value without the sum
     * @param valid where it is the sum: bounds of the range and of the domain of harmonic numbers. Bounds are integers
     */
    public record Closed(Formula value, Condition valid) {}

    private final String index;
    private final Formula low;
    private final Formula high;
    private final Atoms atoms = new Atoms();
    private final List<Condition> conditions = new ArrayList<>();

    private Summation(Formula.Total total) {
        this.index = total.index();
        this.low = total.low();
        this.high = total.high();
    }

    /** The closed form of a sum, whose term may hold sums with a closed form; empty where none is found. */
    public static Optional<Closed> of(Formula.Total total) {
        Optional<Closed> inner = everywhere(total.term());
        if (inner.isEmpty()) {
            return Optional.empty();
        }
        Formula term = inner.get().value();
        Summation summation = new Summation(total);
        if (!summation.require(inner.get().valid())) {
            return Optional.empty();
        }
        Optional<Formula> value = summation.sum(term);
        return value.map(v -> new Closed(v, Conditions.and(summation.conditions)))
                .or(() -> inner.get().valid().equals(Condition.TRUE) ? summation.writtenOut(term) : Optional.empty());
    }

    /** A formula with every sum in it replaced by its closed form; empty where some sum has none. */
    public static Optional<Closed> everywhere(Formula formula) {
        return switch (formula) {
            case Formula.Total f -> of(f);
            case Formula.Sum f -> parts(f.terms()).map(p -> new Closed(Formulas.sum(p.values()), p.valid()));
            case Formula.Product f -> parts(f.factors()).map(p -> new Closed(Formulas.product(p.values()), p.valid()));
            case Formula.Power f ->
                parts(List.of(f.base(), f.exponent()))
                        .map(p -> new Closed(
                                Formulas.power(p.values().get(0), p.values().get(1)), p.valid()));
            case Formula.Apply f ->
                parts(f.arguments()).map(p -> new Closed(Formulas.apply(f.operator(), p.values()), p.valid()));
            case Formula.Number f -> Optional.of(new Closed(f, Condition.TRUE));
            case Formula.Symbol f -> Optional.of(new Closed(f, Condition.TRUE));
            case Formula.Infinity f -> Optional.of(new Closed(f, Condition.TRUE));
            case Formula.Named f -> Optional.of(new Closed(f, Condition.TRUE));
            case Formula.RoundTo f ->
                everywhere(f.operand()).map(c -> new Closed(Formulas.roundTo(f.rule(), c.value()), c.valid()));
            case Formula.Piecewise f -> Optional.empty();
            case Formula.Integral f -> Optional.empty();
        };
    }

    private record Parts(List<Formula> values, Condition valid) {}

    private static Optional<Parts> parts(List<Formula> formulas) {
        List<Formula> values = new ArrayList<>();
        List<Condition> conditions = new ArrayList<>();
        for (Formula formula : formulas) {
            Optional<Closed> closed = everywhere(formula);
            if (closed.isEmpty()) {
                return Optional.empty();
            }
            values.add(closed.get().value());
            conditions.add(closed.get().valid());
        }
        return Optional.of(new Parts(values, Conditions.and(conditions)));
    }

    /**
     * Adds a condition that must hold for every value of the index: one that compares what is affine in the index holds
     * between the bounds where it holds at both. False where it is of another kind.
     */
    private boolean require(Condition condition) {
        if (!Symbols.free(condition).contains(index)) {
            conditions.add(condition);
            return true;
        }
        return switch (condition) {
            case Condition.And and -> and.parts().stream().allMatch(this::require);
            case Condition.Compare compare -> {
                Optional<Polynomial> difference =
                        atoms.polynomial(Formulas.minus(compare.left(), compare.right()), index);
                boolean ordered =
                        switch (compare.relation()) {
                            case LESS, AT_MOST, GREATER, AT_LEAST, EQUAL -> true;
                            case DIFFERENT -> false;
                        };
                if (!ordered
                        || difference.isEmpty()
                        || difference.get().degree(index) > 1
                        || difference.get().least(index) < 0
                        || low instanceof Formula.Infinity
                        || high instanceof Formula.Infinity) {
                    yield false;
                }
                for (Formula end : List.of(low, high)) {
                    Formula at = Substitute.apply(atoms.formula(difference.get()), index, end);
                    conditions.add(Conditions.compare(compare.relation(), at, Formulas.ZERO));
                }
                yield true;
            }
            case Condition.Or or -> false;
            case Condition.Not not -> false;
        };
    }

    private Optional<Formula> sum(Formula term) {
        Optional<Polynomial> first = atoms.polynomial(low, index);
        boolean infinite = high instanceof Formula.Infinity(boolean positive) && positive;
        Optional<Polynomial> last = infinite ? Optional.of(Polynomial.ZERO) : atoms.polynomial(high, index);
        Optional<List<Summands.Summand>> summands = new Summands(index, atoms).of(term);
        if (low instanceof Formula.Infinity || first.isEmpty() || last.isEmpty() || summands.isEmpty()) {
            return Optional.empty();
        }
        if (!infinite) {
            if (high instanceof Formula.Infinity) {
                return Optional.empty();
            }
            Polynomial length = last.get().minus(first.get()).plus(Polynomial.ONE);
            conditions.add(Conditions.compare(Condition.Relation.AT_LEAST, atoms.formula(length), Formulas.ZERO));
        }
        Range range = new Range(first.get(), last.get().plus(Polynomial.ONE), infinite);
        Polynomial whole = Polynomial.ZERO;
        Map<Formula, Polynomial> powers = new HashMap<>();
        List<Formula> sum = new ArrayList<>();
        List<Map<Polynomial, Formula>> poles = new ArrayList<>();
        for (Summands.Summand summand : summands.get()) {
            if (summand.numerator().isZero()) {
                continue;
            }
            if (!summand.ratio().equals(Formulas.ONE)) {
                if (!summand.shifts().isEmpty()) {
                    return Optional.empty();
                }
                powers.merge(summand.ratio(), summand.numerator(), Polynomial::plus);
            } else if (summand.shifts().isEmpty()) {
                whole = whole.plus(summand.numerator());
            } else {
                Optional<Polynomial> quotient = fractions(summand, poles);
                if (quotient.isEmpty()) {
                    return Optional.empty();
                }
                whole = whole.plus(quotient.get());
            }
        }
        if (whole.degree(index) > MOST_DEGREE || infinite && !whole.isZero()) {
            return Optional.empty();
        }
        Polynomial antidifference = Faulhaber.antidifference(whole, index);
        sum.add(atoms.formula(infinite ? Polynomial.ZERO : range.difference(antidifference)));
        powers.values().removeIf(Polynomial::isZero);
        for (Map.Entry<Formula, Polynomial> power : powers.entrySet()) {
            sum.add(geometric(power.getKey(), power.getValue(), range));
        }
        Optional<Formula> harmonic = harmonic(poles, range);
        harmonic.ifPresent(sum::add);
        return harmonic.map(h -> Formulas.sum(sum));
    }

    /** From {@code first} up to but without {@code end}, which is one more than the last. */
    private final class Range {
        private final Polynomial first;
        private final Polynomial end;
        private final boolean infinite;

        Range(Polynomial first, Polynomial end, boolean infinite) {
            this.first = first;
            this.end = end;
            this.infinite = infinite;
        }

        Polynomial at(Polynomial polynomial, Polynomial place) {
            return polynomial.substitute(index, place).orElseThrow();
        }

        Polynomial difference(Polynomial polynomial) {
            return at(polynomial, end).minus(at(polynomial, first));
        }
    }

    /** The sum of {@code p(index) * ratio^index}, where the ratio is not one. */
    private Formula geometric(Formula ratio, Polynomial p, Range range) {
        Formula less = Formulas.minus(ratio, Formulas.ONE);
        conditions.add(Conditions.compare(Condition.Relation.DIFFERENT, ratio, Formulas.ONE));
        TreeMap<Integer, Polynomial> given = new TreeMap<>(p.coefficients(index));
        int degree = given.lastKey();
        // (r - 1) q_j + r * sum over k > j of binomial(k, j) q_k = p_j, from the highest power down.
        Formula[] q = new Formula[degree + 1];
        for (int j = degree; j >= 0; j--) {
            List<Formula> right = new ArrayList<>();
            right.add(atoms.formula(given.getOrDefault(j, Polynomial.ZERO)));
            for (int k = j + 1; k <= degree; k++) {
                right.add(Formulas.product(
                        Formulas.number(Faulhaber.binomial(k, j).negate()), ratio, q[k]));
            }
            q[j] = Formulas.quotient(Formulas.sum(right), less);
        }
        Formula below = Formulas.product(at(q, range.first), Formulas.power(ratio, atoms.formula(range.first)));
        if (range.infinite) {
            conditions.add(Conditions.compare(Condition.Relation.LESS, Formulas.abs(ratio), Formulas.ONE));
            return Formulas.negate(below);
        }
        Formula above = Formulas.product(at(q, range.end), Formulas.power(ratio, atoms.formula(range.end)));
        return Formulas.minus(above, below);
    }

    private Formula at(Formula[] coefficients, Polynomial place) {
        List<Formula> sum = new ArrayList<>();
        for (int j = 0; j < coefficients.length; j++) {
            sum.add(Formulas.product(coefficients[j], atoms.formula(place.power(j))));
        }
        return Formulas.sum(sum);
    }

    /** The quotient of a summand with simple poles, to whose coefficients it adds; empty where a pole is not simple. */
    private Optional<Polynomial> fractions(Summands.Summand summand, List<Map<Polynomial, Formula>> poles) {
        Polynomial divisor = Polynomial.ONE;
        for (Map.Entry<Polynomial, Integer> pole : summand.shifts().entrySet()) {
            if (pole.getValue() != 1) {
                return Optional.empty();
            }
            divisor = divisor.times(Polynomial.symbol(index).plus(pole.getKey()));
        }
        for (Polynomial shift : summand.shifts().keySet()) {
            Optional<Polynomial> value = summand.numerator().substitute(index, shift.negate());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            List<Formula> factors = new ArrayList<>();
            factors.add(atoms.formula(value.get()));
            for (Polynomial other : summand.shifts().keySet()) {
                if (!other.equals(shift)) {
                    Formula difference = atoms.formula(other.minus(shift));
                    conditions.add(Conditions.compare(Condition.Relation.DIFFERENT, difference, Formulas.ZERO));
                    factors.add(Formulas.reciprocal(difference));
                }
            }
            add(poles, shift, Formulas.product(factors));
        }
        // Division by a polynomial with leading coefficient one.
        Polynomial quotient = Polynomial.ZERO;
        Polynomial rest = summand.numerator();
        int degree = divisor.degree(index);
        while (!rest.isZero() && rest.degree(index) >= degree) {
            int top = rest.degree(index);
            Polynomial factor = rest.coefficients(index).get(top).times(Polynomial.power(index, top - degree));
            quotient = quotient.plus(factor);
            rest = rest.minus(factor.times(divisor));
        }
        return Optional.of(quotient);
    }

    /** Adds a pole to those at an integer distance from it. */
    private static void add(List<Map<Polynomial, Formula>> poles, Polynomial shift, Formula coefficient) {
        for (Map<Polynomial, Formula> group : poles) {
            Optional<Rational> distance =
                    group.keySet().iterator().next().minus(shift).constant();
            if (distance.isPresent()
                    && distance.get().isInteger()
                    && distance.get().abs().compareTo(Rational.of(NEAR)) <= 0) {
                group.merge(shift, coefficient, Formulas::sum);
                return;
            }
        }
        Map<Polynomial, Formula> group = new HashMap<>();
        group.put(shift, coefficient);
        poles.add(group);
    }

    /** The sum of {@code coefficient / (index + shift)} over all poles; empty where it is infinite. */
    private Optional<Formula> harmonic(List<Map<Polynomial, Formula>> poles, Range range) {
        List<Formula> sum = new ArrayList<>();
        for (Map<Polynomial, Formula> group : poles) {
            Polynomial any = group.keySet().iterator().next();
            Polynomial least = any;
            for (Polynomial shift : group.keySet()) {
                if (shift.minus(least).constant().orElseThrow().signum() < 0) {
                    least = shift;
                }
            }
            Formula total = Formulas.sum(List.copyOf(group.values()));
            if (range.infinite && !total.equals(Formulas.ZERO)) {
                return Optional.empty();
            }
            conditions.add(Conditions.compare(
                    Condition.Relation.GREATER, atoms.formula(range.first.plus(least)), Formulas.ZERO));
            if (!total.equals(Formulas.ZERO)) {
                // The terms from first up to end sum to H(end - 1 + shift) - H(first - 1 + shift).
                Polynomial before = least.minus(Polynomial.ONE);
                sum.add(Formulas.product(
                        total,
                        Formulas.minus(number(range.end.plus(before)), number(range.first.plus(before)))));
            }
            for (Map.Entry<Polynomial, Formula> pole : group.entrySet()) {
                int distance = pole.getKey()
                        .minus(least)
                        .constant()
                        .orElseThrow()
                        .numerator()
                        .intValue();
                for (int j = 0; j < distance; j++) {
                    // H(x + 1) is H(x) + 1 / (x + 1).
                    Polynomial shift = least.plus(Polynomial.of(j));
                    Formula below = Formulas.reciprocal(atoms.formula(range.first.plus(shift)));
                    Formula above = range.infinite
                            ? Formulas.ZERO
                            : Formulas.reciprocal(atoms.formula(range.end.plus(shift)));
                    sum.add(Formulas.product(pole.getValue(), Formulas.minus(above, below)));
                }
            }
        }
        return Optional.of(sum.isEmpty() ? Formulas.ZERO : Formulas.sum(sum));
    }

    private Formula number(Polynomial argument) {
        return Formulas.apply(Operator.HARMONIC, atoms.formula(argument));
    }

    /** A short sum between numbers. */
    private Optional<Closed> writtenOut(Formula term) {
        if (!(low instanceof Formula.Number(Rational first))
                || !(high instanceof Formula.Number(Rational last))
                || !first.isInteger()
                || !last.isInteger()
                || last.minus(first).compareTo(Rational.of(SHORT)) >= 0) {
            return Optional.empty();
        }
        List<Formula> sum = new ArrayList<>();
        for (Rational i = first; i.compareTo(last) <= 0; i = i.plus(Rational.ONE)) {
            sum.add(Substitute.apply(term, index, Formulas.number(i)));
        }
        return Optional.of(new Closed(sum.isEmpty() ? Formulas.ZERO : Formulas.sum(sum), Condition.TRUE));
    }
}
