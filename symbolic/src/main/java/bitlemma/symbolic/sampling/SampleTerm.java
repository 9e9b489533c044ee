package bitlemma.symbolic.sampling;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Classify;
import bitlemma.grammar.core.CodedTerm;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Decode;
import bitlemma.grammar.core.Divide;
import bitlemma.grammar.core.Elementary;
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
import bitlemma.grammar.core.RealFunction;
import bitlemma.grammar.core.RealTerm;
import bitlemma.grammar.core.Remainder;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.RoundTo;
import bitlemma.grammar.core.Saturate;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.core.Wrap;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import bitlemma.symbolic.exact.Evaluation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Terms as trees of closures over doubles. What has no value is not a number. Parts that compute with number formats go
 * through the exact evaluator, on the rational numbers that the doubles are.
 */
final class SampleTerm {
    /** A term that stands for a number. */
    interface NumberCode {
        double at(SampleFrame frame);
    }

    /** A term that stands for a truth value. */
    interface TruthCode {
        boolean at(SampleFrame frame);
    }

    /** A part that has no value at a sample ends the evaluation of a condition. */
    static final class Undefined extends RuntimeException {
        private static final long serialVersionUID = 1;

        Undefined() {
            super(null, null, false, false);
        }
    }

    /** A part that no reading has. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Term part;

        Unreadable(Term part) {
            super(null, null, false, false);
            this.part = part;
        }

        Term part() {
            return part;
        }
    }

    private final Evaluation evaluation;
    private final Map<Variable, Integer> numbers = new HashMap<>();
    private final Map<Variable, Integer> truths = new HashMap<>();
    private final Map<Variable, Integer> arrays = new HashMap<>();
    /** Parameters and random variables. */
    private final Set<Variable> inputs = new HashSet<>();

    private boolean exact;

