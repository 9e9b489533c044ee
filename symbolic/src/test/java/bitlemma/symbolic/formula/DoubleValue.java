package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Formulas in doubles, written without the code under test; NaN where a formula is not defined. */
final class DoubleValue {
    private static final double EULER_GAMMA = 0.57721566490153286;

    private DoubleValue() {}

    static double of(Formula formula, Map<String, Double> values) {
        return switch (formula) {
            case Formula.Number(Rational value) -> of(value);
            case Formula.Symbol(String name) -> values.get(name);
            case Formula.Infinity(boolean positive) -> positive ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            case Formula.Named(NamedConstant constant) ->
                switch (constant) {
                    case PI -> Math.PI;
                    case EULER_GAMMA -> EULER_GAMMA;
                    case CATALAN -> 0.91596559417721901;
                };
            case Formula.Sum(List<Formula> terms) ->
                terms.stream().mapToDouble(term -> of(term, values)).sum();
            case Formula.Product(List<Formula> factors) ->
                factors.stream().mapToDouble(factor -> of(factor, values)).reduce(1, (a, b) -> a * b);
            case Formula.Power(Formula base, Formula exponent) -> power(of(base, values), of(exponent, values));
            case Formula.Apply(Operator operator, List<Formula> arguments) ->
                apply(
                        operator,
                        arguments.stream()
                                .mapToDouble(argument -> of(argument, values))
                                .toArray());
            case Formula.RoundTo round -> {
                double value = of(round.operand(), values);
                yield Double.isFinite(value) ? round.rule().round(exact(value)).doubleValue() : Double.NaN;
            }
            case Formula.Piecewise piecewise -> {
                for (Formula.Case part : piecewise.cases()) {
                    if (!isDefined(part.condition(), values)) {
                        yield Double.NaN;
                    }
                    if (holds(part.condition(), values)) {
                        yield of(part.value(), values);
                    }
                }
                yield of(piecewise.otherwise(), values);
            }
            case Formula.Total total -> {
                double sum = 0;
                Map<String, Double> inner = new HashMap<>(values);
                double high = of(total.high(), values);
                for (double i = of(total.low(), values); i <= high; i++) {
                    inner.put(total.index(), i);
                    sum += of(total.term(), inner);
                }
                yield sum;
            }
            case Formula.Integral integral -> simpson(integral, values);
        };
    }

    static double of(Rational value) {
        return new BigDecimal(value.numerator())
                .divide(new BigDecimal(value.denominator()), MathContext.DECIMAL64)
                .doubleValue();
    }

