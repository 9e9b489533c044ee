package bitlemma.symbolic.enclosure;

import bitlemma.numbers.Rounding;
import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Operator;
import java.util.List;
import java.util.Random;

/** Random formulas of x and y. */
final class RandomFormulas {
    private final Random random;
    private final boolean smooth;

    /** @param smooth whether they have no conditions, roundings or kinks */
    RandomFormulas(long seed, boolean smooth) {
        this.random = new Random(seed);
        this.smooth = smooth;
    }

    Formula next(int depth) {
        if (depth == 0) {
            return switch (random.nextInt(4)) {
                case 0 -> Written.n(random.nextInt(19) - 9, 1 + random.nextInt(6));
                case 1 -> Written.Y;
                default -> Written.X;
            };
        }
        return switch (random.nextInt(smooth ? 16 : 22)) {
            case 0, 1, 2 -> Written.sum(next(depth - 1), next(depth - 1));
            case 3, 4, 5 -> Written.product(next(depth - 1), next(depth - 1));
            case 6 -> Written.power(next(depth - 1), random.nextInt(9) - 4);
            case 7 -> Written.power(next(depth - 1), Written.n(random.nextInt(7) - 3, 2));
            case 8 -> Written.power(next(depth - 1), Written.n(1 + random.nextInt(3), 3));
            case 9 -> Written.power(next(depth - 1), next(depth - 1));
            case 10 -> Written.exp(next(depth - 1));
            case 11 -> Written.log(next(depth - 1));
            case 12, 13, 14, 15 -> {
                Operator[] some = {
                    Operator.SIN, Operator.COS, Operator.ATAN, Operator.TANH, Operator.ERF, Operator.ERFC,
                    Operator.DILOG, Operator.LAMBERT_W
                };
                yield Written.apply(some[random.nextInt(some.length)], next(depth - 1));
            }
            case 16 -> Written.apply(Operator.ABS, next(depth - 1));
            case 17 -> Written.apply(Operator.MIN, next(depth - 1), next(depth - 1));
            case 18 -> Written.apply(Operator.MAX, next(depth - 1), next(depth - 1));
            case 19 -> Written.round(
                    Rounding.values()[random.nextInt(Rounding.values().length)], next(depth - 1));
            case 20 -> Written.when(condition(depth - 1), next(depth - 1), next(depth - 1));
            default -> Written.apply(random.nextBoolean() ? Operator.GAMMA : Operator.HARMONIC, next(depth - 1));
        };
    }

    private Condition condition(int depth) {
        Condition.Relation relation = Condition.Relation.values()[random.nextInt(6)];
        Condition compare = new Condition.Compare(relation, next(depth), next(depth));
        return switch (random.nextInt(4)) {
            case 0 -> new Condition.Not(compare);
            case 1 -> new Condition.And(List.of(compare, Written.less(Written.X, Written.n(1))));
            case 2 -> new Condition.Or(List.of(compare, Written.less(Written.Y, Written.n(0))));
            default -> compare;
        };
    }
}
