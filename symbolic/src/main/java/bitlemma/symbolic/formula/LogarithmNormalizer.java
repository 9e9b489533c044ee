package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/** Normal forms of logarithms: of primes, of atoms and of polynomials, as far as factors are known to be positive. */
final class LogarithmNormalizer {
    private final Normalizer normalizer;
    private final Field field;
    private final Atoms atoms;

    LogarithmNormalizer(Normalizer normalizer) {
        this.normalizer = normalizer;
        this.field = normalizer.field();
        this.atoms = normalizer.atoms();
    }

    Fraction log(Fraction argument) {
        if (argument.isZero()) {
            throw new Undecided("log(0)");
        }
        Factors factors = Factors.of(argument, normalizer);
        Fraction sum = field.minus(
                ofInteger(factors.content().numerator()),
                ofInteger(factors.content().denominator()));
        for (int i = 0; i < factors.atoms().size(); i++) {
            sum = field.plus(
                    sum, ofAtom(factors.atoms().atom(i)).times(factors.atoms().exponent(i)));
        }
        for (Factors.Part part : factors.polynomials()) {
            sum = field.plus(sum, ofFormula(field.formula(part.base())).times(Rational.of(part.exponent())));
        }
        return field.plus(sum, ofRest(factors.rest()));
    }

    private Fraction ofInteger(BigInteger positive) {
        Fraction sum = Fraction.ZERO;
        for (Map.Entry<BigInteger, Integer> factor : PrimeFactors.of(positive).entrySet()) {
            sum = field.plus(sum, ofAtom(atoms.prime(factor.getKey())).times(Rational.of(factor.getValue())));
        }
        return sum;
    }

    private Fraction ofAtom(int atom) {
        if (atom == atoms.e()) {
            return Fraction.ONE;
        }
        Optional<Atoms.Exponential> power = atoms.asExponential(atom);
        if (power.isPresent() && normalizer.isNotNegative(power.get().base())) {
            return field.times(power.get().exponent(), ofAtom(power.get().base()));
        }
        return ofFormula(field.formula(atom));
    }

    private Fraction ofFormula(Formula positive) {
        return normalizer.atom(atoms.logarithm(positive));
    }

    private Fraction ofRest(Fraction rest) {
        if (rest.equals(Fraction.ONE)) {
            return Fraction.ZERO;
        }
        if (rest.isPolynomial() && rest.numerator().size() == 1) {
            Monomial monomial = rest.numerator().leading();
            boolean positive = rest.numerator().coefficient(monomial).signum() > 0;
            if (positive && monomial.size() == 1) {
                return ofPower(monomial.atom(0), monomial.exponent(0));
            }
        }
        return ofFormula(field.formula(rest));
    }

    /** log(x^k): where that is defined, x is positive if k is odd; else it is k log|x|. */
    private Fraction ofPower(int atom, Rational exponent) {
        if (!exponent.isInteger() || exponent.numerator().testBit(0)) {
            return ofAtom(atom).times(exponent);
        }
        Fraction absolute = normalizer.functions().abs(normalizer.atom(atom));
        return absolute.equals(normalizer.atom(atom))
                ? ofAtom(atom).times(exponent)
                : ofFormula(field.formula(absolute)).times(exponent);
    }
}
