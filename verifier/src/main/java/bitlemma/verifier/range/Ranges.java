package bitlemma.verifier.range;

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
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import bitlemma.verifier.goal.Fact;
import bitlemma.verifier.goal.Goal;
import bitlemma.verifier.goal.Goals;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reading of the core as ranges: what every value can be, where a set of facts holds. Exact at each operation, blind to
 * how different values depend on each other.
 */
public final class Ranges {
    private final Forked<Variable, Range> variables;
    private final Forked<Variable, Term> definitions;
    private final Forked<Variable, Range> elements;
    private final Forked<Term, Range> terms;
    private final List<Invariant> invariants;
    private boolean contradictory;

    private Ranges(Ranges that) {
        variables = that.variables.fork();
        definitions = that.definitions.fork();
        elements = that.elements.fork();
        terms = that.terms.fork();
        invariants = that.invariants;
        contradictory = that.contradictory;
    }

    /** Nothing is known but the sorts of variables. */
    public Ranges() {
        variables = new Forked<>();
        definitions = new Forked<>();
        elements = new Forked<>();
        terms = new Forked<>();
        invariants = new ArrayList<>();
    }

    /** What is known where a goal stands. */
    public static Ranges of(Goal goal) {
        // A later fact can sharpen what an earlier one says; two rounds find nearly all of it.
        Ranges ranges = atFirst(goal);
        goal.facts().forEach(ranges::learn);
        return ranges;
    }

    /** What is known where a goal stands, each fact looked at once: half the work, and nearly always enough. */
    public static Ranges atFirst(Goal goal) {
        Ranges ranges = new Ranges();
        goal.facts().forEach(ranges::learn);
        return ranges;
    }

    /** The same knowledge, to be extended on its own. */
    public Ranges copy() {
        return new Ranges(this);
    }

    /** Whether no values satisfy the facts; then every goal that stands on them holds. */
    public boolean isContradictory() {
        return contradictory;
    }

    /** The invariants of the reductions that were looked at. */
    public List<Invariant> invariants() {
        return List.copyOf(invariants);
    }

    public Ranges learn(Fact fact) {
        switch (fact) {
            case Fact.Assume assume -> assume(assume.condition());
            case Fact.Define define -> define(define.variable(), define.value());
        }
        return this;
    }

    public void define(Variable variable, Term value) {
        if (variable.sort() instanceof Sort.Array) {
            return;
        }
        Range known = variables.get(variable);
        Range range = of(value);
        variables.put(variable, known == null ? range : known.intersect(range));
        definitions.put(variable, value);
    }

    /** Sets a variable's range, whatever was known of it. */
    public void set(Variable variable, Range range) {
        variables.put(variable, range);
        definitions.remove(variable);
        forget(variable);
    }

    /** What was known of terms that use a name no longer holds where the name is bound anew. */
    private void forget(Variable variable) {
        terms.removeKeys(term -> Children.mentions(term, variable));
    }

    /** What each round adds to a reduction's accumulator, where that can be said. */
    public Optional<Range> growth(Fold fold) {
        Range low = of(fold.low());
        Range high = of(fold.high());
        Range index = Range.integers(
                low.low() == null ? null : low.low().floor(),
                high.high() == null ? null : high.high().floor().subtract(BigInteger.ONE));
        if (index.isEmpty()) {
            return Optional.empty();
        }
        Range initial = of(fold.initial());
        Range bound = hull(fold, index, initial);
        return Optional.ofNullable(
                growth(fold, index, bound, initial, high.minus(low).maximum(Range.of(0))));
    }

    private Range growth(Fold fold, Range index, Range bound, Range initial, Range rounds) {
        Map<Variable, Range> start = Map.of(fold.accumulator(), Range.of(0));
        List<Wrapped> wraps = new ArrayList<>();
        Range drift = round(fold, index, bound).drift(fold.step(), start, fold.accumulator(), wraps);
        if (drift == null || wraps.isEmpty()) {
            return drift;
        }
        // By induction: as long as no round has wrapped, the accumulator is the exact sum, and the next round does not wrap.
        Range before = Range.integers(
                BigInteger.ZERO, rounds.high() == null ? null : rounds.high().floor().subtract(BigInteger.ONE));
        Range exact = before.isEmpty() ? initial : Folds.after(before, initial, drift);
        boolean never = wraps.stream()
                .allMatch(w -> exact.plus(w.distance()).within(Range.of(w.format())));
        return never ? drift : null;
    }

