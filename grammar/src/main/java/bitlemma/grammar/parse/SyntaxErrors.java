package bitlemma.grammar.parse;

import bitlemma.grammar.antlr.BitlemmaParser;
import bitlemma.grammar.diagnostics.Diagnostic;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** Turns the parser's state at a mistake into a diagnostic: what was found, what was expected, and often how to mend it. */
final class SyntaxErrors extends BaseErrorListener {
    /** More errors than this are echoes of the first ones. */
    private static final int LIMIT = 20;

    private final Offsets offsets;
    private final List<Diagnostic> diagnostics;
    private int lastLine = -1;

    SyntaxErrors(Offsets offsets, List<Diagnostic> diagnostics) {
        this.offsets = offsets;
        this.diagnostics = diagnostics;
    }

    @Override
    public void syntaxError(
            Recognizer<?, ?> recognizer, Object symbol, int line, int column, String text, RecognitionException cause) {
        if (!(symbol instanceof Token token) || line == lastLine) {
            return;
        }
        lastLine = line;
        Parser parser = (Parser) recognizer;
        String found = token.getType() == Token.EOF ? "the end of the file" : "`" + token.getText() + "`";
        String expected = expected(parser, cause);
        diagnostics.add(bitlemma.grammar.parse.Parser.syntax(
                offsets.of(token), "found " + found + ", expected " + expected, hint(token, parser)));
        if (diagnostics.size() >= LIMIT) {
            throw new ParseCancellationException();
        }
    }

    private static String expected(Parser parser, RecognitionException cause) {
        String rule = parser.getRuleNames()[parser.getContext().getRuleIndex()];
        switch (rule) {
            case "primary", "arithmetic", "expression", "disjunction", "conjunction", "negation", "comparison", "bits" -> {
                if (cause != null && !(cause instanceof InputMismatchException)) {
                    return "an expression";
                }
            }
            case "type", "typeArgument" -> {
                return "a type, such as `int8`, `uint<W>` or `int16[K]`";
            }
            case "declaration", "module" -> {
                return "a declaration: `import`, `const`, `function`, `kernel`, `claim`, `equivalent` or `find`";
            }
            default -> {}
        }
        IntervalSet tokens;
        try {
            tokens = cause != null ? cause.getExpectedTokens() : parser.getExpectedTokens();
        } catch (IllegalArgumentException noSuchState) {
            return "something else";
        }
        if (tokens.contains(BitlemmaParser.INTEGER) && tokens.contains(BitlemmaParser.IDENTIFIER)) {
            return "an expression";
        }
        if (tokens.contains(BitlemmaParser.IDENTIFIER)) {
            return tokens.size() > 12 ? "a name" : "a name" + others(tokens);
        }
        List<String> names = tokens.toList().stream()
                .map(bitlemma.grammar.parse.Parser::spelling)
                .distinct()
                .toList();
        if (names.size() > 8) {
            // After a complete operand: what can follow is every operator; the closing token is what people miss.
            List<String> closing = names.stream()
                    .filter(n -> List.of("`)`", "`]`", "`}`", "`then`", "`else`", "`..`", "`:`").contains(n))
                    .toList();
            return closing.isEmpty() ? "an operator" : "an operator or " + String.join(" or ", closing);
        }
        return names.isEmpty() ? "something else" : String.join(" or ", names);
    }

    private static String others(IntervalSet tokens) {
        String rest = tokens.toList().stream()
                .filter(t -> t != BitlemmaParser.IDENTIFIER)
                .map(bitlemma.grammar.parse.Parser::spelling)
                .filter(s -> !s.matches("`[a-z]+`"))
                .collect(Collectors.joining(" or "));
        return rest.isEmpty() ? "" : " or " + rest;
    }

    private static Optional<String> hint(Token token, Parser parser) {
        Token previous = parser.getTokenStream().LT(-1);
        String before = previous == null ? "" : previous.getText();
        return Optional.ofNullable(
                switch (token.getText()) {
                    case "&&" -> "logical and is written `and`";
                    case "||" -> "logical or is written `or`";
                    case "=" -> "equality is written `==`";
                    case "!" -> "logical not is written `not`";
                    case "?" -> "a choice is written `if condition then a else b`";
                    case "return" -> "the last expression of a kernel's block is its value";
                    case "&" -> before.equals("&") ? "logical and is written `and`" : null;
                    case "|" -> before.equals("|") ? "logical or is written `or`" : null;
                    case "/" -> before.equals("/") ? "flooring division is written `div_floor(a, b)`" : null;
                    case "*" -> before.equals("*") ? "a power is written `a ^ n`" : null;
                    case "}" -> "a block ends with an expression, which is its value";
                    case "." -> "a member belongs to a type, as in `int8.max`";
                    default -> null;
                });
    }
}
