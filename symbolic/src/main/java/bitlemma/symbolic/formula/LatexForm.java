package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Formulas as a paper sets them, in LaTeX's mathematics mode with the package amsmath. */
public final class LatexForm {
    private enum Level {
        ADDITION,
        PRODUCT,
        PREFIX,
        POWER,
        PRIMARY
    }

    private record Written(String text, Level level) {
        String at(Level required) {
            return level.compareTo(required) < 0 ? "\\left(" + text + "\\right)" : text;
        }
    }

    private static final Set<String> GREEK = Set.of(
            "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu",
            "xi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi",
            "Sigma", "Phi", "Psi", "Omega");
    private static final Pattern SUBSCRIPT = Pattern.compile("([A-Za-z]+)_?([0-9]+)|([^_]+)_(.+)");

    private LatexForm() {}

    /** The formula, without dollar signs around it. */
    public static String of(Formula formula) {
        return write(formula).text;
    }

    /** The condition, without dollar signs around it. */
    public static String of(Condition condition) {
        return switch (condition) {
            case Condition.Compare(Condition.Relation relation, Formula left, Formula right) ->
                of(left) + " " + relation(relation) + " " + of(right);
            case Condition.And(List<Condition> parts) -> parts.isEmpty() ? "\\top" : joined(parts, " \\land ");
            case Condition.Or(List<Condition> parts) -> parts.isEmpty() ? "\\bot" : joined(parts, " \\lor ");
            case Condition.Not not -> "\\lnot \\left(" + of(not.operand()) + "\\right)";
        };
    }

    private static String joined(List<Condition> parts, String word) {
        return parts.stream()
                .map(part -> part instanceof Condition.And || part instanceof Condition.Or
                        ? "\\left(" + of(part) + "\\right)"
                        : of(part))
                .collect(Collectors.joining(word));
    }

    private static String relation(Condition.Relation relation) {
        return switch (relation) {
            case EQUAL -> "=";
            case DIFFERENT -> "\\neq";
            case LESS -> "<";
            case AT_MOST -> "\\leq";
            case GREATER -> ">";
            case AT_LEAST -> "\\geq";
        };
    }

    /** A name: Greek letters by their commands, digits at its end and what follows an underscore as a subscript. */
    public static String ofName(String name) {
        Matcher matcher = SUBSCRIPT.matcher(name);
        if (matcher.matches()) {
            boolean digits = matcher.group(2) != null;
            String letters = matcher.group(digits ? 1 : 3);
            String base = ofName(letters);
            // int8 is a word, and so is the first part of float4_e2m1fn: a subscript cannot have another beside it.
            boolean word = digits && letters.length() > 1 && !GREEK.contains(letters) && !name.contains("_");
            if (!word && !base.contains("_{")) {
                return base + "_{" + (digits ? matcher.group(2) : ofName(matcher.group(4))) + "}";
            }
        }
        if (GREEK.contains(name)) {
            return "\\" + name;
        }
        return name.length() == 1
                ? name
                : "\\mathrm{" + name.replace("_", "\\_").replace("#", "\\#") + "}";
    }

    private static Written write(Formula formula) {
        return switch (formula) {
            case Formula.Number(Rational value) -> product(formula);
            case Formula.Symbol(String name) -> new Written(ofName(name), Level.PRIMARY);
            case Formula.Infinity(boolean positive) ->
                positive ? new Written("\\infty", Level.PRIMARY) : new Written("-\\infty", Level.PREFIX);
            case Formula.Named(NamedConstant constant) ->
                new Written(
                        switch (constant) {
                            case PI -> "\\pi";
                            case EULER_GAMMA -> "\\gamma";
                            case CATALAN -> "G";
                        },
                        Level.PRIMARY);
            case Formula.Sum(List<Formula> terms) -> sum(FractionParts.written(terms));
            case Formula.Product product -> product(product);
            case Formula.Power power -> product(power);
            case Formula.Apply(Operator operator, List<Formula> arguments) -> apply(operator, arguments);
            case Formula.RoundTo(Rounding rule, Formula operand) -> rounded(rule, of(operand));
            case Formula.Piecewise piecewise -> cases(piecewise);
            case Formula.Total(String index, Formula low, Formula high, Formula term) ->
                new Written(
                        "\\sum_{" + ofName(index) + "=" + of(low) + "}^{" + of(high) + "} "
                                + write(term).at(Level.PRODUCT),
                        Level.ADDITION);
            case Formula.Integral(String variable, Formula low, Formula high, Formula body) ->
                new Written(
                        "\\int_{" + of(low) + "}^{" + of(high) + "} "
                                + write(body).at(Level.PRODUCT) + " \\, d" + ofName(variable),
                        Level.ADDITION);
        };
    }

