package bitlemma.symbolic.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.enclosure.Enclosure;
import bitlemma.symbolic.enclosure.Evaluation;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.TextForm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Signs of formulas: what is said of one holds at every point, and the simple ones are said. */
class SignsTest {
    private static final Formula X = Formulas.symbol("x");
    private static final Formula Y = Formulas.symbol("y");
    private static final Assumptions KNOWN =
            Assumptions.NONE.withReal("x", Rational.ZERO, Rational.ONE).withReal("y", Rational.of(-1), Rational.of(2));

    @Test
    void decisionsHoldEverywhere() {
        SplittableRandom random = new SplittableRandom(11);
        Signs signs = new Signs(KNOWN);
        int decided = 0;
        for (int i = 0; i < 250; i++) {
            Formula formula = formula(random, 3);
            Signs.Decision decision;
            try {
                decision = signs.decide(new Constraint(formula, random.nextBoolean()));
            } catch (ArithmeticException undefined) {
                continue;
            }
            if (decision == Signs.Decision.OPEN) {
                continue;
            }
            decided++;
            boolean positive = decision == Signs.Decision.HOLDS;
            for (int p = 0; p < 20; p++) {
                Map<String, Enclosure> point = point(random);
                Optional<Enclosure> value = Evaluation.of(formula, point, 80);
                value.ifPresent(v -> assertTrue(
                        positive ? !v.isNegative() : !v.isPositive(),
                        () -> TextForm.of(formula) + " is " + v + " at " + point));
            }
        }
        assertTrue(decided > 50, "too few signs are decided");
    }

    private static Map<String, Enclosure> point(SplittableRandom random) {
        Map<String, Enclosure> point = new HashMap<>();
        point.put("x", Enclosure.of(Rational.of(random.nextInt(0, 65), 64), 80));
        point.put("y", Enclosure.of(Rational.of(random.nextInt(-64, 129), 64), 80));
        return point;
    }

    private static Formula formula(SplittableRandom random, int depth) {
        if (depth == 0) {
            return switch (random.nextInt(3)) {
                case 0 -> X;
                case 1 -> Y;
                default -> Formulas.number(random.nextInt(-4, 5), 2);
            };
        }
        Formula one = formula(random, depth - 1);
        return switch (random.nextInt(8)) {
            case 0, 1 -> Formulas.sum(one, formula(random, depth - 1));
            case 2 -> Formulas.minus(one, formula(random, depth - 1));
            case 3, 4 -> Formulas.product(one, formula(random, depth - 1));
            case 5 -> Formulas.square(one);
            case 6 -> Formulas.sqrt(Formulas.sum(Formulas.square(one), Formulas.ONE));
            default -> Formulas.exp(Formulas.product(Formulas.HALF, one));
        };
    }

    @Test
    void rootsAgainstWhatTheyAreComparedWith() {
        Signs signs = new Signs(KNOWN.withPositive("c"));
        Formula c = Formulas.symbol("c");
        Formula root = Formulas.sqrt(Formulas.sum(Formulas.square(c), Formulas.ONE));
        assertEquals(1, Radicals.sign(Formulas.minus(root, c), signs));
        assertEquals(-1, Radicals.sign(Formulas.minus(c, root), signs));
        assertEquals(1, Radicals.sign(Formulas.sum(c, root), signs));
        assertEquals(0, Radicals.sign(Formulas.minus(root, Formulas.product(Formulas.TWO, c)), signs));
    }

    @Test
    void subdivisionNeedsBounds() {
        Formula above = Formulas.minus(Formulas.exp(X), X);
        assertEquals(1, Subdivision.sign(above, KNOWN));
        assertEquals(0, Subdivision.sign(above, Assumptions.NONE));
        assertEquals(0, Subdivision.sign(Formulas.minus(X, Formulas.HALF), KNOWN));
        assertEquals(-1, Subdivision.sign(Formulas.minus(Formulas.product(X, Y), Formulas.number(3)), KNOWN));
    }

    @Test
    void boundsFromConstraints() {
        Signs signs = new Signs(Assumptions.NONE);
        Constraint above = Constraint.above(Formulas.sum(X, Y), Formulas.number(3), true);
        assertEquals(Optional.of(Rational.of(3)), signs.low(Formulas.sum(X, Y), List.of(above)));
        assertEquals(Optional.empty(), signs.high(Formulas.sum(X, Y), List.of(above)));
    }

    @Test
    void wholeFormulas() {
        Formula i = Formulas.symbol("i");
        Formula m = Formulas.symbol("m");
        Signs signs = new Signs(Assumptions.NONE.withInteger("i", null, null).withInteger("m", Rational.of(3), null));
        Formula eighths = Formulas.power(Formulas.TWO, Formulas.minus(m, Formulas.number(3)));
        Formula sixteenths = Formulas.power(Formulas.TWO, Formulas.minus(m, Formulas.number(4)));
        assertEquals(Rational.ZERO, fraction(signs, Formulas.sum(i, eighths)));
        assertEquals(Rational.of(1, 4), fraction(signs, Formulas.minus(i, Formulas.number(3, 4))));
        assertEquals(Optional.empty(), signs.whole(sixteenths));
        assertEquals(Optional.empty(), signs.whole(Formulas.product(Formulas.HALF, i)));
        assertEquals(Optional.empty(), signs.whole(X));
        assertEquals(Rational.ZERO, fraction(signs, Formulas.floor(X)));
    }

    private static Rational fraction(Signs signs, Formula formula) {
        Signs.Whole whole = signs.whole(formula).orElseThrow();
        assertEquals(formula, signs.simple(Formulas.sum(whole.floor(), Formulas.number(whole.fraction()))));
        return whole.fraction();
    }
}
