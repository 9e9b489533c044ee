package bitlemma.bench;

import bitlemma.bench.ExpectationProblems.Check;
import bitlemma.bench.ExpectationProblems.Problem;
import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.load.ModuleLoader;
import bitlemma.numbers.Rational;
import bitlemma.proofs.ExactEvaluation;
import bitlemma.symbolic.answer.Measured;
import bitlemma.symbolic.answer.Outcome;
import bitlemma.symbolic.answer.Result;
import bitlemma.symbolic.answer.Standing;
import bitlemma.symbolic.derive.Algebra;
import bitlemma.symbolic.derive.Deriver;
import bitlemma.symbolic.enclosure.Enclosure;
import bitlemma.symbolic.enclosure.Evaluation;
import bitlemma.symbolic.engine.SymjaEngine;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.TextForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Solves one problem of the benchmark with a derivation, in a process of its own. Prints lines that
 * {@code bench/expectations/peers.py} reads: the answer with how sure it is, and its values.
 */
final class Expectations {
    /** Significant digits of a value, and the bits that parameters are given with. */
    private static final int DIGITS = 25;

    private static final int BITS = 200;
    /** A number with fewer certain digits is no answer. */
    private static final int LEAST_DIGITS = 12;

    private Expectations() {}

    /** @param arguments the file of problems, and a problem's name */
    public static void main(String[] arguments) throws InterruptedException {
        // Deep terms need a deep stack, here as in the program itself.
        Thread thread = new Thread(null, () -> solve(Path.of(arguments[0]), arguments[1]), "expectation", 1L << 29);
        thread.start();
        thread.join();
        System.exit(0);
    }

    private static void solve(Path file, String id) {
        Problem problem = ExpectationProblems.read(file).stream()
                .filter(p -> p.id().equals(id))
                .findFirst()
                .orElseThrow();
        Derivation derivation = derivation(problem);
        Result result;
        try (SymjaEngine engine = new SymjaEngine()) {
            Deriver deriver = new Deriver(new ExactEvaluation(), new Algebra(engine));
            result = deriver.derive(derivation, new Deriver.Listener() {})
                    .results()
                    .getFirst();
        }
        switch (result.outcome()) {
            case Outcome.Closed(Formula formula, Map<String, Formula> at, Standing standing) -> {
                System.out.println("answer " + text(formula) + " (" + sure(standing) + ")");
                for (Check check : problem.checks()) {
                    System.out.println("value " + value(formula, derivation, check));
                }
            }
            case Outcome.Numbers(String reason) -> numbers(result, reason);
            case Outcome.Fault(Formula formula, var contradiction) ->
                System.out.println("fault " + text(formula) + " at " + contradiction.sample());
            case Outcome.Open(String reason) -> System.out.println("open " + reason);
            case Outcome.Holds h -> System.out.println("open states nothing");
            case Outcome.Fails f -> System.out.println("open states nothing");
        }
    }

    private static Derivation derivation(Problem problem) {
        try {
            Path folder = Files.createTempDirectory("bitlemma-bench");
            Path module = folder.resolve("problem" + ModuleLoader.SUFFIX);
            try {
                Files.write(module, problem.lemma());
                return new ModuleLoader().load(module).program().orElseThrow().derivations().getFirst();
            } finally {
                Files.deleteIfExists(module);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sure(Standing standing) {
        return switch (standing) {
            case Standing.Proved p -> "proved";
            case Standing.Enclosed e -> "enclosed to " + e.digits() + " digits at " + e.samples() + " samples";
            case Standing.Sampled s -> "sampled";
        };
    }

    /** Without a closed form a number is an answer only where there are no parameters. */
    private static void numbers(Result result, String reason) {
        System.out.println("answer no closed form: " + reason.replaceAll("#[0-9]+", "").replaceAll("\\s+", " "));
        List<Measured> measured = result.rows().stream().map(row -> row.measured()).toList();
        if (measured.size() == 1
                && result.rows().getFirst().sample().values().isEmpty()
                && measured.getFirst() instanceof Measured.Enclosed(Enclosure value)) {
            System.out.println("value " + decimal(value));
        } else {
            System.out.println("unevaluated");
        }
    }

    /** On one line, with the names of the source. */
    private static String text(Formula formula) {
        return TextForm.of(formula).replaceAll("#[0-9]+", "").replaceAll("\\s+", " ");
    }

    private static String value(Formula formula, Derivation derivation, Check check) {
        Map<String, Enclosure> values = new HashMap<>();
        for (Derivation.Parameter parameter : derivation.parameters()) {
            Variable variable = parameter.variable();
            values.put(variable.name(), Enclosure.of(rational(check.at().get(variable.label())), BITS));
        }
        return Evaluation.digits(formula, values, DIGITS).map(Expectations::decimal).orElse("none");
    }

    /** An integer or a fraction, as {@code -3/2}. */
    private static Rational rational(String text) {
        String[] parts = text.split("/", 2);
        return Rational.of(new BigInteger(parts[0]), parts.length == 1 ? BigInteger.ONE : new BigInteger(parts[1]));
    }

    /** A decimal number, where enough of it is certain. */
    private static String decimal(Enclosure value) {
        boolean narrow = value.digits() >= LEAST_DIGITS || value.width().magnitude() < -BITS / 4;
        return narrow ? value.toString().replace("...", "").replaceAll(" \\+- .*", "") : "none";
    }
}
