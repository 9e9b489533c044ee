package bitlemma.grammar.check;

import bitlemma.grammar.core.And;
import bitlemma.grammar.core.Bits;
import bitlemma.grammar.core.Classify;
import bitlemma.grammar.core.CodeConstant;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Compare.Relation;
import bitlemma.grammar.core.CompareCoded;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Decode;
import bitlemma.grammar.core.Encode;
import bitlemma.grammar.core.OfBits;
import bitlemma.grammar.core.Operate;
import bitlemma.grammar.core.Or;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Value;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.diagnostics.Problem;
import bitlemma.grammar.diagnostics.Spelling;
import bitlemma.grammar.source.Place;
import bitlemma.grammar.syntax.Expression;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Datum;
import bitlemma.numbers.FloatFormat;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Operation;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Operations on values of coded formats: arithmetic that rounds, conversions, bit patterns, and what a type knows of
 * itself.
 */
final class CodedOperations {
    /** The members of a format that are operations, as IEEE 754's formatOf operations are. */
    private static final Map<String, Operation> ARITHMETIC = Map.of(
            "add", Operation.ADD,
            "sub", Operation.SUBTRACT,
            "mul", Operation.MULTIPLY,
            "div", Operation.DIVIDE,
            "fma", Operation.FUSED_MULTIPLY_ADD,
            "sqrt", Operation.SQUARE_ROOT);

    /** Members that make a value of the format out of others. */
    private static final List<String> CONVERSIONS = List.of("of_bits", "round", "saturate", "stochastic");

    /** Members that are values, as far as a format has them. */
    private static final List<String> PROPERTIES = List.of(
            "max",
            "min",
            "inf",
            "nan",
            "epsilon",
            "smallest_normal",
            "smallest_subnormal",
            "width",
            "exponent_bits",
            "mantissa_bits",
            "bias");

    private final Elaborator elaborator;

    CodedOperations(Elaborator elaborator) {
        this.elaborator = elaborator;
    }

    // ---- reading ----

    /**
     * In exact mathematics a value is the number that it stands for, and obliges to be finite; elsewhere it is itself.
     */
    static Typed read(Typed value, Scope scope) {
        if (scope.world() != World.EXACT) {
            return value;
        }
        return value.sort() instanceof Sort.Coded coded
                ? new Typed(number(value, coded.format()), Sort.RATIONAL, value.place())
                : value;
    }

    /** The exact number that a value stands for; that it is finite is an obligation. */
    static Term number(Typed value, CodedFormat format) {
        if (value.term() instanceof CodeConstant c && format.decode(c.code()) instanceof Datum.Finite finite) {
            return new Constant(finite.value());
        }
        return Elaborator.shared(
                value.term(),
                value.sort(),
                v -> Elaborator.require(
                        finite(format, v), new Decode(format, v), Site.Kind.FINITE, value.place()));
    }

    private static Term finite(CodedFormat format, Term value) {
        return format instanceof bitlemma.numbers.LinearFormat || format instanceof bitlemma.numbers.Codebook
                ? Truth.TRUE
                : new Classify(Classify.Kind.FINITE, format, value);
    }

    // ---- arithmetic ----

    /** Two values of one format; a constant becomes one where it is one exactly. */
    record Pair(Term left, Term right, CodedFormat format) {
        Sort sort() {
            return new Sort.Coded(format);
        }
    }

    Pair pair(Typed left, Typed right, Place place, Scope scope) {
        if (left.sort() instanceof Sort.Coded l && right.sort() instanceof Sort.Coded r && !l.equals(r)) {
            throw Elaborator.reject(
                    Problem.WIDTH,
                    place,
                    "`" + left.place().text() + "` is " + l + " and `" + right.place().text() + "` is " + r
                            + "; a kernel's operation needs both of one type",
                    l.format().width() <= r.format().width()
                            ? "convert one side, as in `" + r + "(" + left.place().text() + ")`"
                            : "convert one side, as in `" + l + "(" + right.place().text() + ")`");
        }
        Sort.Coded sort = (Sort.Coded) (left.sort() instanceof Sort.Coded ? left.sort() : right.sort());
        return new Pair(
                elaborator.coerce(left, sort, "`" + left.place().text() + "`", scope),
                elaborator.coerce(right, sort, "`" + right.place().text() + "`", scope),
                sort.format());
    }

