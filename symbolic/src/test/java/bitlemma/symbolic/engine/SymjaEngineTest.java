package bitlemma.symbolic.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Formula;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymjaEngineTest {
    private static final Map<String, Double> POINT = Map.of("c", 0.73, "s", 0.61, "n", 5.0, "m", 3.0);
    private static final Assumptions KNOWN = known();
    private static SymjaEngine engine;

    private static Assumptions known() {
        return Assumptions.NONE
                .withOpen("x", Rational.ZERO, Rational.ONE)
                .withPositive("c")
                .withPositive("s")
                .withInteger("n", Rational.ONE, null)
                .withInteger("m", Rational.ONE, null);
    }

    @BeforeAll
    static void start() {
        engine = new SymjaEngine();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    private static double at(Formula formula, double x) {
        Map<String, Double> point = new TreeMap<>(POINT);
        point.put("x", x);
        return Doubles.value(formula, point);
    }

    private static <T> T found(Answer<T> answer) {
        if (answer instanceof Answer.Found<T>(T value)) {
            return value;
        }
        throw new AssertionError(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x*(1-x)*(x^2+c)",
                "(x*c)^2/((1+x)*(1+c))",
                "1/(x^2-1)",
                "log(1+x)/(2-x)",
                "log(1-x)/x",
                "(x-n*s)^2*exp(-x)",
                "x^2*exp(-x^2/2)",
                "sqrt(1-x^2)",
                "1/(1+2^x)",
                "x*sin(x)"
            })
    void antiderivativesHaveTheDifferencesThatQuadratureFinds(String body) {
        Formula integrand = Written.formula(body);
        Formula answer = found(engine.antiderivative(integrand, "x", KNOWN));
        double expected = Doubles.integral(x -> at(integrand, x), 0.21, 0.83);
        assertEquals(expected, at(answer, 0.83) - at(answer, 0.21), 1e-10);
    }

    @ParameterizedTest
    @CsvSource({
        "x^2*exp(-x), 0, inf",
        "exp(-x^2/2), 0, c",
        "1/(1+x), 0, 1",
        "x*(1-x), 0, 1-c",
    })
    void integralsAgreeWithQuadrature(String body, String low, String high) {
        Formula integrand = Written.formula(body);
        Formula from = Written.formula(low);
        Formula to = Written.formula(high);
        Formula answer = found(engine.integral(integrand, "x", from, to, KNOWN));
        double expected = Doubles.integral(x -> at(integrand, x), at(from, 0), at(to, 0));
        assertEquals(expected, at(answer, Double.NaN), 1e-8);
    }

    @ParameterizedTest
    @CsvSource({"i^3, 0, n", "i^2, 0, 2^m-1"})
    void sumsAgreeWithAdding(String term, String low, String high) {
        Formula summand = Written.formula(term);
        Formula answer = found(
                engine.sum(summand, "i", Written.formula(low), Written.formula(high), KNOWN));
        double expected = 0;
        for (double i = at(Written.formula(low), 0); i <= at(Written.formula(high), 0); i++) {
            Map<String, Double> point = new TreeMap<>(POINT);
            point.put("i", i);
            expected += Doubles.value(summand, point);
        }
        assertEquals(expected, at(answer, 0), 1e-9 * expected);
    }

    @Test
    void aLimit() {
        Answer<Formula> answer =
                engine.limit(Written.formula("(exp(x)-1)/x"), "x", Written.formula("0"), true, Assumptions.NONE);
        assertEquals(new Formula.Number(Rational.ONE), found(answer));
    }

    @Test
    void aTaylorPolynomial() {
        Formula answer = found(
                engine.series(Written.formula("log(1+x)"), "x", Written.formula("0"), 3, Assumptions.NONE));
        assertEquals(0.3 - 0.045 + 0.009, at(answer, 0.3), 1e-15);
    }

    @Test
    void realRootsOnly() {
        Answer<List<Formula>> answer = engine.solve(Written.formula("x^4-1"), "x", Assumptions.NONE);
        assertEquals(
                new Answer.Found<>(List.of(
                        new Formula.Number(Rational.of(-1)), new Formula.Number(Rational.ONE))),
                answer);
    }

    @Test
    void ofPeriodicRootsTheRealOne() {
        List<Formula> roots = found(engine.solve(Written.formula("exp(-x)-c"), "x", KNOWN));
        assertEquals(1, roots.size());
        assertEquals(-Math.log(0.73), at(roots.getFirst(), 0), 1e-15);
    }

    @Test
    void simplifiesUnderAssumptions() {
        assertEquals(
                new Formula.Symbol("c"), found(engine.simplify(Written.formula("sqrt(c^2)"), KNOWN)));
    }

    @Test
    void namesThatSymjaReservesAreOrdinary() {
        assertEquals(
                new Formula.Symbol("E"), found(engine.simplify(Written.formula("E+N*I-I*N"), Assumptions.NONE)));
    }

    @Test
    void whatIsFreeOfTheVariablePassesUnread() {
        Formula body = Written.formula("x*abs(c)");
        Formula answer = found(engine.antiderivative(body, "x", Assumptions.NONE));
        assertEquals(0.73 / 2, at(answer, 1), 1e-15);
        assertInstanceOf(
                Answer.Failed.class, engine.antiderivative(Written.formula("abs(x)"), "x", Assumptions.NONE));
    }

    @Test
    void theBudgetCounts() {
        try (SymjaEngine poor = new SymjaEngine(50)) {
            Formula body = Written.formula("log(1+x)/(2-x)");
            Answer<Formula> first = poor.antiderivative(body, "x", KNOWN);
            assertInstanceOf(Answer.OutOfBudget.class, first);
            assertEquals(first, poor.antiderivative(body, "x", KNOWN));
            // It goes on answering what it can afford.
            assertInstanceOf(Answer.Found.class, poor.expand(Written.formula("x+x")));
        }
    }

    @Test
    void anotherThreadCancels() throws InterruptedException {
        try (SymjaEngine patient = new SymjaEngine(Long.MAX_VALUE)) {
            Formula endless = Written.formula("sin(x^2)^9*exp(x)*cos(3*x)^7");
            AtomicReference<Answer<Formula>> answer = new AtomicReference<>();
            Thread asking = new Thread(() -> answer.set(patient.antiderivative(endless, "x", KNOWN)));
            asking.start();
            while (asking.isAlive()) {
                patient.cancel();
                asking.join(10);
            }
            assertEquals(new Answer.OutOfBudget<>("it was cancelled"), answer.get());
            assertInstanceOf(Answer.Found.class, patient.expand(Written.formula("x+x")));
        }
    }

    @Test
    void theClockIsTheLastResort() {
        try (SymjaEngine hasty = new SymjaEngine(Long.MAX_VALUE, Duration.ofMillis(50))) {
            Formula endless = Written.formula("sin(x^2)^9*exp(x)*cos(3*x)^7");
            assertInstanceOf(Answer.OutOfBudget.class, hasty.antiderivative(endless, "x", KNOWN));
        }
    }

    @Test
    void nothingIsPrinted() {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream caught = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(caught, true));
            System.setErr(new PrintStream(caught, true));
            engine.solve(Written.formula("x^5-x-c"), "x", KNOWN);
            engine.simplify(Written.formula("1/(x-x)+0^0+log(0)"), KNOWN);
            engine.antiderivative(Written.formula("1/(x^5+x+c)"), "x", KNOWN);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertEquals("", caught.toString());
    }

    @Test
    void whatSymjaGivesBackIsUnevaluated() {
        Answer<Formula> answer = engine.antiderivative(Written.formula("exp(x)/(x+log(x))"), "x", KNOWN);
        assertInstanceOf(Answer.Unevaluated.class, answer);
    }
}
