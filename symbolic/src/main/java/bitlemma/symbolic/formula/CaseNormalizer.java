package bitlemma.symbolic.formula;

import bitlemma.numbers.Rational;
import java.util.List;
import java.util.Optional;

/** Normal forms of cases: values times indicators, which are one where a condition holds and zero elsewhere. */
final class CaseNormalizer {
    private final Normalizer normalizer;
    private final Field field;

    CaseNormalizer(Normalizer normalizer) {
        this.normalizer = normalizer;
        this.field = normalizer.field();
    }

    /** From the last case to the first: else + [condition] * (value - else). */
    Fraction piecewise(Formula.Piecewise piecewise) {
        Fraction result = normalizer.of(piecewise.otherwise());
        for (Formula.Case part : piecewise.cases().reversed()) {
            Fraction indicator = indicator(part.condition());
            if (indicator.equals(Fraction.ONE)) {
                result = normalizer.of(part.value());
            } else if (!indicator.isZero()) {
                Fraction difference = field.minus(normalizer.of(part.value()), result);
                result = field.plus(result, field.times(indicator, difference));
            }
        }
        return result;
    }

    private Fraction indicator(Condition condition) {
        Optional<Boolean> known = Assumptions.holds(condition, normalizer::sign);
        if (known.isPresent()) {
            return known.get() ? Fraction.ONE : Fraction.ZERO;
        }
        return switch (condition) {
            case Condition.And(List<Condition> parts) -> all(parts);
            case Condition.Or(List<Condition> parts) ->
                not(all(parts.stream().map(Conditions::not).toList()));
            case Condition.Not not -> not(indicator(not.operand()));
            case Condition.Compare(Condition.Relation relation, Formula left, Formula right) -> {
                Fraction difference = field.minus(normalizer.of(left), normalizer.of(right));
                yield switch (relation) {
                    case LESS -> below(difference);
                    case GREATER -> below(difference.negate());
                    case AT_LEAST -> not(below(difference));
                    case AT_MOST -> not(below(difference.negate()));
                    case EQUAL -> zero(difference);
                    case DIFFERENT -> not(zero(difference));
                };
            }
        };
    }

    private Fraction all(List<Condition> parts) {
        Fraction product = Fraction.ONE;
        for (Condition part : parts) {
            product = field.times(product, indicator(part));
        }
        return product;
    }

    private Fraction not(Fraction indicator) {
        return field.minus(Fraction.ONE, indicator);
    }

    private Fraction below(Fraction difference) {
        return atom(Condition.Relation.LESS, difference);
    }

    private Fraction zero(Fraction difference) {
        return atom(Condition.Relation.EQUAL, difference.isNegative() ? difference.negate() : difference);
    }

    private Fraction atom(Condition.Relation relation, Fraction difference) {
        Optional<Boolean> known = Signs.decide(relation, normalizer.sign(difference));
        if (known.isPresent()) {
            return known.get() ? Fraction.ONE : Fraction.ZERO;
        }
        Rational scale = difference.numerator().primitive().content().abs();
        Formula side = field.formula(difference.times(Rational.ONE.dividedBy(scale)));
        Formula indicator =
                Formulas.choose(Conditions.compare(relation, side, Formulas.ZERO), Formulas.ONE, Formulas.ZERO);
        return indicator instanceof Formula.Number
                ? normalizer.of(indicator)
                : normalizer.atom(normalizer.atoms().indicator(indicator));
    }
}
