package bitlemma.symbolic.exact;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Classify;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Decode;
import bitlemma.grammar.core.Divide;
import bitlemma.grammar.core.Fits;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.ForAll;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Maximum;
import bitlemma.grammar.core.Minimum;
import bitlemma.grammar.core.Multiply;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Not;
import bitlemma.grammar.core.Or;
import bitlemma.grammar.core.Power;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.RoundTo;
import bitlemma.grammar.core.Saturate;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.core.Wrap;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Terms as trees of closures over {@link Fraction}, for the many evaluations of an enumeration. Reads exact arithmetic,
 * choices, reductions, calls and integer formats; of number formats only what finite values stand for. The exact
 * evaluator is the reference.
 */
final class CompiledTerm {
    /** A term that stands for a number. */
    interface NumberCode {
        Fraction at(Frame frame);
    }

    /** A term that stands for a truth value. */
    interface TruthCode {
        boolean at(Frame frame);
    }

    /** A node that this reading does not have. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable() {
            super(null, null, false, false);
        }
    }

    private static final long MOST_ROUNDS = 1 << 20;

    private final Map<Variable, Integer> numbers = new HashMap<>();
    private final Map<Variable, Integer> truths = new HashMap<>();
    private final Map<Variable, Integer> arrays = new HashMap<>();

    /**
     * The slot of a variable that stands for a number; for a coded random variable, the number that its value, always
     * finite, stands for.
     */
    int number(Variable variable) {
        return numbers.computeIfAbsent(variable, v -> numbers.size());
    }

    int truth(Variable variable) {
        return truths.computeIfAbsent(variable, v -> truths.size());
    }

    int array(Variable variable) {
        return arrays.computeIfAbsent(variable, v -> arrays.size());
    }

    /** With room for every variable that was compiled so far. */
    Frame frame() {
        return new Frame(numbers.size(), truths.size(), arrays.size());
    }

    /** The code of a term that stands for a number. Free variables must have been given slots before. */
    NumberCode compile(Term term) throws Unreadable {
        return switch (term) {
            case Constant t -> {
                Fraction value = Fraction.of(t.value());
                yield frame -> value;
            }
            case Variable t -> {
                int slot = known(numbers, t);
                if (t.sort() instanceof Sort.Coded) {
                    throw new Unreadable();
                }
                yield frame -> frame.numbers[slot];
            }
            case Decode t -> {
                if (!(t.operand() instanceof Variable v)) {
                    throw new Unreadable();
                }
                int slot = known(numbers, v);
                yield frame -> frame.numbers[slot];
            }
            case Let t -> let(t);
            case If t -> {
                TruthCode condition = condition(t.condition());
                NumberCode then = compile(t.then());
                NumberCode otherwise = compile(t.otherwise());
                yield frame -> condition.at(frame) ? then.at(frame) : otherwise.at(frame);
            }
            case Call t -> call(t);
            case Fold t -> fold(t);
            case Select t -> select(t);
            case Add t -> {
                NumberCode left = compile(t.left());
                NumberCode right = compile(t.right());
                yield frame -> left.at(frame).plus(right.at(frame));
            }
            case Subtract t -> {
                NumberCode left = compile(t.left());
                NumberCode right = compile(t.right());
                yield frame -> left.at(frame).minus(right.at(frame));
            }
            case Multiply t -> {
                NumberCode left = compile(t.left());
                NumberCode right = compile(t.right());
                yield frame -> left.at(frame).times(right.at(frame));
            }
            case Negate t -> {
                NumberCode operand = compile(t.operand());
                yield frame -> operand.at(frame).negate();
            }
            case Divide t -> {
                NumberCode dividend = compile(t.dividend());
                NumberCode divisor = compile(t.divisor());
                yield frame -> divided(dividend.at(frame), divisor.at(frame));
            }
            case Power t -> {
                NumberCode base = compile(t.base());
                NumberCode exponent = compile(t.exponent());
                yield frame -> power(base.at(frame), exponent.at(frame));
            }
            case Absolute t -> {
                NumberCode operand = compile(t.operand());
                yield frame -> operand.at(frame).abs();
            }
            case Minimum t -> {
                NumberCode left = compile(t.left());
                NumberCode right = compile(t.right());
                yield frame -> least(left.at(frame), right.at(frame));
            }
            case Maximum t -> {
                NumberCode left = compile(t.left());
                NumberCode right = compile(t.right());
                yield frame -> greatest(left.at(frame), right.at(frame));
            }
            case RoundTo t -> {
                NumberCode operand = compile(t.operand());
                Rounding rule = t.rule();
                yield rule == Rounding.FLOOR
                        ? frame -> operand.at(frame).floor()
                        : frame -> Fraction.of(Rational.of(rule.round(operand.at(frame).exact())));
            }
            case Fits t -> {
                IntegerFormat format = t.format();
                yield integer(t.operand(), value -> {
                    if (!format.contains(value)) {
                        throw new Broken(value + " does not fit " + format);
                    }
                    return value;
                });
            }
            case Wrap t -> integer(t.operand(), t.format()::wrap);
            case Saturate t -> integer(t.operand(), t.format()::saturate);
            case Require t -> {
                TruthCode condition = condition(t.condition());
                NumberCode body = compile(t.body());
                String text = t.site() == null ? "an obligation" : t.site().kind().meaning();
                yield frame -> {
                    required(condition.at(frame), text);
                    return body.at(frame);
                };
            }
            default -> throw new Unreadable();
        };
    }

