package bitlemma.kernels;

import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.grammar.check.Checker;
import bitlemma.grammar.core.Program;
import bitlemma.grammar.core.Proposition;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Statement;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.parse.Parser;
import bitlemma.grammar.source.SourceFile;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever the program and its inputs: evaluation returns, breaks an obligation or gives up, and throws nothing. */
class FuzzTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 1000);
    private static final Pattern PIECES = Pattern.compile("\\w+|\\s+|\\+[%|]|-[%|>]|\\*[%|]|<<[%|]?|[<>=!]=|=>|\\.\\.|.", Pattern.DOTALL);
    private static final List<List<String>> GROUPS = List.of(
            List.of("+", "-", "*", "+%", "-%", "*%", "+|", "-|", "*|", "/", "%", "<<", "<<%", "<<|", "&", "xor"),
            List.of("<", "<=", ">", ">=", "==", "!="),
            List.of("and", "or", "=>"),
            List.of("int8", "int16", "int32", "uint8", "uint4", "int3", "uint1", "int1"),
            List.of("div_floor", "div_trunc", "div_euclid", "mod_floor", "mod_euclid", "min", "max"),
            List.of("floor", "ceil", "abs", "popcount", "leading_zeros", "bits"),
            List.of("even", "up", "away", "truncate", "floor", "ceiling", "odd"),
            List.of("wrap", "saturate", "of_bits"));

    @Test
    void nothingIsThrown() throws IOException {
        List<List<String>> texts = new ArrayList<>();
        for (String folder : List.of("grammar/src/test/resources/valid", "proofs/library", "cli/src/test/resources")) {
            Path path = Path.of("").toAbsolutePath().getParent().resolve(folder);
            if (Files.isDirectory(path)) {
                try (Stream<Path> files = Files.walk(path)) {
                    for (Path file : files.filter(f -> f.toString().endsWith(".lemma")).sorted().toList()) {
                        texts.add(pieces(Files.readString(file)));
                    }
                }
            }
        }
        texts.removeIf(List::isEmpty);
        assertTrue(texts.size() > 3);
        Random random = new Random(20261120);
        Map<String, Integer> outcomes = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            String text = mutated(texts.get(random.nextInt(texts.size())), random);
            Parser.parse(new SourceFile("fuzz.lemma", text))
                    .module()
                    .flatMap(module -> Checker.check(module, List.of()).program())
                    .ifPresent(program -> {
                        try {
                            run(program, random, outcomes);
                        } catch (RuntimeException | Error e) {
                            throw new AssertionError(text, e);
                        }
                    });
        }
        assertTrue(outcomes.get("Returned") > ROUNDS && outcomes.get("Broken") > ROUNDS / 2, outcomes.toString());
    }

    private static List<String> pieces(String text) {
        Matcher matcher = PIECES.matcher(text);
        List<String> pieces = new ArrayList<>();
        while (matcher.find()) {
            pieces.add(matcher.group());
        }
        return pieces;
    }

    private static String mutated(List<String> pieces, Random random) {
        List<String> text = new ArrayList<>(pieces);
        int changes = random.nextInt(4);
        for (int i = 0; i < 200 && changes > 0; i++) {
            int at = random.nextInt(text.size());
            String piece = text.get(at);
            if (piece.matches("[0-9]+")) {
                text.set(at, Integer.toString(random.nextInt(3) == 0 ? random.nextInt(300) : random.nextInt(9)));
                changes--;
            }
            for (List<String> group : GROUPS) {
                if (group.contains(piece)) {
                    text.set(at, group.get(random.nextInt(group.size())));
                    changes--;
                    break;
                }
            }
        }
        return String.join("", text);
    }

    private static void run(Program program, Random random, Map<String, Integer> outcomes) {
        program.kernels().values().forEach(k -> run(k.body(), k.inputs(), random, outcomes));
        for (Statement statement : program.statements()) {
            switch (statement) {
                case Statement.Safety s -> run(Proposition.safety(s.kernel()), random, outcomes);
                case Statement.Claim s -> run(s.proposition(), random, outcomes);
                case Statement.Extreme s -> {
                    run(s.given(), s.inputs(), random, outcomes);
                    run(s.expression(), s.inputs(), random, outcomes);
                }
                case Statement.Threshold s -> {
                    if (s.symbolic() != null) {
                        run(s.symbolic(), random, outcomes);
                    }
                }
            }
        }
    }

    private static void run(Proposition proposition, Random random, Map<String, Integer> outcomes) {
        run(proposition.given(), proposition.inputs(), random, outcomes);
        run(proposition.body(), proposition.inputs(), random, outcomes);
    }

    private static void run(Term term, List<Variable> inputs, Random random, Map<String, Integer> outcomes) {
        for (int i = 0; i < 3; i++) {
            Map<Variable, Value> values = new HashMap<>();
            for (Variable input : inputs) {
                if (!(input.sort() instanceof Sort.Array)) {
                    boolean length = inputs.stream()
                            .anyMatch(v -> v.sort() instanceof Sort.Array a && a.length().equals(input));
                    values.put(input, length ? Value.Number.of(random.nextInt(20)) : value(input.sort(), random));
                }
            }
            for (Variable input : inputs) {
                if (input.sort() instanceof Sort.Array array) {
                    Outcome length = Evaluator.evaluate(array.length(), values, Trace.none(), 1000);
                    if (!(length instanceof Outcome.Returned returned)
                            || !(returned.value() instanceof Value.Number number)
                            || number.value().signum() < 0
                            || number.value().compareTo(Rational.of(1000)) > 0) {
                        return;
                    }
                    List<Value> elements = new ArrayList<>();
                    while (elements.size() < number.value().numerator().intValue()) {
                        elements.add(value(array.element(), random));
                    }
                    values.put(input, Value.Sequence.of(elements));
                }
            }
            Trace trace = random.nextBoolean() ? Trace.recording() : Trace.none();
            Outcome outcome = Evaluator.evaluate(term, values, trace, 100_000);
            outcomes.merge(outcome.getClass().getSimpleName(), 1, Integer::sum);
        }
    }

    private static Value value(Sort sort, Random random) {
        return switch (sort) {
            case Sort.Machine machine -> Value.Number.of(integer(machine.format(), random));
            case Sort.Coded coded -> new Value.Coded(coded.format(), coded.format().greatest());
            case Sort.ExactInteger s -> Value.Number.of(random.nextInt(-20, 200));
            case Sort.ExactRational s -> new Value.Number(Rational.of(random.nextInt(-20, 20), random.nextInt(1, 9)));
            case Sort.Bool s -> new Value.Truth(random.nextBoolean());
            case Sort.Array s -> throw new IllegalStateException("arrays have no arrays");
        };
    }

    private static BigInteger integer(IntegerFormat format, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> format.min();
            case 1 -> format.max();
            case 2 -> format.saturate(BigInteger.valueOf(random.nextInt(-3, 4)));
            default -> format.wrap(new BigInteger(format.width(), random));
        };
    }
}
