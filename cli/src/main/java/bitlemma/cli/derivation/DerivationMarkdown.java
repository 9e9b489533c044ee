package bitlemma.cli.derivation;

import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Derivation.Request;
import bitlemma.proofs.Answered;
import bitlemma.proofs.Result.Status;
import bitlemma.symbolic.answer.Measured;
import bitlemma.symbolic.answer.Outcome;
import bitlemma.symbolic.answer.Row;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.LatexForm;
import bitlemma.symbolic.formula.TextForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The report as Markdown, with formulas between dollar signs. */
public final class DerivationMarkdown {
    private final Numbers numbers;
    private final int digits;
    private final boolean steps;
    private final StringBuilder text = new StringBuilder();

    private DerivationMarkdown(boolean steps, int digits) {
        this.steps = steps;
        this.numbers = new Numbers(digits);
        this.digits = digits;
    }

    /** The report, a section for each derivation. */
    public static String of(DerivationReport report, boolean steps, int digits) {
        DerivationMarkdown markdown = new DerivationMarkdown(steps, digits);
        for (DerivationReport.File file : report.files()) {
            file.diagnostics().forEach(d -> markdown.paragraph("**Error** at " + code(d.place().toString()) + ": "
                    + d.message()));
            file.blocks().forEach(markdown::block);
        }
        return markdown.text.toString();
    }

    private void paragraph(String line) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        text.append(line).append('\n');
    }

    private static String code(String source) {
        return source.contains("`") ? "`` " + source + " ``" : "`" + source + "`";
    }

    private void block(DerivationReport.Block block) {
        Derivation derivation = block.derivation();
        paragraph("## " + derivation.name());
        if (!derivation.documentation().isBlank()) {
            paragraph(derivation.documentation());
        }
        List<String> inputs = new ArrayList<>();
        String parameters = InputText.parameters(derivation);
        if (!parameters.isEmpty()) {
            inputs.add("- given " + code(parameters));
        }
        InputText.variables(derivation).forEach(v -> inputs.add("- " + code(v)));
        if (!inputs.isEmpty()) {
            paragraph(String.join("\n", inputs));
        }
        block.answers().forEach(a -> answer(a, derivation));
        if (!block.left().isEmpty()) {
            paragraph("Not reached when stopped: "
                    + String.join(", ", block.left().stream().map(r -> code(r.label())).toList()));
        }
    }

    private void answer(Answered answered, Derivation derivation) {
        Request request = answered.result().request();
        String source = request.place().text();
        String kind = request instanceof Request.Find ? "" : Words.kind(answered) + " ";
        paragraph("### " + kind + (source.equals(request.label()) ? code(source) : request.label()));
        List<Row> rows = answered.result().rows();
        switch (answered.result().outcome()) {
            case Outcome.Closed closed -> {
                display(SourceLatex.of(source) + " = " + latex(closed.formula()));
                paragraph(sentence(Words.standing(closed.standing(), derivation, true, digits))
                        + (closed.at().isEmpty() ? "" : " " + reached(closed.at())));
                table(request, rows, derivation);
            }
            case Outcome.Numbers n -> {
                if (rows.size() == 1 && rows.getFirst().sample().values().isEmpty()) {
                    number(source, rows.getFirst());
                } else if (!source.equals(request.label())) {
                    display(SourceLatex.of(source));
                }
                paragraph("No closed form: " + Displayed.words(n.reason()) + ".");
                if (!derivation.parameters().isEmpty()) {
                    table(request, rows, derivation);
                }
            }
            case Outcome.Holds holds -> {
                display(SourceLatex.of(source));
                paragraph((answered.status() == Status.REFUTED ? "**Holds, but stated as refuted.** " : "")
                        + sentence(Words.standing(holds.standing(), derivation, true, digits)));
            }
            case Outcome.Fails fails -> fails(answered, fails);
            case Outcome.Open open -> {
                paragraph(code(source));
                paragraph("**Unknown**: " + Displayed.words(open.reason()) + ".");
            }
            case Outcome.Fault fault ->
                paragraph("**Fault of the algebra engine**: it gives "
                        + code(TextForm.of(Displayed.of(fault.formula()))) + ", which is "
                        + fault.contradiction().formula().map(numbers::text).orElse("-") + " "
                        + Words.at(fault.contradiction().sample()) + "; "
                        + Words.measured(fault.contradiction().measured()) + ": "
                        + numbers.text(fault.contradiction().measured()) + ".");
        }
        if (steps) {
            steps(answered);
        }
    }

    private void fails(Answered answered, Outcome.Fails fails) {
        Request request = answered.result().request();
        paragraph(code(request.place().text()));
        String where = fails.at().values().isEmpty() ? "" : " " + Words.at(fails.at());
        String left = exact(fails.left());
        String right = exact(fails.right());
        boolean stated = answered.status() == Status.HOLDS;
        String sides = switch (request) {
            case Request.Step step ->
                code(step.places().get(fails.side() - 1).text()) + " is " + left + ", "
                        + code(step.places().get(fails.side()).text()) + " is " + right;
            case Request.Expect expect -> "the left side is " + left + ", the right side " + right;
            case Request.Find find -> left + ", " + right;
        };
        paragraph((stated ? "Refuted, as stated," : "**Refuted**") + where + ": " + sides
                + (sides.endsWith("...") ? "" : "."));
    }

    private String exact(Measured measured) {
        return numbers.fraction(measured).map(f -> f + " = ").orElse("") + numbers.text(measured);
    }

    private void number(String source, Row row) {
        if (row.measured() instanceof Measured.Missing) {
            display(SourceLatex.of(source));
            return;
        }
        String relation = row.measured() instanceof Measured.Sampled ? " \\approx " : " = ";
        display(SourceLatex.of(source) + relation
                + numbers.text(row.measured()).replace("...", "\\ldots").replace("±", "\\pm"));
        paragraph(sentence(Words.found(row.measured(), digits)));
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    private static String reached(Map<String, Formula> at) {
        List<String> parts = new ArrayList<>();
        new TreeMap<>(at).forEach((name, value) ->
                parts.add("$" + LatexForm.ofName(Displayed.words(name)) + " = " + latex(value) + "$"));
        return "Reached at " + String.join(", ", parts) + ".";
    }

    private static String latex(Formula formula) {
        return LatexForm.of(Displayed.of(formula));
    }

    private void display(String latex) {
        paragraph("$$" + latex + "$$");
    }

    private void table(Request request, List<Row> rows, Derivation derivation) {
        if (rows.isEmpty()
                || rows.stream().allMatch(r -> r.measured() instanceof Measured.Missing && r.formula().isEmpty())) {
            return;
        }
        text.append('\n');
        NumberTable.of(derivation, request, rows, numbers, false).markdown(text);
    }

    private void steps(Answered answered) {
        List<String> lines = new ArrayList<>();
        answered.result().steps().forEach(line -> {
            String equation = line.after() == null
                    ? ""
                    : ": $" + (line.before() == null ? "" : latex(line.before()) + " \\;\\to\\; ") + latex(line.after())
                            + "$";
            lines.add((lines.size() + 1) + ". " + Displayed.words(line.text()) + equation
                    + (line.checked().isEmpty() ? "" : " (" + line.checked() + ")"));
        });
        if (!lines.isEmpty()) {
            paragraph(String.join("\n", lines));
        }
    }
}
