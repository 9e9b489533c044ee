package bitlemma.grammar.check;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.Bitwise;
import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Compare.Relation;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Decode;
import bitlemma.grammar.core.Fits;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.ForAll;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Or;
import bitlemma.grammar.core.RealFunction;
import bitlemma.grammar.core.Remainder;
import bitlemma.grammar.core.Repeat;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Saturate;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.core.Wrap;
import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.diagnostics.Problem;
import bitlemma.grammar.source.Place;
import bitlemma.grammar.syntax.Binder;
import bitlemma.grammar.syntax.Expression;
import bitlemma.grammar.syntax.StatementSyntax;
import bitlemma.grammar.syntax.TypeSyntax;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Operation;
import bitlemma.numbers.Rational;
import bitlemma.numbers.Rounding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** From expressions to the core: types, and what each operation obliges to. */
final class Elaborator {
    private final Environment environment;
    private final List<Diagnostic> diagnostics;
    private final Types types = new Types(this);
    private final Operations operations = new Operations(this);
    private final CodedTypes codedTypes = new CodedTypes(this);
    private final CodedOperations coded = new CodedOperations(this);
    private final Functionals functionals = new Functionals(this);
    private final RealFunctions realFunctions = new RealFunctions(this);

    Elaborator(Environment environment, List<Diagnostic> diagnostics) {
        this.environment = environment;
        this.diagnostics = diagnostics;
    }

    Types types() {
        return types;
    }

    Operations operations() {
        return operations;
    }

    CodedTypes codedTypes() {
        return codedTypes;
    }

    CodedOperations coded() {
        return coded;
    }

    Functionals functionals() {
        return functionals;
    }

    Environment environment() {
        return environment;
    }

    static Rejection reject(Problem problem, Place place, String message, String hint) {
        return new Rejection(new Diagnostic(problem, place, message, hint));
    }

    static Rejection reject(Problem problem, Place place, String message) {
        return new Rejection(new Diagnostic(problem, place, message));
    }

    void report(Rejection rejection) {
        if (rejection.diagnostic() != null && !diagnostics.contains(rejection.diagnostic())) {
            diagnostics.add(rejection.diagnostic());
        }
    }

    Typed elaborate(Expression expression, Scope scope) {
        Place place = expression.place();
        return switch (expression) {
            case Expression.Number e -> number(e, scope);
            case Expression.Truth e -> new Typed(Truth.of(e.value()), Sort.BOOLEAN, place);
            case Expression.Reference e -> reference(e, scope);
            case Expression.Call e -> call(e, scope);
            case Expression.Conversion e ->
                conversion(types.resolve(e.type(), scope), elaborateAll(e.arguments(), scope), place, scope);
            case Expression.Member e -> operations.member(e, scope);
            case Expression.Index e -> index(e, scope);
            case Expression.Extract e -> operations.extract(e, scope);
            case Expression.Prefix e -> prefix(e, scope);
            case Expression.Infix e -> infix(e, scope);
            case Expression.Chain e -> chain(e, scope);
            case Expression.Bars e -> magnitude(elaborate(e.operand(), scope), place, scope);
            case Expression.Conditional e -> conditional(e, scope);
            case Expression.Block e -> block(e, scope);
            case Expression.ArrayOf e -> arrayOf(e, scope);
            case Expression.Repeat e -> {
                Typed element = elaborate(e.element(), scope);
                Typed count = exactInteger(elaborate(e.count(), scope), "the number of elements");
                if (element.sort() instanceof Sort.Array) {
                    throw reject(Problem.TYPE, element.place(), "arrays of arrays are not part of the language");
                }
                Term repeat = new Repeat(element.term(), count.term());
                Term checked = require(
                        Exact.compare(Relation.AT_LEAST, again(count.term()), Constant.of(0)),
                        repeat,
                        Site.Kind.LENGTH,
                        count.place());
                yield new Typed(checked, new Sort.Array(element.sort(), count.term()), place);
            }
            case Expression.Sum e -> sum(e, scope);
            case Expression.Fold e -> fold(e, scope);
            case Expression.ForAll e -> forAll(e, scope);
            case Expression.Functional e -> functionals.elaborate(e, scope);
            case Expression.Extremum e -> functionals.elaborate(e, scope);
            case Expression.Optimum e -> functionals.elaborate(e, scope);
            case Expression.Expansion e -> functionals.elaborate(e, scope);
            case Expression.Safe e -> environment.claims().safe(e, scope);
        };
    }

    List<Typed> elaborateAll(List<Expression> expressions, Scope scope) {
        return expressions.stream().map(e -> elaborate(e, scope)).toList();
    }

    private Typed number(Expression.Number e, Scope scope) {
        return new Typed(new Constant(e.value()), e.value().isInteger() ? Sort.INTEGER : Sort.RATIONAL, e.place());
    }

    /** In a kernel, a fraction that does not meet a floating-point value. */
    private static Rejection fraction(Typed value) {
        return reject(
                Problem.WORLD,
                value.place(),
                "the fraction " + value.place().text() + " stands in a kernel of integers",
                "fractions belong to claims and functions; a kernel scales them to integers");
    }

    private Typed reference(Expression.Reference e, Scope scope) {
        Typed named = named(e, scope);
        scope.randomness().ifPresent(randomness -> randomness.require(named));
        return named;
    }

    private Typed named(Expression.Reference e, Scope scope) {
        return scope.find(e.name())
                .map(binding -> switch (binding) {
                    case Scope.Binding.Value v -> new Typed(again(v.term()), again(v.sort()), e.place());
                    case Scope.Binding.Width w -> new Typed(
                            new Constant(Rational.of(w.value())), Sort.INTEGER, e.place());
                    case Scope.Binding.Type t ->
                        throw reject(
                                Problem.TYPE,
                                e.place(),
                                "`" + e.name() + "` is the type " + t.sort() + ", expected a value",
                                "a conversion is written `" + e.name() + "(x)`");
                    case Scope.Binding.Rejected r -> throw new Rejection(null);
                })
                .orElseGet(() -> environment
                        .constant(e.name())
                        .map(c -> new Typed(c.term(), c.sort(), e.place()))
                        .or(() -> scope.randomness().flatMap(r -> RealFunctions.constant(e.name(), e.place())))
                        .orElseThrow(() -> unknown(e.name(), e.place(), scope)));
    }