    Typed infix(String operator, Typed left, Typed right, Place place, Scope scope) {
        Operation operation =
                switch (operator) {
                    case "+" -> Operation.ADD;
                    case "-" -> Operation.SUBTRACT;
                    case "*" -> Operation.MULTIPLY;
                    case "/" -> Operation.DIVIDE;
                    default -> {
                        Typed coded = left.sort() instanceof Sort.Coded ? left : right;
                        throw Elaborator.reject(
                                Problem.TYPE,
                                place,
                                "`" + operator + "` works on integers, and `" + coded.place().text() + "` is of type "
                                        + Sorts.show(coded.sort()),
                                "the bit pattern is written `bits(" + coded.place().text() + ")`");
                    }
                };
        Pair pair = pair(left, right, place, scope);
        return operate(operation, pair.format(), List.of(pair.left(), pair.right()), place);
    }

    Typed operate(Operation operation, CodedFormat format, List<Term> operands, Place place) {
        return operate(operation, format, Rounding.EVEN, format.overflow(), operands, place);
    }

    private Typed operate(
            Operation operation,
            CodedFormat format,
            Rounding rounding,
            Overflow overflow,
            List<Term> operands,
            Place place) {
        return new Typed(
                new Operate(operation, format, rounding, overflow, operands, new Site(Site.Kind.ROUNDING, place)),
                new Sort.Coded(format),
                place);
    }

    Term compare(Relation relation, Pair pair) {
        return new CompareCoded(relation, pair.format(), pair.left(), pair.right());
    }

    /**
     * Equality as one function equals another: the same value, zeros told apart, and whatever is not a number alike.
     */
    static Term same(Term left, Term right, CodedFormat format) {
        return Elaborator.shared(
                left,
                new Sort.Coded(format),
                l -> Elaborator.shared(
                        right,
                        new Sort.Coded(format),
                        r -> new Or(
                                Compare.equal(new Bits(format, l), new Bits(format, r)),
                                new And(
                                        new Classify(Classify.Kind.NAN, format, l),
                                        new Classify(Classify.Kind.NAN, format, r)))));
    }

    Typed call(Operation operation, Expression.Call call, List<Typed> arguments, Scope scope) {
        Typed first = arguments.stream().filter(a -> a.sort() instanceof Sort.Coded).findFirst().orElse(null);
        if (first == null) {
            Typed found = arguments.getFirst();
            throw Elaborator.reject(
                    Problem.TYPE,
                    found.place(),
                    "`" + call.callee().name() + "` works on floating-point values, and `" + found.place().text()
                            + "` is of type " + Sorts.show(found.sort()),
                    "convert it, as in `float32(" + found.place().text() + ")`");
        }
        if (scope.world() == World.EXACT) {
            throw Elaborator.reject(
                    Problem.WORLD,
                    call.place(),
                    "`" + call.callee().name() + "` rounds, and stands in exact mathematics",
                    "write a kernel for it and call that here");
        }
        Sort.Coded sort = (Sort.Coded) first.sort();
        List<Term> operands = new ArrayList<>();
        arguments.forEach(a -> operands.add(elaborator.coerce(a, sort, "the argument", scope)));
        return operate(operation, sort.format(), operands, call.place());
    }

    Typed classify(Classify.Kind kind, Expression.Call call, Typed operand) {
        if (operand.sort() instanceof Sort.Coded coded) {
            return new Typed(new Classify(kind, coded.format(), operand.term()), Sort.BOOLEAN, call.place());
        }
        throw Elaborator.reject(
                Problem.TYPE,
                operand.place(),
                "`" + kind.spelling() + "` asks about a floating-point value, and `" + operand.place().text()
                        + "` is of type " + Sorts.show(operand.sort()),
                "numbers of exact mathematics and integers are always finite");
    }

