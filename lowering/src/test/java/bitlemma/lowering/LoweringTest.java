package bitlemma.lowering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.Bits;
import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Classify;
import bitlemma.grammar.core.CodeConstant;
import bitlemma.grammar.core.CodedTerm;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.CompareCoded;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Decode;
import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.ForAll;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.OfBits;
import bitlemma.grammar.core.Operate;
import bitlemma.grammar.core.Proposition;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Statement;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.core.Wrap;
import bitlemma.kernels.Evaluator;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.Trace;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Operation;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whole kernels and statements: names, arrays, reductions and calls around the operations. */
class LoweringTest {
    private static final CodedFormat NARROW = Agreement.format("float8_e4m3fn");
    private static final CodedFormat WIDE = Agreement.format("float16");
    private static final Variable K = new Variable("K", Sort.INTEGER);

    private static Kernel kernel(
            String name, List<Variable> parameters, List<Variable> lengths, Term given, CodedFormat result, Term body) {
        return new Kernel(
                name,
                parameters,
                lengths,
                given,
                new Sort.Coded(result),
                body,
                false,
                false,
                Agreement.SITE.place(),
                "");
    }

    private static Term widened(Term term) {
        return Agreement.encode(WIDE, NARROW, new Encode.Mode.Fixed(Rounding.EVEN), Overflow.INFINITY, term);
    }

    private static Term operate(Operation operation, Term... operands) {
        return new Operate(operation, WIDE, Rounding.EVEN, Overflow.FORBID, List.of(operands), Agreement.SITE);
    }

    /** A negated absolute value, wrapped around in its bits, where it is no zero. */
    private static Kernel helper() {
        Variable x = Agreement.variable("x", WIDE);
        Variable y = Agreement.variable("y", WIDE);
        IntegerFormat bits = IntegerFormat.unsigned(16);
        Term same = new OfBits(WIDE, new Wrap(bits, new Bits(WIDE, y), Agreement.SITE));
        Term body = new Let(y, operate(Operation.NEGATE, operate(Operation.ABSOLUTE, x)), same, Agreement.SITE);
        return kernel(
                "helper", List.of(x), List.of(), new CompareCoded(Compare.Relation.EQUAL, WIDE, x, x), WIDE, body);
    }

    private static final Kernel HELPER = helper();

    private static Term help(Term argument) {
        return new Call(HELPER, List.of(argument), Agreement.SITE);
    }

    /** A dot product in float16 of two float8 arrays, less a table's entry, with two calls. */
    private static Kernel dot() {
        Variable a = new Variable("a", new Sort.Array(new Sort.Coded(NARROW), K));
        Variable b = new Variable("b", new Sort.Array(new Sort.Coded(NARROW), K));
        Variable i = new Variable("i", Sort.INTEGER);
        Variable j = new Variable("j", Sort.INTEGER);
        Variable sum = Agreement.variable("sum", WIDE);
        Term product = operate(Operation.MULTIPLY, widened(new Select(a, i)), widened(new Select(b, i)));
        Fold fold = new Fold(
                i,
                Constant.of(0),
                K,
                sum,
                new CodeConstant(WIDE, BigInteger.ZERO),
                operate(Operation.ADD, sum, help(product)),
                Agreement.SITE);
        Term table = new ArrayOf(List.of(
                new CodeConstant(WIDE, BigInteger.valueOf(0x3c00)),
                new CodeConstant(WIDE, BigInteger.valueOf(0xc000))));
        Term entry = new Select(
                table, new If(new Classify(Classify.Kind.NEGATIVE, WIDE, sum), Constant.of(1), Constant.of(0)));
        Term finite = new ForAll(
                j,
                Constant.of(0),
                K,
                new And(
                        new Classify(Classify.Kind.FINITE, NARROW, new Select(a, j)),
                        new Classify(Classify.Kind.FINITE, NARROW, new Select(b, j))));
        Term body = new Let(sum, fold, operate(Operation.SUBTRACT, help(sum), entry), Agreement.SITE);
        return kernel("dot", List.of(a, b), List.of(K), finite, WIDE, body);
    }

    private static Map<Variable, Value> inputs(Kernel kernel, Random random, boolean finite) {
        int length = random.nextInt(6);
        Map<Variable, Value> inputs = new HashMap<>();
        inputs.put(K, Value.Number.of(length));
        for (Variable array : kernel.parameters()) {
            List<Value> elements = Stream.generate(() -> random.nextInt(256))
                    .filter(c -> !finite || (c & 0x7f) != 0x7f)
                    .limit(length)
                    .map(c -> (Value) new Value.Coded(NARROW, BigInteger.valueOf(c)))
                    .toList();
            inputs.put(array, Value.Sequence.of(elements));
        }
        return inputs;
    }

