package bitlemma.symbolic.exact;

import bitlemma.grammar.core.Distribution;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Datum;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The values that a random variable can take, with their probabilities. */
public sealed interface Support {
    /** No more atoms than this are ever listed. */
    int MOST = 1 << 22;

    /**
     * Finitely many values.
     *
     * @param atoms those of positive probability; the probabilities sum to one
     * @param uniform whether all probabilities are equal
     */
    record Finite(List<Atom> atoms, boolean uniform) implements Support {
        public Finite {
            atoms = List.copyOf(atoms);
        }
    }

    /** Finitely many values, but more than {@link #MOST}. */
    record Large(BigInteger count) implements Support {}

    /** A continuous distribution. */
    record Infinite() implements Support {}

    /** For these parameters it is no distribution. */
    record Invalid(String reason) implements Support {}

    /**
     * The support of a distribution, of one element where the variable is an array. The codes of a format that stand
     * for infinities or for no number are left out.
     *
     * @param parameters a value for each parameter that the distribution depends on
     */
    static Support of(Distribution distribution, Map<Variable, Value> parameters, Evaluation evaluation) {
        return switch (distribution) {
            case Distribution.Grid grid -> grid(grid, parameters, evaluation);
            case Distribution.Integers integers -> integers(integers, parameters, evaluation);
            case Distribution.Codes codes -> codes(codes.format());
            case Distribution.Bernoulli bernoulli -> bernoulli(bernoulli, parameters, evaluation);
            case Distribution.Table table -> table(table, parameters, evaluation);
            case Distribution.Uniform d -> new Infinite();
            case Distribution.Normal d -> new Infinite();
            case Distribution.Laplace d -> new Infinite();
            case Distribution.LogUniform d -> new Infinite();
            case Distribution.Exponential d -> new Infinite();
        };
    }

    static boolean isContinuous(Distribution distribution) {
        return switch (distribution) {
            case Distribution.Uniform d -> true;
            case Distribution.Normal d -> true;
            case Distribution.Laplace d -> true;
            case Distribution.LogUniform d -> true;
            case Distribution.Exponential d -> true;
            case Distribution.Grid d -> false;
            case Distribution.Integers d -> false;
            case Distribution.Codes d -> false;
            case Distribution.Bernoulli d -> false;
            case Distribution.Table d -> false;
        };
    }

    /** The terms that a distribution depends on. */
    static List<Term> operands(Distribution distribution) {
        return switch (distribution) {
            case Distribution.Uniform d -> List.of(d.low(), d.high());
            case Distribution.Grid d -> List.of(d.bits(), d.low(), d.high());
            case Distribution.Integers d -> List.of(d.low(), d.high());
            case Distribution.Codes d -> List.of();
            case Distribution.Normal d -> List.of(d.mean(), d.deviation());
            case Distribution.Laplace d -> List.of(d.location(), d.scale());
            case Distribution.LogUniform d -> List.of(d.low(), d.high());
            case Distribution.Exponential d -> List.of(d.rate());
            case Distribution.Bernoulli d -> List.of(d.probability());
            case Distribution.Table d ->
                d.entries().stream().flatMap(e -> Stream.of(e.value(), e.probability())).toList();
        };
    }

    private static Support grid(Distribution.Grid grid, Map<Variable, Value> parameters, Evaluation evaluation) {
        Optional<Rational> bits = evaluation.value(grid.bits(), parameters);
        Optional<Rational> low = evaluation.value(grid.low(), parameters);
        Optional<Rational> high = evaluation.value(grid.high(), parameters);
        if (bits.isEmpty() || low.isEmpty() || high.isEmpty()) {
            return new Invalid("the grid has no value");
        }
        if (!bits.get().isInteger() || bits.get().signum() < 0) {
            return new Invalid("a grid of " + bits.get() + " bits");
        }
        if (bits.get().compareTo(Rational.of(62)) > 0) {
            return new Large(BigInteger.ONE.shiftLeft(63));
        }
        int width = bits.get().numerator().intValue();
        long count = 1L << width;
        if (count > MOST) {
            return new Large(BigInteger.valueOf(count));
        }
        Rational step = high.get().minus(low.get()).times(Rational.powerOfTwo(-width));
        List<Rational> values = new ArrayList<>((int) count);
        for (long i = 0; i < count; i++) {
            values.add(low.get().plus(step.times(Rational.of(i))));
        }
        return uniform(values.stream().map(v -> (Value) new Value.Number(v)).toList());
    }

