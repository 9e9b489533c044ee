package bitlemma.notebook.answer;

import bitlemma.grammar.diagnostics.Diagnostic;
import java.util.List;

/** A cell that could not be answered, or not to its end; its message is what the user reads. */
public final class CellError extends Exception {
    private static final long serialVersionUID = 1;

    public CellError(String message) {
        super(message);
    }

    /** Mistakes, each with its place in the cell, the line with a mark under what is meant, and a hint. */
    public static CellError of(List<Diagnostic> diagnostics) {
        return new CellError(String.join("\n", diagnostics.stream()
                .map(Diagnostic::render)
                .map(text -> text.replace("found the end of the file", "found the end of the cell")
                        .replace("expected the end of the file", "expected the end of the cell"))
                .toList()));
    }
}
