package bitlemma.grammar.check;

import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.BitCount;
import bitlemma.grammar.core.Classify;
import bitlemma.grammar.core.Compare.Relation;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Remainder;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.diagnostics.Problem;
import bitlemma.grammar.source.Place;
import bitlemma.grammar.syntax.Expression;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The language's own operations: those written as calls, the members of types, shifts, powers and bit ranges. */
final class Operations {
    private interface Operation {
        Typed apply(Expression.Call call, List<Typed> arguments, Scope scope);
    }

    private record Entry(int least, int most, String form, Operation operation) {}

    private final Elaborator elaborator;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    Operations(Elaborator elaborator) {
        this.elaborator = elaborator;
        add("min", 2, 99, "min(a, b, ...)", (c, a, s) -> extreme(c, a, s, false));
        add("max", 2, 99, "max(a, b, ...)", (c, a, s) -> extreme(c, a, s, true));
        add("abs", 1, 1, "abs(x)", (c, a, s) -> elaborator.magnitude(a.getFirst(), c.place(), s));
        add("clamp", 3, 3, "clamp(x, low, high)", this::clamp);
        add("div_trunc", 2, 2, "div_trunc(a, b)", (c, a, s) -> division(c, a, s, Remainder.Division.TRUNCATE, true));
        add("div_floor", 2, 2, "div_floor(a, b)", (c, a, s) -> division(c, a, s, Remainder.Division.FLOOR, true));
        add("div_euclid", 2, 2, "div_euclid(a, b)", (c, a, s) -> division(c, a, s, Remainder.Division.EUCLID, true));
        add("mod_trunc", 2, 2, "mod_trunc(a, b)", (c, a, s) -> division(c, a, s, Remainder.Division.TRUNCATE, false));
        add("mod_floor", 2, 2, "mod_floor(a, b)", (c, a, s) -> division(c, a, s, Remainder.Division.FLOOR, false));
        add("mod_euclid", 2, 2, "mod_euclid(a, b)", (c, a, s) -> division(c, a, s, Remainder.Division.EUCLID, false));
        add("floor", 1, 1, "floor(x)", (c, a, s) -> round(Rounding.FLOOR, a.getFirst(), c.place()));
        add("ceil", 1, 1, "ceil(x)", (c, a, s) -> round(Rounding.CEILING, a.getFirst(), c.place()));
        add("round", 2, 2, "round(x, rule)", null);
        add("round_shift", 3, 3, "round_shift(x, amount, rule)", null);
        for (Classify.Kind kind : Classify.Kind.values()) {
            add(
                    kind.spelling(),
                    1,
                    1,
                    kind.spelling() + "(x)",
                    (c, a, s) -> elaborator.coded().classify(kind, c, a.getFirst()));
        }
        add("fma", 3, 3, "fma(x, y, z)", (c, a, s) -> elaborator
                .coded()
                .call(bitlemma.numbers.Operation.FUSED_MULTIPLY_ADD, c, a, s));
        add("sqrt", 1, 1, "sqrt(x)", (c, a, s) -> elaborator
                .coded()
                .call(bitlemma.numbers.Operation.SQUARE_ROOT, c, a, s));
        add("popcount", 1, 1, "popcount(x)", (c, a, s) -> count(BitCount.Count.ONES, c, a));
        add("leading_zeros", 1, 1, "leading_zeros(x)", (c, a, s) -> count(BitCount.Count.LEADING_ZEROS, c, a));
        add("trailing_zeros", 1, 1, "trailing_zeros(x)", (c, a, s) -> count(BitCount.Count.TRAILING_ZEROS, c, a));
        add("bits", 1, 1, "bits(x)", this::bits);
        add("concat", 1, 99, "concat(high, ..., low)", this::concat);
        add("len", 1, 1, "len(array)", this::len);
    }