    private static Written cases(Formula.Piecewise piecewise) {
        StringBuilder text = new StringBuilder("\\begin{cases} ");
        for (Formula.Case part : piecewise.cases()) {
            text.append(of(part.value()))
                    .append(" & \\text{if } ")
                    .append(of(part.condition()))
                    .append(" \\\\ ");
        }
        text.append(of(piecewise.otherwise())).append(" & \\text{otherwise} \\end{cases}");
        return new Written(text.toString(), Level.PRIMARY);
    }

    private static Written rounded(Rounding rule, String operand) {
        return new Written(
                switch (rule) {
                    case FLOOR -> "\\left\\lfloor " + operand + " \\right\\rfloor";
                    case CEILING -> "\\left\\lceil " + operand + " \\right\\rceil";
                    case TRUNCATE, UP, AWAY, EVEN, ODD ->
                        "\\operatorname{round}_{\\mathrm{" + rule.spelling() + "}}\\left(" + operand + "\\right)";
                },
                Level.PRIMARY);
    }

    private static Written apply(Operator operator, List<Formula> arguments) {
        String inner = arguments.stream().map(LatexForm::of).collect(Collectors.joining(", "));
        return switch (operator) {
            case EXP -> new Written("e^{" + inner + "}", Level.POWER);
            case ABS -> new Written("\\left|" + inner + "\\right|", Level.PRIMARY);
            case HARMONIC -> new Written("H_{" + inner + "}", Level.PRIMARY);
            case LOG -> call("\\log", inner);
            case ERF -> call("\\mathrm{erf}", inner);
            case ERFC -> call("\\mathrm{erfc}", inner);
            case SIN -> call("\\sin", inner);
            case COS -> call("\\cos", inner);
            case ATAN -> call("\\arctan", inner);
            case TANH -> call("\\tanh", inner);
            case DILOG -> call("\\mathrm{Li}_2", inner);
            case ZETA -> call("\\zeta", inner);
            case GAMMA -> call("\\Gamma", inner);
            case LAMBERT_W -> call("W_0", inner);
            case MIN -> call("\\min", inner);
            case MAX -> call("\\max", inner);
        };
    }

    private static Written call(String name, String arguments) {
        return new Written(name + "\\left(" + arguments + "\\right)", Level.PRIMARY);
    }

    private static Written sum(List<Formula> terms) {
        StringBuilder text = new StringBuilder(write(terms.getFirst()).at(Level.ADDITION));
        for (Formula term : terms.subList(1, terms.size())) {
            boolean negative = FractionParts.isNegative(term);
            text.append(negative ? " - " : " + ")
                    .append(write(negative ? FractionParts.withoutSign(term) : term)
                            .at(Level.PRODUCT));
        }
        return new Written(text.toString(), Level.ADDITION);
    }

    private static Written product(Formula formula) {
        FractionParts parts = FractionParts.of(formula);
        String sign = parts.negative() ? "-" : "";
        if (!parts.hasDenominator()) {
            Written above = factors(parts.numerator(), parts.above());
            return parts.negative() ? new Written(sign + above.at(Level.PRODUCT), Level.PREFIX) : above;
        }
        // A sum alone above the bar needs no parentheses.
        String fraction = "\\frac{" + factors(parts.numerator(), parts.above()).text + "}{"
                + factors(parts.denominator(), parts.below()).text + "}";
        return new Written(sign + fraction, parts.negative() ? Level.PREFIX : Level.PRODUCT);
    }

    private static Written factors(BigInteger number, List<Formula> others) {
        List<String> factors = new ArrayList<>();
        if (!number.equals(BigInteger.ONE) || others.isEmpty()) {
            factors.add(number.toString());
        }
        if (factors.isEmpty() && others.size() == 1) {
            return power(others.getFirst());
        }
        for (Formula factor : others) {
            String text = power(factor).at(Level.POWER);
            boolean digits = !factors.isEmpty() && Character.isDigit(text.charAt(0));
            factors.add(digits ? "\\cdot " + text : text);
        }
        return new Written(String.join(" ", factors), factors.size() == 1 ? Level.PRIMARY : Level.PRODUCT);
    }

    private static Written power(Formula formula) {
        if (!(formula instanceof Formula.Power(Formula base, Formula exponent))) {
            return write(formula);
        }
        if (exponent instanceof Formula.Number(Rational value)
                && value.numerator().equals(BigInteger.ONE)
                && value.denominator().bitLength() <= 3) {
            String degree = value.denominator().equals(BigInteger.TWO) ? "" : "[" + value.denominator() + "]";
            return new Written("\\sqrt" + degree + "{" + of(base) + "}", Level.PRIMARY);
        }
        String inner = base instanceof Formula.Apply apply && apply.operator() == Operator.EXP
                ? "\\left(" + of(base) + "\\right)"
                : write(base).at(Level.PRIMARY);
        return new Written(inner + "^{" + of(exponent) + "}", Level.POWER);
    }
}
