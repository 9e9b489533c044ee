package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Formulas in the syntax of the language, with no parentheses that it does not need. Integrals have none: they read
 * alike.
 */
public final class TextForm {
    /** How tightly what is written last binds, from loose to tight. */
    private enum Level {
        CONDITIONAL,
        ADDITION,
        SUMMATION,
        PRODUCT,
        PREFIX,
        POWER,
        PRIMARY
    }

    private record Written(String text, Level level) {
        String at(Level required) {
            return level.compareTo(required) < 0 ? "(" + text + ")" : text;
        }
    }

    private TextForm() {}

    /** The formula as the language writes it. */
    public static String of(Formula formula) {
        return write(formula).text;
    }

    /** The condition as the language writes it. */
    public static String of(Condition condition) {
        return switch (condition) {
            case Condition.Compare(Condition.Relation relation, Formula left, Formula right) ->
                write(left).at(Level.ADDITION) + " " + spelling(relation) + " "
                        + write(right).at(Level.ADDITION);
            case Condition.And(List<Condition> parts) -> parts.isEmpty() ? "true" : joined(parts, " and ");
            case Condition.Or(List<Condition> parts) -> parts.isEmpty() ? "false" : joined(parts, " or ");
            case Condition.Not not -> "not (" + of(not.operand()) + ")";
        };
    }

    private static String joined(List<Condition> parts, String word) {
        return parts.stream()
                .map(part ->
                        part instanceof Condition.And || part instanceof Condition.Or ? "(" + of(part) + ")" : of(part))
                .collect(Collectors.joining(word));
    }

    private static String spelling(Condition.Relation relation) {
        return switch (relation) {
            case EQUAL -> "==";
            case DIFFERENT -> "!=";
            case LESS -> "<";
            case AT_MOST -> "<=";
            case GREATER -> ">";
            case AT_LEAST -> ">=";
        };
    }

    private static Written write(Formula formula) {
        return switch (formula) {
            case Formula.Number(Rational value) -> number(value);
            case Formula.Symbol(String name) -> new Written(name, Level.PRIMARY);
            case Formula.Infinity(boolean positive) ->
                positive ? new Written("inf", Level.PRIMARY) : new Written("-inf", Level.PREFIX);
            case Formula.Named(NamedConstant constant) -> new Written(constant.spelling(), Level.PRIMARY);
            case Formula.Sum(List<Formula> terms) -> sum(FractionParts.written(terms));
            case Formula.Product product -> product(product);
            case Formula.Power power -> power(power);
            case Formula.Apply(Operator operator, List<Formula> arguments) ->
                call(operator.spelling(), arguments.stream().map(TextForm::of).toList());
            case Formula.RoundTo(Rounding rule, Formula operand) ->
                switch (rule) {
                    case FLOOR -> call("floor", List.of(of(operand)));
                    case CEILING -> call("ceil", List.of(of(operand)));
                    case TRUNCATE, UP, AWAY, EVEN, ODD -> call("round", List.of(of(operand), rule.spelling()));
                };
            case Formula.Piecewise(List<Formula.Case> cases, Formula otherwise) -> {
                StringBuilder text = new StringBuilder();
                for (Formula.Case part : cases) {
                    text.append("if ").append(of(part.condition())).append(" then ");
                    text.append(write(part.value()).at(Level.ADDITION)).append(" else ");
                }
                yield new Written(text + of(otherwise), Level.CONDITIONAL);
            }
            case Formula.Total(String index, Formula low, Formula high, Formula term) ->
                binder("sum", index, low, high, term);
            case Formula.Integral(String variable, Formula low, Formula high, Formula body) ->
                binder("integral", variable, low, high, body);
        };
    }

    private static Written binder(String word, String name, Formula low, Formula high, Formula body) {
        String bounds = write(low).at(Level.ADDITION) + ".." + write(high).at(Level.ADDITION);
        return new Written(
                word + "(" + name + " in " + bounds + ") " + write(body).at(Level.PRODUCT), Level.SUMMATION);
    }

    private static Written call(String name, List<String> arguments) {
        return new Written(name + "(" + String.join(", ", arguments) + ")", Level.PRIMARY);
    }

    private static Written number(Rational value) {
        Level level = !value.isInteger() ? Level.PRODUCT : value.signum() < 0 ? Level.PREFIX : Level.PRIMARY;
        return new Written(value.toString(), level);
    }

    private static Written sum(List<Formula> terms) {
        StringBuilder text = new StringBuilder(write(terms.getFirst()).at(Level.ADDITION));
        for (Formula term : terms.subList(1, terms.size())) {
            boolean negative = FractionParts.isNegative(term);
            // What is subtracted binds tighter than the minus sign.
            text.append(negative ? " - " : " + ")
                    .append(write(negative ? FractionParts.withoutSign(term) : term)
                            .at(Level.SUMMATION));
        }
        return new Written(text.toString(), Level.ADDITION);
    }

    private static Written product(Formula formula) {
        FractionParts parts = FractionParts.of(formula);
        List<String> above = factors(parts.numerator(), parts.above());
        List<String> below = factors(parts.denominator(), parts.below());
        String sign = parts.negative() ? "-" : "";
        if (below.isEmpty() && above.size() == 1) {
            // The factor alone, as in -log(2) or 2^-m.
            Level level = parts.negative() ? Level.PREFIX : single(parts);
            return new Written(sign + above.getFirst(), level);
        }
        String numerator = above.isEmpty() ? "1" : String.join("*", above);
        String denominator = below.isEmpty()
                ? ""
                : "/" + (below.size() == 1 ? below.getFirst() : "(" + String.join("*", below) + ")");
        return new Written(sign + numerator + denominator, Level.PRODUCT);
    }

    private static Level single(FractionParts parts) {
        return parts.above().isEmpty() ? Level.PRIMARY : write(parts.above().getFirst()).level;
    }

    private static List<String> factors(BigInteger number, List<Formula> others) {
        List<String> factors = new ArrayList<>();
        if (!number.equals(BigInteger.ONE)) {
            factors.add(number.toString());
        }
        others.forEach(factor -> factors.add(write(factor).at(Level.POWER)));
        return factors;
    }

    private static Written power(Formula.Power power) {
        if (!FractionParts.of(power).hasDenominator()) {
            return plainPower(power);
        }
        return product(power);
    }

    private static Written plainPower(Formula.Power power) {
        if (power.exponent().equals(Formulas.HALF)) {
            return call("sqrt", List.of(of(power.base())));
        }
        Written exponent = write(power.exponent());
        // A minus sign before a name or a number needs no parentheses in an exponent: 2^-m.
        boolean bare = exponent.level == Level.PRIMARY || exponent.level == Level.PREFIX;
        return new Written(
                write(power.base()).at(Level.PRIMARY) + "^" + (bare ? exponent.text : "(" + exponent.text + ")"),
                Level.POWER);
    }
}