    private static Outcome run(Term term, Map<Variable, Value> inputs) {
        return Evaluator.evaluate(term, inputs, Trace.none(), Evaluator.ORDINARY);
    }

    /** The outcome of a term with coded values, with the codes of its value. */
    private static Outcome coded(Term term, Map<Variable, Value> inputs) {
        return run(term, inputs) instanceof Outcome.Returned(Value value)
                ? new Outcome.Returned(Codes.toCode(value))
                : run(term, inputs);
    }

    private static void sameEnd(Outcome expected, Outcome actual) {
        if (expected instanceof Outcome.Broken(var site, var detail)) {
            assertEquals(site, ((Outcome.Broken) actual).site());
        } else {
            assertEquals(expected, actual);
        }
    }

    @Test
    void kernels() {
        Kernel dot = dot();
        Kernel lowered = Lowering.lower(dot).orElseThrow();
        assertEquals(dot, lowered);
        assertEquals(new Sort.Machine(IntegerFormat.unsigned(16), WIDE), lowered.result());
        assertEquals(
                new Sort.Array(new Sort.Machine(IntegerFormat.unsigned(8), NARROW), K),
                lowered.parameters().getFirst().sort());
        assertTrue(Stream.of(lowered.given(), lowered.body())
                .flatMap(Children::all)
                .noneMatch(CodedTerm.class::isInstance));
        List<Kernel> called = Children.all(lowered.body())
                .filter(Call.class::isInstance)
                .map(c -> ((Call) c).kernel())
                .toList();
        assertEquals(2, called.size());
        assertSame(called.getFirst(), called.getLast());
        assertTrue(Children.all(called.getFirst().body()).noneMatch(CodedTerm.class::isInstance));

        Random random = new Random(9);
        int broken = 0;
        for (int n = 0; n < 1_000; n++) {
            Map<Variable, Value> inputs = inputs(dot, random, n % 4 > 0);
            Map<Variable, Value> codes = Codes.toCodes(inputs);
            assertEquals(inputs, Codes.toValues(dot.inputs(), codes));
            sameEnd(run(dot.given(), inputs), run(lowered.given(), codes));
            Outcome end = coded(dot.body(), inputs);
            sameEnd(end, run(lowered.body(), codes));
            broken += end instanceof Outcome.Broken ? 1 : 0;
        }
        assertTrue(broken > 20 && broken < 900, broken + " inputs break obligations");
    }

    @Test
    void statements() {
        Variable x = Agreement.variable("x", NARROW);
        Variable y = Agreement.variable("y", WIDE);
        Term given = new Classify(Classify.Kind.FINITE, NARROW, x);
        Term error = new Absolute(new Subtract(
                new Decode(NARROW, x), new Let(y, widened(x), new Decode(WIDE, operate(Operation.ADD, y, y)), null)));
        Term body = new Compare(Compare.Relation.AT_MOST, error, Constant.of(448));
        Proposition proposition = new Proposition("p", List.of(x), given, body, Agreement.SITE.place());
        Proposition lowered = Lowering.lower(proposition).orElseThrow();
        Statement.Extreme extreme = Lowering.lower(
                        new Statement.Extreme("e", true, List.of(x), given, error, null, Agreement.SITE.place(), ""))
                .orElseThrow();
        assertEquals(List.of(Lowering.lower(x)), lowered.inputs());
        assertEquals(lowered.inputs(), extreme.inputs());
        for (long code : Agreement.codes(NARROW)) {
            Map<Variable, Value> inputs = Map.of(x, new Value.Coded(NARROW, BigInteger.valueOf(code)));
            Map<Variable, Value> codes = Codes.toCodes(inputs);
            sameEnd(run(given, inputs), run(lowered.given(), codes));
            if (run(given, inputs).equals(new Outcome.Returned(new Value.Truth(true)))) {
                sameEnd(run(body, inputs), run(lowered.body(), codes));
                sameEnd(run(error, inputs), run(extreme.expression(), codes));
            }
        }
    }

    /** What has no coded values is not made anew, as far as variables and sorts go. */
    @Test
    void theRestStays() {
        Variable i = new Variable("i", new Sort.Machine(IntegerFormat.signed(8)));
        assertSame(i, Lowering.lower(i));
        Term term =
                new Require(Compare.less(i, Constant.of(3)), new Select(new ArrayOf(List.of(i, i)), i), Agreement.SITE);
        assertEquals(term, Lowering.lower(term).orElseThrow());
        assertEquals(Truth.TRUE, Lowering.lower(Truth.TRUE).orElseThrow());
    }
}
