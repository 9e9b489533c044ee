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
    private final boolean basicPlane;

    Offsets(SourceFile source) {
        this.source = source;
        this.basicPlane = source.text().codePointCount(0, source.text().length())
                == source.text().length();
    }

    private int chars(int codePoints) {
        return basicPlane ? codePoints : source.text().offsetByCodePoints(0, codePoints);
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
