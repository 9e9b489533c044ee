package bitlemma.verifier.paths;

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
import bitlemma.numbers.FloatFormat;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import bitlemma.verifier.goal.Fact;
import bitlemma.verifier.goal.Goal;
import bitlemma.verifier.range.Range;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One walk through the terms of a goal along a path: every condition is decided, every number is a form. The bit pattern of
 * a floating-point input is taken apart into sign, exponent and fraction, so that exponents stand in powers of two alone.
 */
final class Walk {
    private static final int MOST_ROUNDS = 64;
    private static final int MOST_STEPS = 60_000;

    private final Path path;
    private final Map<Variable, Fraction> numbers = new HashMap<>();
    private final Map<Variable, Boolean> truths = new HashMap<>();
    /** The goal's inputs, as forms of the path's unknowns. */
    private final Map<Variable, Form> inputs = new LinkedHashMap<>();

    private int steps;

    Walk(Path path) {
        this.path = path;
    }

    /** Walks to the conclusion of a goal; gives whether it holds there. Throws {@link Path.Dead} where nothing comes so far. */
    boolean reaches(Goal goal) {
        for (Variable input : goal.inputs()) {
            declare(input);
        }
        for (Fact fact : goal.facts()) {
            switch (fact) {
                case Fact.Define define -> bind(define.variable(), define.value());
                case Fact.Assume assume -> {
                    if (!truth(assume.condition())) {
                        throw new Path.Dead();
                    }
                }
            }
        }
        return truth(goal.conclusion());
    }

    Map<Variable, Form> inputs() {
        return inputs;
    }

    private void declare(Variable input) {
        Form form =
                switch (input.sort()) {
                    case Sort.Machine machine when machine.coding() instanceof FloatFormat format -> code(format);
                    case Sort.Machine machine -> path.unknown(Range.of(machine));
                    case Sort.ExactInteger integer -> path.integer(null, null);
                    case Sort.ExactRational rational -> path.unknown(Range.NUMBERS);
                    case Sort.Bool bool -> Form.of(path.fork(2));
                    case Sort.Array array -> null;
                    case Sort.Coded coded -> throw new IllegalStateException("not lowered: " + coded);
                };
        if (form == null) {
            // An array of which an element is used is met when it is selected from.
            return;
        }
        inputs.put(input, form);
        if (input.sort() == Sort.BOOLEAN) {
            truths.put(input, form.constant().orElseThrow().signum() != 0);
        } else {
            numbers.put(input, Fraction.of(form));
        }
    }

    /** A bit pattern as sign, exponent field and mantissa field. */
    private Form code(FloatFormat format) {
        int m = format.mantissaBits();
        Form sign = Form.of(
                format.signed() && path.fork(2) == 1
                        ? BigInteger.ONE.shiftLeft(format.width() - 1)
                        : BigInteger.ZERO);
        Form exponent = path.integer(
                BigInteger.ZERO, BigInteger.ONE.shiftLeft(format.exponentBits()).subtract(BigInteger.ONE));
        Form mantissa = m == 0
                ? Form.ZERO
                : path.integer(BigInteger.ZERO, BigInteger.ONE.shiftLeft(m).subtract(BigInteger.ONE));
        return sign.plus(exponent.times(Rational.powerOfTwo(m))).plus(mantissa);
    }

    private void bind(Variable variable, Term value) {
        if (variable.sort() == Sort.BOOLEAN) {
            truths.put(variable, truth(value));
        } else if (!(variable.sort() instanceof Sort.Array)) {
            numbers.put(variable, number(value));
        }
    }

    private static Path.Untreated untreated(String what) {
        return new Path.Untreated(what);
    }

    private void step() {
        if (++steps > MOST_STEPS) {
            throw untreated("a long evaluation");
        }
    }

    // ---- conditions ----

    boolean truth(Term term) {
        step();
        return switch (term) {
            case Truth t -> t.value();
            case Variable t -> {
                Boolean known = truths.get(t);
                if (known == null) {
                    throw untreated("a truth value that is not known");
                }
                yield known;
            }
            case Not t -> !truth(t.operand());
            case And t -> truth(t.left()) && truth(t.right());
            case Or t -> truth(t.left()) || truth(t.right());
            case Compare t when Truth.isOne(t.left()) ->
                (truth(t.left()) == truth(t.right())) == (t.relation() == Relation.EQUAL);
            case Compare t -> compare(t.relation(), number(t.left()), number(t.right()));
            case Let t -> {
                bind(t.variable(), t.value());
                yield truth(t.body());
            }
            case Require t -> {
                require(t);
                yield truth(t.body());
            }
            case If t -> truth(truth(t.condition()) ? t.then() : t.otherwise());
            case ForAll t -> {
                BigInteger low = constant(number(t.low()));
                int rounds = rounds(low, constant(number(t.high())));
                for (int i = 0; i < rounds; i++) {
                    numbers.put(t.index(), Fraction.of(Rational.of(low.add(BigInteger.valueOf(i)))));
                    if (!truth(t.body())) {
                        yield false;
                    }
                }
                yield true;
            }
            case Fold t -> {
                BigInteger low = constant(number(t.low()));
                int rounds = rounds(low, constant(number(t.high())));
                boolean accumulator = truth(t.initial());
                for (int i = 0; i < rounds; i++) {
                    numbers.put(t.index(), Fraction.of(Rational.of(low.add(BigInteger.valueOf(i)))));
                    truths.put(t.accumulator(), accumulator);
                    accumulator = truth(t.step());
                }
                yield accumulator;
            }
            default -> throw untreated("a condition of another form");
        };
    }