    Typed bits(Typed operand, CodedFormat format, Place place) {
        return new Typed(
                new Bits(format, operand.term()),
                new Sort.Machine(IntegerFormat.unsigned(format.width())),
                place);
    }

    // ---- conversions ----

    /** A constant as a value of a format that has it exactly. */
    Term exactly(Typed value, CodedFormat format, Rational constant, String role) {
        Optional<BigInteger> code = format.encode(Datum.of(constant), Rounding.TRUNCATE, Overflow.FORBID)
                .filter(c -> Datum.of(constant).equals(format.decode(c)));
        if (code.isPresent()) {
            return new CodeConstant(format, code.get());
        }
        throw Elaborator.reject(
                Problem.CONSTANT,
                value.place(),
                role.equals("`" + constant + "`")
                        ? role + " is no value of " + format.name()
                        : role + " is " + constant + ", which is no value of " + format.name(),
                "round it: `" + format.name() + "(" + value.place().text() + ")`"
                        + format.encode(Datum.of(constant), Rounding.EVEN, Overflow.FORBID)
                                .map(near -> " is " + new Value.Coded(format, near))
                                .orElse(""));
    }

    Typed convert(
            CodedFormat format, Typed value, Encode.Mode mode, Overflow overflow, Place place, Scope scope) {
        boolean plain = mode instanceof Encode.Mode.Fixed;
        CodedFormat from = null;
        if (value.sort() instanceof Sort.Coded coded) {
            if (plain && coded.format().equals(format)) {
                return new Typed(value.term(), value.sort(), place);
            }
            from = coded.format();
        } else {
            elaborator.number(value, "what is converted");
        }
        Site site = new Site(Site.Kind.ROUNDING, place);
        Optional<Datum> constant = value.term() instanceof CodeConstant c
                ? Optional.of(c.format().decode(c.code()))
                : value.constant().map(c -> Datum.of(c.value()));
        if (constant.isPresent() && mode instanceof Encode.Mode.Fixed fixed) {
            BigInteger code = format.encode(constant.get(), fixed.rule(), overflow)
                    .orElseThrow(() -> Elaborator.reject(
                            Problem.CONSTANT,
                            value.place(),
                            "no value of " + format.name() + " stands for " + constant.get(),
                            "it holds numbers from " + format.decode(format.least()) + " to "
                                    + format.decode(format.greatest())));
            return new Typed(new CodeConstant(format, code), new Sort.Coded(format), place);
        }
        return new Typed(
                new Encode(format, from, mode, overflow, value.term(), site), new Sort.Coded(format), place);
    }

    Typed convert(CodedFormat format, List<Typed> arguments, Place place, Scope scope) {
        if (arguments.size() != 1) {
            throw Elaborator.reject(
                    Problem.ARGUMENTS,
                    place,
                    "a conversion takes one value, found " + arguments.size(),
                    "`" + format.name() + "(x)` rounds to nearest, ties to even; another rule is written `"
                            + format.name() + ".round(x, truncate)`");
        }
        Typed value = arguments.getFirst();
        if (value.sort() == Sort.BOOLEAN) {
            Term one = exactly(value, format, Rational.ONE, "true");
            Term zero = exactly(value, format, Rational.ZERO, "false");
            return new Typed(
                    new bitlemma.grammar.core.If(value.term(), one, zero), new Sort.Coded(format), place);
        }
        return convert(
                format, value, new Encode.Mode.Fixed(Rounding.EVEN), format.overflow(), place, scope);
    }

    // ---- members ----

