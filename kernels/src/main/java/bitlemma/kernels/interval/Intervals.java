package bitlemma.kernels.interval;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.BitCount;
import bitlemma.grammar.core.Bitwise;
import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.CodedTerm;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Divide;
import bitlemma.grammar.core.Fits;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.ForAll;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Maximum;
import bitlemma.grammar.core.Minimum;
import bitlemma.grammar.core.Multiply;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Not;
import bitlemma.grammar.core.Or;
import bitlemma.grammar.core.Power;
import bitlemma.grammar.core.RealTerm;
import bitlemma.grammar.core.Remainder;
import bitlemma.grammar.core.Repeat;
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
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The reading of the core as plain intervals, for those who write machine code from it: which values each node of a
 * term takes, over all inputs from given intervals. An interval speaks of evaluation as the evaluator does it, in order
 * and up to the first broken obligation: what an If does not choose is not evaluated, and after a Require its condition
 * holds.
 *
 * <p>Nodes are told apart by identity. A node that is evaluated more than once (in several rounds or calls, or since a
 * term has it twice) has the interval of all its values; so code that is made once for it is right everywhere.
 *
 * <p>Terms are walked recursively.
 */
public final class Intervals {
    /** Rounds of a reduction that are followed one by one before its accumulator is widened. */
    private static final int ROUNDS = 80;

    private final Map<Term, Interval> nodes = new IdentityHashMap<>();
    /** Tables that are made of constants alone. */
    private final Map<ArrayOf, Interval> constants = new IdentityHashMap<>();
    private final Map<Call, Boolean> kept = new IdentityHashMap<>();
    private final Map<Invocation, Interval> invocations = new HashMap<>();
    private final Knowledge known = new Knowledge(this);

    /** A kernel on arguments of these intervals, which bodies are looked at once for. */
    private record Invocation(Kernel kernel, List<Interval> arguments, Interval given) {}

    private Intervals() {}

    /**
     * The intervals of a term.
     *
     * @param inputs the intervals of free variables (for an array: of its elements); for one that is missing, what its
     *     sort says
     */
    public static Intervals of(Term term, Map<Variable, Interval> inputs) {
        Intervals intervals = new Intervals();
        inputs.forEach(intervals.known::bind);
        intervals.visit(term);
        return intervals;
    }

    /**
     * The intervals of a body where a condition holds of the inputs. The condition's own nodes have intervals too.
     *
     * @param inputs as in {@link #of(Term, Map)}
     */
    public static Intervals of(Term given, Term body, Map<Variable, Interval> inputs) {
        Intervals intervals = new Intervals();
        inputs.forEach(intervals.known::bind);
        intervals.side(intervals.visit(given), true, given, body);
        return intervals;
    }

    /** The intervals of a kernel's body on all inputs that satisfy its given. */
    public static Intervals of(Kernel kernel) {
        return of(kernel.given(), kernel.body(), Map.of());
    }

    // ---- answers ----

    /** The values of a node; of an array, those of its elements. Empty for one that is never evaluated to the end. */
    public Interval at(Term node) {
        return switch (node) {
            case Constant t -> constant(t.value());
            case Truth t -> Interval.of(t.value());
            default -> nodes.getOrDefault(node, Interval.EMPTY);
        };
    }

    /** The values of a variable wherever it is bound; of an array, those of its elements. */
    public Interval at(Variable variable) {
        return known.everywhere(variable);
    }

    /** Whether the obligation of this node, which came from the same term, is kept whenever it is evaluated. */
    public boolean isKept(Fits node) {
        return at(node.operand()).within(node.format()) && (at(node.operand()).isEmpty() || isInteger(node.operand()));
    }

    /** Whether the obligation of this node is kept whenever it is evaluated. */
    public boolean isKept(Require node) {
        return at(node.condition()).within(Interval.TRUE);
    }

    /** Whether the given of the called kernel holds whenever the call is evaluated. Its body is another question. */
    public boolean isKept(Call node) {
        return kept.getOrDefault(node, true);
    }

    /** Whether a wrapping never changes its operand. */
    public boolean isIdle(Wrap node) {
        return at(node.operand()).within(node.format());
    }

