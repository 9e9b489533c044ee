package bitlemma.verifier.paths;

import bitlemma.grammar.core.Compare.Relation;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import bitlemma.verifier.range.Range;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One way through an evaluation: the choices made so far, and what they say of the unknowns. A path is walked by evaluating
 * from the start with a prefix of choices; the first choice after it is 0, and {@link #next} gives the following path.
 */
final class Path {
    /** The path contradicts itself: nothing takes it. */
    static final class Dead extends RuntimeException {
        private static final long serialVersionUID = 1;

        Dead() {
            super(null, null, false, false);
        }
    }

    /** The evaluation meets what this method does not treat. */
    static final class Untreated extends RuntimeException {
        private static final long serialVersionUID = 1;

        Untreated(String what) {
            super(what, null, false, false);
        }
    }

    /** {@code form relation 0}; the relation is never "unequal". */
    record Constraint(Form form, Relation relation) {}

    /** Of so many values a choice may fork over each. */
    private static final int MOST_VALUES = 80;
    /** Floors with so few values are forked over; of others only the bounds are known. */
    private static final int FEW_VALUES = 4;

    private static final int PROPAGATIONS = 3;

    private final List<Integer> choices;
    private final List<Integer> counts = new ArrayList<>();
    private int position;

    private final List<Range> ranges = new ArrayList<>();
    private final List<Constraint> constraints = new ArrayList<>();
    private final Map<Integer, Form> defined = new HashMap<>();
    private final Map<Form, Form> floors = new HashMap<>();
    private final Map<Form, Range> bounds = new HashMap<>();

    Path(List<Integer> choices) {
        this.choices = new ArrayList<>(choices);
    }

    // ---- choices ----

    /** One of {@code n} ways, all of which are walked, one after the other. */
    int fork(int n) {
        if (n <= 0) {
            throw new Dead();
        }
        if (n == 1) {
            return 0;
        }
        if (position == choices.size()) {
            choices.add(0);
        }
        counts.add(n);
        return choices.get(position++);
    }

    /** The choices of the path that follows this one; empty after the last. */
    Optional<List<Integer>> next() {
        List<Integer> following = new ArrayList<>(choices.subList(0, position));
        for (int i = position - 1; i >= 0; i--) {
            if (following.get(i) + 1 < counts.get(i)) {
                following.set(i, following.get(i) + 1);
                return Optional.of(following);
            }
            following.removeLast();
        }
        return Optional.empty();
    }

    // ---- unknowns ----

    /** A new unknown integer. */
    Form integer(BigInteger low, BigInteger high) {
        ranges.add(Range.integers(low, high));
        return Form.unknown(ranges.size() - 1);
    }

    /** A new unknown of any range. */
    Form unknown(Range range) {
        ranges.add(range);
        return Form.unknown(ranges.size() - 1);
    }

    Range range(int unknown) {
        return ranges.get(unknown);
    }

    /** What is known of the unknowns beyond their bounds. */
    List<Constraint> constraints() {
        List<Constraint> resolved = new ArrayList<>();
        for (Constraint constraint : constraints) {
            Form form = resolve(constraint.form()).withoutCommonPower();
            // Not by what was assumed of the form itself.
            Optional<Boolean> known = Range.compare(constraint.relation(), unknownsRange(form), Range.of(0));
            if (known.isEmpty()) {
                resolved.add(new Constraint(form, constraint.relation()));
            } else if (!known.get()) {
                throw new Dead();
            }
        }
        return resolved;
    }

    /** The form with unknowns that are known by now replaced. */
    Form resolve(Form form) {
        Form result = form;
        for (Map.Entry<Integer, Form> definition : defined.entrySet()) {
            result = result.with(definition.getKey(), definition.getValue()).orElse(result);
        }
        return result;
    }

    /** Bounds of a form from those of its unknowns, and from what was assumed of it as a whole. */
    Range range(Form form) {
        Range sum = unknownsRange(form);
        Range known = bounds.get(form.withoutConstant());
        if (known == null) {
            return sum;
        }
        Range both = sum.intersect(known.plus(Range.of(form.constantPart())));
        if (both.isEmpty()) {
            throw new Dead();
        }
        return both;
    }

    private Range unknownsRange(Form form) {
        Range sum = Range.of(0);
        for (Map.Entry<Form.Monomial, Rational> term : form.terms().entrySet()) {
            sum = sum.plus(range(term.getKey()).times(Range.of(term.getValue())));
        }
        return sum;
    }

    /** Remembers what a condition says of a form without its constant. */
    private void remember(Form form, Relation relation) {
        Form part = form.withoutConstant();
        Rational bound = form.constantPart().negate();
        boolean whole = part.terms().entrySet().stream().allMatch(t -> isInteger(t.getKey(), t.getValue()));
        Range limit = (whole ? Range.INTEGERS : Range.NUMBERS).restrict(relation, Range.of(bound));
        bounds.merge(part, limit, Range::intersect);
        bounds.merge(part.times(Rational.of(-1)), limit.negate(), Range::intersect);
    }

    private Range range(Form.Monomial monomial) {
        Range product = Range.of(1);
        List<Integer> factors = monomial.factors();
        int i = 0;
        while (i < factors.size()) {
            int end = i;
            Range base = ranges.get(factors.get(i));
            while (end < factors.size() && factors.get(end).equals(factors.get(i))) {
                end++;
            }
            Range each = (end - i) % 2 == 0 ? base.absolute() : base;
            for (int j = i; j < end; j++) {
                product = product.times(each);
            }
            i = end;
        }
        return monomial.isPlain() ? product : product.times(power(monomial.power()));
    }

    Range power(Map<Integer, Integer> exponents) {
        Range exponent = Range.of(0);
        for (Map.Entry<Integer, Integer> e : exponents.entrySet()) {
            exponent = exponent.plus(ranges.get(e.getKey()).times(Range.of(e.getValue())));
        }
        return new Range(power(exponent.low(), Rational.ZERO), power(exponent.high(), null), null, BigInteger.ZERO);
    }

    private static Rational power(Rational exponent, Rational otherwise) {
        return exponent == null || exponent.numerator().bitLength() > 16
                ? otherwise
                : Rational.powerOfTwo(exponent.numerator().intValue());
    }

    private boolean isInteger(Form.Monomial monomial, Rational coefficient) {
        return coefficient.isInteger()
                && monomial.factors().stream().allMatch(u -> ranges.get(u).isInteger())
                && monomial.power().entrySet().stream().allMatch(e -> e.getValue() > 0
                        && ranges.get(e.getKey()).isInteger()
                        && ranges.get(e.getKey()).low() != null
                        && ranges.get(e.getKey()).low().signum() >= 0);
    }

    // ---- facts ----

    /** Takes {@code form relation 0} as known. */
    void assume(Form raw, Relation relation) {
        Form form = resolve(raw).withoutCommonPower();
        Optional<Boolean> known = Range.compare(relation, range(form), Range.of(0));
        if (known.isPresent()) {
            if (!known.get()) {
                throw new Dead();
            }
            return;
        }
        if (relation == Relation.UNEQUAL) {
            assume(form, fork(2) == 0 ? Relation.LESS : Relation.GREATER);
            return;
        }
        if (relation == Relation.EQUAL && define(form)) {
            return;
        }
        constraints.add(new Constraint(form, relation));
        remember(form, relation);
        boundExponent(form, relation);
        propagate();
    }

    /** What {@code a * 2^p + b relation 0} says of p, where a is not zero: 1 <= (2^7 + f) * 2^e / 2^134 < 2 leaves one e. */
    private void boundExponent(Form form, Relation relation) {
        List<Map<Integer, Integer>> powers = form.terms().keySet().stream()
                .filter(m -> !m.isPlain())
                .map(Form.Monomial::power)
                .distinct()
                .toList();
        if (powers.size() != 1) {
            return;
        }
        Form factor = Form.ZERO;
        Form rest = Form.ZERO;
        for (Map.Entry<Form.Monomial, Rational> term : form.terms().entrySet()) {
            if (term.getKey().isPlain()) {
                rest = rest.plus(Form.of(term.getKey(), term.getValue()));
            } else {
                factor = factor.plus(Form.of(new Form.Monomial(term.getKey().factors(), Map.of()), term.getValue()));
            }
        }
        Range a = range(factor);
        boolean negative = a.high() != null && a.high().signum() < 0;
        if (negative) {
            a = a.negate();
        }
        if (a.low() == null || a.high() == null || a.low().signum() <= 0) {
            return;
        }
        // a * 2^p stands in that relation to b.
        Range b = negative ? range(rest) : range(rest).negate();
        Relation own = negative ? mirrored(relation) : relation;
        Form exponent = Form.exponent(powers.getFirst());
        boolean above = own == Relation.AT_MOST || own == Relation.LESS || own == Relation.EQUAL;
        if (above && b.high() != null) {
            if (b.high().signum() <= 0) {
                throw new Dead();
            }
            Rational most = Rational.of(floorLog2(b.high().dividedBy(a.low())));
            assume(exponent.minus(Form.of(most)), Relation.AT_MOST);
        }
        boolean below = own == Relation.AT_LEAST || own == Relation.GREATER || own == Relation.EQUAL;
        if (below && b.low() != null && b.low().signum() > 0) {
            Rational least = Rational.of(floorLog2(b.low().dividedBy(a.high())));
            boolean exact = Rational.powerOfTwo(least.numerator().intValueExact())
                    .equals(b.low().dividedBy(a.high()));
            assume(exponent.minus(Form.of(exact ? least : least.plus(Rational.ONE))), Relation.AT_LEAST);
        }
    }

    /** The greatest n with 2^n at most a positive number. */
    private static int floorLog2(Rational value) {
        int estimate = value.numerator().bitLength() - value.denominator().bitLength();
        return Rational.powerOfTwo(estimate).compareTo(value) <= 0 ? estimate : estimate - 1;
    }

    /** Uses an equation to replace an unknown by the others, where it has one with coefficient 1 or -1. */
    private boolean define(Form form) {
        if (!form.isLinear()) {
            return false;
        }
        for (Map.Entry<Form.Monomial, Rational> term : form.terms().entrySet()) {
            boolean unit = term.getValue().abs().equals(Rational.ONE) && term.getKey().factors().size() == 1;
            if (!unit) {
                continue;
            }
            int unknown = term.getKey().factors().getFirst();
            Form rest = form.minus(Form.of(term.getKey(), term.getValue()));
            Form value = rest.times(term.getValue().negate());
            boolean whole = value.terms().entrySet().stream().allMatch(t -> isInteger(t.getKey(), t.getValue()));
            if (!whole || !ranges.get(unknown).isInteger()) {
                continue;
            }
            // Its bounds become bounds of what it is replaced by.
            Range bounds = ranges.get(unknown);
            replace(unknown, value);
            List<Constraint> old = new ArrayList<>(constraints);
            constraints.clear();
            for (Constraint c : old) {
                // One that says the same as before is known, and must not be lost for that.
                if (resolve(c.form()).equals(c.form())) {
                    constraints.add(c);
                } else {
                    assume(c.form(), c.relation());
                }
            }
            if (bounds.low() != null) {
                assume(value.minus(Form.of(bounds.low())), Relation.AT_LEAST);
            }
            if (bounds.high() != null) {
                assume(value.minus(Form.of(bounds.high())), Relation.AT_MOST);
            }
            return true;
        }
        return false;
    }

    /** Whether {@code form relation 0}; where both may be, the path forks. */
    boolean decide(Form raw, Relation relation) {
        Form form = resolve(raw).withoutCommonPower();
        Optional<Boolean> known = Range.compare(relation, range(form), Range.of(0));
        if (known.isPresent()) {
            return known.get();
        }
        boolean equality = relation == Relation.EQUAL || relation == Relation.UNEQUAL;
        if (equality) {
            Relation chosen =
                    switch (fork(3)) {
                        case 0 -> Relation.EQUAL;
                        case 1 -> Relation.LESS;
                        default -> Relation.GREATER;
                    };
            assume(form, chosen);
            return (chosen == Relation.EQUAL) == (relation == Relation.EQUAL);
        }
        boolean holds = fork(2) == 0;
        assume(form, holds ? relation : relation.negated());
        return holds;
    }

    /** Tightens the bounds of unknowns by the constraints in which they stand linearly. */
    private void propagate() {
        for (int round = 0; round < PROPAGATIONS; round++) {
            boolean changed = false;
            for (Constraint constraint : constraints) {
                for (Map.Entry<Form.Monomial, Rational> term :
                        constraint.form().terms().entrySet()) {
                    Form.Monomial m = term.getKey();
                    if (m.isPlain() && m.factors().size() == 1) {
                        changed |= tighten(constraint, m.factors().getFirst(), term.getValue());
                    }
                }
            }
            if (!changed) {
                return;
            }
        }
    }

    private boolean tighten(Constraint constraint, int unknown, Rational coefficient) {
        Form.Monomial alone = new Form.Monomial(List.of(unknown), Map.of());
        Form rest = constraint.form().minus(Form.of(alone, coefficient));
        if (rest.unknowns().contains(unknown)) {
            return false;
        }
        // coefficient * u relation -rest: some value of -rest lies on that side of it.
        Range bound = range(rest).negate().times(Range.of(Rational.ONE.dividedBy(coefficient)));
        Relation relation = coefficient.signum() > 0 ? constraint.relation() : mirrored(constraint.relation());
        Range before = ranges.get(unknown);
        Range after = before.restrict(relation, bound);
        if (after.isEmpty()) {
            throw new Dead();
        }
        ranges.set(unknown, after);
        if (after.single().isPresent() && !defined.containsKey(unknown)) {
            replace(unknown, Form.of(after.single().get()));
        }
        return !after.equals(before);
    }

    /** Puts a form in the place of an unknown, also in what earlier unknowns were replaced by. */
    private void replace(int unknown, Form value) {
        defined.replaceAll((u, form) -> form.with(unknown, value).orElse(form));
        defined.put(unknown, value);
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

    // ---- rounding ----

    /** The value of a form with few possible values, one for each path. */
    BigInteger concrete(Form raw) {
        Form form = resolve(raw);
        Range range = range(form);
        BigInteger low = range.low() == null ? null : range.low().ceiling();
        BigInteger high = range.high() == null ? null : range.high().floor();
        if (low == null || high == null || high.subtract(low).compareTo(BigInteger.valueOf(MOST_VALUES)) > 0) {
            throw new Untreated("an exponent with many values");
        }
        int n = high.subtract(low).intValue() + 1;
        BigInteger value = low.add(BigInteger.valueOf(fork(n)));
        assume(form.minus(Form.of(value)), Relation.EQUAL);
        return value;
    }

    Form floor(Form raw) {
        Form form = resolve(raw);
        Form whole = Form.ZERO;
        Form rest = Form.ZERO;
        for (Map.Entry<Form.Monomial, Rational> term : form.terms().entrySet()) {
            Form part = Form.of(term.getKey(), term.getValue());
            if (isInteger(term.getKey(), term.getValue())) {
                whole = whole.plus(part);
            } else if (term.getKey().equals(Form.Monomial.ONE)) {
                Form below = Form.of(term.getValue().floor());
                whole = whole.plus(below);
                rest = rest.plus(part.minus(below));
            } else {
                rest = rest.plus(part);
            }
        }
        if (rest.terms().isEmpty()) {
            return whole;
        }
        Form known = floors.get(rest);
        if (known == null) {
            Form fraction = rest;
            Form.Monomial scaled = rest.terms().keySet().stream()
                    .filter(m -> !m.isPlain())
                    .findFirst()
                    .orElse(null);
            if (scaled != null) {
                // How far it is shifted must be known before the bits that are shifted out are.
                Form exponent = Form.exponent(scaled.power());
                concrete(exponent);
                Form again = floor(substituted(fraction, scaled.power(), exponent));
                return resolve(whole).plus(again);
            }
            known = fractionFloor(fraction);
            floors.put(rest, known);
        }
        return whole.plus(known);
    }

    /** The form with a power of two whose exponent has one value replaced by the number that it is. */
    private Form substituted(Form form, Map<Integer, Integer> power, Form exponent) {
        Form resolved = resolve(form);
        Rational value = range(resolve(exponent))
                .single()
                .orElseThrow(() -> new Untreated("an exponent that stays open"));
        Form result = Form.ZERO;
        for (Map.Entry<Form.Monomial, Rational> term : resolved.terms().entrySet()) {
            boolean same = term.getKey().power().equals(power);
            Form.Monomial m = same ? new Form.Monomial(term.getKey().factors(), Map.of()) : term.getKey();
            Rational c = same
                    ? term.getValue().times(Rational.powerOfTwo(value.numerator().intValueExact()))
                    : term.getValue();
            result = result.plus(Form.of(m, c));
        }
        return result;
    }

    private Form fractionFloor(Form rest) {
        Range range = range(rest);
        if (!range.isBounded()) {
            throw new Untreated("a rounding without bounds");
        }
        BigInteger low = range.low().floor();
        BigInteger high = range.high().floor();
        BigInteger span = high.subtract(low);
        if (span.signum() == 0) {
            return Form.of(low);
        }
        Form value = span.compareTo(BigInteger.valueOf(FEW_VALUES)) < 0
                ? Form.of(low.add(BigInteger.valueOf(fork(span.intValue() + 1))))
                : integer(low, high);
        // d * rest is an integer where its unknowns are: between d * value and d * value + d - 1.
        BigInteger d = rest.denominator();
        boolean integers = rest.terms().keySet().stream().allMatch(m -> isInteger(m, Rational.ONE));
        Form difference = rest.minus(value).times(Rational.of(d));
        assume(difference, Relation.AT_LEAST);
        assume(
                difference.minus(Form.of(integers ? d.subtract(BigInteger.ONE) : d)),
                integers ? Relation.AT_MOST : Relation.LESS);
        return resolve(value);
    }

    Form round(Rounding rule, Form raw) {
        Form form = resolve(raw);
        Form half = Form.of(Rational.HALF);
        return switch (rule) {
            case FLOOR -> floor(form);
            case CEILING -> negated(floor(negated(form)));
            case TRUNCATE ->
                decide(form, Relation.AT_LEAST) ? floor(form) : negated(floor(negated(form)));
            case UP -> floor(form.plus(half));
            case AWAY ->
                decide(form, Relation.AT_LEAST)
                        ? floor(form.plus(half))
                        : negated(floor(negated(form).plus(half)));
            case EVEN -> {
                Form below = floor(form);
                Form over = resolve(form).minus(below).minus(half);
                if (!decide(over, Relation.EQUAL)) {
                    yield decide(over, Relation.LESS) ? resolve(below) : resolve(below).plus(Form.of(1));
                }
                yield isOdd(below) ? resolve(below).plus(Form.of(1)) : resolve(below);
            }
            case ODD -> {
                Form below = floor(form);
                if (decide(resolve(form).minus(below), Relation.EQUAL)) {
                    yield resolve(below);
                }
                yield isOdd(below) ? resolve(below) : resolve(below).plus(Form.of(1));
            }
        };
    }

    private static Form negated(Form form) {
        return form.times(Rational.of(-1));
    }

    private boolean isOdd(Form raw) {
        Form rest = Form.ZERO;
        for (Map.Entry<Form.Monomial, Rational> term : resolve(raw).terms().entrySet()) {
            boolean even = term.getValue().numerator().getLowestSetBit() > 0;
            if (!even) {
                rest = rest.plus(Form.of(term.getKey(), term.getValue()));
            }
        }
        Optional<Rational> constant = rest.constant();
        if (constant.isPresent()) {
            return constant.get().numerator().testBit(0);
        }
        Range range = range(rest);
        BigInteger low = range.low() == null ? null : range.low().floor().shiftRight(1);
        BigInteger high = range.high() == null ? null : range.high().floor().shiftRight(1);
        int parity = fork(2);
        Form half = integer(low, high);
        assume(rest.minus(half.times(Rational.of(2))).minus(Form.of(parity)), Relation.EQUAL);
        return parity == 1;
    }
}
