package bitlemma.symbolic.engine;

import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Operator;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Formulas in doubles, for tests of answers: about 12 digits, NaN where a formula is undefined. */
public final class Doubles {
    private Doubles() {}

    public static double value(Formula formula, Map<String, Double> at) {
        return switch (formula) {
            case Formula.Number number -> number.value().numerator().doubleValue()
                    / number.value().denominator().doubleValue();
            case Formula.Symbol symbol -> {
                if (!at.containsKey(symbol.name())) {
                    throw new IllegalArgumentException(symbol.name());
                }
                yield at.get(symbol.name());
            }
            case Formula.Infinity infinity -> infinity.positive()
                    ? Double.POSITIVE_INFINITY
                    : Double.NEGATIVE_INFINITY;
            case Formula.Named named -> switch (named.constant()) {
                case PI -> Math.PI;
                case EULER_GAMMA -> 0.57721566490153286;
                case CATALAN -> 0.91596559417721901;
            };
            case Formula.Sum sum -> sum.terms().stream().mapToDouble(term -> value(term, at)).sum();
            case Formula.Product product -> product.factors().stream()
                    .mapToDouble(factor -> value(factor, at))
                    .reduce(1, (a, b) -> a * b);
            case Formula.Power power -> Math.pow(value(power.base(), at), value(power.exponent(), at));
            case Formula.Apply apply -> apply(
                    apply.operator(),
                    apply.arguments().stream().map(argument -> value(argument, at)).toList());
            case Formula.RoundTo rounded -> Double.NaN;
            case Formula.Piecewise piecewise -> Double.NaN;
            case Formula.Total total -> Double.NaN;
            case Formula.Integral integral -> Double.NaN;
        };
    }

    private static double apply(Operator operator, List<Double> arguments) {
        double x = arguments.getFirst();
        return switch (operator) {
            case EXP -> Math.exp(x);
            case LOG -> Math.log(x);
            case ERF -> erf(x);
            case ERFC -> 1 - erf(x);
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case ATAN -> Math.atan(x);
            case TANH -> Math.tanh(x);
            case DILOG -> dilog(x);
            case ZETA -> zeta(x);
            case GAMMA -> gamma(x);
            case HARMONIC -> harmonic(x);
            case LAMBERT_W -> lambert(x);
            case ABS -> Math.abs(x);
            case MIN -> arguments.stream().mapToDouble(a -> a).min().orElseThrow();
            case MAX -> arguments.stream().mapToDouble(a -> a).max().orElseThrow();
        };
    }

    /** By the tanh-sinh rule of Takahasi and Mori; bounds may be infinite. */
    public static double integral(DoubleUnaryOperator body, double low, double high) {
        if (Double.isInfinite(low) && Double.isInfinite(high)) {
            return integral(body, low, 0) + integral(body, 0, high);
        }
        if (Double.isInfinite(high)) {
            return integral(body, low, low + 1)
                    + integral(t -> t == 0 ? 0 : orZero(body.applyAsDouble(low + 1 / t)) / (t * t), 0, 1);
        }
        if (Double.isInfinite(low)) {
            return integral(t -> body.applyAsDouble(-t), -high, Double.POSITIVE_INFINITY);
        }
        double half = (high - low) / 2;
        double sum = 0;
        double h = 1.0 / 64;
        for (int k = -300; k <= 300; k++) {
            double s = Math.PI / 2 * Math.sinh(k * h);
            double weight = Math.PI / 2 * Math.cosh(k * h) / (Math.cosh(s) * Math.cosh(s));
            // The distance from the nearer end, so that singular ends keep their digits.
            double distance = half * 2 / (1 + Math.exp(2 * Math.abs(s)));
            double x = s < 0 ? low + distance : high - distance;
            if (distance > 0 && x > low && x < high && weight > 1e-300) {
                sum += orZero(body.applyAsDouble(x)) * weight;
            }
        }
        return sum * h * half;
    }

    private static double orZero(double value) {
        return Double.isNaN(value) || Double.isInfinite(value) ? 0 : value;
    }

    private static double erf(double x) {
        if (Math.abs(x) > 6) {
            return Math.signum(x);
        }
        // erf x = 2/sqrt(pi) * exp(-x^2) * sum of 2^n x^(2n+1) / (2n+1)!!
        double term = x;
        double sum = x;
        for (int n = 1; n < 400 && Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }

    private static double dilog(double x) {
        if (x > 1) {
            return Double.NaN;
        }
        if (x == 1) {
            return Math.PI * Math.PI / 6;
        }
        if (x < -1) {
            double log = Math.log(-x);
            return -Math.PI * Math.PI / 6 - log * log / 2 - dilog(1 / x);
        }
        if (x > 0.5) {
            return Math.PI * Math.PI / 6 - Math.log(x) * Math.log1p(-x) - dilog(1 - x);
        }
        if (x < -0.5) {
            double log = Math.log1p(-x);
            return -log * log / 2 - dilog(x / (x - 1));
        }
        double power = 1;
        double sum = 0;
        for (int k = 1; k < 80; k++) {
            power *= x;
            sum += power / ((double) k * k);
        }
        return sum;
    }

    private static double zeta(double s) {
        double sum = 0;
        int n = 200;
        for (int k = 1; k < n; k++) {
            sum += Math.pow(k, -s);
        }
        return sum + Math.pow(n, 1 - s) / (s - 1) + Math.pow(n, -s) / 2 + s * Math.pow(n, -s - 1) / 12;
    }

    private static double gamma(double x) {
        if (x < 20) {
            return gamma(x + 1) / x;
        }
        double series = 1 / (12 * x) - 1 / (360 * x * x * x) + 1 / (1260 * Math.pow(x, 5));
        return Math.sqrt(2 * Math.PI / x) * Math.pow(x / Math.E, x) * Math.exp(series);
    }

    private static double harmonic(double x) {
        if (x < 30) {
            return harmonic(x + 1) - 1 / (x + 1);
        }
        return Math.log(x) + 0.57721566490153286 + 1 / (2 * x) - 1 / (12 * x * x) + 1 / (120 * Math.pow(x, 4));
    }

    private static double lambert(double x) {
        double w = x < 1 ? x / (1 + x / 2 + Math.abs(x) / 2) : Math.log(x);
        for (int i = 0; i < 100; i++) {
            double e = Math.exp(w);
            w -= (w * e - x) / (e * (w + 1));
        }
        return w;
    }
}
