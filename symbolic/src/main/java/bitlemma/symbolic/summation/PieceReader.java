package bitlemma.symbolic.summation;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Divide;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Maximum;
import bitlemma.grammar.core.Minimum;
import bitlemma.grammar.core.Multiply;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Not;
import bitlemma.grammar.core.Or;
import bitlemma.grammar.core.Power;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.RoundTo;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * Terms over grid variables as piecewise polynomials in the indices of the grids and in the number of points. What
 * depends on the number of points or of bits alone is decided for all numbers that are large enough; {@link #fewest}
 * says which.
 */
final class PieceReader {
    /** A term is no piecewise polynomial, or too large a one. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable() {
            super(null, null, false, false);
        }
    }

    private static final int MOST_LEAVES = 20_000;
    private static final int MOST_STEPS = 256;
    private static final int MOST_ROUNDS = 64;
    private static final int MOST_POWER = 32;
    /** Up to this number of bits, choices by the number of bits are decided. */
    private static final int MOST_BITS = 24;

    private static final Piece ONE = new Piece.Leaf(Polynomial.ONE);
    private static final Piece ZERO = new Piece.Leaf(Polynomial.ZERO);

    /** The symbols of the indices, in order. */
    private final List<String> indices;
    /** For each index, the number of its values divided by the number of points. */
    private final List<Integer> scales;

    private final String points;
    private final String bits;
    private final Map<Variable, Piece> values;
    private int leaves;
    private BigInteger fewest = BigInteger.ONE;

    /**
     * @param points the symbol of the number of points, a power of two in the source
     * @param bits the symbol of its logarithm
     * @param values what the variables of the term stand for
     */
    PieceReader(
            List<String> indices, List<Integer> scales, String points, String bits, Map<Variable, Polynomial> values) {
        this.indices = List.copyOf(indices);
        this.scales = List.copyOf(scales);
        this.points = points;
        this.bits = bits;
        this.values = new HashMap<>();
        values.forEach((variable, value) -> this.values.put(variable, new Piece.Leaf(value)));
    }

    /** The least number of points from which on what was read is true. */
    BigInteger fewest() {
        return fewest;
    }

    /** A term that stands for a number. */
    Piece number(Term term) throws Unreadable {
        return switch (term) {
            case Constant t -> new Piece.Leaf(Polynomial.of(t.value()));
            case Variable t -> variable(t);
            case Let t -> {
                values.put(t.variable(), any(t.value()));
                yield number(t.body());
            }
            case If t -> choose(truth(t.condition()), number(t.then()), number(t.otherwise()));
            case Call t -> call(t);
            case Fold t -> fold(t);
            case Add t -> combine(number(t.left()), number(t.right()), Polynomial::plus);
            case Subtract t -> combine(number(t.left()), number(t.right()), Polynomial::minus);
            case Multiply t -> combine(number(t.left()), number(t.right()), Polynomial::times);
            case Negate t -> map(number(t.operand()), Polynomial::negate);
            case Divide t -> divided(number(t.dividend()), number(t.divisor()));
            case Power t -> power(t);
            case Absolute t -> {
                Piece operand = number(t.operand());
                yield choose(positive(operand), operand, map(operand, Polynomial::negate));
            }
            case Minimum t -> {
                Piece left = number(t.left());
                Piece right = number(t.right());
                yield choose(positive(combine(right, left, Polynomial::minus)), left, right);
            }
            case Maximum t -> {
                Piece left = number(t.left());
                Piece right = number(t.right());
                yield choose(positive(combine(left, right, Polynomial::minus)), left, right);
            }
            case RoundTo t -> rounded(t.rule(), number(t.operand()));
            case Require t -> choose(truth(t.condition()), number(t.body()), new Piece.Undefined());
            default -> throw new Unreadable();
        };
    }

    /** A term that stands for a truth value: one or zero. */
    Piece truth(Term term) throws Unreadable {
        return switch (term) {
            case Truth t -> t.value() ? ONE : ZERO;
            case Variable t -> variable(t);
            case Let t -> {
                values.put(t.variable(), any(t.value()));
                yield truth(t.body());
            }
            case If t -> choose(truth(t.condition()), truth(t.then()), truth(t.otherwise()));
            case Not t -> choose(truth(t.operand()), ZERO, ONE);
            case And t -> choose(truth(t.left()), truth(t.right()), ZERO);
            case Or t -> choose(truth(t.left()), ONE, truth(t.right()));
            case Require t -> choose(truth(t.condition()), truth(t.body()), new Piece.Undefined());
            case Compare t -> compare(t);
            default -> throw new Unreadable();
        };
    }

    /** A number where a condition is one, zero where it is zero; what is undefined counts as zero. */
    Piece where(Piece condition, Piece number) throws Unreadable {
        return defined(choose(condition, number, ZERO));
    }

    /** One where a condition, or a number where it holds, is undefined, else zero. */
    Piece undefined(Piece condition, Piece number) throws Unreadable {
        return missing(choose(condition, number, ZERO));
    }

    private static Piece defined(Piece piece) {
        return switch (piece) {
            case Piece.Leaf p -> p;
            case Piece.Undefined p -> ZERO;
            case Piece.Choice p -> choice(p.form(), defined(p.then()), defined(p.otherwise()));
        };
    }

    private static Piece missing(Piece piece) {
        return switch (piece) {
            case Piece.Leaf p -> ZERO;
            case Piece.Undefined p -> ONE;
            case Piece.Choice p -> choice(p.form(), missing(p.then()), missing(p.otherwise()));
        };
    }

    private Piece any(Term term) throws Unreadable {
        return Truth.isOne(term) ? truth(term) : number(term);
    }

    private Piece variable(Variable variable) throws Unreadable {
        Piece value = values.get(variable);
        if (value == null) {
            throw new Unreadable();
        }
        return value;
    }

    private Piece compare(Compare compare) throws Unreadable {
        Piece left = any(compare.left());
        Piece right = any(compare.right());
        Piece above = combine(left, right, Polynomial::minus);
        return switch (compare.relation()) {
            case AT_LEAST -> positive(above);
            case LESS -> choose(positive(above), ZERO, ONE);
            case AT_MOST -> positive(map(above, Polynomial::negate));
            case GREATER -> choose(positive(map(above, Polynomial::negate)), ZERO, ONE);
            case EQUAL -> choose(positive(above), positive(map(above, Polynomial::negate)), ZERO);
            case UNEQUAL ->
                choose(positive(above), choose(positive(map(above, Polynomial::negate)), ZERO, ONE), ONE);
        };
    }

    private Piece leaf(Polynomial value) throws Unreadable {
        if (++leaves > MOST_LEAVES) {
            throw new Unreadable();
        }
        return new Piece.Leaf(value);
    }

    private Piece map(Piece piece, UnaryOperator<Polynomial> operation) throws Unreadable {
        return switch (piece) {
            case Piece.Leaf p -> leaf(operation.apply(p.value()));
            case Piece.Undefined p -> p;
            case Piece.Choice p -> choice(p.form(), map(p.then(), operation), map(p.otherwise(), operation));
        };
    }

    private Piece combine(Piece left, Piece right, BinaryOperator<Polynomial> operation) throws Unreadable {
        return switch (left) {
            case Piece.Undefined p -> p;
            case Piece.Leaf p -> map(right, value -> operation.apply(p.value(), value));
            case Piece.Choice p ->
                choice(
                        p.form(),
                        combine(p.then(), restrict(right, p.form(), true), operation),
                        combine(p.otherwise(), restrict(right, p.form(), false), operation));
        };
    }

    private static Piece choice(AffineForm form, Piece then, Piece otherwise) {
        return then.equals(otherwise) ? then : new Piece.Choice(form, then, otherwise);
    }

    /** The first piece where a condition is one, the second where it is zero. */
    private Piece choose(Piece condition, Piece then, Piece otherwise) throws Unreadable {
        return switch (condition) {
            case Piece.Undefined p -> p;
            case Piece.Leaf p -> {
                if (++leaves > MOST_LEAVES) {
                    throw new Unreadable();
                }
                yield p.value().isZero() ? otherwise : then;
            }
            case Piece.Choice p ->
                choice(
                        p.form(),
                        choose(p.then(), restrict(then, p.form(), true), restrict(otherwise, p.form(), true)),
                        choose(p.otherwise(), restrict(then, p.form(), false), restrict(otherwise, p.form(), false)));
        };
    }

    /** The piece without choices that follow from a known one. */
    private static Piece restrict(Piece piece, AffineForm known, boolean holds) {
        return switch (piece) {
            case Piece.Leaf p -> p;
            case Piece.Undefined p -> p;
            case Piece.Choice p -> {
                int decided = decided(p.form(), known, holds);
                yield decided > 0
                        ? restrict(p.then(), known, holds)
                        : decided < 0
                                ? restrict(p.otherwise(), known, holds)
                                : choice(
                                        p.form(),
                                        restrict(p.then(), known, holds),
                                        restrict(p.otherwise(), known, holds));
            }
        };
    }

    /**
     * 1 where a form is not negative because another one is, or is not, -1 where it is negative for that reason, else
     * 0.
     */
    private static int decided(AffineForm form, AffineForm known, boolean holds) {
        long difference = (long) form.offset() - known.offset();
        long sum = (long) form.offset() + known.offset();
        if (form.slope() == known.slope() && form.coefficients().equals(known.coefficients())) {
            return holds ? (difference >= 0 ? 1 : 0) : difference <= 0 ? -1 : 0;
        }
        if (form.slope() == -known.slope() && form.coefficients().equals(known.negate().coefficients())) {
            // form = sum - known, where known is at least 0 or at most -1.
            return holds ? (sum < 0 ? -1 : 0) : sum + 1 >= 0 ? 1 : 0;
        }
        return 0;
    }

    /** One where a number is positive or zero, else zero. */
    private Piece positive(Piece piece) throws Unreadable {
        return switch (piece) {
            case Piece.Leaf p -> positive(p.value());
            case Piece.Undefined p -> p;
            case Piece.Choice p -> {
                Piece then = positive(p.then());
                Piece otherwise = positive(p.otherwise());
                yield choice(
                        p.form(), restrict(then, p.form(), true), restrict(otherwise, p.form(), false));
            }
        };
    }

    private Piece positive(Polynomial value) throws Unreadable {
        if (indices.stream().noneMatch(value::has)) {
            return eventually(value) >= 0 ? ONE : ZERO;
        }
        AffineForm form = form(value);
        if (form.isFree()) {
            throw new Unreadable();
        }
        leaves++;
        return new Piece.Choice(form, ONE, ZERO);
    }

    /** A form that is at least zero exactly where a polynomial is, at all integers. */
    private AffineForm form(Polynomial value) throws Unreadable {
        // The polynomial must be points^e * (sum of a_k * index_k + b * points + c).
        Integer power = null;
        for (Map.Entry<Map<String, Integer>, Rational> term : value.terms().entrySet()) {
            if (indices.stream().anyMatch(term.getKey()::containsKey)) {
                int e = term.getKey().getOrDefault(points, 0);
                if (power != null && power != e) {
                    throw new Unreadable();
                }
                power = e;
            }
        }
        Polynomial plain = value.times(Polynomial.power(points, -power));
        Map<String, Rational> linear = new HashMap<>();
        BigInteger denominator = BigInteger.ONE;
        for (Map.Entry<Map<String, Integer>, Rational> term : plain.terms().entrySet()) {
            Map<String, Integer> exponents = term.getKey();
            String name = exponents.isEmpty() ? "" : exponents.keySet().iterator().next();
            boolean linearTerm = exponents.size() == 1 && exponents.get(name) == 1;
            if (!exponents.isEmpty() && !(linearTerm && (name.equals(points) || indices.contains(name)))) {
                throw new Unreadable();
            }
            linear.put(name, term.getValue());
            BigInteger d = term.getValue().denominator();
            denominator = denominator.divide(denominator.gcd(d)).multiply(d);
        }
        BigInteger common = BigInteger.ZERO;
        List<BigInteger> coefficients = new ArrayList<>();
        for (String index : indices) {
            coefficients.add(scaled(linear.get(index), denominator));
            common = common.gcd(coefficients.getLast());
        }
        BigInteger slope = scaled(linear.get(points), denominator);
        common = common.gcd(slope);
        BigInteger divisor = common;
        try {
            return new AffineForm(
                    coefficients.stream()
                            .map(c -> AffineForm.small(c.divide(divisor)))
                            .toList(),
                    AffineForm.small(slope.divide(divisor)),
                    AffineForm.small(Rational.of(scaled(linear.get(""), denominator), divisor)
                            .floor()));
        } catch (ArithmeticException tooLarge) {
            throw new Unreadable();
        }
    }

    private static BigInteger scaled(Rational value, BigInteger denominator) {
        return value == null ? BigInteger.ZERO : value.times(Rational.of(denominator)).toIntegerExact();
    }

    /**
     * The sign of a polynomial in the number of points, or in that of bits, for all large enough; raises
     * {@link #fewest}.
     */
    private int eventually(Polynomial value) throws Unreadable {
        if (value.isZero()) {
            return 0;
        }
        boolean byPoints = value.terms().keySet().stream().allMatch(p -> p.keySet().stream().allMatch(points::equals));
        boolean byBits = value.terms().keySet().stream().allMatch(p -> p.keySet().stream().allMatch(bits::equals));
        if (!byPoints && !byBits) {
            throw new Unreadable();
        }
        TreeMap<Integer, Rational> coefficients = new TreeMap<>();
        value.coefficients(byPoints ? points : bits)
                .forEach((exponent, c) -> coefficients.put(exponent, c.constant().orElseThrow()));
        Rational leading = coefficients.lastEntry().getValue();
        if (coefficients.size() > 1) {
            // Cauchy's bound of the roots; a power of the variable that all terms share has no positive root.
            Rational greatest = Rational.ZERO;
            for (Rational c : coefficients.headMap(coefficients.lastKey()).values()) {
                greatest = greatest.max(c.dividedBy(leading).abs());
            }
            BigInteger bound = greatest.floor().add(BigInteger.TWO);
            if (byPoints) {
                fewest = fewest.max(bound);
            } else if (bound.compareTo(BigInteger.valueOf(MOST_BITS)) <= 0) {
                fewest = fewest.max(BigInteger.ONE.shiftLeft(bound.intValue()));
            } else {
                throw new Unreadable();
            }
        } else if (byBits && coefficients.lastKey() != 0) {
            // A multiple of a power of the number of bits has its sign from one bit on.
            fewest = fewest.max(BigInteger.TWO);
        }
        return leading.signum();
    }

    private Piece divided(Piece dividend, Piece divisor) throws Unreadable {
        return switch (divisor) {
            case Piece.Undefined p -> p;
            case Piece.Choice p ->
                choice(
                        p.form(),
                        divided(restrict(dividend, p.form(), true), p.then()),
                        divided(restrict(dividend, p.form(), false), p.otherwise()));
            case Piece.Leaf p -> {
                if (p.value().isZero()) {
                    yield new Piece.Undefined();
                }
                Polynomial inverse = Polynomial.ONE.dividedBy(p.value()).orElseThrow(Unreadable::new);
                boolean known = p.value().terms().keySet().stream()
                        .allMatch(power -> power.keySet().stream().allMatch(points::equals));
                if (!known) {
                    throw new Unreadable();
                }
                yield map(dividend, value -> value.times(inverse));
            }
        };
    }

    private Piece power(Power power) throws Unreadable {
        if (!(number(power.exponent()) instanceof Piece.Leaf(Polynomial exponent))) {
            throw new Unreadable();
        }
        Rational constant = exponent.constant().orElse(null);
        Piece base = number(power.base());
        if (constant != null) {
            if (!constant.isInteger() || constant.abs().compareTo(Rational.of(MOST_POWER)) > 0) {
                throw new Unreadable();
            }
            int count = constant.numerator().intValue();
            return count >= 0
                    ? map(base, value -> value.power(count))
                    : divided(ONE, map(base, value -> value.power(-count)));
        }
        // 2^(a * bits + b) is 2^b * points^a.
        TreeMap<Integer, Rational> linear = new TreeMap<>();
        for (Map.Entry<Integer, Polynomial> part : exponent.coefficients(bits).entrySet()) {
            linear.put(part.getKey(), part.getValue().constant().orElseThrow(Unreadable::new));
        }
        boolean two = base instanceof Piece.Leaf(Polynomial b)
                && b.constant().filter(Rational.of(2)::equals).isPresent();
        Rational factor = linear.getOrDefault(1, Rational.ZERO);
        Rational shift = linear.getOrDefault(0, Rational.ZERO);
        boolean small = factor.isInteger()
                && shift.isInteger()
                && factor.abs().compareTo(Rational.of(MOST_POWER)) <= 0
                && shift.abs().compareTo(Rational.of(4 * MOST_POWER)) <= 0;
        if (!two || !small || linear.firstKey() < 0 || linear.lastKey() > 1) {
            throw new Unreadable();
        }
        return leaf(Polynomial.power(points, factor.numerator().intValue())
                .times(Rational.powerOfTwo(shift.numerator().intValue())));
    }

    private Piece rounded(Rounding rule, Piece piece) throws Unreadable {
        return switch (piece) {
            case Piece.Undefined p -> p;
            case Piece.Choice p ->
                choice(
                        p.form(),
                        restrict(rounded(rule, p.then()), p.form(), true),
                        restrict(rounded(rule, p.otherwise()), p.form(), false));
            case Piece.Leaf p -> rounded(rule, p.value());
        };
    }

    private Piece rounded(Rounding rule, Polynomial value) throws Unreadable {
        Rational constant = value.constant().orElse(null);
        if (constant != null) {
            return leaf(Polynomial.of(Rational.of(rule.round(constant))));
        }
        Rational low = Rational.ZERO;
        Rational high = Rational.ZERO;
        for (Map.Entry<Map<String, Integer>, Rational> term : value.terms().entrySet()) {
            Map<String, Integer> exponents = new HashMap<>(term.getKey());
            int power = exponents.getOrDefault(points, 0);
            exponents.remove(points);
            Rational size = term.getValue();
            if (exponents.isEmpty() && power <= 0) {
                // A constant divided by a power of the number of points lies between it and zero.
                low = low.plus(power == 0 ? size : size.min(Rational.ZERO));
                high = high.plus(power == 0 ? size : size.max(Rational.ZERO));
            } else {
                String name = exponents.size() == 1 ? exponents.keySet().iterator().next() : "";
                int index = indices.indexOf(name);
                if (index < 0 || exponents.get(name) != 1 || power > -1) {
                    throw new Unreadable();
                }
                Rational range = size.times(Rational.of(scales.get(index)));
                low = low.plus(range.min(Rational.ZERO));
                high = high.plus(range.max(Rational.ZERO));
            }
        }
        BigInteger least = rule.round(low);
        BigInteger greatest = rule.round(high);
        if (greatest.subtract(least).compareTo(BigInteger.valueOf(MOST_STEPS)) > 0) {
            throw new Unreadable();
        }
        return steps(rule, value, least, greatest);
    }

    /** The integer that a value is rounded to, which is known to lie between two. */
    private Piece steps(Rounding rule, Polynomial value, BigInteger least, BigInteger greatest) throws Unreadable {
        if (least.equals(greatest)) {
            return leaf(Polynomial.of(Rational.of(least)));
        }
        BigInteger middle = Rational.of(least.add(greatest), BigInteger.TWO).floor();
        Rational t = Rational.of(middle);
        // The value is rounded to at most t exactly where it is below a border, or at most that border.
        boolean nearest =
                switch (rule) {
                    case UP, AWAY, EVEN -> true;
                    case FLOOR, CEILING, TRUNCATE, ODD -> false;
                };
        boolean closed =
                switch (rule) {
                    case FLOOR, UP -> false;
                    case CEILING -> true;
                    case TRUNCATE, AWAY -> middle.signum() < 0;
                    case EVEN, ODD -> !middle.testBit(0);
                };
        Rational border = nearest ? t.plus(Rational.HALF) : closed ? t : t.plus(Rational.ONE);
        Polynomial below = Polynomial.of(border).minus(value);
        Piece small = closed ? positive(below) : choose(positive(below.negate()), ZERO, ONE);
        return choose(
                small,
                steps(rule, value, least, middle),
                steps(rule, value, middle.add(BigInteger.ONE), greatest));
    }

    private Piece call(Call call) throws Unreadable {
        List<Variable> inputs = new ArrayList<>(call.kernel().parameters());
        inputs.addAll(call.kernel().lengths());
        List<Piece> arguments = new ArrayList<>();
        for (Term argument : call.arguments()) {
            arguments.add(any(argument));
        }
        for (int i = 0; i < inputs.size(); i++) {
            values.put(inputs.get(i), arguments.get(i));
        }
        return choose(truth(call.kernel().given()), number(call.kernel().body()), new Piece.Undefined());
    }

    private Piece fold(Fold fold) throws Unreadable {
        BigInteger low = integer(number(fold.low()));
        BigInteger high = integer(number(fold.high()));
        if (high.subtract(low).compareTo(BigInteger.valueOf(MOST_ROUNDS)) > 0) {
            throw new Unreadable();
        }
        Piece value = any(fold.initial());
        for (BigInteger i = low; i.compareTo(high) < 0; i = i.add(BigInteger.ONE)) {
            values.put(fold.index(), new Piece.Leaf(Polynomial.of(Rational.of(i))));
            values.put(fold.accumulator(), value);
            value = any(fold.step());
        }
        return value;
    }

    private static BigInteger integer(Piece piece) throws Unreadable {
        if (piece instanceof Piece.Leaf(Polynomial value)
                && value.constant().filter(Rational::isInteger).isPresent()) {
            return value.constant().get().numerator();
        }
        throw new Unreadable();
    }
}