    private Rejection unknown(String name, Place place, Scope scope) {
        if (IntegerFormat.named(name).isPresent() || codedTypes.named(name).isPresent()) {
            return reject(
                    Problem.TYPE,
                    place,
                    "`" + name + "` is a type, expected a value",
                    "a conversion is written `" + name + "(x)`");
        }
        if (environment.callable(name).isPresent()) {
            return reject(
                    Problem.TYPE,
                    place,
                    "`" + name + "` is a kernel or function, expected a value",
                    "call it: `" + name + "(...)`");
        }
        Optional<RealFunction> real = RealFunctions.named(name);
        if (real.isPresent() && real.get().arity() == 0) {
            return RealFunctions.outside(name, place);
        }
        if (real.isPresent() && scope.randomness().isPresent()) {
            return reject(
                    Problem.TYPE,
                    place,
                    "`" + name + "` is a function, expected a value",
                    "call it: `" + name + "(...)`");
        }
        Optional<String> known = RealFunctions.hint(name, scope);
        if (known.isPresent()) {
            return reject(Problem.UNKNOWN_NAME, place, "`" + name + "` is not declared", known.get());
        }
        return environment
                .similar(name, scope)
                .map(s -> reject(
                        Problem.UNKNOWN_NAME, place, "`" + name + "` is not declared", "did you mean `" + s + "`?"))
                .orElseGet(() -> reject(
                        Problem.UNKNOWN_NAME,
                        place,
                        "`" + name + "` is not declared",
                        scope.randomness().isPresent()
                                ? "declare it, as in `given " + name + ": real`, `" + name
                                        + " ~ uniform(0, 1)` or `let " + name + " = ...`"
                                : scope.inference().isPresent()
                                ? "declare it as a parameter of the claim, as in `claim name(" + name + ": int8): ...`"
                                : "declare it with `let`, as a parameter, or as a `const` of the file"));
    }

    // ---- types that meet ----

    /** A number of any kind; a truth value or an array is rejected. */
    Typed number(Typed operand, String role) {
        if (!operand.sort().isNumber()) {
            throw reject(
                    Problem.TYPE,
                    operand.place(),
                    role + " is of type " + Sorts.show(operand.sort()) + ", expected "
                            + (operand.sort() instanceof Sort.Coded ? "an integer" : "a number"),
                    switch (operand.sort()) {
                        case Sort.Bool bool -> "a truth value becomes a number by `if x then 1 else 0`";
                        case Sort.Coded coded ->
                            bitsOf(operand) + ", and the value, where it is an integer, `int32("
                                    + operand.place().text() + ")`";
                        default -> "take an element, as in `a[0]`, or its length, as in `len(a)`";
                    });
        }
        return operand;
    }

    /** How the bits of a coded value are written, as a hint. */
    static String bitsOf(Typed operand) {
        return "the bit pattern is written `bits(" + operand.place().text() + ")`";
    }

    /** An integer, exact or of a machine format. */
    Typed exactInteger(Typed operand, String role) {
        number(operand, role);
        if (!operand.sort().isInteger()) {
            throw reject(
                    Problem.TYPE,
                    operand.place(),
                    role + " is of type " + Sorts.show(operand.sort()) + ", expected an integer",
                    "round it: `floor(x)`, `ceil(x)` or `round(x, even)`");
        }
        return operand;
    }

    Typed truth(Typed operand, String role) {
        if (operand.sort() != Sort.BOOLEAN) {
            throw reject(
                    Problem.TYPE,
                    operand.place(),
                    role + " is of type " + Sorts.show(operand.sort()) + ", expected bool",
                    "compare it with something, as in `x != 0`");
        }
        return operand;
    }

    /** A condition that is assumed. */
    Term given(Expression condition, Scope scope) {
        Term term = truth(elaborate(condition, scope), "the given").term();
        if (term.equals(Truth.FALSE) && !scope.isInstance()) {
            throw reject(
                    Problem.GIVEN,
                    condition.place(),
                    "the given is false, so that nothing satisfies it",
                    "what follows from a false given says nothing");
        }
        return term;
    }

    /** Two numbers made one type: the machine type where one is a machine's and the other exact. */
    record Pair(Term left, Term right, Sort sort) {}

    Pair unify(Typed left, Typed right, Place place, Scope scope) {
        if (left.sort() == Sort.BOOLEAN && right.sort() == Sort.BOOLEAN) {
            return new Pair(left.term(), right.term(), Sort.BOOLEAN);
        }
        number(left, "the left side");
        number(right, "the right side");
        if (scope.world() == World.EXACT) {
            boolean integers = left.sort().isInteger() && right.sort().isInteger();
            return new Pair(left.term(), right.term(), integers ? Sort.INTEGER : Sort.RATIONAL);
        }
        for (Typed side : List.of(left, right)) {
            if (side.sort() == Sort.RATIONAL) {
                throw fraction(side);
            }
        }
        if (left.sort() instanceof Sort.Machine l && right.sort() instanceof Sort.Machine r) {
            if (!l.equals(r)) {
                throw widths(left, right, place);
            }
            return new Pair(left.term(), right.term(), l);
        }
        if (left.sort() instanceof Sort.Machine l) {
            return new Pair(left.term(), fit(right, l), l);
        }
        if (right.sort() instanceof Sort.Machine r) {
            return new Pair(fit(left, r), right.term(), r);
        }
        return new Pair(left.term(), right.term(), Sort.INTEGER);
    }

    private static Rejection widths(Typed left, Typed right, Place place) {
        int l = left.sort() instanceof Sort.Machine m ? m.format().width() : 0;
        int r = right.sort() instanceof Sort.Machine m ? m.format().width() : 0;
        String hint = l <= r
                ? "convert one side, as in `" + Sorts.show(right.sort()) + "(" + left.place().text() + ")`"
                : "convert one side, as in `" + Sorts.show(left.sort()) + "(" + right.place().text() + ")`";
        return reject(
                Problem.WIDTH,
                place,
                "`" + left.place().text() + "` is " + Sorts.show(left.sort()) + " and `"
                        + right.place().text() + "` is " + Sorts.show(right.sort())
                        + "; a kernel's operation needs both of one type",
                hint);
    }

    /** An exact integer as a value of a machine format: at once where it is a constant, else an obligation. */
    private Term fit(Typed value, Sort.Machine machine) {
        return fit(value, machine, "the constant " + value.constant().map(c -> c.value().toString()).orElse(""));
    }

