package bitlemma.symbolic.enclosure;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Operator;
import java.util.Map;

/** Values of formulas in exact rational arithmetic, where that is easy. */
final class ExactValue {
    private static final int LONGEST = 4096;

    private ExactValue() {}

    /** The value, or null where it is not found. */
    static Rational of(Formula formula, Map<String, Rational> values) {
        return switch (formula) {
            case Formula.Number number -> number.value();
            case Formula.Symbol symbol -> values.get(symbol.name());
            case Formula.Sum sum -> {
                Rational result = Rational.ZERO;
                for (Formula term : sum.terms()) {
                    Rational value = of(term, values);
                    if (value == null) {
                        yield null;
                    }
                    result = result.plus(value);
                }
                yield result;
            }
            case Formula.Product product -> {
                Rational result = Rational.ONE;
                for (Formula factor : product.factors()) {
                    Rational value = of(factor, values);
                    if (value == null) {
                        yield null;
                    }
                    result = result.times(value);
                }
                yield result;
            }
            case Formula.Power power -> power(of(power.base(), values), of(power.exponent(), values));
            case Formula.Apply apply -> apply(apply.operator(), of(apply.arguments().getFirst(), values));
            case Formula.Infinity _, Formula.Named _, Formula.RoundTo _, Formula.Piecewise _, Formula.Total _,
                    Formula.Integral _ -> null;
        };
    }

    private static Rational power(Rational base, Rational exponent) {
        if (base == null || exponent == null || !exponent.isInteger() || exponent.numerator().bitLength() > 12) {
            return null;
        }
        int n = exponent.numerator().intValueExact();
        int length = Math.max(base.numerator().bitLength(), base.denominator().bitLength());
        return base.signum() == 0 && n < 0 || (long) length * Math.abs(n) > LONGEST ? null : base.power(n);
    }

    private static Rational apply(Operator operator, Rational x) {
        if (x == null) {
            return null;
        }
        boolean zero = x.signum() == 0;
        return switch (operator) {
            case EXP, COS, ERFC -> zero ? Rational.ONE : null;
            case SIN, ATAN, TANH, ERF, DILOG, HARMONIC, LAMBERT_W -> zero ? Rational.ZERO : null;
            case LOG -> x.equals(Rational.ONE) ? Rational.ZERO : null;
            case ABS -> x.abs();
            case GAMMA -> x.equals(Rational.ONE) ? Rational.ONE : null;
            case ZETA, MIN, MAX -> null;
        };
    }
}
