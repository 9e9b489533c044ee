package bitlemma.grammar.parse;

import bitlemma.grammar.antlr.BitlemmaParser;
import bitlemma.grammar.diagnostics.Spelling;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** How to mend a mistake of form: mostly, how this language writes what another one writes so. */
final class Hints {
    /** Two tokens that touch and are one operator elsewhere. */
    static final Map<String, String> FOREIGN_PAIRS = Map.ofEntries(
            Map.entry("&&", "logical and is written `and`"),
            Map.entry("||", "logical or is written `or`"),
            Map.entry("**", "a power is written `a ^ n`"),
            Map.entry("^^", "exclusive or is written `a xor b`"),
            Map.entry("<>", "unequal is written `!=`"),
            Map.entry("===", "equality is written `==`"),
            Map.entry("=<", "at most is written `<=`"),
            Map.entry("<-", "a name is bound by `let name = value`"),
            Map.entry(":=", "a name is bound by `let name = value`"),
            Map.entry("::", "a member is written with a point, as in `int8.max`"),
            Map.entry("+=", "a value cannot change; a running value is the accumulator of a `fold`"),
            Map.entry("-=", "a value cannot change; a running value is the accumulator of a `fold`"),
            Map.entry("*=", "a value cannot change; a running value is the accumulator of a `fold`"),
            Map.entry("/=", "a value cannot change; unequal is written `!=`"),
            Map.entry("++", "a value cannot change; a running value is the accumulator of a `fold`"));

    /** Words that are names here and mean something elsewhere. */
    static final Map<String, String> FOREIGN_WORDS = Map.of(
            "return", "the last expression of a block is its value; leave out `return`",
            "var", "a name is bound by `let`",
            "val", "a name is bound by `let`",
            "mut", "a value cannot change; a running value is the accumulator of a `fold`",
            "while", "a repetition is written `sum(k < n) ...` or `fold s: int32 = 0 for k < n { ... }`",
            "forAll", "it is written `forall(k < n) (...)`",
            "exists", "there is no `exists`; write `not forall(k < n) (not ...)`");

    private static final Map<String, String> SYMBOLS = Map.ofEntries(
            Map.entry("\u2264", "at most is written `<=`"),
            Map.entry("\u2265", "at least is written `>=`"),
            Map.entry("\u2260", "unequal is written `!=`"),
            Map.entry("\u2261", "equality is written `==`"),
            Map.entry("\u00d7", "a product is written `a * b`"),
            Map.entry("\u22c5", "a product is written `a * b`"),
            Map.entry("\u00b7", "a product is written `a * b`"),
            Map.entry("\u00f7", "a quotient is written `a / b`"),
            Map.entry("\u2212", "this is not the minus of the keyboard; write `-`"),
            Map.entry("\u2013", "this is not the minus of the keyboard; write `-`"),
            Map.entry("\u2014", "this is not the minus of the keyboard; write `-`"),
            Map.entry("\u00b2", "a square is written `x^2`"),
            Map.entry("\u00b3", "a cube is written `x^3`"),
            Map.entry("\u2227", "logical and is written `and`"),
            Map.entry("\u2228", "logical or is written `or`"),
            Map.entry("\u00ac", "logical not is written `not`"),
            Map.entry("\u2295", "exclusive or is written `a xor b`"),
            Map.entry("\u2192", "an arrow is written `->`, an implication `=>`"),
            Map.entry("\u21d2", "an implication is written `=>`"),
            Map.entry("\u2200", "it is written `forall(k < n) (...)`"),
            Map.entry("\u2211", "it is written `sum(k < n) ...`"),
            Map.entry("\u221e", "infinity is written `inf`, in ranges and limits of a `derive` block"),
            Map.entry("\u221a", "a root is written `sqrt(x)`"),
            Map.entry("!", "logical not is written `not`"),
            Map.entry("?", "a choice is written `if condition then a else b`"),
            Map.entry("#", "a comment begins with `//`"),
            Map.entry("\"", "the language has no quoted text"),
            Map.entry("'", "the language has no quoted text"));

