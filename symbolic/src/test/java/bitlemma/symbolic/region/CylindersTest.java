package bitlemma.symbolic.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.enclosure.Enclosure;
import bitlemma.symbolic.enclosure.Evaluation;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.TextForm;
import bitlemma.symbolic.random.Law;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Regions as cylinders: each point lies in one of them, on a lattice those on borders too. */
class CylindersTest {
    private static final int FORMULAS = 9;
    private static final int BITS = 120;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void eachPointLiesInOneCylinder(int count) {
        List<String> variables = List.of("x", "y", "z").subList(0, count);
        BorderFormulas formulas = new BorderFormulas(new SplittableRandom(100 + count), variables, false);
        int split = 0;
        for (int i = 0; i < FORMULAS; i++) {
            Formula formula = formulas.next(1 + i % (4 - count / 2));
            List<Cylinder> cylinders;
            try {
                cylinders = cylinders(formula, variables, formulas);
            } catch (Unsplit unsplit) {
                continue;
            }
            split++;
            for (int p = 0; p < 40; p++) {
                // No border passes through fractions of a large prime.
                check(formula, cylinders, formulas.point(10007));
            }
        }
        assertTrue(split > FORMULAS / 2, "too few formulas are split");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void eachLatticePointLiesInOneCylinder(int count) {
        List<String> variables = List.of("x", "y", "z").subList(0, count);
        BorderFormulas formulas = new BorderFormulas(new SplittableRandom(200 + count), variables, true);
        int split = 0;
        for (int i = 0; i < FORMULAS; i++) {
            Formula formula = formulas.next(1 + i % (4 - count / 2));
            List<Cylinder> cylinders;
            try {
                cylinders = cylinders(formula, variables, formulas);
            } catch (Unsplit | NotWhole unsplit) {
                continue;
            }
            split++;
            for (Map<String, Rational> point : lattice(variables)) {
                check(formula, cylinders, point);
            }
        }
        assertTrue(split > FORMULAS / 3, "too few formulas are split");
    }

    @Test
    void quadraticBordersHaveRoots() {
        Formula x = Formulas.symbol("x");
        Formula y = Formulas.symbol("y");
        Formula disc = Formulas.choose(
                new bitlemma.symbolic.formula.Condition.Compare(
                        bitlemma.symbolic.formula.Condition.Relation.LESS,
                        Formulas.sum(Formulas.square(x), Formulas.square(y)),
                        Formulas.number(2)),
                x,
                Formulas.product(x, y));
        BorderFormulas formulas = new BorderFormulas(new SplittableRandom(7), List.of("x", "y"), false);
        List<Cylinder> cylinders = cylinders(disc, List.of("x", "y"), formulas);
        for (int p = 0; p < 500; p++) {
            check(disc, cylinders, formulas.point(10007));
        }
    }

    /** Guards speak of parameters; whatever the parameter is, the cylinders of the points are one. */
    @Test
    void guardsTellParametersApart() {
        Formula x = Formulas.symbol("x");
        Formula c = Formulas.symbol("c");
        Formula formula = Formulas.min(Formulas.abs(x), c);
        Assumptions known = Assumptions.NONE
                .withReal("x", Rational.of(-2), Rational.of(3))
                .withReal("c", Rational.ZERO, Rational.of(5));
        Signs signs = new Signs(known);
        Map<String, Law> laws =
                Map.of("x", new Law.Continuous(Formulas.number(-2), Formulas.number(3), Formulas.number(1, 5)));
        List<Cylinder> cylinders = new ArrayList<>();
        for (Branch branch : new Branches(Set.of("x"), signs).of(formula, List.of())) {
            cylinders.addAll(new Cylinders(laws, signs).of(branch, List.of("x")));
        }
        SplittableRandom random = new SplittableRandom(5);
        for (int p = 0; p < 300; p++) {
            check(
                    formula,
                    cylinders,
                    Map.of(
                            "x", Rational.of(random.nextInt(-20000, 30000), 10007),
                            "c", Rational.of(random.nextInt(0, 50), 10)));
        }
    }

    @Test
    void bordersBetweenLatticePointsNeedGreaterParameters() {
        Assumptions known =
                Assumptions.NONE.withInteger("m", Rational.ZERO, null).withInteger("i", Rational.ZERO, null);
        Signs signs = new Signs(known);
        Formula half = Formulas.power(Formulas.TWO, Formulas.minus(Formulas.symbol("m"), Formulas.ONE));
        Law law = Law.Lattice.uniform(
                Formulas.ZERO, Formulas.minus(Formulas.power(Formulas.TWO, Formulas.symbol("m")), Formulas.ONE));
        Branch upper = new Branch(List.of(Constraint.above(Formulas.symbol("i"), half, false)), Formulas.ONE);
        Cylinders cylinders = new Cylinders(Map.of("i", law), signs);
        assertThrows(NotWhole.class, () -> cylinders.of(upper, List.of("i")));
        Signs greater = new Signs(known.withInteger("m", Rational.ONE, null));
        List<Cylinder> found = new Cylinders(Map.of("i", law), greater).of(upper, List.of("i"));
        assertEquals(1, found.size());
        assertEquals(half, found.getFirst().ranges().getFirst().low());
    }

    private static List<Cylinder> cylinders(Formula formula, List<String> variables, BorderFormulas formulas) {
        Signs signs = new Signs(formulas.assumptions());
        List<Cylinder> cylinders = new ArrayList<>();
        for (Branch branch : new Branches(Set.copyOf(variables), signs).of(formula, List.of())) {
            cylinders.addAll(new Cylinders(formulas.laws(), signs).of(branch, variables));
        }
        return cylinders;
    }

    private static List<Map<String, Rational>> lattice(List<String> variables) {
        List<Map<String, Rational>> points = List.of(Map.of());
        for (String name : variables) {
            List<Map<String, Rational>> next = new ArrayList<>();
            for (Map<String, Rational> point : points) {
                for (int i = -2; i <= 3; i++) {
                    Map<String, Rational> longer = new HashMap<>(point);
                    longer.put(name, Rational.of(i));
                    next.add(longer);
                }
            }
            points = next;
        }
        return points;
    }

    private static void check(Formula formula, List<Cylinder> cylinders, Map<String, Rational> point) {
        List<Cylinder> here = cylinders.stream().filter(c -> contains(c, point)).toList();
        assertEquals(1, here.size(), () -> TextForm.of(formula) + " at " + point + ": " + here);
        assertEquals(
                RationalValue.of(formula, point),
                RationalValue.of(here.getFirst().value(), point),
                () -> TextForm.of(formula) + " at " + point);
    }

    private static boolean contains(Cylinder cylinder, Map<String, Rational> point) {
        return cylinder.guard().stream().allMatch(c -> RationalValue.holds(c, point))
                && cylinder.ranges().stream()
                        .allMatch(r -> isAtMost(r.low(), point.get(r.variable()), point, true)
                                && isAtMost(r.high(), point.get(r.variable()), point, false));
    }

    /** Whether the bound is at most the value, or at least. */
    private static boolean isAtMost(Formula bound, Rational value, Map<String, Rational> point, boolean low) {
        try {
            int side = RationalValue.of(bound, point).compareTo(value);
            return low ? side <= 0 : side >= 0;
        } catch (UnsupportedOperationException root) {
            Map<String, Enclosure> values = new HashMap<>();
            point.forEach((n, v) -> values.put(n, Enclosure.of(v, BITS)));
            // A bound that is no real number belongs to a region that is not there.
            return Evaluation.of(bound, values, BITS)
                    .filter(e -> !e.contains(value))
                    .map(e -> low == e.isCertainlyLess(Enclosure.of(value, BITS)))
                    .orElse(false);
        }
    }
}
