package bitlemma.cli.derivation;

import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Derivation.Request;
import bitlemma.grammar.source.Place;
import bitlemma.proofs.Answered;
import bitlemma.proofs.Result.Status;
import bitlemma.symbolic.answer.Measured;
import bitlemma.symbolic.answer.Outcome;
import bitlemma.symbolic.answer.Row;
import bitlemma.symbolic.formula.LatexForm;
import java.util.ArrayList;
import java.util.List;

/**
 * The report as LaTeX: an {@code align*} for each derivation, for a document with the package amsmath. Comments say how
 * each line is known; what is refuted or unknown stands in comments only.
 */
public final class DerivationLatex {
    private final Numbers numbers;
    private final int digits;
    private final StringBuilder text = new StringBuilder();

    private DerivationLatex(int digits) {
        this.numbers = new Numbers(digits);
        this.digits = digits;
    }

    /** The report, to be pasted into a document. */
    public static String of(DerivationReport report, int digits) {
        DerivationLatex latex = new DerivationLatex(digits);
        for (DerivationReport.File file : report.files()) {
            file.diagnostics().forEach(d -> latex.comment(d.place() + ": error: " + d.message()));
            file.blocks().forEach(latex::block);
        }
        return latex.text.toString();
    }

    /** A line of an alignment. */
    private record Line(String equation, String comment) {}

    private void block(DerivationReport.Block block) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        Derivation derivation = block.derivation();
        comment(derivation.name());
        derivation.documentation().lines().forEach(this::comment);
        String parameters = InputText.parameters(derivation);
        if (!parameters.isEmpty()) {
            comment("given " + parameters);
        }
        InputText.variables(derivation).forEach(this::comment);
        List<Line> lines = new ArrayList<>();
        block.answers().forEach(a -> lines.addAll(lines(a, derivation)));
        block.left().forEach(r -> lines.add(new Line("", "not reached when stopped: " + r.label())));
        boolean any = lines.stream().anyMatch(l -> !l.equation().isEmpty());
        if (any) {
            text.append("\\begin{align*}\n");
        }
        int last = -1;
        for (int i = 0; i < lines.size(); i++) {
            last = lines.get(i).equation().isEmpty() ? last : i;
        }
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (!line.comment().isEmpty()) {
                text.append(any ? "  " : "");
                comment(line.comment());
            }
            if (!line.equation().isEmpty()) {
                text.append("  ").append(line.equation()).append(i < last ? " \\\\" : "").append('\n');
            }
        }
        if (any) {
            text.append("\\end{align*}\n");
        }
    }

    private void comment(String line) {
        text.append(("% " + line.replace('\n', ' ')).stripTrailing()).append('\n');
    }

    private List<Line> lines(Answered answered, Derivation derivation) {
        Request request = answered.result().request();
        String asked = request.label();
        if (answered.status() != Status.HOLDS) {
            return List.of(new Line("", asked + ": " + trouble(answered)));
        }
        return switch (answered.result().outcome()) {
            case Outcome.Closed closed -> {
                String known = Words.standing(closed.standing(), derivation, true, digits);
                String right = LatexForm.of(Displayed.of(closed.formula()));
                yield List.of(new Line(left(request) + " &= " + right, asked + ": " + known));
            }
            case Outcome.Numbers n -> numbers(request, n, answered.result().rows());
            case Outcome.Holds holds ->
                equations(request, asked + ": " + Words.standing(holds.standing(), derivation, true, digits));
            case Outcome.Fails fails -> List.of(new Line("", asked + ": refuted, as stated"));
            case Outcome.Open open -> List.of();
            case Outcome.Fault fault -> List.of();
        };
    }

    private static String left(Request request) {
        return SourceLatex.of(request.place().text());
    }

    private List<Line> numbers(Request request, Outcome.Numbers outcome, List<Row> rows) {
        Row row = rows.getFirst();
        String reason = request.label() + ": no closed form: " + Displayed.words(outcome.reason());
        if (!row.sample().values().isEmpty()) {
            return List.of(new Line("", reason));
        }
        String number = numbers.text(row.measured()).replace("...", "\\ldots").replace("±", "\\pm");
        String relation = row.measured() instanceof Measured.Sampled ? " &\\approx " : " &= ";
        String comment = reason + "; " + Words.found(row.measured(), digits);
        return List.of(new Line(left(request) + relation + number, comment));
    }

    /** The sides of what holds, each under the one before it. */
    private static List<Line> equations(Request request, String comment) {
        return switch (request) {
            case Request.Step step -> {
                List<Line> lines = new ArrayList<>();
                List<Place> sides = step.places();
                lines.add(new Line(latex(sides.get(0)) + " &= " + latex(sides.get(1)), comment));
                sides.subList(2, sides.size()).forEach(side -> lines.add(new Line("&= " + latex(side), "")));
                yield lines;
            }
            case Request.Expect expect -> {
                // The first relation outside of brackets is the one that is stated.
                String whole = left(request);
                String sign = sign(expect);
                int at = SourceLatex.outermost(whole, sign);
                yield List.of(new Line(
                        at < 0 ? whole : whole.substring(0, at) + "&" + whole.substring(at), comment));
            }
            case Request.Find find -> List.of();
        };
    }

    private static String latex(Place place) {
        return SourceLatex.of(place.text());
    }

    private static String sign(Request.Expect expect) {
        return switch (expect.relation()) {
            case EQUAL -> "=";
            case UNEQUAL -> "\\neq";
            case LESS -> "<";
            case AT_MOST -> "\\leq";
            case GREATER -> ">";
            case AT_LEAST -> "\\geq";
        };
    }

    private String trouble(Answered answered) {
        return switch (answered.result().outcome()) {
            case Outcome.Fails fails ->
                "refuted" + (fails.at().values().isEmpty() ? "" : " " + Words.at(fails.at())) + ": "
                        + numbers.text(fails.left()) + " is not " + numbers.text(fails.right());
            case Outcome.Open open -> "unknown: " + Displayed.words(open.reason());
            case Outcome.Numbers n -> "no closed form: " + Displayed.words(n.reason());
            case Outcome.Fault fault -> "fault of the algebra engine";
            case Outcome.Holds holds -> answered.statedFalse() ? "holds, but stated as refuted" : "not checked";
            case Outcome.Closed closed -> "not checked";
        };
    }
}
