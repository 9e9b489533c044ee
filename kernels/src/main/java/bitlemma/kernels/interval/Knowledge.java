package bitlemma.kernels.interval;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Compare.Relation;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Divide;
import bitlemma.grammar.core.Fits;
import bitlemma.grammar.core.ForAll;
import bitlemma.grammar.core.Maximum;
import bitlemma.grammar.core.Minimum;
import bitlemma.grammar.core.Multiply;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Not;
import bitlemma.grammar.core.Or;
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
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * What is known of variables at the place where a walk stands, and what follows from conditions. What a condition adds
 * is taken back where the walk leaves its scope.
 */
final class Knowledge {
    /** How many operations deep a condition is followed to the variables. */
    private static final int DEPTH = 24;

    private record Change(Variable variable, Interval before) {}

    private final Intervals nodes;
    private final Map<Variable, Interval> now = new HashMap<>();
    private final Map<Variable, Interval> ever = new HashMap<>();
    private final Map<Variable, Term> definitions = new HashMap<>();
    /** Where the indices of reductions end. */
    private final Map<Variable, Term> ends = new HashMap<>();

    private final Deque<Change> changes = new ArrayDeque<>();

    Knowledge(Intervals nodes) {
        this.nodes = nodes;
    }

    /** Binds a variable of which nothing but its values is known. */
    void bind(Variable variable, Interval interval) {
        definitions.remove(variable);
        now.put(variable, interval);
        ever.merge(variable, interval, Interval::join);
    }

    /** Binds a variable to a term that has just been walked through. */
    void define(Variable variable, Interval interval, Term value) {
        bind(variable, interval);
        definitions.put(variable, value);
    }

    /** Says that an index is below a term wherever it is used. */
    void end(Variable index, Term end) {
        ends.put(index, end);
    }

    /** Whether a comparison says of an index that it is below its end. */
    boolean isBelowEnd(Compare compare) {
        return compare.relation() == Relation.LESS
                && compare.left() instanceof Variable index
                && compare.right().equals(ends.get(index));
    }

    Interval of(Variable variable) {
        Interval interval = now.get(variable);
        if (interval == null) {
            interval = Intervals.of(variable.sort());
            bind(variable, interval);
        }
        return interval;
    }

    Interval everywhere(Variable variable) {
        return ever.getOrDefault(variable, Interval.EMPTY);
    }

    /** The array that a term is written out as, maybe behind names; null where it is none. */
    ArrayOf table(Term term) {
        return switch (term) {
            case ArrayOf t -> t;
            case Variable t -> definitions.get(t) instanceof Term definition ? table(definition) : null;
            default -> null;
        };
    }

    // ---- scopes ----

    int mark() {
        return changes.size();
    }

    /** Takes back what was learned since a mark. */
    void forget(int mark) {
        while (changes.size() > mark) {
            Change change = changes.pop();
            now.put(change.variable(), change.before());
        }
    }

    // ---- conditions ----

    /** Learns that a condition, which has just been walked through, is as wanted; false where that is impossible. */
    boolean assume(Term condition, boolean wanted) {
        return assume(condition, wanted, DEPTH);
    }

    private boolean assume(Term condition, boolean wanted, int depth) {
        if (depth == 0) {
            return true;
        }
        return switch (condition) {
            case Truth t -> t.value() == wanted;
            case Variable t -> {
                Interval both = of(t).intersect(Interval.of(wanted));
                learn(t, both);
                Term definition = definitions.get(t);
                yield !both.isEmpty() && (definition == null || assume(definition, wanted, depth - 1));
            }
            case Not t -> assume(t.operand(), !wanted, depth - 1);
            case And t -> !wanted || assume(t.left(), true, depth - 1) && assume(t.right(), true, depth - 1);
            case Or t -> wanted || assume(t.left(), false, depth - 1) && assume(t.right(), false, depth - 1);
            case Compare t -> compare(wanted ? t.relation() : t.relation().negated(), t.left(), t.right(), depth);
            case ForAll t -> {
                if (wanted) {
                    elements(t, t.body());
                }
                yield true;
            }
            default -> true;
        };
    }

    private boolean compare(Relation relation, Term left, Term right, int depth) {
        if (Truth.isOne(left) || Truth.isOne(right)) {
            return true;
        }
        boolean integers = Intervals.isInteger(left) && Intervals.isInteger(right);
        Interval first = value(left);
        Interval second = value(right);
        return narrow(left, first.intersect(related(relation, second, first, integers)), depth - 1)
                && narrow(right, second.intersect(related(mirrored(relation), first, second, integers)), depth - 1);
    }

    private static Relation mirrored(Relation relation) {
        return switch (relation) {
            case LESS -> Relation.GREATER;
            case AT_MOST -> Relation.AT_LEAST;
            case GREATER -> Relation.LESS;
            case AT_LEAST -> Relation.AT_MOST;
            case EQUAL, UNEQUAL -> relation;
        };
    }

    /** The numbers of {@code from} that can be related to one of {@code other}. */
    private static Interval related(Relation relation, Interval other, Interval from, boolean integers) {
        BigInteger step = integers ? BigInteger.ONE : BigInteger.ZERO;
        return switch (relation) {
            case LESS -> new Interval(null, other.high() == null ? null : other.high().subtract(step));
            case AT_MOST -> new Interval(null, other.high());
            case GREATER -> new Interval(other.low() == null ? null : other.low().add(step), null);
            case AT_LEAST -> new Interval(other.low(), null);
            case EQUAL -> other;
            case UNEQUAL -> {
                if (!integers || !other.isSingle()) {
                    yield Interval.ALL;
                }
                BigInteger out = other.low();
                yield Interval.of(
                        out.equals(from.low()) ? out.add(BigInteger.ONE) : from.low(),
                        out.equals(from.high()) ? out.subtract(BigInteger.ONE) : from.high());
            }
        };
    }

