package bitlemma.cli.report;

import bitlemma.grammar.source.Place;

/** The source line of a place, with a mark under what is meant. */
public final class Excerpt {
    private static final int WIDEST = 110;
    private static final int BEFORE = 50;

    private Excerpt() {}

    /** Writes the line and the mark, or nothing where the line is blank. */
    public static void write(Page page, String indent, Place place) {
        String text = place.source().text();
        int lineStart = place.start() == 0 ? 0 : text.lastIndexOf('\n', place.start() - 1) + 1;
        int lineEnd = text.indexOf('\n', place.start());
        String line = text.substring(lineStart, lineEnd < 0 ? text.length() : lineEnd).stripTrailing();
        if (line.isBlank()) {
            return;
        }
        int at = Math.min(place.start() - lineStart, line.length());
        int end = Math.min(Math.max(place.end() - lineStart, at + 1), line.length());
        // Indentation says nothing here; a line of a generated file can be endless.
        int from = line.length() - line.stripLeading().length();
        if (line.length() - from > WIDEST) {
            from = Math.max(from, at - BEFORE);
        }
        int to = Math.min(line.length(), from + WIDEST);
        StringBuilder mark = new StringBuilder();
        for (int i = from; i < at; i++) {
            if (!Character.isLowSurrogate(line.charAt(i))) {
                mark.append(line.charAt(i) == '\t' ? '\t' : ' ');
            }
        }
        mark.append('^');
        int marked = Math.min(end, to) - at - 1;
        if (marked > 0) {
            mark.append("~".repeat(marked));
        }
        String number = Integer.toString(place.line());
        page.line(indent + page.style().faint(number + " | ") + line.substring(from, to));
        page.line(indent + " ".repeat(number.length()) + page.style().faint(" | ") + page.style().bad(mark.toString()));
    }
}
