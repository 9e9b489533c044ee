package bitlemma.kernels.compiled;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.BitCount;
import bitlemma.grammar.core.Bitwise;
import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Compare.Relation;
import bitlemma.grammar.core.Constant;
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
import bitlemma.kernels.compiled.Lane.Operation;
import bitlemma.kernels.interval.Interval;
import bitlemma.kernels.interval.Intervals;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Terms as lanes. Truth values are masks: all bits one, or all zero. What is under a condition is computed anyway,
 * whatever comes out, and its broken obligations count only where the condition holds.
 */
final class LaneTerms {
    /** The conditions under which a term is evaluated. */
    private record Path(Path outer, Lane mask) {}

    private final Intervals intervals;
    private final LaneGraph graph;
    private final LaneDivision division;
    private final Obligations obligations;
    private final Map<Variable, Lane> names = new HashMap<>();
    private final Map<Variable, Table> tables = new HashMap<>();
    private final Map<Variable, Integer> lengths = new HashMap<>();
    private final List<Lane> failures = new ArrayList<>();
    private Path path;

    /** @param intervals the intervals of the terms that will be lowered */
    LaneTerms(Intervals intervals, LaneGraph graph) {
        this.intervals = intervals;
        this.graph = graph;
        this.division = new LaneDivision(graph);
        this.obligations = new Obligations(intervals);
    }

    /** Says what an input is; a truth value is a mask. */
    void input(Variable variable, Lane lane) {
        names.put(variable, lane);
    }

    /** Lanes that are 0 where nothing has failed so far. */
    List<Lane> failures() {
        return failures;
    }

    // ---- what must hold ----

    /** A truth value as a mask, whose obligations must be kept. */
    Lane condition(Term term) {
        return truth(term);
    }

    /** Fails where a term is false, or breaks an obligation, and the mask is set; null stands for everywhere. */
    void must(Term term, Lane mask) {
        path = mask == null ? null : new Path(null, mask);
        must(term);
        path = null;
    }

    private void must(Term term) {
        switch (term) {
            case And t -> {
                // Where the left side is false, all is lost anyway.
                must(t.left());
                must(t.right());
            }
            case Let t -> {
                bind(t);
                must(t.body());
            }
            case Require t -> {
                must(t.condition());
                must(t.body());
            }
            case If t when intervals.at(t.condition()).isSingle() && !obligations.canBreak(t.condition()) ->
                must(intervals.at(t.condition()).isTrue() ? t.then() : t.otherwise());
            case If t -> {
                Lane condition = truth(t.condition());
                Path before = path;
                path = new Path(before, condition);
                must(t.then());
                path = new Path(before, graph.not(condition));
                must(t.otherwise());
                path = before;
            }
            case Compare t when t.relation() == Relation.EQUAL
                    && !Truths.isOne(t.left())
                    && !intervals.at(t).isTrue() -> {
                boolean wide = isWide(t.left()) || isWide(t.right());
                fail(graph.xor(number(t.left(), wide), number(t.right(), wide)));
            }
            default -> fail(graph.not(truth(term)));
        }
    }

    /** Fails where a lane is not 0, on this path. */
    private void fail(Lane lane) {
        Lane failure = lane;
        for (Path at = path; at != null; at = at.outer()) {
            failure = graph.and(failure, graph.as(at.mask(), failure.wide()));
        }
        if (!failure.isConstant(0)) {
            failures.add(failure);
        }
    }

    // ---- names ----

    private void bind(Let let) {
        Variable variable = let.variable();
        if (variable.sort() instanceof Sort.Array) {
            table(variable, let.value());
        } else if (variable.sort() == Sort.BOOLEAN) {
            names.put(variable, truth(let.value()));
        } else {
            names.put(variable, number(let.value()));
        }
    }

    private void table(Variable variable, Term value) {
        if (value instanceof ArrayOf array && Table.of(array) instanceof Table table) {
            tables.put(variable, table);
            lengths.put(variable, array.elements().size());
        } else if (value instanceof Variable other && tables.containsKey(other)) {
            tables.put(variable, tables.get(other));
            lengths.put(variable, lengths.get(other));
        } else {
            throw new NotCompilable("an array in a sweep");
        }
    }

