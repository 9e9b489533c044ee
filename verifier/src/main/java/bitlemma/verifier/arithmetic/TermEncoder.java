package bitlemma.verifier.arithmetic;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.BitCount;
import bitlemma.grammar.core.Bitwise;
import bitlemma.grammar.core.Call;
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
import bitlemma.numbers.Rounding;
import bitlemma.verifier.goal.Fact;
import bitlemma.verifier.range.Range;
import bitlemma.verifier.range.Ranges;
import bitlemma.verifier.solver.Smt;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Terms as polynomials and formulas, at one point of the program: with what is known there, and under its condition. */
final class TermEncoder {
    /** Reductions with at most this many rounds, known in advance, are encoded round by round. */
    private static final int UNROLLED = 32;
    /** A sum is split into at most this many lanes. */
    private static final int LANES = 64;
    /** Tables with at most this many entries are encoded entry by entry. */
    private static final int LARGEST_TABLE = 256;

    private final ArithmeticEncoding encoding;
    private final Map<Variable, Polynomial> values;
    private final Map<Variable, String> truths;
    private final List<ForAll> universal;
    private Ranges ranges;
    private final String guard;
    /** How many reductions this point is inside; there, an unknown stands for its values in all rounds. */
    private final int depth;

    TermEncoder(ArithmeticEncoding encoding, Ranges ranges) {
        this(encoding, ranges, Smt.TRUE, new HashMap<>(), new HashMap<>(), new ArrayList<>(), 0);
    }

    private TermEncoder(
            ArithmeticEncoding encoding,
            Ranges ranges,
            String guard,
            Map<Variable, Polynomial> values,
            Map<Variable, String> truths,
            List<ForAll> universal,
            int depth) {
        this.encoding = encoding;
        this.ranges = ranges;
        this.guard = guard;
        this.values = values;
        this.truths = truths;
        this.universal = universal;
        this.depth = depth;
    }

    private TermEncoder under(String condition, Term known, boolean holds) {
        Ranges inner = ranges.copy();
        inner.assume(holds ? known : new Not(known));
        return new TermEncoder(
                encoding,
                inner,
                encoding.named(Smt.and(guard, condition)),
                new HashMap<>(values),
                new HashMap<>(truths),
                universal,
                depth);
    }

    private TermEncoder inside(Ranges inner, int newDepth) {
        return new TermEncoder(
                encoding, inner, guard, new HashMap<>(values), new HashMap<>(truths), universal, newDepth);
    }

    /** Whether contextual facts may be asserted here: not where an unknown stands for many values at once. */
    private boolean concrete() {
        return depth == 0;
    }

    void know(Ranges known) {
        ranges = known;
    }

    void learn(Fact fact) {
        switch (fact) {
            case Fact.Define define -> bind(define.variable(), define.value());
            case Fact.Assume assume -> {
                if (assume.condition() instanceof ForAll all && rounds(all).isEmpty()) {
                    universal.add(all);
                    encoding.inexact();
                } else {
                    encoding.assertUnder(guard, formula(assume.condition()));
                }
            }
        }
        ranges.learn(fact);
    }

    private void bind(Variable variable, Term value) {
        if (variable.sort() == Sort.BOOLEAN) {
            truths.put(variable, encoding.named(formula(value)));
        } else if (!(variable.sort() instanceof Sort.Array)) {
            values.put(variable, polynomial(value));
        }
    }

    void declare(Variable variable) {
        if (variable.sort() == Sort.BOOLEAN) {
            int number = encoding
                    .number(List.of("input", variable), "b", true, Range.of(variable.sort()), Set.of())
                    .number();
            encoding.bounds(number, Range.of(variable.sort()), Smt.TRUE);
            encoding.input(variable, number);
            truths.put(variable, "(= " + encoding.unknown(number).name() + " 1)");
            return;
        }
        Range range = Range.of(variable.sort());
        ArithmeticEncoding.Numbered unknown =
                encoding.number(List.of("input", variable), "x", variable.sort().isInteger(), range, Set.of());
        encoding.bounds(unknown.number(), range, Smt.TRUE);
        encoding.input(variable, unknown.number());
        values.put(variable, unknown.polynomial());
    }

    // ---- numbers ----

