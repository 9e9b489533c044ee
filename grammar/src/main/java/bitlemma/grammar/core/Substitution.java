package bitlemma.grammar.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Copies of terms in which variables are replaced, and in which every bound name is a new one. */
public final class Substitution {
    private static final AtomicLong FRESH = new AtomicLong();

    private final Map<Variable, Term> replacements;

    private final Term target;
    private final Term instead;

    private Substitution(Map<Variable, Term> replacements, Term target, Term instead) {
        this.replacements = new HashMap<>(replacements);
        this.target = target;
        this.instead = instead;
    }

    /** A variable that no term has yet. */
    public static Variable fresh(String label, Sort sort) {
        return new Variable(label + "#" + FRESH.incrementAndGet(), sort);
    }

    /** {@code term} with every free occurrence of a key replaced by its value. */
    public static Term apply(Term term, Map<Variable, ? extends Term> replacements) {
        return new Substitution(Map.copyOf(replacements), null, null).copy(term);
    }

    /** {@code term} with every occurrence of a term inside it replaced by another one. */
    public static Term replace(Term term, Term target, Term instead) {
        return new Substitution(Map.of(), target, instead).copy(term);
    }

    /** The body of a kernel on arguments: parameters first, then lengths, as in {@link Call}. */
    public static Term body(Kernel kernel, List<Term> arguments) {
        return apply(kernel.body(), bindings(kernel, arguments));
    }

    /** The given of a kernel on arguments: parameters first, then lengths, as in {@link Call}. */
    public static Term given(Kernel kernel, List<Term> arguments) {
        return apply(kernel.given(), bindings(kernel, arguments));
    }

    private static Map<Variable, Term> bindings(Kernel kernel, List<Term> arguments) {
        Map<Variable, Term> bindings = new HashMap<>();
        int n = kernel.parameters().size();
        for (int i = 0; i < n; i++) {
            bindings.put(kernel.parameters().get(i), arguments.get(i));
        }
        for (int i = 0; i < kernel.lengths().size(); i++) {
            bindings.put(kernel.lengths().get(i), arguments.get(n + i));
        }
        return bindings;
    }

    private Variable bind(Variable variable) {
        Sort sort = sort(variable.sort());
        Variable renamed = fresh(variable.label(), sort);
        replacements.put(variable, renamed);
        return renamed;
    }

    private Sort sort(Sort sort) {
        return sort instanceof Sort.Array array ? new Sort.Array(array.element(), copy(array.length())) : sort;
    }

    private Term copy(Term term) {
        if (target != null && term.equals(target)) {
            return instead;
        }
        return switch (term) {
            case Constant t -> t;
            case Truth t -> t;
            case Variable t -> replacements.getOrDefault(t, t);
            case Let t -> {
                Term value = copy(t.value());
                Variable variable = bind(t.variable());
                yield new Let(variable, value, copy(t.body()), t.site());
            }
            case If t -> new If(copy(t.condition()), copy(t.then()), copy(t.otherwise()));
            case Call t -> new Call(t.kernel(), t.arguments().stream().map(this::copy).toList(), t.site());
            case Fold t -> {
                Term low = copy(t.low());
                Term high = copy(t.high());
                Term initial = copy(t.initial());
                Variable index = bind(t.index());
                Variable accumulator = bind(t.accumulator());
                yield new Fold(index, low, high, accumulator, initial, copy(t.step()), t.site());
            }
            case ForAll t -> {
                Term low = copy(t.low());
                Term high = copy(t.high());
                Variable index = bind(t.index());
                yield new ForAll(index, low, high, copy(t.body()));
            }
            case Optimum t -> {
                Term low = copy(t.low());
                Term high = copy(t.high());
                Variable parameter = bind(t.parameter());
                yield new Optimum(t.max(), parameter, low, high, copy(t.objective()));
            }
            default -> Parts.map(term, this::copy);
        };
    }
}