    private Term fit(Typed value, Sort.Machine machine, String what) {
        IntegerFormat format = machine.format();
        if (value.constant().isPresent()) {
            Rational constant = value.constant().get().value();
            if (!constant.isInteger() || !format.contains(constant.numerator())) {
                throw reject(
                        Problem.CONSTANT,
                        value.place(),
                        what + " does not fit " + format + ", which holds " + format.min() + " to "
                                + format.max(),
                        "use a wider type, or `" + format + ".wrap(...)` or `" + format + ".saturate(...)`");
            }
            return value.term();
        }
        return new Fits(format, value.term(), new Site(Site.Kind.CONVERSION, value.place()));
    }

    /** A value for a place that needs a certain type. */
    Term coerce(Typed value, Sort wanted, String role, Scope scope) {
        if (wanted instanceof Sort.Coded format && !value.sort().equals(wanted)) {
            return code(value, format, role);
        }
        if (value.sort() instanceof Sort.Coded && !value.sort().equals(wanted)) {
            if (wanted == Sort.RATIONAL && scope.world() == World.EXACT) {
                return CodedOperations.read(value, scope).term();
            }
            throw reject(
                    Problem.TYPE,
                    value.place(),
                    role + " is of type " + Sorts.show(value.sort()) + ", expected " + Sorts.show(wanted),
                    wanted instanceof Sort.Machine
                            ? "round it, as in `" + wanted + "(round("
                                    + value.place().text() + ", even))`; its bit pattern " + "is written `bits("
                                    + value.place().text() + ")`"
                            : "check the declaration");
        }
        if (wanted instanceof Sort.Machine machine) {
            if (value.sort().equals(wanted)) {
                return value.term();
            }
            boolean exact = value.sort() == Sort.INTEGER || scope.world() == World.EXACT && value.isMachine();
            if (exact) {
                return fit(value, machine);
            }
            if (value.isMachine()) {
                throw reject(
                        Problem.WIDTH,
                        value.place(),
                        role + " is " + Sorts.show(value.sort()) + ", expected " + Sorts.show(wanted),
                        "convert it: `" + wanted + "(" + value.place().text() + ")`, or `" + wanted + ".wrap(...)`");
            }
        }
        boolean same = value.sort().equals(wanted)
                || wanted == Sort.INTEGER && value.sort().isInteger()
                || wanted == Sort.RATIONAL && value.sort().isNumber();
        if (same) {
            return value.term();
        }
        if (wanted instanceof Sort.Array w && value.sort() instanceof Sort.Array v) {
            return array(value, v, w, role);
        }
        throw reject(
                Problem.TYPE,
                value.place(),
                role + " is of type " + Sorts.show(value.sort()) + ", expected " + Sorts.show(wanted),
                value.sort() == Sort.RATIONAL
                        ? "round it: `floor(x)`, `ceil(x)` or `round(x, even)`"
                        : wanted == Sort.BOOLEAN
                                ? "compare it with something, as in `x != 0`"
                                : value.sort() == Sort.BOOLEAN
                                        ? "a truth value becomes a number by `if x then 1 else 0`"
                                        : "check the declaration");
    }

    private Term code(Typed value, Sort.Coded wanted, String role) {
        if (value.constant().isPresent()) {
            return coded.exactly(value, wanted.format(), value.constant().get().value(), role);
        }
        throw reject(
                Problem.TYPE,
                value.place(),
                role + " is of type " + Sorts.show(value.sort()) + ", expected " + wanted,
                "convert it: `" + wanted + "(" + value.place().text() + ")` rounds to nearest, ties to even");
    }

    private Term array(Typed value, Sort.Array from, Sort.Array to, String role) {
        if (from.element().equals(to.element())) {
            return value.term();
        }
        if (value.term() instanceof ArrayOf written && to.element() instanceof Sort.Coded format) {
            List<Term> elements = new ArrayList<>();
            for (Term element : written.elements()) {
                String what = "element " + elements.size() + " of the table";
                elements.add(code(new Typed(element, from.element(), value.place()), format, what));
            }
            return new ArrayOf(elements);
        }
        if (value.term() instanceof Repeat repeat && to.element() instanceof Sort.Coded format) {
            Typed element = new Typed(repeat.element(), from.element(), value.place());
            return new Repeat(code(element, format, "the element"), repeat.count());
        }
        if (value.term() instanceof ArrayOf written && to.element() instanceof Sort.Machine machine) {
            List<Term> elements = new ArrayList<>();
            for (Term element : written.elements()) {
                Typed typed = new Typed(element, Sort.INTEGER, value.place());
                String shown = typed.constant().map(c -> ", " + c.value() + ",").orElse("");
                elements.add(fit(typed, machine, "element " + elements.size() + " of the table" + shown));
            }
            return new ArrayOf(elements);
        }
        if (value.term() instanceof Repeat repeat
                && to.element() instanceof Sort.Machine machine
                && from.element() == Sort.INTEGER) {
            Typed element = new Typed(repeat.element(), Sort.INTEGER, value.place());
            return new Repeat(fit(element, machine), repeat.count());
        }
        throw reject(
                Problem.TYPE,
                value.place(),
                role + " has elements of type " + from.element() + ", expected " + to.element());
    }

    /** The result of an operation: what a checked kernel's value must fit, and what is exact otherwise. */
    Term checked(Term result, Sort sort, Site.Kind kind, Place place) {
        return sort instanceof Sort.Machine m && !(result instanceof Constant c && c.value().isInteger()
                        && m.format().contains(c.value().numerator()))
                ? new Fits(m.format(), result, new Site(kind, place))
                : result;
    }

    static Term require(Term condition, Term body, Site.Kind kind, Place place) {
        return condition.equals(Truth.TRUE) ? body : new Require(condition, body, new Site(kind, place));
    }

    /** A term for another use: one in which names are bound gets new names, since no two binders bind the same. */
    static Term again(Term term) {
        boolean binds = switch (term) {
            case Variable t -> false;
            case Constant t -> false;
            case Truth t -> false;
            default -> true;
        };
        return binds ? Substitution.apply(term, Map.of()) : term;
    }

    private static Sort again(Sort sort) {
        return sort instanceof Sort.Array array ? new Sort.Array(array.element(), again(array.length())) : sort;
    }

    /** {@code use} of a term that it may mention more than once. */
    static Term shared(Term term, Sort sort, UnaryOperator<Term> use) {
        if (term instanceof Variable || term instanceof Constant) {
            return use.apply(term);
        }
        Variable name = Substitution.fresh("t", sort);
        return new Let(name, term, use.apply(name), null);
    }

    // ---- operators ----

