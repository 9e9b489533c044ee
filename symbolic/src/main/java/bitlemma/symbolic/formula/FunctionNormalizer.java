package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Normal forms of functions (identities as in NIST's Digital Library of Functions). */
final class FunctionNormalizer {
    /** Gamma functions and harmonic numbers are shifted by this at most. */
    private static final int LONGEST_SHIFT = 64;

    private final Normalizer normalizer;
    private final Field field;
    private final Atoms atoms;

    FunctionNormalizer(Normalizer normalizer) {
        this.normalizer = normalizer;
        this.field = normalizer.field();
        this.atoms = normalizer.atoms();
    }

    Fraction apply(Operator operator, Fraction argument) {
        return switch (operator) {
            case ERFC -> field.minus(Fraction.ONE, odd(Operator.ERF, argument));
            case ERF -> odd(Operator.ERF, argument);
            case SIN -> sine(argument);
            case COS -> cosine(argument);
            case ATAN -> arctangent(argument);
            case TANH -> tanh(argument);
            case ZETA -> zeta(argument);
            case GAMMA -> gamma(argument);
            case HARMONIC -> harmonic(argument);
            case LAMBERT_W -> argument.isZero() ? Fraction.ZERO : plain(operator, argument);
            case ABS -> abs(argument);
            case EXP, LOG, DILOG, MIN, MAX -> throw new IllegalArgumentException(operator + " has its own rules");
        };
    }

    private Fraction plain(Operator operator, Fraction argument) {
        return normalizer.atom(atoms.function(operator, argument));
    }

    private Fraction odd(Operator operator, Fraction argument) {
        if (argument.isZero()) {
            return Fraction.ZERO;
        }
        return argument.isNegative() ? plain(operator, argument.negate()).negate() : plain(operator, argument);
    }

    private Fraction arctangent(Fraction argument) {
        if (argument.number().isPresent() && argument.number().get().abs().equals(Rational.ONE)) {
            return pi().times(argument.number().get()).times(Rational.of(1, 4));
        }
        return odd(Operator.ATAN, argument);
    }

    private Fraction pi() {
        return normalizer.of(Formulas.PI);
    }

    /** The multiple of pi/2 that the argument is; empty where it is none. */
    private Optional<BigInteger> rightAngles(Fraction argument) {
        return field.quotient(argument, pi())
                .number()
                .map(Rational.of(2)::times)
                .filter(Rational::isInteger)
                .map(Rational::numerator);
    }

    private Fraction sine(Fraction argument) {
        Optional<BigInteger> angles = rightAngles(argument);
        if (angles.isPresent()) {
            int turn = angles.get().mod(BigInteger.valueOf(4)).intValue();
            return Fraction.of(Rational.of(turn == 1 ? 1 : turn == 3 ? -1 : 0));
        }
        if (argument.isNegative()) {
            return sine(argument.negate()).negate();
        }
        int atom = atoms.function(Operator.SIN, argument);
        Fraction cosine = cosine(argument);
        atoms.relateSquare(atom, field.minus(Fraction.ONE, field.times(cosine, cosine)));
        return normalizer.atom(atom);
    }

    private Fraction cosine(Fraction argument) {
        Optional<BigInteger> angles = rightAngles(argument);
        if (angles.isPresent()) {
            int turn = angles.get().mod(BigInteger.valueOf(4)).intValue();
            return Fraction.of(Rational.of(turn == 0 ? 1 : turn == 2 ? -1 : 0));
        }
        return plain(Operator.COS, argument.isNegative() ? argument.negate() : argument);
    }

    /** (e^2x - 1) / (e^2x + 1). */
    private Fraction tanh(Fraction argument) {
        Fraction exp = normalizer.powers().exp(argument.times(Rational.of(2)));
        return field.quotient(field.minus(exp, Fraction.ONE), field.plus(exp, Fraction.ONE));
    }

    /** zeta(2k) = |B(2k)| (2 pi)^(2k) / (2 (2k)!). */
    private Fraction zeta(Fraction argument) {
        Optional<Rational> number = argument.number();
        if (number.isEmpty()
                || !number.get().isInteger()
                || number.get().numerator().testBit(0)
                || number.get().signum() <= 0
                || number.get().compareTo(Rational.of(LONGEST_SHIFT)) > 0) {
            return plain(Operator.ZETA, argument);
        }
        int n = number.get().numerator().intValueExact();
        Rational factor = bernoulli(n).abs().times(Rational.powerOfTwo(n - 1));
        for (int i = 2; i <= n; i++) {
            factor = factor.times(Rational.of(1, i));
        }
        return field.power(pi(), n).times(factor);
    }

    /** By the recurrence of Akiyama and Tanigawa. */
    private static Rational bernoulli(int n) {
        Rational[] row = new Rational[n + 1];
        for (int m = 0; m <= n; m++) {
            row[m] = Rational.of(1, m + 1L);
            for (int j = m; j >= 1; j--) {
                row[j - 1] = Rational.of(j).times(row[j - 1].minus(row[j]));
            }
        }
        return row[0];
    }

    /** The whole part of the constant term of a polynomial; zero where shifting by it is not done. */
    private static int shift(Fraction argument) {
        if (!argument.isPolynomial()) {
            return 0;
        }
        BigInteger whole = argument.numerator().coefficient(Monomial.ONE).floor();
        return whole.abs().compareTo(BigInteger.valueOf(LONGEST_SHIFT)) > 0 ? 0 : whole.intValueExact();
    }

    /** gamma(x + 1) = x gamma(x). */
    private Fraction gamma(Fraction argument) {
        Optional<Fraction> value = valueAtNumber(Operator.GAMMA, argument);
        if (value.isPresent()) {
            return value.get();
        }
        int shift = shift(argument);
        Fraction base = field.minus(argument, Fraction.of(Rational.of(shift)));
        if (base.isZero()) {
            return plain(Operator.GAMMA, argument);
        }
        Fraction product = base.number().filter(Rational.HALF::equals).isPresent()
                ? normalizer.of(Formulas.sqrt(Formulas.PI))
                : plain(Operator.GAMMA, base);
        for (int i = 0; i < shift; i++) {
            product = field.times(product, field.plus(base, Fraction.of(Rational.of(i))));
        }
        for (int i = 0; i < -shift; i++) {
            product = field.quotient(product, field.plus(argument, Fraction.of(Rational.of(i))));
        }
        return product;
    }

    /** H(x + 1) = H(x) + 1 / (x + 1), and H(1/2) = 2 - 2 log(2). */
    private Fraction harmonic(Fraction argument) {
        Optional<Fraction> value = valueAtNumber(Operator.HARMONIC, argument);
        if (value.isPresent()) {
            return value.get();
        }
        int shift = shift(argument);
        Fraction base = field.minus(argument, Fraction.of(Rational.of(shift)));
        if (base.isZero()) {
            return plain(Operator.HARMONIC, argument);
        }
        Fraction sum = base.number().filter(Rational.HALF::equals).isPresent()
                ? field.minus(Fraction.of(Rational.of(2)), normalizer.of(Formulas.log(Formulas.number(4))))
                : plain(Operator.HARMONIC, base);
        for (int i = 1; i <= shift; i++) {
            sum = field.plus(sum, field.inverse(field.plus(base, Fraction.of(Rational.of(i)))));
        }
        for (int i = 1; i <= -shift; i++) {
            sum = field.minus(sum, field.inverse(field.plus(argument, Fraction.of(Rational.of(i)))));
        }
        return sum;
    }

    /** The value at an integer, where it is a number. */
    private Optional<Fraction> valueAtNumber(Operator operator, Fraction argument) {
        return argument.number()
                .map(number -> Formulas.apply(operator, Formulas.number(number)))
                .filter(Formula.Number.class::isInstance)
                .map(normalizer::of);
    }

    /** By its sign where that is known, else factor by factor. */
    Fraction abs(Fraction argument) {
        if (argument.isZero()) {
            return Fraction.ZERO;
        }
        Sign sign = normalizer.sign(argument);
        if (sign.isNotNegative() || sign.isNotPositive()) {
            return sign.isNotNegative() ? argument : argument.negate();
        }
        Factors factors = Factors.of(argument, normalizer);
        Fraction product = Fraction.of(Polynomial.of(factors.atoms(), factors.content()));
        for (Factors.Part part : factors.polynomials()) {
            product = field.times(product, field.power(Fraction.of(part.base()), part.exponent()));
        }
        Polynomial.Primitive rest = factors.rest().numerator().primitive();
        for (int i = 0; i < rest.monomial().size(); i++) {
            product = field.times(
                    product, absAtom(rest.monomial().atom(i), rest.monomial().exponent(i)));
        }
        if (rest.rest().size() > 1) {
            product = field.times(product, absPolynomial(rest.rest()));
        }
        for (Map.Entry<Polynomial, Integer> factor :
                factors.rest().denominators().entrySet()) {
            product = field.times(product, field.power(absPolynomial(factor.getKey()), -factor.getValue()));
        }
        return product;
    }

    private Fraction absAtom(int atom, Rational exponent) {
        if (!exponent.isInteger()) {
            // A root is not negative where it is defined.
            return field.power(atom, exponent);
        }
        if (!exponent.numerator().testBit(0)) {
            return field.power(atom, exponent);
        }
        Fraction absolute = absPolynomial(Polynomial.of(Monomial.of(atom, Rational.ONE), Rational.ONE));
        return field.power(absolute, exponent.numerator().intValueExact());
    }

    /** The absolute value of what may have any sign, an atom. */
    Fraction absPolynomial(Polynomial polynomial) {
        Fraction inner = Fraction.of(polynomial);
        int atom = atoms.function(Operator.ABS, inner);
        atoms.relateSquare(atom, field.times(inner, inner));
        return normalizer.atom(atom);
    }

    /** min(a, b) = (a + b - |a - b|) / 2, and max(a, b) is a + b - min(a, b). */
    Fraction extreme(Operator operator, List<Fraction> arguments) {
        if (operator == Operator.MAX) {
            return extreme(
                            Operator.MIN,
                            arguments.stream().map(Fraction::negate).toList())
                    .negate();
        }
        List<Fraction> kept = new ArrayList<>();
        for (Fraction argument : arguments) {
            boolean beaten = kept.stream()
                    .anyMatch(other ->
                            normalizer.sign(field.minus(argument, other)).isNotNegative());
            if (!beaten) {
                kept.removeIf(
                        other -> normalizer.sign(field.minus(other, argument)).isNotNegative());
                kept.add(argument);
            }
        }
        if (kept.size() == 1) {
            return kept.getFirst();
        }
        if (kept.size() == 2) {
            Fraction difference = abs(field.minus(kept.getFirst(), kept.getLast()));
            return field.minus(field.plus(kept.getFirst(), kept.getLast()), difference)
                    .times(Rational.HALF);
        }
        return normalizer.atom(
                Formulas.apply(Operator.MIN, kept.stream().map(field::formula).toList()));
    }

    /** Rounded to an integer; ceilings and ties upward are floors of other numbers. */
    Fraction rounded(Rounding rule, Fraction operand) {
        if (normalizer.assumptions().isInteger(field.formula(operand))) {
            return operand;
        }
        return switch (rule) {
            case FLOOR -> floor(operand);
            case CEILING -> floor(operand.negate()).negate();
            case UP -> floor(field.plus(operand, Fraction.of(Rational.HALF)));
            case TRUNCATE, AWAY, EVEN, ODD ->
                operand.isNegative() ? other(rule, operand.negate()).negate() : other(rule, operand);
        };
    }

    private Fraction other(Rounding rule, Fraction operand) {
        Optional<Rational> number = operand.number();
        return number.isPresent()
                ? Fraction.of(Rational.of(rule.round(number.get())))
                : normalizer.atom(new Formula.RoundTo(rule, field.formula(operand)));
    }

    private Fraction floor(Fraction operand) {
        Fraction whole = Fraction.ZERO;
        if (operand.isPolynomial()) {
            Polynomial integers = operand.numerator().only(term -> {
                Rational coefficient = operand.numerator().coefficient(term);
                return !term.equals(Monomial.ONE)
                        && coefficient.isInteger()
                        && normalizer.assumptions().isInteger(field.formula(term));
            });
            Rational constant = operand.numerator().coefficient(Monomial.ONE);
            whole = Fraction.of(integers.plus(Polynomial.constant(Rational.of(constant.floor()))));
        }
        Fraction rest = field.minus(operand, whole);
        Range range = new RangeOf(normalizer.assumptions()).of(field.formula(rest));
        if (range.low() != null && range.high() != null) {
            Rational low = Rational.of(range.low().floor());
            int order = range.high().compareTo(low.plus(Rational.ONE));
            if (order < 0 || order == 0 && range.highOpen()) {
                return field.plus(whole, Fraction.of(low));
            }
        }
        return field.plus(whole, normalizer.atom(new Formula.RoundTo(Rounding.FLOOR, field.formula(rest))));
    }
}
