package bitlemma.verifier.bitvector;

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
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Terms as bits, at one point of the program: with what is known there, and under its condition. */
final class TermBits {
    /** Reductions and quantified conditions with at most this many rounds are encoded round by round. */
    private static final int UNROLLED = 64;

    private static final int LARGEST_TABLE = 1024;

    private final BitvectorEncoding encoding;
    private final Ranges inputs;
    private final Map<Variable, Bits> numbers;
    private final Map<Variable, String> truths;
    private final String guard;
    private Ranges ranges;

    /**
     * @param ranges what is known at this point
     * @param inputs what the whole goal implies about its inputs; asserted, so that it may be used from the start
     */
    TermBits(BitvectorEncoding encoding, Ranges ranges, Ranges inputs) {
        this(encoding, ranges, inputs, "true", new HashMap<>(), new HashMap<>());
    }

    private TermBits(
            BitvectorEncoding encoding,
            Ranges ranges,
            Ranges inputs,
            String guard,
            Map<Variable, Bits> numbers,
            Map<Variable, String> truths) {
        this.encoding = encoding;
        this.ranges = ranges;
        this.inputs = inputs;
        this.guard = guard;
        this.numbers = numbers;
        this.truths = truths;
    }

    private TermBits under(String condition, Term known, boolean holds) {
        Ranges inner = ranges.copy();
        inner.assume(holds ? known : new Not(known));
        String both = guard.equals("true") ? condition : "(and " + guard + " " + condition + ")";
        String name = both.length() < 24 ? both : encoding.define("Bool", both);
        return new TermBits(encoding, inner, inputs, name, new HashMap<>(numbers), new HashMap<>(truths));
    }

    private TermBits inside(Ranges inner) {
        return new TermBits(encoding, inner, inputs, guard, new HashMap<>(numbers), new HashMap<>(truths));
    }

    void know(Ranges known) {
        ranges = known;
    }

    void learn(Fact fact) {
        switch (fact) {
            case Fact.Define define -> bind(define.variable(), define.value());
            case Fact.Assume assume -> {
                if (assume.condition() instanceof ForAll all && !isShort(all.low(), all.high())) {
                    // Element bounds are used through ranges; leaving the rest out only makes the goal harder.
                    encoding.inexact();
                } else {
                    encoding.require(formula(assume.condition()));
                }
            }
        }
        ranges.learn(fact);
    }

    private void bind(Variable variable, Term value) {
        if (variable.sort() == Sort.BOOLEAN) {
            truths.put(variable, encoding.define("Bool", formula(value)));
        } else if (!(variable.sort() instanceof Sort.Array)) {
            numbers.put(variable, number(value));
        }
    }

    /** Declares an input, or a name that the goal leaves open, with the range that the goal's facts give it. */
    Bits declare(Variable variable) {
        // Only what is asserted here may simplify the facts: the interval, but no residue.
        Range known = inputs.of(variable);
        Range range = known.isBounded() && known.isInteger() ? Range.integers(known.low().ceiling(), known.high().floor()) : known;
        BitvectorEncoding.Declared declared = encoding.declare("x", range);
        Bits bits = widened(declared);
        encoding.scalar(variable, declared);
        encoding.require(between(bits, range));
        ranges.set(variable, range);
        if (variable.sort() == Sort.BOOLEAN) {
            truths.put(variable, "(= " + declared.name() + " #b1)");
        } else {
            numbers.put(variable, bits);
        }
        return bits;
    }

    private static Bits widened(BitvectorEncoding.Declared declared) {
        return declared.signed()
                ? new Bits(declared.name(), declared.width(), BigInteger.ONE)
                : new Bits("((_ zero_extend 1) " + declared.name() + ")", declared.width() + 1, BigInteger.ONE);
    }

    private String between(Bits bits, Range range) {
        int w = Math.max(bits.width(), BitvectorEncoding.width(range));
        String x = resized(bits, w);
        return "(and (bvsle " + literal(range.low().ceiling(), w) + " " + x + ") (bvsle " + x + " "
                + literal(range.high().floor(), w) + "))";
    }

