package bitlemma.grammar.check;

import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.diagnostics.Problem;
import bitlemma.grammar.source.Place;
import bitlemma.grammar.syntax.Declaration;
import bitlemma.grammar.syntax.Expression;
import bitlemma.grammar.syntax.TypeSyntax;
import bitlemma.numbers.Codebook;
import bitlemma.numbers.CodedFormat;
import bitlemma.numbers.FloatFormat;
import bitlemma.numbers.Formats;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.LinearFormat;
import bitlemma.numbers.Overflow;
import bitlemma.numbers.PositFormat;
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From names to coded formats: built-in ones, families with arguments, and those that a module declares. */
final class CodedTypes {
    /** What a declaration of each family may say. */
    private static final Map<String, List<String>> PROPERTIES = Map.of(
            "float",
            List.of("exponent", "mantissa", "bias", "signed", "subnormals", "infinities", "nan", "overflow"),
            "affine",
            List.of("codes", "scale", "zero_point"),
            "codebook",
            List.of("width", "values"));

    private final Elaborator elaborator;
    private final Map<String, CodedFormat> declared = new HashMap<>();

    CodedTypes(Elaborator elaborator) {
        this.elaborator = elaborator;
    }

    /** The format of a name: one that the module declares or imports, or a built-in one. */
    Optional<CodedFormat> named(String name) {
        return elaborator
                .environment()
                .format(name)
                .map(d -> declared.computeIfAbsent(name, n -> make(d)))
                .or(() -> Formats.named(name));
    }

    /** Whether a name is that of a family that takes arguments. */
    static boolean isFamily(String name) {
        return switch (name) {
            case "float", "posit", "fixed", "ufixed" -> true;
            default -> false;
        };
    }

    Sort generic(TypeSyntax.Generic type, Scope scope) {
        if (!isFamily(type.name())) {
            throw Elaborator.reject(
                    Problem.UNKNOWN_NAME,
                    type.place(),
                    "`" + type.name() + "` is no type that takes arguments",
                    "the ones that do are int<W>, uint<W>, float<E, M>, posit<N, ES>, fixed<W, F> and ufixed<W, F>");
        }
        if (type.arguments().size() != 2) {
            throw Elaborator.reject(
                    Problem.TYPE_ARGUMENTS,
                    type.place(),
                    "`" + type.name() + "` takes two numbers, found " + type.arguments().size(),
                    switch (type.name()) {
                        case "float" -> "exponent bits and mantissa bits, as in `float<5, 2>`";
                        case "posit" -> "bits and exponent bits, as in `posit<8, 2>`";
                        default -> "bits and how many of them are fraction bits, as in `" + type.name() + "<16, 8>`";
                    });
        }
        int first = number(type.arguments().get(0), scope);
        int second = number(type.arguments().get(1), scope);
        try {
            return new Sort.Coded(
                    switch (type.name()) {
                        case "float" -> FloatFormat.ieee(first, second);
                        case "posit" -> new PositFormat(first, second);
                        case "fixed" -> LinearFormat.fixed(true, first, second);
                        default -> LinearFormat.fixed(false, first, second);
                    });
        } catch (IllegalArgumentException e) {
            throw Elaborator.reject(
                    Problem.TYPE_ARGUMENTS, type.place(), "there is no such format: " + e.getMessage());
        }
    }

    /** The number that stands for a name among a family's arguments where the format is known: E = 8 from bfloat16. */
    static Optional<Scope.Binding> argument(String name, TypeSyntax.Generic wanted, CodedFormat found) {
        Optional<List<Integer>> numbers =
                switch (found) {
                    case FloatFormat f when wanted.name().equals("float") ->
                        Optional.of(List.of(f.exponentBits(), f.mantissaBits()));
                    case PositFormat p when wanted.name().equals("posit") -> Optional.of(List.of(p.width(), p.es()));
                    default -> Optional.empty();
                };
        for (int i = 0; numbers.isPresent() && i < Math.min(2, wanted.arguments().size()); i++) {
            if (wanted.arguments().get(i).place().text().equals(name)) {
                return Optional.of(new Scope.Binding.Width(BigInteger.valueOf(numbers.get().get(i))));
            }
        }
        return Optional.empty();
    }

