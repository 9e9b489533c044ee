package bitlemma.lowering;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Classify;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.CompareCoded;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Decode;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.kernels.Evaluator;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.Trace;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Datum;
import bitlemma.numbers.PositFormat;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What codes stand for, their kinds and their order: the exact evaluator on a term and on the lowered one. */
class ReadingTest {
    private static Value value(Term term, Map<Variable, Value> inputs) {
        return ((Outcome.Returned) Evaluator.evaluate(term, inputs, Trace.none(), Evaluator.ORDINARY)).value();
    }

    private static void same(Term term, Map<Variable, Value> inputs, Term lowered) {
        assertEquals(value(term, inputs), value(lowered, Codes.toCodes(inputs)), () -> term.getClass() + " " + inputs);
    }

    static Stream<CodedFormat> formats() {
        List<CodedFormat> formats = new ArrayList<>(SmallFormats.all(false));
        formats.addAll(LinearTest.FORMATS);
        formats.addAll(CodebookTest.FORMATS);
        for (int width = 2; width <= 8; width++) {
            for (int es = 0; es <= 5; es++) {
                formats.add(new PositFormat(width, es));
            }
        }
        Stream.of(
                        "float8_e5m2",
                        "float8_e4m3fn",
                        "float8_e4m3fnuz",
                        "float8_e8m0fnu",
                        "float16",
                        "bfloat16",
                        "posit<16,1>",
                        "fixed<16,8>")
                .map(Agreement::format)
                .forEach(formats::add);
        return formats.stream();
    }

    /** All codes of up to 16 bits. */
    @ParameterizedTest
    @MethodSource("formats")
    void numbersAndKinds(CodedFormat format) {
        Variable x = Agreement.variable("x", format);
        Term number = Agreement.lowered(new Decode(format, x));
        List<Classify> questions = Stream.of(Classify.Kind.values())
                .map(k -> new Classify(k, format, x))
                .toList();
        List<Term> lowered = questions.stream().map(Agreement::lowered).toList();
        for (long code : Agreement.codes(format)) {
            Map<Variable, Value> inputs = Map.of(x, new Value.Coded(format, BigInteger.valueOf(code)));
            if (format.decode(BigInteger.valueOf(code)) instanceof Datum.Finite) {
                same(new Decode(format, x), inputs, number);
            } else {
                value(number, Codes.toCodes(inputs));
            }
            if (format.width() <= 8 || code % 7 == 0) {
                for (int i = 0; i < questions.size(); i++) {
                    same(questions.get(i), inputs, lowered.get(i));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void order(CodedFormat format) {
        Variable x = Agreement.variable("x", format);
        Variable y = Agreement.variable("y", format);
        List<BigInteger> some = format.specials();
        for (Compare.Relation relation : Compare.Relation.values()) {
            CompareCoded term = new CompareCoded(relation, format, x, y);
            Term lowered = Agreement.lowered(term);
            for (BigInteger left : some) {
                for (BigInteger right : some) {
                    same(term, Map.of(x, new Value.Coded(format, left), y, new Value.Coded(format, right)), lowered);
                }
            }
        }
    }

    /** Comparisons of numbers, which are lowered to comparisons of codes where they can be. */
    @ParameterizedTest
    @MethodSource("formats")
    void comparedNumbers(CodedFormat format) {
        Variable x = Agreement.variable("x", format);
        Variable y = Agreement.variable("y", format);
        Term left = new Decode(format, x);
        Term right = new Decode(format, y);
        List<Term> terms = new ArrayList<>();
        for (Compare.Relation relation : Compare.Relation.values()) {
            terms.add(new Compare(relation, left, right));
            terms.add(new Compare(relation, new Absolute(left), new Negate(right)));
            terms.add(new Compare(relation, new Negate(new Absolute(left)), Constant.of(-1)));
            terms.add(new Compare(relation, new Constant(Rational.of(1, 3)), left));
        }
        List<BigInteger> finite = format.specials().stream()
                .filter(code -> format.decode(code) instanceof Datum.Finite)
                .limit(20)
                .toList();
        for (Term term : terms) {
            Term lowered = Agreement.lowered(term);
            for (BigInteger a : finite) {
                for (BigInteger b : finite) {
                    same(term, Map.of(x, new Value.Coded(format, a), y, new Value.Coded(format, b)), lowered);
                }
            }
        }
    }

    @Test
    void wideFormats() {
        Random random = new Random(5);
        for (String name :
                List.of("tensorfloat32", "float32", "float64", "floatE15M112", "posit<32,2>", "posit<64,3>")) {
            CodedFormat format = Agreement.format(name);
            Variable x = Agreement.variable("x", format);
            Term number = Agreement.lowered(new Decode(format, x));
            for (BigInteger code : Agreement.samples(format, 100, random)) {
                Map<Variable, Value> inputs = Map.of(x, new Value.Coded(format, code));
                if (format.decode(code) instanceof Datum.Finite) {
                    same(new Decode(format, x), inputs, number);
                }
                for (Classify.Kind kind : Classify.Kind.values()) {
                    Classify question = new Classify(kind, format, x);
                    same(question, inputs, Agreement.lowered(question));
                }
            }
        }
    }
}
