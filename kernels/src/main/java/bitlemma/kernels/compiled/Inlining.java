package bitlemma.kernels.compiled;

import bitlemma.grammar.core.Absolute;
import bitlemma.grammar.core.Add;
import bitlemma.grammar.core.And;
import bitlemma.grammar.core.ArrayOf;
import bitlemma.grammar.core.BitCount;
import bitlemma.grammar.core.Bitwise;
import bitlemma.grammar.core.Call;
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
import bitlemma.grammar.core.RealTerm;
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
import bitlemma.numbers.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Terms without calls: each is replaced by the body of its kernel, before which the given is required. Where wanted,
 * short reductions of constant length are written out, too. Obligations stay in their order.
 */
final class Inlining {
    /** Larger terms than this are given up. */
    private static final int MOST_NODES = 200_000;

    /** Longer reductions than this are not written out. */
    private static final int MOST_ROUNDS = 64;

    private final boolean unroll;
    private int nodes;

    private Inlining(boolean unroll) {
        this.unroll = unroll;
    }

    /**
     * A term without calls.
     *
     * @param unroll whether reductions of at most {@value #MOST_ROUNDS} rounds are written out
     * @throws NotCompilable where it would be too large
     */
    static Term of(Term term, boolean unroll) {
        return new Inlining(unroll).expand(term);
    }

    private Term expand(Term term) {
        if (++nodes > MOST_NODES) {
            throw new NotCompilable("too large");
        }
        return switch (term) {
            case CodedTerm t -> throw new IllegalStateException("not lowered: " + t);
            case RealTerm t -> throw new IllegalStateException("only derivations hold it: " + t);
            case Constant t -> t;
            case Truth t -> t;
            case Variable t -> occurrence(t);
            case Let t -> new Let(t.variable(), expand(t.value()), expand(t.body()), t.site());
            case If t -> new If(expand(t.condition()), expand(t.then()), expand(t.otherwise()));
            case Call t -> call(t);
            case Fold t -> fold(t);
            case ForAll t -> forAll(t);
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
        };
    }

    /** Each occurrence of a name is an object of its own, so that it can have an interval of its own. */
    static Variable occurrence(Variable variable) {
        return new Variable(variable.name(), variable.sort());
    }

    private Term call(Call call) {
        Kernel kernel = call.kernel();
        Map<Variable, Term> replacements = new HashMap<>();
        List<Let> bindings = new ArrayList<>();
        for (int i = 0; i < call.arguments().size(); i++) {
            Variable parameter = i < kernel.parameters().size()
                    ? kernel.parameters().get(i)
                    : kernel.lengths().get(i - kernel.parameters().size());
            Term argument = expand(call.arguments().get(i));
            if (argument instanceof Constant || argument instanceof Truth || argument instanceof Variable) {
                replacements.put(parameter, argument);
            } else {
                Variable name = Substitution.fresh(parameter.label(), parameter.sort());
                replacements.put(parameter, name);
                bindings.add(new Let(name, argument, name, null));
            }
        }
        Term given = Substitution.apply(kernel.given(), replacements);
        Term body = expand(Substitution.apply(kernel.body(), replacements));
        Term result = given.equals(Truth.TRUE)
                ? body
                : new Require(expand(given), body, new Site(Site.Kind.PRECONDITION, call.site().place()));
        for (Let let : bindings.reversed()) {
            result = new Let(let.variable(), let.value(), result, null);
        }
        return result;
    }

    /** The number of rounds between two constants; -1 where it is not to be written out. */
    private int rounds(Term low, Term high) {
        if (!unroll || !(low instanceof Constant l) || !(high instanceof Constant h)) {
            return -1;
        }
        BigInteger rounds = h.value().minus(l.value()).numerator().max(BigInteger.ZERO);
        return rounds.compareTo(BigInteger.valueOf(MOST_ROUNDS)) <= 0 ? rounds.intValue() : -1;
    }

    private static Constant index(Term low, int round) {
        return new Constant(((Constant) low).value().plus(Rational.of(round)));
    }

    private Term fold(Fold fold) {
        Term low = expand(fold.low());
        Term high = expand(fold.high());
        Term initial = expand(fold.initial());
        int rounds = rounds(low, high);
        if (rounds < 0) {
            return new Fold(fold.index(), low, high, fold.accumulator(), initial, expand(fold.step()), fold.site());
        }
        List<Let> bindings = new ArrayList<>();
        Term value = initial;
        for (int round = 0; round < rounds; round++) {
            Sort sort = fold.accumulator().sort();
            Variable before = Substitution.fresh(fold.accumulator().label(), sort);
            bindings.add(new Let(before, value, before, null));
            value = expand(Substitution.apply(
                    fold.step(), Map.of(fold.index(), index(low, round), fold.accumulator(), before)));
        }
        for (Let let : bindings.reversed()) {
            value = new Let(let.variable(), let.value(), value, null);
        }
        return value;
    }

    private Term forAll(ForAll all) {
        Term low = expand(all.low());
        Term high = expand(all.high());
        int rounds = rounds(low, high);
        if (rounds < 0) {
            return new ForAll(all.index(), low, high, expand(all.body()));
        }
        List<Term> parts = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            parts.add(expand(Substitution.apply(all.body(), Map.of(all.index(), index(low, round)))));
        }
        return And.of(parts);
    }
}
