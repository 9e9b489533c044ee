package bitlemma.lowering;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Divide;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Maximum;
import bitlemma.grammar.core.Minimum;
import bitlemma.grammar.core.Multiply;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Power;
import bitlemma.grammar.core.Remainder;
import bitlemma.grammar.core.RoundTo;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.kernels.Evaluator;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.Trace;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is known of exact terms holds of their values. */
class GridsTest {
    private static final Variable X = new Variable("x", new Sort.Machine(IntegerFormat.signed(4)));
    private static final Variable Y = new Variable("y", new Sort.Machine(IntegerFormat.unsigned(3)));

    private final Random random = new Random(2);

    private Term term(int depth) {
        if (depth == 0) {
            return switch (random.nextInt(3)) {
                case 0 -> X;
                case 1 -> Y;
                default -> new Constant(Rational.of(random.nextInt(17) - 8, 1 << random.nextInt(3)));
            };
        }
        Term a = term(depth - 1);
        Term b = term(depth - 1);
        return switch (random.nextInt(11)) {
            case 0 -> new Add(a, b);
            case 1 -> new Subtract(a, b);
            case 2 -> new Multiply(a, b);
            case 3 -> new Negate(new Absolute(a));
            case 4 -> new Minimum(a, b);
            case 5 -> new Maximum(a, b);
            case 6 -> new Divide(a, Constant.of(random.nextBoolean() ? 4 : -8));
            case 7 -> new RoundTo(Rounding.values()[random.nextInt(Rounding.values().length)], a);
            case 8 -> new If(Compare.less(a, b), b, new Power(Constant.of(2), Constant.of(random.nextInt(5) - 2)));
            case 9 -> {
                Variable name = Substitution.fresh("name", Sort.RATIONAL);
                yield new Let(name, a, new Add(name, b), null);
            }
            default -> {
                Term divisor = new Add(
                        new Multiply(new RoundTo(Rounding.FLOOR, new Absolute(b)), Constant.of(4)), Constant.of(4));
                Remainder.Division division =
                        Remainder.Division.values()[random.nextInt(Remainder.Division.values().length)];
                yield new Remainder(division, new RoundTo(Rounding.FLOOR, a), divisor);
            }
        };
    }

    @Test
    void valuesLieOnTheirGrid() {
        int known = 0;
        for (int n = 0; n < 3_000; n++) {
            Term term = term(1 + random.nextInt(3));
            Grid grid = new Grids().of(term);
            if (grid == null) {
                continue;
            }
            known++;
            for (int x = -8; x < 8; x += 3) {
                for (int y = 0; y < 8; y += 2) {
                    Map<Variable, Value> inputs = Map.of(X, Value.Number.of(x), Y, Value.Number.of(y));
                    Outcome outcome = Evaluator.evaluate(term, inputs, Trace.none(), Evaluator.ORDINARY);
                    Rational value = ((Value.Number) ((Outcome.Returned) outcome).value()).value();
                    Rational steps = value.times(Rational.powerOfTwo(-grid.exponent()));
                    assertTrue(
                            steps.isInteger() && steps.numerator().abs().compareTo(grid.most()) <= 0,
                            () -> value + " is not on " + grid + ": " + term);
                }
            }
        }
        assertTrue(known > 2_000, known + " terms have a grid");
    }

    @Test
    void unknown() {
        assertNull(new Grids().of(new Divide(X, Y)));
        assertNull(new Grids().of(new Divide(X, Constant.of(3))));
        assertNull(new Grids().of(new Variable("n", Sort.INTEGER)));
        assertNull(new Grids().of(new Remainder(Remainder.Division.FLOOR, X, new Variable("n", Sort.INTEGER))));
        Grid square = new Grids().of(new Multiply(X, X));
        assertTrue(square.most().equals(BigInteger.valueOf(64)) && square.exponent() == 0);
    }
}
