package bitlemma.notebook.answer;

import bitlemma.cli.report.Seconds;
import bitlemma.proofs.Result;
import java.util.List;
import java.util.Optional;

/** An answer of a derivation as a notebook shows it: the formula typeset, how it is known, and numbers beside it. */
public final class DerivedAnswer {
    /** Times below are noise, and would only distract. */
    private static final double WORTH_SAYING = 0.1;

    private DerivedAnswer() {}

    /** The formula with its evidence; its plot, where it has one, is part of the same answer. */
    public static Answer of(Derived derived) {
        return new Answer(text(derived), Optional.of(html(derived)), Optional.empty(), Optional.empty());
    }

    private static String text(Derived derived) {
        String mark = switch (derived.status()) {
            case HOLDS -> "✓";
            case UNKNOWN -> "?";
            case REFUTED, INPUT_ERROR, FAULT -> "✗";
        };
        StringBuilder text = new StringBuilder(mark + " " + derived.label() + " = " + derived.text());
        text.append("  ").append(derived.evidence()).append(time(derived, "  "));
        for (List<String> row : derived.numbers()) {
            text.append("\n    ").append(String.join("  ", row).stripTrailing());
        }
        return text.toString();
    }

    private static String html(Derived derived) {
        StringBuilder html = new StringBuilder();
        String name = derived.latex().isEmpty() ? Html.code(derived.label() + " = " + derived.text()) : "";
        // Formulas are typeset by the front end, which looks for dollar signs.
        String formula = derived.latex().isEmpty() ? "" : "$$" + derived.latex().replace("<", "\\lt ") + "$$\n";
        html.append(formula);
        html.append(Html.block(StatementAnswer.mark(derived.status()) + " " + name + " "
                + (derived.status() == Result.Status.HOLDS
                        ? Html.faint(derived.evidence() + time(derived, " · "))
                        : Html.coloured(StatementAnswer.BAD, derived.evidence())
                                + Html.faint(time(derived, " · ")))));
        if (!derived.numbers().isEmpty()) {
            html.append(Html.table("", derived.numbers()));
        }
        derived.svg().ifPresent(svg -> html.append(Html.picture(svg, derived.label())));
        return html.toString();
    }

    private static String time(Derived derived, String before) {
        return derived.seconds() > WORTH_SAYING ? before + Seconds.of(derived.seconds()) : "";
    }
}
