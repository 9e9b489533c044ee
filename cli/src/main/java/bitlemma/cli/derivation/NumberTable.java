package bitlemma.cli.derivation;

import bitlemma.cli.report.Columns;
import bitlemma.cli.report.Page;
import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Derivation.Request;
import bitlemma.numbers.Rational;
import bitlemma.symbolic.answer.Measured;
import bitlemma.symbolic.answer.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers beside an answer: values of the parameters, what the formula gives there, and what was found in another way.
 *
 * @param parameters how many columns hold values of parameters; those after them are the formula's number, the number that
 *     was found, and its fraction
 */
record NumberTable(int parameters, List<String> head, List<List<String>> rows) {
    /**
     * The numbers beside an answer.
     *
     * @param request what is asked: a closed form, or two sides to compare
     * @param expected whether sampled numbers are left out, since machines differ in them
     */
    static NumberTable of(Derivation derivation, Request request, List<Row> rows, Numbers numbers, boolean expected) {
        boolean sides = !(request instanceof Request.Find);
        boolean formula = rows.stream().anyMatch(r -> r.formula().isPresent());
        List<String> head = new ArrayList<>();
        derivation.parameters().forEach(p -> head.add(p.variable().label()));
        head.add(formula ? sides ? "right side" : "formula" : "");
        head.add(sides && !Words.measured(rows).isEmpty() ? "left side" : Words.measured(rows));
        head.add("");
        List<List<String>> cells = new ArrayList<>();
        for (Row row : rows) {
            List<String> line = new ArrayList<>();
            for (Rational value : row.sample().values().values()) {
                line.add(value.toString());
            }
            line.add(row.formula().map(numbers::text).orElse(formula ? "-" : ""));
            boolean hidden = expected && row.measured() instanceof Measured.Sampled
                    || row.measured() instanceof Measured.Missing;
            line.add(hidden ? "" : numbers.text(row.measured()));
            line.add(numbers.fraction(row.measured()).orElse(""));
            cells.add(line);
        }
        return new NumberTable(derivation.parameters().size(), head, cells);
    }

    /** Under each other by their decimal points. */
    void write(Page page, String indent) {
        int columns = head.size();
        int[] whole = new int[columns];
        for (List<String> row : rows) {
            for (int i = parameters; i < columns - 1; i++) {
                whole[i] = Math.max(whole[i], whole(row.get(i)));
            }
        }
        Columns table = new Columns("r".repeat(parameters) + "lll");
        table.row(head.toArray(String[]::new));
        for (List<String> row : rows) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < columns; i++) {
                String cell = row.get(i);
                boolean number = i >= parameters && i < columns - 1 && !cell.isEmpty();
                boolean fraction = i == columns - 1 && !cell.isEmpty();
                cells.add((number ? " ".repeat(whole[i] - whole(cell)) : fraction ? "= " : "") + cell);
            }
            table.row(cells.toArray(String[]::new));
        }
        table.write(page, indent);
    }

    /** How many characters stand before the decimal point. */
    private static int whole(String number) {
        int length = 0;
        while (length < number.length() && ".e ,".indexOf(number.charAt(length)) < 0) {
            length++;
        }
        return length;
    }

    /** With the columns that hold something, as Markdown. */
    void markdown(StringBuilder text) {
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < head.size(); i++) {
            int column = i;
            if (!head.get(i).isEmpty() || rows.stream().anyMatch(r -> !r.get(column).isEmpty())) {
                shown.add(i);
            }
        }
        line(text, head, shown);
        text.append("|").append("---:|".repeat(shown.size())).append('\n');
        rows.forEach(r -> line(text, r, shown));
    }

    private void line(StringBuilder text, List<String> cells, List<Integer> shown) {
        text.append("|");
        shown.forEach(i -> text.append(' ').append(cells.get(i).isEmpty() ? "" : cells.get(i) + " ").append("|"));
        text.append('\n');
    }
}
