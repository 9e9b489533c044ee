package bitlemma.symbolic.asymptotic;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.asymptotic.Expansion.Growth;
import bitlemma.symbolic.asymptotic.Expansion.NotExpanded;
import bitlemma.symbolic.formula.Assumptions;
import bitlemma.symbolic.formula.Derivative;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Operator;
import bitlemma.symbolic.formula.Sign;
import bitlemma.symbolic.formula.Substitute;
import bitlemma.symbolic.formula.Symbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Expands formulas for a variable that stands for a function of great t.
 *
 * @param variable the variable
 * @param meaning what the variable is: an expansion in t
 * @param bound how many powers of t each expansion is followed, from its greatest term on
 */
record Expander(String variable, Expansion meaning, Rational bound) {
    /** Bernoulli's numbers B(2*k) / (2*k), of Euler and Maclaurin's formula. */
    private static final List<Rational> HARMONIC_TAIL = List.of(
            Rational.of(1, 12),
            Rational.of(-1, 120),
            Rational.of(1, 252),
            Rational.of(-1, 240),
            Rational.of(1, 132),
            Rational.of(-691, 32760));

    private Assumptions assumptions() {
        return meaning.assumptions();
    }

    private Expansion constant(Formula value) {
        return Expansion.constant(value, assumptions());
    }

    /** Throws where no expansion is found. */
    Expansion expand(Formula formula) throws NotExpanded {
        if (!Symbols.free(formula).contains(variable)) {
            return constant(formula);
        }
        return switch (formula) {
            case Formula.Symbol symbol -> meaning;
            case Formula.Sum sum -> {
                Expansion total = constant(Formulas.ZERO);
                for (Formula term : sum.terms()) {
                    total = total.plus(expand(term));
                }
                yield total;
            }
            case Formula.Product product -> {
                Expansion all = constant(Formulas.ONE);
                for (Formula factor : product.factors()) {
                    all = all.times(expand(factor));
                }
                yield all;
            }
            case Formula.Power power -> Symbols.free(power.exponent()).contains(variable)
                    ? exp(expand(power.exponent()).times(log(expand(power.base()))))
                    : power(expand(power.base()), power.exponent());
            case Formula.Apply apply when apply.arguments().size() == 1 ->
                function(apply.operator(), expand(apply.arguments().getFirst()));
            default -> throw new NotExpanded("a formula of another kind");
        };
    }

    /** By the binomial series. */
    private Expansion power(Expansion base, Formula exponent) throws NotExpanded {
        if (exponent instanceof Formula.Number(Rational n) && n.isInteger() && n.signum() > 0) {
            Expansion result = base;
            for (int i = 1; i < n.numerator().intValueExact(); i++) {
                result = result.times(base);
            }
            return result;
        }
        Map.Entry<Growth, Formula> leading = base.leading();
        Rational decay = leading.getKey().decay();
        Sign sign = base.sign(leading.getValue());
        boolean integer = exponent instanceof Formula.Number(Rational n) && n.isInteger();
        if (!(sign == Sign.POSITIVE || integer && sign == Sign.NEGATIVE)) {
            throw new NotExpanded("a base of unknown sign");
        }
        Expansion rest = base.rest();
        List<Formula> binomials = new ArrayList<>();
        Formula binomial = Formulas.ONE;
        for (int n = 0; n < Math.max(1, rest.length(bound)); n++) {
            binomials.add(binomial);
            Formula factor = Formulas.minus(exponent, Formulas.number(n));
            binomial = Formulas.product(binomial, factor, Formulas.number(1, n + 1));
        }
        Rational power;
        if (decay.signum() == 0) {
            power = Rational.ZERO;
        } else if (exponent instanceof Formula.Number(Rational n)) {
            power = decay.times(n);
        } else {
            throw new NotExpanded("a power that is no number");
        }
        Expansion scale = Expansion.term(Formulas.power(leading.getValue(), exponent), power, 0, assumptions());
        return scale.times(rest.series(binomials, bound));
    }

    private Expansion log(Expansion operand) throws NotExpanded {
        Map.Entry<Growth, Formula> leading = operand.leading();
        if (operand.sign(leading.getValue()) != Sign.POSITIVE) {
            throw new NotExpanded("a logarithm of unknown sign");
        }
        Expansion rest = operand.rest();
        List<Formula> coefficients = new ArrayList<>();
        coefficients.add(Formulas.ZERO);
        for (int n = 1; n < Math.max(2, rest.length(bound)); n++) {
            coefficients.add(Formulas.number(n % 2 == 0 ? -1 : 1, n));
        }
        Formula slope = Formulas.number(leading.getKey().decay().negate());
        return constant(Formulas.log(leading.getValue()))
                .plus(Expansion.term(slope, Rational.ZERO, 1, assumptions()))
                .plus(rest.series(coefficients, bound));
    }