    /** Whether a saturation never changes its operand. */
    public boolean isIdle(Saturate node) {
        return at(node.operand()).within(node.format());
    }

    /** The interval that a sort alone gives; of an array, that of its elements. */
    public static Interval of(Sort sort) {
        return switch (sort) {
            case Sort.Coded coded -> throw new IllegalStateException("not lowered: " + coded);
            case Sort.Machine machine -> Interval.of(machine.format());
            case Sort.ExactInteger integer -> Interval.ALL;
            case Sort.ExactRational rational -> Interval.ALL;
            case Sort.Bool bool -> Interval.EITHER;
            case Sort.Array array -> of(array.element());
        };
    }

    // ---- the walk ----

    private Interval visit(Term term) {
        if (term instanceof Constant || term instanceof Truth) {
            return at(term);
        }
        Interval interval = compute(term);
        nodes.merge(term, interval, Interval::join);
        return interval;
    }

    private static Interval constant(Rational value) {
        return Interval.of(value.floor(), value.ceiling());
    }

    private Interval compute(Term term) {
        return switch (term) {
            case CodedTerm t -> throw new IllegalStateException("not lowered: " + t);
            case RealTerm t -> throw new IllegalStateException("only derivations hold it: " + t);
            case Constant t -> constant(t.value());
            case Truth t -> Interval.of(t.value());
            case Variable t -> known.of(t);
            case Let t -> {
                Interval value = visit(t.value());
                if (value.isEmpty() && !(t.variable().sort() instanceof Sort.Array)) {
                    yield Interval.EMPTY;
                }
                known.define(t.variable(), value, t.value());
                yield visit(t.body());
            }
            case If t -> {
                Interval condition = visit(t.condition());
                Interval then = side(condition, true, t.condition(), t.then());
                yield then.join(side(condition, false, t.condition(), t.otherwise()));
            }
            case Call t -> call(t);
            case Fold t -> fold(t);
            case ForAll t -> forAll(t);
            case Select t -> select(t);
            case ArrayOf t -> array(t);
            case Repeat t -> {
                Interval element = visit(t.element());
                visit(t.count());
                yield element;
            }
            case Add t -> visit(t.left()).plus(visit(t.right()));
            case Subtract t -> visit(t.left()).minus(visit(t.right()));
            case Multiply t -> {
                Interval product = visit(t.left()).times(visit(t.right()));
                yield t.left() instanceof Variable && t.left().equals(t.right()) 
                        ? product.intersect(new Interval(BigInteger.ZERO, null))
                        : product;
            }
            case Negate t -> visit(t.operand()).negate();
            case Divide t -> {
                Interval dividend = visit(t.dividend());
                Interval divisor = visit(t.divisor());
                yield isInteger(t.divisor()) ? dividend.dividedBy(divisor) : unknown(dividend, divisor);
            }
            case Power t -> visit(t.base()).power(visit(t.exponent()));
            case Absolute t -> visit(t.operand()).abs();
            case Minimum t -> visit(t.left()).min(visit(t.right()));
            case Maximum t -> visit(t.left()).max(visit(t.right()));
            case RoundTo t -> {
                Interval operand = visit(t.operand());
                yield t.operand() instanceof Divide quotient && isInteger(quotient.divisor())
                        ? at(quotient.dividend()).quotient(t.rule(), at(quotient.divisor())).intersect(operand)
                        : operand;
            }
            case Remainder t -> visit(t.dividend()).remainder(t.division(), visit(t.divisor()));
            case Compare t -> {
                Interval truth = visit(t.left()).compare(t.relation(), visit(t.right()));
                yield !truth.isEmpty() && known.isBelowEnd(t) ? Interval.TRUE : truth;
            }
            case Not t -> Interval.not(visit(t.operand()));
            case And t -> {
                Interval left = visit(t.left());
                yield left.intersect(Interval.FALSE).join(side(left, true, t.left(), t.right()));
            }
            case Or t -> {
                Interval left = visit(t.left());
                yield left.intersect(Interval.TRUE).join(side(left, false, t.left(), t.right()));
            }
            case Bitwise t -> visit(t.left()).bitwise(t.operator(), visit(t.right()));
            case BitCount t -> visit(t.operand()).count(t.count(), t.format());
            case Fits t -> visit(t.operand()).intersect(Interval.of(t.format()));
            case Wrap t -> visit(t.operand()).wrap(t.format());
            case Saturate t -> visit(t.operand()).saturate(t.format());
            case Require t -> side(visit(t.condition()), true, t.condition(), t.body());
        };
    }

