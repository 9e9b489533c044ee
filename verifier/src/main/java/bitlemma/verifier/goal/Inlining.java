package bitlemma.verifier.goal;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.BitCount;
import bitlemma.grammar.core.Bitwise;
import bitlemma.grammar.core.Call;
import bitlemma.grammar.core.Children;
import bitlemma.grammar.core.CodedTerm;
import bitlemma.grammar.core.Compare;
import bitlemma.grammar.core.Constant;
import bitlemma.grammar.core.Divide;
import bitlemma.grammar.core.Fits;
import bitlemma.grammar.core.Fold;
import bitlemma.grammar.core.ForAll;
import bitlemma.grammar.core.If;
import bitlemma.grammar.core.Kernel;
import bitlemma.grammar.core.Let;
import bitlemma.grammar.core.Maximum;
import bitlemma.grammar.core.Minimum;
import bitlemma.grammar.core.Multiply;
import bitlemma.grammar.core.Negate;
import bitlemma.grammar.core.Not;
import bitlemma.grammar.core.Or;
import bitlemma.grammar.core.Power;
import bitlemma.grammar.core.Remainder;
import bitlemma.grammar.core.Repeat;
import bitlemma.grammar.core.Require;
import bitlemma.grammar.core.RoundTo;
import bitlemma.grammar.core.Saturate;
import bitlemma.grammar.core.Select;
import bitlemma.grammar.core.Site;
import bitlemma.grammar.core.Sort;
import bitlemma.grammar.core.Substitution;
import bitlemma.grammar.core.Subtract;
import bitlemma.grammar.core.Term;
import bitlemma.grammar.core.Truth;
import bitlemma.grammar.core.Variable;
import bitlemma.grammar.core.Wrap;
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
        return switch (term) {
            case Call t -> call(t);
            case Constant t -> t;
            case Truth t -> t;
            case Variable t -> t;
            case Let t -> new Let(t.variable(), expand(t.value()), expand(t.body()), t.site());
            case If t -> new If(expand(t.condition()), expand(t.then()), expand(t.otherwise()));
            case Fold t ->
                new Fold(
                        t.index(),
                        expand(t.low()),
                        expand(t.high()),
                        t.accumulator(),
                        expand(t.initial()),
                        expand(t.step()),
                        t.site());
            case ForAll t -> new ForAll(t.index(), expand(t.low()), expand(t.high()), expand(t.body()));
            case Select t -> new Select(expand(t.array()), expand(t.index()));
            case ArrayOf t -> t.elements().stream().allMatch(e -> e instanceof Constant)
                    ? t
                    : new ArrayOf(t.elements().stream().map(this::expand).toList());
            case Repeat t -> new Repeat(expand(t.element()), expand(t.count()));
            case Add t -> new Add(expand(t.left()), expand(t.right()));
            case Subtract t -> new Subtract(expand(t.left()), expand(t.right()));
            case Multiply t -> new Multiply(expand(t.left()), expand(t.right()));
            case Negate t -> new Negate(expand(t.operand()));
            case Divide t -> new Divide(expand(t.dividend()), expand(t.divisor()));
            case Power t -> new Power(expand(t.base()), expand(t.exponent()));
            case Absolute t -> new Absolute(expand(t.operand()));
            case Minimum t -> new Minimum(expand(t.left()), expand(t.right()));
            case Maximum t -> new Maximum(expand(t.left()), expand(t.right()));
            case RoundTo t -> new RoundTo(t.rule(), expand(t.operand()));
            case Remainder t -> new Remainder(t.division(), expand(t.dividend()), expand(t.divisor()));
            case Compare t -> new Compare(t.relation(), expand(t.left()), expand(t.right()));
            case Not t -> new Not(expand(t.operand()));
            case And t -> new And(expand(t.left()), expand(t.right()));
            case Or t -> new Or(expand(t.left()), expand(t.right()));
            case Bitwise t -> new Bitwise(t.operator(), t.format(), expand(t.left()), expand(t.right()));
            case BitCount t -> new BitCount(t.count(), t.format(), expand(t.operand()));
            case Fits t -> new Fits(t.format(), expand(t.operand()), t.site());
            case Wrap t -> new Wrap(t.format(), expand(t.operand()), t.site());
            case Saturate t -> new Saturate(t.format(), expand(t.operand()), t.site());
            case Require t -> new Require(expand(t.condition()), expand(t.body()), t.site());
            case CodedTerm t -> throw new IllegalStateException("not lowered: " + t);
        };
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
