package bitlemma.grammar.parse;

import bitlemma.grammar.source.Place;
import bitlemma.grammar.source.SourceFile;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/**
 * Places of tokens. ANTLR counts in code points and the source in chars; the two differ after a character outside the
 * basic plane.
 */
final class Offsets {
    private final SourceFile source;
    /** For each code point the offset of its char, and that of the end; null where the two are the same everywhere. */
    private final int[] chars;

    Offsets(SourceFile source) {
        this.source = source;
        this.chars = chars(source.text());
    }

    private static int[] chars(String text) {
        int count = text.codePointCount(0, text.length());
        if (count == text.length()) {
            return null;
        }
        int[] chars = new int[count + 1];
        for (int i = 0; i < count; i++) {
            chars[i + 1] = text.offsetByCodePoints(chars[i], 1);
        }
        return chars;
    }

    private int chars(int codePoint) {
        return chars == null ? codePoint : chars[codePoint];
    }

    Place of(Token token) {
        int end = token.getType() == Token.EOF ? token.getStartIndex() : token.getStopIndex() + 1;
        return source.place(chars(token.getStartIndex()), chars(end));
    }

    /** The place directly after a token. */
    Place after(Token token) {
        int end = chars(token.getStopIndex() + 1);
        return source.place(end, end);
    }

    Place of(Token first, Token last) {
        return of(first).to(of(last));
    }

    Place of(ParserRuleContext context) {
        return of(context.getStart(), context.getStop() == null ? context.getStart() : context.getStop());
    }
}
