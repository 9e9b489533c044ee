package bitlemma.kernels.compiled;

import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import bitlemma.kernels.interval.Interval;
import bitlemma.kernels.interval.Intervals;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Terms as methods of a class: one method for the term, and more where it is large, since the just-in-time compiler
 * leaves large methods alone. Branches are branches, and a broken obligation throws {@link ObligationBroken}.
 */
final class ScalarCode {
    /** Nodes of one method: some 8 bytes of code each, and the just-in-time compiler takes at most 8000 bytes. */
    static final int METHOD = 500;

    /** Terms with fewer nodes than this are no methods of their own in a method that has room. */
    static final int WORTHWHILE = 30;

    /** Terms with fewer nodes than this are never methods of their own. */
    static final int LEAST = 8;

    /** Methods take at most 255 words of arguments. */
    private static final int MOST_PARAMETERS = 120;

    private static final int FLAGS = ClassFile.ACC_STATIC | ClassFile.ACC_FINAL;

    /** A method for a term; what is free in it are the parameters. */
    record Method(String name, Term term, List<Variable> parameters, Kind result) {}

    private final Intervals intervals;
    private final Obligations obligations;
    private final boolean metered;
    private final HiddenClass home;
    private final Map<Term, Integer> sizes = new IdentityHashMap<>();
    private final Map<Term, Method> methods = new IdentityHashMap<>();
    private final List<Method> pending = new ArrayList<>();
    private final Map<Variable, Kind> kinds = new HashMap<>();
    /** Names of arrays that are tables of constants. */
    private final Map<Variable, Table> tables = new HashMap<>();
    private final Map<ArrayOf, Table> written = new IdentityHashMap<>();
    private final List<Site> sites = new ArrayList<>();

    /**
     * Code for terms without calls and fractions.
     *
     * @param intervals the intervals of these very terms
     * @param metered whether methods take a {@link Meter} as their last argument
     */
    ScalarCode(Intervals intervals, boolean metered, HiddenClass home) {
        this.intervals = intervals;
        this.obligations = new Obligations(intervals);
        this.metered = metered;
        this.home = home;
    }

    Intervals intervals() {
        return intervals;
    }

    Obligations obligations() {
        return obligations;
    }

    boolean isMetered() {
        return metered;
    }

    HiddenClass home() {
        return home;
    }

    /** The sites that {@link ObligationBroken} speaks of by number. */
    List<Site> sites() {
        return sites;
    }

    int site(Site site) {
        sites.add(site);
        return sites.size() - 1;
    }

    // ---- methods ----

    /** Announces the method of a whole term. */
    Method method(String name, Term term, List<Variable> parameters) {
        prepare(term);
        Method method = new Method(name, term, parameters, kind(term));
        pending.add(method);
        return method;
    }

    /** A method for a part of a term that is too large for one method; the same for the same node. */
    Method outlined(Term term) {
        return methods.computeIfAbsent(term, t -> {
            List<Variable> parameters = Children.free(t).stream()
                    .filter(v -> !tables.containsKey(v))
                    .toList();
            if (parameters.size() > MOST_PARAMETERS) {
                throw new NotCompilable("too many names at one place");
            }
            Method method = new Method("part" + methods.size(), t, parameters, kind(t));
            pending.add(method);
            return method;
        });
    }

    /** Writes all methods that were announced, and those that they need. */
    void write(ClassBuilder type) {
        // Writing one method can announce others.
        for (int i = 0; i < pending.size(); i++) {
            Method method = pending.get(i);
            type.withMethodBody(
                    method.name(), descriptor(method), FLAGS, code -> new ScalarMethod(this, code).write(method));
        }
    }

    MethodTypeDesc descriptor(Method method) {
        List<ClassDesc> parameters = new ArrayList<>();
        method.parameters().forEach(p -> parameters.add(descriptor(p)));
        if (metered) {
            parameters.add(Meter.class.describeConstable().orElseThrow());
        }
        return MethodTypeDesc.of(method.result().descriptor(), parameters);
    }

    ClassDesc descriptor(Variable variable) {
        ClassDesc one = kind(variable).descriptor();
        return variable.sort() instanceof Sort.Array ? one.arrayType() : one;
    }

    // ---- what is known of terms ----

    /** The number of nodes of a term. */
    int size(Term term) {
        Integer known = sizes.get(term);
        if (known == null) {
            int sum = 1;
            // A table of constants is one load.
            if (!(term instanceof ArrayOf array && table(array) != null)) {
                for (Term child : Children.of(term)) {
                    sum += size(child);
                }
            }
            known = sum;
            sizes.put(term, known);
        }
        return known;
    }

    /** Finds the kinds of names and the tables of a term. */
    private void prepare(Term term) {
        switch (term) {
            case Let t when t.value() instanceof ArrayOf array && table(array) != null ->
                tables.put(t.variable(), table(array));
            case Let t when t.value() instanceof Variable v && tables.containsKey(v) ->
                tables.put(t.variable(), tables.get(v));
            case Fold t -> {
                // The accumulator's place takes the result, too.
                Interval all = intervals.at(t.accumulator()).join(intervals.at(t)).join(intervals.at(t.initial()));
                kinds.merge(t.accumulator(), Kind.of(t.accumulator().sort(), all), Kind::max);
            }
            default -> {}
        }
        if (!(term instanceof ArrayOf array && table(array) != null)) {
            Children.of(term).forEach(this::prepare);
        }
    }

    Table table(ArrayOf array) {
        if (!written.containsKey(array)) {
            written.put(array, Table.of(array));
        }
        return written.get(array);
    }

    /** The table of constants that an array is; null where it is none. */
    Table table(Term array) {
        return switch (array) {
            case ArrayOf t -> table(t);
            case Variable t -> tables.get(t);
            default -> null;
        };
    }

    /** How a name, or an element of an array, is held wherever it stands. */
    Kind kind(Variable variable) {
        Kind known = kinds.get(variable);
        if (known == null) {
            Sort sort = variable.sort() instanceof Sort.Array array ? array.element() : variable.sort();
            known = Kind.of(sort, intervals.at(variable));
            kinds.put(variable, known);
        }
        return known;
    }

    /** The narrowest kind for the values of a node. */
    Kind kind(Term term) {
        return Truths.isOne(term) ? Kind.TRUTH : Kind.of(intervals.at(term));
    }
}
