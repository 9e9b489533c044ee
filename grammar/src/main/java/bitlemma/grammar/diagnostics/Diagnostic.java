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

    /** How much of a line is shown: a line of a generated file can be endless. */
    private static final int SHOWN = 120;

    /**
     * Place, message, the source line with a caret under what is meant, and the hint; several lines, without a last
     * line end.
     */
    public String render() {
        StringBuilder out = new StringBuilder();
        out.append(place).append(": error: ").append(printable(message)).append(" [").append(problem.id()).append("]");
        String line = place.source().lineText(place.line());
        if (!line.isBlank()) {
            underline(out, line);
        }
        hint.ifPresent(h -> out.append("\n  hint: ").append(h));
        return out.toString();
    }

    private void underline(StringBuilder out, String line) {
        int[] characters = printable(line).codePoints().toArray();
        int column = Math.min(place.column() - 1, characters.length);
        int from = Math.max(0, column - SHOWN / 2);
        int to = Math.min(characters.length, from + SHOWN);
        String margin = "\n  ";
        out.append(margin).append(new String(characters, from, to - from));
        out.append(margin);
        for (int i = from; i < column; i++) {
            out.append(characters[i] == '\t' ? '\t' : ' ');
        }
        int length = place.source().text().codePointCount(place.start(), place.end());
        out.append('^').append("~".repeat(Math.max(0, Math.min(length, to - column) - 1)));
    }

    /** A text without characters that would move a terminal's cursor. */
    private static String printable(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            if (Character.isISOControl(c) && c != '\t') {
                out.setCharAt(i, '\uFFFD');
            }
        }
        return out.toString();
    }
}
