package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/** Normal forms of powers and exponentials. Exponents of what is nowhere negative are split into their terms. */
final class PowerNormalizer {
    private static final int LARGEST_EXPONENT = 200;

    private final Normalizer normalizer;
    private final Field field;
    private final Atoms atoms;

    PowerNormalizer(Normalizer normalizer) {
        this.normalizer = normalizer;
        this.field = normalizer.field();
        this.atoms = normalizer.atoms();
    }

    Fraction power(Formula base, Formula exponent) {
        // sqrt((x - y)^2), which multiplying out would hide.
        if (base instanceof Formula.Power(Formula inner, Formula.Number(Rational times))
                && times.isInteger()
                && !times.numerator().testBit(0)
                && !Formulas.isInteger(exponent)) {
            return power(Formulas.abs(inner), Formulas.product(Formulas.number(times), exponent));
        }
        return power(normalizer.of(base), normalizer.of(exponent));
    }

    Fraction power(Fraction base, Fraction exponent) {
        Optional<Rational> number = exponent.number();
        if (number.isPresent() && number.get().isInteger()) {
            return wholePower(base, number.get().numerator());
        }
        if (base.isZero()) {
            return opaque(base, exponent);
        }
        Factors factors = Factors.of(base, normalizer);
        Fraction result = numberPower(factors.content(), exponent);
        for (int i = 0; i < factors.atoms().size(); i++) {
            Fraction times = exponent.times(factors.atoms().exponent(i));
            result = field.times(result, atomPower(factors.atoms().atom(i), times));
        }
        for (Factors.Part part : factors.polynomials()) {
            Fraction times = exponent.times(Rational.of(part.exponent()));
            result = field.times(result, atomPower(atoms.root(part.base()), times));
        }
        return field.times(result, restPower(factors.rest(), exponent));
    }

    private Fraction wholePower(Fraction base, BigInteger exponent) {
        Polynomial numerator = base.numerator();
        if (base.isPolynomial() && numerator.size() == 1 && exponent.bitLength() < 20) {
            Monomial monomial = numerator.leading();
            Rational coefficient = numerator.coefficient(monomial);
            if (PowerRules.isSmall(coefficient, exponent)) {
                Fraction power = Fraction.of(coefficient.power(exponent.intValueExact()));
                for (int i = 0; i < monomial.size(); i++) {
                    power = field.times(
                            power,
                            field.power(monomial.atom(i), monomial.exponent(i).times(Rational.of(exponent))));
                }
                return power;
            }
        }
        if (exponent.bitLength() > 10 || exponent.abs().intValueExact() > LARGEST_EXPONENT) {
            throw new Undecided("a power of " + exponent);
        }
        return field.power(base, exponent.intValueExact());
    }

    private Fraction numberPower(Rational positive, Fraction exponent) {
        return field.times(
                integerPower(positive.numerator(), exponent), integerPower(positive.denominator(), exponent.negate()));
    }

    private Fraction integerPower(BigInteger positive, Fraction exponent) {
        Fraction result = Fraction.ONE;
        for (Map.Entry<BigInteger, Integer> factor : PrimeFactors.of(positive).entrySet()) {
            Fraction times = exponent.times(Rational.of(factor.getValue()));
            result = field.times(result, atomPower(atoms.prime(factor.getKey()), times));
        }
        return result;
    }

    /** Of what may have any sign: a power of one atom with an odd exponent is a power of that atom. */
    private Fraction restPower(Fraction rest, Fraction exponent) {
        if (rest.equals(Fraction.ONE)) {
            return Fraction.ONE;
        }
        if (!rest.isPolynomial()) {
            return opaque(rest, exponent);
        }
        Polynomial base = rest.numerator();
        Monomial monomial = base.leading();
        if (base.size() == 1
                && monomial.size() == 1
                && base.coefficient(monomial).equals(Rational.ONE)) {
            Rational times = monomial.exponent(0);
            if (!times.isInteger() || times.numerator().testBit(0)) {
                return atomPower(monomial.atom(0), exponent.times(times));
            }
            Fraction absolute = normalizer.functions().abs(normalizer.atom(monomial.atom(0)));
            return power(absolute, exponent.times(times));
        }
        if (base.number().isPresent()) {
            return opaque(rest, exponent);
        }
        return atomPower(atoms.root(base), exponent);
    }

    /** An atom whose exponents are added, and that is all that is known of it. */
    private Fraction opaque(Fraction base, Fraction exponent) {
        return normalizer.atom(new Formula.Power(field.formula(base), field.formula(exponent)));
    }