    Typed member(CodedFormat format, Expression.Member e, Scope scope) {
        Optional<Typed> property = e.arguments().isEmpty() ? property(format, e.member(), e.place()) : Optional.empty();
        if (property.isPresent()) {
            return property.get();
        }
        List<Expression> arguments = e.arguments().orElse(List.of());
        Operation operation = ARITHMETIC.get(e.member());
        if (operation != null) {
            int n = operation.arity();
            counted(e, n, n + 2);
            List<Term> operands = new ArrayList<>();
            for (Expression argument : arguments.subList(0, n)) {
                operands.add(elaborator.coerce(
                        elaborator.elaborate(argument, scope), new Sort.Coded(format), "the argument", scope));
            }
            Rounding rounding = arguments.size() > n ? Elaborator.rounding(arguments.get(n)) : Rounding.EVEN;
            Overflow overflow =
                    arguments.size() > n + 1 ? overflow(format, arguments.get(n + 1)) : format.overflow();
            return operate(operation, format, rounding, overflow, operands, e.place());
        }
        return switch (e.member()) {
            case "of_bits" -> {
                counted(e, 1, 1);
                Sort unsigned = new Sort.Machine(IntegerFormat.unsigned(format.width()));
                Typed pattern = elaborator.elaborate(arguments.getFirst(), scope);
                Term term = elaborator.coerce(pattern, unsigned, "the bit pattern", scope);
                yield new Typed(ofBits(format, term, e.place()), new Sort.Coded(format), e.place());
            }
            case "round" -> {
                counted(e, 2, 3);
                Overflow overflow = arguments.size() > 2 ? overflow(format, arguments.get(2)) : format.overflow();
                Typed value = elaborator.elaborate(arguments.getFirst(), scope);
                Encode.Mode mode = new Encode.Mode.Fixed(Elaborator.rounding(arguments.get(1)));
                yield convert(format, value, mode, overflow, e.place(), scope);
            }
            case "saturate" -> {
                counted(e, 1, 1);
                Typed value = elaborator.elaborate(arguments.getFirst(), scope);
                Encode.Mode mode = new Encode.Mode.Fixed(Rounding.EVEN);
                yield convert(format, value, mode, Overflow.SATURATE, e.place(), scope);
            }
            case "stochastic" -> {
                counted(e, 2, 3);
                Overflow overflow = arguments.size() > 2 ? overflow(format, arguments.get(2)) : format.overflow();
                Typed value = elaborator.elaborate(arguments.getFirst(), scope);
                Typed random = elaborator.elaborate(arguments.get(1), scope);
                if (!(random.sort() instanceof Sort.Machine machine)
                        || machine.format().signed()) {
                    throw Elaborator.reject(
                            Problem.TYPE,
                            random.place(),
                            "the random bits are of type " + Sorts.show(random.sort())
                                    + ", expected an unsigned integer",
                            "as in `r: uint8`: eight random bits");
                }
                Encode.Mode mode = new Encode.Mode.Stochastic(
                        random.term(), machine.format().width());
                yield convert(format, value, mode, overflow, e.place(), scope);
            }
            default ->
                throw Elaborator.reject(
                        Problem.UNKNOWN_NAME,
                        e.place(),
                        "`" + e.member() + "` is no member of " + format.name(),
                        members(format, e));
        };
    }

    /** The member that was probably meant, or all that the format has; not every format has an infinity or NaN. */
    private static String members(CodedFormat format, Expression.Member e) {
        List<String> values = properties(format, e.place());
        return Spelling.nearest(e.member(), members(format).stream())
                .map(near -> "did you mean `" + near + "`?")
                .orElseGet(() -> "its members are " + String.join(", ", values)
                        + ", of_bits(n), round(x, rule), saturate(x), stochastic(x, r), add, sub, mul, div, fma and"
                        + " sqrt");
    }

    /** All members of a format. */
    static List<String> members(CodedFormat format) {
        return Stream.of(properties(format, null), CONVERSIONS, ARITHMETIC.keySet().stream().sorted().toList())
                .flatMap(Collection::stream)
                .toList();
    }

    private static List<String> properties(CodedFormat format, Place place) {
        return PROPERTIES.stream().filter(name -> property(format, name, place).isPresent()).toList();
    }

