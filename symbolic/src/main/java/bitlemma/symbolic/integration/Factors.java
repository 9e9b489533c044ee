package bitlemma.symbolic.integration;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Sign;
import bitlemma.symbolic.formula.ZeroTest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A denominator in factors: {@code scale} times the product of {@code (x - root)^multiplicity} and of quadratics.
 *
 * @param roots the multiplicity of each real root
 * @param quadratics monic, without real roots, each once
 */
record Factors(Formula scale, Map<Formula, Integer> roots, List<Polynomial> quadratics) {
    /** Rational roots are searched only where the outer coefficients are at most this. */
    private static final BigInteger GREATEST_SEARCHED = BigInteger.valueOf(10_000);

    /** Empty where the real roots are not found, or a quadratic without any occurs twice. */
    static Optional<Factors> of(List<Term.Pole> poles, Setting setting) {
        Factors all = new Factors(Formulas.ONE, new LinkedHashMap<>(), new ArrayList<>());
        for (Term.Pole pole : poles) {
            Formula scale = Formulas.power(pole.factor().leading(), pole.multiplicity());
            all = new Factors(Formulas.product(all.scale, scale), all.roots, all.quadratics);
            Polynomial monic = pole.factor().times(Formulas.reciprocal(pole.factor().leading()));
            if (!all.add(monic, pole.multiplicity(), setting)) {
                return Optional.empty();
            }
        }
        return Optional.of(all);
    }

    private boolean add(Polynomial monic, int multiplicity, Setting setting) {
        return switch (monic.degree()) {
            case 0 -> true;
            case 1 -> addRoot(Formulas.negate(monic.coefficient(0)), multiplicity, setting);
            case 2 -> addQuadratic(monic, multiplicity, setting);
            default -> {
                Optional<Rational> root = rationalRoot(monic);
                if (root.isEmpty()) {
                    yield false;
                }
                Formula at = Formulas.number(root.get());
                addRoot(at, multiplicity, setting);
                Polynomial factor = Polynomial.linear(Formulas.ONE, Formulas.negate(at));
                yield add(monic.dividedBy(factor).quotient(), multiplicity, setting);
            }
        };
    }

    private boolean addRoot(Formula root, int multiplicity, Setting setting) {
        Formula known = roots.keySet().stream()
                .filter(other -> ZeroTest.areEqual(other, root, setting.assumptions()))
                .findFirst()
                .orElse(root);
        roots.merge(known, multiplicity, Integer::sum);
        return true;
    }

    private boolean addQuadratic(Polynomial monic, int multiplicity, Setting setting) {
        Formula p = monic.coefficient(1);
        Formula discriminant = Formulas.minus(
                Formulas.square(p), Formulas.product(Formulas.number(4), monic.coefficient(0)));
        Sign sign = setting.assumptions().sign(discriminant);
        if (sign == Sign.NEGATIVE) {
            if (multiplicity > 1 || quadratics.contains(monic)) {
                return false;
            }
            quadratics.add(monic);
            return true;
        }
        if (sign != Sign.POSITIVE && sign != Sign.ZERO) {
            return false;
        }
        Formula middle = Formulas.product(Formulas.number(-1, 2), p);
        Formula distance = Formulas.product(Formulas.HALF, setting.sqrt(discriminant));
        addRoot(Formulas.minus(middle, distance), multiplicity, setting);
        return addRoot(Formulas.sum(middle, distance), multiplicity, setting);
    }

    /** By the rational root theorem. */
    private static Optional<Rational> rationalRoot(Polynomial monic) {
        Optional<List<Rational>> rationals = monic.rationals();
        if (rationals.isEmpty()) {
            return Optional.empty();
        }
        if (rationals.get().getFirst().signum() == 0) {
            return Optional.of(Rational.ZERO);
        }
        BigInteger common = rationals.get().stream()
                .map(Rational::denominator)
                .reduce(BigInteger.ONE, (a, b) -> a.multiply(b).divide(a.gcd(b)));
        BigInteger first =
                rationals.get().getFirst().times(Rational.of(common)).numerator().abs();
        if (first.compareTo(GREATEST_SEARCHED) > 0 || common.compareTo(GREATEST_SEARCHED) > 0) {
            return Optional.empty();
        }
        for (int q = 1; q <= common.intValueExact(); q++) {
            for (int p = 1; p <= first.intValueExact(); p++) {
                if (common.intValueExact() % q != 0 || first.intValueExact() % p != 0) {
                    continue;
                }
                for (Rational candidate : List.of(Rational.of(p, q), Rational.of(-p, q))) {
                    if (monic.at(Formulas.number(candidate)).equals(Formulas.ZERO)) {
                        return Optional.of(candidate);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** All of them multiplied, but for the scale. */
    Polynomial product() {
        Polynomial all = Polynomial.ONE;
        for (Polynomial quadratic : quadratics) {
            all = all.times(quadratic);
        }
        for (Map.Entry<Formula, Integer> root : roots.entrySet()) {
            all = all.times(linear(root.getKey()).power(root.getValue()));
        }
        return all;
    }

    /** All but one root. */
    Factors withoutRoot(Formula root) {
        Map<Formula, Integer> rest = new LinkedHashMap<>(roots);
        rest.remove(root);
        return new Factors(scale, rest, quadratics);
    }

    static Polynomial linear(Formula root) {
        return Polynomial.linear(Formulas.ONE, Formulas.negate(root));
    }
}