    // ---- truth values ----

    /** A mask of int or long. */
    private Lane truth(Term term) {
        Interval known = intervals.at(term);
        if (known.isSingle() && !obligations.canBreak(term)) {
            return mask(known.isTrue());
        }
        return switch (term) {
            case Truth t -> mask(t.value());
            case Variable t -> names.get(t);
            case Not t -> graph.not(truth(t.operand()));
            case And t -> {
                Lane left = truth(t.left());
                Path before = path;
                path = new Path(before, left);
                Lane right = truth(t.right());
                path = before;
                yield both(left, right, Operation.AND);
            }
            case Or t -> {
                Lane left = truth(t.left());
                Path before = path;
                path = new Path(before, graph.not(left));
                Lane right = truth(t.right());
                path = before;
                yield both(left, right, Operation.OR);
            }
            case Compare t -> {
                if (Truths.isOne(t.left())) {
                    yield truths(t.relation(), truth(t.left()), truth(t.right()));
                }
                boolean wide = isWide(t.left()) || isWide(t.right());
                yield compare(
                        t.relation(),
                        number(t.left(), wide),
                        number(t.right(), wide),
                        intervals.at(t.left()),
                        intervals.at(t.right()));
            }
            case Let t -> {
                bind(t);
                yield truth(t.body());
            }
            case Require t -> {
                require(t);
                yield truth(t.body());
            }
            case If t -> choice(t, true, false);
            case Select t -> graph.negate(select(t));
            case Fold t -> throw new NotCompilable("a reduction in a sweep");
            case ForAll t -> throw new NotCompilable("a range in a sweep");
            default -> throw new IllegalStateException("no truth value: " + term);
        };
    }

    private Lane mask(boolean value) {
        return graph.constant(value ? -1 : 0, false);
    }

    /** Two masks, as ints where one of them is an int. */
    private Lane both(Lane left, Lane right, Operation operation) {
        boolean wide = left.wide() && right.wide();
        return graph.bits(operation, graph.as(left, wide), graph.as(right, wide));
    }

    private Lane truths(Relation relation, Lane left, Lane right) {
        Lane differ = both(left, right, Operation.XOR);
        return switch (relation) {
            case EQUAL -> graph.not(differ);
            case UNEQUAL -> differ;
            // False is less than true.
            case LESS -> both(graph.not(left), right, Operation.AND);
            case AT_MOST -> both(graph.not(left), right, Operation.OR);
            case GREATER -> both(left, graph.not(right), Operation.AND);
            case AT_LEAST -> both(left, graph.not(right), Operation.OR);
        };
    }

    private Lane compare(Relation relation, Lane left, Lane right, Interval first, Interval second) {
        return switch (relation) {
            case EQUAL -> equal(left, right);
            case UNEQUAL -> graph.not(equal(left, right));
            case LESS -> less(left, right, first, second);
            case AT_LEAST -> graph.not(less(left, right, first, second));
            case GREATER -> less(right, left, second, first);
            case AT_MOST -> graph.not(less(right, left, second, first));
        };
    }

    private static int sign(Lane lane) {
        return lane.wide() ? Long.SIZE - 1 : Integer.SIZE - 1;
    }

    private static boolean isWithin(Interval interval, boolean wide) {
        return wide ? interval.isLong() : interval.isInt();
    }

    private Lane less(Lane left, Lane right, Interval first, Interval second) {
        if (isWithin(first.minus(second), left.wide())) {
            return graph.shiftRight(graph.subtract(left, right), sign(left));
        }
        // The sign of the difference is wrong only where the operands' signs differ.
        Lane unlike = graph.and(left, graph.not(right));
        Lane alike = graph.and(graph.not(graph.xor(left, right)), graph.subtract(left, right));
        return graph.shiftRight(graph.or(unlike, alike), sign(left));
    }