    private Typed prefix(Expression.Prefix e, Scope scope) {
        Typed operand = elaborate(e.operand(), scope);
        Place place = e.place();
        if (e.operator().equals("not")) {
            return new Typed(Exact.not(truth(operand, "the operand of `not`").term()), Sort.BOOLEAN, place);
        }
        operand = CodedOperations.read(operand, scope);
        if (operand.sort() instanceof Sort.Coded format && e.operator().equals("-")) {
            return coded.operate(Operation.NEGATE, format.format(), List.of(operand.term()), place);
        }
        number(operand, "the operand of `" + e.operator() + "`");
        Sort sort = result(operand.sort(), scope);
        return switch (e.operator()) {
            case "-" -> new Typed(checked(Exact.negate(operand.term()), sort, Site.Kind.OVERFLOW, place), sort, place);
            case "-%" ->
                new Typed(
                        wrap(Exact.negate(operand.term()), machine(operand, "-%", scope), place),
                        operand.sort(),
                        place);
            case "-|" ->
                new Typed(
                        saturate(Exact.negate(operand.term()), machine(operand, "-|", scope), place),
                        operand.sort(),
                        place);
            case "~" -> {
                IntegerFormat format = machine(operand, "~", scope);
                BigInteger ones = format.signed() ? BigInteger.ONE.negate() : format.max();
                yield new Typed(Exact.subtract(new Constant(Rational.of(ones)), operand.term()), operand.sort(), place);
            }
            default -> throw new IllegalStateException(e.operator());
        };
    }

    /** The type of an operation's result: in exact mathematics, machine values are integers. */
    static Sort result(Sort sort, Scope scope) {
        return scope.world() == World.EXACT && sort instanceof Sort.Machine ? Sort.INTEGER : sort;
    }

    /** The machine format that an operator on bits needs its operand to have. */
    IntegerFormat machine(Typed operand, String operator, Scope scope) {
        if (operand.sort() instanceof Sort.Machine m) {
            if (scope.world() == World.EXACT) {
                throw reject(
                        Problem.WORLD,
                        operand.place(),
                        "`" + operator + "` is machine arithmetic and stands in exact mathematics",
                        "write a kernel for it and call that here");
            }
            return m.format();
        }
        throw reject(
                scope.world() == World.EXACT ? Problem.WORLD : Problem.TYPE,
                operand.place(),
                "`" + operator + "` works on the bits of a machine integer, and `"
                        + operand.place().text() + "` is of type " + Sorts.show(operand.sort()),
                scope.randomness().isPresent() && operator.equals("|")
                        ? "a condition is written `E[x given c]`"
                        : scope.world() == World.EXACT
                        ? "write a kernel for it and call that here"
                        : operand.sort() instanceof Sort.Coded
                                ? bitsOf(operand)
                                : "convert it to a machine type, as in `int32(" + operand.place().text() + ")`");
    }

    static Term wrap(Term term, IntegerFormat format, Place place) {
        return term instanceof Constant c && c.value().isInteger()
                ? new Constant(Rational.of(format.wrap(c.value().numerator())))
                : new Wrap(format, term, new Site(Site.Kind.OPERATION, place));
    }

    static Term saturate(Term term, IntegerFormat format, Place place) {
        return term instanceof Constant c && c.value().isInteger()
                ? new Constant(Rational.of(format.saturate(c.value().numerator())))
                : new Saturate(format, term, new Site(Site.Kind.OPERATION, place));
    }

    private Typed infix(Expression.Infix e, Scope scope) {
        // A long sum is a long chain to the left: walk it without recursion.
        List<Expression.Infix> spine = new ArrayList<>();
        Expression leftmost = e;
        while (leftmost instanceof Expression.Infix infix) {
            spine.add(infix);
            leftmost = infix.left();
        }
        Typed left = elaborate(leftmost, scope);
        for (Expression.Infix infix : spine.reversed()) {
            left = infix(infix, left, elaborate(infix.right(), scope), scope);
        }
        return left;
    }

    private Typed infix(Expression.Infix e, Typed first, Typed second, Scope scope) {
        Typed left = first;
        Typed right = second;
        Place place = e.place();
        String operator = e.operator();
        switch (operator) {
            case "and", "or", "=>" -> {
                Term l = truth(left, "the left side of `" + operator + "`").term();
                Term r = truth(right, "the right side of `" + operator + "`").term();
                Term term = switch (operator) {
                    case "and" -> l.equals(Truth.TRUE) ? r : new And(l, r);
                    case "or" -> new Or(l, r);
                    default -> new Or(Exact.not(l), r);
                };
                return new Typed(term, Sort.BOOLEAN, place);
            }
            case "^" -> {
                return operations.power(
                        CodedOperations.read(left, scope), CodedOperations.read(right, scope), place, scope);
            }
            case "<<", "<<%", "<<|", ">>", ">>>" -> {
                return operations.shift(operator, left, right, place, scope);
            }
            default -> {}
        }
        if (left.sort() == Sort.BOOLEAN || right.sort() == Sort.BOOLEAN) {
            number(left, "the left side of `" + operator + "`");
            number(right, "the right side of `" + operator + "`");
        }
        left = CodedOperations.read(left, scope);
        right = CodedOperations.read(right, scope);
        if (left.sort() instanceof Sort.Coded || right.sort() instanceof Sort.Coded) {
            return coded.infix(operator, left, right, place, scope);
        }
        Pair pair = unify(left, right, place, scope);
        Term l = pair.left();
        Term r = pair.right();
        Sort sort = pair.sort();
        Place divisor = right.place();
        Typed either = left.isMachine() ? left : right;
        return switch (operator) {
            case "+" -> new Typed(checked(Exact.add(l, r), sort, Site.Kind.OVERFLOW, place), sort, place);
            case "-" -> new Typed(checked(Exact.subtract(l, r), sort, Site.Kind.OVERFLOW, place), sort, place);
            case "*" -> new Typed(checked(Exact.multiply(l, r), sort, Site.Kind.OVERFLOW, place), sort, place);
            case "/" -> scope.world() == World.EXACT
                    ? new Typed(nonzero(r, d -> Exact.divide(l, d), divisor), Sort.RATIONAL, place)
                    : operations.quotient(Remainder.Division.TRUNCATE, l, r, sort, place, divisor);
            case "%" -> {
                if (scope.world() == World.EXACT) {
                    throw reject(
                            Problem.WORLD,
                            place,
                            "`%` is a machine's remainder and stands in exact mathematics",
                            "write `mod_floor(a, b)`, `mod_trunc(a, b)` or `mod_euclid(a, b)`");
                }
                yield operations.remainder(Remainder.Division.TRUNCATE, l, r, sort, place, divisor);
            }
            default -> {
                IntegerFormat format = machine(either, operator, scope);
                Term term = switch (operator) {
                    case "+%" -> wrap(Exact.add(l, r), format, place);
                    case "-%" -> wrap(Exact.subtract(l, r), format, place);
                    case "*%" -> wrap(Exact.multiply(l, r), format, place);
                    case "+|" -> saturate(Exact.add(l, r), format, place);
                    case "-|" -> saturate(Exact.subtract(l, r), format, place);
                    case "*|" -> saturate(Exact.multiply(l, r), format, place);
                    case "&" -> new Bitwise(Bitwise.Operator.AND, format, l, r);
                    case "|" -> new Bitwise(Bitwise.Operator.OR, format, l, r);
                    case "xor" -> new Bitwise(Bitwise.Operator.XOR, format, l, r);
                    default -> throw new IllegalStateException(operator);
                };
                yield new Typed(term, sort, place);
            }
        };
    }

