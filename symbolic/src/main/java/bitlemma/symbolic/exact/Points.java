package bitlemma.symbolic.exact;

import bitlemma.grammar.core.Derivation.RandomVariable;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Datum;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All combinations of values that some random variables can take, one after the other. An array counts as one variable
 * for each element. The last variable changes fastest.
 */
final class Points {
    /** One random number: a variable, or an element of an array. */
    private record Coordinate(Variable variable, int element, List<Atom> atoms, boolean uniform) {}

    private final List<Coordinate> coordinates = new ArrayList<>();
    private final Map<Variable, Value> inputs;
    private final Map<Variable, Integer> lengths = new LinkedHashMap<>();
    private final BigInteger count;
    private int[] position;
    /** For each coordinate the product of the weights up to it; uniform variables weigh one. */
    private Fraction[] weights;
    /** What every weight is multiplied with so that they sum to one. */
    private Rational unit = Rational.ONE;

    private CompiledTerm compiled;
    private Frame frame;
    private Fraction[][] numbers;
    private int[] slots;

    /** Ends the preparation; never leaves the package. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final transient ExactResult result;

        Refused(ExactResult result) {
            super(null, null, false, false);
            this.result = result;
        }

        ExactResult result() {
            return result;
        }
    }

    /**
     * @param variables those that occur
     * @param budget the most combinations
     * @throws Refused where there are more, or infinitely many
     */
    Points(
            Collection<RandomVariable> variables,
            Map<Variable, Value> parameters,
            Evaluation evaluation,
            long budget)
            throws Refused {
        this.inputs = new HashMap<>(parameters);
        BigInteger product = BigInteger.ONE;
        for (RandomVariable random : variables) {
            Variable variable = random.variable();
            int length = length(variable, parameters, evaluation);
            for (Term operand : Support.operands(random.distribution())) {
                Optional<Term> real = Functionals.real(operand);
                if (real.isPresent() && !Support.isContinuous(random.distribution())) {
                    throw new Refused(new ExactResult.NotRational(real.get()));
                }
            }
            BigInteger each;
            switch (Support.of(random.distribution(), parameters, evaluation)) {
                case Support.Finite finite -> {
                    each = BigInteger.valueOf(finite.atoms().size());
                    for (int i = 0; i < Math.max(length, 1) && length != 0 && i < 64; i++) {
                        coordinates.add(
                                new Coordinate(variable, length < 0 ? -1 : i, finite.atoms(), finite.uniform()));
                    }
                }
                case Support.Large large -> each = large.count();
                case Support.Infinite infinite -> throw new Refused(new ExactResult.NotFinite(variable));
                case Support.Invalid invalid ->
                    throw new Refused(
                            new ExactResult.Undefined(variable.label() + ": " + invalid.reason(), Map.of()));
            }
            if (length > 64 && each.compareTo(BigInteger.ONE) > 0) {
                throw new Refused(new ExactResult.TooMany(BigInteger.ONE.shiftLeft(64)));
            }
            if (length > 64) {
                throw new Refused(new ExactResult.TooMany(BigInteger.valueOf(length)));
            }
            lengths.put(variable, length);
            product = product.multiply(each.pow(length < 0 ? 1 : length));
        }
        this.count = product;
        if (product.compareTo(BigInteger.valueOf(budget)) > 0) {
            throw new Refused(new ExactResult.TooMany(product));
        }
    }

    /** -1 where the variable is no array. */
    private static int length(Variable variable, Map<Variable, Value> parameters, Evaluation evaluation)
            throws Refused {
        if (!(variable.sort() instanceof Sort.Array array)) {
            return -1;
        }
        Optional<Rational> length = evaluation.value(array.length(), parameters);
        if (length.isEmpty() || length.get().signum() < 0 || !length.get().isInteger()) {
            String reason = "the length of " + variable.label() + " has no value";
            throw new Refused(new ExactResult.Undefined(reason, Map.of()));
        }
        if (length.get().numerator().bitLength() > 20) {
            throw new Refused(new ExactResult.TooMany(length.get().numerator()));
        }
        return length.get().numerator().intValue();
    }

    BigInteger count() {
        return count;
    }

