package bitlemma.grammar.parse;

import bitlemma.grammar.antlr.BitlemmaParser;
import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.diagnostics.Problem;
import java.util.Optional;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/**
 * Refuses text whose expressions nest so deeply that no reader, and no stack, could follow: the parser and all engines
 * recurse. Counts what opens a level: brackets, prefix operators and conditionals; and the operators of one expression,
 * since a chain of a thousand sums is a tree a thousand deep.
 */
final class NestingLimit {
    /** The deepest nesting of brackets and conditionals that is accepted. */
    static final int DEPTH = 400;
    /** The most operators that one declaration's expression may have in a row. */
    static final int OPERATORS = 4000;

    private NestingLimit() {}

    static Optional<Diagnostic> check(CommonTokenStream tokens, Offsets offsets) {
        int brackets = 0;
        int opened = 0;
        int operators = 0;
        for (Token token : tokens.getTokens()) {
            if (token.getChannel() != Token.DEFAULT_CHANNEL) {
                continue;
            }
            switch (token.getText()) {
                case "(", "[", "{" -> brackets++;
                case ")", "]", "}" -> brackets--;
                case "if", "not", "~", "-%", "-|", "|", "=>", "^" -> opened++;
                case "-", "+", "*", "/", "%", "&", "xor", "+%", "+|", "*%", "*|", "<<", ">", "and", "or" -> operators++;
                case ",", "kernel", "claim", "function", "find", "const", "equivalent", "let" -> {
                    opened = 0;
                    operators = 0;
                }
                default -> {}
            }
            if (brackets > DEPTH || opened > 2 * DEPTH || operators > OPERATORS) {
                String what = brackets > DEPTH
                        ? "brackets nested more than " + DEPTH + " deep"
                        : opened > 2 * DEPTH
                                ? "more than " + 2 * DEPTH + " conditionals and prefix operators in one expression"
                                : "more than " + OPERATORS + " operators in one expression";
                return Optional.of(new Diagnostic(
                        Problem.NESTING,
                        offsets.of(token),
                        what,
                        "name parts of the expression with `let`, or put the numbers into a table"));
            }
        }
        return Optional.empty();
    }
}