    private Expansion exp(Expansion exponent) throws NotExpanded {
        Expansion factor = constant(Formulas.ONE);
        Expansion small = exponent;
        for (Map.Entry<Growth, Formula> term : exponent.terms().entrySet()) {
            Growth growth = term.getKey();
            if (growth.decay().signum() > 0) {
                break;
            }
            Formula value = term.getValue();
            small = small.plus(Expansion.term(
                    Formulas.negate(value), growth.decay(), growth.logs(), assumptions()));
            if (growth.equals(Growth.NONE)) {
                factor = factor.times(Formulas.exp(value));
            } else if (growth.equals(new Growth(Rational.ZERO, 1)) && value instanceof Formula.Number(Rational power)) {
                // exp(c*log(t)) = t^c
                factor = factor.times(Expansion.term(Formulas.ONE, power.negate(), 0, assumptions()));
            } else if (exponent.sign(value) == Sign.NEGATIVE && growth.decay().signum() < 0) {
                // Below every power of t, the greatest term being negative.
                return Expansion.error(bound, assumptions());
            } else {
                throw new NotExpanded("an exponential that grows");
            }
        }
        if (!small.decays()) {
            throw new NotExpanded("an exponential of unknown growth");
        }
        List<Formula> coefficients = new ArrayList<>();
        Formula coefficient = Formulas.ONE;
        for (int n = 0; n < Math.max(1, small.length(bound)); n++) {
            coefficients.add(coefficient);
            coefficient = Formulas.product(coefficient, Formulas.number(1, n + 1));
        }
        return factor.times(small.series(coefficients, bound));
    }

    private Expansion function(Operator operator, Expansion operand) throws NotExpanded {
        return switch (operator) {
            case EXP -> exp(operand);
            case LOG -> log(operand);
            case ERF -> converges(operand) ? taylor(operator, operand) : saturated(operator, operand, 1, -1);
            case ERFC -> converges(operand) ? taylor(operator, operand) : saturated(operator, operand, 0, 2);
            case TANH -> converges(operand) ? taylor(operator, operand) : saturated(operator, operand, 1, -1);
            case ATAN -> converges(operand) ? taylor(operator, operand) : arctangent(operand);
            case HARMONIC -> harmonic(operand);
            case DILOG -> dilogarithm(operand);
            case SIN, COS, GAMMA, LAMBERT_W, ZETA -> taylor(operator, operand);
            case ABS -> switch (sign(operand)) {
                case POSITIVE -> operand;
                case NEGATIVE -> operand.times(Formulas.MINUS_ONE);
                case ZERO, NOT_NEGATIVE, NOT_POSITIVE, UNKNOWN -> throw new NotExpanded("a size of unknown sign");
            };
            case MIN, MAX -> throw new NotExpanded("a choice");
        };
    }

    private static Sign sign(Expansion operand) throws NotExpanded {
        return operand.sign(operand.leading().getValue());
    }

    private static boolean converges(Expansion operand) throws NotExpanded {
        return operand.decays() || leadsConstant(operand);
    }

    private static boolean leadsConstant(Expansion operand) throws NotExpanded {
        return operand.leading().getKey().equals(Growth.NONE);
    }

    /**
     * An operand that grows, by its sign; the value is reached faster than every power of t, by error functions even
     * where the operand grows as log(t), since exp(-log(t)^2) is below every power.
     */
    private Expansion saturated(Operator operator, Expansion operand, long above, long below) throws NotExpanded {
        Growth growth = operand.leading().getKey();
        boolean slowly = growth.decay().signum() == 0 && growth.logs() > 0 && operator != Operator.TANH;
        boolean grows = growth.decay().signum() < 0 || slowly;
        Sign sign = sign(operand);
        if (!grows || sign != Sign.POSITIVE && sign != Sign.NEGATIVE) {
            throw new NotExpanded("an operand of unknown growth");
        }
        return constant(Formulas.number(sign == Sign.POSITIVE ? above : below))
                .plus(Expansion.error(bound, assumptions()));
    }