    /** A wrapping operation on the accumulator, and how far its operand is from the accumulator. */
    private record Wrapped(IntegerFormat format, Range distance) {}

    /** What is known in a round of a reduction, for every round at once. */
    public Ranges inside(Fold fold) {
        Ranges inner = copy();
        inner.set(fold.index(), Range.INTEGERS);
        inner.assume(Compare.atMost(fold.low(), fold.index()));
        inner.assume(Compare.less(fold.index(), fold.high()));
        // Whatever is known of this name where the reduction stands is about another round.
        inner.set(fold.accumulator(), Range.of(fold.accumulator().sort()));
        inner.define(fold.accumulator(), Goals.before(fold));
        return inner;
    }

    // ---- numbers ----

    /** The values that a number, or a truth value as 0 or 1, can have. */
    public Range of(Term term) {
        Range range = compute(term);
        if (!terms.isEmpty() && !(term instanceof Variable) && !(term instanceof Constant)) {
            Range known = terms.get(term);
            return known == null ? range : range.intersect(known);
        }
        return range;
    }

    private Range compute(Term term) {
        return switch (term) {
            case Constant t -> Range.of(t.value());
            case Variable t -> variables.getOrDefault(t, Range.of(t.sort()));
            case Let t -> scoped(t).of(t.body());
            case If t -> {
                Optional<Boolean> condition = decide(t.condition());
                if (condition.isPresent()) {
                    yield of(condition.get() ? t.then() : t.otherwise());
                }
                Ranges then = copy().assuming(t.condition(), true);
                Ranges otherwise = copy().assuming(t.condition(), false);
                yield then.contradictory
                        ? otherwise.of(t.otherwise())
                        : otherwise.contradictory
                                ? then.of(t.then())
                                : then.of(t.then()).union(otherwise.of(t.otherwise()));
            }
            case Fold t -> fold(t);
            case Select t -> select(t);
            case Add t -> of(t.left()).plus(of(t.right()));
            case Subtract t -> of(t.left()).minus(of(t.right()));
            case Multiply t -> {
                Range left = of(t.left());
                yield t.left().equals(t.right()) ? square(left) : left.times(of(t.right()));
            }
            case Negate t -> of(t.operand()).negate();
            case Divide t -> of(t.dividend()).dividedBy(of(t.divisor()));
            case Power t -> power(t);
            case Absolute t -> of(t.operand()).absolute();
            case Minimum t -> of(t.left()).minimum(of(t.right()));
            case Maximum t -> of(t.left()).maximum(of(t.right()));
            case RoundTo t -> of(t.operand()).round(t.rule());
            case Remainder t -> of(t.dividend()).remainder(t.division(), of(t.divisor()));
            case Bitwise t -> bitwise(t);
            case BitCount t -> Range.integers(BigInteger.ZERO, BigInteger.valueOf(t.format().width()));
            case Fits t -> of(t.operand()).intersect(Range.of(t.format()));
            case Wrap t -> of(t.operand()).wrap(t.format());
            case Saturate t -> of(t.operand()).saturate(t.format());
            case Require t -> copy().assuming(t.condition(), true).of(t.body());
            case Truth t -> truth(t);
            case ForAll t -> truth(t);
            case Compare t -> truth(t);
            case Not t -> truth(t);
            case And t -> truth(t);
            case Or t -> truth(t);
            case Call t -> Range.of(t.kernel().result());
            case CodedTerm t -> throw new IllegalStateException("not lowered: " + t);
            case RealTerm t -> throw new IllegalStateException("only derivations hold it: " + t);
            case ArrayOf t -> throw new IllegalStateException("an array has no range");
            case Repeat t -> throw new IllegalStateException("an array has no range");
        };
    }

