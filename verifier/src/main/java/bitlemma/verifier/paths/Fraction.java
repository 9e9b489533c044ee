package bitlemma.verifier.paths;

import bitlemma.numbers.Rational;

/**
 * A quotient of two forms.
 *
 * @param denominator positive wherever the path goes
 */
record Fraction(Form numerator, Form denominator) {
    private static final Form ONE = Form.of(Rational.ONE);

    static Fraction of(Form form) {
        return new Fraction(form, ONE);
    }

    static Fraction of(Rational constant) {
        return of(Form.of(constant));
    }

    boolean isForm() {
        return denominator.equals(ONE);
    }

    Fraction plus(Fraction that) {
        return denominator.equals(that.denominator)
                ? new Fraction(numerator.plus(that.numerator), denominator)
                : new Fraction(
                        numerator.times(that.denominator).plus(that.numerator.times(denominator)),
                        denominator.times(that.denominator));
    }

    Fraction negate() {
        return new Fraction(numerator.times(Rational.of(-1)), denominator);
    }

    Fraction minus(Fraction that) {
        return plus(that.negate());
    }

    Fraction times(Fraction that) {
        return new Fraction(numerator.times(that.numerator), denominator.times(that.denominator));
    }
}
