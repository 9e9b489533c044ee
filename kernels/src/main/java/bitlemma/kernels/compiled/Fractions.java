package bitlemma.kernels.compiled;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.BitCount;
import bitlemma.grammar.core.Bitwise;
import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.CodedTerm;
import bitlemma.grammar.core.Compare;
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
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.core.Wrap;
import bitlemma.kernels.interval.Interval;
import bitlemma.kernels.interval.Intervals;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * Terms without fractions: comparisons of rational numbers become comparisons of integers, by multiplication with the
 * denominators, and a rounding is left with a quotient of two integers. The obligations stay in their order.
 */
final class Fractions {
    private static final Constant ZERO = Constant.of(0);
    private static final Constant ONE = Constant.of(1);

    private final Intervals intervals;
    /** What rational names stand for. */
    private final Map<Variable, Fraction> names = new HashMap<>();

    private Fractions(Intervals intervals) {
        this.intervals = intervals;
    }

    /**
     * The same truth value, or integer, without fractions.
     *
     * @param term a term without calls
     * @param intervals the intervals of that very term
     * @throws NotCompilable where a reduction, an array or the term itself is of fractions
     */
    static Term clear(Term term, Intervals intervals) {
        return new Fractions(intervals).term(term);
    }

    private Term term(Term term) {
        return Truths.isOne(term) ? truth(term) : integer(term);
    }

    // ---- truth values ----

    private Term truth(Term term) {
        return switch (term) {
            case Truth t -> t;
            case Variable t -> Inlining.occurrence(t);
            case Not t -> new Not(truth(t.operand()));
            case And t -> new And(truth(t.left()), truth(t.right()));
            case Or t -> new Or(truth(t.left()), truth(t.right()));
            case Compare t -> {
                if (Truths.isOne(t.left()) || Truths.isOne(t.right())) {
                    yield new Compare(t.relation(), truth(t.left()), truth(t.right()));
                }
                Pair pair = pair(number(t.left()), number(t.right()));
                yield Fraction.after(pair.before(), new Compare(t.relation(), pair.left(), pair.right()));
            }
            case ForAll t -> new ForAll(t.index(), integer(t.low()), integer(t.high()), truth(t.body()));
            case Let t -> Fraction.after(bind(t), truth(t.body()));
            case Require t -> new Require(truth(t.condition()), truth(t.body()), t.site());
            case If t -> new If(truth(t.condition()), truth(t.then()), truth(t.otherwise()));
            case Fold t -> fold(t);
            case Select t -> new Select(array(t.array()), integer(t.index()));
            default -> throw new IllegalStateException("no truth value: " + term);
        };
    }

    private Fold fold(Fold t) {
        if (t.accumulator().sort() == Sort.RATIONAL) {
            throw new NotCompilable("a reduction of fractions");
        }
        return new Fold(
                t.index(),
                integer(t.low()),
                integer(t.high()),
                t.accumulator(),
                term(t.initial()),
                term(t.step()),
                t.site());
    }

    /** What a let binds, as steps. */
    private List<Fraction.Step> bind(Let let) {
        Variable variable = let.variable();
        if (variable.sort() instanceof Sort.Array) {
            return List.of(new Fraction.Step.Bind(variable, array(let.value()), let.site()));
        }
        if (variable.sort() == Sort.BOOLEAN || Truths.isOne(let.value())) {
            return List.of(new Fraction.Step.Bind(variable, truth(let.value()), let.site()));
        }
        Fraction value = number(let.value());
        if (value.isInteger() && variable.sort() != Sort.RATIONAL) {
            return Fraction.joined(
                    value.before(), List.of(new Fraction.Step.Bind(variable, value.numerator(), let.site())));
        }
        Fraction named = named(variable.label(), value);
        names.put(variable, new Fraction(List.of(), named.numerator(), named.denominator()));
        return named.before();
    }

    private static boolean isAtom(Term term) {
        return term instanceof Variable || term instanceof Constant;
    }