    private Lane equal(Lane left, Lane right) {
        Lane differ = graph.xor(left, right);
        if (differ.low() >= 0) {
            return graph.shiftRight(graph.subtract(differ, graph.constant(1, differ.wide())), sign(differ));
        }
        return graph.not(graph.shiftRight(graph.or(differ, graph.negate(differ)), sign(differ)));
    }

    // ---- choices ----

    private Lane choice(If t, boolean truth, boolean wide) {
        Interval known = intervals.at(t.condition());
        if (known.isSingle() && !obligations.canBreak(t.condition())) {
            Term only = known.isTrue() ? t.then() : t.otherwise();
            return truth ? truth(only) : number(only, wide);
        }
        Lane condition = truth(t.condition());
        Path before = path;
        path = new Path(before, condition);
        Lane then = truth ? graph.as(truth(t.then()), false) : number(t.then(), wide);
        path = new Path(before, graph.not(condition));
        Lane otherwise = truth ? graph.as(truth(t.otherwise()), false) : number(t.otherwise(), wide);
        path = before;
        Lane mask = graph.as(condition, wide);
        if (otherwise.isConstant(0)) {
            return graph.and(then, mask);
        }
        if (then.isConstant(0)) {
            return graph.and(otherwise, graph.not(mask));
        }
        return graph.xor(otherwise, graph.and(graph.xor(then, otherwise), mask));
    }

    // ---- obligations ----

    private void require(Require require) {
        if (!intervals.isKept(require) || obligations.canBreak(require.condition())) {
            fail(graph.not(truth(require.condition())));
        }
    }

    // ---- numbers ----

    private boolean isWide(Term term) {
        Interval interval = intervals.at(term);
        if (!interval.isLong()) {
            throw new NotCompilable("numbers of more than 64 bits in a sweep");
        }
        return !interval.isInt();
    }

    private Lane number(Term term, boolean wide) {
        return graph.as(number(term), wide);
    }

    /** The lane of a number: an int where its interval allows it, a long elsewhere. */
    private Lane number(Term term) {
        boolean wide = isWide(term);
        Interval known = intervals.at(term);
        if (known.isSingle() && !obligations.canBreak(term)) {
            return graph.constant(known.low().longValue(), wide);
        }
        Lane lane = switch (term) {
            case Constant t -> graph.constant(t.value().toIntegerExact().longValueExact(), wide);
            case Variable t -> names.get(t);
            case Let t -> {
                bind(t);
                yield number(t.body());
            }
            case Require t -> {
                require(t);
                yield number(t.body());
            }
            case If t -> choice(t, false, wide);
            case Select t -> select(t);
            case Add t -> {
                boolean as = wide || isWide(t.left()) || isWide(t.right());
                yield graph.add(number(t.left(), as), number(t.right(), as));
            }
            case Subtract t -> {
                boolean as = wide || isWide(t.left()) || isWide(t.right());
                yield graph.subtract(number(t.left(), as), number(t.right(), as));
            }
            case Multiply t -> multiply(t, wide);
            case Negate t -> graph.negate(number(t.operand(), wide || isWide(t.operand())));
            case Absolute t -> graph.absolute(number(t.operand(), wide || isWide(t.operand())));
            case Minimum t -> {
                boolean as = isWide(t.left()) || isWide(t.right());
                yield graph.minimum(number(t.left(), as), number(t.right(), as));
            }
            case Maximum t -> {
                boolean as = isWide(t.left()) || isWide(t.right());
                yield graph.maximum(number(t.left(), as), number(t.right(), as));
            }
            case Power t -> power(t, wide);
            case RoundTo t -> round(t, wide);
            case Remainder t -> remainder(t, wide);
            case Bitwise t -> {
                boolean as = isWide(t.left()) || isWide(t.right());
                Lane left = number(t.left(), as);
                Lane right = number(t.right(), as);
                yield switch (t.operator()) {
                    case AND -> graph.and(left, right);
                    case OR -> graph.or(left, right);
                    case XOR -> graph.xor(left, right);
                };
            }
            case BitCount t -> count(t);
            case Fits t -> fits(t);
            case Wrap t -> wrap(t);
            case Saturate t -> saturate(t);
            case Fold t -> throw new NotCompilable("a reduction in a sweep");
            case Call t -> throw new IllegalStateException("calls are inlined before");
            case Divide t -> throw new IllegalStateException("fractions are cleared before");
            default -> throw new IllegalStateException("no number: " + term);
        };
        return graph.as(lane, wide);
    }

