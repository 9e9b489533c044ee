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
import java.util.SortedSet;
import java.util.TreeSet;

/** The rounding of a real number to a small number format, as a choice between its values. */
final class Quantizer {
    /** Formats of more bits are not written out. */
    private static final int WIDEST = 8;

    private Quantizer() {}

    /**
     * The value that the operand is rounded to; undefined where the format has no finite value for it.
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
        List<Rational> values = new ArrayList<>(values(format));
        SortedSet<Rational> borders = new TreeSet<>();
        for (int i = 0; i + 1 < values.size(); i++) {
            borders.add(border(format, rounding, overflow, values.get(i), values.get(i + 1)));
        }
        // Beyond the last value the step may be reached after half of one more unit, or never.
        Rational step = values.getLast().minus(values.get(values.size() - 2));
        for (Rational half : List.of(step.times(Rational.HALF), step)) {
            borders.add(values.getLast().plus(half));
            borders.add(values.getFirst().minus(half));
        }
        List<Formula.Case> cases = new ArrayList<>();
        List<Rational> cuts = List.copyOf(borders);
        Optional<Rational> last = null;
        for (int i = 0; i <= cuts.size(); i++) {
            Rational inside = i == 0
                    ? cuts.getFirst().minus(Rational.ONE)
                    : i == cuts.size()
                            ? cuts.getLast().plus(Rational.ONE)
                            : cuts.get(i - 1).plus(cuts.get(i)).times(Rational.HALF);
            Optional<Rational> value = rounded(format, rounding, overflow, inside);
            if (i > 0 && !value.equals(last)) {
                Rational cut = cuts.get(i - 1);
                boolean below = rounded(format, rounding, overflow, cut).equals(last);
                Condition condition = new Condition.Compare(
                        below ? Condition.Relation.AT_MOST : Condition.Relation.LESS, operand, Formulas.number(cut));
                cases.add(new Formula.Case(condition, formula(last)));
            }
            last = value;
        }
        return new Formula.Piecewise(cases, formula(last));
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

    /** Where rounding turns from one value to the next: half way, or at one of them. */
    private static Rational border(
            CodedFormat format, Rounding rounding, Overflow overflow, Rational low, Rational high) {
        Rational middle = low.plus(high).times(Rational.HALF);
        Rational quarter = low.plus(middle).times(Rational.HALF);
        Rational threeQuarters = middle.plus(high).times(Rational.HALF);
        Optional<Rational> before = rounded(format, rounding, overflow, quarter);
        Optional<Rational> after = rounded(format, rounding, overflow, threeQuarters);
        if (!before.equals(after)) {
            return middle;
        }
        return before.equals(Optional.of(low)) ? high : low;
    }

    private static Optional<Rational> rounded(
            CodedFormat format, Rounding rounding, Overflow overflow, Rational value) {
        return format.encode(new Datum.Finite(value, value.signum() < 0), rounding, overflow)
                .map(format::decode)
                .flatMap(d -> d instanceof Datum.Finite finite ? Optional.of(finite.value()) : Optional.empty());
    }
}
