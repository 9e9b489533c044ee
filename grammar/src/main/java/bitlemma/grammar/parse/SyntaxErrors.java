package bitlemma.grammar.parse;

import bitlemma.grammar.antlr.BitlemmaParser;
import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.diagnostics.Problem;
import bitlemma.grammar.source.Place;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/**
 * Turns the parser's state at a mistake into a diagnostic: what was found, what was expected, and often how to mend it.
 */
final class SyntaxErrors extends BaseErrorListener {
    /** More errors than this are echoes of the first ones. */
    private static final int LIMIT = 20;

    private final Offsets offsets;
    private final Lookahead lookahead;
    private final List<Diagnostic> diagnostics;
    /** The tokens without comments and white space. */
    private final List<Token> tokens;

    private int lastLine = -1;

    SyntaxErrors(List<Token> tokens, Offsets offsets, Lookahead lookahead, List<Diagnostic> diagnostics) {
        this.tokens = tokens.stream()
                .filter(t -> t.getChannel() == Token.DEFAULT_CHANNEL)
                .toList();
        this.offsets = offsets;
        this.lookahead = lookahead;
        this.diagnostics = diagnostics;
    }

    @Override
    public void syntaxError(
            Recognizer<?, ?> recognizer, Object symbol, int line, int column, String text, RecognitionException cause) {
        Token token = (Token) symbol;
        IntervalSet expected = expected((BitlemmaParser) recognizer, cause);
        int furthest = lookahead.furthest();
        boolean foreseen = cause instanceof NoViableAltException e && e.getStartToken() != e.getOffendingToken();
        if (furthest > token.getTokenIndex() || furthest == token.getTokenIndex() && foreseen) {
            token = tokens.stream().filter(t -> t.getTokenIndex() >= furthest).findFirst().orElse(token);
            expected = lookahead.expected();
        }
        if (token.getLine() == lastLine) {
            return;
        }
        lastLine = token.getLine();
        Mistake mistake = new Mistake(tokens, tokens.indexOf(token), new Expectation(expected));
        diagnostics.add(gluedBar(mistake)
                .or(() -> pair(mistake))
                .or(() -> number(mistake))
                .or(() -> foreignWord(mistake))
                .or(() -> split(mistake))
                .orElseGet(() -> diagnostic(
                        end(mistake),
                        mistake.found().getType() == Token.EOF ? "the end of the file" : "`" + mistake.text() + "`",
                        mistake.expectation(),
                        Hints.of(mistake))));
        if (diagnostics.size() >= LIMIT) {
            throw new ParseCancellationException();
        }
    }

    private static IntervalSet expected(BitlemmaParser parser, RecognitionException cause) {
        try {
            return cause != null ? cause.getExpectedTokens() : parser.getExpectedTokens();
        } catch (IllegalArgumentException noSuchState) {
            return new IntervalSet();
        }
    }

    private static Diagnostic diagnostic(Place place, String found, String expected, Optional<String> hint) {
        return new Diagnostic(Problem.SYNTAX, place, "found " + found + ", expected " + expected, hint);
    }

    /** Where a mistake is shown: the end of the file is an empty line mostly, so what stands last is shown instead. */
    private Place end(Mistake mistake) {
        if (mistake.found().getType() != Token.EOF || mistake.before(1).isEmpty()) {
            return offsets.of(mistake.found());
        }
        return offsets.after(mistake.before(1).get());
    }

    /** Two tokens that are one operator in another language. */
    private Optional<Diagnostic> pair(Mistake mistake) {
        int at = mistake.at();
        for (int i = 0; i <= at && i + 1 < tokens.size(); i++) {
            Token first = tokens.get(i);
            Token second = tokens.get(i + 1);
            String both = first.getText() + second.getText();
            // A logical or reads as a bar that opens, and what follows it as something between bars.
            boolean or = both.equals("||")
                    && i > 0
                    && Mistake.endsOperand(tokens.get(i - 1))
                    && second.getLine() == mistake.found().getLine();
            if ((or || i >= at - 1 && Hints.FOREIGN_PAIRS.containsKey(both)) && Mistake.touch(first, second)) {
                return Optional.of(diagnostic(
                        offsets.of(first).to(offsets.of(second)),
                        "`" + both + "`",
                        "an operator of the language",
                        Optional.of(Hints.FOREIGN_PAIRS.get(both))));
            }
        }
        return Optional.empty();
    }

    /** A saturating operator that was meant as an operator before a bar that opens: {@code 1-|x|}. */
    private Optional<Diagnostic> gluedBar(Mistake mistake) {
        if (!mistake.text().equals("|") && !mistake.textBefore(1).equals("|")) {
            return Optional.empty();
        }
        return tokens.subList(0, mistake.at()).stream()
                .filter(t -> t.getLine() == mistake.found().getLine())
                .filter(t -> t.getText().equals("+|") || t.getText().equals("-|") || t.getText().equals("*|"))
                .findFirst()
                .map(t -> {
                    String operator = t.getText().substring(0, 1);
                    return diagnostic(
                            offsets.of(t),
                            "`" + t.getText() + "`, which saturates",
                            "`" + operator + "` and a bar that opens",
                            Optional.of("put a blank between `" + operator + "` and `|`"));
                });
    }

    /** A number with letters after it. */
    private Optional<Diagnostic> number(Mistake mistake) {
        Optional<Token> before = mistake.before(1);
        boolean glued = before.isPresent()
                && (before.get().getType() == BitlemmaParser.INTEGER
                        || before.get().getType() == BitlemmaParser.DECIMAL)
                && mistake.found().getType() == BitlemmaParser.IDENTIFIER
                && Mistake.touch(before.get(), mistake.found());
        if (!glued) {
            return Optional.empty();
        }
        String both = before.get().getText() + mistake.text();
        String hint = both.startsWith("0x")
                ? "after `0x` stand the digits 0 to 9 and a to f"
                : both.startsWith("0b")
                        ? "after `0b` stand the digits 0 and 1"
                        : "a number has no letters; its type follows from where it stands";
        return Optional.of(diagnostic(
                offsets.of(before.get()).to(offsets.of(mistake.found())),
                "`" + both + "`",
                "a number",
                Optional.of(hint)));
    }

    /** A word of another language, which reads as a name here. */
    private Optional<Diagnostic> foreignWord(Mistake mistake) {
        Optional<Token> before = mistake.before(1);
        String hint = Hints.FOREIGN_WORDS.get(mistake.textBefore(1));
        if (before.isEmpty() || hint == null || !mistake.beginsOperand()) {
            return Optional.empty();
        }
        return Optional.of(diagnostic(
                offsets.of(before.get()), "`" + before.get().getText() + "`", "an expression", Optional.of(hint)));
    }

    /** What must stand together, or on one line, and does not. */
    private Optional<Diagnostic> split(Mistake mistake) {
        Place place = offsets.of(mistake.found());
        return switch (mistake.text()) {
            case ">" ->
                mistake.textBefore(1).equals(">")
                        ? Optional.of(diagnostic(
                                place,
                                "`>`",
                                "an expression",
                                Optional.of("the parts of a shift stand together: `>>`, `>>>`")))
                        : Optional.empty();
            case "(", "[" ->
                mistake.onNewLine() && mistake.expected().has(mistake.text())
                        ? Optional.of(diagnostic(
                                place,
                                "`" + mistake.text() + "` at the beginning of a line",
                                "an operator",
                                Optional.of("the bracket of a call or an index opens on the line of what stands"
                                        + " before it")))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }
}