    /** The code of a term that stands for a truth value. */
    TruthCode condition(Term term) throws Unreadable {
        return switch (term) {
            case Truth t -> {
                boolean value = t.value();
                yield frame -> value;
            }
            case Variable t -> {
                int slot = known(truths, t);
                yield frame -> frame.truths[slot];
            }
            case Compare t when Truth.isOne(t.left()) -> {
                TruthCode left = condition(t.left());
                TruthCode right = condition(t.right());
                Compare.Relation relation = t.relation();
                yield frame -> relation.holds(Boolean.compare(left.at(frame), right.at(frame)));
            }
            case Compare t -> {
                NumberCode left = compile(t.left());
                NumberCode right = compile(t.right());
                Compare.Relation relation = t.relation();
                yield frame -> relation.holds(left.at(frame).compareTo(right.at(frame)));
            }
            case Not t -> {
                TruthCode operand = condition(t.operand());
                yield frame -> !operand.at(frame);
            }
            case And t -> {
                TruthCode left = condition(t.left());
                TruthCode right = condition(t.right());
                yield frame -> left.at(frame) && right.at(frame);
            }
            case Or t -> {
                TruthCode left = condition(t.left());
                TruthCode right = condition(t.right());
                yield frame -> left.at(frame) || right.at(frame);
            }
            case If t -> {
                TruthCode condition = condition(t.condition());
                TruthCode then = condition(t.then());
                TruthCode otherwise = condition(t.otherwise());
                yield frame -> condition.at(frame) ? then.at(frame) : otherwise.at(frame);
            }
            case Let t -> {
                NumberCode binding = binding(t);
                TruthCode body = condition(t.body());
                yield frame -> {
                    binding.at(frame);
                    return body.at(frame);
                };
            }
            case Require t -> {
                TruthCode condition = condition(t.condition());
                TruthCode body = condition(t.body());
                String text = t.site() == null ? "an obligation" : t.site().kind().meaning();
                yield frame -> {
                    required(condition.at(frame), text);
                    return body.at(frame);
                };
            }
            case Classify t -> {
                if (!(t.operand() instanceof Variable v)) {
                    throw new Unreadable();
                }
                known(numbers, v);
                boolean finite =
                        switch (t.kind()) {
                            case FINITE -> true;
                            case NAN, INFINITE -> false;
                            default -> throw new Unreadable();
                        };
                yield frame -> finite;
            }
            case ForAll t -> {
                NumberCode low = compile(t.low());
                NumberCode high = compile(t.high());
                int slot = number(t.index());
                TruthCode body = condition(t.body());
                yield frame -> {
                    long end = index(high.at(frame));
                    for (long i = index(low.at(frame)); i < end; i++) {
                        frame.numbers[slot] = Fraction.of(i);
                        if (!body.at(frame)) {
                            return false;
                        }
                    }
                    return true;
                };
            }
            default -> throw new Unreadable();
        };
    }

    private static int known(Map<Variable, Integer> slots, Variable variable) throws Unreadable {
        Integer slot = slots.get(variable);
        if (slot == null) {
            throw new Unreadable();
        }
        return slot;
    }

    private NumberCode let(Let let) throws Unreadable {
        NumberCode binding = binding(let);
        NumberCode body = compile(let.body());
        return frame -> {
            binding.at(frame);
            return body.at(frame);
        };
    }

