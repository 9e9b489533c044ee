package bitlemma.symbolic.region;

import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Operator;
import bitlemma.symbolic.random.Law;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Random formulas with borders: choices, magnitudes, extremes and roundings of what is linear in a few variables. */
final class BorderFormulas {
    /** Variables lie between these, borders included. */
    private static final int LOW = -2;

    private static final int HIGH = 3;

    private final RandomGenerator random;
    private final List<String> variables;
    private final boolean lattice;

    /** @param lattice whether the variables take integers only, and no fraction stands in a border */
    BorderFormulas(RandomGenerator random, List<String> variables, boolean lattice) {
        this.random = random;
        this.variables = variables;
        this.lattice = lattice;
    }

    Assumptions assumptions() {
        Assumptions all = Assumptions.NONE;
        for (String name : variables) {
            all = lattice
                    ? all.withInteger(name, Rational.of(LOW), Rational.of(HIGH))
                    : all.withReal(name, Rational.of(LOW), Rational.of(HIGH));
        }
        return all;
    }

    Map<String, Law> laws() {
        Map<String, Law> laws = new HashMap<>();
        Formula low = Formulas.number(LOW);
        Formula high = Formulas.number(HIGH);
        variables.forEach(name -> laws.put(
                name, lattice ? Law.Lattice.uniform(low, high) : new Law.Continuous(low, high, Formulas.number(1, 5))));
        return laws;
    }

    /** A point, with all coordinates multiples of 1 / parts. */
    Map<String, Rational> point(int parts) {
        Map<String, Rational> point = new HashMap<>();
        variables.forEach(name ->
                point.put(name, Rational.of(random.nextLong(LOW * (long) parts, HIGH * (long) parts + 1), parts)));
        return point;
    }

    Formula next(int depth) {
        if (depth == 0) {
            return linear();
        }
        return switch (random.nextInt(8)) {
            case 0 -> Formulas.sum(next(depth - 1), next(depth - 1));
            case 1 -> Formulas.minus(next(depth - 1), linear());
            case 2 -> Formulas.product(next(depth - 1), linear());
            case 3 -> new Formula.Apply(Operator.ABS, List.of(next(depth - 1)));
            case 4 -> new Formula.Apply(Operator.MIN, List.of(next(depth - 1), linear()));
            case 5 -> new Formula.Apply(Operator.MAX, List.of(next(depth - 1), linear()));
            case 6 ->
                new Formula.Piecewise(
                        List.of(
                                new Formula.Case(condition(), next(depth - 1)),
                                new Formula.Case(condition(), linear())),
                        next(depth - 1));
            default -> new Formula.RoundTo(Rounding.values()[random.nextInt(Rounding.values().length)], operand());
        };
    }

    private Condition condition() {
        Condition one = compare();
        return switch (random.nextInt(5)) {
            case 0 -> new Condition.And(List.of(one, compare()));
            case 1 -> new Condition.Or(List.of(one, compare()));
            case 2 -> new Condition.Not(one);
            default -> one;
        };
    }

    private Condition compare() {
        Condition.Relation[] relations = Condition.Relation.values();
        return new Condition.Compare(relations[random.nextInt(relations.length)], linear(), linear());
    }

    /** What a rounding rounds: on a lattice a multiple of one half, so that ties and integers both come up. */
    private Formula operand() {
        return lattice ? Formulas.product(Formulas.HALF, linear()) : linear();
    }

    private Formula linear() {
        Formula sum = Formulas.number(number());
        for (String name : variables) {
            if (random.nextInt(3) > 0) {
                Rational slope = lattice ? Rational.of(random.nextInt(3) - 1) : number();
                sum = Formulas.sum(sum, Formulas.product(Formulas.number(slope), Formulas.symbol(name)));
            }
        }
        return sum;
    }

    private Rational number() {
        return Rational.of(random.nextInt(-3, 4), lattice || random.nextBoolean() ? 1 : 2);
    }
}
