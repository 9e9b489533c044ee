package bitlemma.grammar.check;

import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Variable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The names that an expression may use, from the innermost block outwards. */
final class Scope {
    /** What a name stands for. */
    sealed interface Binding {
        record Value(Term term, Sort sort) implements Binding {}

        record Type(Sort sort) implements Binding {}

        /** A number that is known when the instance is made: an argument for a type parameter. */
        record Width(BigInteger value) implements Binding {}

        /** A name whose declaration was rejected: uses of it are not reported again. */
        record Rejected() implements Binding {}
    }

    private final Scope outer;
    private final World world;
    private final Map<String, Binding> bindings = new HashMap<>();
    /** Set for claims and finds: collects what their undeclared names turn out to be. */
    private final Inference inference;
    /** Set for derivations: what may be random here. */
    private final Randomness randomness;

    Scope(World world, Inference inference) {
        this(null, world, inference, null);
    }

    private Scope(Scope outer, World world, Inference inference, Randomness randomness) {
        this.outer = outer;
        this.world = world;
        this.inference = inference;
        this.randomness = randomness;
    }

    /** The scope of a derivation. */
    static Scope of(Randomness randomness) {
        return new Scope(null, World.EXACT, null, randomness);
    }

    Scope inner() {
        return new Scope(this, world, inference, randomness);
    }

    /** A place of a derivation that wants something else than the places around it. */
    Scope at(Randomness.Where where) {
        return new Scope(this, world, inference, randomness.at(where));
    }

    /** The same place for a value that gets a name: where a derivation asks, a random value may have one. */
    Scope naming() {
        return randomness != null && randomness.where() == Randomness.Where.ASKED ? at(Randomness.Where.RANDOM) : this;
    }

    /** Set inside derivations alone. */
    Optional<Randomness> randomness() {
        return Optional.ofNullable(randomness);
    }

    World world() {
        return world;
    }

    Optional<Inference> inference() {
        return Optional.ofNullable(inference);
    }

    Optional<Binding> find(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Binding binding = scope.bindings.get(name);
            if (binding != null) {
                return Optional.of(binding);
            }
        }
        return Optional.empty();
    }

    /** The names that stand for something here. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (Scope scope = this; scope != null; scope = scope.outer) {
            names.addAll(scope.bindings.keySet());
        }
        return names;
    }

    /** Whether this is the scope of one instance among several: what is false in it may hold in another. */
    boolean isInstance() {
        return names().stream()
                .map(name -> find(name).orElseThrow())
                .anyMatch(b -> b instanceof Binding.Width || b instanceof Binding.Type);
    }

    boolean declaresHere(String name) {
        return bindings.containsKey(name);
    }

    Scope put(String name, Binding binding) {
        bindings.put(name, binding);
        return this;
    }

    Scope put(String name, Variable variable) {
        return put(name, new Binding.Value(variable, variable.sort()));
    }

    /** The names of a claim or find that stand for inputs, and what is assumed of them. */
    static final class Inference {
        private final List<Variable> inputs = new ArrayList<>();
        private final List<Term> assumed = new ArrayList<>();
        private final java.util.Set<Variable> inferred = new java.util.HashSet<>();
        private String sought;

        List<Variable> inputs() {
            return inputs;
        }

        List<Term> assumed() {
            return assumed;
        }

        void declare(Variable variable) {
            inputs.add(variable);
        }

        void infer(Variable variable) {
            inputs.add(variable);
            inferred.add(variable);
        }

        boolean isInferred(Term term) {
            return term instanceof Variable v && inferred.contains(v);
        }

        /** Names what a find seeks; null where it seeks nothing. */
        void seek(String name) {
            sought = name;
        }

        /** Assumes a kernel's given, except what it says of the sought parameter alone. */
        void assume(Term term) {
            Set<Variable> about = Children.free(term);
            boolean aboutSought = !about.isEmpty()
                    && about.stream().allMatch(v -> v.label().equals(sought));
            if (!aboutSought && !assumed.contains(term)) {
                assumed.add(term);
            }
        }
    }
}
