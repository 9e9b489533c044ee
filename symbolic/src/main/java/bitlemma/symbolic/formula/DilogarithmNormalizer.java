package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.util.Map;
import java.util.Optional;

/**
 * Normal forms of the dilogarithm. Euler's reflection, Landen's transformation, the values at 1/2 and 1, and the
 * relations between 1/3, 1/4 and 1/9 (Lewin, Polylogarithms and Associated Functions, 1981) take its argument to the
 * open interval from 0 to 1/2 where that is a number; formulas use the transformations that their signs show to be
 * real.
 */
final class DilogarithmNormalizer {
    private static final Rational THIRD = Rational.of(1, 3);
    private static final Rational QUARTER = Rational.of(1, 4);
    private static final Formula AT_NINTH = Formulas.apply(Operator.DILOG, Formulas.number(1, 9));
    private static final Formula PI_SQUARED = Formulas.square(Formulas.PI);
    private static final Formula LOG_2 = Formulas.log(Formulas.TWO);
    private static final Formula LOG_3 = Formulas.log(Formulas.number(3));

    private static final Map<Rational, Formula> VALUES = Map.of(
            Rational.ZERO,
            Formulas.ZERO,
            Rational.ONE,
            Formulas.product(Formulas.number(1, 6), PI_SQUARED),
            Rational.HALF,
            Formulas.sum(
                    Formulas.product(Formulas.number(1, 12), PI_SQUARED),
                    Formulas.product(Formulas.number(-1, 2), Formulas.square(LOG_2))),
            THIRD,
            Formulas.sum(
                    Formulas.product(Formulas.number(1, 6), AT_NINTH),
                    Formulas.product(Formulas.number(1, 18), PI_SQUARED),
                    Formulas.product(Formulas.number(-1, 6), Formulas.square(LOG_3))),
            QUARTER,
            Formulas.sum(
                    Formulas.product(Formulas.number(-1, 3), AT_NINTH),
                    Formulas.product(Formulas.number(1, 18), PI_SQUARED),
                    Formulas.product(Formulas.TWO, LOG_2, LOG_3),
                    Formulas.product(Formulas.number(-2), Formulas.square(LOG_2)),
                    Formulas.product(Formulas.number(-2, 3), Formulas.square(LOG_3))));

    private final Normalizer normalizer;
    private final Field field;

    DilogarithmNormalizer(Normalizer normalizer) {
        this.normalizer = normalizer;
        this.field = normalizer.field();
    }

    Fraction dilog(Fraction argument) {
        Optional<Formula> value = argument.number().map(VALUES::get);
        if (value.isPresent()) {
            return normalizer.of(value.get());
        }
        Fraction complement = field.minus(Fraction.ONE, argument);
        if (normalizer.sign(argument) == Sign.NEGATIVE) {
            return landen(argument, complement);
        }
        boolean between = normalizer.sign(argument) == Sign.POSITIVE && normalizer.sign(complement) == Sign.POSITIVE;
        if (between && prefers(complement, argument)) {
            return reflected(argument, complement);
        }
        return atom(argument);
    }

    /** Li2(x) = -Li2(x / (x - 1)) - log(1 - x)^2 / 2, for x below 1. */
    private Fraction landen(Fraction argument, Fraction complement) {
        Fraction log = normalizer.logarithms().log(complement);
        Fraction other = dilog(field.quotient(argument.negate(), complement));
        return field.plus(other, field.times(log, log).times(Rational.HALF)).negate();
    }

    /** Li2(x) = pi^2/6 - log(x) log(1 - x) - Li2(1 - x), for x between 0 and 1. */
    private Fraction reflected(Fraction argument, Fraction complement) {
        Fraction logs = field.times(
                normalizer.logarithms().log(argument), normalizer.logarithms().log(complement));
        Fraction rest = complement.number().isPresent() ? dilog(complement) : atom(complement);
        return field.minus(field.minus(normalizer.of(VALUES.get(Rational.ONE)), logs), rest);
    }

    private Fraction atom(Fraction argument) {
        return normalizer.atom(normalizer.atoms().function(Operator.DILOG, argument));
    }

    /**
     * Which of x and 1 - x is kept: the smaller number, else the one with fewer terms, else that of positive leading
     * term.
     */
    private static boolean prefers(Fraction candidate, Fraction other) {
        if (candidate.number().isPresent() && other.number().isPresent()) {
            return candidate.number().get().compareTo(other.number().get()) < 0;
        }
        int sizes =
                Integer.compare(candidate.numerator().size(), other.numerator().size());
        return sizes < 0 || sizes == 0 && other.isNegative() && !candidate.isNegative();
    }
}