    private Range truth(Term term) {
        return decide(term)
                .map(b -> Range.of(b ? 1 : 0))
                .orElse(Range.integers(BigInteger.ZERO, BigInteger.ONE));
    }

    private Ranges scoped(Let let) {
        Ranges inner = copy();
        inner.variables.remove(let.variable());
        inner.forget(let.variable());
        inner.define(let.variable(), let.value());
        return inner;
    }

    private static Range square(Range range) {
        Range magnitude = range.absolute();
        return magnitude.times(magnitude);
    }

    private Range select(Select select) {
        return switch (select.array()) {
            case Variable array -> {
                Range known = elements.get(array);
                Range sort = Range.of(array.sort());
                yield known == null ? sort : known.intersect(sort);
            }
            case ArrayOf array -> {
                Range index = of(select.index());
                Range union = null;
                for (int i = 0; i < array.elements().size(); i++) {
                    if (index.contains(Rational.of(i))) {
                        Range element = of(array.elements().get(i));
                        union = union == null ? element : union.union(element);
                    }
                }
                yield union == null ? Range.INTEGERS : union;
            }
            case Repeat array -> of(array.element());
            case Require array -> of(new Require(array.condition(), new Select(array.body(), select.index()), array.site()));
            case Let array -> of(new Let(array.variable(), array.value(), new Select(array.body(), select.index()), array.site()));
            default -> Range.NUMBERS;
        };
    }

    private Range power(Power power) {
        Range base = of(power.base());
        Range exponent = of(power.exponent());
        Optional<Rational> e = exponent.single();
        if (e.isPresent() && e.get().isInteger() && e.get().numerator().bitLength() < 12) {
            int n = e.get().numerator().intValue();
            if (n < 0) {
                return Range.of(1).dividedBy(repeated(base, -n));
            }
            return repeated(base, n);
        }
        Optional<Rational> b = base.single();
        if (b.isEmpty() || b.get().signum() <= 0 || !exponent.isInteger()) {
            return Range.NUMBERS;
        }
        Rational low = bounded(b.get(), exponent.low());
        Rational high = bounded(b.get(), exponent.high());
        boolean rising = b.get().compareTo(Rational.ONE) >= 0;
        Rational least = rising ? low : high;
        boolean integer = b.get().isInteger() && exponent.low() != null && exponent.low().signum() >= 0;
        Rational bottom = least == null ? Rational.ZERO : least;
        return new Range(
                bottom, rising ? high : low, integer ? BigInteger.ONE : null, BigInteger.ZERO);
    }

    private static Rational bounded(Rational base, Rational exponent) {
        return exponent == null || exponent.numerator().bitLength() > 14
                ? null
                : base.power(exponent.numerator().intValue());
    }

    private static Range repeated(Range base, int n) {
        if (n == 0) {
            return Range.of(1);
        }
        Range half = repeated(base, n / 2);
        Range even = n >= 2 && n % 2 == 0 && base.low() != null && base.low().signum() < 0
                ? square(repeated(base, n / 2))
                : half.times(half);
        return n % 2 == 0 ? even : n == 1 ? base : repeated(base, n - 1).times(base);
    }

    private Range bitwise(Bitwise term) {
        Range left = of(term.left());
        Range right = of(term.right());
        Range all = Range.of(term.format());
        boolean nonnegative = left.low() != null && left.low().signum() >= 0 && right.low() != null && right.low().signum() >= 0;
        return switch (term.operator()) {
            case AND -> {
                // A result has no bit that one side lacks: it is between 0 and each side that is not negative.
                Range range = all;
                boolean l = left.low() != null && left.low().signum() >= 0;
                boolean r = right.low() != null && right.low().signum() >= 0;
                if (l || r) {
                    range = range.restrict(Relation.AT_LEAST, Range.of(0));
                }
                if (l && left.high() != null) {
                    range = range.restrict(Relation.AT_MOST, Range.of(left.high()));
                }
                if (r && right.high() != null) {
                    range = range.restrict(Relation.AT_MOST, Range.of(right.high()));
                }
                yield range;
            }
            case OR, XOR -> {
                if (!nonnegative || left.high() == null || right.high() == null) {
                    yield all;
                }
                int bits = Math.max(
                        left.high().numerator().bitLength(), right.high().numerator().bitLength());
                Rational ones = Rational.powerOfTwo(bits).minus(Rational.ONE);
                Range range = all.restrict(Relation.AT_LEAST, Range.of(0)).restrict(Relation.AT_MOST, Range.of(ones));
                yield term.operator() == Bitwise.Operator.XOR
                        ? range
                        : range.restrict(Relation.AT_LEAST, Range.of(left.low().max(right.low())));
            }
        };
    }