    /** {@code use} of a divisor, before which it must not be zero. */
    Term nonzero(Term divisor, UnaryOperator<Term> use, Place place) {
        return shared(
                divisor,
                Sort.RATIONAL,
                d -> require(
                        Exact.compare(Relation.UNEQUAL, d, Constant.of(0)), use.apply(d), Site.Kind.DIVISOR, place));
    }

    Typed magnitude(Typed value, Place place, Scope scope) {
        Typed operand = CodedOperations.read(value, scope);
        if (operand.sort() instanceof Sort.Coded format) {
            return coded.operate(Operation.ABSOLUTE, format.format(), List.of(operand.term()), place);
        }
        number(operand, "what stands between bars");
        Sort sort = result(operand.sort(), scope);
        return new Typed(checked(Exact.absolute(operand.term()), sort, Site.Kind.OVERFLOW, place), sort, place);
    }

    private Typed chain(Expression.Chain e, Scope scope) {
        List<Typed> operands = elaborateAll(e.operands(), scope).stream()
                .map(o -> CodedOperations.read(o, scope))
                .toList();
        List<Relation> relations = e.relations().stream()
                .map(spelling -> {
                    for (Relation relation : Relation.values()) {
                        if (relation.spelling().equals(spelling)) {
                            return relation;
                        }
                    }
                    throw new IllegalStateException(spelling);
                })
                .toList();
        if (relations.size() > 1 && operands.stream().anyMatch(o -> o.sort() == Sort.BOOLEAN)) {
            throw reject(
                    Problem.TYPE,
                    e.place(),
                    "a chain of comparisons needs numbers",
                    "put brackets around a comparison whose truth is compared");
        }
        return new Typed(links(operands, relations, 0, operands.getFirst().term(), scope), Sort.BOOLEAN, e.place());
    }

    private Term links(List<Typed> operands, List<Relation> relations, int i, Term left, Scope scope) {
        Typed l = operands.get(i);
        Typed r = operands.get(i + 1);
        Relation relation = relations.get(i);
        if (l.sort() == Sort.BOOLEAN || r.sort() == Sort.BOOLEAN) {
            truth(l, "the left side of `" + relation.spelling() + "`");
            truth(r, "the right side of `" + relation.spelling() + "`");
            if (relation != Relation.EQUAL && relation != Relation.UNEQUAL) {
                throw reject(
                        Problem.TYPE, l.place(), "truth values have no order", "use `==`, `!=`, `and`, `or` or `=>`");
            }
            return new Compare(relation, left, r.term());
        }
        if (l.sort() instanceof Sort.Coded || r.sort() instanceof Sort.Coded) {
            return codedLink(operands, relations, i, left, scope);
        }
        number(l, "the left side of `" + relation.spelling() + "`");
        number(r, "the right side of `" + relation.spelling() + "`");
        for (Typed side : List.of(l, r)) {
            if (scope.world() == World.KERNEL && side.sort() == Sort.RATIONAL) {
                throw fraction(side);
            }
        }
        if (scope.world() == World.KERNEL && l.isMachine() && r.isMachine() && !l.sort().equals(r.sort())) {
            throw widths(l, r, l.place().to(r.place()));
        }
        if (i + 1 == relations.size()) {
            return Exact.compare(relation, left, r.term());
        }
        if (isReading(r.term())) {
            // Written twice, each comparison is one of two values.
            Term again = again(r.term());
            return new And(
                    Exact.compare(relation, left, r.term()), links(operands, relations, i + 1, again, scope));
        }
        return shared(
                r.term(),
                r.sort(),
                middle -> new And(
                        Exact.compare(relation, left, middle), links(operands, relations, i + 1, middle, scope)));
    }

    /** Whether a term is the number that a named value stands for, or its magnitude, or that of another sign. */
    private static boolean isReading(Term term) {
        return switch (term) {
            case Decode decode -> decode.operand() instanceof Variable;
            case Require require -> isReading(require.body());
            case Absolute absolute -> isReading(absolute.operand());
            case Negate negate -> isReading(negate.operand());
            default -> false;
        };
    }

    private Term codedLink(List<Typed> operands, List<Relation> relations, int i, Term left, Scope scope) {
        Typed l = new Typed(left, operands.get(i).sort(), operands.get(i).place());
        Typed r = operands.get(i + 1);
        CodedOperations.Pair pair = coded.pair(l, r, l.place().to(r.place()), scope);
        if (i + 1 == relations.size()) {
            return coded.compare(relations.get(i), pair);
        }
        return shared(
                pair.right(),
                pair.sort(),
                middle -> new And(
                        coded.compare(relations.get(i), new CodedOperations.Pair(pair.left(), middle, pair.format())),
                        links(retyped(operands, i + 1, pair.sort()), relations, i + 1, middle, scope)));
    }

    /** The operands, one of which has another type by now. */
    private static List<Typed> retyped(List<Typed> operands, int i, Sort sort) {
        List<Typed> list = new ArrayList<>(operands);
        list.set(i, new Typed(operands.get(i).term(), sort, operands.get(i).place()));
        return list;
    }

