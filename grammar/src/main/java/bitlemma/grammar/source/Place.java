package bitlemma.grammar.source;

/**
 * A stretch of a module's text.
 *
 * @param source the module
 * @param start the offset of its first character
 * @param end the offset after its last one
 */
public record Place(SourceFile source, int start, int end) {
    public int line() {
        return source.line(start);
    }

    public int column() {
        return source.column(start);
    }

    /** The text that stands here, with each run of white space made one blank. */
    public String text() {
        return source.text().substring(start, end).replaceAll("\\s+", " ").strip();
    }

    /** From the start of this place to the end of another. */
    public Place to(Place that) {
        return new Place(source, start, Math.max(end, that.end));
    }

    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return source.name() + ":" + line() + ":" + column();
    }
}
