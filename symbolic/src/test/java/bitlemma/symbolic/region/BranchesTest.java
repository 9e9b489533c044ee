package bitlemma.symbolic.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.TextForm;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Formulas with borders, split: each point lies in one branch, whose value is the formula's. */
class BranchesTest {
    private static final int FORMULAS = 20;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void eachPointLiesInOneBranch(int count) {
        List<String> variables = List.of("x", "y", "z").subList(0, count);
        SplittableRandom random = new SplittableRandom(count);
        BorderFormulas formulas = new BorderFormulas(random, variables, false);
        int split = 0;
        for (int i = 0; i < FORMULAS; i++) {
            Formula formula = formulas.next(1 + i % 3);
            List<Branch> branches;
            try {
                branches =
                        new Branches(Set.copyOf(variables), new Signs(formulas.assumptions())).of(formula, List.of());
            } catch (Unsplit tooMany) {
                continue;
            }
            split++;
            for (int p = 0; p < 60; p++) {
                // Quarters meet the borders often, fractions of 97 never.
                check(formula, branches, formulas.point(p % 3 == 0 ? 97 : 4));
            }
        }
        assertTrue(split > FORMULAS * 3 / 4, "too few formulas are split");
    }

    private static void check(Formula formula, List<Branch> branches, Map<String, Rational> point) {
        List<Branch> here = branches.stream()
                .filter(b -> b.constraints().stream().allMatch(c -> RationalValue.holds(c, point)))
                .toList();
        assertEquals(1, here.size(), () -> TextForm.of(formula) + " at " + point + ": " + here);
        assertEquals(
                RationalValue.of(formula, point),
                RationalValue.of(here.getFirst().value(), point),
                () -> TextForm.of(formula) + " at " + point);
    }

    @Test
    void aGivenHoldsOnEveryBranch() {
        Formula x = Formulas.symbol("x");
        Assumptions bounds = Assumptions.NONE.withReal("x", Rational.of(-4), Rational.of(4));
        Constraint positive = new Constraint(x, true);
        List<Branch> branches =
                new Branches(Set.of("x"), new Signs(bounds)).of(Formulas.roundTo(Rounding.EVEN, x), List.of(positive));
        assertEquals(5, branches.size());
        branches.forEach(b -> assertTrue(b.constraints().stream()
                        .noneMatch(c -> RationalValue.holds(c, Map.of("x", Rational.of(-1, 8))))
                || b.constraints().contains(positive)));
    }

    @Test
    void bordersOfParametersStay() {
        Formula formula = Formulas.abs(Formulas.symbol("c"));
        List<Branch> branches = new Branches(Set.of("x"), new Signs(Assumptions.NONE)).of(formula, List.of());
        assertEquals(List.of(new Branch(List.of(), formula)), branches);
    }

    @Test
    void roundingsWithoutBoundsAreNotSplit() {
        Formula rounded = Formulas.floor(Formulas.symbol("x"));
        Branches branches = new Branches(Set.of("x"), new Signs(Assumptions.NONE));
        assertThrows(Unsplit.class, () -> branches.of(rounded, List.of()));
    }
}
