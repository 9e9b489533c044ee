package bitlemma.symbolic.expectation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.derive.Algebra;
import bitlemma.symbolic.enclosure.Evaluation;
import bitlemma.symbolic.engine.SymjaEngine;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.random.Law;
import bitlemma.symbolic.random.Standard;
import bitlemma.symbolic.region.Signs;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** Sums over arrays of a die with the faces -1, 0 and 2, against all of its throws. */
class ArraySumsTest {
    private static final int[] FACES = {-1, 0, 2};
    private static final Formula D = Formulas.symbol("d");
    private static final Formula N = Formulas.symbol("n");
    private static final Formula K = Formulas.symbol("k");

    private static Formula total(Formula term) {
        return new Formula.Total("k", Formulas.ZERO, Formulas.minus(N, Formulas.ONE), term);
    }

    private static Found expected(Formula value) {
        Formula third = Formulas.number(1, 3);
        Law law = new Law.Finite(List.of(
                new Law.Atom(Formulas.number(-1), third),
                new Law.Atom(Formulas.ZERO, third),
                new Law.Atom(Formulas.TWO, third)));
        Signs signs = new Signs(Assumptions.NONE.withInteger("n", Rational.ONE, null));
        return new Expectations(
                        Map.of("d", new Standard(law, D)),
                        Set.of("d"),
                        signs,
                        new Algebra(new SymjaEngine()),
                        new Journal())
                .expected(value, Condition.TRUE);
    }

    /** Compares with the mean over all throws of up to four dice. */
    private static void check(Formula value, ToLongFunction<int[]> of) {
        Found found = expected(value);
        for (int n = 1; n <= 4; n++) {
            long sum = 0;
            int throwsOfAll = (int) Math.pow(FACES.length, n);
            for (int t = 0; t < throwsOfAll; t++) {
                int[] dice = new int[n];
                int rest = t;
                for (int i = 0; i < n; i++) {
                    dice[i] = FACES[rest % FACES.length];
                    rest /= FACES.length;
                }
                sum += of.applyAsLong(dice);
            }
            Rational mean = Rational.of(sum, throwsOfAll);
            Formula at = Substitute.apply(found.formula(), "n", Formulas.number(n));
            int count = n;
            assertEquals(
                    true,
                    Evaluation.of(at, Map.of(), 80).orElseThrow().contains(mean),
                    () -> at + " is not " + mean + " for " + count);
        }
    }

    private static long power(int[] dice, int exponent) {
        long sum = 0;
        for (int die : dice) {
            sum += die;
        }
        return (long) Math.pow(sum, exponent);
    }

    @Test
    void powersOfOneSum() {
        for (int exponent = 1; exponent <= 4; exponent++) {
            int e = exponent;
            check(Formulas.power(total(D), e), dice -> power(dice, e));
        }
    }

    @Test
    void productsOfSums() {
        Formula squares = total(Formulas.square(D));
        check(Formulas.product(total(D), squares), dice -> {
            long sum = 0;
            for (int die : dice) {
                sum += (long) die * die;
            }
            return power(dice, 1) * sum;
        });
    }

    @Test
    void weightsByTheIndex() {
        check(total(Formulas.product(K, D)), dice -> {
            long sum = 0;
            for (int k = 0; k < dice.length; k++) {
                sum += (long) k * dice[k];
            }
            return sum;
        });
    }

    @Test
    void otherFunctionsOfSumsAreNotDerived() {
        assertThrows(Underived.class, () -> expected(Formulas.exp(total(D))));
        assertThrows(Underived.class, () -> expected(Formulas.square(total(Formulas.product(K, D)))));
    }
}