    Polynomial polynomial(Term term) {
        return switch (term) {
            case Constant t -> Polynomial.of(t.value());
            case Variable t -> variable(t);
            case Let t -> {
                TermEncoder inner = inside(ranges.copy(), depth);
                inner.bind(t.variable(), t.value());
                inner.ranges.set(t.variable(), Range.of(t.variable().sort()));
                inner.ranges.define(t.variable(), t.value());
                yield inner.polynomial(t.body());
            }
            case If t -> choice(t);
            case Fold t -> fold(t);
            case Select t -> select(t);
            case Add t -> polynomial(t.left()).plus(polynomial(t.right()));
            case Subtract t -> polynomial(t.left()).minus(polynomial(t.right()));
            case Multiply t -> polynomial(t.left()).times(polynomial(t.right()));
            case Negate t -> polynomial(t.operand()).times(Rational.of(-1));
            case Divide t -> quotient(polynomial(t.dividend()), polynomial(t.divisor()));
            case Power t -> power(t);
            case Absolute t -> {
                Polynomial p = polynomial(t.operand());
                yield extreme(p, p.times(Rational.of(-1)), true);
            }
            case Minimum t -> extreme(polynomial(t.left()), polynomial(t.right()), false);
            case Maximum t -> extreme(polynomial(t.left()), polynomial(t.right()), true);
            case RoundTo t -> round(t);
            case Remainder t -> remainder(t);
            case Bitwise t -> bitwise(t);
            case BitCount t -> {
                encoding.inexact();
                Polynomial p = polynomial(t.operand());
                Range range = Range.integers(BigInteger.ZERO, BigInteger.valueOf(t.format().width()));
                yield opaque(List.of("count", t.count(), t.format(), p), range, p);
            }
            case Fits t -> {
                Polynomial p = polynomial(t.operand());
                if (concrete()) {
                    encoding.assertUnder(guard, between(p, t.format()));
                }
                yield p;
            }
            case Wrap t -> wrap(polynomial(t.operand()), t.format(), ranges.of(t.operand()));
            case Saturate t -> {
                Polynomial p = polynomial(t.operand());
                Polynomial low = Polynomial.of(t.format().min());
                Polynomial high = Polynomial.of(t.format().max());
                yield ranges.of(t.operand()).within(Range.of(t.format()))
                        ? p
                        : extreme(extreme(p, low, true), high, false);
            }
            case Require t -> {
                String condition = formula(t.condition());
                if (concrete()) {
                    encoding.assertUnder(guard, condition);
                }
                yield under(condition, t.condition(), true).polynomial(t.body());
            }
            case Truth t -> truthAsNumber(t);
            case ForAll t -> truthAsNumber(t);
            case Compare t -> truthAsNumber(t);
            case Not t -> truthAsNumber(t);
            case And t -> truthAsNumber(t);
            case Or t -> truthAsNumber(t);
            case Call t -> throw new IllegalStateException("a call in a goal");
            case CodedTerm t -> throw new IllegalStateException("not lowered: " + t);
            case RealTerm t -> throw new IllegalStateException("only derivations hold it: " + t);
            case ArrayOf t -> throw new IllegalStateException("an array is no number");
            case Repeat t -> throw new IllegalStateException("an array is no number");
        };
    }

    private Polynomial truthAsNumber(Term term) {
        return ite(formula(term), Polynomial.of(Rational.ONE), Polynomial.ZERO);
    }

    private Polynomial variable(Variable variable) {
        Polynomial known = values.get(variable);
        if (known != null) {
            return known;
        }
        String truth = truths.get(variable);
        if (truth != null) {
            return ite(truth, Polynomial.of(Rational.ONE), Polynomial.ZERO);
        }
        // A name that a goal leaves open: the round that it speaks of.
        Range range = Range.of(variable.sort());
        ArithmeticEncoding.Numbered unknown =
                encoding.number(List.of("free", variable), "k", variable.sort().isInteger(), range, Set.of());
        if (unknown.isNew()) {
            encoding.bounds(unknown.number(), range, Smt.TRUE);
        }
        return unknown.polynomial();
    }

    private Set<Integer> bound(Polynomial... parts) {
        Set<Integer> bound = new HashSet<>();
        for (Polynomial part : parts) {
            part.terms().keySet().forEach(m -> m.forEach(n -> bound.addAll(encoding.unknown(n).bound())));
        }
        return bound;
    }

    /** An unknown of which no more is known than a range. */
    private Polynomial opaque(List<Object> key, Range range, Polynomial... parts) {
        ArithmeticEncoding.Numbered unknown = encoding.number(key, "v", range.isInteger(), range, bound(parts));
        if (unknown.isNew()) {
            encoding.bounds(unknown.number(), range, Smt.TRUE);
        }
        return unknown.polynomial();
    }

    private String between(Polynomial p, IntegerFormat format) {
        return Smt.and(
                encoding.compare(Relation.AT_LEAST, p.minus(Polynomial.of(format.min()))),
                encoding.compare(Relation.AT_MOST, p.minus(Polynomial.of(format.max()))));
    }

    private Polynomial choice(If term) {
        Optional<Boolean> known = ranges.decide(term.condition());
        if (known.isPresent()) {
            return polynomial(known.get() ? term.then() : term.otherwise());
        }
        String condition = encoding.named(formula(term.condition()));
        if (condition.equals(Smt.TRUE) || condition.equals(Smt.FALSE)) {
            return polynomial(condition.equals(Smt.TRUE) ? term.then() : term.otherwise());
        }
        Polynomial then = under(condition, term.condition(), true).polynomial(term.then());
        Polynomial otherwise = under(Smt.not(condition), term.condition(), false).polynomial(term.otherwise());
        return ite(condition, then, otherwise);
    }

    private Polynomial ite(String condition, Polynomial then, Polynomial otherwise) {
        if (condition.equals(Smt.TRUE) || then.equals(otherwise)) {
            return then;
        }
        if (condition.equals(Smt.FALSE)) {
            return otherwise;
        }
        Range range = encoding.range(then).union(encoding.range(otherwise));
        boolean integer = encoding.isInteger(then) && encoding.isInteger(otherwise);
        Set<Integer> bound = bound(then, otherwise);
        bound.addAll(encoding.bound(condition));
        ArithmeticEncoding.Numbered unknown =
                encoding.number(List.of("ite", condition, then, otherwise), "i", integer, range, bound);
        if (unknown.isNew()) {
            Polynomial result = unknown.polynomial();
            encoding.assertUnder(condition, encoding.compare(Relation.EQUAL, result.minus(then)));
            encoding.assertUnder(Smt.not(condition), encoding.compare(Relation.EQUAL, result.minus(otherwise)));
        }
        return unknown.polynomial();
    }

    private Polynomial extreme(Polynomial a, Polynomial b, boolean max) {
        Polynomial difference = a.minus(b);
        String above = encoding.compare(Relation.AT_LEAST, difference);
        return max ? ite(encoding.named(above), a, b) : ite(encoding.named(above), b, a);
    }

