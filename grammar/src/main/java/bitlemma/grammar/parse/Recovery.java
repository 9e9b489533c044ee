package bitlemma.grammar.parse;

import bitlemma.grammar.antlr.BitlemmaParser;
import java.util.List;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;

/** After a mistake, goes on at the next declaration, so that mistakes in several declarations are all reported. */
final class Recovery extends DefaultErrorStrategy {
    private static final List<String> WORDS = List.of(
            "import", "const", "format", "function", "unsafe", "kernel", "refuted", "claim", "equivalent", "find",
            "derive");

    private static final IntervalSet DECLARATIONS = new IntervalSet();

    static {
        for (String word : WORDS) {
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
                || parser.getContext() instanceof BitlemmaParser.ModuleContext
                || parser.getContext() instanceof BitlemmaParser.SoleExpressionContext;
        if (!outermost) {
            throw new Abandoned(parser, cause);
        }
        if (parser.getContext().getStart() == parser.getCurrentToken()
                && parser.getCurrentToken().getType() != Token.EOF) {
            parser.consume();
        }
        if (parser.getContext().getStart().getText().equals("derive")) {
            leaveBlock(parser);
        }
        skip(parser);
    }

    /** What a derivation asks begins as declarations do: to the end of its block, or to a declaration at the margin. */
    private static void leaveBlock(Parser parser) {
        TokenStream tokens = parser.getTokenStream();
        int open = 0;
        for (int i = parser.getContext().getStart().getTokenIndex(); i < tokens.index(); i++) {
            open += depth(tokens.get(i));
        }
        // What is wrong may stand before the brace.
        int line = tokens.LT(1).getLine();
        while (open == 0 && !isMargin(tokens) && tokens.LT(1).getLine() == line) {
            open += depth(tokens.LT(1));
            parser.consume();
        }
        while (open > 0 && !isMargin(tokens)) {
            open += depth(tokens.LT(1));
            parser.consume();
        }
    }

    /** Whether no block goes on here, whatever brackets it may have left open. */
    private static boolean isMargin(TokenStream tokens) {
        boolean declaration = DECLARATIONS.contains(tokens.LA(1)) && tokens.LT(1).getCharPositionInLine() == 0;
        return declaration || tokens.LA(1) == Token.EOF;
    }

    private static int depth(Token token) {
        return switch (token.getText()) {
            case "{" -> 1;
            case "}" -> -1;
            default -> 0;
        };
    }

    /** To the next word that begins a declaration and a line: in the middle of a line it may be part of the rubbish. */
    private static void skip(Parser parser) {
        TokenStream tokens = parser.getTokenStream();
        while (tokens.LA(1) != Token.EOF
                && !(DECLARATIONS.contains(tokens.LA(1))
                        && (tokens.LT(-1) == null || tokens.LT(-1).getLine() < tokens.LT(1).getLine()))) {
            parser.consume();
        }
    }

    @Override
    public Token recoverInline(Parser parser) {
        throw new InputMismatchException(parser);
    }

    @Override
    public void sync(Parser parser) {
        // Inside a declaration no token is skipped or made up: the guess would give follow-up errors.
        int next = parser.getTokenStream().LA(1);
        if (parser.getContext() instanceof BitlemmaParser.ModuleContext
                && next != Token.EOF
                && !DECLARATIONS.contains(next)) {
            reportError(parser, new InputMismatchException(parser));
            endErrorCondition(parser);
            skip(parser);
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