    // ---- reductions ----

    private Range fold(Fold fold) {
        Range low = of(fold.low());
        Range high = of(fold.high());
        Range initial = of(fold.initial());
        Range rounds = high.minus(low).maximum(Range.of(0));
        if (rounds.single().isPresent() && low.single().isPresent()) {
            int n = rounds.low().numerator().bitLength() > 20 ? Integer.MAX_VALUE : rounds.low().numerator().intValue();
            if (n <= Folds.UNROLLED) {
                Range accumulator = initial;
                for (int i = 0; i < n; i++) {
                    Ranges round = round(fold, Range.of(low.low().plus(Rational.of(i))), accumulator);
                    accumulator = round.of(fold.step());
                }
                return accumulator;
            }
        }
        Range index = Range.integers(
                low.low() == null ? null : low.low().floor(),
                high.high() == null ? null : high.high().floor().subtract(BigInteger.ONE));
        Range bound = hull(fold, index, initial);
        Range last = bound;
        if (rounds.low() != null && rounds.low().signum() > 0 && !Folds.isSum(fold)) {
            // There is a last round, so that the result is one of its results.
            last = bound.intersect(round(fold, index, bound).of(fold.step()));
        }
        Range drift = growth(fold, index, bound, initial, rounds);
        if (drift == null) {
            note(fold, fold.accumulator().label() + " in " + bound);
            return last;
        }
        note(fold, Folds.linear(fold, initial, drift));
        return Folds.after(rounds, initial, drift).intersect(last);
    }

    /** What the accumulator can be; of a sum that is no more than its sort, since its growth says it better. */
    private Range hull(Fold fold, Range index, Range initial) {
        return Folds.isSum(fold)
                ? Range.of(fold.accumulator().sort())
                : new Folds(fold, initial, (i, accumulator) -> round(fold, i, accumulator)).hull(index);
    }

    private void note(Fold fold, String statement) {
        Invariant invariant = new Invariant(fold.site(), statement);
        if (!invariants.contains(invariant)) {
            invariants.add(invariant);
        }
    }

    private Ranges round(Fold fold, Range index, Range accumulator) {
        Ranges inner = copy();
        inner.set(fold.index(), index);
        inner.set(fold.accumulator(), accumulator);
        return inner;
    }

    /**
     * What one round adds to the accumulator, where the step is the accumulator plus something; null where it is not.
     *
     * @param known for the accumulator and names derived from it, their distance from the accumulator
     * @param accumulator the accumulator
     * @param wraps receives the wrapping operations; the result counts only where none of them wraps
     */
    private Range drift(
            Term step, Map<Variable, Range> known, Variable accumulator, List<Wrapped> wraps) {
        return switch (step) {
            case Variable v -> known.get(v);
            case Fits t -> drift(t.operand(), known, accumulator, wraps);
            case Add t -> {
                Range left = drift(t.left(), known, accumulator, wraps);
                if (left != null) {
                    yield left.plus(of(t.right()));
                }
                Range right = drift(t.right(), known, accumulator, wraps);
                yield right == null ? null : right.plus(of(t.left()));
            }
            case Subtract t -> {
                Range left = drift(t.left(), known, accumulator, wraps);
                yield left == null ? null : left.minus(of(t.right()));
            }
            case Let t -> {
                Range value = drift(t.value(), known, accumulator, wraps);
                Map<Variable, Range> more = new HashMap<>(known);
                if (value != null) {
                    more.put(t.variable(), value);
                }
                yield scoped(t).drift(t.body(), more, accumulator, wraps);
            }
            case If t -> {
                Range then = copy().assuming(t.condition(), true).drift(t.then(), known, accumulator, wraps);
                Range otherwise = copy().assuming(t.condition(), false).drift(t.otherwise(), known, accumulator, wraps);
                yield then == null || otherwise == null ? null : then.union(otherwise);
            }
            case Require t -> copy().assuming(t.condition(), true).drift(t.body(), known, accumulator, wraps);
            case Wrap t -> {
                Range exact = drift(t.operand(), known, accumulator, wraps);
                if (exact != null) {
                    wraps.add(new Wrapped(t.format(), exact));
                }
                yield exact;
            }
            case Saturate t -> {
                // Where the accumulator is a value of the format, saturation moves the sum back toward it.
                Range exact = drift(t.operand(), known, accumulator, wraps);
                boolean inside = of(accumulator).within(Range.of(t.format()));
                if (exact == null || !inside) {
                    yield null;
                }
                // Anywhere between: where it saturates, the residue of what was added is lost.
                Range between = exact.union(Range.of(0));
                yield new Range(between.low(), between.high(), exact.isInteger() ? BigInteger.ONE : null, BigInteger.ZERO);
            }
            default -> null;
        };
    }