    private Polynomial quotient(Polynomial dividend, Polynomial divisor) {
        Optional<Rational> constant = divisor.constant();
        if (constant.isPresent() && constant.get().signum() != 0) {
            return dividend.times(Rational.ONE.dividedBy(constant.get()));
        }
        Range range = encoding.range(dividend).dividedBy(encoding.range(divisor));
        Range real = new Range(range.low(), range.high(), null, BigInteger.ZERO);
        ArithmeticEncoding.Numbered unknown =
                encoding.number(List.of("quotient", dividend, divisor), "d", false, real, bound(dividend, divisor));
        if (unknown.isNew()) {
            String nonzero = encoding.compare(Relation.UNEQUAL, divisor);
            encoding.assertUnder(
                    nonzero,
                    encoding.compare(
                            Relation.EQUAL, unknown.polynomial().times(divisor).minus(dividend)));
        }
        return unknown.polynomial();
    }

    private Polynomial power(Power term) {
        Polynomial base = polynomial(term.base());
        Polynomial exponent = polynomial(term.exponent());
        Optional<Rational> n = exponent.constant().or(() -> ranges.of(term.exponent()).single());
        if (n.isPresent() && n.get().isInteger() && n.get().numerator().bitLength() < 14) {
            int e = n.get().numerator().intValue();
            if (base.constant().isPresent() && (e >= 0 || base.constant().get().signum() != 0)) {
                return Polynomial.of(base.constant().get().power(e));
            }
            if (e >= 0 && e <= 16) {
                Polynomial product = Polynomial.of(Rational.ONE);
                for (int i = 0; i < e; i++) {
                    product = product.times(base);
                }
                return product;
            }
        }
        encoding.inexact();
        boolean positive = base.constant().filter(c -> c.signum() > 0).isPresent();
        Range range = positive ? new Range(Rational.ZERO, null, null, BigInteger.ZERO) : Range.NUMBERS;
        Polynomial value = opaque(List.of("power", base, exponent), range, base, exponent);
        if (concrete()) {
            encoding.bounds(value.terms().keySet().iterator().next().getFirst(), ranges.of(term), guard);
        }
        return value;
    }

    // ---- rounding ----

    private Polynomial round(RoundTo term) {
        if (term.operand() instanceof Divide divide) {
            Polynomial divisor = polynomial(divide.divisor());
            if (divisor.constant().isEmpty()) {
                return roundQuotient(term.rule(), polynomial(divide.dividend()), divisor);
            }
        }
        return round(term.rule(), polynomial(term.operand()));
    }

    private Polynomial round(Rounding rule, Polynomial p) {
        if (encoding.isInteger(p)) {
            return p;
        }
        Range range = encoding.range(p).round(rule);
        // Whole parts leave the rounding: floor(x / 8 + y) is floor(x / 8) + y. Ties to even would not keep their parity.
        if (rule == Rounding.FLOOR || rule == Rounding.CEILING || rule == Rounding.UP) {
            Polynomial whole = Polynomial.ZERO;
            for (Map.Entry<List<Integer>, Rational> t : p.terms().entrySet()) {
                Polynomial part = Polynomial.of(t.getKey(), t.getValue());
                if (!t.getKey().isEmpty() && encoding.isInteger(part)) {
                    whole = whole.plus(part);
                } else if (t.getKey().isEmpty()) {
                    whole = whole.plus(Polynomial.of(t.getValue().floor()));
                }
            }
            if (!whole.equals(Polynomial.ZERO)) {
                return round(rule, p.minus(whole)).plus(whole);
            }
        }
        ArithmeticEncoding.Numbered unknown = encoding.number(List.of("round", rule, p), "q", true, range, bound(p));
        if (!unknown.isNew()) {
            return unknown.polynomial();
        }
        Polynomial q = unknown.polynomial();
        Rational d = Rational.of(p.denominator());
        // With p = n / d and integers n, d: everything below is about n and d * q.
        boolean integers = encoding.overIntegers(p);
        Polynomial rest = p.minus(q).times(d);
        Rational gap = integers ? Rational.ONE : Rational.ZERO;
        switch (rule) {
            case FLOOR -> floor(rest, d, gap, Smt.TRUE);
            case CEILING -> floor(rest.times(Rational.of(-1)), d, gap, Smt.TRUE);
            case TRUNCATE -> {
                String sign = encoding.named(encoding.compare(Relation.AT_LEAST, p));
                floor(rest, d, gap, sign);
                floor(rest.times(Rational.of(-1)), d, gap, Smt.not(sign));
            }
            case UP -> near(rest, d, Smt.TRUE);
            case AWAY -> {
                String sign = encoding.named(encoding.compare(Relation.AT_LEAST, p));
                near(rest, d, sign);
                near(rest.times(Rational.of(-1)), d, Smt.not(sign));
            }
            case EVEN -> {
                Polynomial twice = rest.times(Rational.of(2));
                encoding.assertUnder(Smt.TRUE, encoding.compare(Relation.AT_MOST, twice.minus(Polynomial.of(d))));
                encoding.assertUnder(Smt.TRUE, encoding.compare(Relation.AT_LEAST, twice.plus(Polynomial.of(d))));
                String tie = Smt.or(
                        encoding.compare(Relation.EQUAL, twice.minus(Polynomial.of(d))),
                        encoding.compare(Relation.EQUAL, twice.plus(Polynomial.of(d))));
                Polynomial half = encoding
                        .number(List.of("half", q), "h", true, Range.INTEGERS, bound(p))
                        .polynomial();
                encoding.assertUnder(
                        tie, encoding.compare(Relation.EQUAL, q.minus(half.times(Rational.of(2)))));
            }
            case ODD -> {
                // Less than one away on either side, and odd unless exact: no second integer is both.
                Relation below = integers ? Relation.AT_MOST : Relation.LESS;
                Polynomial most = Polynomial.of(d.minus(gap));
                encoding.assertUnder(Smt.TRUE, encoding.compare(below, rest.minus(most)));
                encoding.assertUnder(Smt.TRUE, encoding.compare(below, rest.times(Rational.of(-1)).minus(most)));
                Polynomial half = encoding
                        .number(List.of("half", q), "h", true, Range.INTEGERS, bound(p))
                        .polynomial();
                encoding.assertUnder(
                        encoding.compare(Relation.UNEQUAL, rest),
                        encoding.compare(
                                Relation.EQUAL,
                                q.minus(half.times(Rational.of(2))).minus(Polynomial.of(Rational.ONE))));
            }
        }
        if (concrete()) {
            encoding.bounds(unknown.number(), range, Smt.TRUE);
        }
        return q;
    }

