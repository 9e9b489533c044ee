package bitlemma.verifier.search;

import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Proposition;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import bitlemma.verifier.goal.Goals;
import bitlemma.verifier.range.Range;
import bitlemma.verifier.range.Ranges;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The inputs of a proposition: what each can be, as far as ranges tell, and inputs made of chosen values. */
public final class Inputs {
    private final Proposition proposition;
    private final Ranges ranges = new Ranges();

    public Inputs(Proposition proposition) {
        this.proposition = proposition;
        List<Term> given = Goals.given(proposition);
        for (int round = 0; round < 2; round++) {
            given.forEach(ranges::assume);
        }
    }

    Proposition proposition() {
        return proposition;
    }

    /** Whether ranges alone show that nothing satisfies the given. */
    public boolean isImpossible() {
        return ranges.isContradictory();
    }

    /** What a scalar, or each element of an array, can be. */
    Range range(Variable input) {
        return input.sort() instanceof Sort.Array
                ? ranges.of(new Select(input, new Variable("any element", Sort.INTEGER)))
                : ranges.of(input);
    }

    /** The length of an array, once the lengths among the inputs are chosen. */
    static BigInteger length(Sort.Array sort, Map<Variable, Value> chosen) {
        return switch (sort.length()) {
            case Constant c -> c.value().numerator();
            case Variable v when chosen.get(v) instanceof Value.Number n && n.value().isInteger() ->
                n.value().numerator().max(BigInteger.ZERO);
            default -> lengthOf(sort.length(), chosen);
        };
    }

    private static BigInteger lengthOf(Term length, Map<Variable, Value> chosen) {
        Ranges ranges = new Ranges();
        chosen.forEach((variable, value) -> {
            if (value instanceof Value.Number number) {
                ranges.set(variable, Range.of(number.value()));
            }
        });
        return ranges.of(length).single().map(Rational::floor).orElse(BigInteger.ZERO).max(BigInteger.ZERO);
    }

    /** The value of a sort that a number is: a truth value for booleans. */
    static Value value(Sort sort, Rational number) {
        Sort element = sort instanceof Sort.Array array ? array.element() : sort;
        return element == Sort.BOOLEAN ? new Value.Truth(number.signum() != 0) : new Value.Number(number);
    }

    /** A whole input from chosen scalars and single elements; the other elements of arrays are {@code filler}. */
    public Map<Variable, Value> complete(
            Map<Variable, Value> scalars, Map<Variable, Map<BigInteger, Value>> elements, Filler filler) {
        Map<Variable, Value> input = new HashMap<>();
        for (Variable variable : proposition.inputs()) {
            if (!(variable.sort() instanceof Sort.Array)) {
                input.put(variable, scalars.getOrDefault(variable, value(variable.sort(), nearestToZero(range(variable)))));
            }
        }
        for (Variable variable : proposition.inputs()) {
            if (variable.sort() instanceof Sort.Array array) {
                Range range = range(variable);
                Rational fill =
                        switch (filler) {
                            case SIMPLEST -> nearestToZero(range);
                            case LOWEST -> range.low() == null ? nearestToZero(range) : range.low();
                            case HIGHEST -> range.high() == null ? nearestToZero(range) : range.high();
                        };
                BigInteger length = length(array, input);
                Map<BigInteger, Value> known = elements.getOrDefault(variable, Map.of());
                List<Value.Sequence.Run> runs = new ArrayList<>();
                BigInteger next = BigInteger.ZERO;
                for (BigInteger index : known.keySet().stream().sorted().toList()) {
                    if (index.signum() < 0 || index.compareTo(length) >= 0) {
                        continue;
                    }
                    if (index.compareTo(next) > 0) {
                        runs.add(new Value.Sequence.Run(value(array, fill), index.subtract(next)));
                    }
                    runs.add(new Value.Sequence.Run(known.get(index), BigInteger.ONE));
                    next = index.add(BigInteger.ONE);
                }
                if (length.compareTo(next) > 0) {
                    runs.add(new Value.Sequence.Run(value(array, fill), length.subtract(next)));
                }
                input.put(variable, new Value.Sequence(runs));
            }
        }
        return input;
    }

    /** What stands where nothing is asked of an array's element. */
    public enum Filler {
        SIMPLEST,
        LOWEST,
        HIGHEST
    }

    static Rational nearestToZero(Range range) {
        if (range.contains(Rational.ZERO)) {
            return Rational.ZERO;
        }
        if (range.low() != null && range.low().signum() > 0) {
            return range.low();
        }
        if (range.high() != null && range.high().signum() < 0) {
            return range.high();
        }
        return Rational.of(range.residue());
    }

    /** How many inputs there are, where that is finite and known. */
    Optional<BigInteger> count() {
        BigInteger all = BigInteger.ONE;
        for (Variable input : proposition.inputs()) {
            if (input.sort() == Sort.RATIONAL) {
                return Optional.empty();
            }
            Optional<BigInteger> size = range(input).size();
            if (size.isEmpty()) {
                return Optional.empty();
            }
            if (input.sort() instanceof Sort.Array array) {
                if (!(array.length() instanceof Constant c) || c.value().compareTo(Rational.of(64)) > 0) {
                    return Optional.empty();
                }
                all = all.multiply(size.get().pow(c.value().numerator().intValue()));
            } else {
                all = all.multiply(size.get());
            }
            if (all.bitLength() > 64) {
                return Optional.empty();
            }
        }
        return Optional.of(all);
    }

    /** The constants that the proposition mentions: what it decides about is near them. */
    List<Rational> constants() {
        List<Rational> constants = new ArrayList<>();
        collect(proposition.given(), constants);
        collect(proposition.body(), constants);
        return constants;
    }

    private static void collect(Term term, List<Rational> constants) {
        Children.all(term).forEach(t -> {
            if (t instanceof Constant c && !constants.contains(c.value()) && constants.size() < 40) {
                constants.add(c.value());
            }
            if (t instanceof bitlemma.grammar.core.Call call && constants.size() < 40) {
                collect(call.kernel().body(), constants);
            }
        });
    }
}
