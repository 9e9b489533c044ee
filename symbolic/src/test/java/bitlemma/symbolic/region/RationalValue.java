package bitlemma.symbolic.region;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Operator;
import java.util.List;
import java.util.Map;

/** Formulas of rational numbers, evaluated exactly and without the code under test. */
final class RationalValue {
    private RationalValue() {}

    /**
     * Throws ArithmeticException where a value is undefined, UnsupportedOperationException where it is not rational.
     */
    static Rational of(Formula formula, Map<String, Rational> point) {
        return switch (formula) {
            case Formula.Number n -> n.value();
            case Formula.Symbol s -> point.get(s.name());
            case Formula.Sum s -> s.terms().stream().map(t -> of(t, point)).reduce(Rational.ZERO, Rational::plus);
            case Formula.Product p ->
                p.factors().stream().map(f -> of(f, point)).reduce(Rational.ONE, Rational::times);
            case Formula.Power p -> power(of(p.base(), point), of(p.exponent(), point));
            case Formula.Apply a -> {
                List<Rational> arguments =
                        a.arguments().stream().map(f -> of(f, point)).toList();
                yield apply(a.operator(), arguments);
            }
            case Formula.RoundTo r -> Rational.of(r.rule().round(of(r.operand(), point)));
            case Formula.Piecewise p -> {
                for (Formula.Case one : p.cases()) {
                    if (holds(one.condition(), point)) {
                        yield of(one.value(), point);
                    }
                }
                yield of(p.otherwise(), point);
            }
            case Formula.Infinity i -> throw new UnsupportedOperationException();
            case Formula.Named n -> throw new UnsupportedOperationException();
            case Formula.Total t -> throw new UnsupportedOperationException();
            case Formula.Integral i -> throw new UnsupportedOperationException();
        };
    }

    private static Rational power(Rational base, Rational exponent) {
        if (!exponent.isInteger()) {
            throw new UnsupportedOperationException();
        }
        int n = exponent.numerator().intValueExact();
        Rational power = Rational.ONE;
        for (int i = 0; i < Math.abs(n); i++) {
            power = power.times(base);
        }
        return n < 0 ? Rational.ONE.dividedBy(power) : power;
    }

    private static Rational apply(Operator operator, List<Rational> arguments) {
        Rational first = arguments.getFirst();
        return switch (operator) {
            case ABS -> first.signum() < 0 ? first.negate() : first;
            case MIN -> arguments.stream().min(Rational::compareTo).orElseThrow();
            case MAX -> arguments.stream().max(Rational::compareTo).orElseThrow();
            default -> throw new UnsupportedOperationException();
        };
    }

    static boolean holds(Condition condition, Map<String, Rational> point) {
        return switch (condition) {
            case Condition.And and -> and.parts().stream().allMatch(p -> holds(p, point));
            case Condition.Or or -> or.parts().stream().anyMatch(p -> holds(p, point));
            case Condition.Not not -> !holds(not.operand(), point);
            case Condition.Compare c -> {
                int side = of(c.left(), point).compareTo(of(c.right(), point));
                yield switch (c.relation()) {
                    case EQUAL -> side == 0;
                    case DIFFERENT -> side != 0;
                    case LESS -> side < 0;
                    case AT_MOST -> side <= 0;
                    case GREATER -> side > 0;
                    case AT_LEAST -> side >= 0;
                };
            }
        };
    }

    static boolean holds(Constraint constraint, Map<String, Rational> point) {
        int sign = of(constraint.expression(), point).signum();
        return constraint.strict() ? sign > 0 : sign >= 0;
    }
}
