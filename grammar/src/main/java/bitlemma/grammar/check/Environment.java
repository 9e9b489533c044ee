package bitlemma.grammar.check;

import bitlemma.grammar.core.And;
import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.CodeConstant;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Compare.Relation;
import bitlemma.grammar.core.ForAll;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Repeat;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.diagnostics.Diagnostic;
import bitlemma.grammar.diagnostics.Problem;
import bitlemma.grammar.diagnostics.Spelling;
import bitlemma.grammar.source.Place;
import bitlemma.grammar.syntax.Declaration;
import bitlemma.grammar.syntax.Expression;
import bitlemma.grammar.syntax.Instance;
import bitlemma.grammar.syntax.Interval;
import bitlemma.grammar.syntax.Parameter;
import bitlemma.grammar.syntax.TypeParameter;
import bitlemma.grammar.syntax.TypeSyntax;
import bitlemma.grammar.syntax.Walk;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The declarations that a module sees, its own and imported ones, and the instances that were made of them. */
final class Environment {
    /** The longest chain of declarations of which each uses the next. */
    private static final int DEEPEST = 250;
    /** The most instances of one declaration that it may ask for itself. */
    private static final int INSTANCES = 4096;

    private final Map<String, Declaration> declarations;
    private final Elaborator elaborator;
    private final Claims claims;
    private final Derivations derivations;
    private final Map<String, Optional<Typed>> constants = new HashMap<>();
    private final Map<String, Optional<Kernel>> instances = new LinkedHashMap<>();
    /** What is being checked, the outermost first: none of it may be used inside itself. */
    private final Set<String> underway = new LinkedHashSet<>();

    Environment(Map<String, Declaration> declarations, List<Diagnostic> diagnostics) {
        this.declarations = declarations;
        this.elaborator = new Elaborator(this, diagnostics);
        this.claims = new Claims(this, elaborator);
        this.derivations = new Derivations(elaborator);
    }

    Elaborator elaborator() {
        return elaborator;
    }

    Claims claims() {
        return claims;
    }

    Derivations derivations() {
        return derivations;
    }

    /** The kernels that have been made so far. */
    List<Kernel> kernels() {
        return instances.values().stream().flatMap(Optional::stream).filter(k -> !k.exact()).toList();
    }

    Optional<Declaration> callable(String name) {
        return Optional.ofNullable(declarations.get(name))
                .filter(d -> d instanceof Declaration.KernelDeclaration || d instanceof Declaration.Function);
    }

    /** The declaration of a number format. */
    Optional<Declaration.FormatDeclaration> format(String name) {
        return declarations.get(name) instanceof Declaration.FormatDeclaration format
                ? Optional.of(format)
                : Optional.empty();
    }

    /** A declared name, or one of the scope, that differs little from {@code name}. */
    Optional<String> similar(String name, Scope scope) {
        return Spelling.nearest(name, Stream.concat(declarations.keySet().stream(), scope.names().stream()));
    }

    /** Something that can be called in a scope, and whose name differs little from {@code name}. */
    Optional<String> similarCall(String name, Scope scope) {
        Stream<String> declared = declarations.keySet().stream().filter(n -> callable(n).isPresent());
        Stream<String> operations = Stream.concat(
                elaborator.operations().names().stream(),
                scope.randomness().isPresent() ? RealFunctions.functions() : Stream.empty());
        return Spelling.nearest(name, Stream.concat(declared, operations));
    }

    Optional<Typed> constant(String name) {
        if (!(declarations.get(name) instanceof Declaration.ConstantDeclaration declaration)) {
            return Optional.empty();
        }
        if (!constants.containsKey(name)) {
            enter(declaration);
            try {
                constants.put(name, Optional.of(constant(declaration)));
            } catch (Rejection rejection) {
                constants.put(name, Optional.empty());
                elaborator.report(rejection);
            } finally {
                underway.remove(name);
            }
        }
        return Optional.of(constants.get(name).orElseThrow(() -> new Rejection(null)));
    }

