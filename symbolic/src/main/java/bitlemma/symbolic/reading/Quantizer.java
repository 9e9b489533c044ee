package bitlemma.symbolic.reading;

import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Datum;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import bitlemma.symbolic.formula.Condition;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Operator;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The rounding of a real number to a small number format, as a choice between its values. */
final class Quantizer {
    /** Formats of more bits are not written out. */
    private static final int WIDEST = 8;

    private static final Rational FAR = Rational.powerOfTwo(64);

    private Quantizer() {}

    /**
     * The value that the operand is rounded to; undefined where the format has no finite value for it. Rounding never
     * falls, so two numbers with the same value have it between them as well: this shows that no step was missed.
     *
     * @throws Unreadable for formats of more than eight bits
     */
    static Formula of(CodedFormat format, Rounding rounding, Overflow overflow, Formula operand) {
        if (format.width() > WIDEST) {
            throw new Unreadable("rounding to " + format.name() + " has too many steps to be written out");
        }
        if (operand instanceof Formula.Number n) {
            return rounded(format, rounding, overflow, n.value()).map(Formulas::number).orElse(UNDEFINED);
        }
        List<Rational> cuts = List.copyOf(candidates(List.copyOf(values(format))));
        Rational least = cuts.getFirst().minus(Rational.ONE);
        Rational greatest = cuts.getLast().plus(Rational.ONE);
        List<Formula.Case> cases = new ArrayList<>();
        Optional<Rational> first = rounded(format, rounding, overflow, least);
        Optional<Rational> before = first;
        for (int i = 0; i < cuts.size(); i++) {
            Rational cut = cuts.get(i);
            Rational low = i == 0 ? least : cuts.get(i - 1);
            Rational high = i + 1 == cuts.size() ? greatest : cuts.get(i + 1);
            if (!rounded(format, rounding, overflow, near(cut, low)).equals(before)) {
                throw new Unreadable("where rounding to " + format.name() + " steps is not known");
            }
            Optional<Rational> at = rounded(format, rounding, overflow, cut);
            Optional<Rational> after = rounded(format, rounding, overflow, near(cut, high));
            if (!before.equals(after) && !before.equals(at)) {
                cases.add(step(Condition.Relation.LESS, operand, cut, before));
            }
            // Rounding to odd takes an even value to itself, and no other number to it.
            if (!at.equals(after)) {
                cases.add(step(Condition.Relation.AT_MOST, operand, cut, at));
            }
            before = after;
        }
        if (!rounded(format, rounding, overflow, greatest.times(FAR)).equals(before)
                || !rounded(format, rounding, overflow, least.times(FAR)).equals(first)) {
            throw new Unreadable("where rounding to " + format.name() + " steps is not known");
        }
        return new Formula.Piecewise(cases, formula(before));
    }

    private static Formula.Case step(
            Condition.Relation relation, Formula operand, Rational cut, Optional<Rational> value) {
        return new Formula.Case(new Condition.Compare(relation, operand, Formulas.number(cut)), formula(value));
    }

    /** A number close to a place, on the side of another one. */
    private static Rational near(Rational place, Rational other) {
        return place.plus(other.minus(place).times(Rational.powerOfTwo(-60)));
    }

    /** A formula without a value. */
    static final Formula UNDEFINED = new Formula.Apply(Operator.LOG, List.of(Formulas.ZERO));

    private static Formula formula(Optional<Rational> value) {
        return value.map(Formulas::number).orElse(UNDEFINED);
    }

    private static SortedSet<Rational> values(CodedFormat format) {
        SortedSet<Rational> values = new TreeSet<>();
        for (long code = 0; code < 1L << format.width(); code++) {
            BigInteger pattern = BigInteger.valueOf(code);
            if (format.isCode(pattern) && format.decode(pattern) instanceof Datum.Finite finite) {
                values.add(finite.value());
            }
        }
        return values;
    }

    /**
     * The only places where rounding may turn from one value to the next: values, half way between two, and for posits
     * their geometric mean; beyond the last value, where there would be another one, and half way to it.
     */
    private static SortedSet<Rational> candidates(List<Rational> values) {
        SortedSet<Rational> candidates = new TreeSet<>(values);
        candidates.add(Rational.ZERO);
        for (int i = 0; i + 1 < values.size(); i++) {
            Rational low = values.get(i);
            Rational high = values.get(i + 1);
            candidates.add(low.plus(high).times(Rational.HALF));
            Rational product = low.times(high);
            Rational root = Rational.of(product.numerator().abs().sqrt(), product.denominator().sqrt());
            if (root.times(root).equals(product)) {
                candidates.add(low.signum() < 0 ? root.negate() : root);
            }
        }
        beyond(values.getLast(), values.get(values.size() - 2), candidates);
        beyond(values.getFirst(), values.get(1), candidates);
        return candidates;
    }

    /** The next value is as far away, or, of powers of two, twice as far. */
    private static void beyond(Rational last, Rational inner, Set<Rational> candidates) {
        Rational step = last.minus(inner);
        for (Rational way : List.of(Rational.HALF, Rational.ONE, Rational.of(2))) {
            candidates.add(last.plus(step.times(way)));
        }
        for (Rational part : List.of(Rational.HALF, Rational.of(3, 4))) {
            candidates.add(last.times(part));
        }
    }

    private static Optional<Rational> rounded(
            CodedFormat format, Rounding rounding, Overflow overflow, Rational value) {
        return format.encode(new Datum.Finite(value, value.signum() < 0), rounding, overflow)
                .map(format::decode)
                .flatMap(d -> d instanceof Datum.Finite finite ? Optional.of(finite.value()) : Optional.empty());
    }
}