    private static Interval unknown(Interval left, Interval right) {
        return left.isEmpty() || right.isEmpty() ? Interval.EMPTY : Interval.ALL;
    }

    /** A term that is evaluated only where a condition, whose interval is known, is as wanted. */
    private Interval side(Interval condition, boolean wanted, Term test, Term term) {
        if (condition.intersect(Interval.of(wanted)).isEmpty()) {
            return Interval.EMPTY;
        }
        int mark = known.mark();
        Interval result = known.assume(test, wanted) ? visit(term) : Interval.EMPTY;
        known.forget(mark);
        return result;
    }

    private Interval array(ArrayOf array) {
        Interval all = constants.get(array);
        if (all == null) {
            all = Interval.EMPTY;
            for (Term element : array.elements()) {
                all = all.join(visit(element));
            }
            if (array.elements().stream().allMatch(e -> e instanceof Constant)) {
                constants.put(array, all);
            }
        }
        return all;
    }

    private Interval select(Select select) {
        Interval elements = visit(select.array());
        Interval index = visit(select.index());
        if (index.isEmpty()) {
            return Interval.EMPTY;
        }
        if (known.table(select.array()) instanceof ArrayOf table) {
            Interval inside = index.intersect(Interval.of(0, table.elements().size() - 1));
            if (inside.isEmpty()) {
                return Interval.EMPTY;
            }
            Interval part = Interval.EMPTY;
            for (int i = inside.low().intValueExact(); i <= inside.high().intValueExact(); i++) {
                part = part.join(at(table.elements().get(i)));
            }
            return part;
        }
        return elements;
    }

    private Interval call(Call call) {
        Kernel kernel = call.kernel();
        List<Interval> arguments = new ArrayList<>();
        call.arguments().forEach(a -> arguments.add(visit(a)));
        for (int i = 0; i < arguments.size(); i++) {
            Variable variable = i < kernel.parameters().size()
                    ? kernel.parameters().get(i)
                    : kernel.lengths().get(i - kernel.parameters().size());
            if (arguments.get(i).isEmpty() && !(variable.sort() instanceof Sort.Array)) {
                return Interval.EMPTY;
            }
            if (variable.sort() instanceof Sort.Array) {
                known.define(variable, arguments.get(i), call.arguments().get(i));
            } else {
                // Where the argument comes from is left out: the same body is not walked again for the same intervals.
                known.bind(variable, arguments.get(i));
            }
        }
        Interval given = visit(kernel.given());
        if (!given.within(Interval.TRUE)) {
            kept.put(call, false);
        } else {
            kept.putIfAbsent(call, true);
        }
        boolean arrays = kernel.parameters().stream().anyMatch(p -> p.sort() instanceof Sort.Array);
        Invocation invocation = new Invocation(kernel, arguments, given);
        if (!arrays && invocations.get(invocation) instanceof Interval before) {
            return before;
        }
        Interval result = side(given, true, kernel.given(), kernel.body()).intersect(of(kernel.result()));
        invocations.put(invocation, result);
        return result;
    }

    private Interval fold(Fold fold) {
        Interval low = visit(fold.low());
        Interval high = visit(fold.high());
        Interval initial = visit(fold.initial());
        if (low.isEmpty() || high.isEmpty() || initial.isEmpty()) {
            return Interval.EMPTY;
        }
        BigInteger most = low.low() == null || high.high() == null ? null : high.high().subtract(low.low());
        Interval index = Interval.of(low.low(), high.high() == null ? null : high.high().subtract(BigInteger.ONE));
        known.end(fold.index(), fold.high());
        if (index.isEmpty() || most != null && most.signum() <= 0) {
            return initial;
        }
        if (most != null && addend(fold) instanceof Term addend) {
            return sum(fold, index, initial, most, addend);
        }
        Interval accumulator = initial;
        for (int round = 0; most == null || most.compareTo(BigInteger.valueOf(round)) > 0; round++) {
            if (round == ROUNDS) {
                accumulator = of(fold.accumulator().sort());
            }
            known.bind(fold.index(), index);
            known.bind(fold.accumulator(), accumulator);
            Interval next = accumulator.join(visit(fold.step()).intersect(of(fold.accumulator().sort())));
            if (next.equals(accumulator)) {
                break;
            }
            accumulator = next;
        }
        return accumulator;
    }

