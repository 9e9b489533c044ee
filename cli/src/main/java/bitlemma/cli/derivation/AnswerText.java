package bitlemma.cli.derivation;

import bitlemma.cli.report.Columns;
import bitlemma.cli.report.Excerpt;
import bitlemma.cli.report.Page;
import bitlemma.cli.report.Seconds;
import bitlemma.cli.report.Style;
import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Derivation.Request;
import bitlemma.grammar.source.Place;
import bitlemma.proofs.Answered;
import bitlemma.symbolic.answer.Measured;
import bitlemma.symbolic.answer.Outcome;
import bitlemma.symbolic.answer.Result;
import bitlemma.symbolic.answer.Row;
import bitlemma.symbolic.answer.Standing;
import bitlemma.symbolic.expectation.Journal;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.TextForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One answer: what was asked, the formula, how it is known, and numbers beside it. */
final class AnswerText {
    private static final String MARGIN = "    ";
    private static final String INDENT = "      ";
    private static final String STEP = INDENT + "    ";
    private static final int WIDTH = 100;
    /** So many rows show that formula and numbers agree. */
    private static final int FEW = 4;

    private final Page page;
    private final Style style;
    private final Look look;
    private final Derivation derivation;
    private final Numbers numbers;

    AnswerText(Page page, Look look, Derivation derivation) {
        this.page = page;
        this.style = page.style();
        this.look = look;
        this.derivation = derivation;
        this.numbers = new Numbers(look.digits());
    }

    void write(Answered answered) {
        Result result = answered.result();
        switch (result.outcome()) {
            case Outcome.Closed closed -> closed(answered, closed);
            case Outcome.Numbers n -> withoutForm(answered, n);
            case Outcome.Holds holds -> {
                head(answered, Words.verdict(answered));
                how(answered, holds.standing());
                if (answered.statedFalse()) {
                    at(result.request().place(), "it is true");
                }
            }
            case Outcome.Fails fails -> fails(answered, fails);
            case Outcome.Open open -> {
                head(answered, Words.verdict(answered));
                page.line(INDENT + Displayed.words(open.reason()) + time(answered));
                table(result, FEW);
            }
            case Outcome.Fault fault -> fault(answered, fault);
        }
        if (look.steps()) {
            steps(result);
        }
    }

    // ---- the first line ----

    private String mark(Answered answered) {
        boolean certain =
                switch (answered.result().outcome()) {
                    case Outcome.Closed closed -> !(closed.standing() instanceof Standing.Sampled);
                    case Outcome.Holds holds -> !(holds.standing() instanceof Standing.Sampled);
                    case Outcome.Fails fails -> true;
                    case Outcome.Numbers n -> false;
                    case Outcome.Open open -> false;
                    case Outcome.Fault fault -> true;
                };
        return switch (answered.status()) {
            case HOLDS -> certain ? style.good("✓") : style.open("~");
            case UNKNOWN -> style.open("?");
            case REFUTED, INPUT_ERROR, FAULT -> style.bad("✗");
        };
    }

    /** What was asked, as the source writes it. */
    static String asked(Answered answered) {
        Request request = answered.result().request();
        String text = request.place().text();
        String kind = request instanceof Request.Find ? "" : Words.kind(answered) + " ";
        return kind + (text.equals(request.label()) ? text : request.label() + ": " + text);
    }

    private void head(Answered answered, String verdict) {
        String shown = switch (answered.status()) {
            case HOLDS -> verdict;
            case UNKNOWN -> style.open(verdict);
            case REFUTED, INPUT_ERROR, FAULT -> style.bad(verdict);
        };
        List<String> lines = Wrapped.lines(asked(answered), WIDTH - INDENT.length());
        for (int i = 0; i < lines.size(); i++) {
            String before = i == 0 ? MARGIN + mark(answered) + " " : INDENT + "  ";
            boolean last = i + 1 == lines.size() && !verdict.isEmpty();
            page.line(before + style.bold(lines.get(i)) + (last ? "  " + shown : ""));
        }
    }

    private void equation(Answered answered, String right) {
        String left = asked(answered);
        String mark = MARGIN + mark(answered) + " ";
        int before = MARGIN.length() + 2 + left.length() + 3;
        if (before + right.length() <= WIDTH) {
            page.line(mark + style.bold(left) + " = " + right);
            return;
        }
        head(answered, "");
        List<String> lines = Wrapped.lines(right, WIDTH - INDENT.length() - 4);
        for (int i = 0; i < lines.size(); i++) {
            page.line(INDENT + (i == 0 ? "  = " : "    ") + lines.get(i));
        }
    }

    private void how(Answered answered, Standing standing) {
        String words = Words.standing(standing, derivation, !look.expected(), look.digits());
        page.line(INDENT + style.faint(words) + time(answered));
    }

    private String time(Answered answered) {
        return answered.seconds() > 0.1 && !look.expected() ? style.faint("  " + Seconds.of(answered.seconds())) : "";
    }

    // ---- what is found ----

    private static String text(Formula formula) {
        return TextForm.of(Displayed.of(formula));
    }

    private void closed(Answered answered, Outcome.Closed closed) {
        equation(answered, text(closed.formula()));
        how(answered, closed.standing());
        if (!closed.at().isEmpty()) {
            List<String> parts = new ArrayList<>();
            Map<String, String> sorted = new TreeMap<>();
            closed.at().forEach((name, value) -> sorted.put(Displayed.words(name), text(value)));
            sorted.forEach((name, value) -> parts.add(name + " = " + value));
            page.line(INDENT + "reached at " + String.join(", ", parts));
        }
        table(answered.result(), FEW);
    }