    private static final Map<String, String> DECLARATIONS = Map.ofEntries(
            Map.entry("def", "a computation is declared as `kernel f(a: int8) -> int8 { ... }`"),
            Map.entry("fn", "a computation is declared as `kernel f(a: int8) -> int8 { ... }`"),
            Map.entry("fun", "a computation is declared as `kernel f(a: int8) -> int8 { ... }`"),
            Map.entry("func", "a computation is declared as `kernel f(a: int8) -> int8 { ... }`"),
            Map.entry("int8", "a computation is declared as `kernel f(a: int8) -> int8 { ... }`"),
            Map.entry("int32", "a computation is declared as `kernel f(a: int8) -> int8 { ... }`"),
            Map.entry("let", "a constant of a file is written `const name = value`"),
            Map.entry("var", "a constant of a file is written `const name = value`"),
            Map.entry("lemma", "it is written `claim name: ...`"),
            Map.entry("theorem", "it is written `claim name: ...`"),
            Map.entry("property", "it is written `claim name: ...`"),
            Map.entry("prove", "it is written `claim name: ...`"),
            Map.entry("assert", "outside a kernel it is written `claim name: ...`"),
            Map.entry("from", "another file is imported by `import name`; all its declarations are then visible"),
            Map.entry("include", "another file is imported by `import name`"),
            Map.entry("step", "a step stands in a block `derive name { ... }`"),
            Map.entry("given", "it stands in a declaration, or in a block `derive name { ... }`"),
            Map.entry("maximize", "it is written `find name: max ...`"),
            Map.entry("minimize", "it is written `find name: min ...`"));

    /** The words with which a declaration begins. */
    private static final List<String> WORDS = List.of(
            "import", "const", "format", "function", "kernel", "claim", "equivalent", "find", "derive", "unsafe",
            "refuted");

    private Hints() {}

    static Optional<String> of(Mistake mistake) {
        return Optional.ofNullable(hint(mistake));
    }

    private static String hint(Mistake m) {
        String symbol = SYMBOLS.get(m.text());
        if (m.inImport()) {
            return inImport(m);
        }
        if (symbol != null) {
            return symbol;
        }
        if (m.found().getType() == BitlemmaParser.UNKNOWN
                && Character.getType(m.text().codePointAt(0)) == Character.START_PUNCTUATION) {
            return "this is not the bracket of the keyboard; write `(`";
        }
        if (m.expected().declaration()) {
            return atDeclaration(m);
        }
        if (m.expected().only("else")) {
            return "a conditional has two branches: `if condition then a else b`";
        }
        if (m.expected().has("then") && !m.text().equals("=")) {
            return "a conditional is written `if condition then a else b`";
        }
        String inDerivation = inDerivation(m);
        if (inDerivation != null) {
            return inDerivation;
        }
        boolean name = m.expected().name() || m.after().map(Token::getText).orElse("").equals(":");
        if (Expectation.isReserved(m.found()) && name && !m.beginsDeclaration()) {
            return "`" + m.text() + "` is a word of the language; choose another name";
        }
        String inHeader = inHeader(m);
        return inHeader != null ? inHeader : inExpression(m);
    }

    private static String inImport(Mistake m) {
        return switch (m.text()) {
            case "/", "\\", "-" -> "folders are divided by points, as in `import folder.name`";
            case "*" -> "an import names one file; all its declarations are visible";
            default -> "a file is imported by its name without ending, as in `import folder.name`";
        };
    }

    private static String atDeclaration(Mistake m) {
        String foreign = DECLARATIONS.get(m.text());
        if (foreign != null) {
            return foreign;
        }
        if (m.text().equals(";")) {
            return "leave it out: nothing is to be divided here";
        }
        if (m.textBefore(1).equals("such") && m.text().equals("that")) {
            return "what is sought stands before: `find name: max K such that ...`";
        }
        if (m.text().equals("}") || m.text().equals(")") || m.text().equals("]")) {
            return "no bracket is open that this one would close";
        }
        if (m.textBefore(1).equals("refuted") && m.text().equals("kernel")) {
            return "a kernel that some input breaks is declared as `unsafe kernel`";
        }
        if (m.found().getType() == BitlemmaParser.IDENTIFIER && m.onNewLine()) {
            return Spelling.nearest(m.text(), WORDS.stream())
                    .map(word -> "did you mean `" + word + "`?")
                    .orElse(null);
        }
        return inExpression(m);
    }

