package bitlemma.grammar.format;

import bitlemma.grammar.format.Piece.Spacing;
import bitlemma.grammar.parse.Concrete;
import java.util.List;

/** Writes pieces line by line, as the author broke the lines. */
final class Printer {
    private static final int STEP = 4;

    private final StringBuilder out = new StringBuilder();
    private final int[] indents;
    /** What stands last on the line; empty at the beginning of a line. */
    private String last = "";
    private Spacing lastSpacing = Spacing.LOOSE;
    /** How far the line is indented. */
    private int indent;

    private Printer(int pieces) {
        this.indents = new int[pieces];
    }

    static String print(List<Piece> pieces) {
        Printer printer = new Printer(pieces.size());
        for (int i = 0; i < pieces.size(); i++) {
            printer.piece(pieces.get(i), i);
        }
        printer.endLine(1);
        return printer.out.toString();
    }

    private void piece(Piece piece, int number) {
        for (Concrete.Comment comment : piece.token().comments()) {
            endLine(comment.lineEnds());
            // A comment stands as a word does; before a bracket that closes, the bracket says how.
            boolean lineComment = comment.text().startsWith("//");
            write(lineComment ? comment.text().stripTrailing() : comment.text(), Spacing.LOOSE, piece.comments());
        }
        if (piece.token().text().isEmpty()) {
            return;
        }
        endLine(piece.token().lineEnds());
        write(piece.token().text(), piece.spacing(), piece.indentation());
        indents[number] = indent;
    }

    private void endLine(int lineEnds) {
        if (lineEnds == 0 || out.isEmpty()) {
            return;
        }
        if (!last.isEmpty()) {
            out.append('\n');
            last = "";
        }
        if (lineEnds > 1) {
            out.append('\n');
        }
    }

    private void write(String text, Spacing spacing, Piece.Indentation indentation) {
        if (last.isEmpty()) {
            indent = STEP * indentation.steps() + (indentation.anchor() < 0 ? 0 : indents[indentation.anchor()]);
            out.append(" ".repeat(indent));
        } else if (needsBlank(text, spacing)) {
            out.append(' ');
        }
        out.append(text.startsWith("/*") ? comment(text) : text);
        last = text;
        lastSpacing = spacing;
    }

    private boolean needsBlank(String text, Spacing spacing) {
        // The two would be read as the saturating minus, or as a comment.
        boolean glued = last.equals("-") && text.startsWith("|") || last.equals("/") && text.startsWith("/");
        boolean tight = lastSpacing.after() || spacing.before();
        return glued || text.startsWith("//") || !tight;
    }

    /** A block comment; where its lines begin with stars, these are put under each other. */
    private String comment(String text) {
        String[] lines = text.split("\n", -1);
        boolean stars = lines.length > 1;
        for (int i = 1; i < lines.length; i++) {
            stars &= lines[i].stripLeading().startsWith("*");
        }
        StringBuilder laid = new StringBuilder(lines[0].stripTrailing());
        for (int i = 1; i < lines.length; i++) {
            String line = lines[i].stripTrailing();
            laid.append('\n').append(stars ? " ".repeat(indent + 1) + line.stripLeading() : line);
        }
        return laid.toString();
    }
}