    // ---- conditions ----

    /** Whether a condition holds for all values, for none, or (empty) for some or not known. */
    public Optional<Boolean> decide(Term condition) {
        return switch (condition) {
            case Truth t -> Optional.of(t.value());
            case Variable t -> of(t).single().map(v -> v.signum() != 0);
            case Not t -> decide(t.operand()).map(b -> !b);
            case And t -> {
                Optional<Boolean> left = decide(t.left());
                if (left.isPresent() && !left.get()) {
                    yield left;
                }
                Optional<Boolean> right = copy().assuming(t.left(), true).decideOrVacuous(t.right());
                yield left.isPresent() ? right : right.filter(b -> !b);
            }
            case Or t -> {
                Optional<Boolean> left = decide(t.left());
                if (left.isPresent() && left.get()) {
                    yield left;
                }
                Optional<Boolean> right = copy().assuming(t.left(), false).decideOrVacuous(t.right());
                yield left.isPresent() ? right : right.filter(b -> b);
            }
            case Compare t -> compare(t);
            case Let t -> scoped(t).decide(t.body());
            case Require t -> copy().assuming(t.condition(), true).decideOrVacuous(t.body());
            case If t -> {
                Optional<Boolean> c = decide(t.condition());
                if (c.isPresent()) {
                    yield decide(c.get() ? t.then() : t.otherwise());
                }
                Ranges then = copy().assuming(t.condition(), true);
                Ranges otherwise = copy().assuming(t.condition(), false);
                Optional<Boolean> a = then.decide(t.then());
                Optional<Boolean> b = otherwise.decide(t.otherwise());
                yield then.contradictory ? b : otherwise.contradictory ? a : a.equals(b) ? a : Optional.empty();
            }
            case ForAll t -> {
                Range rounds = of(t.high()).minus(of(t.low()));
                if (rounds.high() != null && rounds.high().signum() <= 0) {
                    yield Optional.of(true);
                }
                Ranges inner = copy();
                inner.set(t.index(), Range.INTEGERS);
                inner.assume(Compare.atMost(t.low(), t.index()));
                inner.assume(Compare.less(t.index(), t.high()));
                yield inner.decideOrVacuous(t.body()).filter(b -> b);
            }
            case Fold t -> of(t).single().map(v -> v.signum() != 0);
            case Select t -> of(t).single().map(v -> v.signum() != 0);
            default -> Optional.empty();
        };
    }

    /** As {@link #decide}; a condition that no values reach may count as true. */
    private Optional<Boolean> decideOrVacuous(Term condition) {
        return contradictory ? Optional.of(true) : decide(condition);
    }

    private Optional<Boolean> compare(Compare compare) {
        Optional<Boolean> direct = Range.compare(compare.relation(), of(compare.left()), of(compare.right()));
        if (direct.isPresent()) {
            return direct;
        }
        return compare.left().equals(compare.right())
                ? Optional.of(compare.relation().holds(0))
                : Optional.empty();
    }

