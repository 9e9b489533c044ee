package bitlemma.symbolic.enclosure;

import static bitlemma.symbolic.enclosure.Written.X;
import static bitlemma.symbolic.enclosure.Written.exp;
import static bitlemma.symbolic.enclosure.Written.log;
import static bitlemma.symbolic.enclosure.Written.minus;
import static bitlemma.symbolic.enclosure.Written.n;
import static bitlemma.symbolic.enclosure.Written.negate;
import static bitlemma.symbolic.enclosure.Written.power;
import static bitlemma.symbolic.enclosure.Written.product;
import static bitlemma.symbolic.enclosure.Written.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RootsTest {
    private static Roots.Result isolate(Formula formula, long low, long high) {
        return Roots.isolate(formula, "x", Rational.of(low), Rational.of(high), Map.of(), Goal.digits(30));
    }

    private static void assertRoots(Roots.Result result, Formula... expected) {
        assertTrue(result.isComplete(), result::toString);
        assertEquals(expected.length, result.roots().size(), result::toString);
        for (int i = 0; i < expected.length; i++) {
            Enclosure known = Evaluation.of(expected[i], Map.of(), 300).orElseThrow();
            Enclosure root = result.roots().get(i);
            assertTrue(root.contains(known), root::toString);
            assertTrue(root.width().toRational().compareTo(Rational.of(10).power(-30)) <= 0, root::toString);
        }
    }

    @Test
    void simpleRoots() {
        Formula root = power(n(2), n(1, 2));
        assertRoots(isolate(minus(power(X, 2), n(2)), -3, 3), negate(root), root);
        assertRoots(isolate(minus(power(X, 2), n(2)), 0, 3), root);
        assertRoots(isolate(minus(X, exp(negate(X))), 0, 1), Written.apply(Operator.LAMBERT_W, n(1)));
        assertRoots(isolate(sum(power(X, 2), n(1)), -3, 3));
        Formula waves = Written.apply(Operator.SIN, X);
        assertEquals(10, isolate(waves, -10, 20).roots().size());
        assertTrue(isolate(waves, -10, 20).isComplete());
    }

    @Test
    void rootsAtTheEnds() {
        assertRoots(isolate(minus(power(X, 3), X), -1, 1), n(-1), n(0), n(1));
        assertRoots(isolate(product(minus(product(n(3), X), n(1)), log(sum(n(1), X))), 0, 1), n(0), n(1, 3));
        Formula third = minus(product(n(3), X), n(1));
        assertRoots(Roots.isolate(third, "x", Rational.of(1, 3), Rational.ONE, Map.of(), Goal.digits(30)), n(1, 3));
        assertRoots(Roots.isolate(third, "x", Rational.of(1001, 3000), Rational.ONE, Map.of(), Goal.digits(30)));
    }

    @Test
    void whatIsNotDecidedIsSaid() {
        Roots.Result twice = isolate(power(minus(X, n(1, 3)), 2), 0, 1);
        assertFalse(twice.isComplete());
        assertTrue(twice.roots().isEmpty());
        assertTrue(twice.undecided().stream().anyMatch(part -> part.contains(Rational.of(1, 3))));
        Roots.Result end = isolate(minus(log(X), n(1)), 0, 5);
        assertEquals(1, end.roots().size());
        assertFalse(end.isComplete());
    }

    /** Products of linear factors with known roots, some outside, some equal. */
    @Test
    void randomPolynomials() {
        Random random = new Random(61);
        for (int i = 0; i < 60; i++) {
            TreeSet<Rational> inside = new TreeSet<>();
            List<Formula> factors = new ArrayList<>(List.of(n(1 + random.nextInt(5))));
            TreeSet<Rational> all = new TreeSet<>();
            for (int k = 0; k < 2 + random.nextInt(4); k++) {
                Rational root = Rational.of(random.nextInt(81) - 40, 1 + random.nextInt(12));
                if (all.add(root)) {
                    factors.add(sum(X, new Formula.Number(root.negate())));
                    if (root.abs().compareTo(Rational.of(10)) <= 0) {
                        inside.add(root);
                    }
                }
            }
            Roots.Result result = isolate(new Formula.Product(factors), -10, 10);
            assertRoots(result, inside.stream().map(Formula.Number::new).toArray(Formula[]::new));
        }
    }
}
