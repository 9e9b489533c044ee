package bitlemma.lowering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.CodedTerm;
import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.Operate;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Sort;
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
import bitlemma.numbers.Formats;
import bitlemma.numbers.Operation;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Compares lowered terms with what the formats compute themselves. */
final class Agreement {
    static final Site SITE =
            new Site(Site.Kind.OVERFLOW, new Place(new SourceFile("test.lemma", "the operation"), 0, 13));

    /** Whether everything is swept that can be: minutes rather than seconds. */
    static final boolean FULL = Boolean.getBoolean("bitlemma.lowering.full");

    private Agreement() {}

    static CodedFormat format(String name) {
        return Formats.named(name).orElseThrow();
    }

    static FloatFormat floating(String name) {
        return (FloatFormat) format(name);
    }

    static Variable variable(String name, CodedFormat format) {
        return new Variable(name, new Sort.Coded(format));
    }

    /** A term without coded parts; fails where it has some. */
    static Term lowered(Term term) {
        Term lowered = Lowering.lower(term).orElseThrow();
        assertTrue(Children.all(lowered).noneMatch(CodedTerm.class::isInstance), "a coded term is left");
        return lowered;
    }

    static Operate operate(Operation operation, CodedFormat format, Rounding rounding, Overflow overflow) {
        List<Term> operands = new ArrayList<>();
        IntStream.range(0, operation.arity()).forEach(i -> operands.add(variable("x" + i, format)));
        return new Operate(operation, format, rounding, overflow, operands, SITE);
    }

    static List<Variable> inputs(Operate term) {
        return term.operands().stream().map(v -> Lowering.lower((Variable) v)).toList();
    }

    /** The code that the exact evaluator finds, or nothing where the obligation is broken, and only that. */
    static Optional<BigInteger> evaluated(Term lowered, List<Variable> inputs, List<BigInteger> codes) {
        Map<Variable, Value> values = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            values.put(inputs.get(i), Value.Number.of(codes.get(i)));
        }
        return evaluated(lowered, values);
    }

    static Optional<BigInteger> evaluated(Term lowered, Map<Variable, Value> values) {
        return switch (Evaluator.evaluate(lowered, values, Trace.none(), Evaluator.ORDINARY)) {
            case Outcome.Returned(Value.Number(var value)) -> Optional.of(value.toIntegerExact());
            case Outcome.Broken(Site site, String detail) -> {
                assertEquals(SITE, site);
                yield Optional.empty();
            }
            case Outcome other -> throw new AssertionError(other);
        };
    }

    /** One operation in one way, on operands from a list, in 64-bit arithmetic. */
    static void sweep(
            Operation operation, CodedFormat format, Rounding rounding, Overflow overflow, long[][] operands) {
        Operate term = operate(operation, format, rounding, overflow);
        StrictProgram program = new StrictProgram(lowered(term), inputs(term));
        for (long[] codes : operands) {
            List<BigInteger> exact =
                    LongStream.of(codes).mapToObj(BigInteger::valueOf).toList();
            Optional<BigInteger> expected = format.apply(operation, exact, rounding, overflow);
            agree(expected, program.run(codes), () -> shown(term, exact));
        }
    }

    static void agree(Optional<BigInteger> expected, OptionalLong actual, Supplier<String> what) {
        boolean same = expected.isPresent()
                ? actual.isPresent() && expected.get().longValueExact() == actual.getAsLong()
                : actual.isEmpty();
        if (!same) {
            assertEquals(expected, actual, what);
        }
    }

    /** One operation in one way, on operands from a list, by the exact evaluator. */
    static void evaluate(
            Operation operation,
            CodedFormat format,
            Rounding rounding,
            Overflow overflow,
            List<List<BigInteger>> operands) {
        Operate term = operate(operation, format, rounding, overflow);
        Term lowered = lowered(term);
        List<Variable> inputs = inputs(term);
        for (List<BigInteger> codes : operands) {
            assertEquals(
                    format.apply(operation, codes, rounding, overflow),
                    evaluated(lowered, inputs, codes),
                    () -> shown(term, codes));
        }
    }

    /** One operation in one way, on operands from a list, by the exact evaluator. */
    static void sweepExact(
            Operation operation, CodedFormat format, Rounding rounding, Overflow overflow, long[][] operands) {
        evaluate(
                operation,
                format,
                rounding,
                overflow,
                Stream.of(operands)
                        .map(codes -> LongStream.of(codes)
                                .mapToObj(BigInteger::valueOf)
                                .toList())
                        .toList());
    }

    private static String shown(Operate term, List<BigInteger> codes) {
        return term.operation() + " " + term.format().name() + " " + term.rounding() + " " + term.overflow() + " "
                + codes.stream().map(c -> c + "=" + term.format().decode(c)).toList();
    }

    /** All codes of a format of few bits. */
    static long[] codes(CodedFormat format) {
        return LongStream.range(0, 1L << format.width())
                .filter(c -> format.isCode(BigInteger.valueOf(c)))
                .toArray();
    }

    /** All tuples of codes. */
    static long[][] tuples(long[] codes, int arity) {
        List<long[]> tuples = new ArrayList<>();
        int n = codes.length;
        for (long i = 0, count = (long) Math.pow(n, arity); i < count; i++) {
            long[] tuple = new long[arity];
            long rest = i;
            for (int k = 0; k < arity; k++) {
                tuple[k] = codes[(int) (rest % n)];
                rest /= n;
            }
            tuples.add(tuple);
        }
        return tuples.toArray(long[][]::new);
    }

    /** Special codes and random ones; of few bits all codes. */
    static List<BigInteger> samples(CodedFormat format, int count, Random random) {
        if (format.width() <= 6) {
            return LongStream.of(codes(format)).mapToObj(BigInteger::valueOf).toList();
        }
        Set<BigInteger> samples = new TreeSet<>(format.specials());
        while (samples.size() < format.specials().size() + count) {
            samples.add(new BigInteger(format.width(), random));
        }
        return List.copyOf(samples);
    }

    static Encode encode(CodedFormat to, CodedFormat from, Encode.Mode mode, Overflow overflow, Term operand) {
        return new Encode(to, from, mode, overflow, operand, SITE);
    }
}