    /** Hints for {@code derive} blocks. */
    private static String inDerivation(Mistake m) {
        if (m.textBefore(1).equals("derive")) {
            return "a derivation has a name, as in `derive error { ... }`";
        }
        if (m.textBefore(2).equals("derive")) {
            return "as in `derive " + m.textBefore(1)
                    + " { ... }`; parameters stand in the block, as in `given m in 1..23`";
        }
        if (!m.inDerivation()) {
            return null;
        }
        Expectation expected = m.expected();
        boolean drawn = m.earlierOnLine(Set.of("~")) || m.textBefore(2).equals("~") || m.textBefore(3).equals("~");
        boolean extremum = m.earlierOnLine(Set.of("max", "min")) && m.earlierOnLine(Set.of("expect", "step"));
        return switch (m.text()) {
            case "->" -> "as in `limit(m -> inf) E[x]` or `series(m -> inf, 3) E[x]`";
            case "~" -> "names stand before it and nothing else, as in `a, b ~ uniform(0, 1)`";
            case "..", "[", "{" -> drawn ? "as in `uniform(0, 1)`" : otherwise(m);
            case "|" -> extremum ? "in a relation it is written with brackets, as in `max[|x|]`" : otherwise(m);
            case "given" ->
                m.earlierOnLine(Set.of("["))
                        ? "conditions are joined by `and`, as in `E[x given a and b]`"
                        : otherwise(m);
            case "assert" -> "what is proved or refuted is written `expect E[x] == 1/2`";
            default -> expected.only("(") && drawn ? "a distribution has brackets, as in `normal(0, 1)`" : otherwise(m);
        };
    }

    private static String otherwise(Mistake m) {
        Expectation expected = m.expected();
        if (expected.only("~") && Set.of("where", "when", "if").contains(m.textBefore(1))) {
            return "a condition is written `E[x given c]`";
        }
        if (expected.only("~")) {
            return "a line of a derivation is `a ~ uniform(0, 1)`, or begins with `given`, `let`, `find`, `expect` or "
                    + "`step`";
        }
        if (expected.has("..") && m.earlierOnLine(Set.of("argmin", "argmax"))) {
            return "as in `argmin(c in 0..1) E[|x - c|]`";
        }
        if (expected.has("->") && m.earlierOnLine(Set.of("limit", "series"))) {
            return "as in `limit(m -> inf) E[x]` or `series(m -> inf, 3) E[x]`";
        }
        return null;
    }

    /** Hints for what stands before the body of a declaration. */
    private static String inHeader(Mistake m) {
        Expectation expected = m.expected();
        if (expected.only("->")) {
            return "the type of the result stands after the parameters, as in `-> int32`";
        }
        if (expected.has("max") && expected.has("min") && !expected.has("IDENTIFIER")) {
            return "as in `find longest: max K such that f is safe`, or `find worst: max |f(a)|`";
        }
        if (expected.only("kernel")) {
            return "only a kernel can be unsafe; a claim that is false is declared as `refuted claim`";
        }
        if (expected.only(":") && m.before(1).isPresent()) {
            boolean parameter = m.open().map(Token::getText).orElse("").equals("(");
            if (parameter && m.found().getType() == BitlemmaParser.IDENTIFIER) {
                return "the name stands before its type, as in `a: int8`";
            }
            if (parameter) {
                return "each parameter has its own type, as in `a: int8, b: int8`";
            }
            if (m.textBefore(2).equals("fold")) {
                return "the accumulator has a type, as in `fold s: int32 = 0 for k < n { ... }`";
            }
        }
        if (expected.has(":") && (m.textBefore(2).equals("claim") || m.textBefore(2).equals("find"))) {
            return "what it says stands after a colon, as in `" + m.textBefore(2) + " name: ...`";
        }
        if (expected.only("=") && m.textBefore(2).equals("format")) {
            return "as in `format name = float { exponent: 4, mantissa: 3 }`";
        }
        if (expected.has("(") && m.textBefore(2).equals("kernel")) {
            return "parameters stand in brackets, `()` where there are none";
        }
        if (expected.only("(") && (m.textBefore(1).equals("sum") || m.textBefore(1).equals("forall"))) {
            return "what it ranges over stands in brackets, as in `" + m.textBefore(1) + "(k < n) ...`";
        }
        return null;
    }