    SampleTerm(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /** The slot of a parameter or random variable that is no array. */
    int input(Variable variable) {
        inputs.add(variable);
        return number(variable);
    }

    /** The slot of a random array. */
    int array(Variable variable) {
        inputs.add(variable);
        return arrays.computeIfAbsent(variable, v -> arrays.size());
    }

    /** The slot of any other number. */
    int number(Variable variable) {
        return numbers.computeIfAbsent(variable, v -> numbers.size());
    }

    private int truth(Variable variable) {
        return truths.computeIfAbsent(variable, v -> truths.size());
    }

    /** Whether some part that was compiled goes through the exact evaluator, and needs {@link SampleFrame#values}. */
    boolean isExact() {
        return exact;
    }

    SampleFrame frame() {
        return new SampleFrame(numbers.size(), truths.size(), arrays.size());
    }

    /** The code of a term that stands for a number. */
    NumberCode compile(Term term) throws Unreadable {
        return switch (term) {
            case Constant t -> {
                double value = Sampler.nearest(t.value());
                yield frame -> value;
            }
            case Variable t -> {
                if (t.sort() instanceof Sort.Coded || !numbers.containsKey(t)) {
                    throw new Unreadable(t);
                }
                int slot = numbers.get(t);
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
                yield frame -> left.at(frame) + right.at(frame);
            }
            case Subtract t -> {
                NumberCode left = compile(t.left());
                NumberCode right = compile(t.right());
                yield frame -> left.at(frame) - right.at(frame);
            }
            case Multiply t -> {
                NumberCode left = compile(t.left());
                NumberCode right = compile(t.right());
                yield frame -> left.at(frame) * right.at(frame);
            }
            case Negate t -> {
                NumberCode operand = compile(t.operand());
                yield frame -> -operand.at(frame);
            }
            case Divide t -> {
                NumberCode dividend = compile(t.dividend());
                NumberCode divisor = compile(t.divisor());
                yield frame -> {
                    double by = divisor.at(frame);
                    return by == 0 ? Double.NaN : dividend.at(frame) / by;
                };
            }
            case Power t -> power(t);
            case Absolute t -> {
                NumberCode operand = compile(t.operand());
                yield frame -> Math.abs(operand.at(frame));
            }
            case Minimum t -> {
                NumberCode left = compile(t.left());
                NumberCode right = compile(t.right());
                yield frame -> Math.min(left.at(frame), right.at(frame));
            }
            case Maximum t -> {
                NumberCode left = compile(t.left());
                NumberCode right = compile(t.right());
                yield frame -> Math.max(left.at(frame), right.at(frame));
            }
            case RoundTo t -> {
                NumberCode operand = compile(t.operand());
                Rounding rule = t.rule();
                yield frame -> rounded(rule, operand.at(frame));
            }
            case Remainder t -> {
                NumberCode dividend = compile(t.dividend());
                NumberCode divisor = compile(t.divisor());
                Remainder.Division division = t.division();
                yield frame -> remainder(division, dividend.at(frame), divisor.at(frame));
            }
            case Fits t -> {
                NumberCode operand = compile(t.operand());
                double low = t.format().min().doubleValue();
                double high = t.format().max().doubleValue();
                yield frame -> {
                    double value = operand.at(frame);
                    return value >= low && value <= high ? value : Double.NaN;
                };
            }
            case Saturate t -> {
                NumberCode operand = compile(t.operand());
                double low = t.format().min().doubleValue();
                double high = t.format().max().doubleValue();
                yield frame -> Math.max(low, Math.min(high, operand.at(frame)));
            }
            case Wrap t when t.format().width() <= 52 -> {
                NumberCode operand = compile(t.operand());
                IntegerFormat format = t.format();
                yield frame -> wrapped(format, operand.at(frame));
            }
            case Require t -> {
                TruthCode condition = condition(t.condition());
                NumberCode body = compile(t.body());
                yield frame -> condition.at(frame) ? body.at(frame) : Double.NaN;
            }
            case Elementary t -> elementary(t);
            case Decode t when t.operand() instanceof Variable v && inputs.contains(v) && numbers.containsKey(v) -> {
                int slot = numbers.get(v);
                yield frame -> frame.numbers[slot];
            }
            default -> leaf(term);
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
                if (!truths.containsKey(t)) {
                    throw new Unreadable(t);
                }
                int slot = truths.get(t);
                yield frame -> frame.truths[slot];
            }
            case Compare t when Truth.isOne(t.left()) -> {
                TruthCode left = condition(t.left());
                TruthCode right = condition(t.right());
                Compare.Relation relation = t.relation();
                yield frame -> relation.holds(Boolean.compare(left.at(frame), right.at(frame)));
            }
            case Compare t -> compare(t);
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
            case Let t when isPlain(t.variable()) -> {
                NumberCode binding = binding(t);
                TruthCode body = condition(t.body());
                yield frame -> {
                    binding.at(frame);
                    return body.at(frame);
                };
            }
            case Let t when isReal(t) ->
                condition(Substitution.apply(t.body(), Map.of(t.variable(), t.value())));
            case Require t -> {
                TruthCode condition = condition(t.condition());
                TruthCode body = condition(t.body());
                yield frame -> {
                    if (!condition.at(frame)) {
                        throw new Undefined();
                    }
                    return body.at(frame);
                };
            }
            case Classify t when t.operand() instanceof Variable v && inputs.contains(v) ->
                switch (t.kind()) {
                    case FINITE -> frame -> true;
                    case NAN, INFINITE -> frame -> false;
                    case ZERO, SUBNORMAL, NORMAL, NEGATIVE -> truthLeaf(t);
                };
            case ForAll t -> {
                NumberCode low = compile(t.low());
                NumberCode high = compile(t.high());
                int slot = number(t.index());
                TruthCode body = condition(t.body());
                yield frame -> {
                    double end = high.at(frame);
                    for (double i = low.at(frame); i < end; i++) {
                        frame.numbers[slot] = i;
                        if (!body.at(frame)) {
                            return false;
                        }
                    }
                    return true;
                };
            }
            default -> truthLeaf(term);
        };
    }

