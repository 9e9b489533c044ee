package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds powers. */
final class PowerRules {
    /** Powers of numbers are computed up to this size; larger ones stay powers. */
    private static final long LARGEST_BITS = 1 << 16;

    private PowerRules() {}

    static boolean isSmall(Rational base, BigInteger exponent) {
        long bits = Math.max(base.numerator().bitLength(), base.denominator().bitLength());
        return exponent.bitLength() < 20 && exponent.abs().longValueExact() * bits <= LARGEST_BITS;
    }

    static Formula power(Formula base, Formula exponent) {
        if (Formulas.is(exponent, 0)) {
            return Formulas.ONE;
        }
        if (Formulas.is(exponent, 1) || Formulas.is(base, 1)) {
            return base;
        }
        boolean integer = Formulas.isInteger(exponent);
        return switch (base) {
            case Formula.Number(Rational value) -> ofNumber(value, exponent);
            case Formula.Power(Formula inner, Formula times)
            when integer || isPositive(inner) -> power(inner, Formulas.product(times, exponent));
            case Formula.Product(List<Formula> factors) -> ofProduct(factors, exponent, integer);
            case Formula.Apply(Operator operator, List<Formula> arguments)
            when operator == Operator.EXP -> Formulas.exp(Formulas.product(arguments.getFirst(), exponent));
            case Formula.Apply(Operator operator, List<Formula> arguments)
            when operator == Operator.ABS && isEven(exponent) -> power(arguments.getFirst(), exponent);
            default -> new Formula.Power(base, exponent);
        };
    }

    private static boolean isEven(Formula exponent) {
        return exponent instanceof Formula.Number(Rational value)
                && value.isInteger()
                && !value.numerator().testBit(0);
    }

    private static Formula ofNumber(Rational base, Formula exponent) {
        if (exponent instanceof Formula.Number(Rational value)) {
            if (base.signum() == 0) {
                return value.signum() > 0 ? Formulas.ZERO : new Formula.Power(Formulas.number(base), exponent);
            }
            if (!isSmall(base, value.numerator()) || base.signum() < 0 && !value.isInteger()) {
                return new Formula.Power(Formulas.number(base), exponent);
            }
            if (value.isInteger()) {
                return Formulas.number(base.power(value.numerator().intValueExact()));
            }
            NumberRoots roots = new NumberRoots();
            roots.add(base, value);
            List<Formula> factors = new ArrayList<>();
            factors.add(Formulas.number(roots.takeRational()));
            factors.addAll(roots.factors());
            if (factors.getFirst().equals(Formulas.ONE)) {
                factors.removeFirst();
            }
            return factors.isEmpty()
                    ? Formulas.ONE
                    : factors.size() == 1 ? factors.getFirst() : new Formula.Product(factors);
        }
        if (exponent instanceof Formula.Infinity || base.signum() <= 0) {
            return new Formula.Power(Formulas.number(base), exponent);
        }
        return ofPositive(base, exponent);
    }

    /** 4^m is 2^(2*m) and (1/2)^m is 2^-m; a base that is no power of one integer stays. */
    private static Formula ofPositive(Rational base, Formula exponent) {
        if (base.numerator().equals(BigInteger.ONE)) {
            return ofPositive(Rational.of(base.denominator()), Formulas.negate(exponent));
        }
        if (base.isInteger()) {
            Map<BigInteger, Integer> factors = PrimeFactors.of(base.numerator());
            int times = factors.values().stream()
                    .reduce(
                            0,
                            (a, b) -> BigInteger.valueOf(a)
                                    .gcd(BigInteger.valueOf(b))
                                    .intValue());
            if (times > 1) {
                BigInteger root = BigInteger.ONE;
                for (Map.Entry<BigInteger, Integer> entry : factors.entrySet()) {
                    root = root.multiply(entry.getKey().pow(entry.getValue() / times));
                }
                return new Formula.Power(Formulas.number(root), Formulas.product(Formulas.number(times), exponent));
            }
        }
        return new Formula.Power(Formulas.number(base), exponent);
    }

    private static Formula ofProduct(List<Formula> factors, Formula exponent, boolean integer) {
        if (integer) {
            return Formulas.product(
                    factors.stream().map(factor -> power(factor, exponent)).toList());
        }
        List<Formula> powers = new ArrayList<>();
        List<Formula> rest = new ArrayList<>();
        for (Formula factor : factors) {
            if (factor instanceof Formula.Number(Rational value) && value.signum() < 0) {
                // The sign stays with what may be negative too; the size is taken out.
                if (!Formulas.is(factor, -1)) {
                    powers.add(power(Formulas.number(value.negate()), exponent));
                }
                rest.add(Formulas.MINUS_ONE);
            } else if (isPositive(factor)) {
                powers.add(power(factor, exponent));
            } else {
                rest.add(factor);
            }
        }
        if (!rest.isEmpty()) {
            Formula base = Formulas.product(rest);
            powers.add(powers.isEmpty() ? new Formula.Power(base, exponent) : power(base, exponent));
        }
        return Formulas.product(powers);
    }

    /** Whether the form alone shows that the value is positive wherever it is defined. */
    static boolean isPositive(Formula formula) {
        return switch (formula) {
            case Formula.Number(Rational value) -> value.signum() > 0;
            case Formula.Named n -> true;
            case Formula.Apply apply -> apply.operator() == Operator.EXP;
            case Formula.Power power -> isPositive(power.base());
            case Formula.Product product -> product.factors().stream().allMatch(PowerRules::isPositive);
            case Formula.Sum sum -> sum.terms().stream().allMatch(PowerRules::isPositive);
            default -> false;
        };
    }
}