    private Typed constant(Declaration.ConstantDeclaration declaration) {
        Scope scope = new Scope(World.EXACT, null);
        Typed value = elaborator.elaborate(declaration.value(), scope);
        Sort sort = declaration.type().map(t -> elaborator.types().resolve(t, scope)).orElse(value.sort());
        Term term = elaborator.coerce(value, sort, "the constant", scope);
        if (sort instanceof Sort.Array wanted && value.sort() instanceof Sort.Array found) {
            Term difference = Exact.compare(Relation.EQUAL, wanted.length(), found.length());
            if (!difference.equals(Truth.TRUE)) {
                throw Elaborator.reject(
                        Problem.CONSTANT,
                        declaration.value().place(),
                        "the table has " + Sorts.show(found.length()) + " elements, expected "
                                + Sorts.show(wanted.length()));
            }
        }
        boolean constant = switch (term) {
            case Constant c -> true;
            case CodeConstant c -> true;
            case Truth t -> true;
            case ArrayOf a ->
                a.elements().stream()
                        .allMatch(x -> x instanceof Constant || x instanceof CodeConstant || x instanceof Truth);
            case Repeat r -> r.element() instanceof Constant && r.count() instanceof Constant;
            default -> false;
        };
        if (term instanceof Require require
                && require.condition().equals(Truth.FALSE)
                && require.site().kind() == Site.Kind.DIVISOR) {
            throw Elaborator.reject(Problem.CONSTANT, require.site().place(), "the divisor is 0");
        }
        if (!constant) {
            throw Types.notConstant(declaration.value().place(), "`" + declaration.name() + "`");
        }
        return new Typed(term, sort, declaration.place());
    }

    private void enter(Declaration declaration) {
        String name = declaration.name();
        if (underway.size() > DEEPEST) {
            throw Elaborator.reject(
                    Problem.NESTING,
                    declaration.place(),
                    "more than " + DEEPEST + " declarations use each other in a row",
                    "shorten the chain of calls");
        }
        if (!underway.add(name)) {
            List<String> circle = new ArrayList<>(underway);
            circle = circle.subList(circle.indexOf(name), circle.size());
            String path = String.join(" uses ", circle.stream().map(n -> "`" + n + "`").toList());
            throw Elaborator.reject(
                    Problem.RECURSION,
                    declaration.place(),
                    circle.size() == 1
                            ? "`" + name + "` uses itself"
                            : "`" + name + "` uses itself through others: " + path + " uses `" + name + "`",
                    declaration instanceof Declaration.ConstantDeclaration
                            ? "a constant follows from numbers and other constants"
                            : "a repetition is written with `sum` or `fold`");
        }
    }

    /**
     * The kernel or function of that name and these type arguments, where need be inferred from the arguments' types.
     */
    Kernel instance(Instance instance, List<Typed> arguments, Scope scope) {
        return switch (declarations.get(instance.name())) {
            case Declaration.KernelDeclaration d -> {
                List<Scope.Binding> bindings = typeArguments(d, instance, arguments, scope);
                yield kernel(d, bindings);
            }
            case Declaration.Function f -> {
                if (!instance.arguments().isEmpty()) {
                    throw Elaborator.reject(
                            Problem.TYPE_ARGUMENTS,
                            instance.place(),
                            "`" + f.name() + "` is a function and has no type parameters");
                }
                yield function(f);
            }
            case null, default ->
                throw similar(instance.name(), scope)
                        .map(s -> Elaborator.reject(
                                Problem.UNKNOWN_NAME,
                                instance.place(),
                                "`" + instance.name() + "` is no kernel",
                                "did you mean `" + s + "`?"))
                        .orElseGet(() -> Elaborator.reject(
                                Problem.UNKNOWN_NAME,
                                instance.place(),
                                "`" + instance.name() + "` is no kernel",
                                "declare a kernel of that name, or import the file that does"));
        };
    }