    /** A fraction whose two terms are names or constants. */
    private static Fraction named(String label, Fraction value) {
        List<Fraction.Step> steps = new ArrayList<>(value.before());
        Term[] parts = {value.numerator(), value.denominator()};
        for (int i = 0; i < parts.length; i++) {
            if (!isAtom(parts[i])) {
                Variable name = Substitution.fresh(label, Sort.INTEGER);
                steps.add(new Fraction.Step.Bind(name, parts[i], null));
                parts[i] = name;
            }
        }
        return new Fraction(steps, parts[0], parts[1]);
    }

    // ---- arrays ----

    private Term array(Term term) {
        return switch (term) {
            case Variable t -> {
                if (t.sort() instanceof Sort.Array array && array.element() == Sort.RATIONAL) {
                    throw new NotCompilable("an array of fractions");
                }
                yield t;
            }
            case ArrayOf t -> t.elements().stream().allMatch(e -> e instanceof Constant c && c.value().isInteger())
                    ? t
                    : new ArrayOf(t.elements().stream().map(this::term).toList());
            case Repeat t -> new Repeat(term(t.element()), integer(t.count()));
            default -> throw new NotCompilable("an array that is no name");
        };
    }

    // ---- numbers ----

    private Term integer(Term term) {
        Fraction fraction = number(term);
        if (!fraction.isInteger()) {
            throw new NotCompilable("a fraction stands for an integer");
        }
        return Fraction.after(fraction.before(), fraction.numerator());
    }

    private Fraction number(Term term) {
        return switch (term) {
            case CodedTerm t -> throw new IllegalStateException("not lowered: " + t);
            case RealTerm t -> throw new IllegalStateException("only derivations hold it: " + t);
            case Constant t ->
                new Fraction(
                        List.of(),
                        new Constant(Rational.of(t.value().numerator())),
                        new Constant(Rational.of(t.value().denominator())));
            case Variable t -> {
                if (t.sort() == Sort.RATIONAL && !names.containsKey(t)) {
                    throw new NotCompilable("an input that is a fraction");
                }
                yield names.getOrDefault(t, Fraction.of(Inlining.occurrence(t)));
            }
            case Let t -> {
                List<Fraction.Step> steps = bind(t);
                Fraction body = number(t.body());
                yield body.isPlain()
                        ? Fraction.of(Fraction.after(steps, body.numerator()))
                        : new Fraction(Fraction.joined(steps, body.before()), body.numerator(), body.denominator());
            }
            case Require t -> {
                Fraction body = number(t.body());
                Fraction.Step step = new Fraction.Step.Check(truth(t.condition()), t.site());
                yield body.isPlain()
                        ? Fraction.of(Fraction.after(List.of(step), body.numerator()))
                        : new Fraction(
                                Fraction.joined(List.of(step), body.before()), body.numerator(), body.denominator());
            }
            case If t -> choice(t);
            case Fold t -> Fraction.of(fold(t));
            case Select t -> Fraction.of(new Select(array(t.array()), integer(t.index())));
            case Add t -> additive(t.left(), t.right(), Add::new);
            case Subtract t -> additive(t.left(), t.right(), Subtract::new);
            case Minimum t -> additive(t.left(), t.right(), Minimum::new);
            case Maximum t -> additive(t.left(), t.right(), Maximum::new);
            case Multiply t -> {
                Fraction left = number(t.left());
                Fraction right = number(t.right());
                Fraction first = settled(left, right);
                yield reduced(
                        Fraction.joined(first.before(), right.before()),
                        new Multiply(first.numerator(), right.numerator()),
                        times(left.denominator(), right.denominator()));
            }
            case Negate t -> {
                Fraction operand = number(t.operand());
                yield new Fraction(operand.before(), new Negate(operand.numerator()), operand.denominator());
            }
            case Absolute t -> {
                Fraction operand = number(t.operand());
                yield new Fraction(operand.before(), new Absolute(operand.numerator()), operand.denominator());
            }
            case Divide t -> quotient(number(t.dividend()), number(t.divisor()));
            case Power t -> power(t);
            case RoundTo t -> round(t);
            case Remainder t -> Fraction.of(new Remainder(t.division(), integer(t.dividend()), integer(t.divisor())));
            case Bitwise t ->
                Fraction.of(new Bitwise(t.operator(), t.format(), integer(t.left()), integer(t.right())));
            case BitCount t -> Fraction.of(new BitCount(t.count(), t.format(), integer(t.operand())));
            case Fits t -> Fraction.of(new Fits(t.format(), integer(t.operand()), t.site()));
            case Wrap t -> Fraction.of(new Wrap(t.format(), integer(t.operand()), t.site()));
            case Saturate t -> Fraction.of(new Saturate(t.format(), integer(t.operand()), t.site()));
            case Call t -> throw new IllegalStateException("calls are inlined before");
            case ArrayOf t -> throw new IllegalStateException("an array is no number");
            case Repeat t -> throw new IllegalStateException("an array is no number");
            case Truth t -> throw new IllegalStateException("a truth value is no number");
            case Compare t -> throw new IllegalStateException("a truth value is no number");
            case Not t -> throw new IllegalStateException("a truth value is no number");
            case And t -> throw new IllegalStateException("a truth value is no number");
            case Or t -> throw new IllegalStateException("a truth value is no number");
            case ForAll t -> throw new IllegalStateException("a truth value is no number");
        };
    }