    /** {@code 0 <= rest < d}; where both are integers, {@code rest <= d - 1}. */
    private void floor(Polynomial rest, Rational d, Rational gap, String condition) {
        encoding.assertUnder(condition, encoding.compare(Relation.AT_LEAST, rest));
        encoding.assertUnder(
                condition,
                encoding.compare(
                        gap.signum() == 0 ? Relation.LESS : Relation.AT_MOST,
                        rest.minus(Polynomial.of(d.minus(gap)))));
    }

    /** {@code -d <= 2 * rest < d}: to nearest, ties up. */
    private void near(Polynomial rest, Rational d, String condition) {
        Polynomial twice = rest.times(Rational.of(2));
        encoding.assertUnder(condition, encoding.compare(Relation.AT_LEAST, twice.plus(Polynomial.of(d))));
        encoding.assertUnder(condition, encoding.compare(Relation.LESS, twice.minus(Polynomial.of(d))));
    }

    /** A rounded quotient of two integers whose divisor varies, by the remainder that it leaves. */
    private Polynomial roundQuotient(Rounding rule, Polynomial dividend, Polynomial divisor) {
        boolean integers = encoding.isInteger(dividend) && encoding.isInteger(divisor);
        boolean byRemainder =
                switch (rule) {
                    case FLOOR, CEILING, TRUNCATE -> true;
                    case UP, AWAY, EVEN, ODD -> false;
                };
        if (!integers || !byRemainder) {
            return round(rule, quotient(dividend, divisor));
        }
        Range range = encoding.range(dividend).dividedBy(encoding.range(divisor)).round(rule);
        ArithmeticEncoding.Numbered unknown = encoding.number(
                List.of("divide", rule, dividend, divisor), "q", true, range, bound(dividend, divisor));
        if (!unknown.isNew()) {
            return unknown.polynomial();
        }
        Polynomial rest = dividend.minus(unknown.polynomial().times(divisor));
        Polynomial minusOne = Polynomial.of(Rational.of(-1));
        String positive = encoding.named(encoding.compare(Relation.GREATER, divisor));
        String negative = encoding.named(encoding.compare(Relation.LESS, divisor));
        String upper = encoding.named(encoding.compare(Relation.AT_LEAST, dividend));
        Rational one = Rational.ONE;
        // The remainder's sign is the divisor's, its opposite, or the dividend's; its size is below the divisor's.
        Polynomial negatedRest = rest.times(minusOne);
        Polynomial negatedDivisor = divisor.times(minusOne);
        switch (rule) {
            case FLOOR -> {
                inside(rest, divisor, positive);
                inside(negatedRest, negatedDivisor, negative);
            }
            case CEILING -> {
                inside(negatedRest, divisor, positive);
                inside(rest, negatedDivisor, negative);
            }
            case TRUNCATE -> {
                inside(rest, divisor, Smt.and(positive, upper));
                inside(rest, negatedDivisor, Smt.and(negative, upper));
                inside(negatedRest, divisor, Smt.and(positive, Smt.not(upper)));
                inside(negatedRest, negatedDivisor, Smt.and(negative, Smt.not(upper)));
            }
            case UP, AWAY, EVEN, ODD -> throw new IllegalStateException();
        }
        if (concrete()) {
            encoding.bounds(unknown.number(), range, encoding.compare(Relation.UNEQUAL, divisor));
        }
        return unknown.polynomial();
    }

    /** {@code 0 <= rest <= size - 1}. */
    private void inside(Polynomial rest, Polynomial size, String condition) {
        encoding.assertUnder(condition, encoding.compare(Relation.AT_LEAST, rest));
        encoding.assertUnder(condition, encoding.compare(Relation.LESS, rest.minus(size)));
    }

    private Polynomial remainder(Remainder term) {
        Polynomial dividend = polynomial(term.dividend());
        Polynomial divisor = polynomial(term.divisor());
        Range contextual = ranges.of(term.dividend());
        if (contextual.within(ranges.of(term)) && contextual.isBounded() && contextual.low().signum() >= 0) {
            Range by = ranges.of(term.divisor());
            if (by.low() != null && contextual.high().compareTo(by.low()) < 0) {
                return dividend;
            }
        }
        Rounding rule =
                switch (term.division()) {
                    case TRUNCATE -> Rounding.TRUNCATE;
                    case FLOOR -> Rounding.FLOOR;
                    case EUCLID -> null;
                };
        Polynomial quotient;
        if (rule != null) {
            quotient = divideRounded(rule, dividend, divisor);
        } else {
            String positive = encoding.compare(Relation.GREATER, divisor);
            quotient = ite(
                    encoding.named(positive),
                    positive.equals(Smt.FALSE) ? Polynomial.ZERO : divideRounded(Rounding.FLOOR, dividend, divisor),
                    positive.equals(Smt.TRUE) ? Polynomial.ZERO : divideRounded(Rounding.CEILING, dividend, divisor));
        }
        return dividend.minus(quotient.times(divisor));
    }

