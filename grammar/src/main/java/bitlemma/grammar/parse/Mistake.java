package bitlemma.grammar.parse;

import bitlemma.grammar.antlr.BitlemmaParser;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/**
 * A token that does not fit, with what stands around it.
 *
 * @param tokens the tokens of the text without comments and white space
 * @param at the number of the one that does not fit
 * @param expected what would have fitted
 */
record Mistake(List<Token> tokens, int at, Expectation expected) {
    private static final Set<String> DECLARATIONS =
            Set.of("import", "const", "format", "function", "kernel", "claim", "find", "derive", "unsafe");

    private static final Set<String> OPERAND_ENDS = Set.of(
            ")", "]", "}", "true", "false", "safe", "max", "min", "step", "argmin", "argmax", "limit", "series");

    Token found() {
        return tokens.get(at);
    }

    String text() {
        return found().getType() == Token.EOF ? "" : found().getText();
    }

    /** The token so many places before; none at the beginning of the text. */
    Optional<Token> before(int places) {
        return at - places >= 0 ? Optional.of(tokens.get(at - places)) : Optional.empty();
    }

    String textBefore(int places) {
        return before(places).map(Token::getText).orElse("");
    }

    Optional<Token> after() {
        return at + 1 < tokens.size() && tokens.get(at + 1).getType() != Token.EOF
                ? Optional.of(tokens.get(at + 1))
                : Optional.empty();
    }

    /** Whether nothing stands between two tokens. */
    static boolean touch(Token first, Token second) {
        return first.getStopIndex() + 1 == second.getStartIndex();
    }

    boolean onNewLine() {
        return before(1).map(t -> t.getLine() < found().getLine()).orElse(true);
    }

    /** Whether what stands before is the end of an operand. */
    boolean afterOperand() {
        return before(1).map(t -> endsOperand(t) || t.getText().equals("|")).orElse(false);
    }

    /** What would have fitted, in words. */
    String expectation() {
        boolean angle = earlierOnLine(Set.of("<"));
        if (expected.declaration()) {
            boolean goesOn = !onNewLine() && !textBefore(1).equals("}");
            return !goesOn
                    ? Expectation.DECLARATION
                    : inImport() ? "`.` or the next declaration" : "an operator or the next declaration";
        }
        return expected.words(afterOperand(), angle);
    }

    /** Whether the line is an import up to here. */
    boolean inImport() {
        return earlierOnLine(Set.of("import"));
    }

    static boolean endsOperand(Token token) {
        return switch (token.getType()) {
            case BitlemmaParser.IDENTIFIER, BitlemmaParser.INTEGER, BitlemmaParser.DECIMAL -> true;
            default -> OPERAND_ENDS.contains(token.getText());
        };
    }

    /** Whether the token that does not fit could begin an operand. */
    boolean beginsOperand() {
        return switch (found().getType()) {
            case BitlemmaParser.IDENTIFIER, BitlemmaParser.INTEGER, BitlemmaParser.DECIMAL -> true;
            default ->
                Set.of("(", "if", "not", "sum", "fold", "forall", "true", "false", "int", "uint", "~", "-")
                        .contains(text());
        };
    }

    boolean beginsDeclaration() {
        return DECLARATIONS.contains(text());
    }

    /** The innermost bracket that is open here. */
    Optional<Token> open() {
        Deque<Token> open = new ArrayDeque<>();
        for (Token token : tokens.subList(0, at)) {
            switch (token.getText()) {
                case "(", "[", "{" -> open.push(token);
                case ")", "]", "}" -> open.poll();
                default -> {
                    // A declaration that begins a line leaves behind what an earlier mistake left open.
                    if (DECLARATIONS.contains(token.getText()) && token.getCharPositionInLine() == 0) {
                        open.clear();
                    }
                }
            }
        }
        return Optional.ofNullable(open.peek());
    }

    /** Whether it stands in a {@code derive} block. */
    boolean inDerivation() {
        for (Token token : tokens.subList(0, at).reversed()) {
            boolean begins = token.getCharPositionInLine() == 0
                    && (DECLARATIONS.contains(token.getText()) || token.getText().equals("refuted"));
            if (begins) {
                return token.getText().equals("derive");
            }
        }
        return false;
    }

    /** Whether a token stands earlier on the line. */
    boolean earlierOnLine(Set<String> spellings) {
        return tokens.subList(0, at).stream()
                .anyMatch(t -> t.getLine() == found().getLine() && spellings.contains(t.getText()));
    }
}
