package bitlemma.notebook.answer;

import bitlemma.cli.report.CounterexampleBlock;
import bitlemma.cli.report.Kind;
import bitlemma.cli.report.Methods;
import bitlemma.cli.report.Seconds;
import bitlemma.cli.report.Style;
import bitlemma.cli.report.TextReport;
import bitlemma.cli.report.Witness;
import bitlemma.cli.report.Wording;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Statement;
import bitlemma.grammar.source.Place;
import bitlemma.proofs.Counterexample;
import bitlemma.proofs.Result;
import java.util.ArrayList;
import java.util.List;

/** The result of a kernel, claim, equivalence or find as a notebook shows it. */
public final class StatementAnswer {
    static final String GOOD = "#1a7f37";
    static final String BAD = "#cf222e";
    static final String OPEN = "#9a6700";

    /** Times below are noise, and would only distract. */
    private static final double WORTH_SAYING = 0.1;

    private StatementAnswer() {}

    /** The verdict with how it was reached; where it is not as stated, the input and what is computed on it. */
    public static Answer of(Result result) {
        return Answer.of(TextReport.of(result, Style.PLAIN), html(result));
    }

    private static String html(Result result) {
        StringBuilder html = new StringBuilder();
        html.append(Html.block(mark(result.status()) + " " + Html.code(Kind.written(result.statement())) + " "
                + Html.bold(result.statement().name()) + " &nbsp;" + verdict(result) + " " + Html.faint(how(result))));
        switch (result.status()) {
            case HOLDS -> {
                Witness.of(result).ifPresent(w -> html.append(Html.indented(Html.faint(w))));
                if (!result.message().isEmpty() && !result.verdict().equals("refuted")) {
                    html.append(Html.indented(Html.faint(result.message())));
                }
            }
            case REFUTED -> refuted(html, result);
            case UNKNOWN -> html.append(Html.preformatted(result.message().replace("; ", "\n  ")));
            case INPUT_ERROR, FAULT -> {
                html.append(at(result.statement().place(), result.message()));
            }
        }
        return html.toString();
    }

    private static void refuted(StringBuilder html, Result result) {
        if (result.counterexample().isEmpty() || result.value().isPresent()) {
            html.append(at(result.statement().place(), result.message()));
            Witness.of(result).ifPresent(w -> html.append(Html.indented(Html.escape(w))));
            return;
        }
        Counterexample example = result.counterexample().get();
        html.append(at(example.broken().map(Site::place).orElse(result.statement().place()), example.detail()));
        if (!example.input().isEmpty()) {
            html.append(Html.table("input", rows(CounterexampleBlock.inputs(example.input()))));
        }
        if (!example.trace().isEmpty()) {
            html.append(Html.table("steps", rows(CounterexampleBlock.steps(example.trace()))));
        }
    }

    private static String at(Place place, String what) {
        return Html.indented(Html.escape(what) + " " + Html.faint(" at " + place) + ": " + Html.code(place.text()));
    }

    private static List<List<String>> rows(List<CounterexampleBlock.Row> rows) {
        List<List<String>> cells = new ArrayList<>();
        rows.forEach(row ->
                cells.add(List.of("  ".repeat(row.depth()) + row.label(), row.value(), row.bits(), row.note())));
        return cells;
    }

    static String mark(Result.Status status) {
        return switch (status) {
            case HOLDS -> Html.coloured(GOOD, "✓");
            case UNKNOWN -> Html.coloured(OPEN, "?");
            case REFUTED, INPUT_ERROR, FAULT -> Html.coloured(BAD, "✗");
        };
    }

    private static String verdict(Result result) {
        String wording = Wording.of(result);
        return switch (result.status()) {
            case HOLDS -> Html.escape(wording);
            case UNKNOWN -> Html.coloured(OPEN, wording);
            case REFUTED, INPUT_ERROR, FAULT -> Html.coloured(BAD, wording);
        };
    }

    private static String how(Result result) {
        List<String> parts = new ArrayList<>();
        boolean search =
                result.statement() instanceof Statement.Threshold || result.statement() instanceof Statement.Extreme;
        if (result.verdict().equals("refuted") && !result.message().isEmpty() && !search) {
            parts.add("found by " + result.message());
        } else if (!result.evidence().isEmpty() && result.status() != Result.Status.UNKNOWN) {
            parts.add("by " + Methods.of(result.evidence()).shown());
        }
        if (result.seconds() > WORTH_SAYING) {
            parts.add(Seconds.of(result.seconds()));
        }
        return String.join(" · ", parts);
    }
}
