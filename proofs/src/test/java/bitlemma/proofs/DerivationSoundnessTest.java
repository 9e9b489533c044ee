package bitlemma.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import bitlemma.symbolic.answer.Outcome;
import bitlemma.symbolic.answer.Result;
import bitlemma.symbolic.formula.TextForm;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions that have no answer, or whose obvious answer is wrong. */
class DerivationSoundnessTest {
    private static DerivedText derived;

    @BeforeAll
    static void open() {
        derived = new DerivedText();
    }

    @AfterAll
    static void close() {
        derived.close();
    }

    private static Outcome outcome(String block) {
        List<Result> results = derived.of("derive d {\n" + block.replace(';', '\n') + "\n}\n").orElseThrow();
        return results.getFirst().outcome();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // a part has no value, although what is left after cancelling has one
                "x ~ uniform(-1, 1); find E[sqrt(x)^2]",
                "x ~ uniform(-1, 1); find E[exp(log(x))]",
                "x ~ uniform(-1, 1); find P[log(x) < 0]",
                "given m in 1..20; a ~ uniform grid(m); find E[(a - 1/4) / (a - 1/4)]",
                "given m in 1..20; a ~ uniform grid(m); find E[a / a]",
                "x ~ uniform(-300, 600); find P[float8_e4m3fn(x) == 448]",
                // the integral is infinite, or exists in one order of integration only
                "x ~ uniform(0, 1); find E[1 / x]",
                "x ~ uniform(-1, 1); find E[1 / x]",
                "x ~ uniform(-1, 1); find E[1 / x^2]",
                "x ~ uniform(-1, 1); y ~ uniform(0, 1); find E[x / y]",
                "given r: real, r > 0; x ~ exponential(r); find E[exp(x)]",
                // there is no such distribution for some parameters
                "given p: real in 0..4; b ~ bernoulli(p / 2); find Var[b]",
                "given s: real; x ~ normal(0, 2 * s); find E[|x|]",
                "given s: real; x ~ uniform(s, 1); find E[x]",
                "given a in 0..5, b in 0..5; x ~ uniform integers(a, b); find E[x]",
                // no density of single values
                "given t: real in 0..1; b ~ bernoulli(1/2); x ~ uniform(0, 1); find E[x] + density[b, t]",
                "x ~ uniform(0, 2); find E[x] + density[min(x, 1), 1]",
                // not continuous where the limit is taken, and limits are taken from above
                "given c: real; x ~ uniform(0, 1); find limit(c -> 0) E[if c <= 0 then x else 2 * x] - 1/2 + 1/2",
                "given c: real; x ~ uniform(0, 1); find limit(c -> 0) (E[x] * floor(-c))",
                "given c: real; x ~ uniform(0, 1); find series(c -> 0, 2) (E[x] * abs(c))",
                "given c: real in 1..2; x ~ uniform(0, 1); find limit(c -> 0) P[x < c]",
                // single elements, and elements at two indices
                "given K in 1..3; x[K] ~ bernoulli(1/2); find E[x[0] * sum(k < K) x[k]] + 0 * K",
            })
    void noClosedForm(String block) {
        Outcome outcome = outcome(block);
        assertFalse(outcome instanceof Outcome.Closed, () -> block + ": " + outcome);
        assertFalse(outcome instanceof Outcome.Fault, () -> block + ": " + outcome);
    }

    private static void holds(String block) {
        assertInstanceOf(Outcome.Holds.class, outcome(block), block);
    }

    private static String formula(String block) {
        return TextForm.of(assertInstanceOf(Outcome.Closed.class, outcome(block), block).formula())
                .replaceAll("#[0-9]+", "");
    }

    @Test
    void emptySumsAreZero() {
        assertEquals(
                "if K - 5 >= 0 then (K - 5)/2 else 0",
                formula("given K in 1..100; x[K] ~ uniform(0, 1); find E[sum(5 <= k < K) x[k]]"));
    }

    @Test
    void singleValuesOfParameters() {
        assertEquals(
                "if c == 0 then 5 else 1/2",
                formula("given c: real in 0..1; x ~ uniform(0, 1); find E[if c == 0 then 5 else x]"));
    }

    @Test
    void elementsAtTwoIndicesAreTwo() {
        holds("given K in 1..4; x[K] ~ bernoulli(1/2)"
                + "; expect E[sum(k < K) sum(j < K) x[k] * x[j]] == K / 2 + K * (K - 1) / 4");
    }

    @Test
    void bestPlacesNearAnEndAreNotTheEnd() {
        Outcome outcome = outcome("x ~ uniform(0, 1); expect argmin(c in 0..4194304) E[(x - c)^2] == 0");
        assertFalse(outcome instanceof Outcome.Holds, outcome::toString);
    }

    @Test
    void bestPlacesAtJumps() {
        holds("expect |argmin(c in 0..1) (c / 2 + (if c < 1/2 then 1 else 0)) - 1/2| < 10^-9");
    }
}
