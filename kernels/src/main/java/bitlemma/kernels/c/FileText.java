package bitlemma.kernels.c;

import bitlemma.grammar.core.And;
import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Fits;
import bitlemma.grammar.core.ForAll;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Variable;
import bitlemma.kernels.interval.Interval;
import bitlemma.kernels.interval.Intervals;
import bitlemma.numbers.IntegerFormat;
import bitlemma.numbers.Rational;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A kernel as a file of C11 that needs the standard headers only: the kernel as a function, those that it calls as
 * static ones before it.
 */
public final class FileText {
    /** A length is that of an array in memory. */
    private static final Interval LENGTHS = Interval.of(0, Long.MAX_VALUE);

    private static final int COMMENT_WIDTH = 117;

    private final Kernel kernel;
    private final Prototype prototype;
    private final boolean safe;
    private final Map<Kernel, Prototype> functions = new LinkedHashMap<>();
    private final Names names = new Names();
    private final Helpers helpers = new Helpers(names);

    private FileText(Kernel kernel, Prototype prototype, boolean safe) {
        this.kernel = kernel;
        this.prototype = prototype;
        this.safe = safe;
    }

    /** What a kernel computes wherever it may be called. */
    private static Intervals intervals(Kernel each) {
        return Intervals.of(apart(each.given()), each.body(), inputs(each));
    }

    /** The text of a kernel's file, and the parts of it that stand elsewhere too. */
    public record Text(String file, String header) {}