    private List<Scope.Binding> typeArguments(
            Declaration.KernelDeclaration declaration, Instance instance, List<Typed> arguments, Scope scope) {
        List<TypeParameter> parameters = declaration.typeParameters();
        if (instance.arguments().size() > parameters.size()) {
            throw Elaborator.reject(
                    Problem.TYPE_ARGUMENTS,
                    instance.place(),
                    "`" + declaration.name() + "` has " + Elaborator.counted(parameters.size(), "type parameter")
                            + ", found " + instance.arguments().size());
        }
        List<Scope.Binding> bindings = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            TypeParameter parameter = parameters.get(i);
            if (i < instance.arguments().size()) {
                TypeSyntax argument = instance.arguments().get(i);
                bindings.add(ofKind(parameter, typeArgument(argument, scope), declaration, argument.place()));
                continue;
            }
            Optional<Scope.Binding> inferred = inferred(parameter.name(), declaration, arguments);
            if (inferred.isPresent()) {
                bindings.add(inferred.get());
            } else if (parameter.byDefault().isPresent()) {
                bindings.add(byDefault(parameter, declaration));
            } else {
                throw Elaborator.reject(
                        Problem.TYPE_ARGUMENTS,
                        instance.place(),
                        "`" + declaration.name() + "` needs an argument for its type parameter `" + parameter.name()
                                + "`",
                        "as in `" + declaration.name() + "<8>` for a width or `" + declaration.name()
                                + "<int8>` for a type");
            }
        }
        return bindings;
    }

    private Scope.Binding byDefault(TypeParameter parameter, Declaration.KernelDeclaration declaration) {
        TypeSyntax written = parameter.byDefault().orElseThrow();
        Scope.Binding binding = typeArgument(written, new Scope(World.EXACT, null));
        return ofKind(parameter, binding, declaration, written.place());
    }

    /**
     * An argument for a type parameter, which must be a type where the parameter stands as one, and a number where it
     * is a width.
     */
    private Scope.Binding ofKind(
            TypeParameter parameter, Scope.Binding argument, Declaration.KernelDeclaration declaration, Place place) {
        List<TypeSyntax> types = new ArrayList<>();
        declaration.parameters().forEach(p -> types.add(p.type()));
        types.add(declaration.result());
        boolean type = types.stream().anyMatch(t -> isType(t, parameter.name()));
        boolean width =
                types.stream().anyMatch(t -> !isType(t, parameter.name()) && Walk.typeMentions(t, parameter.name()));
        String found = "the type parameter `" + parameter.name() + "` of `" + declaration.name() + "`";
        if (width && argument instanceof Scope.Binding.Type t) {
            throw Elaborator.reject(
                    Problem.TYPE_ARGUMENTS,
                    place,
                    found + " is a width, found the type " + Sorts.show(t.sort()),
                    "as in `" + declaration.name() + "<8>`");
        }
        if (type && argument instanceof Scope.Binding.Width w) {
            throw Elaborator.reject(
                    Problem.TYPE_ARGUMENTS,
                    place,
                    found + " is a type, found the number " + w.value(),
                    "as in `" + declaration.name() + "<int" + w.value() + ">`");
        }
        if (argument instanceof Scope.Binding.Width w && parameter.interval().isPresent()) {
            Scope exact = new Scope(World.EXACT, null);
            BigInteger low = elaborator.types().constant(parameter.interval().get().low(), exact, "the lower bound");
            BigInteger high = elaborator.types().constant(parameter.interval().get().high(), exact, "the upper bound");
            if (w.value().compareTo(low) < 0 || w.value().compareTo(high) > 0) {
                throw Elaborator.reject(
                        Problem.TYPE_ARGUMENTS,
                        place,
                        found + " is in " + low + ".." + high + ", found " + w.value(),
                        "widen the interval where the kernel is declared");
            }
        }
        return argument;
    }

    private static boolean isType(TypeSyntax type, String name) {
        return switch (type) {
            case TypeSyntax.Named t -> t.name().equals(name);
            case TypeSyntax.Array t -> isType(t.element(), name);
            case TypeSyntax.Sized t -> false;
            case TypeSyntax.Generic t -> false;
            case TypeSyntax.Width t -> false;
        };
    }

    private Scope.Binding typeArgument(TypeSyntax argument, Scope scope) {
        if (argument instanceof TypeSyntax.Width width) {
            return new Scope.Binding.Width(
                    elaborator.types().constant(width.value(), scope, "the argument for a type parameter"));
        }
        if (argument instanceof TypeSyntax.Named named) {
            if (scope.find(named.name()).orElse(null) instanceof Scope.Binding.Width width) {
                return width;
            }
            if (constant(named.name()).map(Typed::term).orElse(null) instanceof Constant c && c.value().isInteger()) {
                return new Scope.Binding.Width(c.value().numerator());
            }
        }
        return new Scope.Binding.Type(elaborator.types().resolve(argument, scope));
    }

    /**
     * The width or type that a parameter's type shows where the argument's type is known: W = 8 from int<W> and int8.
     */
    private static Optional<Scope.Binding> inferred(
            String name, Declaration.KernelDeclaration declaration, List<Typed> arguments) {
        for (int i = 0; i < Math.min(arguments.size(), declaration.parameters().size()); i++) {
            TypeSyntax wanted = declaration.parameters().get(i).type();
            Sort found = arguments.get(i).sort();
            if (wanted instanceof TypeSyntax.Array array && found instanceof Sort.Array foundArray) {
                wanted = array.element();
                found = foundArray.element();
            }
            if (found instanceof Sort.Coded coded) {
                if (wanted instanceof TypeSyntax.Named named && named.name().equals(name)) {
                    return Optional.of(new Scope.Binding.Type(coded));
                }
                if (wanted instanceof TypeSyntax.Generic generic) {
                    Optional<Scope.Binding> number = CodedTypes.argument(name, generic, coded.format());
                    if (number.isPresent()) {
                        return number;
                    }
                }
            }
            if (found instanceof Sort.Machine machine) {
                if (wanted instanceof TypeSyntax.Named named && named.name().equals(name)) {
                    return Optional.of(new Scope.Binding.Type(machine));
                }
                if (wanted instanceof TypeSyntax.Sized sized
                        && sized.width() instanceof Expression.Reference reference
                        && reference.name().equals(name)) {
                    return Optional.of(new Scope.Binding.Width(
                            BigInteger.valueOf(machine.format().width())));
                }
            }
        }
        return Optional.empty();
    }

    private static String show(Scope.Binding binding) {
        return switch (binding) {
            case Scope.Binding.Type t -> t.sort().toString();
            case Scope.Binding.Width w -> w.value().toString();
            case Scope.Binding.Value v -> v.term().toString();
            case Scope.Binding.Rejected r -> "?";
        };
    }

    /** The instance of a kernel for these arguments; each is checked once. */
    Kernel kernel(Declaration.KernelDeclaration declaration, List<Scope.Binding> arguments) {
        String key = arguments.isEmpty()
                ? declaration.name()
                : declaration.name() + "<"
                        + String.join(", ", arguments.stream().map(Environment::show).toList()) + ">";
        return made(key, declaration, () -> {
            Scope scope = new Scope(World.KERNEL, null);
            for (int i = 0; i < arguments.size(); i++) {
                scope.put(declaration.typeParameters().get(i).name(), arguments.get(i));
            }
            Signature signature = signature(declaration.parameters(), scope);
            for (int i = 0; i < signature.parameters().size(); i++) {
                if (isRational(signature.parameters().get(i).sort())) {
                    throw Elaborator.reject(
                            Problem.WORLD,
                            declaration.parameters().get(i).place(),
                            "`" + declaration.parameters().get(i).name()
                                    + "` is rational, and a kernel computes with integers",
                            "fractions belong to claims and functions; a kernel scales them to integers");
                }
            }
            Scope exact = exact(scope, signature, declaration);
            List<Term> given = new ArrayList<>(signature.given());
            declaration.given().forEach(g -> given.add(elaborator.given(g, exact)));
            Sort result = elaborator.types().resolve(declaration.result(), scope);
            if (result instanceof Sort.Array || result == Sort.RATIONAL) {
                throw Elaborator.reject(
                        Problem.TYPE,
                        declaration.result().place(),
                        "a kernel's result is " + Sorts.show(result) + ", expected an integer type or bool",
                        result == Sort.RATIONAL
                                ? "a `function` of exact mathematics can give a rational"
                                : "an array is described by a kernel that gives one element");
            }
            Typed body = elaborator.elaborate(declaration.body(), scope);
            return new Kernel(
                    key,
                    signature.parameters(),
                    signature.lengths(),
                    And.of(given),
                    result,
                    elaborator.coerce(body, result, "the kernel's value", scope),
                    declaration.unsafe(),
                    false,
                    declaration.place(),
                    declaration.documentation());
        });
    }

    private Kernel function(Declaration.Function declaration) {
        return made(declaration.name(), declaration, () -> {
            Scope scope = new Scope(World.EXACT, null);
            Signature signature = signature(declaration.parameters(), scope);
            Sort result = elaborator.types().resolve(declaration.result(), scope);
            Typed body = elaborator.elaborate(declaration.body(), scope);
            return new Kernel(
                    declaration.name(),
                    signature.parameters(),
                    signature.lengths(),
                    And.of(signature.given()),
                    result,
                    elaborator.coerce(body, result, "the function's value", scope),
                    false,
                    true,
                    declaration.place(),
                    declaration.documentation());
        });
    }

    private Kernel made(String key, Declaration declaration, java.util.function.Supplier<Kernel> make) {
        if (!instances.containsKey(key)) {
            enter(declaration);
            try {
                instances.put(key, Optional.of(make.get()));
            } catch (Rejection rejection) {
                instances.put(key, Optional.empty());
                elaborator.report(rejection);
            } finally {
                underway.remove(declaration.name());
            }
        }
        return instances.get(key).orElseThrow(() -> new Rejection(null));
    }

    private static boolean isRational(Sort sort) {
        return sort == Sort.RATIONAL || sort instanceof Sort.Array array && array.element() == Sort.RATIONAL;
    }

    /** The given of a kernel is exact mathematics about its parameters. */
    private static Scope exact(Scope scope, Signature signature, Declaration.KernelDeclaration declaration) {
        Scope exact = new Scope(World.EXACT, null);
        declaration.typeParameters().forEach(p -> exact.put(p.name(), scope.find(p.name()).orElseThrow()));
        signature.lengths().forEach(l -> exact.put(l.label(), l));
        signature.parameters().forEach(p -> exact.put(p.label(), p));
        return exact;
    }

    /** Parameters, checked: the variables, the lengths that they declare, and what their intervals say. */
    record Signature(List<Variable> parameters, List<Variable> lengths, List<Term> given) {}

    Signature signature(List<Parameter> parameters, Scope scope) {
        List<Variable> lengths = new ArrayList<>();
        elaborator
                .types()
                .declareLengths(parameters.stream().map(Parameter::type).toList(), scope, lengths);
        List<Term> given = new ArrayList<>();
        lengths.forEach(l -> given.add(Exact.compare(Relation.AT_LEAST, l, Constant.of(0))));
        List<Variable> variables = new ArrayList<>();
        for (Parameter parameter : parameters) {
            if (variables.stream().anyMatch(v -> v.label().equals(parameter.name()))) {
                throw Elaborator.reject(
                        Problem.DUPLICATE,
                        parameter.place(),
                        "the parameter `" + parameter.name() + "` is declared twice",
                        "choose another name");
            }
            if (lengths.stream().anyMatch(l -> l.label().equals(parameter.name()))) {
                throw Elaborator.reject(
                        Problem.DUPLICATE,
                        parameter.place(),
                        "`" + parameter.name() + "` is the length of an array already, and declared by standing there",
                        "leave out this parameter, or choose another name");
            }
            if (scope.find(parameter.name()).isPresent()) {
                throw Elaborator.reject(
                        Problem.DUPLICATE,
                        parameter.place(),
                        "`" + parameter.name() + "` is a type parameter already",
                        "choose another name");
            }
            Sort sort = elaborator.types().resolve(parameter.type(), scope);
            if (sort instanceof Sort.Array array && !(array.length() instanceof Constant)) {
                // No array has a negative length; for a length that is a name, this was said where it was declared.
                Term notNegative = Exact.compare(Relation.AT_LEAST, array.length(), Constant.of(0));
                if (!given.contains(notNegative)) {
                    given.add(notNegative);
                }
            }
            Variable variable = Substitution.fresh(parameter.name(), sort);
            scope.put(parameter.name(), variable);
            variables.add(variable);
        }
        for (int i = 0; i < variables.size(); i++) {
            Variable variable = variables.get(i);
            parameters.get(i).interval().ifPresent(interval -> given.add(inside(variable, interval, scope)));
        }
        return new Signature(variables, lengths, given);
    }

    /** That a parameter, or each element of it, lies in an interval. */
    private Term inside(Variable variable, Interval interval, Scope scope) {
        Term low = bound(interval.low(), scope, "the lower bound");
        Term high = bound(interval.high(), scope, "the upper bound");
        if (!scope.isInstance()) {
            notEmpty(variable, low, high, interval);
        }
        if (variable.sort() instanceof Sort.Array array) {
            Variable index = Substitution.fresh("i", Sort.INTEGER);
            Term element = new Select(variable, index);
            Place place = interval.low().place().to(interval.high().place());
            Term read = exactly(new Typed(element, array.element(), place));
            return new ForAll(index, Constant.of(0), array.length(), between(low, read, high));
        }
        return between(low, exactly(new Typed(variable, variable.sort(), interval.low().place())), high);
    }

    private Term bound(Expression expression, Scope scope, String role) {
        Typed bound = elaborator.elaborate(expression, scope);
        return elaborator.number(new Typed(exactly(bound), exactSort(bound.sort()), bound.place()), role).term();
    }

    private static Sort exactSort(Sort sort) {
        return sort instanceof Sort.Coded ? Sort.RATIONAL : sort;
    }

    private static Term exactly(Typed value) {
        return value.sort() instanceof Sort.Coded coded ? CodedOperations.number(value, coded.format()) : value.term();
    }

    private static void notEmpty(Variable variable, Term low, Term high, Interval interval) {
        if (!(low instanceof Constant l) || !(high instanceof Constant h)) {
            return;
        }
        Sort element = variable.sort() instanceof Sort.Array array ? array.element() : variable.sort();
        boolean empty = element instanceof Sort.Machine machine
                ? l.value().max(Rational.of(machine.format().min()))
                                .compareTo(h.value().min(Rational.of(machine.format().max())))
                        > 0
                : l.value().compareTo(h.value()) > 0;
        if (empty) {
            throw Elaborator.reject(
                    Problem.GIVEN,
                    interval.low().place().to(interval.high().place()),
                    "no value of type " + element + " is in " + l.value() + ".." + h.value(),
                    "the lower bound stands first, as in `-127..127`");
        }
    }

    private static Term between(Term low, Term value, Term high) {
        return new And(Exact.compare(Relation.AT_MOST, low, value), Exact.compare(Relation.AT_MOST, value, high));
    }

    /** The instances that a declaration itself asks to be verified: its defaults, or each value of its intervals. */
    List<List<Scope.Binding>> declaredInstances(List<TypeParameter> parameters) {
        List<List<Scope.Binding>> all = List.of(List.of());
        Set<String> names = new LinkedHashSet<>();
        for (TypeParameter parameter : parameters) {
            if (!names.add(parameter.name())) {
                throw Elaborator.reject(
                        Problem.DUPLICATE,
                        parameter.place(),
                        "the type parameter `" + parameter.name() + "` is declared twice",
                        "choose another name");
            }
            List<Scope.Binding> choices = new ArrayList<>();
            Scope scope = new Scope(World.EXACT, null);
            parameter.choices().forEach(choice -> choices.add(typeArgument(choice, scope)));
            if (parameter.interval().isPresent()) {
                BigInteger low =
                        elaborator.types().constant(parameter.interval().get().low(), scope, "the lower bound");
                BigInteger high =
                        elaborator.types().constant(parameter.interval().get().high(), scope, "the upper bound");
                if (high.subtract(low).bitLength() > 10) {
                    throw Elaborator.reject(
                            Problem.TYPE_ARGUMENTS,
                            parameter.place(),
                            "the interval of `" + parameter.name() + "` has more than 1024 values",
                            "a type parameter is a width; a number of any size is an ordinary parameter");
                }
                if (low.compareTo(high) > 0) {
                    throw Elaborator.reject(
                            Problem.TYPE_ARGUMENTS,
                            parameter.place(),
                            "the interval of `" + parameter.name() + "` is empty: " + low + " is above " + high,
                            "the lower bound stands first, as in `2..16`");
                }
                for (BigInteger v = low; v.compareTo(high) <= 0; v = v.add(BigInteger.ONE)) {
                    choices.add(new Scope.Binding.Width(v));
                }
            } else if (choices.isEmpty() && parameter.byDefault().isPresent()) {
                choices.add(typeArgument(parameter.byDefault().get(), scope));
            }
            if ((long) all.size() * choices.size() > INSTANCES) {
                throw Elaborator.reject(
                        Problem.TYPE_ARGUMENTS,
                        parameter.place(),
                        "the intervals give more than " + INSTANCES + " instances",
                        "make the intervals smaller");
            }
            all = all.stream()
                    .flatMap(prefix -> choices.stream().map(choice -> {
                        List<Scope.Binding> longer = new ArrayList<>(prefix);
                        longer.add(choice);
                        return longer;
                    }))
                    .toList();
        }
        return all;
    }
}
