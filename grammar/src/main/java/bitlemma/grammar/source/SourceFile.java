package bitlemma.grammar.source;

import java.util.Arrays;

/** The text of one module, and where its lines begin. */
public final class SourceFile {
    private final String name;
    private final String text;
    private final int[] lineStarts;

    /**
     * @param name as diagnostics show it: the path as the user gave it
     * @param text the whole text; a byte order mark is left out, and every kind of line end becomes {@code \n}, so that
     *     lines and columns are those that an editor shows
     */
    public SourceFile(String name, String text) {
        this.name = name;
        this.text = uniform(text);
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < this.text.length(); i++) {
            if (this.text.charAt(i) == '\n') {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, 2 * count);
                }
                starts[count++] = i + 1;
            }
        }
        this.lineStarts = Arrays.copyOf(starts, count);
    }

    private static String uniform(String text) {
        String marked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return marked.indexOf('\r') < 0 ? marked : marked.replace("\r\n", "\n").replace('\r', '\n');
    }

    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    /** The line, counted from 1, that holds the character at {@code offset}. */
    public int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The column, counted from 1 in Unicode code points, of the character at {@code offset}. */
    public int column(int offset) {
        int start = lineStarts[line(offset) - 1];
        return text.codePointCount(start, Math.min(offset, text.length())) + 1;
    }

    /** The text of a line, counted from 1, without its end. */
    public String lineText(int line) {
        int start = lineStarts[line - 1];
        int end = line < lineStarts.length ? lineStarts[line] - 1 : text.length();
        return text.substring(start, end).stripTrailing();
    }

    /** The place from {@code start} (inclusive) to {@code end} (exclusive). */
    public Place place(int start, int end) {
        return new Place(this, start, Math.max(start, end));
    }

    @Override
    public String toString() {
        return name;
    }
}