    private static Support integers(
            Distribution.Integers integers, Map<Variable, Value> parameters, Evaluation evaluation) {
        Optional<Rational> low = evaluation.value(integers.low(), parameters);
        Optional<Rational> high = evaluation.value(integers.high(), parameters);
        if (low.isEmpty() || high.isEmpty() || !low.get().isInteger() || !high.get().isInteger()) {
            return new Invalid("the bounds are not integers");
        }
        if (low.get().compareTo(high.get()) > 0) {
            return new Invalid("no integer from " + low.get() + " to " + high.get());
        }
        return range(low.get().numerator(), high.get().numerator());
    }

    private static Support range(BigInteger low, BigInteger high) {
        BigInteger count = high.subtract(low).add(BigInteger.ONE);
        if (count.bitLength() > 31 || count.intValue() > MOST) {
            return new Large(count);
        }
        List<Value> values = new ArrayList<>(count.intValue());
        for (BigInteger i = low; i.compareTo(high) <= 0; i = i.add(BigInteger.ONE)) {
            values.add(Value.Number.of(i));
        }
        return uniform(values);
    }

    private static Support codes(Sort sort) {
        return switch (sort) {
            case Sort.Machine machine -> range(machine.format().min(), machine.format().max());
            case Sort.Coded coded -> codes(coded.format());
            default -> new Invalid(sort + " is no number format");
        };
    }

    private static Support codes(CodedFormat format) {
        if (format.width() > 22) {
            return new Large(BigInteger.ONE.shiftLeft(format.width()));
        }
        List<Value> values = new ArrayList<>();
        for (long i = 0; i < 1L << format.width(); i++) {
            BigInteger code = BigInteger.valueOf(i);
            if (format.isCode(code) && format.decode(code) instanceof Datum.Finite) {
                values.add(new Value.Coded(format, code));
            }
        }
        return values.isEmpty() ? new Invalid(format.name() + " has no finite value") : uniform(values);
    }

    private static Support bernoulli(
            Distribution.Bernoulli bernoulli, Map<Variable, Value> parameters, Evaluation evaluation) {
        Optional<Rational> p = evaluation.value(bernoulli.probability(), parameters);
        if (p.isEmpty()) {
            return new Invalid("the probability has no value");
        }
        return weighted(
                List.of(Value.Number.of(0), Value.Number.of(1)), List.of(Rational.ONE.minus(p.get()), p.get()));
    }

    private static Support table(Distribution.Table table, Map<Variable, Value> parameters, Evaluation evaluation) {
        List<Value> values = new ArrayList<>();
        List<Rational> probabilities = new ArrayList<>();
        for (Distribution.Entry entry : table.entries()) {
            Optional<Rational> value = evaluation.value(entry.value(), parameters);
            Optional<Rational> probability = evaluation.value(entry.probability(), parameters);
            if (value.isEmpty() || probability.isEmpty()) {
                return new Invalid("an entry of the table has no value");
            }
            values.add(new Value.Number(value.get()));
            probabilities.add(probability.get());
        }
        return weighted(values, probabilities);
    }

    private static Support uniform(List<Value> values) {
        Rational each = Rational.of(BigInteger.ONE, BigInteger.valueOf(values.size()));
        return new Finite(values.stream().map(v -> new Atom(v, each)).toList(), true);
    }

    private static Support weighted(List<? extends Value> values, List<Rational> probabilities) {
        Rational sum = Rational.ZERO;
        List<Atom> atoms = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Rational probability = probabilities.get(i);
            if (probability.signum() < 0) {
                return new Invalid("a probability of " + probability);
            }
            sum = sum.plus(probability);
            if (probability.signum() > 0) {
                atoms.add(new Atom(values.get(i), probability));
            }
        }
        if (!sum.equals(Rational.ONE)) {
            return new Invalid("the probabilities sum to " + sum);
        }
        boolean uniform = atoms.stream().map(Atom::probability).distinct().count() == 1;
        return new Finite(atoms, uniform);
    }
}
