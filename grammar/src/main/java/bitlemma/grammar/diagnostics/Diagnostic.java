package bitlemma.grammar.diagnostics;

import bitlemma.grammar.source.Place;
import java.util.Optional;

/**
 * Something that is wrong with what a user wrote.
 *
 * @param problem what kind of mistake it is
 * @param place where it is
 * @param message what was found and what was expected
 * @param hint how to mend it, where that can be said
 */
public record Diagnostic(Problem problem, Place place, String message, Optional<String> hint) {
    public Diagnostic(Problem problem, Place place, String message, String hint) {
        this(problem, place, message, Optional.of(hint));
    }

    public Diagnostic(Problem problem, Place place, String message) {
        this(problem, place, message, Optional.empty());
    }

    /** Place, message, the source line with a caret under what is meant, and the hint; several lines, without a last line end. */
    public String render() {
        StringBuilder out = new StringBuilder();
        out.append(place).append(": error: ").append(message).append(" [").append(problem.id()).append("]");
        String line = place.source().lineText(place.line());
        if (!line.isBlank()) {
            int column = place.column() - 1;
            int length = Math.max(1, Math.min(place.end() - place.start(), line.length() - column));
            // A line of a generated file can be endless: show the part around the place.
            int from = Math.max(0, column - 60);
            int to = Math.min(line.length(), from + 120);
            if (from < to && column <= to) {
                String margin = "  ";
                out.append('\n').append(margin).append(line, from, to);
                out.append('\n').append(margin);
                for (int i = from; i < column; i++) {
                    out.append(i < line.length() && line.charAt(i) == '\t' ? '\t' : ' ');
                }
                out.append("^").append("~".repeat(Math.max(0, Math.min(length, to - column) - 1)));
            }
        }
        hint.ifPresent(h -> out.append("\n  hint: ").append(h));
        return out.toString();
    }
}