    private void add(String name, int least, int most, String form, Operation operation) {
        entries.put(name, new Entry(least, most, form, operation));
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    /** The names of all operations that are written as calls. */
    Set<String> names() {
        return entries.keySet();
    }

    /** For each name how the operation is written, in the order in which they were added. */
    Map<String, String> forms() {
        Map<String, String> forms = new LinkedHashMap<>();
        entries.forEach((name, entry) -> forms.put(name, entry.form()));
        return forms;
    }

    Typed call(Expression.Call call, Scope scope) {
        String name = call.callee().name();
        Entry entry = entries.get(name);
        int n = call.arguments().size();
        if (n < entry.least() || n > entry.most()) {
            throw Elaborator.reject(
                    Problem.ARGUMENTS,
                    call.place(),
                    "`" + name + "` takes " + (entry.most() > entry.least() ? "at least " : "")
                            + Elaborator.counted(entry.least(), "argument") + ", found " + n,
                    "it is written `" + entry.form() + "`");
        }
        if (!call.callee().arguments().isEmpty()) {
            throw Elaborator.reject(
                    Problem.TYPE_ARGUMENTS,
                    call.callee().place(),
                    "`" + name + "` has no type parameters",
                    "it is written `" + entry.form() + "`");
        }
        // Rounding rules are names that only these two operations know.
        if (name.equals("round")) {
            Typed operand = elaborator.elaborate(call.arguments().getFirst(), scope);
            return round(Elaborator.rounding(call.arguments().getLast()), operand, call.place());
        }
        if (name.equals("round_shift")) {
            Typed operand = elaborator.elaborate(call.arguments().get(0), scope);
            Typed amount = elaborator.elaborate(call.arguments().get(1), scope);
            return roundShift(Elaborator.rounding(call.arguments().get(2)), operand, amount, call.place(), scope);
        }
        return entry.operation().apply(call, elaborator.elaborateAll(call.arguments(), scope), scope);
    }

    private Typed extreme(Expression.Call call, List<Typed> arguments, Scope scope, boolean max) {
        Typed result = CodedOperations.read(arguments.getFirst(), scope);
        for (Typed argument : arguments.subList(1, arguments.size())) {
            Typed next = CodedOperations.read(argument, scope);
            if (result.sort() instanceof Sort.Coded || next.sort() instanceof Sort.Coded) {
                CodedOperations.Pair pair = elaborator.coded().pair(result, next, call.place(), scope);
                result = elaborator
                        .coded()
                        .operate(
                                max ? bitlemma.numbers.Operation.MAXIMUM : bitlemma.numbers.Operation.MINIMUM,
                                pair.format(),
                                List.of(pair.left(), pair.right()),
                                call.place());
                continue;
            }
            elaborator.number(result, "the argument");
            elaborator.number(next, "the argument");
            Elaborator.Pair pair = elaborator.unify(result, next, call.place(), scope);
            Term term = max
                    ? Exact.maximum(pair.left(), pair.right())
                    : Exact.minimum(pair.left(), pair.right());
            result = new Typed(term, pair.sort(), call.place());
        }
        return result;
    }

    private Typed clamp(Expression.Call call, List<Typed> arguments, Scope scope) {
        if (scope.world() == World.KERNEL && arguments.stream().anyMatch(a -> a.sort() instanceof Sort.Coded)) {
            Typed above = extreme(call, List.of(arguments.get(0), arguments.get(1)), scope, true);
            return extreme(call, List.of(above, arguments.get(2)), scope, false);
        }
        arguments = arguments.stream().map(a -> CodedOperations.read(a, scope)).toList();
        Typed x = elaborator.number(arguments.get(0), "what is clamped");
        Elaborator.Pair low =
                elaborator.unify(x, elaborator.number(arguments.get(1), "the lower bound"), call.place(), scope);
        Elaborator.Pair high = elaborator.unify(
                new Typed(low.left(), low.sort(), x.place()),
                elaborator.number(arguments.get(2), "the upper bound"),
                call.place(),
                scope);
        Sort sort = high.sort();
        Term term = Elaborator.shared(
                low.right(),
                sort,
                l -> Elaborator.shared(
                        high.right(),
                        sort,
                        h -> Elaborator.require(
                                Exact.compare(Relation.AT_MOST, l, h),
                                Exact.maximum(l, Exact.minimum(high.left(), h)),
                                Site.Kind.BOUNDS,
                                call.place())));
        return new Typed(term, sort, call.place());
    }

    private Typed division(
            Expression.Call call, List<Typed> arguments, Scope scope, Remainder.Division division, boolean quotient) {
        elaborator.exactInteger(arguments.get(0), "the dividend");
        elaborator.exactInteger(arguments.get(1), "the divisor");
        Elaborator.Pair pair = elaborator.unify(arguments.get(0), arguments.get(1), call.place(), scope);
        Place divisor = arguments.get(1).place();
        return quotient
                ? quotient(division, pair.left(), pair.right(), pair.sort(), call.place(), divisor)
                : remainder(division, pair.left(), pair.right(), pair.sort(), call.place(), divisor);
    }

    Typed quotient(Remainder.Division division, Term left, Term right, Sort sort, Place place, Place divisor) {
        Term term = elaborator.nonzero(
                right,
                d -> elaborator.checked(
                        switch (division) {
                            case TRUNCATE -> Exact.round(Rounding.TRUNCATE, Exact.divide(left, d));
                            case FLOOR -> Exact.round(Rounding.FLOOR, Exact.divide(left, d));
                            case EUCLID -> euclid(left, d, sort);
                        },
                        sort,
                        Site.Kind.OVERFLOW,
                        place),
                divisor);
        return new Typed(term, sort, place);
    }

    /** The quotient that leaves no negative remainder: rounded down for a positive divisor, up for a negative one. */
    private static Term euclid(Term left, Term divisor, Sort sort) {
        if (divisor instanceof Constant c) {
            return Exact.round(c.value().signum() > 0 ? Rounding.FLOOR : Rounding.CEILING, Exact.divide(left, divisor));
        }
        return Elaborator.shared(
                left,
                sort,
                l -> new If(
                        Exact.compare(Relation.GREATER, divisor, Constant.of(0)),
                        Exact.round(Rounding.FLOOR, Exact.divide(l, divisor)),
                        Exact.round(Rounding.CEILING, Exact.divide(l, divisor))));
    }

    Typed remainder(Remainder.Division division, Term left, Term right, Sort sort, Place place, Place divisor) {
        Term term = elaborator.nonzero(right, d -> new Remainder(division, left, d), divisor);
        return new Typed(elaborator.checked(term, sort, Site.Kind.OVERFLOW, place), sort, place);
    }

    private Typed round(Rounding rule, Typed value, Place place) {
        Typed operand = value.sort() instanceof Sort.Coded coded
                ? new Typed(CodedOperations.number(value, coded.format()), Sort.RATIONAL, value.place())
                : elaborator.number(value, "what is rounded");
        return operand.sort().isInteger()
                ? new Typed(operand.term(), operand.sort(), place)
                : new Typed(Exact.round(rule, operand.term()), Sort.INTEGER, place);
    }

    private Typed count(BitCount.Count count, Expression.Call call, List<Typed> arguments) {
        IntegerFormat format = format(arguments.getFirst(), call.callee().name());
        return new Typed(new BitCount(count, format, arguments.getFirst().term()), Sort.INTEGER, call.place());
    }

    private IntegerFormat format(Typed operand, String operation) {
        if (operand.sort() instanceof Sort.Machine machine) {
            return machine.format();
        }
        throw Elaborator.reject(
                Problem.TYPE,
                operand.place(),
                "`" + operation + "` works on the bits of a machine integer, and `"
                        + operand.place().text() + "` is of type " + Sorts.show(operand.sort()),
                operand.sort() instanceof Sort.Coded
                        ? Elaborator.bitsOf(operand)
                        : "convert it to a machine type, as in `uint32(x)`");
    }

    private Typed bits(Expression.Call call, List<Typed> arguments, Scope scope) {
        if (arguments.getFirst().sort() instanceof Sort.Coded coded) {
            return elaborator.coded().bits(arguments.getFirst(), coded.format(), call.place());
        }
        IntegerFormat format = format(arguments.getFirst(), "bits");
        IntegerFormat unsigned = IntegerFormat.unsigned(format.width());
        return new Typed(
                Elaborator.wrap(arguments.getFirst().term(), unsigned, call.place()),
                new Sort.Machine(unsigned),
                call.place());
    }

    private Typed concat(Expression.Call call, List<Typed> arguments, Scope scope) {
        Term term = Constant.of(0);
        int width = 0;
        for (Typed part : arguments) {
            IntegerFormat format = format(part, "concat");
            width += format.width();
            Term bits = Elaborator.wrap(part.term(), IntegerFormat.unsigned(format.width()), part.place());
            Term scale = new Constant(Rational.powerOfTwo(format.width()));
            term = term.equals(Constant.of(0)) ? bits : Exact.add(Exact.multiply(term, scale), bits);
        }
        if (width > IntegerFormat.MAX_WIDTH) {
            throw Elaborator.reject(
                    Problem.CONSTANT,
                    call.place(),
                    "the parts have " + width + " bits together, and integers have at most " + IntegerFormat.MAX_WIDTH);
        }
        return new Typed(term, new Sort.Machine(IntegerFormat.unsigned(width)), call.place());
    }

    private Typed len(Expression.Call call, List<Typed> arguments, Scope scope) {
        if (arguments.getFirst().sort() instanceof Sort.Array array) {
            return new Typed(Elaborator.again(array.length()), Sort.INTEGER, call.place());
        }
        throw Elaborator.reject(
                Problem.TYPE,
                arguments.getFirst().place(),
                "`len` takes an array, found " + arguments.getFirst().sort(),
                "the width of a type is written `int8.width`");
    }

    Typed power(Typed base, Typed power, Place place, Scope scope) {
        for (Typed operand : List.of(base, power)) {
            elaborator.number(operand, "the operand of `^`");
            if (operand.isMachine() && scope.world() == World.KERNEL) {
                throw Elaborator.reject(
                        Problem.TYPE,
                        operand.place(),
                        "`^` is the exact power, and `" + operand.place().text() + "` is a machine integer",
                        "exclusive or is written `a xor b`; a power of a machine integer is a product");
            }
        }
        boolean real = scope.randomness().isPresent();
        // A quotient of numbers may be an integer.
        Typed exponent = real && power.constant().map(c -> c.value().isInteger()).orElse(false)
                ? new Typed(power.term(), Sort.INTEGER, power.place())
                : power;
        boolean positive = base.constant().map(c -> c.value().signum() > 0).orElse(false);
        if (real && (!exponent.sort().isInteger() || exponent.constant().isEmpty() && !positive)) {
            return RealFunctions.power(base, exponent, place);
        }
        elaborator.exactInteger(exponent, "the exponent");
        boolean integer = base.sort().isInteger();
        if (exponent.term() instanceof Constant c) {
            boolean negative = c.value().signum() < 0;
            Term term = Exact.power(base.term(), exponent.term());
            if (base.term() instanceof Constant && !(term instanceof Constant)) {
                throw Elaborator.reject(
                        Problem.CONSTANT,
                        place,
                        "the power is undefined or has more than 65536 bits",
                        "a claim about such numbers takes the exponent as a parameter");
            }
            Sort sort = integer && !negative ? Sort.INTEGER : Sort.RATIONAL;
            if (sort == Sort.RATIONAL && scope.world() == World.KERNEL) {
                throw Elaborator.reject(
                        Problem.WORLD,
                        place,
                        "a negative power is a fraction, and stands in a kernel of integers",
                        "a kernel divides by a power, or shifts: `x >> n`");
            }
            if (negative && !(base.term() instanceof Constant)) {
                term = elaborator.nonzero(
                        base.term(), b -> Exact.power(b, exponent.term()), base.place());
            }
            return new Typed(term, sort, place);
        }
        if (!(base.term() instanceof Constant c) || c.value().signum() <= 0) {
            throw Elaborator.reject(
                    Problem.CONSTANT,
                    place,
                    "a power with a variable exponent needs a positive constant as its base",
                    "as in `2 ^ n`");
        }
        if (scope.world() == World.KERNEL) {
            Term term = Elaborator.shared(
                    exponent.term(),
                    Sort.INTEGER,
                    n -> Elaborator.require(
                            Exact.compare(Relation.AT_LEAST, n, Constant.of(0)),
                            Exact.power(base.term(), n),
                            Site.Kind.SHIFT,
                            exponent.place()));
            return new Typed(term, Sort.INTEGER, place);
        }
        return new Typed(Exact.power(base.term(), exponent.term()), Sort.RATIONAL, place);
    }

    Typed shift(String operator, Typed left, Typed amount, Place place, Scope scope) {
        elaborator.exactInteger(left, "what is shifted");
        elaborator.exactInteger(amount, "the shift amount");
        Sort sort = Elaborator.result(left.sort(), scope);
        IntegerFormat format =
                left.sort() instanceof Sort.Machine m && scope.world() == World.KERNEL ? m.format() : null;
        if (format == null && !operator.equals("<<") && !operator.equals(">>")) {
            elaborator.machine(left, operator, scope);
        }
        Term x = left.term();
        Term term = amount(amount, format, a -> {
            Term scale = Exact.powerOfTwo(a);
            return switch (operator) {
                case "<<" -> elaborator.checked(Exact.multiply(x, scale), sort, Site.Kind.OVERFLOW, place);
                case "<<%" -> Elaborator.wrap(Exact.multiply(x, scale), format, place);
                case "<<|" -> Elaborator.saturate(Exact.multiply(x, scale), format, place);
                // A right shift always fits; as a checked operation it shows in traces.
                case ">>" ->
                    elaborator.checked(
                            Exact.round(Rounding.FLOOR, Exact.divide(x, scale)), sort, Site.Kind.OVERFLOW, place);
                case ">>>" -> {
                    Term bits = format.signed()
                            ? Elaborator.wrap(x, IntegerFormat.unsigned(format.width()), place)
                            : x;
                    Term shifted = Exact.round(Rounding.FLOOR, Exact.divide(bits, scale));
                    yield format.signed() ? Elaborator.wrap(shifted, format, place) : shifted;
                }
                default -> throw new IllegalStateException(operator);
            };
        });
        return new Typed(term, sort, place);
    }

    /** {@code use} of a shift amount, which must not be negative, and for a machine value be below its width. */
    private Term amount(Typed amount, IntegerFormat format, java.util.function.UnaryOperator<Term> use) {
        return Elaborator.shared(amount.term(), Sort.INTEGER, a -> {
            Term low = Exact.compare(Relation.AT_LEAST, a, Constant.of(0));
            Term condition = low;
            if (format != null) {
                Term high = Exact.compare(Relation.LESS, a, Constant.of(format.width()));
                condition = low.equals(bitlemma.grammar.core.Truth.TRUE) ? high : new And(low, high);
            }
            return Elaborator.require(condition, use.apply(a), Site.Kind.SHIFT, amount.place());
        });
    }

    private Typed roundShift(Rounding rule, Typed operand, Typed amount, Place place, Scope scope) {
        elaborator.exactInteger(operand, "what is shifted");
        elaborator.exactInteger(amount, "the shift amount");
        Sort sort = Elaborator.result(operand.sort(), scope);
        IntegerFormat format = sort instanceof Sort.Machine m ? m.format() : null;
        Term term = amount(
                amount,
                format,
                a -> elaborator.checked(
                        Exact.round(rule, Exact.divide(operand.term(), Exact.powerOfTwo(a))),
                        sort,
                        Site.Kind.OVERFLOW,
                        place));
        return new Typed(term, sort, place);
    }

    Typed extract(Expression.Extract e, Scope scope) {
        Typed operand = elaborator.elaborate(e.operand(), scope);
        IntegerFormat format = format(operand, "x[high:low]");
        BigInteger high = elaborator.types().constant(e.high(), scope, "the highest bit");
        BigInteger low = elaborator.types().constant(e.low(), scope, "the lowest bit");
        boolean inside = low.signum() >= 0
                && low.compareTo(high) <= 0
                && high.compareTo(BigInteger.valueOf(format.width())) < 0;
        if (!inside) {
            throw Elaborator.reject(
                    Problem.CONSTANT,
                    e.place(),
                    "bits " + high + " down to " + low + " are not inside " + format + ", whose bits are "
                            + (format.width() - 1) + " down to 0",
                    "the higher bit stands first, as in `x[7:4]`");
        }
        int width = high.subtract(low).intValueExact() + 1;
        IntegerFormat part = IntegerFormat.unsigned(width);
        Term shifted = Exact.round(
                Rounding.FLOOR, Exact.divide(operand.term(), Exact.powerOfTwo(new Constant(Rational.of(low)))));
        return new Typed(
                Elaborator.wrap(low.signum() == 0 ? operand.term() : shifted, part, e.place()),
                new Sort.Machine(part),
                e.place());
    }

    Typed member(Expression.Member e, Scope scope) {
        Sort sort = elaborator.types().resolve(e.type(), scope);
        if (sort instanceof Sort.Coded coded) {
            return elaborator.coded().member(coded.format(), e, scope);
        }
        if (!(sort instanceof Sort.Machine machine)) {
            throw Elaborator.reject(
                    Problem.TYPE,
                    e.type().place(),
                    "the type " + Sorts.show(sort) + " has no members",
                    "machine integers have, as in `int8.max`");
        }
        IntegerFormat format = machine.format();
        Optional<List<Typed>> arguments = e.arguments().map(a -> elaborator.elaborateAll(a, scope));
        Sort number = Elaborator.result(sort, scope);
        return switch (e.member()) {
            case "min" -> new Typed(new Constant(Rational.of(format.min())), plain(e, number), e.place());
            case "max" -> new Typed(new Constant(Rational.of(format.max())), plain(e, number), e.place());
            case "width" -> new Typed(Constant.of(format.width()), plain(e, Sort.INTEGER), e.place());
            case "wrap" -> new Typed(Elaborator.wrap(one(e, arguments).term(), format, e.place()), sort, e.place());
            case "saturate" ->
                new Typed(Elaborator.saturate(one(e, arguments).term(), format, e.place()), sort, e.place());
            case "of_bits" -> {
                Typed pattern = one(e, arguments);
                Sort unsigned = new Sort.Machine(IntegerFormat.unsigned(format.width()));
                Term term = elaborator.coerce(pattern, unsigned, "the bit pattern", scope);
                yield new Typed(Elaborator.wrap(term, format, e.place()), sort, e.place());
            }
            default ->
                throw Elaborator.reject(
                        Problem.UNKNOWN_NAME,
                        e.place(),
                        "`" + e.member() + "` is no member of " + format,
                        "a machine integer has min, max, width, wrap(x), saturate(x) and of_bits(x)");
        };
    }

    private Sort plain(Expression.Member e, Sort sort) {
        if (e.arguments().isPresent()) {
            throw Elaborator.reject(
                    Problem.ARGUMENTS,
                    e.place(),
                    "`" + e.member() + "` takes no arguments",
                    "write `" + e.type().place().text() + "." + e.member() + "` without brackets");
        }
        return sort;
    }

    private Typed one(Expression.Member e, Optional<List<Typed>> arguments) {
        if (arguments.isEmpty() || arguments.get().size() != 1) {
            throw Elaborator.reject(
                    Problem.ARGUMENTS,
                    e.place(),
                    "`" + e.member() + "` takes one argument",
                    "as in `" + e.type().place().text().replaceAll("\\..*", "") + "." + e.member() + "(x)`");
        }
        Typed operand = arguments.get().getFirst();
        return elaborator.exactInteger(operand, "the argument of `" + e.member() + "`");
    }
}
