package bitlemma.lowering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Classify;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Decode;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.source.Place;
import bitlemma.grammar.source.SourceFile;
import bitlemma.kernels.Evaluator;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.Trace;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.FloatFormat;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Comparisons of numbers that are read from coded values, before and after lowering: the same truth value, or the same
 * reading that breaks its obligation, for all values, those among them that are not finite.
 */
class NumberComparisonTest {
    private static final List<Rational> CONSTANTS = List.of(
            Rational.ZERO,
            Rational.ONE,
            Rational.of(-1),
            Rational.HALF,
            Rational.of(3),
            Rational.ONE.dividedBy(Rational.of(3)),
            Rational.of(1000));

    private static Site site(String text) {
        return new Site(Site.Kind.FINITE, new Place(new SourceFile("test.lemma", text), 0, text.length()));
    }

    /** The number that a value stands for, with the obligation that it stands for one, as claims read it. */
    private static Term number(Variable x, CodedFormat format, boolean named) {
        Site site = site(x.label());
        if (!named) {
            return new Require(new Classify(Classify.Kind.FINITE, format, x), new Decode(format, x), site);
        }
        Variable name = Substitution.fresh("value", x.sort());
        Term read = new Require(new Classify(Classify.Kind.FINITE, format, name), new Decode(format, name), site);
        return new Let(name, x, read, null);
    }

    private static List<Term> readings(Variable x, CodedFormat format) {
        return List.of(
                number(x, format, false),
                number(x, format, true),
                new Absolute(number(x, format, false)),
                new Negate(number(x, format, true)),
                new Negate(new Absolute(number(x, format, false))),
                new Absolute(new Negate(number(x, format, false))));
    }

    private static Outcome outcome(Term term, Map<Variable, Value> inputs) {
        return Evaluator.evaluate(term, inputs, Trace.none(), Evaluator.ORDINARY);
    }

    private static void same(Term term, List<Map<Variable, Value>> inputs) {
        Term lowered = Agreement.lowered(term);
        assertTrue(
                Children.all(lowered).noneMatch(t -> t instanceof Require r && r.site() == null),
                "an obligation that is nobody's");
        for (Map<Variable, Value> input : inputs) {
            Outcome expected = outcome(term, input);
            Outcome found = outcome(lowered, Codes.toCodes(input));
            boolean same = expected instanceof Outcome.Broken broken
                    ? found instanceof Outcome.Broken other && broken.site().equals(other.site())
                    : expected.equals(found);
            assertTrue(same, () -> term + " at " + input + ": " + found + ", not " + expected);
        }
    }

    private static List<Map<Variable, Value>> inputs(Variable x, Variable y, CodedFormat left, CodedFormat right) {
        List<Map<Variable, Value>> inputs = new ArrayList<>();
        for (long a : Agreement.codes(left)) {
            for (long b : Agreement.codes(right)) {
                Map<Variable, Value> input = new HashMap<>();
                input.put(x, new Value.Coded(left, BigInteger.valueOf(a)));
                input.put(y, new Value.Coded(right, BigInteger.valueOf(b)));
                inputs.add(input);
            }
        }
        return inputs;
    }

    @Test
    void twoValuesOfOneFormat() {
        int number = 0;
        for (FloatFormat format : SmallFormats.all(false)) {
            Variable x = Agreement.variable("x", format);
            Variable y = Agreement.variable("y", format);
            List<Map<Variable, Value>> inputs = inputs(x, y, format, format);
            for (Term left : readings(x, format)) {
                for (Term right : readings(y, format)) {
                    Compare.Relation[] relations = Compare.Relation.values();
                    same(new Compare(relations[number++ % relations.length], left, right), inputs);
                }
            }
        }
        assertEquals(0, number % 36);
    }

    @Test
    void aValueAndAConstant() {
        List<FloatFormat> formats = SmallFormats.all(true);
        for (int i = 0; i < formats.size(); i += 7) {
            FloatFormat format = formats.get(i);
            Variable x = Agreement.variable("x", format);
            List<Map<Variable, Value>> inputs = new ArrayList<>();
            for (long code : Agreement.codes(format)) {
                inputs.add(Map.of(x, new Value.Coded(format, BigInteger.valueOf(code))));
            }
            int number = i;
            for (Term reading : readings(x, format)) {
                for (Rational constant : CONSTANTS) {
                    Compare.Relation relation = Compare.Relation.values()[number++ % 6];
                    same(new Compare(relation, reading, new Constant(constant)), inputs);
                    same(new Compare(relation, new Negate(new Constant(constant)), reading), inputs);
                }
            }
        }
    }

    @Test
    void valuesOfDifferentFormats() {
        List<CodedFormat> formats = new ArrayList<>(SmallFormats.all(false).subList(0, 6));
        List.of("float4_e2m1fn", "posit<4,1>", "ternary", "fixed<4,2>", "float6_e3m2fn")
                .forEach(name -> formats.add(Agreement.format(name)));
        int number = 0;
        for (CodedFormat left : formats) {
            for (CodedFormat right : formats) {
                Variable x = Agreement.variable("x", left);
                Variable y = Agreement.variable("y", right);
                List<Map<Variable, Value>> inputs = inputs(x, y, left, right);
                for (int i = 0; i < 6; i++) {
                    Compare.Relation relation = Compare.Relation.values()[number++ % 6];
                    same(new Compare(relation, readings(x, left).get(i), readings(y, right).get((i + number) % 6)), inputs);
                }
            }
        }
    }
}