    private Polynomial divideRounded(Rounding rule, Polynomial dividend, Polynomial divisor) {
        return divisor.constant().filter(c -> c.signum() != 0).isPresent()
                ? round(rule, quotient(dividend, divisor))
                : roundQuotient(rule, dividend, divisor);
    }

    private Polynomial wrap(Polynomial p, IntegerFormat format, Range range) {
        if (range.within(Range.of(format))) {
            return p;
        }
        if (range.isBounded() && period(range.low(), format).equals(period(range.high(), format))) {
            // All values lie in one period and move by the same multiple.
            return p.minus(Polynomial.of(period(range.low(), format).multiply(format.modulus())));
        }
        // What is a multiple of 2^width anyway does not matter.
        Polynomial reduced = Polynomial.ZERO;
        Rational modulus = Rational.of(format.modulus());
        for (Map.Entry<List<Integer>, Rational> t : p.terms().entrySet()) {
            Rational c = t.getValue();
            boolean whole = encoding.isInteger(Polynomial.of(t.getKey(), Rational.ONE)) && c.isInteger();
            Rational kept = whole ? Rational.of(centered(c.numerator(), format)) : c;
            reduced = reduced.plus(Polynomial.of(t.getKey(), kept));
        }
        if (encoding.range(reduced).within(Range.of(format))) {
            return reduced;
        }
        Range periods = encoding.range(reduced)
                .minus(Range.of(Rational.of(format.min())))
                .dividedBy(Range.of(modulus))
                .round(Rounding.FLOOR);
        ArithmeticEncoding.Numbered unknown =
                encoding.number(List.of("period", reduced, format), "w", true, periods, bound(reduced));
        Polynomial result = reduced.minus(unknown.polynomial().times(modulus));
        // The result as an unknown of its own: its range is the format's, which the difference would not show.
        ArithmeticEncoding.Numbered value = encoding.number(
                List.of("wrap", reduced, format), "m", true, Range.of(format), bound(reduced));
        if (value.isNew()) {
            encoding.bounds(value.number(), Range.of(format), Smt.TRUE);
            encoding.assertUnder(Smt.TRUE, encoding.compare(Relation.EQUAL, value.polynomial().minus(result)));
        }
        return value.polynomial();
    }

    /** How many times 2^width lies between the format's values and a number. */
    private static BigInteger period(Rational value, IntegerFormat format) {
        return value.floor().subtract(format.min()).shiftRight(format.width());
    }

    private static BigInteger centered(BigInteger coefficient, IntegerFormat format) {
        // Small coefficients stay as they are, whatever their sign.
        if (coefficient.abs().compareTo(format.modulus().shiftRight(1)) <= 0) {
            return coefficient;
        }
        BigInteger rest = coefficient.mod(format.modulus());
        return rest.compareTo(format.modulus().shiftRight(1)) > 0 ? rest.subtract(format.modulus()) : rest;
    }

    private Polynomial bitwise(Bitwise term) {
        Polynomial left = polynomial(term.left());
        Polynomial right = polynomial(term.right());
        if (term.operator() == Bitwise.Operator.AND) {
            // Masks of low ones are remainders.
            Optional<Polynomial> masked = mask(left, right, term.left()).or(() -> mask(right, left, term.right()));
            if (masked.isPresent()) {
                return masked.get();
            }
        }
        encoding.inexact();
        boolean ordered = left.toString().compareTo(right.toString()) <= 0;
        Polynomial value = opaque(
                List.of("bits", term.operator(), term.format(), ordered ? left : right, ordered ? right : left),
                Range.of(term.format()),
                left,
                right);
        if (concrete()) {
            encoding.bounds(value.terms().keySet().iterator().next().getFirst(), ranges.of(term), guard);
        }
        return value;
    }

    private Optional<Polynomial> mask(Polynomial value, Polynomial mask, Term operand) {
        return mask.constant()
                .filter(m -> m.signum() > 0 && m.isInteger())
                .map(Rational::numerator)
                .filter(m -> m.bitCount() == m.bitLength() && m.bitLength() <= IntegerFormat.MAX_WIDTH)
                .map(m -> wrap(value, IntegerFormat.unsigned(m.bitLength()), ranges.of(operand)));
    }

    // ---- arrays ----

    private Polynomial select(Select term) {
        return switch (term.array()) {
            case Variable array -> {
                Polynomial index = polynomial(term.index());
                Range range = Range.of(array.sort());
                ArithmeticEncoding.Numbered unknown =
                        encoding.number(List.of("select", array, index), "a", range.isInteger(), range, bound(index));
                if (unknown.isNew()) {
                    encoding.bounds(unknown.number(), range, Smt.TRUE);
                    encoding.element(array, index, unknown.number());
                }
                if (concrete()) {
                    encoding.bounds(unknown.number(), ranges.of(term), guard);
                    instances(array, index);
                }
                boolean fixed = array.sort() instanceof Sort.Array sort && sort.length() instanceof Constant;
                if (!fixed || index.constant().isEmpty()) {
                    encoding.inexact();
                }
                yield unknown.polynomial();
            }
            case ArrayOf array -> table(array, term);
            case Repeat array -> polynomial(array.element());
            case Require array ->
                polynomial(new Require(array.condition(), new Select(array.body(), term.index()), array.site()));
            case Let array ->
                polynomial(new Let(array.variable(), array.value(), new Select(array.body(), term.index()), array.site()));
            default -> throw new IllegalStateException("no array: " + term.array());
        };
    }