    /**
     * Writes a kernel.
     *
     * @param name the function's name; empty for the kernel's own
     * @param safe whether it is known that no input inside the given breaks an obligation; where it is not,
     *     obligations that intervals do not show become assertions
     * @throws Inexpressible where C cannot say what the kernel computes
     */
    public static Text of(Kernel kernel, String name, boolean safe) {
        FileText file = new FileText(kernel, Prototype.of(kernel, name), safe);
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
    private static Map<Variable, Interval> inputs(Kernel kernel) {
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
    private static Term apart(Term term) {
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
        for (Kernel each : statics.reversed()) {
            Prototype declared = functions.get(each);
            Pattern call = Pattern.compile("\\b" + declared.name() + "\\(");
            // A call that is never reached, or whose value does not matter, is not written.
            if (call.matcher(outer + called).find()) {
                // Of inline functions compilers do not say that without assertions they are not used.
                boolean read = new Unused(outer + called).isRead(declared.name());
                called = comment(each, declared, false)
                        + (read ? "static " : "static inline ")
                        + definition(each, declared, false)
                        + '\n'
                        + called;
            }
        }
        String text = helpers.definitions() + called + comment(kernel, prototype, true) + outer;
        StringBuilder file = new StringBuilder("/* Written by `bitlemma c` from the kernel " + kernel.name() + " of "
                + kernel.place().source().name().replaceAll(".*[/\\\\]", "") + ". */\n\n");
        file.append(includes(text)).append('\n');
        file.append("_Static_assert(sizeof(int) == 4, \"int has 32 bits\");\n\n");
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
                Prototype plain = Prototype.of(call.kernel(), "");
                functions.putIfAbsent(
                        call.kernel(), new Prototype(names.unused(plain.name()), plain.parameters(), plain.result()));
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
        return includes.append("#include <stdint.h>\n").toString();
    }

    private String header() {
        String guard = prototype.name().toUpperCase(Locale.ROOT) + "_H";
        String comment = comment(kernel, prototype, true);
        String text = prototype.text();
        String includes = includes(text);
        return "/* Written by `bitlemma c` from the kernel " + kernel.name() + " of "
                + kernel.place().source().name().replaceAll(".*[/\\\\]", "") + ". */\n\n"
                + "#ifndef " + guard + "\n#define " + guard + "\n\n" + includes
                + "\n#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n" + comment + text
                + ";\n\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n";
    }

    // ---- comments ----

    private String comment(Kernel each, Prototype declared, boolean outer) {
        List<String> lines = new ArrayList<>();
        each.documentation().lines().forEach(l -> lines.add(l.strip()));
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < declared.parameters().size(); i++) {
            Prototype.Parameter parameter = declared.parameters().get(i);
            Sort sort = parameter.variable().sort();
            if (sort instanceof Sort.Array array) {
                Optional<String> length = Notation.of(array.length());
                length.ifPresent(l ->
                        conditions.add(parameter.name() + " has " + l + (l.equals("1") ? " element" : " elements")));
                sort = array.element();
            }
            if (sort instanceof Sort.Machine machine
                    && !machine.format().equals(parameter.type().format())) {
                conditions.add(parameter.name() + (parameter.isArray() ? "[...]" : "") + " is from "
                        + machine.format().min() + " to " + machine.format().max());
            }
        }
        List<String> given = Notation.of(
                Children.conjuncts(each.given()).filter(t -> !implied(t, each)).toList());
        if (!lines.isEmpty() && !(conditions.isEmpty() && given.isEmpty() && !outer)) {
            lines.add("");
        }
        if (!conditions.isEmpty()) {
            lines.add("Parameters: " + String.join("; ", conditions) + ".");
        }
        if (!given.isEmpty()) {
            lines.add("Requires: " + String.join(", ", given) + ".");
        }
        if (outer) {
            lines.add(
                    safe
                            ? "No operation overflows, no divisor is 0 and every index is in range: this is proved."
                            : "It is not proved that nothing overflows; what may fail is asserted.");
        }
        if (lines.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("/*\n");
        for (String line : lines) {
            for (String part : wrapped(line.replace("*/", "* /"))) {
                text.append(part.isEmpty() ? " *" : " * " + part).append('\n');
            }
        }
        return text.append(" */\n").toString();
    }

    private static List<String> wrapped(String line) {
        List<String> parts = new ArrayList<>();
        String rest = line;
        while (rest.length() > COMMENT_WIDTH) {
            int at = rest.lastIndexOf(' ', COMMENT_WIDTH);
            if (at <= 0) {
                break;
            }
            parts.add(rest.substring(0, at));
            rest = rest.substring(at + 1);
        }
        parts.add(rest);
        return parts;
    }

    /** Whether a condition says only that a length is not negative. */
    private static boolean implied(Term condition, Kernel each) {
        return Stream.concat(
                        each.lengths().stream(),
                        each.parameters().stream()
                                .filter(p -> p.sort() instanceof Sort.Array)
                                .map(p -> ((Sort.Array) p.sort()).length()))
                .anyMatch(length -> condition.equals(new Compare(Compare.Relation.AT_LEAST, length, Constant.of(0))));
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
            function.bind(parameter.variable(), Code.atom(parameter.name(), parameter.type(), range));
        }
        Block body = new Block();
        Emitter emitter = new Emitter(this, function, new Facts(intervals(each), safe, true, each.place()));
        Block assertions = new Block();
        if (outer || !safe) {
            formats(declared, function, assertions, each);
            given(each, function, assertions);
        }
        emitter.statements().returned(each.body(), declared.result(), body);
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

    private Facts outside(Term term, Kernel each) {
        return new Facts(Intervals.of(term, inputs(each)), false, false, each.place());
    }

    /** Asserts that arguments are values of formats that have no C type of their own. */
    private void formats(Prototype declared, Function function, Block out, Kernel each) {
        for (Prototype.Parameter parameter : declared.parameters()) {
            Sort sort = parameter.variable().sort();
            Sort element = sort instanceof Sort.Array array ? array.element() : sort;
            if (!(element instanceof Sort.Machine machine)
                    || machine.format().equals(parameter.type().format())) {
                continue;
            }
            IntegerFormat format = machine.format();
            if (!(sort instanceof Sort.Array array)) {
                Emitter emitter = new Emitter(this, function, outside(Constant.of(0), each));
                Code code = Code.atom(
                        parameter.name(),
                        parameter.type(),
                        Interval.of(parameter.type().format()));
                emitter.statements().assertion(emitter.inside(code, format), out);
                continue;
            }
            Variable index = Substitution.fresh("i", Sort.INTEGER);
            Term value = new Select(parameter.variable(), index);
            Term range = new And(
                    Compare.atMost(new Constant(Rational.of(format.min())), value),
                    Compare.atMost(value, new Constant(Rational.of(format.max()))));
            Term all = new ForAll(index, Constant.of(0), array.length(), range);
            Map<Variable, Interval> inputs = inputs(each);
            inputs.put(parameter.variable(), Interval.of(parameter.type().format()));
            Facts facts = new Facts(Intervals.of(all, inputs), false, false, each.place());
            function.with(
                    inputs,
                    () -> new Emitter(this, function, facts).statements().asserted(all, out));
        }
    }

    /** Asserts the given; a condition that C cannot say is left to the comment. */
    private void given(Kernel each, Function function, Block out) {
        List<Term> conjuncts = new ArrayList<>(Children.conjuncts(each.given()).toList());
        // Others can rely on bounds of single numbers, and may then be computed in narrower types.
        conjuncts.sort(Comparator.comparing(c -> !isBound(c)));
        Term known = Truth.TRUE;
        for (Term conjunct : conjuncts) {
            Term cleared = apart(Conditions.ofIntegers(conjunct));
            Facts facts = new Facts(Intervals.of(known, cleared, inputs(each)), false, false, each.place());
            Block assertions = new Block();
            try {
                new Emitter(this, function, facts).statements().asserted(cleared, assertions);
                boolean said = implied(conjunct, each) && assertions.toString().contains("__int128");
                if (!said) {
                    out.append(assertions);
                }
                known = new And(known, apart(conjunct));
            } catch (Inexpressible e) {
                // The comment above the function says it.
            }
        }
    }

    private static boolean isBound(Term condition) {
        return condition instanceof Compare compare
                && (compare.left() instanceof Variable && compare.right() instanceof Constant
                        || compare.left() instanceof Constant && compare.right() instanceof Variable);
    }
}
