package bitlemma.kernels.c;

import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Fits;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.kernels.interval.Interval;
import bitlemma.kernels.interval.Intervals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A kernel as a file of C11 that needs the standard headers only: the kernel as a function, those that it calls as
 * static ones before it.
 */
public final class FileText {
    /** A length is that of an array in memory. */
    private static final Interval LENGTHS = Interval.of(0, Long.MAX_VALUE);

    private final Kernel kernel;
    private final Map<Kernel, Kernel> sources = new HashMap<>();
    private final Prototype prototype;
    private final boolean safe;
    private final boolean bits;
    private final Map<Kernel, Prototype> functions = new LinkedHashMap<>();
    private final Names names = new Names();
    private final Helpers helpers = new Helpers(names);

    private FileText(Kernel kernel, Kernel source, Prototype prototype, boolean safe, boolean bits) {
        this.kernel = kernel;
        this.prototype = prototype;
        this.safe = safe;
        this.bits = bits;
        remember(source);
    }

    /** Kernels are found again by name and place, which lowering keeps. */
    private void remember(Kernel source) {
        if (sources.putIfAbsent(source, source) == null) {
            Children.all(source.body()).forEach(t -> {
                if (t instanceof Call call) {
                    remember(call.kernel());
                }
            });
        }
    }

    /** What a kernel computes wherever it may be called. */
    private static Intervals intervals(Kernel each) {
        return Intervals.of(apart(each.given()), each.body(), inputs(each));
    }

    /** The text of a kernel's file, and the parts of it that stand elsewhere too. */
    public record Text(String file, String header) {}

    /** Writes a kernel without values of coded formats. */
    public static Text of(Kernel kernel, String name, boolean safe) {
        return of(kernel, kernel, name, safe, false);
    }

    /**
     * Writes a kernel.
     *
     * @param kernel what is computed: without values of coded formats, which are lowered to bit patterns
     * @param source the kernel as it was before that, which comments speak of
     * @param name the function's name; empty for the kernel's own
     * @param safe whether it is known that no input inside the given breaks an obligation; where it is not,
     *     obligations that intervals do not show become assertions
     * @param bits whether the function takes and gives bit patterns instead of {@code float} and {@code double}
     * @throws Inexpressible where C cannot say what the kernel computes
     */
    public static Text of(Kernel kernel, Kernel source, String name, boolean safe, boolean bits) {
        FileText file = new FileText(kernel, source, Prototype.of(kernel, name, bits), safe, bits);
        return new Text(file.source(), file.header());
    }

    /**
     * Whether intervals alone show that no input inside the given breaks an obligation; then nothing need be proved.
     */
    public static boolean isSafe(Kernel kernel) {
        return isKept(kernel.body(), intervals(kernel), new HashSet<>());
    }

    private static boolean isKept(Term body, Intervals intervals, Set<Kernel> seen) {
        return Children.all(body).allMatch(term -> switch (term) {
            case Fits fits -> intervals.isKept(fits);
            case Require require -> intervals.isKept(require);
            case Call call ->
                intervals.isKept(call)
                        && (!seen.add(call.kernel()) || isKept(call.kernel().body(), intervals, seen));
            default -> true;
        });
    }

    /** What the parameters can be before the given is known. */
    static Map<Variable, Interval> inputs(Kernel kernel) {
        Map<Variable, Interval> inputs = new HashMap<>();
        for (Variable parameter : kernel.parameters()) {
            Sort sort = parameter.sort() instanceof Sort.Array array ? array.element() : parameter.sort();
            inputs.put(parameter, sort == Sort.INTEGER ? Interval.of(CType.INT64.format()) : Intervals.of(sort));
        }
        kernel.lengths().forEach(l -> inputs.put(l, LENGTHS));
        return inputs;
    }

    /**
     * The same term of other nodes, so that what is known of its variables is not mixed with what is known after it.
     */
    static Term apart(Term term) {
        Map<Variable, Term> same = new HashMap<>();
        Children.free(term).forEach(v -> same.put(v, new Variable(v.name(), v.sort())));
        return Substitution.apply(term, same);
    }

    Helpers helpers() {
        return helpers;
    }

    /** How a kernel that is called is declared. */
    Prototype function(Kernel called) {
        return functions.get(called);
    }

    // ---- the file ----

