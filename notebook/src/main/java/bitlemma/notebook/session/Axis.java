package bitlemma.notebook.session;

import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Value;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Datum;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The values of an input at which a function is drawn. */
final class Axis {
    /** Formats of at most so many bits are drawn at each of their values. */
    private static final int FEW_BITS = 10;

    private Axis() {}

    /** The range of a sort that has one. */
    record Range(Rational low, Rational high) {}

    /** The range from the least to the greatest value of a sort; empty where it has no such values. */
    static Optional<Range> whole(Sort sort) {
        return switch (sort) {
            case Sort.Machine machine ->
                Optional.of(new Range(Rational.of(machine.format().min()), Rational.of(machine.format().max())));
            case Sort.Coded coded ->
                Optional.of(new Range(
                        number(coded.format(), coded.format().least()),
                        number(coded.format(), coded.format().greatest())));
            case Sort.ExactInteger integer -> Optional.empty();
            case Sort.ExactRational rational -> Optional.empty();
            case Sort.Bool bool -> Optional.empty();
            case Sort.Array array -> Optional.empty();
        };
    }

    private static Rational number(CodedFormat format, BigInteger code) {
        return ((Datum.Finite) format.decode(code)).value();
    }

    /**
     * Values of a sort inside a range, ascending: all where they are few, else about so many, evenly spread. Empty
     * where the sort has no numbers, or none there.
     *
     * @param most how many, at least two
     */
    static List<Value> values(Sort sort, Range range, int most) {
        return switch (sort) {
            case Sort.ExactRational rational ->
                even(range, most).stream().map(v -> (Value) new Value.Number(v)).toList();
            case Sort.ExactInteger integer -> integers(range.low().ceiling(), range.high().floor(), most);
            case Sort.Machine machine -> {
                IntegerFormat format = machine.format();
                yield integers(
                        range.low().ceiling().max(format.min()), range.high().floor().min(format.max()), most);
            }
            case Sort.Coded coded -> codes(coded.format(), range, most);
            case Sort.Bool bool -> List.of();
            case Sort.Array array -> List.of();
        };
    }

    /** Points at equal distances, both ends among them. */
    static List<Rational> even(Range range, int count) {
        Rational step = range.high().minus(range.low()).dividedBy(Rational.of(count - 1));
        List<Rational> points = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            points.add(range.low().plus(step.times(Rational.of(i))));
        }
        return points;
    }

    private static List<Value> integers(BigInteger low, BigInteger high, int most) {
        BigInteger count = high.subtract(low).add(BigInteger.ONE);
        List<Value> values = new ArrayList<>();
        if (count.compareTo(BigInteger.valueOf(most)) <= 0) {
            for (BigInteger i = low; i.compareTo(high) <= 0; i = i.add(BigInteger.ONE)) {
                values.add(Value.Number.of(i));
            }
            return values;
        }
        for (Rational point : even(new Range(Rational.of(low), Rational.of(high)), most)) {
            values.add(Value.Number.of(point.floor()));
        }
        return values;
    }

    private static List<Value> codes(CodedFormat format, Range range, int most) {
        List<Value> values = new ArrayList<>();
        if (format.width() > FEW_BITS) {
            for (Rational point : even(range, most)) {
                Datum wanted = new Datum.Finite(point, point.signum() < 0);
                format.encode(wanted, Rounding.EVEN, Overflow.SATURATE)
                        .map(code -> (Value) new Value.Coded(format, code))
                        .filter(value -> values.isEmpty() || !values.getLast().equals(value))
                        .ifPresent(values::add);
            }
            return values;
        }
        for (int code = 0; code < 1 << format.width(); code++) {
            Value.Coded value = new Value.Coded(format, BigInteger.valueOf(code));
            if (format.isCode(value.code())
                    && value.datum() instanceof Datum.Finite finite
                    && !(finite.value().signum() == 0 && finite.negative())
                    && finite.value().compareTo(range.low()) >= 0
                    && finite.value().compareTo(range.high()) <= 0) {
                values.add(value);
            }
        }
        values.sort(Comparator.comparing(v -> exact(v).orElseThrow()));
        return values;
    }

    /** The number that a value stands for; true and false are 1 and 0. Empty for what is no number. */
    static Optional<Rational> exact(Value value) {
        return switch (value) {
            case Value.Number number -> Optional.of(number.value());
            case Value.Coded coded ->
                coded.datum() instanceof Datum.Finite finite ? Optional.of(finite.value()) : Optional.empty();
            case Value.Truth truth -> Optional.of(truth.value() ? Rational.ONE : Rational.ZERO);
            case Value.Sequence sequence -> Optional.empty();
        };
    }
}
