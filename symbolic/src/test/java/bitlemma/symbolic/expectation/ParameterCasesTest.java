package bitlemma.symbolic.expectation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.enclosure.Evaluation;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.formula.TextForm;
import bitlemma.symbolic.region.NotWhole;
import bitlemma.symbolic.region.Signs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Sums of choices as one choice: the same value everywhere, at the cuts and around them. */
class ParameterCasesTest {
    private static final Formula C = Formulas.symbol("c");

    private static Formula where(Condition.Relation relation, Formula cut, Formula value) {
        return new Formula.Piecewise(
                List.of(new Formula.Case(new Condition.Compare(relation, C, cut), value)), Formulas.ZERO);
    }

    @Test
    void valuesStay() {
        SplittableRandom random = new SplittableRandom(3);
        Signs signs = new Signs(Assumptions.NONE.withReal("c", Rational.of(-3), Rational.of(3)));
        Condition.Relation[] relations = Condition.Relation.values();
        for (int i = 0; i < 60; i++) {
            List<Formula> terms = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
                Formula value = Formulas.sum(
                        Formulas.product(Formulas.number(random.nextInt(-2, 3)), C),
                        Formulas.number(random.nextInt(3)));
                terms.add(where(
                        relations[random.nextInt(relations.length)], Formulas.number(random.nextInt(-4, 5)), value));
            }
            Formula formula = Formulas.sum(terms);
            Formula merged = ParameterCases.merge(formula, signs);
            for (int eighths = -24; eighths <= 24; eighths++) {
                Formula at = Formulas.number(eighths, 8);
                assertEquals(
                        value(formula, at),
                        value(merged, at),
                        () -> TextForm.of(formula) + " became " + TextForm.of(merged) + " at " + TextForm.of(at));
            }
        }
    }

    private static Rational value(Formula formula, Formula c) {
        return Evaluation.of(Substitute.apply(formula, "c", c), Map.of(), 60)
                .orElseThrow()
                .low()
                .toRational();
    }

    @Test
    void otherConditionsStay() {
        Signs signs = new Signs(Assumptions.NONE);
        Formula two = where(Condition.Relation.LESS, Formulas.symbol("d"), C);
        assertSame(two, ParameterCases.merge(two, signs));
        Formula curved = new Formula.Piecewise(
                List.of(new Formula.Case(
                        new Condition.Compare(Condition.Relation.LESS, Formulas.square(C), Formulas.TWO), C)),
                Formulas.ONE);
        assertSame(curved, ParameterCases.merge(curved, signs));
    }

    @Test
    void integersAreTriedFromWhereRegionsAreTheSame() {
        Signs signs = new Signs(Assumptions.NONE.withInteger("c", Rational.ZERO, null));
        Formula choice = where(Condition.Relation.LESS, Formulas.TWO, C);
        assertThrows(NotWhole.class, () -> ParameterCases.merge(choice, signs));
    }
}