    // ---- building ----

    private static String literal(BigInteger value, int width) {
        BigInteger bits = value.mod(BigInteger.ONE.shiftLeft(width));
        String digits = bits.toString(2);
        return "#b" + "0".repeat(width - digits.length()) + digits;
    }

    private static Bits constant(Rational value) {
        int width = value.numerator().bitLength() + 1;
        return new Bits(literal(value.numerator(), width), width, value.denominator());
    }

    /** The same integer in another width; what is cut off must be copies of the sign. */
    private static String resized(Bits bits, int width) {
        int more = width - bits.width();
        if (more == 0) {
            return bits.text();
        }
        return more > 0
                ? "((_ sign_extend " + more + ") " + bits.text() + ")"
                : "((_ extract " + (width - 1) + " 0) " + bits.text() + ")";
    }

    /** A computed number, cut to what its range needs. */
    private Bits result(Term term, String text, int width, BigInteger denominator) {
        Range range = ranges.of(term);
        Range scaled = range.times(Range.of(Rational.of(denominator)));
        int needed = Math.min(width, scaled.isBounded() && !scaled.isEmpty() ? BitvectorEncoding.width(scaled) : width);
        if (needed > 4096) {
            throw new Unsupported("a number of " + needed + " bits");
        }
        String cut = resized(new Bits(text, width, denominator), needed);
        return new Bits(encoding.define("(_ BitVec " + needed + ")", cut), needed, denominator);
    }

    private static BigInteger common(Bits a, Bits b) {
        return a.denominator()
                .divide(a.denominator().gcd(b.denominator()))
                .multiply(b.denominator());
    }

    /** The numerator over another denominator, a multiple of its own. */
    private static Bits scaled(Bits bits, BigInteger denominator) {
        BigInteger factor = denominator.divide(bits.denominator());
        if (factor.equals(BigInteger.ONE)) {
            return bits;
        }
        int width = bits.width() + factor.bitLength();
        return new Bits(
                "(bvmul " + resized(bits, width) + " " + literal(factor, width) + ")", width, denominator);
    }

    private Bits linear(Term term, String operator, Bits left, Bits right) {
        BigInteger denominator = common(left, right);
        Bits l = scaled(left, denominator);
        Bits r = scaled(right, denominator);
        int width = Math.max(l.width(), r.width()) + 1;
        return result(
                term, "(" + operator + " " + resized(l, width) + " " + resized(r, width) + ")", width, denominator);
    }

    private static String compare(Relation relation, Bits left, Bits right) {
        BigInteger denominator = common(left, right);
        Bits l = scaled(left, denominator);
        Bits r = scaled(right, denominator);
        int width = Math.max(l.width(), r.width());
        String a = resized(l, width);
        String b = resized(r, width);
        return switch (relation) {
            case EQUAL -> "(= " + a + " " + b + ")";
            case UNEQUAL -> "(not (= " + a + " " + b + "))";
            case LESS -> "(bvslt " + a + " " + b + ")";
            case AT_MOST -> "(bvsle " + a + " " + b + ")";
            case GREATER -> "(bvsgt " + a + " " + b + ")";
            case AT_LEAST -> "(bvsge " + a + " " + b + ")";
        };
    }

    private static Bits integer(Bits bits) {
        if (!bits.denominator().equals(BigInteger.ONE)) {
            throw new Unsupported("a fraction where an integer is needed");
        }
        return bits;
    }

    private Bits ite(Term term, String condition, Bits then, Bits otherwise) {
        BigInteger denominator = common(then, otherwise);
        Bits t = scaled(then, denominator);
        Bits o = scaled(otherwise, denominator);
        int width = Math.max(t.width(), o.width());
        String text = "(ite " + condition + " " + resized(t, width) + " " + resized(o, width) + ")";
        return result(term, text, width, denominator);
    }

    // ---- numbers ----

