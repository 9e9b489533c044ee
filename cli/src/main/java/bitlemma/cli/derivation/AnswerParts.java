package bitlemma.cli.derivation;

import bitlemma.cli.report.Page;
import bitlemma.cli.report.Style;
import bitlemma.proofs.Answered;
import bitlemma.symbolic.answer.Outcome;
import bitlemma.symbolic.answer.Row;
import bitlemma.symbolic.formula.LatexForm;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of one answer, for a page that lays them out itself.
 *
 * @param asked what was asked, as the source writes it
 * @param latex the equation of what was asked and its answer, in LaTeX's mathematics mode; empty where there is no
 *     closed form
 * @param how how sure it is, or why there is no answer
 * @param numbers a table with its head; empty where there are none
 * @param text all of it, as lines of the report for people
 */
public record AnswerParts(String asked, String latex, String how, List<List<String>> numbers, String text) {
    /** So many rows show that formula and numbers agree. */
    private static final int FEW = 3;

    private static final int DIGITS = 12;

    public AnswerParts {
        numbers = numbers.stream().map(List::copyOf).toList();
    }

    public static AnswerParts of(Answered answered) {
        Page page = new Page(Style.PLAIN, true);
        new AnswerText(page, new Look(Style.PLAIN, false, DIGITS, false), answered.derivation()).write(answered);
        return new AnswerParts(
                AnswerText.asked(answered),
                latex(answered),
                how(answered),
                numbers(answered),
                page.toString().stripTrailing().stripIndent());
    }

    private static String latex(Answered answered) {
        return answered.result().outcome() instanceof Outcome.Closed closed
                ? SourceLatex.of(answered.result().request().place().text()) + " = "
                        + LatexForm.of(Displayed.of(closed.formula()))
                : "";
    }

    private static String how(Answered answered) {
        String verdict = Words.verdict(answered);
        String more =
                switch (answered.result().outcome()) {
                    case Outcome.Closed closed -> Words.standing(closed.standing(), answered.derivation(), true, DIGITS);
                    case Outcome.Numbers n -> Displayed.words(n.reason());
                    case Outcome.Holds holds -> Words.standing(holds.standing(), answered.derivation(), true, DIGITS);
                    case Outcome.Fails fails -> {
                        Numbers numbers = new Numbers(DIGITS);
                        yield (numbers.text(fails.left()) + " is not " + numbers.text(fails.right()) + " "
                                        + Words.at(fails.at()))
                                .strip();
                    }
                    case Outcome.Open open -> Displayed.words(open.reason());
                    case Outcome.Fault fault -> "the formula that was found contradicts a number";
                };
        return verdict.isEmpty() ? more : verdict + ": " + more;
    }

    private static List<List<String>> numbers(Answered answered) {
        List<Row> rows = answered.result().rows();
        if (rows.isEmpty()) {
            return List.of();
        }
        NumberTable table = NumberTable.of(
                answered.derivation(),
                answered.result().request(),
                rows.subList(0, Math.min(FEW, rows.size())),
                new Numbers(DIGITS),
                false);
        List<List<String>> all = new ArrayList<>();
        all.add(table.head());
        all.addAll(table.rows());
        return all;
    }
}
