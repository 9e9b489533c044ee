package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Builds applications of functions, with their values at well-known points (NIST's Digital Library of Functions). */
final class FunctionValues {
    /** Harmonic numbers and factorials are computed up to this argument. */
    private static final int LARGEST_SUM = 200;

    private FunctionValues() {}

    static Formula apply(Operator operator, List<Formula> arguments) {
        Formula argument = arguments.getFirst();
        return switch (operator) {
            case EXP -> exp(argument);
            case LOG -> log(argument);
            case ERF, SIN, TANH -> odd(operator, argument);
            case ATAN ->
                Formulas.is(argument, 1) ? Formulas.quotient(Formulas.PI, Formulas.number(4)) : odd(operator, argument);
            case ERFC -> Formulas.is(argument, 0) ? Formulas.ONE : plain(operator, argument);
            case COS ->
                Formulas.is(argument, 0)
                        ? Formulas.ONE
                        : plain(operator, Coefficient.isNegative(argument) ? Formulas.negate(argument) : argument);
            case DILOG -> dilog(argument);
            case ZETA ->
                Formulas.is(argument, 2)
                        ? Formulas.quotient(Formulas.square(Formulas.PI), Formulas.number(6))
                        : plain(operator, argument);
            case GAMMA -> gamma(argument);
            case HARMONIC -> harmonic(argument);
            case LAMBERT_W -> Formulas.is(argument, 0) ? Formulas.ZERO : plain(operator, argument);
            case ABS -> abs(argument);
            case MIN -> extreme(operator, arguments);
            case MAX -> extreme(operator, arguments);
        };
    }

    private static Formula plain(Operator operator, Formula argument) {
        return new Formula.Apply(operator, List.of(argument));
    }

    private static Formula odd(Operator operator, Formula argument) {
        if (Formulas.is(argument, 0)) {
            return Formulas.ZERO;
        }
        return Coefficient.isNegative(argument)
                ? Formulas.negate(plain(operator, Formulas.negate(argument)))
                : plain(operator, argument);
    }

    private static Formula exp(Formula argument) {
        if (Formulas.is(argument, 0)) {
            return Formulas.ONE;
        }
        Coefficient split = Coefficient.of(argument);
        return split.rest() instanceof Formula.Apply(Operator operator, List<Formula> inner) && operator == Operator.LOG
                ? Formulas.power(inner.getFirst(), Formulas.number(split.number()))
                : plain(Operator.EXP, argument);
    }

    private static Formula log(Formula argument) {
        if (Formulas.is(argument, 1)) {
            return Formulas.ZERO;
        }
        if (argument instanceof Formula.Apply(Operator operator, List<Formula> inner) && operator == Operator.EXP) {
            return inner.getFirst();
        }
        if (argument instanceof Formula.Number(Rational value)
                && value.numerator().equals(BigInteger.ONE)) {
            return Formulas.negate(plain(Operator.LOG, Formulas.number(value.denominator())));
        }
        return plain(Operator.LOG, argument);
    }

    private static Formula dilog(Formula argument) {
        if (Formulas.is(argument, 0)) {
            return Formulas.ZERO;
        }
        Formula squared = Formulas.square(Formulas.PI);
        if (Formulas.is(argument, 1)) {
            return Formulas.quotient(squared, Formulas.number(6));
        }
        if (Formulas.is(argument, -1)) {
            return Formulas.product(Formulas.number(-1, 12), squared);
        }
        return plain(Operator.DILOG, argument);
    }

    private static Formula gamma(Formula argument) {
        if (argument.equals(Formulas.HALF)) {
            return Formulas.sqrt(Formulas.PI);
        }
        if (isIndex(argument, 1)) {
            int last = ((Formula.Number) argument).value().numerator().intValueExact() - 1;
            BigInteger product = BigInteger.ONE;
            for (int i = 2; i <= last; i++) {
                product = product.multiply(BigInteger.valueOf(i));
            }
            return Formulas.number(product);
        }
        return plain(Operator.GAMMA, argument);
    }

    private static Formula harmonic(Formula argument) {
        if (isIndex(argument, 0)) {
            int last = ((Formula.Number) argument).value().numerator().intValueExact();
            Rational sum = Rational.ZERO;
            for (int i = 1; i <= last; i++) {
                sum = sum.plus(Rational.of(1, i));
            }
            return Formulas.number(sum);
        }
        return plain(Operator.HARMONIC, argument);
    }

    private static boolean isIndex(Formula argument, int least) {
        return argument instanceof Formula.Number(Rational value)
                && value.isInteger()
                && value.compareTo(Rational.of(least)) >= 0
                && value.compareTo(Rational.of(LARGEST_SUM)) <= 0;
    }

    private static Formula abs(Formula argument) {
        if (argument instanceof Formula.Number(Rational value)) {
            return Formulas.number(value.abs());
        }
        Coefficient split = Coefficient.of(argument);
        Formula rest = split.number().signum() < 0 ? Formulas.negate(argument) : argument;
        return PowerRules.isPositive(rest) || rest instanceof Formula.Apply apply && apply.operator() == Operator.ABS
                ? rest
                : plain(Operator.ABS, rest);
    }

    private static Formula extreme(Operator operator, List<Formula> arguments) {
        Set<Formula> kept = new LinkedHashSet<>();
        Rational number = null;
        for (Formula argument : flat(operator, arguments)) {
            if (argument instanceof Formula.Number(Rational value)) {
                number = number == null ? value : operator == Operator.MIN ? number.min(value) : number.max(value);
            } else {
                kept.add(argument);
            }
        }
        List<Formula> ordered = new ArrayList<>(kept);
        ordered.sort(FormulaOrder.INSTANCE);
        if (number != null) {
            ordered.addFirst(Formulas.number(number));
        }
        return ordered.size() == 1 ? ordered.getFirst() : new Formula.Apply(operator, ordered);
    }

    private static List<Formula> flat(Operator operator, List<Formula> arguments) {
        List<Formula> flat = new ArrayList<>();
        for (Formula argument : arguments) {
            if (argument instanceof Formula.Apply inner && inner.operator() == operator) {
                flat.addAll(inner.arguments());
            } else {
                flat.add(argument);
            }
        }
        return flat;
    }
}
