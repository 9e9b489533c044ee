package bitlemma.cli.derivation;

import bitlemma.symbolic.formula.LatexForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the source asks for, in LaTeX: word by word, so that a reader finds what was written. */
final class SourceLatex {
    private static final Pattern TOKEN = Pattern.compile(
            "[\\p{L}_][\\p{L}\\p{N}_]*|\\d[\\w.]*(?<!\\.)(?=\\.\\.)|\\d[\\w.]*|==|!=|<=|>=|->|\\.\\.|\\S");
    private static final Set<String> FUNCTIONALS = Set.of("E", "Var", "P", "rms", "cdf", "density");
    private static final Set<String> FUNCTIONS = Set.of("exp", "log", "sin", "cos", "tanh", "max", "min", "gcd");
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("pi", "\\pi"),
            Map.entry("inf", "\\infty"),
            Map.entry("euler_gamma", "\\gamma"),
            Map.entry("given", "\\mid"),
            Map.entry("and", "\\land"),
            Map.entry("or", "\\lor"),
            Map.entry("not", "\\lnot"),
            Map.entry("in", "\\in"),
            Map.entry("if", "\\text{if }"),
            Map.entry("then", "\\text{ then }"),
            Map.entry("else", "\\text{ else }"));
    /** Operators that reach over products and have their range below them. */
    private static final Map<String, String> BINDERS = Map.of(
            "sum", "\\sum",
            "limit", "\\lim",
            "argmin", "\\operatorname*{arg\\,min}",
            "argmax", "\\operatorname*{arg\\,max}",
            "series", "\\operatorname*{series}");
    private static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry("==", "="),
            Map.entry("!=", "\\neq"),
            Map.entry("<=", "\\leq"),
            Map.entry(">=", "\\geq"),
            Map.entry("->", "\\to"),
            Map.entry("..", "\\ldots"),
            Map.entry("(", "\\left("),
            Map.entry(")", "\\right)"),
            Map.entry("[", "\\left["),
            Map.entry("]", "\\right]"),
            Map.entry("{", "\\{"),
            Map.entry("}", "\\}"),
            Map.entry("%", "\\bmod"),
            Map.entry("&", "\\mathbin{\\&}"),
            Map.entry("#", "\\#"),
            Map.entry("$", "\\$"),
            Map.entry("~", "\\sim"),
            Map.entry("\\", "\\backslash"));

    private final List<String> tokens = new ArrayList<>();
    private int next;

    private SourceLatex(String text) {
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
    }

    static String of(String text) {
        return new SourceLatex(text).until("");
    }

    /** Where a sign stands outside of brackets; negative where it does not. */
    static int outermost(String latex, String sign) {
        int depth = 0;
        for (int i = 0; i < latex.length(); i++) {
            char c = latex.charAt(i);
            depth += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
            if (depth == 0 && i > 0 && latex.charAt(i - 1) == ' ' && latex.startsWith(sign + " ", i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean at(String token) {
        return next < tokens.size() && tokens.get(next).equals(token);
    }

    /** Everything up to a closing bracket, which is read too. */
    private String until(String close) {
        StringBuilder text = new StringBuilder();
        while (next < tokens.size() && !at(close)) {
            String one = one();
            if (!text.isEmpty() && !one.startsWith("^") && !one.equals(",") && !one.isEmpty()) {
                text.append(' ');
            }
            text.append(one);
        }
        next++;
        return text.toString();
    }

    private String one() {
        String token = tokens.get(next++);
        if (token.equals("^")) {
            return "^{" + exponent() + "}";
        }
        if (token.equals("*")) {
            boolean digit = next < tokens.size() && Character.isDigit(tokens.get(next).charAt(0));
            return digit ? "\\cdot" : "\\,";
        }
        if (token.equals("(")) {
            return "\\left(" + until(")") + "\\right)";
        }
        if (token.equals("|")) {
            return "\\left|" + until("|") + "\\right|";
        }
        if (token.equals("[")) {
            return "\\left[" + until("]") + "\\right]";
        }
        if (Character.isLetter(token.charAt(0)) || token.startsWith("_")) {
            return word(token);
        }
        return SIGNS.getOrDefault(token, token);
    }

    private String exponent() {
        if (at("-")) {
            next++;
            return "-" + exponent();
        }
        if (at("(")) {
            next++;
            return until(")");
        }
        return next < tokens.size() ? one() : "";
    }

    private String word(String word) {
        if (BINDERS.containsKey(word) && at("(")) {
            next++;
            return BINDERS.get(word) + "_{" + until(")") + "}";
        }
        if (word.equals("sqrt") && at("(")) {
            next++;
            return "\\sqrt{" + until(")") + "}";
        }
        if (FUNCTIONALS.contains(word) && at("[")) {
            next++;
            return "\\operatorname{" + word + "}\\left[" + until("]") + "\\right]";
        }
        if (at("(") || (word.equals("max") || word.equals("min")) && at("[")) {
            String name = FUNCTIONS.contains(word) ? "\\" + word : "\\operatorname{" + word.replace("_", "\\_") + "}";
            return name + one();
        }
        if (word.equals("max") || word.equals("min")) {
            return "\\" + word;
        }
        return WORDS.containsKey(word) ? WORDS.get(word) : LatexForm.ofName(word);
    }
}
