package bitlemma.grammar.parse;

import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.diagnostics.Problem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/**
 * Refuses text whose expressions nest so deeply that no reader, and no stack, could follow: the parser and all engines
 * recurse. Counts what opens a level: brackets, prefix operators and conditionals; and the operators of one expression,
 * since a chain of a thousand sums is a tree a thousand deep.
 */
final class NestingLimit {
    /** The deepest nesting of brackets that is accepted. */
    static final int BRACKETS = 400;
    /** The most conditionals and prefix operators inside each other. */
    static final int OPENINGS = 800;
    /** The most operators that may stand on each other's results. */
    static final int OPERATORS = 4000;
    /** The most statements of a block, with those of the blocks around it: each is evaluated inside the one before. */
    static final int STATEMENTS = 2000;

    /** Names, which before a bracket may also bind a parameter for what follows the bracket. */
    private static final Set<String> BINDING = Set.of("argmin", "argmax", "limit", "series");

    /** What is counted since the bracket that encloses it, or since the last expression ended inside it. */
    private static final class Level {
        private int openings;
        private int operators;
        private int statements;
    }

    /** The levels of the brackets that are open, the innermost first; the last one is the module's. */
    private final Deque<Level> levels = new ArrayDeque<>();

    private int openings;
    private int operators;
    private int statements;

    private NestingLimit() {
        levels.push(new Level());
    }

    static Optional<Diagnostic> check(CommonTokenStream tokens, Offsets offsets) {
        NestingLimit limit = new NestingLimit();
        Token before = null;
        for (Token token : tokens.getTokens()) {
            if (token.getChannel() == Token.DEFAULT_CHANNEL) {
                limit.count(token.getText(), before);
                before = token;
                Optional<String> excess = limit.excess();
                if (excess.isPresent()) {
                    return Optional.of(new Diagnostic(
                            Problem.NESTING,
                            offsets.of(token),
                            excess.get(),
                            limit.statements > STATEMENTS
                                    ? "divide it into several kernels"
                                    : "name parts of the expression with `let`, or put the numbers into a table"));
                }
            }
        }
        return Optional.empty();
    }

    private void open() {
        levels.element().openings++;
        openings++;
    }

    private void operator() {
        levels.element().operators++;
        operators++;
    }

    /** @param before the token before; null at the beginning of the text */
    private void count(String text, Token before) {
        // A minus subtracts there.
        boolean afterOperand = before != null && Mistake.endsOperand(before);
        switch (text) {
            case "(", "[", "{" -> {
                if (before != null && BINDING.contains(before.getText())) {
                    open();
                }
                // An index of an index of an index nests as a sum of sums does.
                if (afterOperand) {
                    operator();
                }
                levels.push(new Level());
            }
            case ")", "]", "}" -> {
                end();
                if (levels.size() > 1) {
                    statements -= levels.pop().statements;
                }
            }
            case "~" -> {
                // After a name it says how this is distributed.
                if (afterOperand) {
                    end();
                } else {
                    open();
                }
            }
            case "expect", "step" -> {
                if (afterOperand) {
                    end();
                }
            }
            case "if", "not", "|", "=>", "^", "sum", "forall" -> open();
            case "-", "-%", "-|" -> {
                if (!afterOperand) {
                    open();
                } else {
                    operator();
                }
            }
            case "+", "*", "/", "%", "&", "xor", "+%", "+|", "*%", "*|", "<<", "<<%", "<<|", ">", "and", "or",
                    "<", "<=", ">=", "==", "!=" -> operator();
            case "let", "assert" -> {
                end();
                levels.element().statements++;
                statements++;
            }
            case ",", ";", "given", "kernel", "claim", "function", "find", "const", "equivalent", "import" -> end();
            default -> {}
        }
    }

    /** An expression ends. */
    private void end() {
        Level level = levels.element();
        openings -= level.openings;
        operators -= level.operators;
        level.openings = 0;
        level.operators = 0;
    }

    private Optional<String> excess() {
        if (levels.size() - 1 > BRACKETS) {
            return Optional.of("brackets nested more than " + BRACKETS + " deep");
        }
        if (openings > OPENINGS) {
            return Optional.of("more than " + OPENINGS + " conditionals and prefix operators in one expression");
        }
        if (operators > OPERATORS) {
            return Optional.of("more than " + OPERATORS + " operators in one expression");
        }
        if (statements > STATEMENTS) {
            return Optional.of("more than " + STATEMENTS + " statements in one block");
        }
        return Optional.empty();
    }
}
