package bitlemma.grammar.format;

import bitlemma.grammar.parse.Parser;
import bitlemma.grammar.source.SourceFile;

/**
 * Lays out a module's text. The author's line breaks stay; indentation, blanks between tokens and blank lines follow
 * from the text's form. Every token and every comment stays what and where it is.
 */
public final class Formatter {
    private Formatter() {}

    public static Formatted format(SourceFile source) {
        Parser.Read read = Parser.read(source);
        return read.tree()
                .<Formatted>map(tree -> new Formatted.Text(Printer.print(Layout.of(tree))))
                .orElseGet(() -> new Formatted.Rejected(read.diagnostics()));
    }
}
