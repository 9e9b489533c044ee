package bitlemma.cli.derivation;

import bitlemma.cli.report.Page;
import bitlemma.cli.report.Style;
import bitlemma.grammar.core.Derivation.Request;
import bitlemma.numbers.Rational;
import bitlemma.proofs.Answered;
import bitlemma.symbolic.answer.Measured;
import bitlemma.symbolic.answer.Outcome;
import bitlemma.symbolic.answer.Row;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.LatexForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts of one answer, for a page that lays them out itself.
 *
 * @param asked what was asked, as the source writes it
 * @param name the name that the source gives it; empty where it gives none
 * @param latex the equation of what was asked and its answer, a formula or a number, in LaTeX's mathematics mode; empty
 *     where there is neither
 * @param how how sure it is, or why there is no answer
 * @param numbers a table with its head; empty where there are none, and for relations, which are true or false
 * @param text all of it, as lines of the report for people
 */
public record AnswerParts(
        String asked, String name, String latex, String how, List<List<String>> numbers, String text) {
    /** So many rows show that formula and numbers agree. */
    private static final int FEW = 3;

    private static final int DIGITS = 12;

    private static final Numbers NUMBERS = new Numbers(DIGITS);

    public AnswerParts {
        numbers = numbers.stream().map(List::copyOf).toList();
    }

    public static AnswerParts of(Answered answered) {
        Page page = new Page(Style.PLAIN, true);
        new AnswerText(page, new Look(Style.PLAIN, false, DIGITS, false), answered.derivation()).write(answered);
        return new AnswerParts(
                AnswerText.asked(answered),
                name(answered.result().request()),
                latex(answered),
                how(answered),
                numbers(answered),
                page.toString().stripTrailing().stripIndent());
    }

    private static String name(Request request) {
        return request.label().equals(request.place().text()) ? "" : request.label();
    }

    private static String latex(Answered answered) {
        String asked = SourceLatex.of(answered.result().request().place().text());
        return switch (answered.result().outcome()) {
            case Outcome.Closed closed -> asked + " = " + LatexForm.of(Displayed.of(closed.formula()));
            case Outcome.Numbers n -> single(answered)
                    .map(row -> asked + (row.measured() instanceof Measured.Sampled ? " \\approx " : " = ")
                            + NUMBERS.text(row.measured()).replace("...", "\\ldots").replace("±", "\\pm"))
                    .orElse("");
            case Outcome.Holds holds -> "";
            case Outcome.Fails fails -> "";
            case Outcome.Open open -> "";
            case Outcome.Fault fault -> "";
        };
    }

    /** The number that is known of an answer without parameters. */
    private static Optional<Row> single(Answered answered) {
        List<Row> rows = answered.result().rows();
        return rows.size() == 1
                        && rows.getFirst().sample().values().isEmpty()
                        && !(rows.getFirst().measured() instanceof Measured.Missing)
                ? Optional.of(rows.getFirst())
                : Optional.empty();
    }

    /** A formula without parameters in decimal; empty for integers. */
    private static String decimal(Answered answered, Formula formula) {
        Optional<String> decimal =
                formula instanceof Formula.Number(Rational value)
                        ? value.isInteger() ? Optional.empty() : Optional.of(NUMBERS.text(value))
                        : single(answered).flatMap(Row::formula).map(NUMBERS::text);
        return decimal.map(text -> "; in decimal " + text).orElse("");
    }

    private static String how(Answered answered) {
        String verdict = Words.verdict(answered);
        String more =
                switch (answered.result().outcome()) {
                    case Outcome.Closed closed ->
                        Words.standing(closed.standing(), answered.derivation(), true, DIGITS)
                                + decimal(answered, closed.formula());
                    case Outcome.Numbers n ->
                        single(answered).map(row -> Words.found(row.measured(), DIGITS) + "; ").orElse("")
                                + "no closed form: " + Displayed.words(n.reason());
                    case Outcome.Holds holds -> Words.standing(holds.standing(), answered.derivation(), true, DIGITS);
                    case Outcome.Fails fails -> {
                        yield (NUMBERS.text(fails.left()) + " is not " + NUMBERS.text(fails.right()) + " "
                                        + Words.at(fails.at()))
                                .strip();
                    }
                    case Outcome.Open open -> Displayed.words(open.reason());
                    case Outcome.Fault fault -> "the formula that was found contradicts a number";
                };
        boolean said = verdict.isEmpty() || answered.result().outcome() instanceof Outcome.Numbers;
        return said ? more : verdict + ": " + more;
    }

    private static List<List<String>> numbers(Answered answered) {
        List<Row> rows = answered.result().rows();
        if (rows.isEmpty() || single(answered).isPresent() || !(answered.result().request() instanceof Request.Find)) {
            return List.of();
        }
        NumberTable table = NumberTable.of(
                answered.derivation(),
                answered.result().request(),
                rows.subList(0, Math.min(FEW, rows.size())),
                NUMBERS,
                false);
        List<List<String>> all = new ArrayList<>();
        all.add(table.head());
        all.addAll(table.rows());
        return all;
    }
}
