package bitlemma.grammar.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.Samples;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Density;
import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Derivation.Request;
import bitlemma.grammar.core.Distribution;
import bitlemma.grammar.core.Elementary;
import bitlemma.grammar.core.Expected;
import bitlemma.grammar.core.Extremum;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.LimitOf;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Optimum;
import bitlemma.grammar.core.Power;
import bitlemma.grammar.core.Program;
import bitlemma.grammar.core.RealFunction;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.SeriesOf;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.diagnostics.Problem;
import bitlemma.grammar.load.ModuleLoader;
import bitlemma.grammar.parse.Parser;
import bitlemma.grammar.source.SourceFile;
import bitlemma.numbers.Rational;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code derive} blocks mean in the core. */
class DerivationsTest {
    private static Checker.Checked check(String text) {
        return Checker.check(Parser.parse(new SourceFile("x.lemma", text)).module().orElseThrow(), List.of());
    }

    /** The derivation of a block with these lines. */
    private static Derivation derivation(String... lines) {
        Checker.Checked checked = check("derive d {\n" + String.join("\n", lines) + "\n}\n");
        assertEquals(List.of(), checked.diagnostics().stream().map(Diagnostic::render).toList());
        return checked.program().orElseThrow().derivations().getFirst();
    }

    private static List<Term> found(Derivation derivation) {
        return derivation.requests().stream().map(r -> ((Request.Find) r).value()).toList();
    }