    static Rational exact(double value) {
        BigDecimal decimal = new BigDecimal(value);
        return decimal.scale() <= 0
                ? Rational.of(decimal.toBigIntegerExact())
                : Rational.of(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
    }

    /** Whether every side of a condition is, and clearly apart from the other: doubles cannot tell otherwise. */
    private static boolean isDefined(Condition condition, Map<String, Double> values) {
        return switch (condition) {
            case Condition.Compare compare -> {
                double left = of(compare.left(), values);
                double difference = left - of(compare.right(), values);
                yield difference == 0 || Math.abs(difference) > 1e-9 * (1 + Math.abs(left));
            }
            case Condition.And and -> and.parts().stream().allMatch(part -> isDefined(part, values));
            case Condition.Or or -> or.parts().stream().allMatch(part -> isDefined(part, values));
            case Condition.Not not -> isDefined(not.operand(), values);
        };
    }

    static boolean holds(Condition condition, Map<String, Double> values) {
        return switch (condition) {
            case Condition.Compare(Condition.Relation relation, Formula left, Formula right) ->
                Conditions.holds(relation, (int) Math.signum(of(left, values) - of(right, values)));
            case Condition.And and -> and.parts().stream().allMatch(part -> holds(part, values));
            case Condition.Or or -> or.parts().stream().anyMatch(part -> holds(part, values));
            case Condition.Not not -> !holds(not.operand(), values);
        };
    }

    private static double power(double base, double exponent) {
        boolean defined = base > 0 || exponent == Math.rint(exponent) && (base != 0 || exponent > 0);
        return defined || base == 0 && exponent >= 0 ? Math.pow(base, exponent) : Double.NaN;
    }

    private static double apply(Operator operator, double[] x) {
        return switch (operator) {
            case EXP -> Math.exp(x[0]);
            case LOG -> x[0] > 0 ? Math.log(x[0]) : Double.NaN;
            case ERF -> erf(x[0]);
            case ERFC -> 1 - erf(x[0]);
            case SIN -> Math.sin(x[0]);
            case COS -> Math.cos(x[0]);
            case ATAN -> Math.atan(x[0]);
            case TANH -> Math.tanh(x[0]);
            case DILOG -> x[0] <= 1 ? dilog(x[0]) : Double.NaN;
            case ZETA -> zeta(x[0]);
            case GAMMA -> x[0] > 0 ? gamma(x[0]) : Double.NaN;
            case HARMONIC -> x[0] > -1 ? harmonic(x[0]) : Double.NaN;
            case LAMBERT_W -> x[0] >= -1 / Math.E ? lambert(x[0]) : Double.NaN;
            case ABS -> Math.abs(x[0]);
            case MIN -> Arrays.stream(x).min().orElseThrow();
            case MAX -> Arrays.stream(x).max().orElseThrow();
        };
    }

    /** The Maclaurin series, in extended steps; beyond 5.5 it is 1 in doubles. */
    private static double erf(double x) {
        if (!(Math.abs(x) <= 5.5)) {
            return Math.signum(x);
        }
        double term = 2 / Math.sqrt(Math.PI) * x * Math.exp(-x * x);
        double sum = 0;
        for (int n = 0; Math.abs(term) > 1e-18; n++) {
            sum += term;
            term *= 2 * x * x / (2 * n + 3);
        }
        return sum;
    }

    /** The series, after transformations that make it quick. */
    private static double dilog(double x) {
        if (x == 1) {
            return Math.PI * Math.PI / 6;
        }
        if (x > 0.5) {
            return Math.PI * Math.PI / 6 - Math.log(x) * Math.log1p(-x) - dilog(1 - x);
        }
        if (x < -0.5) {
            double log = Math.log1p(-x);
            return -dilog(x / (x - 1)) - log * log / 2;
        }
        double sum = 0;
        double power = x;
        for (int k = 1; k < 80; k++) {
            sum += power / ((double) k * k);
            power *= x;
        }
        return sum;
    }

    private static double zeta(double s) {
        if (!(s > 1)) {
            return Double.NaN;
        }
        double sum = 0;
        int last = 400;
        for (int n = 1; n < last; n++) {
            sum += Math.pow(n, -s);
        }
        return sum + Math.pow(last, 1 - s) / (s - 1) + Math.pow(last, -s) / 2 + s * Math.pow(last, -s - 1) / 12;
    }

    /** Stirling's series after moving the argument up. */
    private static double gamma(double x) {
        double shift = 1;
        double y = x;
        while (y < 12) {
            shift *= y++;
        }
        double series =
                1 / (12 * y) - 1 / (360 * y * y * y) + 1 / (1260 * Math.pow(y, 5)) - 1 / (1680 * Math.pow(y, 7));
        return Math.sqrt(2 * Math.PI / y) * Math.pow(y / Math.E, y) * Math.exp(series) / shift;
    }

    private static double harmonic(double x) {
        double sum = 0;
        double y = x;
        while (y < 12) {
            y++;
            sum -= 1 / y;
        }
        double z = y * y;
        return sum + Math.log(y) + EULER_GAMMA + 1 / (2 * y) - 1 / (12 * z) + 1 / (120 * z * z) - 1 / (252 * z * z * z);
    }

    private static double lambert(double x) {
        double w = x < 1 ? x / (1 + Math.max(x, -0.36)) : Math.log(x + 1);
        for (int i = 0; i < 200; i++) {
            double e = Math.exp(w);
            double f = w * e - x;
            w -= f / (e * (w + 1) - (w + 2) * f / (2 * w + 2));
        }
        return w;
    }

    private static double simpson(Formula.Integral integral, Map<String, Double> values) {
        double low = of(integral.low(), values);
        double high = of(integral.high(), values);
        int steps = 200;
        double width = (high - low) / steps;
        Map<String, Double> inner = new HashMap<>(values);
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            inner.put(integral.variable(), low + i * width);
            sum += (i == 0 || i == steps ? 1 : i % 2 == 0 ? 2 : 4) * of(integral.body(), inner);
        }
        return sum * width / 3;
    }
}