    Bits number(Term term) {
        Optional<Rational> single = ranges.of(term).single();
        if (single.isPresent() && !(term instanceof Constant)) {
            return constant(single.get());
        }
        return switch (term) {
            case Constant t -> constant(t.value());
            case Variable t -> {
                Bits known = numbers.get(t);
                yield known != null ? known : truths.containsKey(t) ? truthAsNumber(t) : declare(t);
            }
            case Let t -> let(t).number(t.body());
            case If t -> {
                String condition = encoding.define("Bool", formula(t.condition()));
                Bits then = under(condition, t.condition(), true).number(t.then());
                Bits otherwise = under("(not " + condition + ")", t.condition(), false).number(t.otherwise());
                yield ite(t, condition, then, otherwise);
            }
            case Fold t -> fold(t);
            case Select t -> select(t);
            case Add t -> linear(t, "bvadd", number(t.left()), number(t.right()));
            case Subtract t -> linear(t, "bvsub", number(t.left()), number(t.right()));
            case Multiply t when shiftAmount(t.right()).isPresent() -> shiftedLeft(t, t.left(), t.right());
            case Multiply t when shiftAmount(t.left()).isPresent() -> shiftedLeft(t, t.right(), t.left());
            case Multiply t -> {
                Bits left = number(t.left());
                Bits right = number(t.right());
                int width = left.width() + right.width();
                yield result(
                        t,
                        "(bvmul " + resized(left, width) + " " + resized(right, width) + ")",
                        width,
                        left.denominator().multiply(right.denominator()));
            }
            case Negate t -> {
                Bits x = number(t.operand());
                int width = x.width() + 1;
                yield result(t, "(bvneg " + resized(x, width) + ")", width, x.denominator());
            }
            case Divide t -> {
                Rational divisor = ranges.of(t.divisor())
                        .single()
                        .filter(d -> d.signum() != 0)
                        .orElseThrow(() -> new Unsupported("a quotient by a variable"));
                Bits x = number(t.dividend());
                BigInteger factor = divisor.denominator().multiply(BigInteger.valueOf(divisor.signum()));
                int width = x.width() + factor.bitLength() + 1;
                String product = "(bvmul " + resized(x, width) + " " + literal(factor, width) + ")";
                yield result(t, product, width, x.denominator().multiply(divisor.numerator().abs()));
            }
            case Power t -> power(t);
            case Absolute t -> {
                Bits x = number(t.operand());
                int width = x.width() + 1;
                String wide = resized(x, width);
                String text = "(ite (bvslt " + wide + " " + literal(BigInteger.ZERO, width) + ") (bvneg " + wide + ") "
                        + wide + ")";
                yield result(t, text, width, x.denominator());
            }
            case Minimum t -> {
                Bits left = number(t.left());
                Bits right = number(t.right());
                yield ite(t, compare(Relation.AT_MOST, left, right), left, right);
            }
            case Maximum t -> {
                Bits left = number(t.left());
                Bits right = number(t.right());
                yield ite(t, compare(Relation.AT_LEAST, left, right), left, right);
            }
            case RoundTo t -> round(t);
            case Remainder t -> remainder(t);
            case Bitwise t -> {
                Bits left = integer(number(t.left()));
                Bits right = integer(number(t.right()));
                int width = Math.max(left.width(), right.width());
                String operator =
                        switch (t.operator()) {
                            case AND -> "bvand";
                            case OR -> "bvor";
                            case XOR -> "bvxor";
                        };
                yield result(
                        t,
                        "(" + operator + " " + resized(left, width) + " " + resized(right, width) + ")",
                        width,
                        BigInteger.ONE);
            }
            case BitCount t -> count(t);
            case Fits t -> {
                Bits x = number(t.operand());
                Bits low = constant(Rational.of(t.format().min()));
                Bits high = constant(Rational.of(t.format().max()));
                String fits = "(and " + compare(Relation.AT_LEAST, x, low) + " " + compare(Relation.AT_MOST, x, high) + ")";
                requireHere(fits);
                yield result(t, x.text(), x.width(), x.denominator());
            }
            case Wrap t -> wrap(t);
            case Saturate t -> {
                Bits x = integer(number(t.operand()));
                Bits low = constant(Rational.of(t.format().min()));
                Bits high = constant(Rational.of(t.format().max()));
                int width = Math.max(x.width(), Math.max(low.width(), high.width()));
                String text = "(ite " + compare(Relation.LESS, x, low) + " " + resized(low, width) + " (ite "
                        + compare(Relation.GREATER, x, high) + " " + resized(high, width) + " " + resized(x, width) + "))";
                yield result(t, text, width, BigInteger.ONE);
            }
            case Require t -> {
                String condition = encoding.define("Bool", formula(t.condition()));
                requireHere(condition);
                yield under(condition, t.condition(), true).number(t.body());
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

    private Bits truthAsNumber(Term term) {
        return new Bits("(ite " + formula(term) + " #b01 #b00)", 2, BigInteger.ONE);
    }

    private void requireHere(String condition) {
        encoding.require(guard.equals("true") ? condition : "(=> " + guard + " " + condition + ")");
    }

    private TermBits let(Let t) {
        TermBits inner = inside(ranges.copy());
        inner.bind(t.variable(), t.value());
        inner.ranges.set(t.variable(), Range.of(t.variable().sort()));
        inner.ranges.define(t.variable(), t.value());
        return inner;
    }

    private Bits power(Power t) {
        Optional<Rational> base = ranges.of(t.base()).single();
        Range exponent = ranges.of(t.exponent());
        if (exponent.single().isPresent()
                && exponent.low().isInteger()
                && exponent.low().signum() >= 0
                && exponent.low().compareTo(Rational.of(16)) <= 0) {
            Bits x = number(t.base());
            Bits product = constant(Rational.ONE);
            for (int i = 0; i < exponent.low().numerator().intValue(); i++) {
                int width = product.width() + x.width();
                product = new Bits(
                        "(bvmul " + resized(product, width) + " " + resized(x, width) + ")",
                        width,
                        product.denominator().multiply(x.denominator()));
            }
            return result(t, product.text(), product.width(), product.denominator());
        }
        boolean two = base.isPresent() && base.get().equals(Rational.of(2));
        boolean bounded = exponent.isBounded()
                && exponent.low().signum() >= 0
                && exponent.high().compareTo(Rational.of(1024)) <= 0;
        if (!two || !bounded) {
            throw new Unsupported("a power");
        }
        int width = Math.max(exponent.high().numerator().intValue() + 2, BitvectorEncoding.width(exponent));
        Bits e = integer(number(t.exponent()));
        int wide = Math.max(width, e.width());
        return result(
                t, "(bvshl " + literal(BigInteger.ONE, wide) + " " + resized(e, wide) + ")", wide, BigInteger.ONE);
    }

    /** The exponent of a power of two, where it is bounded and not negative. */
    private Optional<Term> shiftAmount(Term term) {
        boolean two = term instanceof Power power
                && ranges.of(power.base()).single().equals(Optional.of(Rational.of(2)));
        if (!two) {
            return Optional.empty();
        }
        Term exponent = ((Power) term).exponent();
        Range range = ranges.of(exponent);
        boolean bounded = range.isBounded()
                && range.isInteger()
                && range.low().signum() >= 0
                && range.high().compareTo(Rational.of(1024)) <= 0;
        return bounded ? Optional.of(exponent) : Optional.empty();
    }

    private Bits shiftedLeft(Multiply t, Term operand, Term power) {
        Term exponent = shiftAmount(power).orElseThrow();
        Bits x = number(operand);
        Bits e = integer(number(exponent));
        int most = ranges.of(exponent).high().numerator().intValue();
        int width = Math.max(x.width() + most, e.width());
        return result(t, "(bvshl " + resized(x, width) + " " + resized(e, width) + ")", width, x.denominator());
    }

    // ---- rounding and remainders ----

    private Bits round(RoundTo t) {
        if (t.operand() instanceof Divide divide
                && ranges.of(divide.divisor()).single().isEmpty()) {
            return roundQuotient(t, divide);
        }
        Bits x = number(t.operand());
        if (x.denominator().equals(BigInteger.ONE)) {
            return x;
        }
        BigInteger d = x.denominator();
        int width = x.width() + d.bitLength() + 2;
        String n = resized(x, width);
        String zero = literal(BigInteger.ZERO, width);
        String text =
                switch (t.rule()) {
                    case FLOOR -> floor(n, d, width);
                    case CEILING -> "(bvneg " + floor("(bvneg " + n + ")", d, width) + ")";
                    case TRUNCATE ->
                        "(ite (bvslt " + n + " " + zero + ") (bvneg " + floor("(bvneg " + n + ")", d, width) + ") "
                                + floor(n, d, width) + ")";
                    case UP -> nearest(n, d, width);
                    case AWAY ->
                        "(ite (bvslt " + n + " " + zero + ") (bvneg " + nearest("(bvneg " + n + ")", d, width) + ") "
                                + nearest(n, d, width) + ")";
                    case EVEN -> even(n, d, width);
                    case ODD -> odd(n, d, width);
                };
        return result(t, text, width, BigInteger.ONE);
    }

    /** The floor of {@code n / d}; {@code d} is positive, and {@code width} has room to spare. */
    private String floor(String n, BigInteger d, int width) {
        if (d.bitCount() == 1) {
            return "(bvashr " + n + " " + literal(BigInteger.valueOf(d.bitLength() - 1L), width) + ")";
        }
        String name = encoding.define("(_ BitVec " + width + ")", n);
        String divisor = literal(d, width);
        String quotient = "(bvsdiv " + name + " " + divisor + ")";
        String negativeRest = "(bvslt (bvsrem " + name + " " + divisor + ") " + literal(BigInteger.ZERO, width) + ")";
        return "(ite " + negativeRest + " (bvsub " + quotient + " " + literal(BigInteger.ONE, width) + ") " + quotient
                + ")";
    }

    /** The floor of {@code (2 n + d) / (2 d)}: to nearest, ties up. */
    private String nearest(String n, BigInteger d, int width) {
        String shifted = "(bvadd (bvshl " + n + " " + literal(BigInteger.ONE, width) + ") " + literal(d, width) + ")";
        return floor(shifted, d.shiftLeft(1), width);
    }

    private String even(String n, BigInteger d, int width) {
        String up = encoding.define("(_ BitVec " + width + ")", nearest(n, d, width));
        String one = literal(BigInteger.ONE, width);
        // A tie was rounded up exactly where the result is half a unit above: then an odd result goes back down.
        String twice = "(bvshl " + n + " " + one + ")";
        String tie = "(= (bvsub (bvmul " + up + " " + literal(d.shiftLeft(1), width) + ") " + twice + ") "
                + literal(d, width) + ")";
        return "(ite (and " + tie + " (= ((_ extract 0 0) " + up + ") #b1)) (bvsub " + up + " " + one + ") " + up + ")";
    }

    /** The floor, made odd by its lowest bit where it is not exact. */
    private String odd(String n, BigInteger d, int width) {
        String down = encoding.define("(_ BitVec " + width + ")", floor(n, d, width));
        String exact = "(= (bvmul " + down + " " + literal(d, width) + ") " + n + ")";
        return "(ite " + exact + " " + down + " (bvor " + down + " " + literal(BigInteger.ONE, width) + "))";
    }

    private Bits roundQuotient(RoundTo t, Divide divide) {
        if (t.rule() == Rounding.FLOOR && shiftAmount(divide.divisor()).isPresent()) {
            Bits x = number(divide.dividend());
            Bits e = integer(number(shiftAmount(divide.divisor()).orElseThrow()));
            if (x.denominator().equals(BigInteger.ONE)) {
                int wide = Math.max(x.width(), e.width());
                return result(t, "(bvashr " + resized(x, wide) + " " + resized(e, wide) + ")", wide, BigInteger.ONE);
            }
        }
        Bits a = integer(number(divide.dividend()));
        Bits b = integer(number(divide.divisor()));
        int width = Math.max(a.width(), b.width()) + 1;
        String x = encoding.define("(_ BitVec " + width + ")", resized(a, width));
        String y = encoding.define("(_ BitVec " + width + ")", resized(b, width));
        String zero = literal(BigInteger.ZERO, width);
        String one = literal(BigInteger.ONE, width);
        String q = encoding.define("(_ BitVec " + width + ")", "(bvsdiv " + x + " " + y + ")");
        String r = encoding.define("(_ BitVec " + width + ")", "(bvsrem " + x + " " + y + ")");
        String sameSign = "(= (bvslt " + r + " " + zero + ") (bvslt " + y + " " + zero + "))";
        String inexact = "(not (= " + r + " " + zero + "))";
        String floor = "(ite (and " + inexact + " (not " + sameSign + ")) (bvsub " + q + " " + one + ") " + q + ")";
        String text =
                switch (t.rule()) {
                    case TRUNCATE -> q;
                    case FLOOR -> floor;
                    case ODD -> "(bvor " + floor + " (ite " + inexact + " " + one + " " + zero + "))";
                    case CEILING -> "(ite (and " + inexact + " " + sameSign + ") (bvadd " + q + " " + one + ") " + q + ")";
                    case UP, AWAY, EVEN -> throw new Unsupported("rounding a quotient by a variable to nearest");
                };
        return result(t, text, width, BigInteger.ONE);
    }

    private Bits remainder(Remainder t) {
        Bits a = integer(number(t.dividend()));
        Bits b = integer(number(t.divisor()));
        int width = Math.max(a.width(), b.width()) + 1;
        String x = resized(a, width);
        String y = resized(b, width);
        String zero = literal(BigInteger.ZERO, width);
        String text =
                switch (t.division()) {
                    case TRUNCATE -> "(bvsrem " + x + " " + y + ")";
                    case FLOOR -> "(bvsmod " + x + " " + y + ")";
                    case EUCLID -> {
                        String r = encoding.define("(_ BitVec " + width + ")", "(bvsrem " + x + " " + y + ")");
                        String magnitude = "(ite (bvslt " + y + " " + zero + ") (bvneg " + y + ") " + y + ")";
                        yield "(ite (bvslt " + r + " " + zero + ") (bvadd " + r + " " + magnitude + ") " + r + ")";
                    }
                };
        return result(t, text, width, BigInteger.ONE);
    }

    private Bits wrap(Wrap t) {
        Bits x = integer(number(t.operand()));
        int n = t.format().width();
        if (ranges.of(t.operand()).within(Range.of(t.format()))) {
            return x;
        }
        String low = resized(x, Math.max(n, x.width()));
        String cut = x.width() > n ? "((_ extract " + (n - 1) + " 0) " + low + ")" : low;
        return t.format().signed()
                ? result(t, cut, n, BigInteger.ONE)
                : result(t, "((_ zero_extend 1) " + cut + ")", n + 1, BigInteger.ONE);
    }

    private Bits count(BitCount t) {
        Bits x = integer(number(t.operand()));
        int n = t.format().width();
        String bits = encoding.define(
                "(_ BitVec " + n + ")",
                x.width() > n ? "((_ extract " + (n - 1) + " 0) " + x.text() + ")" : resized(x, n));
        int width = BigInteger.valueOf(n).bitLength() + 1;
        String count = literal(t.count() == BitCount.Count.ONES ? BigInteger.ZERO : BigInteger.valueOf(n), width);
        for (int i = 0; i < n; i++) {
            // The bit that decides last stands outermost: the highest one for leading zeros, the lowest for trailing.
            int bit = t.count() == BitCount.Count.TRAILING_ZEROS ? n - 1 - i : i;
            String set = "(= ((_ extract " + bit + " " + bit + ") " + bits + ") #b1)";
            String next =
                    switch (t.count()) {
                        case ONES -> "(bvadd " + count + " (ite " + set + " " + literal(BigInteger.ONE, width) + " "
                                + literal(BigInteger.ZERO, width) + "))";
                        case LEADING_ZEROS ->
                            "(ite " + set + " " + literal(BigInteger.valueOf(n - 1L - bit), width) + " " + count + ")";
                        case TRAILING_ZEROS ->
                            "(ite " + set + " " + literal(BigInteger.valueOf(bit), width) + " " + count + ")";
                    };
            count = encoding.define("(_ BitVec " + width + ")", next);
        }
        return result(t, count, width, BigInteger.ONE);
    }

    // ---- arrays and reductions ----

    private Bits select(Select t) {
        Range index = ranges.of(t.index());
        return switch (t.array()) {
            case Variable array -> {
                Range range = Range.of(array.sort());
                boolean fixed = array.sort() instanceof Sort.Array sort
                        && sort.length() instanceof Constant c
                        && c.value().compareTo(Rational.of(UNROLLED)) <= 0;
                if (index.single().isPresent() && index.low().signum() >= 0) {
                    Bits element = widened(encoding.element(array, index.low().numerator(), range));
                    requireHere(between(element, ranges.of(t)));
                    yield element;
                }
                if (!fixed) {
                    // One of many elements: any value that the array can hold.
                    encoding.inexact();
                    Bits element = widened(encoding.declare("e", range));
                    requireHere(between(element, ranges.of(t)));
                    yield element;
                }
                int size = ((Constant) ((Sort.Array) array.sort()).length()).value().numerator().intValue();
                yield chosen(t, size, i -> {
                    Bits element = widened(encoding.element(array, BigInteger.valueOf(i), range));
                    requireHere(between(element, ranges.of(new Select(array, Constant.of(i)))));
                    return element;
                });
            }
            case ArrayOf array -> {
                int size = array.elements().size();
                if (size > LARGEST_TABLE) {
                    throw new Unsupported("a table of " + size + " entries");
                }
                yield chosen(t, size, i -> number(array.elements().get(i)));
            }
            case Repeat array -> number(array.element());
            case Require array ->
                number(new Require(array.condition(), new Select(array.body(), t.index()), array.site()));
            case Let array ->
                number(new Let(array.variable(), array.value(), new Select(array.body(), t.index()), array.site()));
            default -> throw new IllegalStateException("no array: " + t.array());
        };
    }

    private Bits chosen(Select t, int size, Function<Integer, Bits> element) {
        if (size == 0) {
            throw new Unsupported("an empty table");
        }
        Range range = ranges.of(t.index());
        Bits index = integer(number(t.index()));
        List<Bits> elements = new ArrayList<>();
        int width = 1;
        for (int i = 0; i < size; i++) {
            Bits e = integer(element.apply(i));
            elements.add(e);
            width = Math.max(width, e.width());
        }
        String text = resized(elements.getLast(), width);
        for (int i = size - 2; i >= 0; i--) {
            if (range.contains(Rational.of(i))) {
                String here = compare(Relation.EQUAL, index, constant(Rational.of(i)));
                text = encoding.define(
                        "(_ BitVec " + width + ")",
                        "(ite " + here + " " + resized(elements.get(i), width) + " " + text + ")");
            }
        }
        return new Bits(text, width, BigInteger.ONE);
    }

    private boolean isShort(Term low, Term high) {
        Range first = ranges.of(low);
        Range last = ranges.of(high);
        return first.single().isPresent()
                && last.single().isPresent()
                && last.low().minus(first.low()).compareTo(Rational.of(UNROLLED)) <= 0;
    }

    private Bits fold(Fold t) {
        if (!isShort(t.low(), t.high())) {
            encoding.inexact();
            Range range = ranges.of(t);
            Bits value = widened(encoding.declare("f", range));
            requireHere(between(value, range));
            return value;
        }
        Rational low = ranges.of(t.low()).low();
        int n = ranges.of(t.high()).low().minus(low).numerator().intValue();
        boolean truth = t.accumulator().sort() == Sort.BOOLEAN;
        Bits accumulator = number(t.initial());
        Range range = ranges.of(t.initial());
        for (int i = 0; i < n; i++) {
            Ranges inner = ranges.copy();
            inner.set(t.index(), Range.of(low.plus(Rational.of(i))));
            inner.set(t.accumulator(), range);
            TermBits round = inside(inner);
            round.numbers.put(t.index(), constant(low.plus(Rational.of(i))));
            if (truth) {
                round.truths.put(t.accumulator(), compare(Relation.EQUAL, accumulator, constant(Rational.ONE)));
            } else {
                round.numbers.put(t.accumulator(), accumulator);
            }
            accumulator = round.number(t.step());
            range = inner.of(t.step());
        }
        return accumulator;
    }

    // ---- conditions ----

    String formula(Term term) {
        Optional<Boolean> known = ranges.decide(term);
        if (known.isPresent()) {
            return known.get().toString();
        }
        return switch (term) {
            case Truth t -> Boolean.toString(t.value());
            case Variable t -> {
                if (!truths.containsKey(t)) {
                    declare(t);
                }
                yield truths.get(t);
            }
            case Not t -> "(not " + formula(t.operand()) + ")";
            case And t -> {
                String left = encoding.define("Bool", formula(t.left()));
                yield "(and " + left + " " + under(left, t.left(), true).formula(t.right()) + ")";
            }
            case Or t -> {
                String left = encoding.define("Bool", formula(t.left()));
                yield "(or " + left + " " + under("(not " + left + ")", t.left(), false).formula(t.right()) + ")";
            }
            case Compare t -> {
                if (Truth.isOne(t.left())) {
                    String equal = "(= " + formula(t.left()) + " " + formula(t.right()) + ")";
                    yield t.relation() == Relation.EQUAL ? equal : "(not " + equal + ")";
                }
                yield compare(t.relation(), number(t.left()), number(t.right()));
            }
            case Let t -> let(t).formula(t.body());
            case Require t -> {
                String condition = encoding.define("Bool", formula(t.condition()));
                requireHere(condition);
                yield under(condition, t.condition(), true).formula(t.body());
            }
            case If t -> {
                String condition = encoding.define("Bool", formula(t.condition()));
                String then = under(condition, t.condition(), true).formula(t.then());
                String otherwise = under("(not " + condition + ")", t.condition(), false).formula(t.otherwise());
                yield "(ite " + condition + " " + then + " " + otherwise + ")";
            }
            case ForAll t -> forAll(t);
            case Fold t -> compare(Relation.EQUAL, number(t), constant(Rational.ONE));
            case Select t -> compare(Relation.EQUAL, number(t), constant(Rational.ONE));
            default -> throw new IllegalStateException("no condition: " + term.getClass());
        };
    }

    private String forAll(ForAll t) {
        if (!isShort(t.low(), t.high())) {
            throw new Unsupported("a condition on every element of a long array");
        }
        Rational low = ranges.of(t.low()).low();
        int n = ranges.of(t.high()).low().minus(low).numerator().intValue();
        String all = "true";
        for (int i = 0; i < n; i++) {
            Ranges inner = ranges.copy();
            inner.set(t.index(), Range.of(low.plus(Rational.of(i))));
            // Where it fails for an index, the ones that follow are not looked at.
            String here = guard.equals("true") ? all : encoding.define("Bool", "(and " + guard + " " + all + ")");
            TermBits round = new TermBits(encoding, inner, inputs, here, new HashMap<>(numbers), new HashMap<>(truths));
            round.numbers.put(t.index(), constant(low.plus(Rational.of(i))));
            all = encoding.define("Bool", "(and " + all + " " + round.formula(t.body()) + ")");
        }
        return all;
    }
}