    private static String inExpression(Mistake m) {
        Expectation expected = m.expected();
        String range = "a range is written `k < n`, `1 <= k <= n` or `k in 1..n`, the elements of an array `x in a`";
        return switch (m.text()) {
            case "=" -> equals(m);
            case "for" -> "a repetition is written `sum(k < n) ...` or `fold s: int32 = 0 for k < n { ... }`";
            case "." -> point(m);
            case "if", "not" -> expected.expression() && !m.onNewLine() ? "put brackets around it" : null;
            case "let", "assert" ->
                m.afterOperand() ? "every `let` and `assert` of a block stands before its value" : null;
            case ">=" ->
                expected.has(">") && m.earlierOnLine(Set.of("<")) ? "put a blank between `>` and `=`" : unclosed(m);
            case ">" -> isBinder(m) ? range : unclosed(m);
            case ")", "]", "}" -> {
                if (m.textBefore(1).equals(",")) {
                    yield "leave out the comma before the bracket";
                }
                if (isBinder(m)) {
                    yield range;
                }
                if (m.text().equals("}")
                        && expected.expression()
                        && (m.afterOperand() || m.textBefore(1).equals("{"))) {
                    yield "a block ends with an expression, which is its value";
                }
                if (expected.has("(") && expected.has(".")) {
                    yield "a conversion is written `int8(x)`, a member `int8.max`";
                }
                boolean block = m.open().map(Token::getText).orElse("{").equals("{");
                yield block && !m.text().equals("}") ? "no bracket is open that this one would close" : unclosed(m);
            }
            case "(" ->
                m.textBefore(1).equals("int")
                        ? "`int` is the exact integer; a conversion names a width, as in `int32(x)`"
                        : operand(m);
            default -> isBinder(m) ? range : operand(m);
        };
    }

    private static boolean isBinder(Mistake m) {
        Optional<Token> open = m.open();
        if (open.isEmpty() || !open.get().getText().equals("(")) {
            return false;
        }
        String opener = m.tokens().get(Math.max(0, m.tokens().indexOf(open.get()) - 1)).getText();
        return opener.equals("sum") || opener.equals("forall");
    }

    private static String equals(Mistake m) {
        Expectation expected = m.expected();
        if (expected.name()) {
            return null;
        }
        boolean binds = m.before(1).map(t -> t.getType() == BitlemmaParser.IDENTIFIER).orElse(false)
                && m.before(2).map(t -> t.getLine() < m.found().getLine()).orElse(true);
        return binds
                ? "a name is bound by `let " + m.textBefore(1)
                        + " = ...`, once; a running value is the accumulator of a `fold`"
                : "equality is written `==`";
    }

    private static String point(Mistake m) {
        boolean number = m.before(1)
                        .map(t -> t.getType() == BitlemmaParser.INTEGER && Mistake.touch(t, m.found()))
                        .orElse(false)
                || m.after()
                        .map(t -> t.getType() == BitlemmaParser.INTEGER && Mistake.touch(m.found(), t))
                        .orElse(false);
        return number
                ? "a decimal has digits on both sides of its point"
                : "a member belongs to a type, as in `int8.max`";
    }

    private static String operand(Mistake m) {
        Expectation expected = m.expected();
        boolean between = m.textBefore(1).equals("|")
                && m.tokens().subList(0, m.at()).stream()
                                .filter(t -> t.getLine() == m.found().getLine() && t.getText().equals("|"))
                                .count()
                        > 1;
        if (between) {
            return "between bars stands no bitwise or; put brackets around it, as in `|(a | b)|`";
        }
        if (expected.has("|") && !expected.expression() && !expected.has("<=")) {
            return "between bars stands a number; they close before a comparison, as in `|x| <= 3`";
        }
        if (expected.has("(") && expected.has(".") && !m.beginsDeclaration()) {
            return "a conversion is written `int8(x)`, a member `int8.max`";
        }
        boolean second = m.onNewLine() && m.beginsOperand() && m.open().map(Token::getText).orElse("").equals("{");
        if (second && expected.has("}")) {
            return "a block has one value, its last expression; what comes before is named by `let`";
        }
        return unclosed(m);
    }

    /** The bracket that is open, where it is another than the block's, or where the text ends inside it. */
    private static String unclosed(Mistake m) {
        boolean listed = m.beginsOperand()
                && !m.onNewLine()
                && m.open()
                        .filter(open -> !open.getText().equals("{")
                                && open.getLine() == m.found().getLine())
                        .isPresent();
        if (listed && (m.expected().has(")") || m.expected().has("]"))) {
            return "what stands between brackets is divided by commas";
        }
        boolean ends = m.found().getType() == Token.EOF || m.beginsDeclaration();
        boolean closer = m.expected().has(")") || m.expected().has("]") || m.expected().has("}");
        return m.open()
                .filter(open -> closer && (ends || !open.getText().equals("{")))
                .map(open -> "the `" + open.getText() + "` of line " + open.getLine() + " is still open")
                .orElse(null);
    }
}