    /** What each round adds to the accumulator, where it does nothing else with it; null elsewhere. */
    private static Term addend(Fold fold) {
        Term step = fold.step();
        while (step instanceof Let let && !Children.mentions(let.value(), fold.accumulator())) {
            step = let.body();
        }
        if (step instanceof Fits fits) {
            step = fits.operand();
        }
        return step instanceof Add add
                        && add.left().equals(fold.accumulator())
                        && !Children.mentions(add.right(), fold.accumulator())
                ? add.right()
                : null;
    }

    /** A sum of at most so many addends, of which none depends on the sum. */
    private Interval sum(Fold fold, Interval index, Interval initial, BigInteger most, Term addend) {
        known.bind(fold.index(), index);
        known.bind(fold.accumulator(), initial);
        visit(fold.step());
        Interval each = at(addend);
        if (each.isEmpty()) {
            return initial;
        }
        Interval sort = of(fold.accumulator().sort());
        Interval before = Interval.of(BigInteger.ZERO, most.subtract(BigInteger.ONE));
        known.bind(fold.accumulator(), initial.plus(before.times(each)).intersect(sort));
        return initial.join(visit(fold.step()).intersect(sort));
    }

    private Interval forAll(ForAll all) {
        Interval low = visit(all.low());
        Interval high = visit(all.high());
        if (low.isEmpty() || high.isEmpty()) {
            return Interval.EMPTY;
        }
        Interval index = Interval.of(low.low(), high.high() == null ? null : high.high().subtract(BigInteger.ONE));
        if (index.isEmpty()) {
            return Interval.TRUE;
        }
        known.bind(all.index(), index);
        known.end(all.index(), all.high());
        Interval body = visit(all.body());
        boolean certain = low.high() != null && high.low() != null && low.high().compareTo(high.low()) < 0;
        return body.join(certain ? Interval.EMPTY : Interval.TRUE);
    }

    // ---- integers ----

    /** Whether a number is an integer by its form. */
    static boolean isInteger(Term term) {
        return switch (term) {
            case CodedTerm t -> throw new IllegalStateException("not lowered: " + t);
            case RealTerm t -> throw new IllegalStateException("only derivations hold it: " + t);
            case Constant t -> t.value().isInteger();
            case Variable t -> t.sort().isInteger();
            case Let t -> isInteger(t.body());
            case If t -> isInteger(t.then()) && isInteger(t.otherwise());
            case Call t -> t.kernel().result().isInteger();
            case Fold t -> t.accumulator().sort().isInteger();
            case Select t ->
                !(t.array() instanceof ArrayOf table) || table.elements().stream().allMatch(Intervals::isInteger);
            case Add t -> isInteger(t.left()) && isInteger(t.right());
            case Subtract t -> isInteger(t.left()) && isInteger(t.right());
            case Multiply t -> isInteger(t.left()) && isInteger(t.right());
            case Negate t -> isInteger(t.operand());
            case Divide t -> false;
            case Power t ->
                isInteger(t.base())
                        && (!(t.exponent() instanceof Constant c) || c.value().signum() >= 0);
            case Absolute t -> isInteger(t.operand());
            case Minimum t -> isInteger(t.left()) && isInteger(t.right());
            case Maximum t -> isInteger(t.left()) && isInteger(t.right());
            case Require t -> isInteger(t.body());
            case RoundTo t -> true;
            case Remainder t -> true;
            case Bitwise t -> true;
            case BitCount t -> true;
            case Fits t -> true;
            case Wrap t -> true;
            case Saturate t -> true;
            case Truth t -> false;
            case ForAll t -> false;
            case ArrayOf t -> false;
            case Repeat t -> false;
            case Compare t -> false;
            case Not t -> false;
            case And t -> false;
            case Or t -> false;
        };
    }
}