    private TruthCode compare(Compare t) throws Unreadable {
        NumberCode left = compile(t.left());
        NumberCode right = compile(t.right());
        Compare.Relation relation = t.relation();
        return frame -> {
            double a = left.at(frame);
            double b = right.at(frame);
            if (Double.isNaN(a) || Double.isNaN(b)) {
                throw new Undefined();
            }
            return relation.holds(a < b ? -1 : a > b ? 1 : 0);
        };
    }

    private static boolean isPlain(Variable variable) {
        return variable.sort().isNumber() || variable.sort() == Sort.BOOLEAN;
    }

    private static boolean isReal(Term term) {
        return Children.all(term)
                .anyMatch(t -> t instanceof RealTerm || t instanceof Call call && isReal(call.kernel().body()));
    }

    private NumberCode let(Let let) throws Unreadable {
        if (!isPlain(let.variable())) {
            return isReal(let)
                    ? compile(Substitution.apply(let.body(), Map.of(let.variable(), let.value())))
                    : leaf(let);
        }
        NumberCode binding = binding(let);
        NumberCode body = compile(let.body());
        return frame -> {
            binding.at(frame);
            return body.at(frame);
        };
    }

    /** What stores the value of a name; the number that it gives means nothing. */
    private NumberCode binding(Let let) throws Unreadable {
        if (Truth.isOne(let.value())) {
            TruthCode value = condition(let.value());
            int slot = truth(let.variable());
            return frame -> {
                frame.truths[slot] = value.at(frame);
                return 0;
            };
        }
        NumberCode value = compile(let.value());
        int slot = number(let.variable());
        return frame -> frame.numbers[slot] = value.at(frame);
    }

    private NumberCode call(Call call) throws Unreadable {
        List<Variable> variables = new ArrayList<>(call.kernel().parameters());
        variables.addAll(call.kernel().lengths());
        boolean real = isReal(call);
        if (!variables.stream().allMatch(v -> v.sort().isNumber())
                || !real && Children.all(call.kernel().body()).anyMatch(t -> t instanceof CodedTerm)) {
            return leaf(call);
        }
        NumberCode[] arguments = new NumberCode[variables.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = compile(call.arguments().get(i));
        }
        int[] slots = variables.stream().mapToInt(this::number).toArray();
        TruthCode given = condition(call.kernel().given());
        NumberCode body = compile(call.kernel().body());
        return frame -> {
            double[] values = new double[slots.length];
            for (int i = 0; i < slots.length; i++) {
                values[i] = arguments[i].at(frame);
            }
            for (int i = 0; i < slots.length; i++) {
                frame.numbers[slots[i]] = values[i];
            }
            return given.at(frame) ? body.at(frame) : Double.NaN;
        };
    }

    private NumberCode fold(Fold fold) throws Unreadable {
        if (!fold.accumulator().sort().isNumber()) {
            return leaf(fold);
        }
        NumberCode low = compile(fold.low());
        NumberCode high = compile(fold.high());
        NumberCode initial = compile(fold.initial());
        int index = number(fold.index());
        int accumulator = number(fold.accumulator());
        NumberCode step = compile(fold.step());
        return frame -> {
            double end = high.at(frame);
            double i = low.at(frame);
            double value = initial.at(frame);
            for (; i < end; i++) {
                frame.numbers[index] = i;
                frame.numbers[accumulator] = value;
                value = step.at(frame);
            }
            return value;
        };
    }

    private NumberCode select(Select select) throws Unreadable {
        if (!(select.array() instanceof Variable v) || !arrays.containsKey(v)) {
            return leaf(select);
        }
        int slot = arrays.get(v);
        NumberCode at = compile(select.index());
        return frame -> {
            double index = at.at(frame);
            double[] elements = frame.arrays[slot];
            return index >= 0 && index < elements.length ? elements[(int) index] : Double.NaN;
        };
    }