    /** What is known of all elements of an array holds of this one. */
    private void instances(Variable array, Polynomial index) {
        for (ForAll all : List.copyOf(universal)) {
            boolean about = bitlemma.grammar.core.Children.all(all.body())
                    .anyMatch(t -> t instanceof Select s && s.array().equals(array) && s.index().equals(all.index()));
            if (!about) {
                continue;
            }
            // Without the condition itself among the universal ones: its instance speaks of the same element again.
            List<ForAll> others = new ArrayList<>(universal);
            others.remove(all);
            Ranges inner = ranges.copy();
            inner.set(all.index(), Range.INTEGERS);
            String inRange = Smt.and(
                    encoding.compare(Relation.AT_LEAST, index.minus(polynomial(all.low()))),
                    encoding.compare(Relation.LESS, index.minus(polynomial(all.high()))));
            // Where the index is outside of the condition's range, its body is not evaluated at all.
            String within = encoding.named(Smt.and(guard, inRange));
            TermEncoder instance = new TermEncoder(
                    encoding, inner, within, new HashMap<>(values), new HashMap<>(truths), others, depth);
            instance.values.put(all.index(), index);
            encoding.assertUnder(within, instance.formula(all.body()));
        }
    }

    private Polynomial table(ArrayOf array, Select term) {
        Polynomial index = polynomial(term.index());
        Optional<Rational> constant = index.constant();
        int size = array.elements().size();
        if (constant.isPresent() && constant.get().isInteger()) {
            BigInteger i = constant.get().numerator();
            return i.signum() >= 0 && i.compareTo(BigInteger.valueOf(size)) < 0
                    ? polynomial(array.elements().get(i.intValue()))
                    : Polynomial.ZERO;
        }
        if (size > LARGEST_TABLE) {
            encoding.inexact();
            boolean constants = array.elements().stream().allMatch(e -> e instanceof Constant);
            Range all = constants ? ranges.of(array.elements().getFirst()) : Range.NUMBERS;
            for (Term element : constants ? array.elements() : List.<Term>of()) {
                all = all.union(ranges.of(element));
            }
            Set<Integer> bound = bound(index);
            // What the elements of such a table depend on is not looked at: on every round there is.
            IntStream.range(0, constants ? 0 : 2 * depth).forEach(bound::add);
            Object what = constants ? array : encoding.fresh();
            ArithmeticEncoding.Numbered entry =
                    encoding.number(List.of("table", what, index), "t", all.isInteger(), all, bound);
            if (entry.isNew()) {
                encoding.bounds(entry.number(), all, Smt.TRUE);
            }
            return entry.polynomial();
        }
        List<Polynomial> elements = new ArrayList<>();
        Range all = null;
        for (Term element : array.elements()) {
            Polynomial p = polynomial(element);
            elements.add(p);
            all = all == null ? encoding.range(p) : all.union(encoding.range(p));
        }
        Polynomial[] parts = elements.toArray(Polynomial[]::new);
        Set<Integer> bound = bound(parts);
        bound.addAll(bound(index));
        boolean integer = elements.stream().allMatch(encoding::isInteger);
        ArithmeticEncoding.Numbered unknown =
                encoding.number(List.of("table", elements, index), "t", integer, all, bound);
        if (unknown.isNew()) {
            encoding.bounds(unknown.number(), all, Smt.TRUE);
            for (int i = 0; i < size; i++) {
                encoding.assertUnder(
                        encoding.compare(Relation.EQUAL, index.minus(Polynomial.of(Rational.of(i)))),
                        encoding.compare(Relation.EQUAL, unknown.polynomial().minus(elements.get(i))));
            }
        }
        if (concrete()) {
            encoding.bounds(unknown.number(), ranges.of(term), guard);
        }
        return unknown.polynomial();
    }

    // ---- reductions ----

    private Polynomial fold(Fold fold) {
        Polynomial low = polynomial(fold.low());
        Polynomial high = polynomial(fold.high());
        Optional<Rational> rounds = high.minus(low).constant();
        if (rounds.isPresent() && low.constant().isPresent() && rounds.get().compareTo(Rational.of(depth == 0 ? UNROLLED : LANES)) <= 0) {
            Polynomial accumulator = polynomial(fold.initial());
            for (int i = 0; i < Math.max(0, rounds.get().numerator().intValue()); i++) {
                Rational index = low.constant().get().plus(Rational.of(i));
                Ranges inner = ranges.copy();
                inner.set(fold.index(), Range.of(index));
                inner.set(fold.accumulator(), encoding.range(accumulator));
                TermEncoder round = inside(inner, depth);
                round.values.put(fold.index(), Polynomial.of(index));
                round.values.put(fold.accumulator(), accumulator);
                accumulator = round.polynomial(fold.step());
            }
            return accumulator;
        }
        encoding.inexact();
        Polynomial initial = polynomial(fold.initial());
        Polynomial result = lanes(fold, low, high, initial).orElseGet(() -> whole(fold, low, high, initial));
        if (concrete()) {
            known(fold, low, high, initial, result);
        }
        return result;
    }