    /** Two integer terms in the ratio of two numbers, times {@code scale}. */
    private record Pair(List<Fraction.Step> before, Term left, Term right, Term scale) {}

    /** The left of two operands, named where steps of the right one would otherwise be taken before it. */
    private static Fraction settled(Fraction left, Fraction right) {
        return right.before().isEmpty() ? left : named("left", left);
    }

    private static Pair pair(Fraction left, Fraction right) {
        Fraction first = settled(left, right);
        List<Fraction.Step> before = Fraction.joined(first.before(), right.before());
        if (left.scale() != null && right.scale() != null) {
            BigInteger common = left.scale()
                    .multiply(right.scale())
                    .divide(left.scale().gcd(right.scale()));
            return new Pair(
                    before,
                    times(first.numerator(), constant(common.divide(left.scale()))),
                    times(right.numerator(), constant(common.divide(right.scale()))),
                    constant(common));
        }
        if (first.denominator().equals(right.denominator())) {
            return new Pair(before, first.numerator(), right.numerator(), first.denominator());
        }
        return new Pair(
                before,
                times(first.numerator(), right.denominator()),
                times(right.numerator(), first.denominator()),
                times(first.denominator(), right.denominator()));
    }

    private static Constant constant(BigInteger value) {
        return new Constant(Rational.of(value));
    }

    private static Term times(Term left, Term right) {
        if (left instanceof Constant a && right instanceof Constant b) {
            return constant(a.value().numerator().multiply(b.value().numerator()));
        }
        return left.equals(ONE) ? right : right.equals(ONE) ? left : new Multiply(left, right);
    }

    private Fraction additive(Term left, Term right, BinaryOperator<Term> operation) {
        Pair pair = pair(number(left), number(right));
        return reduced(pair.before(), operation.apply(pair.left(), pair.right()), pair.scale());
    }

    /** A fraction; where it is a plain integer but for its steps, these go into the term. */
    private static Fraction reduced(List<Fraction.Step> before, Term numerator, Term denominator) {
        return denominator.equals(ONE)
                ? Fraction.of(Fraction.after(before, numerator))
                : new Fraction(before, numerator, denominator);
    }