    private static Term variable(Derivation derivation, String name) {
        return derivation.variables().stream()
                .map(Derivation.RandomVariable::variable)
                .filter(v -> v.label().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertRange(String low, String high, Derivation.Parameter parameter) {
        assertEquals(low, String.valueOf(parameter.low()));
        assertEquals(high, String.valueOf(parameter.high()));
    }

    @Test
    void functionalsAreExpectedValues() {
        Derivation d = derivation(
                "given t: real",
                "a, b ~ uniform(0, 1)",
                "let err = a * b",
                "find Var[err], E[(a * b)^2] - E[a * b]^2",
                "find Var[err given a < b], E[(a * b)^2 given a < b] - E[err given a < b]^2",
                "find rms[err], sqrt(E[err^2])",
                "find P[err > 0], E[if a * b > 0 then 1 else 0]",
                "find P[a < b given b < 1/2], E[if a < b then 1 else 0 given b < 1/2]",
                "find cdf[err, t], P[err <= t]",
                "find max |err|, max[|err|]",
                "find min err, min[a * b]");
        List<Term> found = found(d);
        for (int i = 0; i < found.size(); i += 2) {
            assertEquals(found.get(i), found.get(i + 1), d.requests().get(i).label());
        }
        Term a = variable(d, "a");
        Derivation e = derivation("given t: real", "a ~ uniform(0, 1)", "find E[a], max[a], density[a, t]");
        a = variable(e, "a");
        assertEquals(
                List.of(
                        new Expected(a, Truth.TRUE),
                        new Extremum(true, a),
                        new Density(a, e.parameters().getFirst().variable())),
                found(e));
    }

    @Test
    void requestsWithTheirLabels() {
        List<Request> requests = derivation(
                        "a ~ uniform(0, 1)",
                        "find E[ a ], half: 1 / 2,",
                        "  P[a",
                        "    < 1/3]",
                        "expect E[a]  < 1",
                        "refuted expect wrong: E[a] == 1",
                        "step mean: E[a] == 1/2 == 2/4 by algebra",
                        "refuted step E[a] == 0")
                .requests();
        assertEquals(
                List.of("E[ a ]", "half", "P[a < 1/3]", "E[a] < 1", "wrong", "mean", "E[a] == 0"),
                requests.stream().map(Request::label).toList());
        Request.Expect less = (Request.Expect) requests.get(3);
        assertEquals(Compare.Relation.LESS, less.relation());
        assertEquals(Constant.of(1), less.right());
        assertTrue(!less.refuted() && ((Request.Expect) requests.get(4)).refuted());
        Request.Step mean = (Request.Step) requests.get(5);
        assertEquals("algebra", mean.method());
        assertEquals(3, mean.sides().size());
        assertEquals(List.of("E[a]", "1/2", "2/4"), mean.places().stream().map(p -> p.text()).toList());
        Request.Step last = (Request.Step) requests.get(6);
        assertTrue(last.refuted() && last.method().isEmpty() && !mean.refuted());
    }

    @Test
    void givensNarrowRanges() {
        Derivation d = derivation(
                "given m in 1..inf, m < 24, n: int, 3/2 < n <= 17/2, k in -inf..5",
                "given s: real, s > 0, 0 < s <= 3, c: real in 0..1, c >= 1/2, s != c, t: real, t == 2",
                "given s < 4, s > -1",
                "find 1");
        List<Derivation.Parameter> p = d.parameters();
        assertEquals(
                List.of("m", "n", "k", "s", "c", "t"), p.stream().map(x -> x.variable().label()).toList());
        assertRange("1", "23", p.get(0));
        assertRange("2", "8", p.get(1));
        assertRange("null", "5", p.get(2));
        assertRange("0", "3", p.get(3));
        assertRange("1/2", "1", p.get(4));
        assertRange("2", "2", p.get(5));
        assertEquals(Sort.INTEGER, p.get(0).variable().sort());
        assertEquals(Sort.RATIONAL, p.get(3).variable().sort());
        Variable s = p.get(3).variable();
        Term positive = new Compare(Compare.Relation.GREATER, s, Constant.of(0));
        Term again = new Compare(Compare.Relation.LESS, Constant.of(0), s);
        Term unequal = new Compare(Compare.Relation.UNEQUAL, s, p.get(4).variable());
        assertEquals(List.of(positive, again, unequal), d.given());
    }

    @Test
    void distributionsAndTheSortsOfTheirValues() {
        Derivation d = derivation(
                "given K in 1..8, s: real, s > 0",
                "a ~ uniform grid(3)",
                "b ~ uniform codes(int<4>)",
                "c ~ uniform codes(float8_e4m3fn)",
                "e ~ uniform integers(-K, K)",
                "f ~ bernoulli(1/3)",
                "g ~ table(0: 1/2, 3: 1/2)",
                "h ~ table(0: 1/2, 1/2: 1/2)",
                "x[K], y ~ normal(0, s)",
                "find 1");
        List<Derivation.RandomVariable> v = d.variables();
        assertEquals(new Distribution.Grid(Constant.of(3), Constant.of(0), Constant.of(1)), v.get(0).distribution());
        assertEquals(
                List.of("rational", "int4", "float8_e4m3fn", "int", "int", "int", "rational", "rational[]", "rational"),
                v.stream().map(x -> x.variable().sort().toString()).toList());
        assertEquals(new Distribution.Codes(v.get(1).variable().sort()), v.get(1).distribution());
        Sort.Array array = assertInstanceOf(Sort.Array.class, v.get(7).variable().sort());
        assertEquals(d.parameters().getFirst().variable(), array.length());
    }

    @Test
    void powersAreExactWhereTheExponentIsAnInteger() {
        Derivation d = derivation(
                "given m in 0..9, s: real, s > 0", "find s^2, 2^m, s^m, s^(4/2), s^(1/2), s^s, 2^s, exp(1)^-1");
        List<Term> found = found(d);
        Variable s = d.parameters().getLast().variable();
        assertEquals(new Power(s, Constant.of(2)), found.get(0));
        assertEquals(new Power(Constant.of(2), d.parameters().getFirst().variable()), found.get(1));
        assertEquals(found.get(0), found.get(3));
        assertEquals(
                new Elementary(RealFunction.POWER, List.of(s, new Constant(Rational.of(1, 2)))), found.get(4));
        assertEquals(new Elementary(RealFunction.POWER, List.of(s, s)), found.get(5));
        assertEquals(new Elementary(RealFunction.POWER, List.of(Constant.of(2), s)), found.get(6));
    }

    @Test
    void rangesLimitsAndSeries() {
        Derivation d = derivation(
                "given m in 1..inf",
                "a ~ uniform grid(m)",
                "find argmax(c in -inf..inf) E[c * a], limit(m -> inf) E[a], series(m -> 0, 3) E[a] + 1");
        Optimum optimum = assertInstanceOf(Optimum.class, found(d).get(0));
        Term infinity = new Elementary(RealFunction.INFINITY, List.of());
        assertEquals(new Negate(infinity), optimum.low());
        assertEquals(infinity, optimum.high());
        assertTrue(optimum.max() && optimum.parameter().label().equals("c"));
        Variable m = d.parameters().getFirst().variable();
        Term mean = new Expected(variable(d, "a"), Truth.TRUE);
        assertEquals(new LimitOf(m, infinity, mean), found(d).get(1));
        // As a sum, the body of a series ends before the next term.
        assertEquals(
                new Add(new SeriesOf(m, Constant.of(0), 3, mean), Constant.of(1)), found(d).get(2));
        assertNull(d.parameters().getFirst().high());
    }

    /** A name inside a functional is its value, wherever it was given. */
    @Test
    void namesInsideFunctionals() {
        List<Term> found = found(derivation(
                "a ~ uniform(0, 1)",
                "x[3] ~ uniform(0, 1)",
                "find E[{ let s = a^2; s - E[s] }], E[a^2 - E[a^2]]",
                "find { let s = a; E[s]^2 }, E[a]^2"));
        assertEquals(found.get(0), found.get(1));
        assertEquals(found.get(2), found.get(3));
        Derivation d = derivation("x[3] ~ uniform(0, 1)", "find sum(y in x) E[y - E[y]]");
        Fold sum = assertInstanceOf(Fold.class, found(d).getFirst());
        Term element = new Select(variable(d, "x"), sum.index());
        Term mean = new Expected(element, Truth.TRUE);
        Term deviation = new Expected(new Subtract(element, mean), Truth.TRUE);
        assertEquals(new Add(sum.accumulator(), deviation), sum.step());
    }

    @Test
    void namesThatAUserDeclaresHideOthers() {
        Derivation d = derivation(
                "given pi in 3..3, P: real, max: real",
                "E[2], exp ~ uniform(0, 1)",
                "find rms[E[0]], pi, P[exp < 1], max + 1, max[exp]");
        List<Term> found = found(d);
        assertTrue(Children.all(found.get(0)).anyMatch(t -> t instanceof Select));
        assertEquals(d.parameters().getFirst().variable(), found.get(1));
        assertInstanceOf(Expected.class, found.get(2));
        assertInstanceOf(Extremum.class, found.get(4));
        Program program = check("const E: int8[3] = [1, 2, 3]\nderive d { find E[1] }").program().orElseThrow();
        assertTrue(Children.all(found(program.derivations().getFirst()).getFirst())
                .anyMatch(t -> t instanceof Select));
    }

    /** A derivation is stated by the file that it stands in, and by no other. */
    @Test
    void importsBringNone() {
        List<Checker.Checked> result = new ArrayList<>();
        Samples.withStack(64, () -> result.add(new ModuleLoader()
                .load(Samples.RESOURCES.resolve("valid").resolve("imports-derivations.lemma"))));
        assertEquals(List.of(), result.getFirst().diagnostics());
        assertEquals(
                List.of("everything"),
                result.getFirst().program().orElseThrow().derivations().stream().map(Derivation::name).toList());
    }

    @Test
    void documentation() {
        Program program = check("/// What it is.\n/// And more.\nderive d { find 1 }").program().orElseThrow();
        assertEquals("What it is.\nAnd more.", program.derivations().getFirst().documentation());
    }

    @Test
    void namesOfDeepValues() {
        StringBuilder text = new StringBuilder("derive d {\n    a0 ~ uniform(0, 1)\n");
        for (int i = 1; i < 60; i++) {
            text.append("    let a" + i + " = a" + (i - 1) + " + 1".repeat(900) + "\n");
        }
        List<Diagnostic> diagnostics = new ArrayList<>();
        Samples.withStack(16, () -> diagnostics.addAll(check(text + "    find E[a59]\n}\n").diagnostics()));
        assertEquals(List.of(Problem.NESTING), diagnostics.stream().map(Diagnostic::problem).toList());
    }

    /** Names are replaced by their values: what grows without end is refused. */
    @Test
    void namesOfNames() {
        StringBuilder text = new StringBuilder("derive d {\n    a0 ~ uniform(0, 1)\n");
        for (int i = 1; i < 60; i++) {
            text.append("    let a").append(i).append(" = a").append(i - 1).append(" + a").append(i - 1).append('\n');
        }
        List<Diagnostic> diagnostics = check(text + "    find E[a59]\n}\n").diagnostics();
        assertEquals(1, diagnostics.size());
        assertEquals(Problem.NESTING, diagnostics.getFirst().problem());
    }
}
