package bitlemma.symbolic.derive;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Derivation.Request;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.symbolic.engine.SymjaEngine;
import bitlemma.symbolic.expectation.Journal;
import bitlemma.symbolic.expectation.Primitives;
import bitlemma.symbolic.expectation.Underived;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.TextForm;
import bitlemma.symbolic.formula.ZeroTest;
import bitlemma.symbolic.reading.Reading;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected values that textbooks know, or that a line of calculus shows. */
class ClosedFormsTest {
    private static final Primitives ALGEBRA = new Algebra(new SymjaEngine());

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        x ~ uniform(0, 1);                 E[x^5] == 1/6
        x ~ uniform(-1, 1);                E[|x|] == 1/2
        x ~ uniform(0, 1);                 E[log(x)] == -1
        x ~ uniform(0, 1);                 E[x * log(x)] == -1/4
        x ~ uniform(0, 1);                 E[sqrt(x)] == 2/3
        x ~ uniform(0, 1);                 E[1 / (1 + x)] == log(2)
        x ~ uniform(0, 1);                 E[1 / (1 + x^2)] == pi / 4
        x ~ uniform(0, 1);                 E[exp(x)] == exp(1) - 1
        x ~ uniform(0, 1);                 E[x] * 2 + Var[x] == 13/12
        x, y ~ uniform(0, 1);              E[|x - y|] == 1/3
        x, y ~ uniform(0, 1);              E[max(x, y)] == 2/3
        x, y ~ uniform(0, 1);              E[min(x, y)] == 1/3
        x, y ~ uniform(0, 1);              P[x + y < 1/2] == 1/8
        x, y ~ uniform(0, 1);              P[x < y^2] == 1/3
        x, y ~ uniform(0, 1);              E[x * y] == 1/4
        x, y ~ uniform(0, 1);              E[1 / (1 + x + y)] == 3 * log(3) - 4 * log(2)
        x, y ~ uniform(-1, 1);             P[x^2 + y^2 < 1] == pi / 4
        x, y, z ~ uniform(0, 1);           E[max(x, max(y, z))] == 3/4
        x, y, z ~ uniform(0, 1);           P[x + y + z < 1] == 1/6
        x ~ uniform(0, 4);                 E[floor(x)] == 3/2
        x ~ uniform(0, 4);                 E[(x - floor(x))^2] == 1/3
        x ~ uniform(-2, 2);                E[round(x, even) * x] == 11/8
        x ~ normal(0, 1);                  E[x^4] == 3
        x ~ normal(0, 1);                  E[|x|] == sqrt(2 / pi)
        x ~ normal(2, 3);                  E[x^2] == 13
        x ~ normal(0, 1);                  P[|x| < 1] == erf(1 / sqrt(2))
        x ~ normal(0, 1);                  E[exp(x)] == exp(1/2)
        x ~ normal(0, 1);                  E[max(x, 0)] == 1 / sqrt(2 * pi)
        x ~ laplace(0, 1);                 E[|x|] == 1
        x ~ laplace(0, 2);                 Var[x] == 8
        x ~ laplace(0, 1);                 P[x > 1] == exp(-1) / 2
        x ~ exponential(3);                E[x] == 1/3
        x ~ exponential(1);                E[min(x, 1)] == 1 - exp(-1)
        x ~ loguniform(1, 2);              E[x] == 1 / log(2)
        x ~ loguniform(1, 2);              P[x < 3/2] == log(3/2) / log(2)
        x ~ bernoulli(1/4);                Var[x] == 3/16
        x ~ table(1: 1/2, 2: 1/4, 4: 1/4); E[1 / x] == 11/16
        x ~ uniform integers(1, 6);        E[x] == 7/2
        x, y ~ uniform integers(1, 6);     E[max(x, y)] == 161/36
        x, y ~ uniform integers(1, 6);     P[x + y == 7] == 1/6
        x ~ uniform(0, 1);                 E[x given x > 1/2] == 3/4
        """)
    void knownValues(String variables, String line) {
        check(variables, line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        given c: real in 0..1;             x ~ uniform(0, 1);            P[x < c] == c
        given c: real in 0..1;             x ~ uniform(0, 1);            E[|x - c|] == c^2 - c + 1/2
        given c: real in 0..1;             x ~ uniform(0, 1);            E[min(x, c)] == c - c^2 / 2
        given s: real, s > 0;              x ~ normal(0, s);             E[|x|] == s * sqrt(2 / pi)
        given b: real, b > 0;              x ~ laplace(0, b);            Var[x] == 2 * b^2
        given a: real, a > 0;              x ~ uniform(-a, a);           E[x^2] == a^2 / 3
        given n in 1..99;                    x ~ uniform integers(1, n);   Var[x] == (n^2 - 1) / 12
        given m in 0..40;                    x ~ uniform grid(m, 0, 1);    E[x] == 1/2 - 2^-m / 2
        given n in 1..99;                    x, y ~ uniform integers(1, n); E[|x - y|] == (n^2 - 1) / (3 * n)
        """)
    void knownFormulas(String parameters, String variables, String line) {
        check(parameters, variables, line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        x[K] ~ normal(0, 1);             E[(sum(k < K) x[k])^2] == K
        x[K] ~ normal(0, 1);             E[(sum(k < K) x[k])^4] == 3 * K^2
        x[K] ~ bernoulli(1/2);           E[(sum(k < K) x[k])^3] == K^2 * (K + 3) / 8
        x[K], y[K] ~ uniform(-1, 1);     Var[sum(k < K) x[k] * y[k]] == K / 9
        x[K] ~ uniform(0, 1);            E[sum(k < K) k * x[k]] == K * (K - 1) / 4
        """)
    void sumsOverArrays(String variables, String line) {
        check("given K in 1..64", variables, line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"E[1 / x]", "E[1 / x^2]", "E[log(x^2 - 1/4)]", "E[sqrt(x)]"})
    void whatHasNoExpectedValueIsNotProved(String asked) {
        Derivation derivation = Written.derivation("x ~ uniform(-1, 1)", "find " + asked);
        Request.Find find = (Request.Find) derivation.requests().getFirst();
        boolean proved;
        try {
            proved = forms(derivation, Assumptions.NONE).of(find.value()).proved();
        } catch (Underived none) {
            proved = false;
        }
        assertFalse(proved);
    }

    private static void check(String... lines) {
        String[] all = lines.clone();
        all[all.length - 1] = "expect " + all[all.length - 1];
        Derivation derivation = Written.derivation(all);
        Request.Expect expect = (Request.Expect) derivation.requests().getFirst();
        Assumptions parameters = assumptions(derivation);
        Formula found = forms(derivation, parameters).of(expect.left()).formula();
        Formula known = forms(derivation, parameters).of(expect.right()).formula();
        assertTrue(
                ZeroTest.areEqual(found, known, parameters),
                () -> lines[lines.length - 1] + ", but found " + TextForm.of(found));
    }

    private static ClosedForms forms(Derivation derivation, Assumptions parameters) {
        return new ClosedForms(derivation, parameters, List.of(), ALGEBRA, new Journal());
    }

    private static Assumptions assumptions(Derivation derivation) {
        Assumptions all = Assumptions.NONE;
        for (Derivation.Parameter p : derivation.parameters()) {
            String name = p.variable().name();
            all = p.variable().sort() == Sort.INTEGER
                    ? all.withInteger(name, p.low(), p.high())
                    : all.withReal(name, p.low(), p.high());
        }
        Reading reading = new Reading(term -> {
            throw new IllegalStateException("no functional of parameters: " + term);
        });
        for (Term given : derivation.given()) {
            all = all.withFact(reading.condition(given));
        }
        return all;
    }
}
