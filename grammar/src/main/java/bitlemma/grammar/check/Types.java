package bitlemma.grammar.check;

import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.diagnostics.Problem;
import bitlemma.grammar.diagnostics.Spelling;
import bitlemma.grammar.source.Place;
import bitlemma.grammar.syntax.Expression;
import bitlemma.grammar.syntax.TypeSyntax;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.Formats;
import bitlemma.numbers.IntegerFormat;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** From written types to sorts. */
final class Types {
    /** The types that people mean mostly. */
    private static final List<String> COMMON = List.of(
            "bool", "rational", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64");

    private final Elaborator elaborator;

    Types(Elaborator elaborator) {
        this.elaborator = elaborator;
    }

    Sort resolve(TypeSyntax type, Scope scope) {
        return switch (type) {
            case TypeSyntax.Sized t -> sized(t, scope);
            case TypeSyntax.Named t -> named(t, scope);
            case TypeSyntax.Generic t -> elaborator.codedTypes().generic(t, scope);
            case TypeSyntax.Array t -> {
                Sort element = resolve(t.element(), scope);
                if (element instanceof Sort.Array) {
                    throw Elaborator.reject(
                            Problem.TYPE,
                            t.place(),
                            "arrays of arrays are not part of the language",
                            "use one array and compute the index, as in `a[i * N + j]`");
                }
                yield new Sort.Array(element, length(t.length(), scope));
            }
            case TypeSyntax.Width t ->
                throw Elaborator.reject(
                        Problem.TYPE,
                        t.place(),
                        "found the number `" + t.place().text() + "`, expected a type",
                        "a type of that width is written `int<" + t.place().text() + ">`");
        };
    }

    private Sort sized(TypeSyntax.Sized type, Scope scope) {
        BigInteger width = constant(type.width(), scope, "the width of a type");
        if (width.signum() <= 0 || width.compareTo(BigInteger.valueOf(IntegerFormat.MAX_WIDTH)) > 0) {
            throw Elaborator.reject(
                    Problem.CONSTANT,
                    type.width().place(),
                    "the width " + width + " is not in 1.." + IntegerFormat.MAX_WIDTH,
                    "integers have from 1 to " + IntegerFormat.MAX_WIDTH + " bits");
        }
        return new Sort.Machine(new IntegerFormat(type.signed(), width.intValueExact()));
    }

    private Sort named(TypeSyntax.Named type, Scope scope) {
        Optional<Scope.Binding> binding = scope.find(type.name());
        if (binding.isPresent() && binding.get() instanceof Scope.Binding.Type t) {
            return t.sort();
        }
        switch (type.name()) {
            case "int" -> {
                return Sort.INTEGER;
            }
            case "rational" -> {
                return Sort.RATIONAL;
            }
            case "bool" -> {
                return Sort.BOOLEAN;
            }
            default -> {}
        }
        Optional<IntegerFormat> format = IntegerFormat.named(type.name());
        if (format.isPresent()) {
            return new Sort.Machine(format.get());
        }
        Optional<CodedFormat> coded = elaborator.codedTypes().named(type.name());
        if (coded.isPresent()) {
            return new Sort.Coded(coded.get());
        }
        if (binding.isPresent() && binding.get() instanceof Scope.Binding.Width) {
            throw Elaborator.reject(
                    Problem.TYPE,
                    type.place(),
                    "`" + type.name() + "` is a number, expected a type",
                    "a type of that width is written `int<" + type.name() + ">` or `uint<" + type.name() + ">`");
        }
        if (type.name().matches("u?int[0-9]+")) {
            throw Elaborator.reject(
                    Problem.CONSTANT,
                    type.place(),
                    "`" + type.name() + "` is no type: integers have from 1 to " + IntegerFormat.MAX_WIDTH + " bits",
                    type.name().matches("u?int0.*")
                            ? "the width stands without leading zeros"
                            : "the widest are int" + IntegerFormat.MAX_WIDTH + " and uint" + IntegerFormat.MAX_WIDTH);
        }
        if (binding.isPresent()
                && (binding.get() instanceof Scope.Binding.Value || binding.get() instanceof Scope.Binding.Rejected)) {
            throw Elaborator.reject(
                    Problem.TYPE,
                    type.place(),
                    "`" + type.name() + "` is a value, expected a type",
                    "a member belongs to a type, as in `int8.max`; the length of an array is `len(a)`");
        }
        Optional<String> similar = IntegerFormat.named(type.name().toLowerCase(Locale.ROOT))
                .map(IntegerFormat::toString)
                .or(() -> Spelling.nearest(
                        type.name(),
                        Stream.concat(
                                COMMON.stream(), Formats.builtIn().stream().map(CodedFormat::name))));
        if (similar.isPresent()) {
            throw Elaborator.reject(
                    Problem.UNKNOWN_NAME,
                    type.place(),
                    "`" + type.name() + "` is no type",
                    "did you mean `" + similar.get() + "`?");
        }
        throw Elaborator.reject(
                Problem.UNKNOWN_NAME,
                type.place(),
                "`" + type.name() + "` is no type",
                "the types are int1 to int512, uint1 to uint512, number formats such as bfloat16, bool, int (exact),"
                        + " rational, and arrays such as int8[K]");
    }

    private Term length(Expression length, Scope scope) {
        Typed typed = elaborator.exactInteger(elaborator.elaborate(length, scope), "the length of an array");
        if (typed.term() instanceof Constant c && c.value().signum() < 0) {
            throw Elaborator.reject(
                    Problem.CONSTANT, length.place(), "the length " + c.value() + " is negative", "lengths start at 0");
        }
        return typed.term();
    }

    /**
     * Makes the names that stand alone as the lengths of parameters' arrays and are not declared otherwise into exact
     * integers, so that {@code a: int8[K]} declares K.
     */
    void declareLengths(List<TypeSyntax> types, Scope scope, List<Variable> lengths) {
        for (TypeSyntax type : types) {
            if (type instanceof TypeSyntax.Array array
                    && array.length() instanceof Expression.Reference name
                    && scope.find(name.name()).isEmpty()
                    && elaborator.environment().constant(name.name()).isEmpty()) {
                Variable length = Substitution.fresh(name.name(), Sort.INTEGER);
                scope.put(name.name(), length);
                lengths.add(length);
            }
        }
    }

    /** An integer that is known when the program is checked. */
    BigInteger constant(Expression expression, Scope scope, String role) {
        Typed typed = elaborator.elaborate(expression, scope);
        if (typed.term() instanceof Constant c && c.value().isInteger()) {
            return c.value().numerator();
        }
        throw notConstant(expression.place(), role);
    }

    static Rejection notConstant(Place place, String role) {
        return Elaborator.reject(
                Problem.CONSTANT,
                place,
                role + " is not a constant: `" + place.text() + "`",
                "it must follow from numbers, `const`s and type parameters alone");
    }
}