    /** What stores the value of a name; the number that it gives means nothing. */
    private NumberCode binding(Let let) throws Unreadable {
        if (let.variable().sort() instanceof Sort.Array || let.variable().sort() instanceof Sort.Coded) {
            throw new Unreadable();
        }
        if (Truth.isOne(let.value())) {
            TruthCode value = condition(let.value());
            int slot = truth(let.variable());
            return frame -> {
                frame.truths[slot] = value.at(frame);
                return Fraction.ZERO;
            };
        }
        NumberCode value = compile(let.value());
        int slot = number(let.variable());
        return frame -> frame.numbers[slot] = value.at(frame);
    }

    private NumberCode call(Call call) throws Unreadable {
        List<NumberCode> arguments = new ArrayList<>();
        List<Variable> inputs = new ArrayList<>(call.kernel().parameters());
        inputs.addAll(call.kernel().lengths());
        int[] slots = new int[inputs.size()];
        for (int i = 0; i < slots.length; i++) {
            if (!inputs.get(i).sort().isNumber()) {
                throw new Unreadable();
            }
            arguments.add(compile(call.arguments().get(i)));
        }
        for (int i = 0; i < slots.length; i++) {
            slots[i] = number(inputs.get(i));
        }
        TruthCode given = condition(call.kernel().given());
        NumberCode body = compile(call.kernel().body());
        String name = call.kernel().name();
        return frame -> {
            Fraction[] values = new Fraction[slots.length];
            for (int i = 0; i < slots.length; i++) {
                values[i] = arguments.get(i).at(frame);
            }
            for (int i = 0; i < slots.length; i++) {
                frame.numbers[slots[i]] = values[i];
            }
            required(given.at(frame), "the given of " + name);
            return body.at(frame);
        };
    }

    private NumberCode fold(Fold fold) throws Unreadable {
        if (!fold.accumulator().sort().isNumber()) {
            throw new Unreadable();
        }
        NumberCode low = compile(fold.low());
        NumberCode high = compile(fold.high());
        NumberCode initial = compile(fold.initial());
        int index = number(fold.index());
        int accumulator = number(fold.accumulator());
        NumberCode step = compile(fold.step());
        return frame -> {
            long start = index(low.at(frame));
            long end = index(high.at(frame));
            if (end - start > MOST_ROUNDS) {
                throw new Broken("a reduction of " + (end - start) + " rounds");
            }
            Fraction value = initial.at(frame);
            for (long i = start; i < end; i++) {
                frame.numbers[index] = Fraction.of(i);
                frame.numbers[accumulator] = value;
                value = step.at(frame);
            }
            return value;
        };
    }

    private NumberCode select(Select select) throws Unreadable {
        if (!(select.array() instanceof Variable v)) {
            throw new Unreadable();
        }
        int slot = known(arrays, v);
        NumberCode at = compile(select.index());
        return frame -> {
            long index = index(at.at(frame));
            Fraction[] elements = frame.arrays[slot];
            if (index < 0 || index >= elements.length) {
                throw new Broken("no element " + index);
            }
            return elements[(int) index];
        };
    }

    private NumberCode integer(Term operand, UnaryOperator<BigInteger> operation) throws Unreadable {
        NumberCode code = compile(operand);
        return frame -> {
            Rational value = code.at(frame).exact();
            if (!value.isInteger()) {
                throw new Broken(value + " is no integer");
            }
            return Fraction.of(Rational.of(operation.apply(value.numerator())));
        };
    }

    private static void required(boolean holds, String what) {
        if (!holds) {
            throw new Broken(what + " does not hold");
        }
    }

    private static Fraction least(Fraction a, Fraction b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Fraction greatest(Fraction a, Fraction b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Fraction divided(Fraction dividend, Fraction divisor) {
        if (divisor.signum() == 0) {
            throw new Broken("division by zero");
        }
        return dividend.dividedBy(divisor);
    }

    private static Fraction power(Fraction base, Fraction exponent) {
        long count = index(exponent);
        if (Math.abs(count) > 1 << 16) {
            throw new Broken("an exponent of " + count);
        }
        if (base.signum() == 0 && count < 0) {
            throw new Broken("division by zero");
        }
        if (count >= 0 && count <= 4) {
            Fraction result = Fraction.ONE;
            for (int i = 0; i < count; i++) {
                result = result.times(base);
            }
            return result;
        }
        return Fraction.of(base.exact().power((int) count));
    }

    /** An integer as 64 bits. */
    private static long index(Fraction value) {
        Rational exact = value.isSmall() && value.denominator() == 1 ? null : value.exact();
        if (exact == null) {
            return value.numerator();
        }
        if (!exact.isInteger() || exact.numerator().bitLength() > 62) {
            throw new Broken(exact + " is no index");
        }
        return exact.numerator().longValue();
    }
}
