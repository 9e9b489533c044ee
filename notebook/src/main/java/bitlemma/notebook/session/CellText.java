package bitlemma.notebook.session;

import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.source.SourceFile;
import bitlemma.notebook.answer.CellError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cell's text: lines that begin with a percent sign at its top, and the language below them.
 *
 * @param whole all of it
 * @param magics the lines at the top, in their order
 * @param body the language, at the same lines and columns as in the cell
 */
record CellText(SourceFile whole, List<Magic> magics, SourceFile body) {
    /**
     * A line such as {@code %plot x^2 for x in 0..4}.
     *
     * @param name what follows the percent sign: {@code plot}
     * @param start the offset of the percent sign in the cell
     * @param from the offset of what follows the name
     * @param to the offset of the line's end
     */
    record Magic(String name, int start, int from, int to) {}

    private static final Pattern MAGIC = Pattern.compile("\\G\\s*%(\\w*)([^\\n]*)(\\n|\\z)");

    /** Words with which only declarations begin. */
    private static final Set<String> DECLARING =
            Set.of("import", "const", "function", "kernel", "unsafe", "claim", "find");

    /** Words with which expressions begin although a word follows. */
    private static final Set<String> EXPRESSING = Set.of("not", "if", "fold", "sum", "forall", "true", "false");

    /** After white space and comments the first word, and a beginning of a second one where it follows. */
    private static final Pattern START = Pattern.compile(
            "\\A(?:\\s|//[^\\n]*(?:\\n|\\z)|(?s:/\\*.*?\\*/))*+([\\p{L}_][\\p{L}\\p{Nd}_]*)(\\s+[\\p{L}_])?");

    /** @param name as messages show it before a line's number: {@code In[3]} */
    static CellText of(String name, String text) {
        SourceFile whole = new SourceFile(name, text);
        String all = whole.text();
        List<Magic> magics = new ArrayList<>();
        Matcher matcher = MAGIC.matcher(all);
        int end = 0;
        while (end < all.length() && matcher.find(end)) {
            Magic magic = new Magic(matcher.group(1), matcher.start(1) - 1, matcher.end(1), matcher.end(2));
            magics.add(magic);
            // The language may begin on the line of %time.
            end = magic.name().equals("time") ? magic.from() : matcher.end();
            if (magic.name().equals("time") && !all.substring(magic.from(), magic.to()).isBlank()) {
                break;
            }
        }
        return new CellText(whole, magics, part(whole, end, all.length()));
    }

    /** What a line's name is followed by, at the same line and columns as in the cell. */
    SourceFile argument(Magic magic) {
        return part(whole, magic.from(), magic.to());
    }

    /** A text of which all but a stretch is blank. */
    static SourceFile part(SourceFile source, int from, int to) {
        String text = source.text();
        return new SourceFile(
                source.name(), blank(text.substring(0, from)) + text.substring(from, to) + blank(text.substring(to)));
    }

    private static String blank(String text) {
        return text.replaceAll("[^\\n]", " ");
    }

    /** Mistakes in parts of this cell, with whole lines to be shown, of which a part has only its own stretch. */
    CellError error(List<Diagnostic> diagnostics) {
        return CellError.of(diagnostics.stream()
                .map(d -> d.place().source().name().equals(whole.name())
                        ? new Diagnostic(
                                d.problem(), whole.place(d.place().start(), d.place().end()), d.message(), d.hint())
                        : d)
                .toList());
    }

    /** Whether the language below the magics is a bare expression rather than declarations. */
    boolean isExpression() {
        Matcher start = START.matcher(body.text());
        if (!start.find()) {
            return !body.text().replaceAll("//[^\\n]*|(?s:/\\*.*?\\*/)", "").isBlank();
        }
        String word = start.group(1);
        // Two words side by side are a declaration, or a misspelt one.
        return !DECLARING.contains(word) && (start.group(2) == null || EXPRESSING.contains(word) || infix(start));
    }

    private boolean infix(Matcher start) {
        String rest = body.text().substring(start.end(1)).stripLeading();
        return rest.matches("(?s)(and|or|xor|is)\\b.*");
    }
}
