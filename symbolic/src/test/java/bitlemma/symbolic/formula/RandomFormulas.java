package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Random formulas in x and y (real), c (positive), p (between 0 and 1) and m (a positive integer), and random points.
 */
final class RandomFormulas {
    static final Assumptions ASSUMPTIONS = Assumptions.NONE
            .withPositive("c")
            .withOpen("p", Rational.ZERO, Rational.ONE)
            .withInteger("m", Rational.ONE, null);

    private final RandomGenerator random;
    private final boolean smooth;

    /** @param smooth whether roundings, cases and what has corners are left out */
    RandomFormulas(RandomGenerator random, boolean smooth) {
        this.random = random;
        this.smooth = smooth;
    }

    Map<String, Double> point() {
        Map<String, Double> values = new HashMap<>();
        values.put("x", random.nextDouble(-3, 3));
        values.put("y", random.nextDouble(-3, 3));
        values.put("c", random.nextDouble(0.05, 4));
        values.put("p", random.nextDouble(0.02, 0.98));
        values.put("m", (double) random.nextInt(1, 7));
        return values;
    }

    Formula next(int depth) {
        if (depth == 0) {
            return leaf();
        }
        return switch (random.nextInt(smooth ? 12 : 16)) {
            case 0, 1 -> Formulas.sum(next(depth - 1), next(depth - 1));
            case 2 -> Formulas.minus(next(depth - 1), next(depth - 1));
            case 3, 4 -> Formulas.product(next(depth - 1), next(depth - 1));
            case 5 -> Formulas.quotient(next(depth - 1), next(depth - 1));
            case 6 -> Formulas.power(next(depth - 1), smallNumber());
            case 7 -> Formulas.power(next(0), next(depth - 1));
            case 8 -> Formulas.power(Formulas.TWO, next(depth - 1));
            case 9, 10, 11 -> function(depth);
            case 12 -> Formulas.abs(next(depth - 1));
            case 13 ->
                random.nextBoolean()
                        ? Formulas.min(next(depth - 1), next(depth - 1))
                        : Formulas.max(next(depth - 1), next(depth - 1));
            case 14 -> Formulas.roundTo(Rounding.values()[random.nextInt(Rounding.values().length)], next(depth - 1));
            default ->
                Formulas.choose(
                        Conditions.compare(
                                Condition.Relation.values()[random.nextInt(6)], next(depth - 1), next(depth - 1)),
                        next(depth - 1),
                        next(depth - 1));
        };
    }

    private Formula function(int depth) {
        List<Operator> operators = List.of(
                Operator.EXP,
                Operator.EXP,
                Operator.LOG,
                Operator.LOG,
                Operator.LOG,
                Operator.ERF,
                Operator.ERFC,
                Operator.SIN,
                Operator.COS,
                Operator.ATAN,
                Operator.TANH,
                Operator.DILOG,
                Operator.DILOG,
                Operator.GAMMA,
                Operator.LAMBERT_W);
        boolean other = !smooth && random.nextInt(15) == 0;
        Operator operator = other ? Operator.HARMONIC : operators.get(random.nextInt(operators.size()));
        return Formulas.apply(operator, next(depth - 1));
    }

    private Formula leaf() {
        return switch (random.nextInt(10)) {
            case 0 -> Formulas.symbol("x");
            case 1 -> Formulas.symbol("y");
            case 2 -> Formulas.symbol("c");
            case 3 -> Formulas.symbol("p");
            case 4 -> Formulas.symbol("m");
            case 5 -> Formulas.power(Formulas.TWO, Formulas.negate(Formulas.symbol("m")));
            case 6 -> Formulas.PI;
            default -> smallNumber();
        };
    }

    private Formula smallNumber() {
        return Formulas.number(random.nextInt(-4, 5), random.nextInt(3) == 0 ? random.nextInt(1, 5) : 1);
    }
}
