package bitlemma.notebook.answer;

import bitlemma.cli.report.CounterexampleBlock;
import bitlemma.cli.report.Shown;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Value;
import bitlemma.kernels.Outcome;
import bitlemma.kernels.Trace;
import bitlemma.numbers.Datum;
import bitlemma.numbers.Rational;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The value of an expression as a notebook shows it: exact, beside it the bits or a decimal where they help. */
public final class ValueAnswer {
    private static final MathContext DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);

    private static final int LONGEST_FRACTION = 40;

    private ValueAnswer() {}

    /** A value of a sort. */
    public static Answer of(Value value, Sort sort) {
        String exact = exact(value);
        String beside = beside(value, sort);
        String text = beside.isEmpty() ? exact : exact + "  " + beside;
        return Answer.of(text, Html.block(Html.code(exact) + (beside.isEmpty() ? "" : " &nbsp;" + Html.faint(beside))));
    }

    /** Fractions of powers of two are often too long for a line, and then read better as such. */
    private static String exact(Value value) {
        return value instanceof Value.Number(Rational number)
                        && !number.isInteger()
                        && number.denominator().bitCount() == 1
                        && number.toString().length() > LONGEST_FRACTION
                ? number.brief()
                : Shown.decimal(value);
    }

    private static String beside(Value value, Sort sort) {
        List<String> parts = new ArrayList<>();
        if (value instanceof Value.Number number && !number.value().isInteger()) {
            parts.add(approximately(number.value()));
        }
        if (value instanceof Value.Coded coded && coded.toString().contains("2^")) {
            parts.add(approximately(((Datum.Finite) coded.datum()).value()));
        }
        Shown.format(sort).map(format -> Shown.hex(value, format)).filter(h -> !h.isEmpty()).ifPresent(parts::add);
        switch (sort) {
            case Sort.Machine machine -> parts.add(machine.toString());
            case Sort.Coded coded -> parts.add(coded.toString());
            case Sort.Array array -> parts.add(array.toString());
            case Sort.ExactInteger integer -> {}
            case Sort.ExactRational rational -> {}
            case Sort.Bool bool -> {}
        }
        return String.join("  ", parts);
    }

    /** {@code = 0.25} where the decimal is exact, {@code ≈ 0.333333333333} where it is rounded. */
    static String approximately(Rational value) {
        BigDecimal decimal = new BigDecimal(value.numerator()).divide(new BigDecimal(value.denominator()), DIGITS);
        boolean exact = decimal.multiply(new BigDecimal(value.denominator()))
                        .compareTo(new BigDecimal(value.numerator()))
                == 0;
        return (exact ? "= " : "≈ ") + decimal.stripTrailingZeros();
    }

    /** An evaluation that broke an obligation, with what was computed before. */
    public static Answer of(Outcome.Broken broken, Trace trace) {
        List<List<String>> rows = new ArrayList<>();
        StringBuilder text = new StringBuilder("✗ " + broken.site().place() + ": " + broken.detail());
        for (CounterexampleBlock.Row row : CounterexampleBlock.steps(trace.entries())) {
            rows.add(List.of("  ".repeat(row.depth()) + row.label(), row.value(), row.bits(), row.note()));
            text.append("\n  ").append(String.join("  ", rows.getLast()).stripTrailing());
        }
        String html = Html.block(Html.coloured(StatementAnswer.BAD, "✗") + " " + Html.escape(broken.detail()) + " "
                        + Html.faint("at " + broken.site().place()) + ": "
                        + Html.code(broken.site().text()))
                + (rows.isEmpty() ? "" : Html.table("steps", rows));
        return Answer.of(text.toString(), html);
    }

    /** An evaluation that was given up. */
    public static Answer of(Outcome.TooLong tooLong) {
        return Answer.text("? given up after " + tooLong.steps() + " steps");
    }
}
