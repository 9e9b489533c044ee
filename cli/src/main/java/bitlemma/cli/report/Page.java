package bitlemma.cli.report;

import bitlemma.grammar.source.Place;

/** The text of a report while it is written: lines, in a style, with places named in one way. */
public final class Page {
    private final StringBuilder text = new StringBuilder();
    private final Style style;
    private final boolean folders;

    /** @param folders whether places show the path as the user gave it, or the file's name alone */
    public Page(Style style, boolean folders) {
        this.style = style;
        this.folders = folders;
    }

    /** The colours of this page. */
    public Style style() {
        return style;
    }

    /** Adds a line; blanks at its end are cut. */
    public Page line(String line) {
        text.append(printable(line).stripTrailing()).append('\n');
        return this;
    }

    /** Adds an empty line. */
    public Page blank() {
        text.append('\n');
        return this;
    }

    /** A path as this page shows it. */
    public String file(String path) {
        if (folders) {
            return path;
        }
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    /** {@code file:line:column}. */
    public String place(Place place) {
        return file(place.source().name()) + ":" + place.line() + ":" + place.column();
    }

    /** Control characters of a source must not reach a terminal; colours are ours. */
    private String printable(String line) {
        StringBuilder clean = null;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean ours = c == '\t' || c == '\n' || c == '\u001b' && style == Style.COLOURED;
            if (Character.isISOControl(c) && !ours) {
                if (clean == null) {
                    clean = new StringBuilder(line);
                }
                clean.setCharAt(i, '\uFFFD');
            }
        }
        return clean == null ? line : clean.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
