package bitlemma.grammar.parse;

import bitlemma.grammar.antlr.BitlemmaParser;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** After a mistake, goes on at the next declaration, so that mistakes in several declarations are all reported. */
final class Recovery extends DefaultErrorStrategy {
    private static final IntervalSet DECLARATIONS = new IntervalSet();

    static {
        for (String word : new String[] {"import", "const", "function", "unsafe", "kernel", "refuted", "claim", "equivalent", "find"}) {
            for (int type = 1; type <= BitlemmaParser.VOCABULARY.getMaxTokenType(); type++) {
                if (("'" + word + "'").equals(BitlemmaParser.VOCABULARY.getLiteralName(type))) {
                    DECLARATIONS.add(type);
                }
            }
        }
    }

    @Override
    public void recover(Parser parser, RecognitionException cause) {
        boolean outermost = parser.getContext() instanceof BitlemmaParser.DeclarationContext
                || parser.getContext() instanceof BitlemmaParser.ModuleContext;
        if (!outermost) {
            throw new Abandoned(parser, cause);
        }
        if (parser.getContext().getStart() == parser.getCurrentToken() && parser.getCurrentToken().getType() != Token.EOF) {
            parser.consume();
        }
        consumeUntil(parser, DECLARATIONS);
    }

    @Override
    public Token recoverInline(Parser parser) {
        org.antlr.v4.runtime.InputMismatchException mismatch =
                new org.antlr.v4.runtime.InputMismatchException(parser);
        throw mismatch;
    }

    @Override
    public void sync(Parser parser) {
        // Inside a declaration no token is skipped or made up: the guess would give follow-up errors.
        int next = parser.getTokenStream().LA(1);
        if (parser.getContext() instanceof BitlemmaParser.ModuleContext
                && next != Token.EOF
                && !DECLARATIONS.contains(next)) {
            reportError(parser, new org.antlr.v4.runtime.InputMismatchException(parser));
            endErrorCondition(parser);
            consumeUntil(parser, DECLARATIONS);
        }
    }

    @Override
    public void reportError(Parser parser, RecognitionException cause) {
        if (!(cause instanceof Abandoned)) {
            super.reportError(parser, cause);
        }
    }

    /** Carries a reported mistake up to the declaration that it stands in. */
    private static final class Abandoned extends RecognitionException {
        private static final long serialVersionUID = 1;

        Abandoned(Parser parser, RecognitionException cause) {
            super(cause.getMessage(), parser, parser.getInputStream(), parser.getContext());
        }
    }
}