    private NumberCode power(Power power) throws Unreadable {
        NumberCode base = compile(power.base());
        if (power.exponent() instanceof Constant c
                && c.value().isInteger()
                && c.value().abs().compareTo(Rational.of(64)) < 0) {
            int count = c.value().numerator().intValue();
            return frame -> {
                double factor = base.at(frame);
                double product = 1;
                for (int i = Math.abs(count); i > 0; i--) {
                    product *= factor;
                }
                return count >= 0 ? product : 1 / product;
            };
        }
        NumberCode exponent = compile(power.exponent());
        return frame -> StrictMath.pow(base.at(frame), exponent.at(frame));
    }

    private static double rounded(Rounding rule, double x) {
        double floor = Math.floor(x);
        return switch (rule) {
            case FLOOR -> floor;
            case CEILING -> Math.ceil(x);
            case TRUNCATE -> x < 0 ? Math.ceil(x) : floor;
            case UP -> x - floor >= 0.5 ? floor + 1 : floor;
            case AWAY -> x < 0 ? -rounded(Rounding.UP, -x) : rounded(Rounding.UP, x);
            case EVEN -> Math.rint(x);
            case ODD -> x == floor ? x : Math.abs(floor % 2) == 1 ? floor : floor + 1;
        };
    }

    private static double remainder(Remainder.Division division, double dividend, double divisor) {
        double rest = divisor == 0 ? Double.NaN : dividend % divisor;
        return switch (division) {
            case TRUNCATE -> rest;
            case FLOOR -> rest != 0 && rest < 0 != divisor < 0 ? rest + divisor : rest;
            case EUCLID -> rest < 0 ? rest + Math.abs(divisor) : rest;
        };
    }

    private static double wrapped(IntegerFormat format, double value) {
        double modulus = StrictMath.scalb(1.0, format.width());
        double bits = remainder(Remainder.Division.FLOOR, value, modulus);
        return format.signed() && bits >= modulus / 2 ? bits - modulus : bits;
    }

    private NumberCode elementary(Elementary term) throws Unreadable {
        List<NumberCode> operands = new ArrayList<>();
        for (Term operand : term.operands()) {
            operands.add(compile(operand));
        }
        RealFunction function = term.function();
        return switch (operands.size()) {
            case 0 -> {
                double value = RealFunctions.constant(function);
                yield frame -> value;
            }
            case 1 -> {
                NumberCode operand = operands.getFirst();
                yield frame -> RealFunctions.value(function, operand.at(frame));
            }
            default -> {
                NumberCode base = operands.getFirst();
                NumberCode exponent = operands.get(1);
                yield frame -> {
                    double b = base.at(frame);
                    return b > 0 ? StrictMath.pow(b, exponent.at(frame)) : b == 0 ? 0 : Double.NaN;
                };
            }
        };
    }

    /** Where the values of the free variables of a part are found, besides those of inputs. */
    private Map<Variable, Integer> locals(Term term) throws Unreadable {
        if (isReal(term)) {
            throw new Unreadable(term);
        }
        Map<Variable, Integer> locals = new LinkedHashMap<>();
        for (Variable variable : Children.free(term)) {
            if (!inputs.contains(variable)) {
                if (!numbers.containsKey(variable)) {
                    throw new Unreadable(variable);
                }
                locals.put(variable, numbers.get(variable));
            }
        }
        exact = true;
        return locals;
    }

    private static Map<Variable, Value> values(SampleFrame frame, Map<Variable, Integer> locals) {
        if (locals.isEmpty()) {
            return frame.values;
        }
        Map<Variable, Value> values = new HashMap<>(frame.values);
        locals.forEach((variable, slot) -> values.put(variable, new Value.Number(Sampler.exact(frame.numbers[slot]))));
        return values;
    }

    private NumberCode leaf(Term term) throws Unreadable {
        Map<Variable, Integer> locals = locals(term);
        return frame -> {
            Optional<Rational> value = evaluation.value(term, values(frame, locals));
            return value.isEmpty() ? Double.NaN : Sampler.nearest(value.get());
        };
    }

    private TruthCode truthLeaf(Term term) throws Unreadable {
        Map<Variable, Integer> locals = locals(term);
        return frame -> evaluation.truth(term, values(frame, locals)).orElseThrow(Undefined::new);
    }
}
