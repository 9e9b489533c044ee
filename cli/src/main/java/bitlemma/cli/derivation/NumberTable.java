package bitlemma.cli.derivation;

import bitlemma.cli.report.Columns;
import bitlemma.cli.report.Page;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Derivation;
import bitlemma.grammar.core.Derivation.RandomVariable;
import bitlemma.grammar.core.Derivation.Request;
import bitlemma.grammar.core.Distribution;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.symbolic.answer.Measured;
import bitlemma.symbolic.answer.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Numbers beside an answer: values of the parameters, what the formula gives there, and what was found in another way.
 *
 * @param parameters how many columns hold values of parameters; those after them are the formula's number, the number
 *     that was found, and its fraction
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
        List<Variable> shown = mentioned(derivation, request);
        shown.forEach(v -> head.add(v.label()));
        head.add(formula ? sides ? "right side" : "formula" : "");
        head.add(sides && !Words.measured(rows).isEmpty() ? "left side" : Words.measured(rows));
        head.add("");
        List<List<String>> cells = new ArrayList<>();
        for (Row row : rows) {
            List<String> line = new ArrayList<>();
            for (Variable variable : shown) {
                line.add(row.sample().values().get(variable).toString());
            }
            line.add(row.formula().map(numbers::text).orElse(formula ? "-" : ""));
            boolean hidden = expected && row.measured() instanceof Measured.Sampled
                    || row.measured() instanceof Measured.Missing;
            line.add(hidden ? "" : numbers.text(row.measured()));
            line.add(numbers.fraction(row.measured()).orElse(""));
            if (!cells.contains(line)) {
                cells.add(line);
            }
        }
        return new NumberTable(shown.size(), head, cells);
    }

    /** The parameters that a request depends on: the others change nothing. */
    static List<Variable> mentioned(Derivation derivation, Request request) {
        Set<Variable> free = new HashSet<>();
        switch (request) {
            case Request.Find find -> free.addAll(Children.free(find.value()));
            case Request.Expect expect -> {
                free.addAll(Children.free(expect.left()));
                free.addAll(Children.free(expect.right()));
            }
            case Request.Step step -> step.sides().forEach(side -> free.addAll(Children.free(side)));
        }
        // A distribution brings its parameters along.
        for (RandomVariable random : derivation.variables()) {
            if (free.contains(random.variable())) {
                operands(random).forEach(term -> free.addAll(Children.free(term)));
            }
        }
        return derivation.parameters().stream()
                .map(Derivation.Parameter::variable)
                .filter(free::contains)
                .toList();
    }

    private static List<Term> operands(RandomVariable random) {
        List<Term> operands = new ArrayList<>();
        if (random.variable().sort() instanceof Sort.Array array) {
            operands.add(array.length());
        }
        operands.addAll(switch (random.distribution()) {
            case Distribution.Uniform(Term low, Term high) -> List.of(low, high);
            case Distribution.Grid(Term bits, Term low, Term high) -> List.of(bits, low, high);
            case Distribution.Integers(Term low, Term high) -> List.of(low, high);
            case Distribution.Codes codes -> List.<Term>of();
            case Distribution.Normal(Term mean, Term deviation) -> List.of(mean, deviation);
            case Distribution.Laplace(Term location, Term scale) -> List.of(location, scale);
            case Distribution.LogUniform(Term low, Term high) -> List.of(low, high);
            case Distribution.Exponential(Term rate) -> List.of(rate);
            case Distribution.Bernoulli(Term probability) -> List.of(probability);
            case Distribution.Table(List<Distribution.Entry> entries) ->
                entries.stream()
                        .flatMap(e -> Stream.of(e.value(), e.probability()))
                        .toList();
        });
        return operands;
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
