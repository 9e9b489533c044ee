package bitlemma.verifier.goal;

import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Parts;
import bitlemma.grammar.core.Repeat;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Replaces calls by the bodies of what they call; the given of each call becomes a {@link Require} before its body. */
final class Inlining {
    private final Predicate<Kernel> safe;
    private final Set<Term> discharged = Collections.newSetFromMap(new IdentityHashMap<>());

    /** @param safe kernels that are known to break no obligation where their given holds */
    Inlining(Predicate<Kernel> safe) {
        this.safe = safe;
    }

    /** The nodes that stand in bodies of safe kernels: their obligations are kept already. */
    Set<Term> discharged() {
        return discharged;
    }

    Term expand(Term term) {
        return term instanceof Call call ? call(call) : Parts.map(term, this::expand);
    }

    private Term call(Call call) {
        Kernel kernel = call.kernel();
        List<UnaryOperator<Term>> around = new ArrayList<>();
        List<Term> arguments = new ArrayList<>();
        List<Variable> parameters = kernel.parameters();
        for (int i = 0; i < call.arguments().size(); i++) {
            Term argument = expand(call.arguments().get(i));
            Variable parameter =
                    i < parameters.size() ? parameters.get(i) : kernel.lengths().get(i - parameters.size());
            arguments.add(
                    parameter.sort() instanceof Sort.Array array
                            ? named(argument, parameter.label(), array.element(), around)
                            : named(argument, parameter, around));
        }
        Term given = expand(Substitution.given(kernel, arguments));
        Term body = expand(Substitution.body(kernel, arguments));
        if (safe.test(kernel)) {
            Children.all(body).forEach(discharged::add);
        }
        Term result = given.equals(Truth.TRUE)
                ? body
                : new Require(given, body, new Site(Site.Kind.PRECONDITION, call.site().place()));
        for (UnaryOperator<Term> outer : around.reversed()) {
            result = outer.apply(result);
        }
        return result;
    }

    /** A name for an argument, bound in what is added to {@code around}: arguments are evaluated once, before the body. */
    private static Term named(Term argument, Variable parameter, List<UnaryOperator<Term>> around) {
        if (argument instanceof Variable || argument instanceof Constant) {
            return argument;
        }
        Variable name = Substitution.fresh(parameter.label(), parameter.sort());
        around.add(body -> new Let(name, argument, body, null));
        return name;
    }

    /** An array whose elements are names or constants; what obliges on the way to them stands in {@code around}. */
    private static Term named(Term array, String label, Sort element, List<UnaryOperator<Term>> around) {
        Variable each = new Variable(label, element);
        return switch (array) {
            case ArrayOf t when !t.elements().stream().allMatch(e -> e instanceof Constant) ->
                new ArrayOf(t.elements().stream().map(e -> named(e, each, around)).toList());
            case Repeat t -> {
                Term one = named(t.element(), each, around);
                yield new Repeat(one, named(t.count(), new Variable(label, Sort.INTEGER), around));
            }
            case Require t -> {
                around.add(body -> new Require(t.condition(), body, t.site()));
                yield named(t.body(), label, element, around);
            }
            case Let t -> {
                around.add(body -> new Let(t.variable(), t.value(), body, t.site()));
                yield named(t.body(), label, element, around);
            }
            default -> array;
        };
    }
}