    /** The values of a term that has been walked through, here or in a wider scope. */
    private Interval value(Term term) {
        return term instanceof Variable variable ? of(variable) : nodes.at(term);
    }

    private void learn(Variable variable, Interval interval) {
        changes.push(new Change(variable, now.get(variable)));
        now.put(variable, interval);
    }

    /** Learns that a term's value is in an interval; false where that is impossible. */
    private boolean narrow(Term term, Interval wanted, int depth) {
        if (wanted.isEmpty()) {
            return false;
        }
        if (depth <= 0) {
            return true;
        }
        return switch (term) {
            case Variable t -> {
                Interval before = of(t);
                Interval after = before.intersect(wanted);
                if (after.equals(before)) {
                    yield true;
                }
                learn(t, after);
                Term definition = definitions.get(t);
                yield !after.isEmpty() && (definition == null || narrow(definition, after, depth - 1));
            }
            case Fits t -> narrow(t.operand(), wanted.intersect(Interval.of(t.format())), depth - 1);
            case Wrap t -> !value(t.operand()).within(t.format()) || narrow(t.operand(), wanted, depth - 1);
            case Saturate t -> narrow(t.operand(), unsaturated(t, wanted), depth - 1);
            case Require t -> narrow(t.body(), wanted, depth - 1);
            case Negate t -> narrow(t.operand(), wanted.negate(), depth - 1);
            case Add t ->
                narrow(t.left(), wanted.minus(value(t.right())), depth - 1)
                        && narrow(t.right(), wanted.minus(value(t.left())), depth - 1);
            case Subtract t ->
                narrow(t.left(), wanted.plus(value(t.right())), depth - 1)
                        && narrow(t.right(), value(t.left()).minus(wanted), depth - 1);
            case Multiply t -> {
                if (t.right() instanceof Constant) {
                    yield factor(t.left(), t.right(), wanted, depth);
                }
                yield !(t.left() instanceof Constant) || factor(t.right(), t.left(), wanted, depth);
            }
            case Absolute t ->
                wanted.high() == null
                        || narrow(t.operand(), Interval.of(wanted.high().negate(), wanted.high()), depth - 1);
            case Maximum t -> {
                Interval most = new Interval(null, wanted.high());
                yield narrow(t.left(), most, depth - 1) && narrow(t.right(), most, depth - 1);
            }
            case Minimum t -> {
                Interval least = new Interval(wanted.low(), null);
                yield narrow(t.left(), least, depth - 1) && narrow(t.right(), least, depth - 1);
            }
            case RoundTo t -> dividend(t, wanted, depth);
            default -> true;
        };
    }

    private static Interval unsaturated(Saturate term, Interval wanted) {
        boolean low = wanted.low() == null || wanted.low().compareTo(term.format().min()) <= 0;
        boolean high = wanted.high() == null || wanted.high().compareTo(term.format().max()) >= 0;
        return new Interval(low ? null : wanted.low(), high ? null : wanted.high());
    }

    /** Narrows a factor of which the other one is a positive constant integer. */
    private boolean factor(Term term, Term constant, Interval wanted, int depth) {
        Interval other = value(constant);
        if (!other.isSingle() || !other.isPositive()) {
            return true;
        }
        boolean integer = Intervals.isInteger(term);
        Interval inside = wanted.quotient(Rounding.CEILING, other);
        Interval outside = wanted.quotient(Rounding.FLOOR, other);
        return narrow(
                term,
                integer ? Interval.of(inside.low(), outside.high()) : Interval.of(outside.low(), inside.high()),
                depth - 1);
    }

    /** Narrows what is divided by a positive constant and rounded. */
    private boolean dividend(RoundTo term, Interval wanted, int depth) {
        if (!(term.operand() instanceof Divide quotient)) {
            return true;
        }
        Interval divisor = value(quotient.divisor());
        if (!divisor.isSingle() || !divisor.isPositive() || !Intervals.isInteger(quotient.divisor())) {
            return true;
        }
        if (term.rule() == Rounding.FLOOR && Intervals.isInteger(quotient.dividend())) {
            Interval rest = Interval.of(BigInteger.ZERO, divisor.low().subtract(BigInteger.ONE));
            return narrow(quotient.dividend(), wanted.times(divisor).plus(rest), depth - 1);
        }
        // Whatever the rule, the quotient is at most one away from its rounding.
        return narrow(quotient.dividend(), wanted.plus(Interval.of(-1, 1)).times(divisor), depth - 1);
    }

    /** Learns of an array's elements what a condition says of each of them. */
    private void elements(ForAll all, Term condition) {
        switch (condition) {
            case And t -> {
                elements(all, t.left());
                elements(all, t.right());
            }
            case Compare t -> {
                element(all, t.relation(), t.left(), t.right());
                element(all, mirrored(t.relation()), t.right(), t.left());
            }
            default -> {}
        }
    }

    private void element(ForAll all, Relation relation, Term left, Term right) {
        boolean every = right instanceof Constant
                && all.low().equals(Constant.of(0))
                && left instanceof Select select
                && select.index().equals(all.index())
                && select.array() instanceof Variable variable
                && variable.sort() instanceof Sort.Array array
                && array.element().isInteger()
                && array.length().equals(all.high());
        if (every) {
            Variable array = (Variable) ((Select) left).array();
            Interval before = of(array);
            boolean integers = Intervals.isInteger(right);
            learn(array, before.intersect(related(relation, value(right), before, integers)));
        }
    }
}