    private Lane multiply(Multiply t, boolean wide) {
        boolean as = wide || isWide(t.left()) || isWide(t.right());
        if (shift(t.right()) instanceof Term amount) {
            return graph.shiftLeft(number(t.left(), wide || isWide(t.left())), number(amount, false));
        }
        return graph.multiply(number(t.left(), as), number(t.right(), as));
    }

    /** The exponent of a power of two that is not a constant; null where a term is none. */
    private Term shift(Term term) {
        boolean power = term instanceof Power p
                && p.base().equals(Constant.of(2))
                && !(p.exponent() instanceof Constant)
                && intervals.at(p.exponent()).within(Interval.of(0, Long.SIZE - 1));
        return power ? ((Power) term).exponent() : null;
    }

    private Lane power(Power t, boolean wide) {
        Interval exponent = intervals.at(t.exponent());
        if (shift(t) instanceof Term amount) {
            return graph.shiftLeft(graph.constant(1, wide), number(amount, false));
        }
        if (!exponent.isSingle() || exponent.low().bitLength() > 6 || exponent.low().signum() < 0) {
            throw new NotCompilable("a power with an exponent that varies");
        }
        boolean as = wide || isWide(t.base());
        Lane base = number(t.base(), as);
        Lane result = graph.constant(1, as);
        for (int i = exponent.low().intValue(); i > 0; i--) {
            result = graph.multiply(result, base);
        }
        return result;
    }

    private Lane select(Select t) {
        Table table;
        int length;
        if (t.array() instanceof ArrayOf array) {
            table = Table.of(array);
            length = array.elements().size();
        } else {
            table = tables.get(t.array());
            length = lengths.getOrDefault(t.array(), 0);
        }
        if (table == null || table.kind() == Kind.BIG || length == 0) {
            throw new NotCompilable("an array in a sweep");
        }
        return graph.lookup(table, length, number(t.index(), false));
    }

    private Lane count(BitCount t) {
        int width = t.format().width();
        if (width > Long.SIZE) {
            throw new NotCompilable("numbers of more than 64 bits in a sweep");
        }
        boolean wide = width > Integer.SIZE;
        int size = wide ? Long.SIZE : Integer.SIZE;
        Lane bits = number(t.operand(), wide);
        if (t.count() == BitCount.Count.TRAILING_ZEROS) {
            return graph.minimum(graph.count(Operation.TRAILING_ZEROS, bits), graph.constant(width, false));
        }
        if (width < size) {
            bits = graph.and(bits, graph.constant((1L << width) - 1, wide));
        }
        return t.count() == BitCount.Count.ONES
                ? graph.count(Operation.ONES, bits)
                : graph.subtract(graph.count(Operation.LEADING_ZEROS, bits), graph.constant(size - width, false));
    }

    // ---- machine formats ----

    private Lane fits(Fits t) {
        Lane lane = number(t.operand());
        if (!intervals.isKept(t)) {
            Interval operand = intervals.at(t.operand());
            Interval bounds = Interval.of(t.format());
            if (!operand.within(new Interval(bounds.low(), null))) {
                Lane least = bound(bounds.low(), lane.wide());
                fail(less(lane, least, operand, Interval.of(bounds.low(), bounds.low())));
            }
            if (!operand.within(new Interval(null, bounds.high()))) {
                Lane greatest = bound(bounds.high(), lane.wide());
                fail(less(greatest, lane, Interval.of(bounds.high(), bounds.high()), operand));
            }
        }
        return lane;
    }