    private Term ofBits(CodedFormat format, Term pattern, Place place) {
        BigInteger all = BigInteger.ONE.shiftLeft(format.width());
        if (pattern instanceof Constant c && format.isCode(c.value().numerator())) {
            return new CodeConstant(format, c.value().numerator());
        }
        if (!(format instanceof bitlemma.numbers.Codebook book)
                || BigInteger.valueOf(book.values().size()).equals(all)) {
            return new OfBits(format, pattern);
        }
        return Elaborator.shared(
                pattern,
                Sort.INTEGER,
                p -> Elaborator.require(
                        Exact.compare(Relation.LESS, p, Constant.of(book.values().size())),
                        new OfBits(format, p),
                        Site.Kind.CODE,
                        place));
    }

    private void counted(Expression.Member e, int least, int most) {
        int found = e.arguments().map(List::size).orElse(0);
        if (found < least || found > most) {
            throw Elaborator.reject(
                    Problem.ARGUMENTS,
                    e.place(),
                    "`" + e.member() + "` takes "
                            + (least == most ? "" : "at least ")
                            + Elaborator.counted(least, "argument") + ", found " + found,
                    least == most
                            ? "see the page on number formats"
                            : "a rounding rule and an overflow rule may follow");
        }
    }

    private Overflow overflow(CodedFormat format, Expression expression) {
        for (Overflow overflow : format.overflows()) {
            if (expression instanceof Expression.Reference r && r.name().equals(overflow.spelling())) {
                return overflow;
            }
        }
        throw Elaborator.reject(
                Problem.ARGUMENTS,
                expression.place(),
                "`" + expression.place().text() + "` is no overflow rule of " + format.name(),
                "it has "
                        + String.join(
                                ", ", format.overflows().stream().map(Overflow::spelling).sorted().toList()));
    }

    private static Optional<Typed> property(CodedFormat format, String member, Place place) {
        Optional<BigInteger> code =
                switch (member) {
                    case "max" -> Optional.of(format.greatest());
                    case "min" -> Optional.of(format.least());
                    case "nan" -> format.encode(Datum.NAN, Rounding.EVEN, Overflow.FORBID);
                    case "inf" -> format.overflows().contains(Overflow.INFINITY)
                            ? format.encode(new Datum.Infinite(false), Rounding.EVEN, Overflow.INFINITY)
                            : Optional.empty();
                    default -> Optional.empty();
                };
        if (code.isPresent()) {
            return Optional.of(new Typed(new CodeConstant(format, code.get()), new Sort.Coded(format), place));
        }
        if (member.equals("width")) {
            return Optional.of(new Typed(Constant.of(format.width()), Sort.INTEGER, place));
        }
        if (!(format instanceof FloatFormat f)) {
            return Optional.empty();
        }
        // 2^(1-bias), which is the least normal number wherever exponent field 0 is not an ordinary binade.
        int least = 1 - f.bias();
        return switch (member) {
            case "exponent_bits" -> Optional.of(new Typed(Constant.of(f.exponentBits()), Sort.INTEGER, place));
            case "mantissa_bits" -> Optional.of(new Typed(Constant.of(f.mantissaBits()), Sort.INTEGER, place));
            case "bias" -> Optional.of(new Typed(Constant.of(f.bias()), Sort.INTEGER, place));
            case "epsilon" -> exact(f, Rational.powerOfTwo(-f.mantissaBits()), place);
            case "smallest_normal" ->
                exact(f, Rational.powerOfTwo(f.subnormals() == FloatFormat.Subnormals.NONE ? least - 1 : least), place);
            case "smallest_subnormal" ->
                f.subnormals() == FloatFormat.Subnormals.GRADUAL && f.mantissaBits() > 0
                        ? exact(f, Rational.powerOfTwo(least - f.mantissaBits()), place)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Typed> exact(FloatFormat format, Rational value, Place place) {
        return format.encode(Datum.of(value), Rounding.EVEN, Overflow.FORBID)
                .filter(c -> Datum.of(value).equals(format.decode(c)))
                .map(c -> new Typed(new CodeConstant(format, c), new Sort.Coded(format), place));
    }
}