    private int number(TypeSyntax argument, Scope scope) {
        Optional<BigInteger> value =
                switch (argument) {
                    case TypeSyntax.Width width ->
                        Optional.of(elaborator.types().constant(width.value(), scope, "the argument of a type"));
                    case TypeSyntax.Named named -> {
                        Expression reference = new Expression.Reference(named.name(), named.place());
                        yield Optional.of(elaborator.types().constant(reference, scope, "the argument of a type"));
                    }
                    default -> Optional.empty();
                };
        return value.filter(v -> v.bitLength() < 31)
                .orElseThrow(() -> Elaborator.reject(
                        Problem.TYPE_ARGUMENTS,
                        argument.place(),
                        "`" + argument.place().text() + "` stands where a small number is expected"))
                .intValueExact();
    }

    // ---- declared formats ----

    private CodedFormat make(Declaration.FormatDeclaration declaration) {
        if (Formats.named(declaration.name()).isPresent()
                || IntegerFormat.named(declaration.name()).isPresent()
                || isFamily(declaration.name())) {
            throw Elaborator.reject(
                    Problem.DUPLICATE,
                    declaration.place(),
                    "`" + declaration.name() + "` is a type of the language already",
                    "choose another name");
        }
        List<String> known = PROPERTIES.get(declaration.family());
        if (known == null) {
            throw Elaborator.reject(
                    Problem.UNKNOWN_NAME,
                    declaration.familyPlace(),
                    "`" + declaration.family() + "` is no family of formats",
                    "the families are float, affine and codebook");
        }
        Map<String, Expression> values = new LinkedHashMap<>();
        for (Declaration.Property property : declaration.properties()) {
            if (!known.contains(property.name())) {
                throw Elaborator.reject(
                        Problem.UNKNOWN_NAME,
                        property.place(),
                        "`" + property.name() + "` is no property of a " + declaration.family() + " format",
                        "the properties are " + String.join(", ", known));
            }
            if (values.put(property.name(), property.value()) != null) {
                throw Elaborator.reject(
                        Problem.DUPLICATE, property.place(), "`" + property.name() + "` is said twice");
            }
        }
        Properties properties = new Properties(values, declaration.place());
        try {
            return switch (declaration.family()) {
                case "float" -> floating(declaration.name(), properties);
                case "affine" -> affine(declaration.name(), properties);
                default -> codebook(declaration.name(), properties);
            };
        } catch (IllegalArgumentException e) {
            throw Elaborator.reject(
                    Problem.CONSTANT,
                    declaration.place(),
                    "`" + declaration.name() + "` is no format: " + e.getMessage());
        }
    }

    private CodedFormat floating(String name, Properties properties) {
        int exponent = properties.integer("exponent", null);
        int mantissa = properties.integer("mantissa", null);
        boolean infinities = properties.truth("infinities", true);
        FloatFormat.NaNs nans = properties.choice(
                "nan",
                infinities ? "ieee" : "none",
                Map.of(
                        "ieee", FloatFormat.NaNs.IEEE,
                        "all_ones", FloatFormat.NaNs.ALL_ONES,
                        "negative_zero", FloatFormat.NaNs.NEGATIVE_ZERO,
                        "none", FloatFormat.NaNs.NONE));
        Overflow natural = infinities
                ? Overflow.INFINITY
                : nans == FloatFormat.NaNs.NONE ? Overflow.SATURATE : Overflow.NAN;
        Map<String, Overflow> overflows = new HashMap<>();
        for (Overflow overflow : Overflow.values()) {
            overflows.put(overflow.spelling(), overflow);
        }
        return new FloatFormat(
                name,
                exponent,
                mantissa,
                properties.integer("bias", (1 << Math.max(0, Math.min(exponent, 20) - 1)) - 1),
                properties.truth("signed", true),
                properties.choice(
                        "subnormals",
                        "gradual",
                        Map.of(
                                "gradual", FloatFormat.Subnormals.GRADUAL,
                                "flushed", FloatFormat.Subnormals.FLUSHED,
                                "none", FloatFormat.Subnormals.NONE)),
                infinities,
                nans,
                properties.choice("overflow", natural.spelling(), overflows));
    }