    /** Every obligation has a goal of its own; behind it, it is known to be kept. */
    private void require(Require term) {
        if (!truth(term.condition())) {
            throw new Path.Dead();
        }
    }

    private boolean compare(Relation relation, Fraction left, Fraction right) {
        Form difference = left.denominator().equals(right.denominator())
                ? left.numerator().minus(right.numerator())
                : left.numerator().times(right.denominator()).minus(right.numerator().times(left.denominator()));
        return path.decide(difference, relation);
    }

    private static int rounds(BigInteger low, BigInteger high) {
        BigInteger rounds = high.subtract(low).max(BigInteger.ZERO);
        if (rounds.compareTo(BigInteger.valueOf(MOST_ROUNDS)) > 0) {
            throw untreated("a long reduction");
        }
        return rounds.intValue();
    }

    private BigInteger constant(Fraction value) {
        return path.resolve(value.numerator())
                .constant()
                .filter(c -> value.isForm() && c.isInteger())
                .map(Rational::numerator)
                .orElseThrow(() -> untreated("a bound that is not known"));
    }

    // ---- numbers ----

    Fraction number(Term term) {
        step();
        return switch (term) {
            case Constant t -> Fraction.of(t.value());
            case Variable t -> {
                Fraction known = numbers.get(t);
                if (known == null && truths.containsKey(t)) {
                    known = Fraction.of(truths.get(t) ? Rational.ONE : Rational.ZERO);
                }
                if (known == null) {
                    known = Fraction.of(path.unknown(Range.of(t.sort())));
                    numbers.put(t, known);
                }
                yield known;
            }
            case Let t -> {
                bind(t.variable(), t.value());
                yield number(t.body());
            }
            case If t -> number(truth(t.condition()) ? t.then() : t.otherwise());
            case Fold t -> fold(t);
            case Select t -> select(t);
            case Add t -> number(t.left()).plus(number(t.right()));
            case Subtract t -> number(t.left()).minus(number(t.right()));
            case Multiply t -> number(t.left()).times(number(t.right()));
            case Negate t -> number(t.operand()).negate();
            case Divide t -> quotient(number(t.dividend()), number(t.divisor()));
            case Power t -> power(number(t.base()), number(t.exponent()));
            case Absolute t -> {
                Fraction x = number(t.operand());
                yield path.decide(x.numerator(), Relation.AT_LEAST) ? x : x.negate();
            }
            case Minimum t -> {
                Fraction left = number(t.left());
                Fraction right = number(t.right());
                yield compare(Relation.AT_MOST, left, right) ? left : right;
            }
            case Maximum t -> {
                Fraction left = number(t.left());
                Fraction right = number(t.right());
                yield compare(Relation.AT_LEAST, left, right) ? left : right;
            }
            case RoundTo t -> Fraction.of(path.round(t.rule(), form(number(t.operand()))));
            case Remainder t -> remainder(t);
            case Bitwise t -> Fraction.of(bitwise(t));
            case BitCount t -> Fraction.of(count(t));
            case Fits t -> {
                Form x = form(number(t.operand()));
                path.assume(x.minus(Form.of(t.format().min())), Relation.AT_LEAST);
                path.assume(x.minus(Form.of(t.format().max())), Relation.AT_MOST);
                yield Fraction.of(x);
            }
            case Wrap t -> Fraction.of(wrap(form(number(t.operand())), t.format()));
            case Saturate t -> {
                Form x = form(number(t.operand()));
                Form low = Form.of(t.format().min());
                Form high = Form.of(t.format().max());
                yield Fraction.of(
                        path.decide(x.minus(low), Relation.LESS)
                                ? low
                                : path.decide(x.minus(high), Relation.GREATER) ? high : x);
            }
            case Require t -> {
                require(t);
                yield number(t.body());
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

    private Fraction truthAsNumber(Term term) {
        return Fraction.of(truth(term) ? Rational.ONE : Rational.ZERO);
    }

    /** The number without a denominator. */
    private Form form(Fraction value) {
        if (value.isForm()) {
            return value.numerator();
        }
        return path.resolve(value.denominator())
                .reciprocal()
                .map(r -> value.numerator().times(r))
                .orElseThrow(() -> untreated("a rounded quotient of two unknowns"));
    }

    private Fraction fold(Fold fold) {
        BigInteger low = constant(number(fold.low()));
        int rounds = rounds(low, constant(number(fold.high())));
        Fraction accumulator = number(fold.initial());
        for (int i = 0; i < rounds; i++) {
            numbers.put(fold.index(), Fraction.of(Rational.of(low.add(BigInteger.valueOf(i)))));
            numbers.put(fold.accumulator(), accumulator);
            accumulator = number(fold.step());
        }
        return accumulator;
    }

    private Fraction select(Select term) {
        if (!(term.array() instanceof ArrayOf table)) {
            throw untreated("an array");
        }
        BigInteger index = path.concrete(form(number(term.index())));
        if (index.signum() < 0 || index.compareTo(BigInteger.valueOf(table.elements().size())) >= 0) {
            throw new Path.Dead();
        }
        return number(table.elements().get(index.intValueExact()));
    }

    private Fraction quotient(Fraction dividend, Fraction divisor) {
        Form by = path.resolve(divisor.numerator());
        Optional<Form> reciprocal = by.reciprocal();
        if (reciprocal.isPresent() && !by.equals(Form.ZERO)) {
            return dividend.times(new Fraction(divisor.denominator().times(reciprocal.get()), Form.of(Rational.ONE)));
        }
        // An obligation of its own keeps the divisor from being zero.
        boolean positive = path.decide(by, Relation.GREATER);
        if (!positive) {
            path.assume(by, Relation.LESS);
        }
        Fraction upright = positive
                ? new Fraction(divisor.denominator(), by)
                : new Fraction(divisor.denominator().times(Rational.of(-1)), by.times(Rational.of(-1)));
        return dividend.times(upright);
    }

    private Fraction power(Fraction base, Fraction exponent) {
        Form e = path.resolve(form(exponent));
        Optional<Rational> b = path.resolve(form(base)).constant();
        Optional<Rational> n = e.constant();
        if (b.isPresent() && b.get().equals(Rational.of(2))) {
            return Fraction.of(e.exponential().orElseThrow(() -> untreated("an exponent of another form")));
        }
        if (n.isPresent() && n.get().isInteger() && n.get().numerator().bitLength() < 12) {
            int k = n.get().numerator().intValue();
            if (b.isPresent() && (k >= 0 || b.get().signum() != 0)) {
                return Fraction.of(b.get().power(k));
            }
            if (k >= 0 && k <= 8) {
                Fraction product = Fraction.of(Rational.ONE);
                for (int i = 0; i < k; i++) {
                    product = product.times(base);
                }
                return product;
            }
        }
        throw untreated("a power of an unknown");
    }

    private Fraction remainder(Remainder term) {
        Form dividend = form(number(term.dividend()));
        Form divisor = path.resolve(form(number(term.divisor())));
        Form reciprocal = divisor.reciprocal().orElseThrow(() -> untreated("a remainder by an unknown"));
        Form exact = dividend.times(reciprocal);
        Form quotient =
                switch (term.division()) {
                    case TRUNCATE -> path.round(Rounding.TRUNCATE, exact);
                    case FLOOR -> path.round(Rounding.FLOOR, exact);
                    case EUCLID ->
                        path.round(
                                path.decide(divisor, Relation.GREATER) ? Rounding.FLOOR : Rounding.CEILING, exact);
                };
        return Fraction.of(dividend.minus(quotient.times(divisor)));
    }

    // ---- bits ----

    private Form wrap(Form x, IntegerFormat format) {
        Form low = Form.of(format.min());
        Rational modulus = Rational.of(format.modulus());
        Form periods = path.floor(x.minus(low).times(Rational.ONE.dividedBy(modulus)));
        Form wrapped = path.resolve(path.resolve(x).minus(periods.times(modulus)));
        // Intervals may not see it.
        path.assume(wrapped.minus(low), Relation.AT_LEAST);
        path.assume(wrapped.minus(Form.of(format.max())), Relation.AT_MOST);
        return path.resolve(wrapped);
    }

    private Form bitwise(Bitwise term) {
        if (term.format().signed()) {
            throw untreated("bits of signed numbers");
        }
        return switch (term.operator()) {
            case AND -> and(term.left(), term.right());
            case OR -> {
                Form left = form(number(term.left()));
                Form right = form(number(term.right()));
                yield left.plus(right).minus(common(left, right));
            }
            case XOR -> {
                Form left = form(number(term.left()));
                Form right = form(number(term.right()));
                yield left.plus(right).minus(common(left, right).times(Rational.of(2)));
            }
        };
    }

    private Form and(Term left, Term right) {
        Optional<BigInteger> mask = known(right);
        if (mask.isPresent()) {
            return masked(left, mask.get());
        }
        Optional<BigInteger> other = known(left);
        return other.isPresent()
                ? masked(right, other.get())
                : common(form(number(left)), form(number(right)));
    }

    private Optional<BigInteger> known(Term term) {
        return term instanceof Constant c && c.value().isInteger() && c.value().signum() >= 0
                ? Optional.of(c.value().numerator())
                : Optional.empty();
    }

    /** The bits of a term that a mask keeps; where the term combines others bit by bit, of each of them. */
    private Form masked(Term term, BigInteger mask) {
        if (term instanceof Variable v && numbers.get(v) == null) {
            throw untreated("bits of what is not known");
        }
        if (term instanceof Bitwise b && b.operator() != Bitwise.Operator.AND && !b.format().signed()) {
            Form left = masked(b.left(), mask);
            Form right = masked(b.right(), mask);
            Form both = common(left, right);
            return left.plus(right)
                    .minus(b.operator() == Bitwise.Operator.XOR ? both.times(Rational.of(2)) : both);
        }
        return masked(form(number(term)), mask);
    }

    private Form masked(Form raw, BigInteger mask) {
        Form x = path.resolve(raw);
        // What stands in a bit operation without sign is not negative, though intervals may not see it.
        path.assume(x, Relation.AT_LEAST);
        Optional<Rational> constant = x.constant();
        if (constant.isPresent()) {
            return Form.of(constant.get().numerator().and(mask));
        }
        // For each run of ones, what lies below its end less what lies below its beginning.
        Form kept = Form.ZERO;
        int at = 0;
        while (at < mask.bitLength()) {
            if (!mask.testBit(at)) {
                at++;
                continue;
            }
            int end = at;
            while (mask.testBit(end)) {
                end++;
            }
            kept = kept.plus(below(x, end)).minus(below(x, at));
            at = end;
        }
        return path.resolve(kept);
    }

    private Form below(Form x, int bits) {
        return bits == 0 ? Form.ZERO : wrap(x, IntegerFormat.unsigned(bits));
    }

    /** The bits that two numbers have in common. */
    private Form common(Form rawLeft, Form rawRight) {
        Form left = path.resolve(rawLeft);
        Form right = path.resolve(rawRight);
        Optional<Rational> l = left.constant();
        Optional<Rational> r = right.constant();
        if (r.isPresent() && r.get().isInteger() && r.get().signum() >= 0) {
            return masked(left, r.get().numerator());
        }
        if (l.isPresent() && l.get().isInteger() && l.get().signum() >= 0) {
            return masked(right, l.get().numerator());
        }
        if (disjoint(left, right) || disjoint(right, left)) {
            return Form.ZERO;
        }
        throw untreated("bits of two unknowns");
    }

    /** Whether one number is a multiple of a power of two below which the other stays. */
    private boolean disjoint(Form high, Form low) {
        Range range = path.range(low);
        if (range.low() == null || range.low().signum() < 0 || range.high() == null) {
            return false;
        }
        int bits = range.high().floor().bitLength();
        Rational unit = Rational.powerOfTwo(bits);
        Range other = path.range(high);
        return other.low() != null
                && other.low().signum() >= 0
                && high.terms().entrySet().stream()
                        .allMatch(t -> t.getKey().isPlain()
                                && t.getValue().dividedBy(unit).isInteger()
                                && t.getKey().factors().stream()
                                        .allMatch(u -> path.range(u).isInteger()));
    }

    private Form count(BitCount term) {
        Form x = path.resolve(form(number(term.operand())));
        if (term.count() != BitCount.Count.LEADING_ZEROS) {
            throw untreated("a count of bits");
        }
        Form bits = wrap(x, IntegerFormat.unsigned(term.format().width()));
        Range range = path.range(bits);
        int least = range.low().ceiling().max(BigInteger.ZERO).bitLength();
        // The pattern's, which has no sign: that of a negative number is above the format's greatest.
        int most = Math.min(range.high().floor().bitLength(), term.format().width());
        int length = least + path.fork(most - least + 1);
        if (length > 0) {
            path.assume(bits.minus(Form.of(Rational.powerOfTwo(length - 1))), Relation.AT_LEAST);
        }
        path.assume(bits.minus(Form.of(Rational.powerOfTwo(length))), Relation.LESS);
        return Form.of((long) term.format().width() - length);
    }
}
