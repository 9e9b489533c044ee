package bitlemma.notebook.answer;

import bitlemma.cli.report.Seconds;
import bitlemma.proofs.Result;
import java.util.List;
import java.util.Optional;

/** An answer of a derivation as a notebook shows it: the formula typeset, how it is known, and numbers beside it. */
public final class DerivedAnswer {
    /** Times below are noise, and would only distract. */
    private static final double WORTH_SAYING = 0.1;

    /** Formulas with more letters than this may be wider than a page. */
    private static final int LONG = 240;

    private DerivedAnswer() {}

    /** The formula with its evidence; its plot, where it has one, is part of the same answer. */
    public static Answer of(Derived derived) {
        Optional<String> latex = derived.latex().isEmpty() ? Optional.empty() : Optional.of(derived.latex());
        return new Answer(derived.text(), Optional.of(html(derived)), latex, derived.svg());
    }

    private static String html(Derived derived) {
        StringBuilder html = new StringBuilder();
        html.append(Html.block(StatementAnswer.mark(derived.status()) + " " + formula(derived)
                + " &nbsp;" + evidence(derived) + Html.faint(time(derived, " · "))));
        if (!derived.numbers().isEmpty()) {
            html.append(Html.table("", derived.numbers()));
        }
        derived.svg().ifPresent(svg -> html.append(Html.picture(svg, derived.label())));
        return html.toString();
    }

    /** Front ends typeset what stands between dollar signs; roots and fractions that are wider than the page scroll. */
    private static String formula(Derived derived) {
        if (derived.latex().isEmpty()) {
            return Html.code(derived.label());
        }
        String name = derived.name().isEmpty() ? "" : Html.bold(derived.name()) + " &nbsp;";
        String formula = "$\\displaystyle " + Html.escape(derived.latex()) + "$";
        return name + (derived.latex().length() > LONG ? Html.scrolling(formula) : formula);
    }

    private static String evidence(Derived derived) {
        return switch (derived.status()) {
            case HOLDS -> Html.faint(derived.evidence());
            case UNKNOWN -> Html.coloured(StatementAnswer.OPEN, derived.evidence());
            case REFUTED, INPUT_ERROR, FAULT -> Html.coloured(StatementAnswer.BAD, derived.evidence());
        };
    }

    private static String time(Derived derived, String before) {
        return derived.seconds() > WORTH_SAYING ? before + Seconds.of(derived.seconds()) : "";
    }
}