    /**
     * A sum over c * n indices as c sums over n: how vector code computes it, so that both come out as the same polynomial.
     * Empty where the number of rounds has no such factor, or where the reduction is no sum.
     */
    private Optional<Polynomial> lanes(Fold fold, Polynomial low, Polynomial high, Polynomial initial) {
        Polynomial rounds = high.minus(low);
        BigInteger factor = BigInteger.ZERO;
        for (Map.Entry<List<Integer>, Rational> term : rounds.terms().entrySet()) {
            if (!term.getValue().isInteger()) {
                return Optional.empty();
            }
            factor = factor.gcd(term.getValue().numerator());
        }
        Range count = ranges.of(fold.high()).minus(ranges.of(fold.low()));
        boolean suits = factor.compareTo(BigInteger.ONE) > 0
                && factor.compareTo(BigInteger.valueOf(LANES)) <= 0
                && encoding.isInteger(rounds)
                && count.low() != null
                && count.low().signum() >= 0;
        if (!suits) {
            return Optional.empty();
        }
        Rational c = Rational.of(factor);
        Polynomial n = rounds.times(Rational.ONE.dividedBy(c));
        Polynomial total = initial;
        for (int lane = 0; lane < factor.intValue(); lane++) {
            Round round = round(fold, k -> low.plus(k.times(c)), Polynomial.of(Rational.of(lane)));
            if (!round.isAdditive()) {
                return Optional.empty();
            }
            total = total.plus(sum(n, Polynomial.ZERO, n, round.addend()));
        }
        return Optional.of(total);
    }

    /** One round of a reduction, for every index at once. */
    private record Round(Polynomial step, Polynomial addend, boolean isAdditive) {}

    /** @param at the index of the round with number k, to which {@code offset} is added */
    private Round round(Fold fold, UnaryOperator<Polynomial> at, Polynomial offset) {
        // An unknown that depends on the index or the accumulator of this reduction carries one of these marks.
        int indexMark = 2 * depth;
        int accumulatorMark = 2 * depth + 1;
        ArithmeticEncoding.Numbered index =
                encoding.number(List.of("index", depth), "k", true, Range.INTEGERS, Set.of(indexMark));
        TermEncoder round = inside(ranges.inside(fold), depth + 1);
        round.values.put(fold.index(), at.apply(index.polynomial()).plus(offset));
        Range sort = Range.of(fold.accumulator().sort());
        ArithmeticEncoding.Numbered accumulator = encoding.number(
                List.of("accumulator", depth, fold.accumulator().sort()),
                "s",
                sort.isInteger(),
                sort,
                Set.of(accumulatorMark));
        round.values.put(fold.accumulator(), accumulator.polynomial());
        Polynomial step = round.polynomial(fold.step());
        Polynomial addend = step.minus(accumulator.polynomial());
        return new Round(step, addend, !bound(addend).contains(accumulatorMark));
    }

    private Polynomial whole(Fold fold, Polynomial low, Polynomial high, Polynomial initial) {
        Round round = round(fold, UnaryOperator.identity(), Polynomial.ZERO);
        if (!round.isAdditive()) {
            return reduction(fold, low, high, initial, round.step());
        }
        Polynomial rounds = high.minus(low);
        Range count = ranges.of(fold.high()).minus(ranges.of(fold.low()));
        Polynomial n = count.low() != null && count.low().signum() >= 0
                ? rounds
                : ite(encoding.named(encoding.compare(Relation.AT_LEAST, rounds)), rounds, Polynomial.ZERO);
        return initial.plus(sum(n, low, high, round.addend()));
    }

    /** What ranges know of a reduction's value. */
    private void known(Fold fold, Polynomial low, Polynomial high, Polynomial initial, Polynomial result) {
        Range range = ranges.of(fold).intersect(Range.of(fold.accumulator().sort()));
        atLeast(result, Polynomial.ZERO, range.low());
        atMost(result, Polynomial.ZERO, range.high());
        Range rounds = ranges.of(fold.high()).minus(ranges.of(fold.low()));
        if (rounds.low() == null || rounds.low().signum() < 0) {
            return;
        }
        ranges.growth(fold).ifPresent(growth -> {
            Polynomial n = high.minus(low);
            Polynomial gain = result.minus(initial);
            if (growth.low() != null) {
                atLeast(gain, n.times(growth.low()), Rational.ZERO);
            }
            if (growth.high() != null) {
                atMost(gain, n.times(growth.high()), Rational.ZERO);
            }
        });
    }

    private void atLeast(Polynomial p, Polynomial base, Rational more) {
        if (more != null) {
            encoding.assertUnder(
                    guard, encoding.compare(Relation.AT_LEAST, p.minus(base).minus(Polynomial.of(more))));
        }
    }

    private void atMost(Polynomial p, Polynomial base, Rational more) {
        if (more != null) {
            encoding.assertUnder(
                    guard, encoding.compare(Relation.AT_MOST, p.minus(base).minus(Polynomial.of(more))));
        }
    }

    /** A sum of {@code n} rounds (at least none), split into what is the same in every round and sums of what is not. */
    private Polynomial sum(Polynomial n, Polynomial low, Polynomial high, Polynomial addend) {
        int indexMark = 2 * depth;
        Polynomial total = Polynomial.ZERO;
        for (Map.Entry<List<Integer>, Rational> term : addend.terms().entrySet()) {
            List<Integer> varying = new ArrayList<>();
            List<Integer> steady = new ArrayList<>();
            for (int number : term.getKey()) {
                boolean varies = encoding.unknown(number).bound().contains(indexMark);
                (varies ? varying : steady).add(number);
            }
            Polynomial factor = Polynomial.of(List.copyOf(steady), term.getValue());
            if (varying.isEmpty()) {
                total = total.plus(factor.times(n));
                continue;
            }
            Range each = encoding.range(List.copyOf(varying));
            Set<Integer> bound = bound(low, high);
            varying.forEach(v -> bound.addAll(encoding.unknown(v).bound()));
            bound.remove(indexMark);
            Polynomial s = encoding.number(
                            List.of("sum", low, high, List.copyOf(varying), depth),
                            "s",
                            each.isInteger(),
                            each.isInteger() ? Range.INTEGERS : Range.NUMBERS,
                            bound)
                    .polynomial();
            if (concrete() && each.low() != null) {
                atLeast(s, n.times(each.low()), Rational.ZERO);
            }
            if (concrete() && each.high() != null) {
                atMost(s, n.times(each.high()), Rational.ZERO);
            }
            total = total.plus(factor.times(s));
        }
        return total;
    }