    private CodedFormat affine(String name, Properties properties) {
        Expression codes = properties.required("codes");
        IntegerFormat integers = codes instanceof Expression.Reference r
                ? IntegerFormat.named(r.name()).orElse(null)
                : null;
        if (integers == null) {
            throw Elaborator.reject(
                    Problem.TYPE,
                    codes.place(),
                    "`" + codes.place().text() + "` is no integer type",
                    "as in `codes: int8`");
        }
        return new LinearFormat(
                name,
                integers,
                properties.rational("scale"),
                BigInteger.valueOf(properties.integer("zero_point", 0)));
    }

    private CodedFormat codebook(String name, Properties properties) {
        Expression written = properties.required("values");
        if (!(written instanceof Expression.ArrayOf array)) {
            throw Elaborator.reject(
                    Problem.TYPE,
                    written.place(),
                    "the values of a codebook are written one by one",
                    "as in `values: [-1, 0, 1]`");
        }
        List<Rational> values = new ArrayList<>();
        array.elements().forEach(e -> values.add(rational(e)));
        return new Codebook(name, properties.integer("width", null), values);
    }

    private Rational rational(Expression expression) {
        if (elaborator.elaborate(expression, new Scope(World.EXACT, null)).term() instanceof Constant c) {
            return c.value();
        }
        throw Types.notConstant(expression.place(), "the value");
    }

    /** What a declaration says, read as numbers, truth values and words. */
    private final class Properties {
        private final Map<String, Expression> values;
        private final Place place;

        Properties(Map<String, Expression> values, Place place) {
            this.values = values;
            this.place = place;
        }

        Expression required(String name) {
            if (!values.containsKey(name)) {
                throw Elaborator.reject(
                        Problem.ARGUMENTS,
                        place,
                        "the format does not say its `" + name + "`",
                        "add `" + name + ": ...`");
            }
            return values.get(name);
        }

        /** @param otherwise what holds where nothing is said; null where something must be said */
        int integer(String name, Integer otherwise) {
            if (otherwise != null && !values.containsKey(name)) {
                return otherwise;
            }
            Rational value = rational(name);
            if (!value.isInteger() || value.numerator().bitLength() > 30) {
                throw Elaborator.reject(
                        Problem.CONSTANT,
                        required(name).place(),
                        "`" + name + "` is " + value + ", expected an integer that is not huge");
            }
            return value.numerator().intValueExact();
        }

        Rational rational(String name) {
            return CodedTypes.this.rational(required(name));
        }

        boolean truth(String name, boolean otherwise) {
            Expression value = values.get(name);
            if (value == null) {
                return otherwise;
            }
            if (value instanceof Expression.Truth truth) {
                return truth.value();
            }
            throw Elaborator.reject(
                    Problem.TYPE,
                    value.place(),
                    "`" + name + "` is true or false, found `" + value.place().text() + "`");
        }

        <T> T choice(String name, String otherwise, Map<String, T> choices) {
            Expression value = values.get(name);
            String word = value == null
                    ? otherwise
                    : value instanceof Expression.Reference r ? r.name() : value.place().text();
            if (!choices.containsKey(word)) {
                throw Elaborator.reject(
                        Problem.UNKNOWN_NAME,
                        value.place(),
                        "`" + name + "` cannot be `" + word + "`",
                        "it is one of " + String.join(", ", choices.keySet().stream().sorted().toList()));
            }
            return choices.get(word);
        }
    }
}