    private Ranges assuming(Term condition, boolean holds) {
        assume(condition, holds);
        return this;
    }

    /** Takes a condition as known. */
    public void assume(Term condition) {
        assume(condition, true);
    }

    private void assume(Term condition, boolean holds) {
        switch (condition) {
            case Truth t -> contradictory |= t.value() != holds;
            case Not t -> assume(t.operand(), !holds);
            case And t -> {
                if (holds) {
                    assume(t.left(), true);
                    assume(t.right(), true);
                } else {
                    either(t.left(), t.right(), false);
                }
            }
            case Or t -> {
                if (holds) {
                    either(t.left(), t.right(), true);
                } else {
                    assume(t.left(), false);
                    assume(t.right(), false);
                }
            }
            case Compare t -> {
                Relation relation = holds ? t.relation() : t.relation().negated();
                restrict(t.left(), relation, t.right());
                restrict(t.right(), mirrored(relation), t.left());
            }
            case Variable t -> narrow(t, Range.of(holds ? 1 : 0));
            case Let t -> {
                define(t.variable(), t.value());
                assume(t.body(), holds);
            }
            case Require t -> {
                assume(t.condition(), true);
                assume(t.body(), holds);
            }
            case ForAll t -> {
                if (holds) {
                    assumeElements(t);
                }
            }
            default -> {}
        }
        Optional<Boolean> now = contradictory ? Optional.empty() : decideSimple(condition);
        contradictory |= now.isPresent() && now.get() != holds;
    }

    /** Comparisons are decided again after they were taken in: a contradiction shows there. */
    private Optional<Boolean> decideSimple(Term condition) {
        return condition instanceof Compare c ? compare(c) : Optional.empty();
    }

    private static Relation mirrored(Relation relation) {
        return switch (relation) {
            case EQUAL, UNEQUAL -> relation;
            case LESS -> Relation.GREATER;
            case AT_MOST -> Relation.AT_LEAST;
            case GREATER -> Relation.LESS;
            case AT_LEAST -> Relation.AT_MOST;
        };
    }

    /** One of two conditions is {@code holds}: what follows in both cases is known. */
    private void either(Term left, Term right, boolean holds) {
        Ranges first = copy().assuming(left, holds);
        Ranges second = copy().assuming(left, !holds).assuming(right, holds);
        if (first.contradictory && second.contradictory) {
            contradictory = true;
        } else if (first.contradictory) {
            take(second);
        } else if (second.contradictory) {
            take(first);
        } else {
            for (Variable variable : first.variables.keys()) {
                Range range = first.variables.get(variable).union(second.of(variable));
                variables.merge(variable, range, Range::intersect);
            }
            for (Term term : first.terms.keys()) {
                if (second.terms.containsKey(term)) {
                    terms.put(term, first.terms.get(term).union(second.terms.get(term)));
                }
            }
        }
    }

    private void take(Ranges that) {
        variables.take(that.variables);
        definitions.take(that.definitions);
        elements.take(that.elements);
        terms.take(that.terms);
    }

    private void restrict(Term term, Relation relation, Term bound) {
        if (term instanceof Constant || isTruthValued(term)) {
            return;
        }
        narrow(term, of(term).restrict(relation, of(bound)));
    }

    private static boolean isTruthValued(Term term) {
        return switch (term) {
            case Compare t -> true;
            case And t -> true;
            case Or t -> true;
            case Not t -> true;
            case ForAll t -> true;
            case Truth t -> true;
            default -> false;
        };
    }