    private Typed conditional(Expression.Conditional e, Scope scope) {
        Typed condition = truth(elaborate(e.condition(), scope), "the condition");
        Typed then = elaborate(e.then(), scope);
        Typed otherwise = elaborate(e.otherwise(), scope);
        if (then.sort() instanceof Sort.Array || otherwise.sort() instanceof Sort.Array) {
            throw reject(
                    Problem.TYPE,
                    e.place(),
                    "a conditional cannot choose between arrays",
                    "choose between their elements");
        }
        boolean alike = then.sort() instanceof Sort.Coded && then.sort().equals(otherwise.sort());
        if (!alike) {
            then = CodedOperations.read(then, scope);
            otherwise = CodedOperations.read(otherwise, scope);
        }
        boolean isCoded = then.sort() instanceof Sort.Coded || otherwise.sort() instanceof Sort.Coded;
        if (isCoded && then.sort() != Sort.BOOLEAN && otherwise.sort() != Sort.BOOLEAN) {
            CodedOperations.Pair pair = coded.pair(then, otherwise, e.place(), scope);
            return new Typed(new If(condition.term(), pair.left(), pair.right()), pair.sort(), e.place());
        }
        if (then.sort() != Sort.BOOLEAN || otherwise.sort() != Sort.BOOLEAN) {
            number(then, "the first branch");
            number(otherwise, "the second branch");
        }
        Pair pair = unify(then, otherwise, e.place(), scope);
        return new Typed(new If(condition.term(), pair.left(), pair.right()), pair.sort(), e.place());
    }

    private Typed block(Expression.Block e, Scope outer) {
        Scope scope = outer.inner();
        List<Function<Term, Term>> wrappers = new ArrayList<>();
        boolean rejected = false;
        for (StatementSyntax statement : e.statements()) {
            try {
                wrappers.add(statement(statement, scope));
            } catch (Rejection rejection) {
                report(rejection);
                rejected = true;
                if (statement instanceof StatementSyntax.Let let) {
                    scope.put(let.name(), new Scope.Binding.Rejected());
                }
            }
        }
        Typed value = elaborate(e.value(), scope);
        if (rejected) {
            throw new Rejection(null);
        }
        Term term = value.term();
        for (Function<Term, Term> wrapper : wrappers.reversed()) {
            term = wrapper.apply(term);
        }
        return new Typed(term, value.sort(), value.place());
    }

    private Function<Term, Term> statement(StatementSyntax statement, Scope scope) {
        return switch (statement) {
            case StatementSyntax.Let let -> {
                if (scope.declaresHere(let.name())) {
                    throw reject(
                            Problem.DUPLICATE,
                            let.place(),
                            "`" + let.name() + "` is bound twice in one block",
                            "a `let` gives a name to a value and cannot change it; choose another name");
                }
                Typed value = elaborate(let.value(), scope.naming());
                Sort sort = let.type().map(t -> types.resolve(t, scope)).orElse(value.sort());
                if (sort instanceof Sort.Array) {
                    // Arrays are named, not copied: every use of the name is a use of the array itself.
                    Term array = coerce(value, sort, "the value", scope);
                    scope.put(let.name(), new Scope.Binding.Value(array, value.sort() instanceof Sort.Array v
                            ? new Sort.Array(((Sort.Array) sort).element(), v.length())
                            : sort));
                    yield body -> body;
                }
                Term term = coerce(value, sort, "the value", scope);
                // In a derivation a name is its value, so that `E[s]` is what `E` of the value is.
                boolean constant = term instanceof Constant && (sort == Sort.INTEGER || sort == Sort.RATIONAL);
                if (constant || scope.randomness().isPresent()) {
                    scope.put(let.name(), new Scope.Binding.Value(term, sort));
                    yield body -> body;
                }
                Variable variable = Substitution.fresh(let.name(), sort);
                scope.put(let.name(), variable);
                yield body -> new Let(variable, term, body, new Site(Site.Kind.BINDING, let.place()));
            }
            case StatementSyntax.Assert assertion -> {
                Typed condition = truth(elaborate(assertion.condition(), scope), "what is asserted");
                Site site = new Site(Site.Kind.ASSERTION, assertion.place());
                yield body -> new Require(condition.term(), body, site);
            }
        };
    }

    // ---- arrays and reductions ----

    private Typed arrayOf(Expression.ArrayOf e, Scope scope) {
        List<Typed> elements = elaborateAll(e.elements(), scope);
        Sort sort = Sort.INTEGER;
        for (Typed element : elements) {
            if (element.sort() instanceof Sort.Array) {
                throw reject(Problem.TYPE, element.place(), "arrays of arrays are not part of the language");
            }
            if (element.sort() != Sort.INTEGER) {
                sort = element.sort();
            }
        }
        List<Term> terms = new ArrayList<>();
        for (Typed element : elements) {
            terms.add(coerce(element, sort, "the element", scope));
        }
        return new Typed(new ArrayOf(terms), new Sort.Array(sort, Constant.of(terms.size())), e.place());
    }

    private Typed index(Expression.Index e, Scope scope) {
        if (functionals.is(e.array(), scope)) {
            return functionals.elaborate(
                    new Expression.Functional(e.array(), List.of(e.index()), Optional.empty(), e.place()), scope);
        }
        Typed array = elaborate(e.array(), scope);
        if (!(array.sort() instanceof Sort.Array sort)) {
            throw reject(
                    Problem.TYPE,
                    array.place(),
                    "`" + array.place().text() + "` is of type " + Sorts.show(array.sort()) + ", expected an array",
                    "a range of bits is written `x[7:4]`, one bit `x[3:3]`");
        }
        Typed index = exactInteger(elaborate(e.index(), scope), "the index");
        return new Typed(
                element(array.term(), sort, index.term(), index.place()), sort.element(), e.place());
    }

    private Term element(Term array, Sort.Array sort, Term index, Place place) {
        return shared(
                index,
                Sort.INTEGER,
                i -> require(
                        new And(
                                Exact.compare(Relation.AT_MOST, Constant.of(0), i),
                                Exact.compare(Relation.LESS, i, again(sort.length()))),
                        new Select(array, i),
                        Site.Kind.INDEX,
                        place));
    }

    /** A binder, checked: the index, its range, and the scope in which the body stands. */
    private record Bound(Variable index, Term low, Term high, Scope scope, UnaryOperator<Term> around) {}

