package bitlemma.symbolic.derive;

import bitlemma.grammar.core.Compare;
import bitlemma.numbers.Rational;
import bitlemma.symbolic.answer.Measured;
import bitlemma.symbolic.answer.Row;
import bitlemma.symbolic.answer.Sample;
import bitlemma.symbolic.enclosure.Enclosure;
import bitlemma.symbolic.enclosure.Evaluation;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.Formulas;
import bitlemma.symbolic.formula.Substitute;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Comparisons of numbers that were found in different ways. */
final class Checks {
    private Checks() {}

    /** A formula in the parameters at a sample. */
    static Optional<Enclosure> at(Formula formula, Sample sample) {
        Map<String, Formula> numbers = new HashMap<>();
        sample.values().forEach((v, r) -> numbers.put(v.name(), Formulas.number(r)));
        try {
            return Evaluation.of(Substitute.apply(formula, numbers), Map.of(), Direct.BITS);
        } catch (ArithmeticException undefined) {
            return Optional.empty();
        }
    }

    /** Whether the formula and the number beside it cannot both be right. */
    static boolean contradicts(Row row) {
        if (row.formula().isEmpty()) {
            return false;
        }
        Enclosure formula = row.formula().get();
        return switch (row.measured()) {
            case Measured.Exact e -> !formula.contains(e.value());
            case Measured.Enclosed e -> formula.isDisjoint(e.value());
            case Measured.Sampled s -> {
                // Twice the radius: the interval is wrong once in ten thousand runs.
                double low = s.mean() - 2 * s.radius();
                double high = s.mean() + 2 * s.radius();
                yield formula.isDisjoint(Enclosure.of(rational(low), rational(high), Direct.BITS));
            }
            case Measured.Missing m -> false;
        };
    }

    private static Rational rational(double value) {
        BigDecimal exact = new BigDecimal(value);
        return Rational.of(exact.unscaledValue())
                .dividedBy(Rational.of(BigInteger.TEN.pow(exact.scale())));
    }

    /** A certain interval around a number; empty where there is none. */
    static Optional<Enclosure> enclosure(Measured measured) {
        return switch (measured) {
            case Measured.Exact e -> Optional.of(Enclosure.of(e.value(), Direct.BITS));
            case Measured.Enclosed e -> Optional.of(e.value());
            case Measured.Sampled s -> Optional.empty();
            case Measured.Missing m -> Optional.empty();
        };
    }

    /** Whether the relation certainly does not hold. */
    static boolean refutes(Measured left, Compare.Relation relation, Measured right) {
        if (left instanceof Measured.Exact l && right instanceof Measured.Exact r) {
            return !relation.holds(l.value().compareTo(r.value()));
        }
        Optional<Enclosure> l = enclosure(left);
        Optional<Enclosure> r = enclosure(right);
        if (l.isEmpty() || r.isEmpty()) {
            return false;
        }
        return switch (relation) {
            case EQUAL -> l.get().isDisjoint(r.get());
            case UNEQUAL -> false;
            case LESS -> r.get().isCertainlyAtMost(l.get());
            case AT_MOST -> r.get().isCertainlyLess(l.get());
            case GREATER -> l.get().isCertainlyAtMost(r.get());
            case AT_LEAST -> l.get().isCertainlyLess(r.get());
        };
    }

    /** Whether the relation certainly holds. */
    static boolean certain(Enclosure left, Compare.Relation relation, Enclosure right) {
        return switch (relation) {
            case EQUAL -> left.isExact() && right.isExact() && left.equals(right);
            case UNEQUAL -> left.isDisjoint(right);
            case LESS -> left.isCertainlyLess(right);
            case AT_MOST -> left.isCertainlyAtMost(right);
            case GREATER -> right.isCertainlyLess(left);
            case AT_LEAST -> right.isCertainlyAtMost(left);
        };
    }

    /** How many decimal digits of a number are certain; of one that may be zero, digits after the point. */
    static int digits(Enclosure value) {
        if (!value.containsZero() || value.isExact()) {
            return value.digits();
        }
        // 0.30103 is the logarithm of two to base ten.
        return Math.max(0, (int) Math.floor(-value.width().magnitude() * 0.30103));
    }
}