    /** A bound of a format that numbers of this type exceed, so it is of the type, too. */
    private Lane bound(BigInteger value, boolean wide) {
        return graph.constant(value.longValueExact(), wide);
    }

    private Lane saturate(Saturate t) {
        Lane lane = number(t.operand());
        Interval operand = intervals.at(t.operand());
        Interval bounds = Interval.of(t.format());
        if (!operand.within(new Interval(bounds.low(), null))) {
            lane = graph.maximum(lane, bound(bounds.low(), lane.wide()));
        }
        if (!operand.within(new Interval(null, bounds.high()))) {
            lane = graph.minimum(lane, bound(bounds.high(), lane.wide()));
        }
        return lane;
    }

    private Lane wrap(Wrap t) {
        if (intervals.isIdle(t)) {
            return number(t.operand());
        }
        int width = t.format().width();
        boolean signed = t.format().signed();
        if (width > Long.SIZE || width == Long.SIZE && !signed) {
            throw new NotCompilable("numbers of more than 64 bits in a sweep");
        }
        boolean wide = width > Integer.SIZE;
        Lane lane = congruent(t.operand(), wide);
        int size = wide ? Long.SIZE : Integer.SIZE;
        if (signed) {
            return graph.shiftRight(graph.shiftLeft(lane, size - width), size - width);
        }
        return width == Integer.SIZE
                ? graph.and(graph.as(lane, true), graph.constant((1L << width) - 1, true))
                : graph.and(lane, graph.constant((1L << width) - 1, wide));
    }

    /**
     * A lane that is congruent to a term modulo 2^32 or 2^64: sums, products and patterns need no more bits than that.
     */
    private Lane congruent(Term term, boolean wide) {
        Interval interval = intervals.at(term);
        if (interval.isInt() || wide && interval.isLong()) {
            return number(term, wide);
        }
        return switch (term) {
            case Constant t -> {
                long value = t.value().toIntegerExact().longValue();
                yield graph.constant(wide ? value : (int) value, wide);
            }
            case Add t -> graph.add(congruent(t.left(), wide), congruent(t.right(), wide));
            case Subtract t -> graph.subtract(congruent(t.left(), wide), congruent(t.right(), wide));
            case Multiply t -> {
                Lane left = congruent(t.left(), wide);
                boolean shifts = shift(t.right()) instanceof Term amount
                        && intervals.at(amount).within(Interval.of(0, sign(left)));
                yield shifts
                        ? graph.shiftLeft(left, number(shift(t.right()), false))
                        : graph.multiply(left, congruent(t.right(), wide));
            }
            case Negate t -> graph.negate(congruent(t.operand(), wide));
            case Bitwise t -> {
                Lane left = congruent(t.left(), wide);
                Lane right = congruent(t.right(), wide);
                yield switch (t.operator()) {
                    case AND -> graph.and(left, right);
                    case OR -> graph.or(left, right);
                    case XOR -> graph.xor(left, right);
                };
            }
            default -> number(term, wide);
        };
    }

    // ---- division ----

    private Lane round(RoundTo t, boolean wide) {
        if (!(t.operand() instanceof Divide divide)) {
            throw new IllegalStateException("fractions are cleared before");
        }
        Interval dividend = intervals.at(divide.dividend());
        boolean as = wide || isWide(divide.dividend());
        if (shift(divide.divisor()) instanceof Term amount) {
            Lane lane = number(divide.dividend(), as);
            return division.byPowerOfTwo(t.rule(), lane, dividend, number(amount, false), intervals.at(amount));
        }
        as |= isWide(divide.divisor());
        return division.rounded(
                t.rule(),
                number(divide.dividend(), as),
                dividend,
                number(divide.divisor(), as),
                intervals.at(divide.divisor()));
    }

    private Lane remainder(Remainder t, boolean wide) {
        boolean as = wide || isWide(t.dividend()) || isWide(t.divisor());
        return division.remainder(
                t.division(),
                number(t.dividend(), as),
                intervals.at(t.dividend()),
                number(t.divisor(), as),
                intervals.at(t.divisor()));
    }
}
