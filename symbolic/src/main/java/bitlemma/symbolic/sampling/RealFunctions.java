package bitlemma.symbolic.sampling;

import bitlemma.grammar.core.RealFunction;

/**
 * Functions of analysis in double precision, the same on every machine. Their relative error is about 1e-13: enough
 * beside the noise of samples, and no more than that.
 */
final class RealFunctions {
    private static final double EULER = 0.57721566490153286061;
    private static final double CATALAN = 0.91596559417721901505;
    /** The Bernoulli numbers B2, B4, ... */
    private static final double[] BERNOULLI = {
        1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510, 43867.0 / 798,
        -174611.0 / 330
    };

    private RealFunctions() {}

    static double constant(RealFunction function) {
        return switch (function) {
            case PI -> Math.PI;
            case EULER_GAMMA -> EULER;
            case CATALAN -> CATALAN;
            case INFINITY -> Double.POSITIVE_INFINITY;
            default -> throw new IllegalArgumentException(function + " has operands");
        };
    }

    /** Of a function with one operand; not a number outside of its domain. */
    static double value(RealFunction function, double x) {
        return switch (function) {
            case EXP -> StrictMath.exp(x);
            case LOG -> x > 0 ? StrictMath.log(x) : Double.NaN;
            case LOG2 -> x > 0 ? log2(x) : Double.NaN;
            case SQRT -> StrictMath.sqrt(x);
            case ERF -> erf(x);
            case ERFC -> erfc(x);
            case SIN -> StrictMath.sin(x);
            case COS -> StrictMath.cos(x);
            case ATAN -> StrictMath.atan(x);
            case TANH -> StrictMath.tanh(x);
            case DILOG -> dilog(x);
            case ZETA -> zeta(x);
            case GAMMA -> gamma(x);
            case HARMONIC -> harmonic(x);
            case LAMBERT_W -> lambertW(x);
            case POWER, PI, EULER_GAMMA, CATALAN, INFINITY ->
                throw new IllegalArgumentException(function + " has not one operand");
        };
    }

    /** Exact at powers of two, so that its floor is the exponent. */
    private static double log2(double x) {
        int exponent = Math.getExponent(x);
        double fraction = StrictMath.scalb(x, -exponent);
        return exponent + StrictMath.log(fraction) / StrictMath.log(2);
    }

    static double erf(double x) {
        double size = Math.abs(x);
        if (size > 3) {
            return Math.copySign(1 - tail(size), x);
        }
        // Abramowitz and Stegun 7.1.6: all terms have one sign.
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / StrictMath.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
    }

    static double erfc(double x) {
        return x > 3 ? tail(x) : 1 - erf(x);
    }

    /** erfc of x above 3, by the continued fraction of Abramowitz and Stegun 7.1.14. */
    private static double tail(double x) {
        double fraction = x;
        for (int k = 60; k > 0; k--) {
            fraction = x + k / 2.0 / fraction;
        }
        return StrictMath.exp(-x * x) / fraction / StrictMath.sqrt(Math.PI);
    }

    /** Of a positive number; Stirling's series beyond 12, Abramowitz and Stegun 6.1.40. */
    static double gamma(double x) {
        if (x <= 0) {
            return Double.NaN;
        }
        double below = 1;
        double z = x;
        while (z < 12) {
            below *= z;
            z++;
        }
        double series = 0;
        double power = z;
        for (int k = 1; k <= 8; k++) {
            series += BERNOULLI[k - 1] / (2 * k * (2 * k - 1) * power);
            power *= z * z;
        }
        double log = (z - 0.5) * StrictMath.log(z) - z + 0.5 * StrictMath.log(2 * Math.PI) + series;
        return StrictMath.exp(log) / below;
    }

    /** The harmonic number of a real above -1, by the asymptotic series of digamma, Abramowitz and Stegun 6.3.18. */
    static double harmonic(double n) {
        if (n <= -1) {
            return Double.NaN;
        }
        double z = n + 1;
        double below = 0;
        while (z < 12) {
            below += 1 / z;
            z++;
        }
        double digamma = StrictMath.log(z) - 1 / (2 * z);
        double power = z * z;
        for (int k = 1; k <= 8; k++) {
            digamma -= BERNOULLI[k - 1] / (2 * k * power);
            power *= z * z;
        }
        return digamma - below + EULER;
    }

    /** Of a number above 1, by the summation formula of Euler and Maclaurin after 20 terms. */
    static double zeta(double s) {
        if (s <= 1) {
            return Double.NaN;
        }
        int n = 20;
        double sum = 0;
        for (int k = 1; k < n; k++) {
            sum += StrictMath.pow(k, -s);
        }
        sum += StrictMath.pow(n, 1 - s) / (s - 1) + StrictMath.pow(n, -s) / 2;
        double rising = s;
        double factorial = 2;
        double power = StrictMath.pow(n, -s - 1);
        for (int k = 1; k <= 8; k++) {
            sum += BERNOULLI[k - 1] / factorial * rising * power;
            rising *= (s + 2 * k - 1) * (s + 2 * k);
            factorial *= (2 * k + 1) * (2 * k + 2);
            power /= (double) n * n;
        }
        return sum;
    }

    /** The dilogarithm of a number at most 1: Lewin, Polylogarithms and Associated Functions, 1.3 and 1.11. */
    static double dilog(double x) {
        if (x > 1) {
            return Double.NaN;
        }
        if (x == 1) {
            return Math.PI * Math.PI / 6;
        }
        if (x < -1) {
            double log = StrictMath.log(-x);
            return -Math.PI * Math.PI / 6 - log * log / 2 - dilog(1 / x);
        }
        if (x > 0.5) {
            return Math.PI * Math.PI / 6 - StrictMath.log(x) * StrictMath.log1p(-x) - dilog(1 - x);
        }
        // The series in u = -log(1 - x) by Bernoulli numbers.
        double u = -StrictMath.log1p(-x);
        double sum = u - u * u / 4;
        double power = u * u * u;
        double factorial = 6;
        for (int k = 1; k <= 10; k++) {
            sum += BERNOULLI[k - 1] * power / factorial;
            power *= u * u;
            factorial *= (2 * k + 2) * (2 * k + 3);
        }
        return sum;
    }

    /** The principal branch of Lambert's function, by Halley's iteration: Corless et al. 1996, 5.9. */
    static double lambertW(double x) {
        double branch = -StrictMath.exp(-1);
        if (x < branch) {
            return x > branch - 1e-15 ? -1 : Double.NaN;
        }
        double w = x < 1 ? -1 + StrictMath.sqrt(Math.max(0, 2 * (1 + StrictMath.E * x))) : StrictMath.log(1 + x);
        for (int i = 0; i < 60; i++) {
            double power = StrictMath.exp(w);
            double error = w * power - x;
            double divisor = power * (w + 1) - (w + 2) * error / (2 * w + 2);
            if (error == 0 || divisor == 0 || Double.isNaN(divisor)) {
                break;
            }
            double step = error / divisor;
            w -= step;
            if (Math.abs(step) < 1e-16 * Math.abs(w)) {
                break;
            }
        }
        return w;
    }
}