    /** Any other reduction: an unknown, equal to every other one with the same start, range and step. */
    private Polynomial reduction(Fold fold, Polynomial low, Polynomial high, Polynomial initial, Polynomial step) {
        Set<Integer> bound = bound(low, high, initial, step);
        bound.remove(2 * depth);
        bound.remove(2 * depth + 1);
        Range range = Range.of(fold.accumulator().sort());
        return encoding.number(
                        List.of("fold", depth, low, high, initial, step, fold.accumulator().sort()),
                        "f",
                        range.isInteger(),
                        range,
                        bound)
                .polynomial();
    }

    // ---- conditions ----

    String formula(Term term) {
        Optional<Boolean> known = ranges.decide(term);
        if (known.isPresent()) {
            return known.get() ? Smt.TRUE : Smt.FALSE;
        }
        return switch (term) {
            case Truth t -> t.value() ? Smt.TRUE : Smt.FALSE;
            case Variable t -> {
                String truth = truths.get(t);
                yield truth != null
                        ? truth
                        : encoding.compare(Relation.EQUAL, variable(t).minus(Polynomial.of(Rational.ONE)));
            }
            case Not t -> Smt.not(formula(t.operand()));
            case And t -> {
                String left = encoding.named(formula(t.left()));
                yield Smt.and(left, under(left, t.left(), true).formula(t.right()));
            }
            case Or t -> {
                String left = encoding.named(formula(t.left()));
                yield Smt.or(left, under(Smt.not(left), t.left(), false).formula(t.right()));
            }
            case Compare t when Truth.isOne(t.left()) -> {
                String equal = "(= " + formula(t.left()) + " " + formula(t.right()) + ")";
                yield t.relation() == Relation.EQUAL ? equal : Smt.not(equal);
            }
            case Compare t -> encoding.compare(t.relation(), polynomial(t.left()).minus(polynomial(t.right())));
            case Let t -> {
                TermEncoder inner = inside(ranges.copy(), depth);
                inner.bind(t.variable(), t.value());
                inner.ranges.set(t.variable(), Range.of(t.variable().sort()));
                inner.ranges.define(t.variable(), t.value());
                yield inner.formula(t.body());
            }
            case Require t -> {
                String condition = formula(t.condition());
                if (concrete()) {
                    encoding.assertUnder(guard, condition);
                }
                yield under(condition, t.condition(), true).formula(t.body());
            }
            case If t -> {
                String condition = encoding.named(formula(t.condition()));
                String then = under(condition, t.condition(), true).formula(t.then());
                String otherwise = under(Smt.not(condition), t.condition(), false).formula(t.otherwise());
                yield "(ite " + condition + " " + then + " " + otherwise + ")";
            }
            case Select t -> encoding.compare(Relation.EQUAL, select(t).minus(Polynomial.of(Rational.ONE)));
            case Fold t -> encoding.compare(Relation.EQUAL, fold(t).minus(Polynomial.of(Rational.ONE)));
            case ForAll t when rounds(t).isPresent() -> {
                String all = Smt.TRUE;
                for (int i = 0; i < rounds(t).get(); i++) {
                    Rational index = ranges.of(t.low()).low().plus(Rational.of(i));
                    // Where it fails for an index, the ones that follow are not looked at.
                    String so = encoding.named(all);
                    Ranges inner = ranges.copy();
                    inner.set(t.index(), Range.of(index));
                    TermEncoder round = new TermEncoder(
                            encoding,
                            inner,
                            encoding.named(Smt.and(guard, so)),
                            new HashMap<>(values),
                            new HashMap<>(truths),
                            universal,
                            depth);
                    round.values.put(t.index(), Polynomial.of(index));
                    all = Smt.and(so, round.formula(t.body()));
                }
                yield all;
            }
            default -> {
                // A quantified condition inside another one: nothing is known of it.
                encoding.inexact();
                Set<Integer> everyRound = IntStream.range(0, 2 * depth).boxed().collect(Collectors.toSet());
                ArithmeticEncoding.Numbered fresh = encoding.number(
                        List.of("truth", encoding.fresh()), "b", true, Range.of(Sort.BOOLEAN), everyRound);
                encoding.bounds(fresh.number(), Range.of(Sort.BOOLEAN), Smt.TRUE);
                Polynomial truth = fresh.polynomial();
                yield encoding.compare(Relation.EQUAL, truth.minus(Polynomial.of(Rational.ONE)));
            }
        };
    }

    /** How many indices a condition speaks of, where they are few and known. */
    private Optional<Integer> rounds(ForAll all) {
        Optional<Rational> low = ranges.of(all.low()).single();
        Optional<Rational> high = ranges.of(all.high()).single();
        return low.isPresent() && high.isPresent() && high.get().minus(low.get()).compareTo(Rational.of(UNROLLED)) <= 0
                ? Optional.of(high.get().minus(low.get()).max(Rational.ZERO).numerator().intValue())
                : Optional.empty();
    }
}