    private String source() {
        names.unused(prototype.name());
        declare(kernel);
        List<Kernel> statics = new ArrayList<>(functions.keySet());
        statics.forEach(this::reserve);
        reserve(kernel);
        String outer = definition(kernel, prototype, true);
        String called = "";
        String code = outer;
        for (Kernel each : statics.reversed()) {
            Prototype declared = functions.get(each);
            Pattern call = Pattern.compile("\\b" + declared.name() + "\\(");
            // A call that is never reached, or whose value does not matter, is not written.
            if (call.matcher(code).find()) {
                // Of inline functions compilers do not say that without assertions they are not used.
                boolean read = new Unused(code).isRead(declared.name());
                String definition = (read ? "static " : "static inline ") + definition(each, declared, false);
                called = Comment.of(each, sources.get(each), declared) + definition + '\n' + called;
                code = definition + code;
            }
        }
        String text = helpers.definitions() + called + Comment.of(kernel, sources.get(kernel), prototype, safe) + outer;
        StringBuilder file = new StringBuilder("/* Written by `bitlemma c` from the kernel " + kernel.name() + " of "
                + kernel.place().source().name().replaceAll(".*[/\\\\]", "") + ". */\n\n");
        file.append(includes(text)).append('\n');
        file.append("_Static_assert(sizeof(int) == 4, \"int has 32 bits\");\n");
        for (Passing passing : List.of(Passing.FLOAT, Passing.DOUBLE)) {
            if (Pattern.compile("\\b" + passing.spelling() + "\\b").matcher(code).find()) {
                int size = passing == Passing.FLOAT ? 4 : 8;
                file.append("_Static_assert(sizeof(" + passing.spelling() + ") == " + size + ", \"" + passing.spelling()
                        + " has " + 8 * size + " bits\");\n");
            }
        }
        file.append('\n');
        if (text.contains("__int128")) {
            file.append("/* __int128 is no type of the standard; GCC and Clang have it on 64-bit machines. */\n")
                    .append("#ifndef __SIZEOF_INT128__\n#error \"a compiler with __int128 is needed\"\n#endif\n\n");
        }
        return file.append(text).toString();
    }

    /** Helpers are not named like anything that is bound where they are used. */
    private void reserve(Kernel each) {
        each.inputs().forEach(v -> names.reserve(v.label()));
        Children.all(each.body()).forEach(t -> {
            if (t instanceof Variable v) {
                names.reserve(v.label());
            }
        });
    }

    /** Names the kernels that a kernel calls, those first that others call. */
    private void declare(Kernel caller) {
        Children.all(caller.body()).forEach(t -> {
            if (t instanceof Call call && !functions.containsKey(call.kernel())) {
                declare(call.kernel());
                Prototype plain = Prototype.of(call.kernel(), "", bits);
                functions.putIfAbsent(call.kernel(), plain.inner(names.unused(plain.name())));
            }
        });
    }

    private static String includes(String text) {
        StringBuilder includes = new StringBuilder();
        if (text.contains("assert(")) {
            includes.append("#include <assert.h>\n");
        }
        if (Pattern.compile("\\b(bool|true|false)\\b").matcher(text).find()) {
            includes.append("#include <stdbool.h>\n");
        }
        if (Pattern.compile("\\b(size_t|NULL)\\b").matcher(text).find()) {
            includes.append("#include <stddef.h>\n");
        }
        includes.append("#include <stdint.h>\n");
        if (text.contains("memcpy(")) {
            includes.append("#include <string.h>\n");
        }
        return includes.toString();
    }

    private String header() {
        String guard = prototype.name().toUpperCase(Locale.ROOT) + "_H";
        String comment = Comment.of(kernel, sources.get(kernel), prototype, safe);
        String text = prototype.text();
        String includes = includes(text);
        return "/* Written by `bitlemma c` from the kernel " + kernel.name() + " of "
                + kernel.place().source().name().replaceAll(".*[/\\\\]", "") + ". */\n\n"
                + "#ifndef " + guard + "\n#define " + guard + "\n\n" + includes
                + "\n#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n" + comment + text
                + ";\n\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n";
    }

    // ---- functions ----

    private String definition(Kernel each, Prototype named, boolean outer) {
        Names own = new Names(names);
        Prototype declared = named.with(own);
        Function function = new Function(own);
        for (Prototype.Parameter parameter : declared.parameters()) {
            Interval range = inputs(each)
                    .get(parameter.variable())
                    .intersect(Interval.of(parameter.type().format()));
            String value = parameter.name();
            if (parameter.isArray()) {
                function.pass(parameter.variable(), parameter.passing());
            } else if (parameter.passing() != Passing.INTEGER) {
                value = function.unused(parameter.name() + "_bits");
                function.head()
                        .line("const " + parameter.type().spelling() + " " + value + " = "
                                + helpers.bits(parameter.passing(), parameter.type()) + "(&" + parameter.name()
                                + ");");
            }
            function.bind(parameter.variable(), Code.atom(value, parameter.type(), range));
        }
        Block body = new Block();
        Emitter emitter = new Emitter(this, function, new Facts(intervals(each), safe, true, each.place()));
        Block assertions = new Block();
        if (outer || !safe) {
            new Preconditions(this, each, function).write(declared, assertions);
        }
        String giving = declared.passing() == Passing.INTEGER
                ? ""
                : helpers.ofBits(declared.passing(), declared.result());
        emitter.statements().returned(each.body(), each.result(), declared.result(), giving, body);
        Unused unused = new Unused(function.head().toString() + assertions + body);
        Block all = new Block();
        for (Prototype.Parameter parameter : declared.parameters()) {
            if (!unused.isRead(parameter.name())) {
                all.line("(void)" + parameter.name() + ";");
            }
        }
        all.append(unused.silenced(function.declared()));
        return new Block().line(declared.text()).line("{").inner(all).line("}").broken();
    }
}