    /** atom^exponent, the exponent split into its terms. */
    Fraction atomPower(int atom, Fraction exponent) {
        Optional<Rational> number = exponent.number();
        if (number.isPresent()) {
            return field.power(atom, number.get());
        }
        Optional<Atoms.Exponential> inner = atoms.asExponential(atom);
        if (inner.isPresent() && normalizer.isNotNegative(inner.get().base())) {
            return atomPower(inner.get().base(), field.times(inner.get().exponent(), exponent));
        }
        if (!normalizer.isNotNegative(atom)) {
            return powerOfAnySign(atom, exponent);
        }
        if (!exponent.isPolynomial()) {
            return splitPower(atom, exponent);
        }
        Fraction result = Fraction.ONE;
        for (Monomial term : exponent.numerator().descending()) {
            result = field.times(result, termPower(atom, term, exponent));
        }
        return result;
    }

    /**
     * Of what may be negative only integers are split off the exponent: x^(m/2) is no root of x^m, as x = -1 and m = 2
     * show, and a root of an atom is to mean that the atom is not negative.
     */
    private Fraction powerOfAnySign(int atom, Fraction exponent) {
        Fraction result = Fraction.ONE;
        Fraction rest = exponent;
        if (exponent.isPolynomial()) {
            for (Monomial term : exponent.numerator().descending()) {
                Rational coefficient = exponent.numerator().coefficient(term);
                Rational whole = Rational.of(coefficient.floor());
                if (normalizer.assumptions().isInteger(field.formula(term)) && whole.signum() != 0) {
                    Fraction single = Fraction.of(Polynomial.of(term, Rational.ONE));
                    int power = term.equals(Monomial.ONE) ? atom : atoms.exponential(atom, single);
                    result = field.times(result, field.power(power, whole));
                    rest = field.minus(rest, single.times(whole));
                }
            }
        }
        if (rest.number().isPresent()) {
            return field.times(result, field.power(atom, rest.number().get()));
        }
        return field.times(result, normalizer.atom(atoms.exponential(atom, rest)));
    }

    /** Whole and broken part of the exponent apart: x / (x + 1) is 1 - 1 / (x + 1). */
    private Fraction splitPower(int atom, Fraction exponent) {
        Fraction denominator = Fraction.ONE;
        for (Map.Entry<Polynomial, Integer> factor : exponent.denominators().entrySet()) {
            denominator = field.times(denominator, field.power(Fraction.of(factor.getKey()), factor.getValue()));
        }
        Optional<Polynomial.Division> division = denominator.isPolynomial()
                        && exponent.numerator().terms().keySet().stream().noneMatch(Monomial::hasNegativeExponent)
                ? exponent.numerator().divide(denominator.numerator())
                : Optional.empty();
        Polynomial broken = division.map(Polynomial.Division::remainder).orElse(exponent.numerator());
        Fraction result = division.map(parts -> atomPower(atom, Fraction.of(parts.quotient())))
                .orElse(Fraction.ONE);
        for (Monomial term : broken.descending()) {
            Fraction single = new Fraction(Polynomial.of(term, Rational.ONE), exponent.denominators());
            int power = atoms.exponential(atom, single);
            result = field.times(result, field.power(power, broken.coefficient(term)));
        }
        return result;
    }

    private Fraction termPower(int atom, Monomial term, Fraction exponent) {
        Rational coefficient = exponent.numerator().coefficient(term);
        if (term.equals(Monomial.ONE)) {
            return field.power(atom, coefficient);
        }
        if (atom == atoms.e()) {
            Optional<Fraction> known = exponentialOfKnown(term, coefficient);
            if (known.isPresent()) {
                return known.get();
            }
        }
        Fraction single = Fraction.of(Polynomial.of(term, Rational.ONE));
        return field.power(atoms.exponential(atom, single), coefficient);
    }

    /** exp(c * log(x)) is x^c; exp(W(x)) is x / W(x). */
    private Optional<Fraction> exponentialOfKnown(Monomial term, Rational coefficient) {
        for (int i = 0; i < term.size(); i++) {
            Optional<Formula> argument = atoms.asLogarithm(term.atom(i));
            if (argument.isPresent() && term.exponent(i).equals(Rational.ONE)) {
                Fraction exponent = Fraction.of(Polynomial.of(term.without(term.atom(i)), coefficient));
                return Optional.of(power(normalizer.of(argument.get()), exponent));
            }
        }
        if (term.size() == 1 && term.exponent(0).equals(Rational.ONE)) {
            return atoms.argument(Operator.LAMBERT_W, term.atom(0)).map(argument -> {
                Fraction lambert = normalizer.atom(term.atom(0));
                int power = atoms.expOfLambert(lambert, field.quotient(argument, lambert));
                return field.power(power, coefficient);
            });
        }
        return Optional.empty();
    }

    Fraction exp(Fraction exponent) {
        return atomPower(atoms.e(), exponent);
    }
}
