package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The atoms that have more to them than a formula: what they are powers of, and what their own powers become. */
final class Atoms {
    /**
     * base^exponent as an atom.
     *
     * @param base the number of the atom that is the base
     * @param exponent one monomial, over denominators perhaps, with coefficient one
     */
    record Exponential(int base, Fraction exponent) {}

    /** The argument of a function's atom. */
    private record Known(Fraction argument, int atom) {}

    private final Field field;
    private final Map<Integer, Exponential> exponentials = new HashMap<>();
    private final Map<Integer, Formula> logarithms = new HashMap<>();
    private final Map<Integer, Polynomial> roots = new HashMap<>();
    private final Map<Operator, List<Known>> functions = new HashMap<>();
    private final int e;

    Atoms(Field field) {
        this.field = field;
        this.e = field.atom(Formulas.exp(Formulas.ONE));
    }

    /** The base of the natural exponential function. */
    int e() {
        return e;
    }

    /** A prime, or an integer that counts as one: its whole powers are numbers, exponents lie in [0, 1). */
    int prime(BigInteger prime) {
        Formula formula = Formulas.number(prime);
        if (field.has(formula)) {
            return field.atom(formula);
        }
        int atom = field.atom(formula);
        field.relate(atom, new Field.Relation(Atoms::isBeyondUnit, exponent -> {
            BigInteger whole = exponent.floor();
            if (whole.bitLength() > 12) {
                throw new Undecided("a number of " + whole + " digits");
            }
            Rational number = Rational.of(prime).power(whole.intValueExact());
            return Fraction.of(Polynomial.of(Monomial.of(atom, exponent.minus(Rational.of(whole))), number));
        }));
        return atom;
    }

    /** A polynomial that stands as the base of a root: its whole powers are polynomials, exponents lie in [0, 1). */
    int root(Polynomial base) {
        Formula formula = field.formula(base);
        if (field.has(formula)) {
            return field.atom(formula);
        }
        int atom = field.atom(formula);
        roots.put(atom, base);
        field.relate(atom, new Field.Relation(Atoms::isBeyondUnit, exponent -> {
            BigInteger whole = exponent.floor();
            return field.times(
                    field.power(Fraction.of(base), small(whole)),
                    Fraction.of(Polynomial.of(Monomial.of(atom, exponent.minus(Rational.of(whole))), Rational.ONE)));
        }));
        return atom;
    }

    private static boolean isBeyondUnit(Rational exponent) {
        return exponent.signum() < 0 || exponent.compareTo(Rational.ONE) >= 0;
    }

    private static int small(BigInteger whole) {
        if (whole.bitLength() > 8) {
            throw new Undecided("a power of " + whole);
        }
        return whole.intValueExact();
    }

    /**
     * Says what the square of an atom is, of a sine or an absolute value: exponents are then 0 and 1. What is not a
     * whole power stays.
     */
    void relateSquare(int atom, Fraction square) {
        field.relate(
                atom,
                new Field.Relation(
                        exponent ->
                                exponent.isInteger() && (exponent.signum() < 0 || exponent.compareTo(Rational.ONE) > 0),
                        exponent -> {
                            BigInteger squares = exponent.numerator().shiftRight(1);
                            boolean odd = exponent.numerator().testBit(0);
                            Monomial rest = odd ? Monomial.of(atom, Rational.ONE) : Monomial.ONE;
                            return field.times(
                                    field.power(square, small(squares)),
                                    Fraction.of(Polynomial.of(rest, Rational.ONE)));
                        }));
    }

    /** One where a condition holds, else zero: every positive power is the atom itself. */
    int indicator(Formula formula) {
        if (field.has(formula)) {
            return field.atom(formula);
        }
        int atom = field.atom(formula);
        field.relate(
                atom,
                new Field.Relation(
                        exponent -> exponent.compareTo(Rational.ONE) > 0,
                        exponent -> Fraction.of(Polynomial.of(Monomial.of(atom, Rational.ONE), Rational.ONE))));
        return atom;
    }

    /** exp(W(x)) = x / W(x), in whole powers. */
    int expOfLambert(Fraction exponent, Fraction quotient) {
        int atom = exponential(e, exponent);
        field.relate(atom, new Field.Relation(Atoms::isBeyondUnit, power -> {
            BigInteger whole = power.floor();
            return field.times(
                    field.power(quotient, small(whole)),
                    Fraction.of(Polynomial.of(Monomial.of(atom, power.minus(Rational.of(whole))), Rational.ONE)));
        }));
        return atom;
    }

    int exponential(int base, Fraction exponent) {
        Formula power = base == e
                ? Formulas.exp(field.formula(exponent))
                : new Formula.Power(field.formula(base), field.formula(exponent));
        int atom = field.atom(power);
        exponentials.put(atom, new Exponential(base, exponent));
        return atom;
    }

    Optional<Exponential> asExponential(int atom) {
        return Optional.ofNullable(exponentials.get(atom));
    }

    /** The logarithm of what is positive where it is defined. */
    int logarithm(Formula argument) {
        int atom = field.atom(new Formula.Apply(Operator.LOG, List.of(argument)));
        logarithms.put(atom, argument);
        return atom;
    }

    Optional<Formula> asLogarithm(int atom) {
        return Optional.ofNullable(logarithms.get(atom));
    }

    /** A function of one argument; of arguments that are equal as rational functions, one atom. */
    int function(Operator operator, Fraction argument) {
        List<Known> known = functions.computeIfAbsent(operator, o -> new ArrayList<>());
        for (Known other : known) {
            if (other.argument.equals(argument)
                    || field.minus(other.argument, argument).isZero()) {
                return other.atom;
            }
        }
        int atom = field.atom(new Formula.Apply(operator, List.of(field.formula(argument))));
        known.add(new Known(argument, atom));
        return atom;
    }

    /** The argument of a function's atom; empty where the atom is no such function. */
    Optional<Fraction> argument(Operator operator, int atom) {
        return functions.getOrDefault(operator, List.of()).stream()
                .filter(known -> known.atom == atom)
                .map(Known::argument)
                .findFirst();
    }

    boolean isPrimeOrE(int atom) {
        return atom == e || field.formula(atom) instanceof Formula.Number;
    }
}