    /** atan(x) = sign(x)*pi/2 - atan(1/x). */
    private Expansion arctangent(Expansion operand) throws NotExpanded {
        Sign sign = sign(operand);
        if (sign != Sign.POSITIVE && sign != Sign.NEGATIVE) {
            throw new NotExpanded("an operand of unknown sign");
        }
        Formula end = Formulas.product(Formulas.number(sign == Sign.POSITIVE ? 1 : -1, 2), Formulas.PI);
        Expansion inverse = power(operand, Formulas.MINUS_ONE);
        return constant(end).plus(taylor(Operator.ATAN, inverse).times(Formulas.MINUS_ONE));
    }

    /** Of a growing x: log(x) + gamma + 1/(2*x) less the sum of B(2*k)/(2*k*x^(2*k)). */
    private Expansion harmonic(Expansion operand) throws NotExpanded {
        if (operand.leading().getKey().decay().signum() >= 0 || sign(operand) != Sign.POSITIVE) {
            throw new NotExpanded("a harmonic number of an operand that does not grow");
        }
        Expansion inverse = power(operand, Formulas.MINUS_ONE);
        Expansion total = log(operand)
                .plus(constant(Formulas.EULER_GAMMA))
                .plus(inverse.times(Formulas.HALF));
        Expansion square = inverse.times(inverse);
        Expansion power = square;
        for (Rational coefficient : HARMONIC_TAIL) {
            total = total.plus(power.times(Formulas.number(coefficient.negate())));
            power = power.times(square);
        }
        return total.plus(Expansion.error(power.leading().getKey().decay(), assumptions()))
                .cut(bound);
    }

    /** At 1 and at minus infinity by the reflection and the inversion of the dilogarithm. */
    private Expansion dilogarithm(Expansion operand) throws NotExpanded {
        Formula zeta = Formulas.product(Formulas.number(1, 6), Formulas.square(Formulas.PI));
        boolean atOne = leadsConstant(operand) && operand.leading().getValue().equals(Formulas.ONE);
        if (atOne) {
            Expansion distance = constant(Formulas.ONE).plus(operand.times(Formulas.MINUS_ONE));
            if (distance.isZero()) {
                return constant(zeta);
            }
            Expansion logs = log(operand).times(log(distance));
            return constant(zeta)
                    .plus(logs.times(Formulas.MINUS_ONE))
                    .plus(taylor(Operator.DILOG, distance).times(Formulas.MINUS_ONE));
        }
        if (converges(operand)) {
            return taylor(Operator.DILOG, operand);
        }
        Expansion log = log(operand.times(Formulas.MINUS_ONE));
        return constant(Formulas.negate(zeta))
                .plus(log.times(log).times(Formulas.number(-1, 2)))
                .plus(taylor(Operator.DILOG, power(operand, Formulas.MINUS_ONE)).times(Formulas.MINUS_ONE));
    }

    /** By Taylor's formula about the limit of the operand, where the function has all derivatives. */
    private Expansion taylor(Operator operator, Expansion operand) throws NotExpanded {
        Formula centre = Formulas.ZERO;
        Expansion small = operand;
        if (!operand.decays()) {
            centre = operand.leading().getValue();
            small = operand.plus(constant(Formulas.negate(centre)));
        }
        if (!small.decays()) {
            throw new NotExpanded("an operand that does not converge");
        }
        String name = variable + "'";
        Formula derivative = Formulas.apply(operator, Formulas.symbol(name));
        List<Formula> coefficients = new ArrayList<>();
        if (operator == Operator.DILOG && centre.equals(Formulas.ZERO)) {
            // The derivatives are not defined at 0 as they are written.
            for (int n = 0; n < Math.max(2, small.length(bound)); n++) {
                coefficients.add(n == 0 ? Formulas.ZERO : Formulas.number(1, (long) n * n));
            }
            return small.series(coefficients, bound);
        }
        Formula factorial = Formulas.ONE;
        for (int n = 0; n < Math.max(1, small.length(bound)); n++) {
            if (n > 0) {
                factorial = Formulas.product(factorial, Formulas.number(1, n));
                Optional<Formula> next = Derivative.of(derivative, name);
                derivative = next.orElseThrow(() -> new NotExpanded("a function without derivatives"));
            }
            coefficients.add(Formulas.product(factorial, at(derivative, name, centre)));
        }
        return small.series(coefficients, bound);
    }

    private static Formula at(Formula derivative, String name, Formula centre) throws NotExpanded {
        try {
            return Substitute.apply(derivative, name, centre);
        } catch (ArithmeticException undefined) {
            throw new NotExpanded("a function that is not defined there");
        }
    }
}