    private void withoutForm(Answered answered, Outcome.Numbers outcome) {
        List<Row> rows = answered.result().rows();
        boolean one = rows.size() == 1 && rows.getFirst().sample().values().isEmpty();
        if (one && !(rows.getFirst().measured() instanceof Measured.Missing) && !hidden(rows.getFirst())) {
            equation(answered, numbers.text(rows.getFirst().measured()));
            page.line(INDENT + style.faint(Words.found(rows.getFirst().measured(), look.digits())) + time(answered));
        } else {
            head(answered, "");
        }
        page.line(INDENT + "no closed form: " + Displayed.words(outcome.reason())
                + (one && !hidden(rows.getFirst()) ? "" : time(answered)));
        if (!one) {
            table(answered.result(), rows.size());
        }
    }

    /** Whether a number depends on how the machine computes sines. */
    private boolean hidden(Row row) {
        return look.expected() && row.measured() instanceof Measured.Sampled;
    }

    private void fails(Answered answered, Outcome.Fails fails) {
        head(answered, Words.verdict(answered));
        Request request = answered.result().request();
        Place place = switch (request) {
            case Request.Step step -> step.places().get(fails.side());
            case Request.Expect expect -> expect.place();
            case Request.Find find -> find.place();
        };
        String where = Words.at(fails.at());
        if (answered.status() != bitlemma.proofs.Result.Status.HOLDS) {
            String what = switch (request) {
                case Request.Step step -> "this side differs from the one before it";
                case Request.Expect expect -> "it is false";
                case Request.Find find -> "it is false";
            };
            at(place, what + (where.isEmpty() ? "" : " " + where));
            Columns columns = new Columns("lrl");
            columns.row(side(request, fails.side() - 1), "=", both(fails.left()));
            columns.row(side(request, fails.side()), "=", both(fails.right()));
            columns.write(page, INDENT + "  ");
        } else {
            page.line(INDENT + style.faint((where.isEmpty() ? "" : where + " ") + "the sides are "
                    + both(fails.left()) + " and " + both(fails.right())));
        }
    }

    /** A side of an equation as the source writes it. */
    private static String side(Request request, int index) {
        return switch (request) {
            case Request.Step step -> step.places().get(index).text();
            case Request.Expect expect -> index == 0 ? "left side" : "right side";
            case Request.Find find -> find.label();
        };
    }

    private String both(Measured measured) {
        String decimal = numbers.text(measured);
        return numbers.fraction(measured).map(f -> f + " = " + decimal).orElse(decimal);
    }

    private void fault(Answered answered, Outcome.Fault fault) {
        head(answered, Words.verdict(answered));
        Row row = fault.contradiction();
        at(answered.result().request().place(), "this is a fault of the algebra engine, not of your file");
        Columns columns = new Columns("lrl");
        String where = row.sample().values().isEmpty() ? "" : " " + Words.at(row.sample());
        columns.row("its formula", "", text(fault.formula()));
        columns.row("its value" + where, "=", row.formula().map(numbers::text).orElse("-"));
        columns.row(Words.measured(row.measured()), "=", both(row.measured()));
        columns.write(page, INDENT);
    }

    private void at(Place place, String what) {
        page.line(INDENT + page.place(place) + ": " + what);
        Excerpt.write(page, INDENT + "  ", place);
    }

    // ---- numbers ----

    private void table(Result result, int most) {
        List<Row> all = result.rows();
        List<Row> rows = look.steps() ? all : all.subList(0, Math.min(most, all.size()));
        if (rows.stream().allMatch(r -> r.measured() instanceof Measured.Missing && r.formula().isEmpty())) {
            return;
        }
        if (NumberTable.mentioned(derivation, result.request()).isEmpty()) {
            single(rows.getFirst());
            return;
        }
        NumberTable.of(derivation, result.request(), rows, numbers, look.expected()).write(page, INDENT + "  ");
    }

    private void single(Row row) {
        String formula = row.formula().map(numbers::text).orElse("");
        String measured = row.measured() instanceof Measured.Missing
                ? ""
                : hidden(row) ? "" : Words.measured(row.measured()) + " " + numbers.text(row.measured());
        if (!formula.isEmpty() || !measured.isEmpty()) {
            page.line(INDENT + (formula.isEmpty() ? "" : "= " + formula)
                    + (formula.isEmpty() || measured.isEmpty() ? "" : ", ")
                    + measured);
        }
    }

    // ---- steps ----

    private void steps(Result result) {
        for (Journal.Line line : result.steps()) {
            String words = "· " + Displayed.words(line.text());
            String checked = line.checked().isEmpty() ? "" : style.faint("  [" + line.checked() + "]");
            String before = line.before() == null ? "" : text(line.before());
            String after = line.after() == null ? "" : "→ " + text(line.after());
            String both = (before + " " + after).strip();
            if (both.isEmpty() || INDENT.length() + words.length() + 2 + both.length() <= WIDTH) {
                page.line(INDENT + words + (both.isEmpty() ? "" : ": " + both) + checked);
                continue;
            }
            page.line(INDENT + words + checked);
            List<String> lines = new ArrayList<>(Wrapped.lines(before, WIDTH - STEP.length()));
            lines.addAll(Wrapped.lines(after, WIDTH - STEP.length()));
            lines.stream().filter(l -> !l.isEmpty()).forEach(l -> page.line(STEP + l));
        }
        if (result.stepsLeft() > 0) {
            page.line(INDENT + "· and " + Words.count(result.stepsLeft(), "more step"));
        }
    }
}
