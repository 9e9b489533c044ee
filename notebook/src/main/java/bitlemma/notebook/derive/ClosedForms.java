package bitlemma.notebook.derive;

import bitlemma.grammar.core.Derivation;
import bitlemma.notebook.answer.Derivations;
import bitlemma.notebook.answer.Derived;
import bitlemma.proofs.ExactEvaluation;
import bitlemma.proofs.Result.Status;
import bitlemma.symbolic.answer.Measured;
import bitlemma.symbolic.answer.Outcome;
import bitlemma.symbolic.answer.Result;
import bitlemma.symbolic.answer.Row;
import bitlemma.symbolic.answer.Standing;
import bitlemma.symbolic.derive.Algebra;
import bitlemma.symbolic.derive.Deriver;
import bitlemma.symbolic.engine.AlgebraEngine;
import bitlemma.symbolic.engine.SymjaEngine;
import bitlemma.symbolic.formula.LatexForm;
import bitlemma.symbolic.formula.TextForm;
import bitlemma.verifier.ladder.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Answers of derivations as notebooks show them: the closed form, how it is known, and a few numbers beside it. */
public final class ClosedForms implements Derivations {
    /** Rows of numbers for one answer; more would hide the formula. */
    private static final int ROWS = 3;

    @Override
    public void answer(Derivation derivation, Limits limits, Consumer<Derived> derived) {
        try (AlgebraEngine engine = new SymjaEngine()) {
            Deriver deriver = new Deriver(new ExactEvaluation(), new Algebra(engine));
            long[] start = {System.nanoTime()};
            deriver.derive(derivation, new Deriver.Listener() {
                @Override
                public void finished(Result result) {
                    long now = System.nanoTime();
                    derived.accept(of(result, (now - start[0]) / 1e9));
                    start[0] = now;
                }
            });
        }
    }

    static Derived of(Result result, double seconds) {
        Optional<Outcome.Closed> closed =
                result.outcome() instanceof Outcome.Closed c ? Optional.of(c) : Optional.empty();
        return new Derived(
                status(result),
                result.request().label(),
                closed.map(c -> named(LatexForm.of(c.formula()))).orElse(""),
                closed.map(c -> named(TextForm.of(c.formula()))).orElse(""),
                words(result.outcome()),
                rows(result),
                Optional.empty(),
                seconds);
    }

    /** Names as the source has them: what follows the mark only makes them unique within a program. */
    private static String named(String formula) {
        return formula.replaceAll("\\\\?#[0-9]+", "").replaceAll("\\\\mathrm\\{(\\p{L})\\}", "$1");
    }

    private static Status status(Result result) {
        return switch (result.outcome()) {
            case Outcome.Closed c -> Status.HOLDS;
            case Outcome.Numbers n -> result.isAsStated() ? Status.HOLDS : Status.UNKNOWN;
            case Outcome.Holds h -> result.isAsStated() ? Status.HOLDS : Status.REFUTED;
            case Outcome.Fails f -> result.isAsStated() ? Status.HOLDS : Status.REFUTED;
            case Outcome.Open o -> Status.UNKNOWN;
            case Outcome.Fault f -> Status.FAULT;
        };
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Closed c ->
                (c.at().isEmpty()
                                ? ""
                                : "at " + c.at().entrySet().stream()
                                        .sorted(Map.Entry.comparingByKey())
                                        .map(e -> named(e.getKey() + " = " + TextForm.of(e.getValue())))
                                        .collect(Collectors.joining(", ")) + ", ")
                        + words(c.standing());
            case Outcome.Numbers n -> "no closed form: " + n.reason();
            case Outcome.Holds h -> "holds, " + words(h.standing());
            case Outcome.Fails f ->
                "false" + (f.at().values().isEmpty() ? "" : " at " + f.at()) + ": " + f.left() + " is not " + f.right();
            case Outcome.Open o -> "open: " + o.reason();
            case Outcome.Fault f ->
                "a fault of the algebra, not of your file: its formula gives another number than "
                        + f.contradiction().measured();
        };
    }

    private static String words(Standing standing) {
        String by = standing.methods().isEmpty() ? "" : " by " + String.join(", ", standing.methods());
        return switch (standing) {
            case Standing.Proved p -> "proved" + by;
            case Standing.Enclosed e -> "enclosed to " + e.digits() + " digits at " + e.samples() + " samples" + by;
            case Standing.Sampled s -> "only sampled, " + s.samples() + " times" + by;
        };
    }

    private static String words(Measured measured) {
        return switch (measured) {
            case Measured.Exact exact -> "exact " + exact;
            case Measured.Enclosed enclosed -> "enclosed " + enclosed;
            case Measured.Sampled sampled -> "sampled " + sampled;
            case Measured.Missing missing -> "not found";
        };
    }

    private static List<List<String>> rows(Result result) {
        List<List<String>> rows = new ArrayList<>();
        for (Row row : result.rows().subList(0, Math.min(ROWS, result.rows().size()))) {
            rows.add(List.of(
                    row.sample().toString(),
                    words(row.measured()),
                    row.formula().map(f -> "formula " + f).orElse("")));
        }
        return rows;
    }
}
