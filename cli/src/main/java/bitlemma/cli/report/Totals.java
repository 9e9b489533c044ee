package bitlemma.cli.report;

import bitlemma.proofs.Result;
import java.util.ArrayList;
import java.util.List;

/** The table at the end: kinds of statements by what came of them. */
final class Totals {
    private Totals() {}

    static void write(Page page, Report report) {
        int[][] counts = new int[Kind.values().length][Result.Status.values().length];
        int[] sums = new int[Result.Status.values().length];
        int decided = 0;
        int badFiles = 0;
        int undecided = 0;
        for (FileReport file : report.files()) {
            badFiles += file.diagnostics().isEmpty() ? 0 : 1;
            undecided += file.undecided();
            for (Result result : file.results()) {
                counts[Kind.of(result.statement()).ordinal()][result.status().ordinal()]++;
                sums[result.status().ordinal()]++;
                decided++;
            }
        }
        if (decided > 0) {
            table(page, counts, sums);
        }
        page.line(sentence(page.style(), decided, sums, badFiles, undecided) + ", "
                + Seconds.of(report.seconds()) + " in all");
    }

    private static void table(Page page, int[][] counts, int[] sums) {
        List<Result.Status> shown = new ArrayList<>();
        for (Result.Status status : Result.Status.values()) {
            boolean always = switch (status) {
                case HOLDS, REFUTED, UNKNOWN -> true;
                case INPUT_ERROR, FAULT -> false;
            };
            if (always || sums[status.ordinal()] > 0) {
                shown.add(status);
            }
        }
        Columns columns = new Columns("l" + "r".repeat(shown.size()));
        List<String> head = new ArrayList<>(List.of(""));
        shown.forEach(s -> head.add(title(s)));
        columns.row(head.toArray(String[]::new));
        for (Kind kind : Kind.values()) {
            int[] row = counts[kind.ordinal()];
            int all = 0;
            List<String> cells = new ArrayList<>(List.of(kind.plural()));
            for (Result.Status status : shown) {
                all += row[status.ordinal()];
                cells.add(row[status.ordinal()] == 0 ? "-" : Integer.toString(row[status.ordinal()]));
            }
            if (all > 0) {
                columns.row(cells.toArray(String[]::new));
            }
        }
        columns.write(page, "");
    }

    private static String title(Result.Status status) {
        return switch (status) {
            case HOLDS -> "as stated";
            case REFUTED -> "not as stated";
            case UNKNOWN -> "unknown";
            case INPUT_ERROR -> "vacuous";
            case FAULT -> "fault";
        };
    }

    private static String sentence(Style style, int decided, int[] sums, int badFiles, int undecided) {
        List<String> parts = new ArrayList<>();
        add(parts, sums[Result.Status.FAULT.ordinal()], "fault", "faults", " of ours");
        add(parts, badFiles, "file", "files", " with errors");
        add(parts, sums[Result.Status.INPUT_ERROR.ordinal()], "statement", "statements", " about no input");
        add(parts, sums[Result.Status.REFUTED.ordinal()], "statement", "statements", " not as stated");
        if (!parts.isEmpty()) {
            add(parts, sums[Result.Status.UNKNOWN.ordinal()], "", "", "unknown");
            return style.bad(String.join(", ", parts)) + stopped(undecided);
        }
        add(parts, sums[Result.Status.UNKNOWN.ordinal()], "statement", "statements", " unknown");
        if (!parts.isEmpty()) {
            return style.open(String.join(", ", parts)) + stopped(undecided);
        }
        String all = decided == 0 && undecided == 0
                ? "nothing is stated"
                : undecided > 0 ? "what was decided is as stated" : "everything is as stated";
        return (decided == 0 ? all : style.good(all)) + stopped(undecided);
    }

    private static String stopped(int undecided) {
        return undecided == 0 ? "" : ", stopped with " + undecided + " to go";
    }

    private static void add(List<String> parts, int count, String one, String many, String what) {
        if (count > 0) {
            parts.add(count + " " + (count == 1 ? one : many) + what);
        }
    }
}
