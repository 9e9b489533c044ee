package bitlemma.grammar.format;

import bitlemma.grammar.diagnostics.Diagnostic;
import java.util.List;

/** What formatting gives. */
public sealed interface Formatted {
    /** The text in the language's layout, with {@code \n} at the end of each line. */
    record Text(String text) implements Formatted {}

    /** The text is not of the language's form, so its layout cannot be known. */
    record Rejected(List<Diagnostic> diagnostics) implements Formatted {
        public Rejected {
            diagnostics = List.copyOf(diagnostics);
        }
    }
}