    private Fraction choice(If t) {
        Term condition = truth(t.condition());
        Fraction then = number(t.then());
        Fraction otherwise = number(t.otherwise());
        BigInteger a = then.scale();
        BigInteger b = otherwise.scale();
        if (a == null || b == null) {
            throw new NotCompilable("a choice between fractions");
        }
        BigInteger common = a.multiply(b).divide(a.gcd(b));
        Term first = Fraction.after(then.before(), times(then.numerator(), constant(common.divide(a))));
        Term second = Fraction.after(otherwise.before(), times(otherwise.numerator(), constant(common.divide(b))));
        return new Fraction(List.of(), new If(condition, first, second), constant(common));
    }

    private static Fraction quotient(Fraction dividend, Fraction divisor) {
        Fraction first = settled(dividend, divisor);
        if (divisor.numerator() instanceof Constant c) {
            if (c.value().signum() == 0) {
                throw new NotCompilable("a division by zero");
            }
            Term up = times(first.numerator(), divisor.denominator());
            Term down = times(first.denominator(), constant(c.value().numerator().abs()));
            return new Fraction(
                    Fraction.joined(first.before(), divisor.before()),
                    c.value().signum() < 0 ? new Negate(up) : up,
                    down);
        }
        Fraction left = named("dividend", first);
        Fraction right = named("divisor", divisor);
        Term up = times(left.numerator(), right.denominator());
        return new Fraction(
                Fraction.joined(left.before(), right.before()),
                new If(new Compare(Compare.Relation.LESS, right.numerator(), ZERO), new Negate(up), up),
                times(left.denominator(), new Absolute(right.numerator())));
    }

    private Fraction power(Power t) {
        Fraction base = number(t.base());
        Interval exponent = intervals.at(t.exponent());
        Term n = integer(t.exponent());
        if (exponent.isNonNegative()) {
            if (base.isInteger() && base.before().isEmpty()) {
                return Fraction.of(new Power(base.numerator(), n));
            }
            Fraction left = named("base", base);
            Fraction right = named("exponent", Fraction.of(n));
            return new Fraction(
                    Fraction.joined(left.before(), right.before()),
                    new Power(left.numerator(), right.numerator()),
                    powered(left.denominator(), right.numerator()));
        }
        if (exponent.isSingle()) {
            Constant positive = constant(exponent.low().negate());
            Fraction named = named("base", base);
            Fraction powered = new Fraction(
                    named.before(),
                    new Power(named.numerator(), positive),
                    powered(named.denominator(), positive));
            return quotient(new Fraction(List.of(), ONE, ONE), powered);
        }
        if (!(base.numerator() instanceof Constant p) || !(base.denominator() instanceof Constant q)) {
            throw new NotCompilable("a negative power of what is no constant");
        }
        if (p.value().signum() <= 0) {
            throw new NotCompilable("a negative power of a negative number");
        }
        Fraction named = named("exponent", Fraction.of(n));
        Term up = new Maximum(named.numerator(), ZERO);
        Term down = new Maximum(new Negate(named.numerator()), ZERO);
        return new Fraction(
                named.before(),
                times(powered(p, up), powered(q, down)),
                times(powered(q, up), powered(p, down)));
    }

    private static Term powered(Term base, Term exponent) {
        return base.equals(ONE) ? ONE : new Power(base, exponent);
    }

    private Fraction round(RoundTo t) {
        if (t.operand() instanceof Divide divide) {
            Fraction dividend = number(divide.dividend());
            Fraction divisor = number(divide.divisor());
            if (dividend.isPlain() && divisor.isPlain()) {
                return Fraction.of(new RoundTo(t.rule(), new Divide(dividend.numerator(), divisor.numerator())));
            }
            return rounded(t.rule(), quotient(dividend, divisor));
        }
        return rounded(t.rule(), number(t.operand()));
    }

    private static Fraction rounded(Rounding rule, Fraction operand) {
        return operand.isInteger()
                ? Fraction.of(Fraction.after(operand.before(), operand.numerator()))
                : Fraction.of(Fraction.after(
                        operand.before(), new RoundTo(rule, new Divide(operand.numerator(), operand.denominator()))));
    }
}