    /** Gives every variable and parameter its slot; to be called before terms are compiled. */
    void declare(CompiledTerm terms) {
        compiled = terms;
        slots = new int[coordinates.size()];
        numbers = new Fraction[coordinates.size()][];
        lengths.forEach((variable, length) -> {
            if (length >= 0) {
                terms.array(variable);
            } else {
                terms.number(variable);
            }
        });
        for (int i = 0; i < slots.length; i++) {
            Coordinate c = coordinates.get(i);
            slots[i] = c.element() >= 0 ? terms.array(c.variable()) : terms.number(c.variable());
            numbers[i] = c.atoms().stream().map(a -> number(a.value())).toArray(Fraction[]::new);
        }
        inputs.forEach((variable, value) -> {
            if (value instanceof Value.Number) {
                terms.number(variable);
            } else if (value instanceof Value.Truth) {
                terms.truth(variable);
            }
        });
    }

    private static Fraction number(Value value) {
        return switch (value) {
            case Value.Number number -> Fraction.of(number.value());
            case Value.Coded coded -> Fraction.of(((Datum.Finite) coded.datum()).value());
            case Value.Truth truth -> throw new IllegalStateException("no number: " + truth);
            case Value.Sequence sequence -> throw new IllegalStateException("no number: " + sequence);
        };
    }

    /** Goes to the first combination. */
    void start() {
        position = new int[coordinates.size()];
        weights = new Fraction[coordinates.size() + 1];
        weights[0] = Fraction.ONE;
        unit = Rational.ONE;
        if (compiled != null) {
            frame = compiled.frame();
            inputs.forEach((variable, value) -> {
                if (value instanceof Value.Number number) {
                    frame.numbers[compiled.number(variable)] = Fraction.of(number.value());
                } else if (value instanceof Value.Truth truth) {
                    frame.truths[compiled.truth(variable)] = truth.value();
                }
            });
            lengths.forEach((variable, length) -> {
                if (length >= 0) {
                    frame.arrays[compiled.array(variable)] = new Fraction[length];
                }
            });
        }
        for (int i = 0; i < position.length; i++) {
            Coordinate c = coordinates.get(i);
            if (c.uniform()) {
                unit = unit.times(c.atoms().getFirst().probability());
            }
            set(i, 0);
        }
    }

    private void set(int i, int atom) {
        Coordinate c = coordinates.get(i);
        position[i] = atom;
        weights[i + 1] = c.uniform()
                ? weights[i]
                : weights[i].times(Fraction.of(c.atoms().get(atom).probability()));
        if (frame != null) {
            if (c.element() >= 0) {
                frame.arrays[slots[i]][c.element()] = numbers[i][atom];
            } else {
                frame.numbers[slots[i]] = numbers[i][atom];
            }
        }
    }

    /** Goes to the next combination; false where there is none. */
    boolean next() {
        int i = position.length - 1;
        while (i >= 0 && position[i] + 1 == coordinates.get(i).atoms().size()) {
            i--;
        }
        if (i < 0) {
            return false;
        }
        set(i, position[i] + 1);
        for (int j = i + 1; j < position.length; j++) {
            set(j, 0);
        }
        return true;
    }

    Frame frame() {
        return frame;
    }

    /** The probability of this combination, divided by {@link #unit}. */
    Fraction weight() {
        return weights[position.length];
    }

    Rational unit() {
        return unit;
    }

    /** The values of parameters and random variables. */
    Map<Variable, Value> inputs() {
        at(inputs);
        return inputs;
    }

    /** The values of the random variables, as a map that stays. */
    Map<Variable, Value> at() {
        Map<Variable, Value> values = new LinkedHashMap<>();
        at(values);
        return values;
    }

    private void at(Map<Variable, Value> values) {
        Map<Variable, Value[]> arrays = new HashMap<>();
        lengths.forEach((variable, length) -> {
            if (length >= 0) {
                arrays.put(variable, new Value[length]);
            }
        });
        for (int i = 0; i < position.length; i++) {
            Coordinate c = coordinates.get(i);
            Value value = c.atoms().get(position[i]).value();
            if (c.element() >= 0) {
                arrays.get(c.variable())[c.element()] = value;
            } else {
                values.put(c.variable(), value);
            }
        }
        arrays.forEach((variable, elements) -> values.put(variable, Value.Sequence.of(Arrays.asList(elements))));
    }
}
