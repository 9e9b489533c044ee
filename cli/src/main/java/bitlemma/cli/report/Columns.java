package bitlemma.cli.report;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells under each other. */
public final class Columns {
    private final boolean[] right;
    private final List<String[]> rows = new ArrayList<>();

    /** @param alignment a letter for each column: l for left, r for right */
    public Columns(String alignment) {
        right = new boolean[alignment.length()];
        for (int i = 0; i < right.length; i++) {
            right[i] = alignment.charAt(i) == 'r';
        }
    }

    /** Adds a row with a cell for each column. */
    public Columns row(String... cells) {
        rows.add(cells);
        return this;
    }

    /** Writes all rows; a column without text is left out. */
    public void write(Page page, String indent) {
        int[] widths = new int[right.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], length(row[i]));
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int i = 0; i < row.length; i++) {
                if (widths[i] == 0) {
                    continue;
                }
                String blanks = " ".repeat(widths[i] - length(row[i]));
                line.append(right[i] ? blanks + row[i] : row[i] + blanks).append("  ");
            }
            page.line(line.toString());
        }
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
