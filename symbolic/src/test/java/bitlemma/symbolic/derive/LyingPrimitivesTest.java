package bitlemma.symbolic.derive;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.core.Derivation;
import bitlemma.symbolic.answer.Outcome;
import bitlemma.symbolic.answer.Result;
import bitlemma.symbolic.answer.Standing;
import bitlemma.symbolic.engine.SymjaEngine;
import bitlemma.symbolic.exact.PlainEvaluation;
import bitlemma.symbolic.expectation.Primitives;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Algebra that is wrong on purpose: nothing that rests on it is proved, and what numbers contradict is no answer. */
class LyingPrimitivesTest {
    private static final Primitives TRUE = new Algebra(new SymjaEngine());

    /** Wrong by a part of its variable or of its end. */
    private record Liar(boolean area, boolean total, boolean limit, Formula lie) implements Primitives {
        @Override
        public Optional<Formula> antiderivative(Formula body, String variable, Assumptions assumptions) {
            Formula wrong = Formulas.product(lie, Formulas.symbol(variable));
            return TRUE.antiderivative(body, variable, assumptions).map(f -> area ? Formulas.sum(f, wrong) : f);
        }

        @Override
        public Optional<Formula> sum(Formula term, String index, Formula low, Formula high, Assumptions assumptions) {
            Formula wrong = Formulas.product(lie, Formulas.sum(Formulas.minus(high, low), Formulas.ONE));
            return TRUE.sum(term, index, low, high, assumptions).map(f -> total ? Formulas.sum(f, wrong) : f);
        }

        @Override
        public List<Formula> roots(Formula body, String variable, Assumptions assumptions) {
            return TRUE.roots(body, variable, assumptions).stream()
                    .map(root -> Formulas.sum(root, lie))
                    .toList();
        }

        @Override
        public Optional<Formula> limit(
                Formula body, String variable, Formula point, boolean fromAbove, Assumptions assumptions) {
            return TRUE.limit(body, variable, point, fromAbove, assumptions).map(f -> limit ? Formulas.sum(f, lie) : f);
        }
    }

    private static Outcome answer(Primitives primitives, String... lines) {
        Derivation derivation = Written.derivation(lines);
        Deriver deriver = new Deriver(new PlainEvaluation(), primitives);
        List<Result> results =
                deriver.derive(derivation, new Deriver.Listener() {}).results();
        return results.getFirst().outcome();
    }

    private static void assertNotProved(Outcome outcome) {
        switch (outcome) {
            case Outcome.Closed closed -> assertFalse(closed.standing() instanceof Standing.Proved, closed::toString);
            case Outcome.Holds holds -> assertFalse(holds.standing() instanceof Standing.Proved, holds::toString);
            case Outcome.Numbers n -> {}
            case Outcome.Open o -> {}
            case Outcome.Fault f -> {}
            case Outcome.Fails f -> {}
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"E[x^2 * exp(x)]", "E[log(1 + x)]", "E[max(x, 1/3)^2]", "E[1 / (2 + x)]"})
    void wrongAntiderivativesAreFaults(String asked) {
        Liar liar = new Liar(true, false, false, Formulas.number(1, 1000));
        Outcome outcome = answer(liar, "x ~ uniform(0, 1)", "find " + asked);
        assertInstanceOf(Outcome.Fault.class, outcome);
    }

    /** Too little for any number to show. */
    @ParameterizedTest
    @ValueSource(strings = {"E[x^2 * exp(x)]", "E[log(1 + x)]", "E[max(x, 1/3)^2]"})
    void almostRightAntiderivativesProveNothing(String asked) {
        Liar liar = new Liar(true, false, false, Formulas.power(Formulas.TWO, -2000));
        assertNotProved(answer(liar, "x ~ uniform(0, 1)", "find " + asked));
    }

    @ParameterizedTest
    @ValueSource(strings = {"E[floor(x / 2) * x]", "E[|x - 3|]", "E[x^3]"})
    void wrongSumsAreFaults(String asked) {
        Liar liar = new Liar(false, true, false, Formulas.number(1, 1000));
        Outcome outcome = answer(liar, "given n in 4..40", "x ~ uniform integers(0, n)", "find " + asked);
        assertNotProved(outcome);
        assertFalse(outcome instanceof Outcome.Closed, outcome::toString);
    }

    @Test
    void almostRightSumsProveNothing() {
        Liar liar = new Liar(false, true, false, Formulas.power(Formulas.TWO, -2000));
        assertNotProved(answer(
                liar, "given K in 1..64", "x[K] ~ normal(0, 1)", "find E[sum(k < K) k^2 * x[k]^2] + E[exp(x[0])]"));
    }

    /** Those that our own expansions find are not asked of anyone. */
    @ParameterizedTest
    @CsvSource({"limit(c -> inf) E[exp(-c * x)], 0", "limit(c -> inf) c * E[exp(-c * x)], 1"})
    void wrongLimitsAreNotProved(String asked, long limit) {
        Liar liar = new Liar(false, false, true, Formulas.ONE);
        Outcome outcome = answer(liar, "given c: real, c > 0", "x ~ uniform(0, 1)", "find " + asked);
        if (!(outcome instanceof Outcome.Closed closed) || !closed.formula().equals(Formulas.number(limit))) {
            assertNotProved(outcome);
        }
    }

    @Test
    void wrongAlgebraProvesNoFalseStatement() {
        Liar liar = new Liar(true, true, true, Formulas.number(1, 1000));
        Outcome outcome = answer(liar, "x ~ uniform(0, 1)", "expect E[x^2] == 1/3 + 1/1000");
        assertInstanceOf(Outcome.Fails.class, outcome);
        assertNotProved(answer(
                liar, "given a: real in 0..1", "x ~ uniform(0, a + 1)", "expect E[x^2] == (a + 1)^2 / 3 + 1/1000"));
    }

    @Test
    void wrongRootsAreNoBestPlaces() {
        Liar liar = new Liar(false, false, false, Formulas.number(1, 1000));
        Outcome outcome = answer(liar, "x ~ uniform(0, 1)", "find argmin(c in 0..1) E[|x - c|^3]");
        assertTrue(
                !(outcome instanceof Outcome.Closed closed) || closed.formula().equals(Formulas.HALF),
                outcome::toString);
    }

    @Test
    void rightAlgebraIsBelieved() {
        Outcome outcome = answer(TRUE, "x ~ uniform(0, 1)", "find E[x^2 * exp(x)]");
        assertTrue(
                outcome instanceof Outcome.Closed closed && closed.standing() instanceof Standing.Proved,
                outcome::toString);
    }
}
