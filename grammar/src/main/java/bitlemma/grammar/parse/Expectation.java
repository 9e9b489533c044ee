package bitlemma.grammar.parse;

import bitlemma.grammar.antlr.BitlemmaParser;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** The tokens that would have fitted where a mistake is, and how to say so in few words. */
final class Expectation {
    /** Words that are names where the grammar does not look for them. */
    private static final Set<String> SOFT =
            Set.of("max", "min", "such", "that", "is", "safe", "expect", "refuted", "equivalent", "format",
                    "derive", "step", "by", "argmin", "argmax", "limit", "series");
    /** What people forget after a complete operand, among all the operators that could also stand there. */
    private static final List<String> WORTH_SAYING =
            List.of("->", "then", "else", "for", "..", ":", ";", ",", ")", "]", "}", ">", "|", "{");

    /** What follows an expression. */
    private static final Set<String> AFTER_EXPRESSION =
            Set.of("then", "else", "for", "..", ";", ",", ")", "]", "}", "|");

    static final String DECLARATION =
            "a declaration: `import`, `const`, `format`, `function`, `kernel`, `claim`, `equivalent`, `find` or"
                    + " `derive`";

    private final Set<String> spellings;

    Expectation(IntervalSet tokens) {
        this.spellings = Set.copyOf(
                tokens.toList().stream().map(Expectation::spelling).toList());
    }

    private static String spelling(int tokenType) {
        if (tokenType == Token.EOF) {
            return "the end of the file";
        }
        String literal = BitlemmaParser.VOCABULARY.getLiteralName(tokenType);
        return literal == null
                ? BitlemmaParser.VOCABULARY.getDisplayName(tokenType)
                : literal.substring(1, literal.length() - 1);
    }

    boolean has(String spelling) {
        return spellings.contains(spelling);
    }

    boolean only(String spelling) {
        return spellings.equals(Set.of(spelling));
    }

    boolean expression() {
        return has("INTEGER") && has("IDENTIFIER");
    }

    boolean type() {
        return !expression() && has("int") && has("IDENTIFIER");
    }

    boolean name() {
        return !expression() && !type() && has("IDENTIFIER");
    }

    boolean operator() {
        return !expression() && has("+");
    }

    boolean declaration() {
        return has("kernel") && has("claim");
    }

    /**
     * In words.
     *
     * @param afterOperand whether an operand has just ended, so that an operator may go on with it
     * @param angle whether an angle bracket may be open, rather than a comparison
     */
    String words(boolean afterOperand, boolean angle) {
        if (expression()) {
            return "an expression" + others(List.of("]", ")"));
        }
        if (type()) {
            return "a type, such as `int8`, `uint<W>` or `int16[K]`";
        }
        if (name()) {
            return "a name" + others(WORTH_SAYING);
        }
        if (operator() || spellings.size() > 8) {
            // Among the operators, these two are no brackets.
            return "an operator"
                    + others(WORTH_SAYING.stream()
                            .filter(s -> angle || !s.equals(">"))
                            .filter(s -> !has("<=") || !s.equals("|"))
                            // An index is one, but for what derivations ask.
                            .filter(s -> !has("given") || !s.equals(","))
                            .toList());
        }
        boolean goesOn = afterOperand && spellings.stream().anyMatch(AFTER_EXPRESSION::contains) && !has("[");
        String listed = String.join(
                " or ", spellings.stream().sorted().map(Expectation::quoted).toList());
        return listed.isEmpty() ? "something else" : goesOn ? "an operator or " + listed : listed;
    }

    private String others(List<String> candidates) {
        StringBuilder words = new StringBuilder();
        candidates.stream().filter(spellings::contains).forEach(s -> words.append(" or ").append(quoted(s)));
        return words.toString();
    }

    private static String quoted(String spelling) {
        return switch (spelling) {
            case "IDENTIFIER" -> "a name";
            case "INTEGER", "DECIMAL" -> "a number";
            case "the end of the file" -> spelling;
            default -> "`" + spelling + "`";
        };
    }

    /** Whether a word belongs to the language everywhere, so that it cannot be a name. */
    static boolean isReserved(Token token) {
        String literal = BitlemmaParser.VOCABULARY.getLiteralName(token.getType());
        return literal != null
                && Character.isLetter(token.getText().codePointAt(0))
                && !SOFT.contains(token.getText());
    }
}