    private Bound bind(Binder binder, Scope outer) {
        Scope scope = outer.inner();
        return switch (binder) {
            case Binder.Range range -> {
                Term low = range.low() == null
                        ? Constant.of(0)
                        : exactInteger(elaborate(range.low(), outer), "the lower bound")
                                .term();
                Term high = exactInteger(elaborate(range.high(), outer), "the upper bound")
                        .term();
                Variable index = Substitution.fresh(range.name(), Sort.INTEGER);
                scope.put(range.name(), index);
                yield new Bound(
                        index,
                        range.lowIncluded() ? low : Exact.add(low, Constant.of(1)),
                        range.highIncluded() ? Exact.add(high, Constant.of(1)) : high,
                        scope,
                        UnaryOperator.identity());
            }
            case Binder.Elements elements -> {
                Typed array = elaborate(elements.array(), outer.naming());
                if (!(array.sort() instanceof Sort.Array sort)) {
                    throw reject(
                            Problem.TYPE,
                            array.place(),
                            "`" + array.place().text() + "` is of type " + Sorts.show(array.sort())
                                    + ", expected an array",
                            "a range of numbers is written `" + elements.name() + " < n` or `" + elements.name()
                                    + " in 1..n`");
                }
                Variable index = Substitution.fresh(elements.name() + "_index", Sort.INTEGER);
                if (outer.randomness().isPresent()) {
                    scope.put(
                            elements.name(), new Scope.Binding.Value(new Select(array.term(), index), sort.element()));
                    yield new Bound(index, Constant.of(0), again(sort.length()), scope, UnaryOperator.identity());
                }
                Variable element = Substitution.fresh(elements.name(), sort.element());
                scope.put(elements.name(), element);
                yield new Bound(
                        index,
                        Constant.of(0),
                        again(sort.length()),
                        scope,
                        body -> new Let(element, new Select(array.term(), index), body, null));
            }
        };
    }

    private Typed sum(Expression.Sum e, Scope outer) {
        Bound bound = bind(e.binder(), outer);
        Typed read = CodedOperations.read(elaborate(e.body(), bound.scope()), outer);
        if (read.sort() instanceof Sort.Coded format) {
            return codedSum(e, bound, read, format);
        }
        Typed body = number(read, "what is summed");
        Sort sort = result(body.sort(), outer);
        Variable accumulator = Substitution.fresh("sum", sort);
        Term step = bound.around()
                .apply(checked(new Add(accumulator, body.term()), sort, Site.Kind.OVERFLOW, e.place()));
        Site site = new Site(Site.Kind.REDUCTION, e.place());
        return new Typed(
                new Fold(bound.index(), bound.low(), bound.high(), accumulator, Constant.of(0), step, site),
                sort,
                e.place());
    }

    /** The sum from zero, from left to right, rounded at each addition. */
    private Typed codedSum(Expression.Sum e, Bound bound, Typed body, Sort.Coded sort) {
        Variable accumulator = Substitution.fresh("sum", sort);
        Term zero = coded.exactly(body, sort.format(), Rational.ZERO, "the empty sum");
        Term step = coded.operate(Operation.ADD, sort.format(), List.of(accumulator, body.term()), e.place())
                .term();
        Site site = new Site(Site.Kind.REDUCTION, e.place());
        return new Typed(
                new Fold(bound.index(), bound.low(), bound.high(), accumulator, zero, bound.around().apply(step), site),
                sort,
                e.place());
    }

    private Typed fold(Expression.Fold e, Scope outer) {
        Sort sort = types.resolve(e.type(), outer);
        if (sort instanceof Sort.Array) {
            throw reject(Problem.TYPE, e.type().place(), "an accumulator is a number or a truth value");
        }
        Term initial = coerce(elaborate(e.initial(), outer), sort, "the initial value", outer);
        Bound bound = bind(e.binder(), outer);
        Variable accumulator = Substitution.fresh(e.accumulator(), sort);
        bound.scope().put(e.accumulator(), accumulator);
        outer.randomness().ifPresent(randomness -> randomness.accumulators().add(accumulator));
        Term step = coerce(elaborate(e.step(), bound.scope()), sort, "the accumulator's next value", outer);
        Site site = new Site(Site.Kind.REDUCTION, e.place());
        return new Typed(
                new Fold(
                        bound.index(),
                        bound.low(),
                        bound.high(),
                        accumulator,
                        initial,
                        bound.around().apply(step),
                        site),
                sort,
                e.place());
    }

    private Typed forAll(Expression.ForAll e, Scope outer) {
        Bound bound = bind(e.binder(), outer);
        Typed body = truth(elaborate(e.body(), bound.scope()), "what holds for all");
        return new Typed(
                new ForAll(bound.index(), bound.low(), bound.high(), bound.around().apply(body.term())),
                Sort.BOOLEAN,
                e.place());
    }

    // ---- calls ----

    private Typed call(Expression.Call e, Scope scope) {
        String name = e.callee().name();
        if (scope.find(name).orElse(null) instanceof Scope.Binding.Type type) {
            return conversion(type.sort(), elaborateAll(e.arguments(), scope), e.place(), scope);
        }
        if (scope.find(name).orElse(null) instanceof Scope.Binding.Rejected) {
            throw new Rejection(null);
        }
        if (e.callee().arguments().isEmpty() && IntegerFormat.named(name).isPresent()) {
            Sort sort = types.resolve(new TypeSyntax.Named(name, e.callee().place()), scope);
            return conversion(sort, elaborateAll(e.arguments(), scope), e.place(), scope);
        }
        if (environment.callable(name).isPresent()) {
            return invoke(e, elaborateAll(e.arguments(), scope), scope);
        }
        if (!e.callee().arguments().isEmpty() && CodedTypes.isFamily(name)) {
            TypeSyntax type = new TypeSyntax.Generic(name, e.callee().arguments(), e.callee().place());
            return conversion(types.resolve(type, scope), elaborateAll(e.arguments(), scope), e.place(), scope);
        }
        Optional<CodedFormat> format = codedTypes.named(name);
        if (e.callee().arguments().isEmpty() && format.isPresent()) {
            return coded.convert(format.get(), elaborateAll(e.arguments(), scope), e.place(), scope);
        }
        Optional<RealFunction> real = scope.randomness().flatMap(r -> RealFunctions.named(name));
        if (real.isPresent()) {
            return realFunctions.call(real.get(), e, scope);
        }
        Optional<Rejection> functional = Functionals.called(e, scope);
        // The greater of several numbers is an operation, the greatest value of one a functional.
        if (operations.has(name) && (functional.isEmpty() || e.arguments().size() > 1)) {
            return operations.call(e, scope);
        }
        if (functional.isPresent()) {
            throw functional.get();
        }
        if (RealFunctions.named(name).isPresent()) {
            throw RealFunctions.outside(name, e.callee().place());
        }
        Optional<String> known = RealFunctions.hint(name, scope);
        if (known.isPresent()) {
            throw reject(
                    Problem.UNKNOWN_NAME, e.callee().place(), "`" + name + "` is not declared", known.get());
        }
        throw environment
                .similarCall(name, scope)
                .map(s -> reject(
                        Problem.UNKNOWN_NAME,
                        e.callee().place(),
                        "`" + name + "` is not declared",
                        "did you mean `" + s + "`?"))
                .orElseGet(() -> reject(
                        Problem.UNKNOWN_NAME,
                        e.callee().place(),
                        "`" + name + "` is not declared",
                        "declare a kernel or a function of that name, or import the file that does"));
    }