    /** Takes as known that a number lies in a range, and carries that on to what the number is made of. */
    private void narrow(Term term, Range range) {
        if (range.isEmpty()) {
            contradictory = true;
            return;
        }
        if (isTruthValued(term)) {
            range.single().ifPresent(value -> assume(term, value.signum() != 0));
            return;
        }
        switch (term) {
            case Variable t -> {
                Range before = of(t);
                Range now = before.intersect(range);
                if (now.isEmpty()) {
                    contradictory = true;
                } else if (!now.equals(before)) {
                    variables.put(t, now);
                    Term definition = definitions.get(t);
                    if (definition != null) {
                        narrow(definition, now);
                    }
                }
            }
            case Fits t -> narrow(t.operand(), range);
            case Require t -> narrow(t.body(), range);
            case Negate t -> narrow(t.operand(), range.negate());
            case Add t -> {
                Range left = of(t.left());
                narrow(t.left(), left.intersect(interval(range.minus(of(t.right())))));
                narrow(t.right(), of(t.right()).intersect(interval(range.minus(left))));
            }
            case Subtract t -> {
                Range left = of(t.left());
                narrow(t.left(), left.intersect(interval(range.plus(of(t.right())))));
                narrow(t.right(), of(t.right()).intersect(interval(left.minus(range))));
            }
            case Multiply t -> {
                factor(t.left(), t.right(), range);
                factor(t.right(), t.left(), range);
            }
            case Divide t -> {
                Optional<Rational> divisor = of(t.divisor()).single();
                if (divisor.isPresent() && divisor.get().signum() != 0) {
                    narrow(
                            t.dividend(),
                            of(t.dividend()).intersect(interval(range.times(Range.of(divisor.get())))));
                }
            }
            case Absolute t -> {
                if (range.high() != null) {
                    Range both = new Range(range.high().negate(), range.high(), null, BigInteger.ZERO);
                    narrow(t.operand(), of(t.operand()).intersect(both));
                }
            }
            case Maximum t -> {
                if (range.high() != null) {
                    Range below = new Range(null, range.high(), null, BigInteger.ZERO);
                    narrow(t.left(), of(t.left()).intersect(below));
                    narrow(t.right(), of(t.right()).intersect(below));
                }
            }
            case Minimum t -> {
                if (range.low() != null) {
                    Range above = new Range(range.low(), null, null, BigInteger.ZERO);
                    narrow(t.left(), of(t.left()).intersect(above));
                    narrow(t.right(), of(t.right()).intersect(above));
                }
            }
            case RoundTo t -> {
                Rational slack =
                        switch (t.rule()) {
                            case FLOOR, CEILING, TRUNCATE, ODD -> Rational.ONE;
                            case UP, AWAY, EVEN -> Rational.HALF;
                        };
                Range around = new Range(
                        range.low() == null ? null : range.low().minus(slack),
                        range.high() == null ? null : range.high().plus(slack),
                        null,
                        BigInteger.ZERO);
                narrow(t.operand(), of(t.operand()).intersect(around));
            }
            case Constant t -> contradictory |= !range.contains(t.value());
            case Let t -> {}
            default -> terms.merge(term, range, Range::intersect);
        }
    }

    private static Range interval(Range range) {
        return new Range(range.low(), range.high(), null, BigInteger.ZERO);
    }

    private void factor(Term factor, Term other, Range product) {
        Range by = of(other);
        boolean nonzero = by.low() != null && by.low().signum() > 0 || by.high() != null && by.high().signum() < 0;
        if (nonzero && by.isBounded()) {
            narrow(factor, of(factor).intersect(interval(interval(product).dividedBy(by))));
        }
    }

    /** A condition on every element of an array bounds its elements, since every index that is used is in range. */
    private void assumeElements(ForAll all) {
        List<Variable> arrays = new ArrayList<>();
        Children.all(all.body()).forEach(t -> {
            if (t instanceof Select select
                    && select.index().equals(all.index())
                    && select.array() instanceof Variable array
                    && array.sort() instanceof Sort.Array sort
                    && all.low().equals(Constant.of(0))
                    && all.high().equals(sort.length())) {
                arrays.add(array);
            }
        });
        if (arrays.isEmpty()) {
            return;
        }
        Ranges inner = copy();
        inner.set(all.index(), Range.INTEGERS);
        inner.assume(all.body(), true);
        // A contradiction here says that the arrays are empty, not that the facts are.
        if (!inner.contradictory) {
            for (Variable array : arrays) {
                Range element = inner.of(new Select(array, all.index()));
                elements.merge(array, element, Range::intersect);
            }
        }
    }
}
