package bitlemma.symbolic.enclosure;

import static bitlemma.symbolic.enclosure.Written.X;
import static bitlemma.symbolic.enclosure.Written.n;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Operator;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    /** Low precision, high precision, and intervals around the point all agree. */
    @Test
    void precisionsAgree() {
        RandomFormulas formulas = new RandomFormulas(11, false);
        Random random = new Random(12);
        int compared = 0;
        for (int i = 0; i < 4000; i++) {
            Formula formula = formulas.next(1 + random.nextInt(4));
            Rational x = Rational.of(random.nextInt(400) - 150, 1 + random.nextInt(100));
            Rational y = Rational.of(random.nextInt(400) - 150, 1 + random.nextInt(100));
            Optional<Enclosure> low = Evaluation.of(formula, point(x, y, 40), 40);
            Optional<Enclosure> high = Evaluation.of(formula, point(x, y, 200), 200);
            Rational radius = Rational.of(1, 1 << 10);
            Optional<Enclosure> wide = Evaluation.of(
                    formula,
                    Map.of(
                            "x", Enclosure.of(x.minus(radius), x.plus(radius), 60),
                            "y", Enclosure.of(y.minus(radius), y.plus(radius), 60)),
                    60);
            if (high.isPresent() && low.isPresent()) {
                compared++;
                assertTrue(low.get().overlaps(high.get()), () -> formula + " at " + x + ", " + y);
            }
            if (high.isPresent() && wide.isPresent()) {
                assertTrue(wide.get().overlaps(high.get()), () -> formula + " around " + x + ", " + y);
            }
        }
        assertTrue(compared > 1500, "only " + compared);
    }

    private static Map<String, Enclosure> point(Rational x, Rational y, int bits) {
        return Map.of("x", Enclosure.of(x, bits), "y", Enclosure.of(y, bits));
    }

    @Test
    void undecidedConditionsGiveTheHullOfThePossibleCases() {
        Formula step = Written.when(Written.less(X, n(0)), n(-1), n(1));
        Map<String, Enclosure> around = Map.of("x", Enclosure.of(Rational.of(-1), Rational.ONE, 30));
        assertEquals(Enclosure.of(Dyadic.of(-1), Dyadic.ONE), Evaluation.of(step, around, 30).orElseThrow());
        assertEquals(
                Enclosure.ONE, Evaluation.of(step, Map.of("x", Enclosure.ONE), 30).orElseThrow());
    }

    @Test
    void totals() {
        Formula squares = new Formula.Total("k", n(1), n(100), Written.power(new Formula.Symbol("k"), 2));
        assertEquals(Enclosure.of(338350), Evaluation.of(squares, Map.of(), 60).orElseThrow());
        Formula none = new Formula.Total("k", n(2), n(1), Written.power(n(0), -1));
        assertEquals(Enclosure.ZERO, Evaluation.of(none, Map.of(), 60).orElseThrow());
        Formula harmonic = new Formula.Total("k", n(1), n(50), Written.power(new Formula.Symbol("k"), -1));
        Formula difference = Written.minus(harmonic, Written.apply(Operator.HARMONIC, n(50)));
        Enclosure zero = Evaluation.of(difference, Map.of(), 100).orElseThrow();
        assertTrue(zero.containsZero() && zero.width().magnitude() < -80);
        Formula endless = new Formula.Total("k", n(1), Written.INFINITY, new Formula.Symbol("k"));
        assertTrue(Evaluation.of(endless, Map.of(), 60).isEmpty());
    }

    @Test
    void digitsAreRaisedUntilTheyAreCertain() {
        // A difference that cancels 40 digits: exp(d) - 1 = d + d^2/2 + ...
        Formula close = Written.minus(
                Written.exp(Written.power(n(10), -40)), n(1));
        Enclosure value = Evaluation.digits(close, Map.of(), 30).orElseThrow();
        assertTrue(value.digits() >= 30, value::toString);
        Rational d = Rational.of(10).power(-40);
        assertTrue(value.overlaps(Enclosure.of(d, d.plus(d.times(d)), 400)), value::toString);
    }

    @Test
    void whatIsUndefinedIsEmpty() {
        assertTrue(Evaluation.of(Written.log(n(0)), Map.of(), 60).isEmpty());
        assertTrue(Evaluation.of(Written.power(n(0), -1), Map.of(), 60).isEmpty());
        assertTrue(Evaluation.of(X, Map.of(), 60).isEmpty());
        Map<String, Enclosure> around = Map.of("x", Enclosure.of(Rational.of(-1), Rational.ONE, 30));
        assertTrue(Evaluation.of(Written.product(n(0), Written.power(X, -1)), around, 60).isEmpty());
    }

    @Test
    void integralsInsideFormulas() {
        Formula integral = new Formula.Integral("t", n(0), X, Written.exp(new Formula.Symbol("t")));
        Enclosure value = Evaluation.of(integral, Map.of("x", Enclosure.ONE), 80).orElseThrow();
        Enclosure expected = Evaluation.of(Written.minus(Written.exp(n(1)), n(1)), Map.of(), 200).orElseThrow();
        assertTrue(value.contains(expected) && value.digits() > 22, value::toString);
    }

    @Test
    void interruptsAreHeard() {
        Formula many = new Formula.Total("k", n(1), n(90_000), Written.exp(new Formula.Symbol("k")));
        Thread.currentThread().interrupt();
        try {
            assertThrows(CancellationException.class, () -> Evaluation.of(many, Map.of(), 60));
        } finally {
            Thread.interrupted();
        }
    }
}