    private Typed invoke(Expression.Call e, List<Typed> arguments, Scope scope) {
        Kernel kernel = environment.instance(e.callee(), arguments, scope);
        if (kernel.exact() && scope.world() == World.KERNEL) {
            throw reject(
                    Problem.WORLD,
                    e.place(),
                    "`" + kernel.name() + "` is a function of exact mathematics and is called in a kernel",
                    "write it as a kernel; a claim can then say that the two are the same");
        }
        return invoke(kernel, arguments, e.place(), scope);
    }

    Typed invoke(Kernel kernel, List<Typed> arguments, Place place, Scope scope) {
        if (arguments.size() != kernel.parameters().size()) {
            throw reject(
                    Problem.ARGUMENTS,
                    place,
                    "`" + kernel.name() + "` takes " + counted(kernel.parameters().size(), "argument") + ", found "
                            + arguments.size(),
                    "it is declared with (" + signature(kernel) + ")");
        }
        Map<Variable, Term> lengths = new HashMap<>();
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Variable parameter = kernel.parameters().get(i);
            Typed argument = arguments.get(i);
            terms.add(coerce(argument, parameter.sort(), "argument `" + parameter.label() + "`", scope));
            if (parameter.sort() instanceof Sort.Array wanted
                    && argument.sort() instanceof Sort.Array found
                    && wanted.length() instanceof Variable length
                    && kernel.lengths().contains(length)) {
                lengths.putIfAbsent(length, again(found.length()));
            }
        }
        UnaryOperator<Term> around = UnaryOperator.identity();
        for (int i = 0; i < arguments.size(); i++) {
            if (kernel.parameters().get(i).sort() instanceof Sort.Array wanted
                    && arguments.get(i).sort() instanceof Sort.Array found) {
                Map<Variable, Term> known = new HashMap<>(lengths);
                for (int j = 0; j < terms.size(); j++) {
                    known.put(kernel.parameters().get(j), terms.get(j));
                }
                Term length = Substitution.apply(wanted.length(), known);
                if (!length.equals(found.length())) {
                    Term condition = Exact.compare(Relation.EQUAL, again(found.length()), again(length));
                    if (condition.equals(Truth.FALSE)) {
                        throw reject(
                                Problem.ARGUMENTS,
                                arguments.get(i).place(),
                                "the array has " + Sorts.show(found.length()) + " elements, expected "
                                        + Sorts.show(length));
                    }
                    UnaryOperator<Term> before = around;
                    Place at = arguments.get(i).place();
                    around = body -> before.apply(require(condition, body, Site.Kind.LENGTH, at));
                }
            }
        }
        kernel.lengths().forEach(l -> terms.add(lengths.get(l)));
        boolean imports = scope.inference().isPresent()
                && terms.stream().anyMatch(scope.inference().get()::isInferred);
        if (imports) {
            Scope.Inference inference = scope.inference().get();
            for (Term conjunct :
                    Children.conjuncts(Substitution.given(kernel, terms)).toList()) {
                if (inference.inputs().containsAll(Children.free(conjunct))) {
                    inference.assume(conjunct);
                }
            }
        }
        Term call = new Call(kernel, terms, new Site(Site.Kind.CALL, place));
        return new Typed(around.apply(call), kernel.result(), place);
    }

    static String counted(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    static String signature(Kernel kernel) {
        return String.join(
                ", ",
                kernel.parameters().stream().map(p -> p.label() + ": " + Sorts.show(p.sort())).toList());
    }

    Typed conversion(Sort sort, List<Typed> arguments, Place place, Scope scope) {
        if (sort instanceof Sort.Coded format) {
            return coded.convert(format.format(), arguments, place, scope);
        }
        if (arguments.size() != 1) {
            throw reject(
                    Problem.ARGUMENTS,
                    place,
                    "a conversion takes one value, found " + arguments.size(),
                    "`" + sort + "(x)` converts and obliges x to fit");
        }
        Typed value = arguments.getFirst();
        if (!(sort instanceof Sort.Machine machine)) {
            throw reject(
                    Problem.TYPE,
                    place,
                    "a conversion to " + sort + " is not part of the language",
                    "convert to a machine integer, as in `int32(x)`; in claims every value is exact already");
        }
        if (value.sort() == Sort.BOOLEAN) {
            Term one = machine.format().contains(BigInteger.ONE) ? Constant.of(1) : Constant.of(-1);
            return new Typed(new If(value.term(), one, Constant.of(0)), sort, place);
        }
        if (value.sort() instanceof Sort.Coded format) {
            return whole(value, format.format(), machine, place);
        }
        exactInteger(value, "what is converted");
        if (value.sort().equals(sort)) {
            return new Typed(value.term(), sort, place);
        }
        if (value.constant().isPresent()) {
            return new Typed(fit(value, machine), sort, place);
        }
        return new Typed(
                new Fits(machine.format(), value.term(), new Site(Site.Kind.CONVERSION, place)), sort, place);
    }

    /** A value of a coded format as an integer, which it must be. */
    private Typed whole(Typed value, CodedFormat format, Sort.Machine machine, Place place) {
        Term term = shared(
                CodedOperations.number(value, format),
                Sort.RATIONAL,
                x -> require(
                        Exact.compare(Relation.EQUAL, Exact.round(Rounding.FLOOR, x), x),
                        checked(Exact.round(Rounding.FLOOR, x), machine, Site.Kind.CONVERSION, place),
                        Site.Kind.WHOLE,
                        place));
        return new Typed(term, machine, place);
    }

    /** A rounding rule by its name. */
    static Rounding rounding(Expression expression) {
        if (expression instanceof Expression.Reference reference) {
            for (Rounding rule : Rounding.values()) {
                if (rule.spelling().equals(reference.name())) {
                    return rule;
                }
            }
        }
        throw reject(
                Problem.ARGUMENTS,
                expression.place(),
                "`" + expression.place().text() + "` is no rounding rule",
                "the rules are up, away, even (to nearest, what happens to ties), truncate, floor, ceiling and odd");
    }
}
