package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A product as people write it: a sign, and factors above and below a bar. What has a negative number as its exponent
 * goes below; 2^-m stays above, and 2^(-m - 3) is 2^-m over 8.
 *
 * @param above without numbers, and empty where there is none
 * @param numerator the positive number above, one where there is none
 * @param below factors with positive exponents
 */
record FractionParts(
        boolean negative, BigInteger numerator, List<Formula> above, BigInteger denominator, List<Formula> below) {
    static FractionParts of(Formula formula) {
        List<Formula> above = new ArrayList<>();
        List<Formula> below = new ArrayList<>();
        Rational number = Rational.ONE;
        for (Formula factor : formula instanceof Formula.Product product ? product.factors() : List.of(formula)) {
            switch (factor) {
                case Formula.Number(Rational value) -> number = number.times(value);
                case Formula.Power(Formula base, Formula.Number(Rational exponent))
                when exponent.signum() < 0 ->
                    below.add(
                            exponent.equals(Rational.of(-1))
                                    ? base
                                    : new Formula.Power(base, Formulas.number(exponent.negate())));
                case Formula.Power power -> {
                    Coefficient split = Coefficient.of(power);
                    boolean apart = split.number().compareTo(Rational.ONE) < 0
                            && split.rest() instanceof Formula.Power rest
                            && Coefficient.isNegative(leading(rest.exponent()));
                    number = apart ? number.times(split.number()) : number;
                    above.add(apart ? split.rest() : power);
                }
                default -> above.add(factor);
            }
        }
        BigInteger denominator = movedRoot(above, below, number.denominator());
        joinRoots(above);
        joinRoots(below);
        return new FractionParts(
                number.signum() < 0, number.numerator().abs(), List.copyOf(above), denominator, List.copyOf(below));
    }

    /** sqrt(2)/2 is 1/sqrt(2); the denominator that is left. */
    private static BigInteger movedRoot(List<Formula> above, List<Formula> below, BigInteger denominator) {
        for (Formula factor : above) {
            if (factor instanceof Formula.Power(Formula.Number base, Formula exponent)
                    && exponent.equals(Formulas.HALF)
                    && base.value().isInteger()) {
                BigInteger[] parts = denominator.divideAndRemainder(base.value().numerator());
                boolean shorter =
                        parts[0].equals(BigInteger.ONE) || below.stream().anyMatch(other -> isRoot(other));
                if (parts[1].signum() == 0 && shorter) {
                    above.remove(factor);
                    below.addFirst(factor);
                    return parts[0];
                }
            }
        }
        return denominator;
    }

    /** sqrt(2)*sqrt(pi) is sqrt(2*pi), of numbers and constants. */
    private static void joinRoots(List<Formula> factors) {
        List<Formula> roots = factors.stream().filter(FractionParts::isRoot).toList();
        if (roots.size() > 1) {
            int place = factors.indexOf(roots.getFirst());
            List<Formula> bases =
                    roots.stream().map(root -> ((Formula.Power) root).base()).toList();
            factors.removeAll(roots);
            factors.add(place, new Formula.Power(Formulas.product(bases), Formulas.HALF));
        }
    }

    private static boolean isRoot(Formula formula) {
        return formula instanceof Formula.Power(Formula base, Formula exponent)
                && exponent.equals(Formulas.HALF)
                && (base instanceof Formula.Number || base instanceof Formula.Named);
    }

    boolean hasDenominator() {
        return !below.isEmpty() || !denominator.equals(BigInteger.ONE);
    }

    /** Whether the formula is written with a minus sign in front. */
    static boolean isNegative(Formula formula) {
        return switch (formula) {
            case Formula.Number(Rational value) -> value.signum() < 0;
            case Formula.Product product ->
                product.factors().getFirst() instanceof Formula.Number(Rational value) && value.signum() < 0;
            case Formula.Infinity infinity -> !infinity.positive();
            default -> false;
        };
    }

    /** The terms of a sum in the order in which they are written: a positive one first where there is one; x + 1. */
    static List<Formula> written(List<Formula> terms) {
        if (terms.size() == 2 && terms.getFirst() instanceof Formula.Number && !isNegative(terms.getLast())) {
            return terms.reversed();
        }
        int first = 0;
        while (first < terms.size() && isNegative(terms.get(first))) {
            first++;
        }
        if (first == 0 || first == terms.size()) {
            return terms;
        }
        List<Formula> ordered = new ArrayList<>(terms);
        ordered.addFirst(ordered.remove(first));
        return ordered;
    }

    /** What follows the minus sign of a formula that is written with one. */
    static Formula withoutSign(Formula formula) {
        return switch (formula) {
            case Formula.Number(Rational value) -> Formulas.number(value.negate());
            case Formula.Product(List<Formula> factors) -> {
                Rational value = ((Formula.Number) factors.getFirst()).value().negate();
                List<Formula> rest = factors.subList(1, factors.size());
                if (!value.equals(Rational.ONE)) {
                    List<Formula> positive = new ArrayList<>(rest);
                    positive.addFirst(Formulas.number(value));
                    yield new Formula.Product(positive);
                }
                yield rest.size() == 1 ? rest.getFirst() : new Formula.Product(rest);
            }
            default -> formula;
        };
    }

    private static Formula leading(Formula exponent) {
        return exponent instanceof Formula.Sum(List<Formula> terms) ? terms.getFirst() : exponent;
    }
}
