package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.util.List;
import java.util.Map;

/** Normal forms of sums and integrals: bound variables renamed alike, sums taken apart term by term. */
final class BindingNormalizer {
    private final Normalizer normalizer;
    private final Field field;

    BindingNormalizer(Normalizer normalizer) {
        this.normalizer = normalizer;
        this.field = normalizer.field();
    }

    /** A name that no source can hold. */
    private String fresh() {
        return "#" + normalizer.depth();
    }

    Fraction total(Formula.Total total) {
        String index = fresh();
        Formula symbol = Formulas.symbol(index);
        Formula term = Substitute.apply(total.term(), total.index(), symbol);
        Formula low = bound(total.low());
        Formula high = bound(total.high());
        Assumptions outer = normalizer.assumptions();
        RangeOf ranges = new RangeOf(outer);
        boolean whole = outer.isInteger(total.low());
        Assumptions inner = whole
                ? outer.withInteger(index, ranges.of(low).low(), ranges.of(high).high())
                : outer.withReal(index, ranges.of(low).low(), ranges.of(high).high());
        Fraction body = normalizer.inside(inner).of(term);
        if (high instanceof Formula.Infinity || low instanceof Formula.Infinity || !isFree(body, index)) {
            return atom(index, low, high, field.formula(body));
        }
        Fraction sum = Fraction.ZERO;
        for (Monomial monomial : body.numerator().descending()) {
            Monomial outside = Monomial.ONE;
            for (int i = 0; i < monomial.size(); i++) {
                if (!holds(field.formula(monomial.atom(i)), index)) {
                    outside = outside.times(Monomial.of(monomial.atom(i), monomial.exponent(i)));
                }
            }
            Formula varying = field.formula(monomial.times(outside.inverse()));
            Fraction factor =
                    new Fraction(Polynomial.of(outside, body.numerator().coefficient(monomial)), body.denominators());
            sum = field.plus(sum, field.times(factor, single(index, low, high, varying)));
        }
        return sum;
    }

    /** Whether the denominators do not hold the index. */
    private boolean isFree(Fraction body, String index) {
        for (Map.Entry<Polynomial, Integer> factor : body.denominators().entrySet()) {
            if (holds(field.formula(factor.getKey()), index)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(Formula formula, String index) {
        return Symbols.free(formula).contains(index);
    }

    /**
     * The sum of a term without outer factors; in closed form for 1, k, k^2 and k^3 where it is known not to be empty.
     */
    private Fraction single(String index, Formula low, Formula high, Formula term) {
        Assumptions assumptions = normalizer.assumptions();
        Formula count = Formulas.sum(high, Formulas.negate(low), Formulas.ONE);
        boolean proper = assumptions.isInteger(low)
                && assumptions.isInteger(high)
                && normalizer.sign(normalizer.of(count)).isNotNegative();
        Formula symbol = Formulas.symbol(index);
        if (proper) {
            for (int power = 0; power <= 3; power++) {
                if (term.equals(Formulas.power(symbol, power))) {
                    Formula before = Formulas.minus(low, Formulas.ONE);
                    return field.minus(normalizer.of(faulhaber(power, high)), normalizer.of(faulhaber(power, before)));
                }
            }
        }
        return atom(index, low, high, term);
    }

    /** 1^p + ... + n^p (Faulhaber), a polynomial in n whose differences are n^p. */
    private static Formula faulhaber(int power, Formula n) {
        Formula next = Formulas.sum(n, Formulas.ONE);
        return switch (power) {
            case 0 -> n;
            case 1 -> Formulas.product(Formulas.HALF, n, next);
            case 2 -> Formulas.product(Formulas.number(1, 6), n, next, Formulas.sum(n, next));
            default -> Formulas.product(Formulas.number(1, 4), Formulas.square(n), Formulas.square(next));
        };
    }

    private Fraction atom(String index, Formula low, Formula high, Formula term) {
        return normalizer.atom(new Formula.Total(index, low, high, term));
    }

    Fraction integral(Formula.Integral integral) {
        String variable = fresh();
        Formula body = Substitute.apply(integral.body(), integral.variable(), Formulas.symbol(variable));
        Formula low = bound(integral.low());
        Formula high = bound(integral.high());
        Assumptions outer = normalizer.assumptions();
        Assumptions inner = outer;
        if (isOrdered(low, high)) {
            RangeOf ranges = new RangeOf(outer);
            inner = outer.withReal(
                    variable, ranges.of(low).low(), ranges.of(high).high());
        }
        Fraction normal = normalizer.inside(inner).of(body);
        // A number in front is taken out; terms are not, since each alone need not converge.
        Rational content =
                normal.isZero() ? Rational.ONE : normal.numerator().primitive().content();
        Formula primitive = field.formula(normal.times(Rational.ONE.dividedBy(content)));
        return normal.isZero()
                ? Fraction.ZERO
                : normalizer
                        .atom(new Formula.Integral(variable, low, high, primitive))
                        .times(content);
    }

    private boolean isOrdered(Formula low, Formula high) {
        if (List.of(low, high).stream().anyMatch(Formula.Infinity.class::isInstance)) {
            return low.equals(Formulas.MINUS_INFINITY) || high.equals(Formulas.INFINITY);
        }
        return normalizer.sign(Formulas.minus(high, low)).isNotNegative();
    }

    private Formula bound(Formula bound) {
        return bound instanceof Formula.Infinity ? bound : field.formula(normalizer.of(bound));
    }
}
