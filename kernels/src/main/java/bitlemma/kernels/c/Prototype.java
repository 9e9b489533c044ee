package bitlemma.kernels.c;

import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Variable;
import bitlemma.numbers.CodedFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * How a kernel is called as a C function: its parameters in their order, an array as a pointer to its first element,
 * then the symbolic lengths as {@code size_t} in the order in which the parameters mention them. A value of a coded
 * format is its bit pattern in an unsigned integer, or a {@code float} or {@code double}.
 *
 * @param name the function's name
 * @param parameters one for each parameter of the kernel, then one for each length
 * @param result the type of what it gives; of {@code float} and {@code double} that of their bits
 * @param passing how it gives the result
 */
public record Prototype(String name, List<Parameter> parameters, CType result, Passing passing) {
    /**
     * One parameter.
     *
     * @param variable the kernel's parameter or length
     * @param name its name in C
     * @param type the type of its value, or of the elements that it points to; of {@code float} and {@code double} that
     *     of their bits
     * @param isArray whether it is a pointer to elements
     * @param passing how the value is, or the elements are, passed
     */
    public record Parameter(Variable variable, String name, CType type, boolean isArray, Passing passing) {
        /** {@code const int8_t *a}. */
        public String text() {
            return isArray ? "const " + spelling() + " *" + name : spelling() + " " + name;
        }

        private String spelling() {
            return Prototype.spelling(type, passing);
        }
    }

    public Prototype {
        parameters = List.copyOf(parameters);
    }

    /** The prototype of a kernel, with {@code float} and {@code double} for what these types have. */
    public static Prototype of(Kernel kernel, String name) {
        return of(kernel, name, false);
    }

    /**
     * The prototype of a kernel; the same for a kernel and for what lowering makes of it.
     *
     * @param name the function's name; empty for the kernel's own, changed where C or its library has that name
     * @param bits whether values of coded formats are always passed as bit patterns
     * @throws Inexpressible for functions of exact mathematics, fractions, and integers of more than 128 bits
     */
    public static Prototype of(Kernel kernel, String name, boolean bits) {
        if (kernel.exact()) {
            throw new Inexpressible(
                    kernel.place(),
                    "`" + kernel.name() + "` is a function of exact mathematics, which no machine type holds",
                    "write it as a kernel");
        }
        Names names = new Names();
        List<Parameter> parameters = new ArrayList<>();
        for (Variable variable : kernel.parameters()) {
            boolean array = variable.sort() instanceof Sort.Array;
            Sort element = variable.sort() instanceof Sort.Array a ? a.element() : variable.sort();
            CType type = type(kernel, element, "parameter `" + variable.label() + "`");
            Passing passing = passing(variable.sort(), bits);
            parameters.add(new Parameter(variable, names.unused(variable.label()), type, array, passing));
        }
        for (Variable length : kernel.lengths()) {
            parameters.add(new Parameter(length, names.unused(length.label()), CType.SIZE, false, Passing.INTEGER));
        }
        String own = name.isEmpty() ? Names.ofFunction(kernel.name()) : name;
        return new Prototype(own, parameters, type(kernel, kernel.result(), "result"), passing(kernel.result(), bits));
    }

    private static Passing passing(Sort sort, boolean bits) {
        return bits ? Passing.INTEGER : Passing.of(sort);
    }

    private static String spelling(CType type, Passing passing) {
        return passing == Passing.INTEGER ? type.spelling() : passing.spelling();
    }

    /** The same for a function that the file's own functions call: bit patterns, but for the elements of arrays. */
    Prototype inner(String inner) {
        List<Parameter> all = parameters.stream()
                .map(p -> p.isArray()
                        ? p
                        : new Parameter(p.variable(), p.name(), p.type(), false, Passing.INTEGER))
                .toList();
        return new Prototype(inner, all, result, Passing.INTEGER);
    }

    private static CType type(Kernel kernel, Sort sort, String what) {
        return CType.of(sort)
                .orElseThrow(() -> new Inexpressible(
                        kernel.place(),
                        "the " + what + " of `" + kernel.name() + "` is of type "
                                + Passing.format(sort).map(CodedFormat::name).orElse(sort.toString())
                                + ", which no C type holds",
                        sort instanceof Sort.ExactRational ? "scale it to an integer" : "C has at most 128 bits"));
    }

    /** Whether a function can have a name: one that C and its library do not use. */
    public static boolean isName(String name) {
        return Names.isFunctionName(name);
    }

    /** The same with parameters whose names are not used yet. */
    Prototype with(Names names) {
        return new Prototype(
                name,
                parameters.stream()
                        .map(p -> new Parameter(
                                p.variable(), names.unused(p.name()), p.type(), p.isArray(), p.passing()))
                        .toList(),
                result,
                passing);
    }

    /** {@code int32_t dot(const int8_t *a, const int8_t *b, size_t K)}, without a semicolon. */
    public String text() {
        return spelling(result, passing) + " " + name + "("
                + (parameters.isEmpty()
                        ? "void"
                        : String.join(
                                ", ", parameters.stream().map(Parameter::text).toList()))
                + ")";
    }
}
